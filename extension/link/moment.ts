/**
 * A moment of a replay as a few words that travel: a URI that an editor opens, and the same in a mail's plain text. A moment
 * holds the choices that lead to it, so that another machine can execute them again, and enough of the state hashes to say
 * where that goes otherwise. It holds no code of the series: that comes from the reader's own copy.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { messageId, type MessageId } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import type { KeptTrace, Trace, TraceStep } from '../kernel/trace/trace';

export interface Moment {
  readonly flow: string;
  /** A mail of the series whose code runs; null for a flow that runs none. */
  readonly series: MessageId | null;
  /** `TraceStep.n`, from 1. */
  readonly step: number;
  /** Steps of the whole trace. */
  readonly steps: number;
  readonly choices: readonly number[];
  /** Faults that the trace assumes beside those of the flow (`Trace.mayFail`). */
  readonly mayFail: readonly string[];
  /** `Trace.sourceHash`. */
  readonly source: string;
  /** The state hash after the step: 16 hex digits. */
  readonly state: string;
  /** Of every `stride`-th step's state hash the last four hex digits. */
  readonly marks: readonly string[];
  readonly stride: number;
  /** The part of the view that was in front (`MOMENT_PANES` of its protocol); null where the link leaves that to the reader. */
  readonly pane: string | null;
  /** The flow's own C, where the flow is not one that ships. */
  readonly text: string | null;
}

/** At most so many marks go into a link; of a longer trace every second, third, … step has one. */
const MOST_MARKS = 512;
/** A longer link is cut by mail programs and browsers. */
const LONGEST = 32_000;
/** What a flow's text may grow to when it is unpacked. */
const MOST_TEXT = 1_000_000;
const PATH = '/moment';

/** The moment of a trace at a step. @param text the flow's C, where the other side will not have it */
export function momentOf(
  trace: Trace,
  step: number,
  series: MessageId | null,
  text: string | null,
  pane: string | null = null,
): Moment {
  const stride = Math.max(1, Math.ceil(trace.steps.length / MOST_MARKS));
  return {
    flow: trace.flow,
    series,
    step,
    steps: trace.steps.length,
    choices: trace.choices,
    mayFail: trace.mayFail ?? [],
    source: trace.sourceHash,
    state: trace.steps[step - 1]?.stateHash ?? '',
    marks: trace.steps.filter((each) => each.n % stride === 0).map((each) => each.stateHash.slice(-4)),
    stride,
    pane,
    text,
  };
}

/**
 * `SCHEME://kapi-replay.kapi-replay/moment?…`. Null where the schedule is too long to travel in a link.
 * @param scheme the editor's own: `vscode`
 */
export function momentUri(moment: Moment, scheme: string): string | null {
  const query = new URLSearchParams({
    v: '1',
    flow: moment.flow,
    ...(moment.series === null ? {} : { series: moment.series }),
    step: `${String(moment.step)}/${String(moment.steps)}`,
    choices: packed(moment.choices),
    ...(moment.mayFail.length === 0 ? {} : { fail: moment.mayFail.join(' ') }),
    source: moment.source,
    state: moment.state,
    marks: `${String(moment.stride)}.${Buffer.from(moment.marks.join(''), 'hex').toString('base64url')}`,
    ...(moment.pane === null ? {} : { pane: moment.pane }),
    ...(moment.text === null ? {} : { text: deflateRawSync(moment.text).toString('base64url') }),
  });
  const uri = `${scheme}://kapi-replay.kapi-replay${PATH}?${query.toString()}`;
  return uri.length > LONGEST ? null : uri;
}

/** The moment as a paragraph for a mail: what happens there in words, and the link. */
export function momentText(moment: Moment, step: TraceStep, actor: string, uri: string): string {
  const where = step.line > 0 ? ` (${step.file}:${String(step.line)})` : '';
  return [
    `Step ${String(moment.step)} of ${String(moment.steps)} in the flow "${moment.flow}":`,
    `  ${actor}: ${step.name} in ${step.function}()${where}`,
    ...(moment.series === null ? [] : [`Series: <${moment.series}>`]),
    'To open it, copy this line and run "kAPI Replay: Open Link to a Moment…":',
    uri,
    '',
  ].join('\n');
}

export type ReadMoment =
  { readonly moment: Moment; readonly problem: null } | { readonly moment: null; readonly problem: Problem };

