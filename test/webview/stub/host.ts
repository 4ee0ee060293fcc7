/**
 * The other side of the protocol, inside the test's page: it stands where VS Code and the extension stand, and notes all
 * that the view says. The replay is chosen by the page's address.
 */
import { tracksOf } from '../../../extension/workbench/replay/tracks';
import { readWatch } from '../../../extension/kernel/trace/watch';
import type {
  FromView,
  ReplayModel,
  StepDetail,
  ToView,
  ViewGroup,
  ViewNote,
  WatchedValue,
} from '../../../webview/protocol';
import { HOSTILE } from '../fixture/hostile';
import { LASSO, LASSO_SOURCE, LASSO_STEPS } from '../fixture/lasso';
import { REPLAY, SOURCES, stateAt, STEPS } from '../fixture/lend';
import { able, CHOICES, comparison, OTHER } from '../fixture/what-if';
import { longDetail, longReplay } from '../fixture/long';

declare global {
  interface Window {
    /** Everything that the view has said, in order. */
    heard: FromView[];
    /** Sends as the extension would. */
    send(message: ToView): void;
    acquireVsCodeApi(): unknown;
  }
}

const KEPT = 'kept-view';
const address = new URLSearchParams(location.search);
const wanted = address.get('replay') ?? 'lend';

function replayOf(name: string): ReplayModel | null {
  if (name === 'none') return null;
  if (name === 'hostile') return HOSTILE;
  if (name === 'lasso') return LASSO;
  if (name === 'able') return able(false);
  const [kind, count] = name.split('-');
  if (kind === 'long') return longReplay(Number(count));
  return REPLAY;
}

const replay = replayOf(wanted);
const long = replay !== null && replay.stepCount > STEPS.length;

let notes: ViewNote[] = [];

const BOOK = 'kept-book';
/** What the reader watches, as a file would keep it. */
const watches = (): readonly string[] => JSON.parse(sessionStorage.getItem(BOOK) ?? '[]') as readonly string[];
const book = (): ToView => ({
  type: 'book',
  watches: watches().map((text) => ({ text, name: readWatch(text).name })),
  groups,
});
let groups: readonly ViewGroup[] = [];

function slice(from: number, to: number): readonly StepDetail[] {
  if (wanted === 'lasso') return LASSO_STEPS.slice(from - 1, to);
  if (!long) return STEPS.slice(from - 1, to);
  return Array.from({ length: to - from + 1 }, (_, at) => longDetail(from + at));
}

/** A host that knows the number of the step, and how many steps have been made in tens. */
function valueAt(text: string, step: number): WatchedValue {
  const { expression } = readWatch(text);
  const values: Readonly<Record<string, number>> = { step, tens: Math.floor(step / 10) };
  const value = values[expression];
  return value === undefined
    ? { value: null, type: '', problem: `${expression} is not declared here` }
    : { value: String(value), type: 'int', problem: '' };
}

function answer(message: FromView): ToView | null {
  switch (message.type) {
    case 'ready':
      return replay === null || message.shown
        ? null
        : { type: 'replay', replay, step: message.restored?.step ?? Number(address.get('step') ?? 1) };
    case 'steps':
      return {
        type: 'steps',
        request: message.request,
        slice: { from: message.from, steps: slice(message.from, message.to) },
      };
    case 'tracks':
      return { type: 'tracks', request: message.request, tracks: tracksOf(STEPS, REPLAY.actors) };
    case 'evaluate':
      return {
        type: 'evaluate',
        request: message.request,
        values: message.expressions.map((expression) => valueAt(expression, message.step)),
      };
    case 'values':
      return {
        type: 'values',
        request: message.request,
        values: message.at.map(({ step }) => message.expressions.map((expression) => valueAt(expression, step))),
      };
    case 'group': {
      const others = groups.filter(({ id }) => id !== message.id);
      const { id, from, to, name } = message;
      groups = name === '' ? others : [...others, { id: id ?? `group-${from}`, name, from, to }];
      groups = groups.toSorted((one, other) => one.from - other.from || other.to - one.to);
      return book();
    }
    case 'watch': {
      const others = watches().filter((text) => text !== message.text);
      sessionStorage.setItem(BOOK, JSON.stringify(message.keep ? [...others, message.text] : others));
      return book();
    }
    case 'links':
      return {
        type: 'links',
        request: message.request,
        links: message.steps.map((step) =>
          wanted === 'able' ? `vscode://kapi-replay.kapi-replay/moment?step=${step}` : null,
        ),
      };
    case 'choices':
      return { type: 'choices', request: message.request, choices: message.step < STEPS.length ? CHOICES : [] };
    case 'compare':
      return { type: 'compare', request: message.request, comparison: comparison() };
    case 'choose':
      return { type: 'replay', replay: OTHER, step: OTHER.runs?.[1]?.parts ?? 1 };
    case 'switch-run':
      return { type: 'replay', replay: message.run === 'found' ? able(true) : OTHER, step: message.step };
    case 'link':
      return { type: 'linked', linked: message.linked };
    case 'note':
      notes = notes.filter(({ id }) => id !== message.id);
      if (message.text !== '')
        notes.push({ id: message.id ?? `note-${message.step}`, step: message.step, text: message.text });
      return { type: 'notes', notes };
    case 'state':
      if (wanted === 'lasso')
        return { type: 'state', request: message.request, state: { step: message.step, objects: [], stacks: [] } };
      return {
        type: 'state',
        request: message.request,
        state: { ...stateAt(Math.min(message.step, STEPS.length)), step: message.step },
      };
    case 'source': {
      if (wanted === 'slow-source') return null;
      const source = [...SOURCES, LASSO_SOURCE].find(({ file }) => file === message.file);
      return source === undefined || wanted === 'sourceless'
        ? { type: 'error', request: message.request, message: `No source is known for ${message.file}.` }
        : { type: 'source', request: message.request, source };
    }
    default:
      return null;
  }
}

window.heard = [];
window.send = (message) => {
  window.postMessage(message, '*');
};
window.acquireVsCodeApi = () => ({
  postMessage(message: FromView) {
    window.heard.push(message);
    const said = answer(message);
    if (said !== null)
      setTimeout(() => {
        performance.mark(`sent ${said.type}`);
        window.send(said);
        if (message.type === 'ready') window.send(book());
      }, 0);
  },
  getState: (): unknown => JSON.parse(sessionStorage.getItem(KEPT) ?? 'null'),
  setState(state: unknown) {
    sessionStorage.setItem(KEPT, JSON.stringify(state));
  },
});