/** Finds the first link to a moment in a text (a URI, a paragraph, a whole mail, quoted or not). Never throws. */
export function readMoment(text: string): ReadMoment {
  const uri = /[a-z][a-z0-9+.-]*:\/\/kapi-replay\.kapi-replay\/moment\?[^\s<>"]+/i.exec(text)?.[0];
  if (uri === undefined) return wrong('no-link', 'There is no link to a moment in this text.');
  return readQuery(uri.slice(uri.indexOf('?') + 1));
}

/** Reads the query of such a URI, as an editor's URI handler is given it. Never throws. */
export function readQuery(query: string): ReadMoment {
  const given = new URLSearchParams(query);
  const value = (key: string): string => given.get(key) ?? '';
  const version = value('v');
  if (version !== '1')
    return wrong(
      'version',
      `It is of version ${version.slice(0, 20) || '?'}, which this version of kAPI Replay does not read.`,
    );
  const flow = value('flow');
  if (!/^[\w.-]{1,200}$/.test(flow)) return wrong('flow', 'It names no flow.');
  const step = /^(\d{1,9})\/(\d{1,9})$/.exec(value('step'));
  if (step === null || Number(step[1]) < 1 || Number(step[1]) > Number(step[2]))
    return wrong('step', 'It says no step of its trace.');
  const choices = unpacked(value('choices'));
  if (choices === null) return wrong('choices', 'Its schedule is cut off or was changed.');
  const marks = /^([1-9]\d{0,6})\.([\w-]*)$/.exec(value('marks'));
  const hex = Buffer.from(marks?.[2] ?? '', 'base64url').toString('hex');
  if (marks === null || !/^[0-9a-f]{16}$/.test(value('state')) || !/^[0-9a-f]{16}$/.test(value('source')))
    return wrong('hashes', 'Its state hashes are cut off or were changed.');
  const text = given.get('text');
  const flowText = text === null ? null : inflated(text);
  if (text !== null && flowText === null) return wrong('text', "The flow's text in it is cut off or was changed.");
  const series = value('series');
  return {
    problem: null,
    moment: {
      flow,
      series: series === '' ? null : messageId(series),
      step: Number(step[1]),
      steps: Number(step[2]),
      choices,
      mayFail: value('fail')
        .split(' ')
        .filter((name) => /^\w+$/.test(name)),
      source: value('source'),
      state: value('state'),
      marks: hex.match(/.{4}/g) ?? [],
      stride: Number(marks[1]),
      pane: /^[a-z][a-z-]{0,30}$/.exec(value('pane'))?.[0] ?? null,
      text: flowText,
    },
  };
}

/** What executing a moment's choices again needs. */
export const traceToExecute = ({ flow, source, choices, mayFail }: Moment): KeptTrace => ({
  flow,
  sourceHash: source,
  choices,
  mayFail,
  stateHashes: [],
});

/** Where executing a moment's choices on this machine goes otherwise than where the link was made; null where nowhere. */
export interface Deviation {
  /** The first step that differs, as far as the link's marks tell. */
  readonly step: number;
  readonly message: string;
}

/** @param again the trace as it was executed here */
export function deviation(moment: Moment, again: Trace): Deviation | null {
  for (const [index, mark] of moment.marks.entries()) {
    const n = (index + 1) * moment.stride;
    const here = again.steps[n - 1];
    if (here?.stateHash.slice(-4) === mark) continue;
    const first = n - moment.stride + 1;
    const at = again.steps[first - 1];
    const steps = moment.stride === 1 ? `step ${String(n)}` : `a step from ${String(first)} to ${String(n)}`;
    const where = at === undefined ? 'this run ends before it' : `${at.name}, ${at.file}:${String(at.line)}`;
    const why = moment.source === again.sourceHash ? '' : '; the code here is not the code that the link was made with';
    return {
      step: Math.max(1, Math.min(first, again.steps.length)),
      message: `${steps} goes otherwise here (${where})${why}`,
    };
  }
  if (again.steps.length !== moment.steps) {
    const step = Math.max(1, Math.min(moment.steps, again.steps.length));
    const counts = `${String(again.steps.length)} steps here, ${String(moment.steps)} where the link was made`;
    return { step, message: `the run is of another length: ${counts}` };
  }
  const here = again.steps[moment.step - 1];
  if (here?.stateHash !== moment.state)
    return {
      step: moment.step,
      message: `step ${String(moment.step)} leads to another state here (${here?.name ?? ''})`,
    };
  return null;
}

const wrong = (code: string, message: string): ReadMoment => ({
  moment: null,
  problem: problem(`moment-${code}`, `This link to a moment cannot be used. ${message}`),
});

/** Choices repeat: pairs of a choice and how often, each as bytes of seven bits, the lowest first (LEB128). */
function packed(choices: readonly number[]): string {
  const bytes: number[] = [];
  const put = (value: number): void => {
    let rest = value >>> 0;
    for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  };
  for (let at = 0; at < choices.length;) {
    const choice = choices[at] ?? 0;
    let end = at;
    while (choices[end] === choice) end++;
    put(choice);
    put(end - at);
    at = end;
  }
  return Buffer.from(bytes).toString('base64url');
}

/** More choices than a person can have made a link of. */
const MOST_CHOICES = 5_000_000;

function unpacked(text: string): readonly number[] | null {
  if (!/^[\w-]*$/.test(text)) return null;
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const byte of Buffer.from(text, 'base64url')) {
    if (shift > 28) return null;
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if ((byte & 0x80) !== 0) continue;
    values.push(value >>> 0);
    value = 0;
    shift = 0;
  }
  if (shift !== 0 || values.length % 2 !== 0) return null;
  const choices: number[] = [];
  for (let at = 0; at < values.length; at += 2) {
    const [choice = 0, count = 0] = [values[at], values[at + 1]];
    if (count > MOST_CHOICES - choices.length) return null;
    for (let i = 0; i < count; i++) choices.push(choice);
  }
  return choices;
}

function inflated(text: string): string | null {
  try {
    return inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: MOST_TEXT }).toString('utf8');
  } catch {
    return null;
  }
}
