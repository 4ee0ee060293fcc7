import { EventEmitter, env, type Event, type LogOutputChannel, type Uri, type WebviewPanel } from 'vscode';
import type {
  Comparable,
  FromView,
  HostAbility,
  MadeRun,
  ReplayModel,
  StepSlice,
  ToView,
  ViewCommand,
  WatchedValue,
} from '../../../webview/protocol';
import { MOMENT_PANES } from '../../../webview/protocol';
import { inSlices, type Sliced } from '../../ground/sliced';
import { readWatch, valueText } from '../../kernel/trace/watch';
import { placeGroups, type BookChange, type ReplayBook } from '../../link/replay-book';
import type { StepPlace } from '../../review/note';
import type { ShownReplay } from '../api';
import { Disposables } from '../disposables';
import type { StepNote } from '../notes/step-notes';
import { pauseNow } from '../pause';
import { parseFromView } from './from-view';
import { assetsFolder, replayPage } from './page';
import type { Choice, Replay } from './replay';
import { notesOfRun, placeOfStep } from './run-notes';
import { freshGroupId } from './replay-books';
import { Runs } from './runs';
import { saveAs } from './saving';

/** What the view asks of the rest of the editor. */
export interface PanelRequests {
  openStep(flow: string, step: number): void;
  openMessage(messageId: string): void;
  /** Whether editors show the line of each step; and turning that on or off. */
  readonly linked: boolean;
  setLink(linked: boolean): void;
  /** Search again, for so many violations, each of another rule or at another place. */
  explore(flow: string, violations: number): void;
  stop(flow: string): void;
  /** The reader's notes on the flow, and one to be kept: added where `id` is null, taken away where it has no text. */
  notes(flow: string): Promise<readonly StepNote[]>;
  keepNote(place: StepPlace, id: string | null, text: string): Promise<void>;
  /** What the reader watches and has grouped, and a change of it. */
  book(flow: string): Promise<ReplayBook>;
  changeBook(flow: string, change: BookChange): Promise<void>;
  /** Links to these steps, null where the schedule is too long for one. */
  links(flow: string, replay: Replay, steps: readonly number[]): Promise<readonly (string | null)[]>;
  /** The run on screen as JSON, to the clipboard or to a file. */
  trace(flow: string, use: 'copy' | 'save'): Promise<void>;
  /** Puts a text into a reply that the reader chooses. */
  insert(replay: Replay, step: number, text: string): Promise<void>;
  /** Copies a link to a step of a replay, or adds it to a tour that the reader chooses. */
  moment(flow: string, replay: Replay, step: number, use: 'copy' | 'tour'): Promise<void>;
  /** Other revisions of the series that a flow runs on, and what a search finds on one of them. */
  revisions(flow: string): readonly number[];
  onRevision(flow: string, revision: number): Promise<Replay>;
}

/** At most so many steps go into one message; the first one to be shown has its slice with it. */
const SLICE = 1_000;
const FIRST_SLICE = 500;

/** A document can hold a run of so many steps; a longer one is sent to it, in arrays rather than in letters. */
const WRITTEN_STEPS = 500;
/** So long, in milliseconds, the document waits for what it is to show first: the editor takes longer to make the frame for it. */
const WRITTEN_AFTER_MS = 220;

const PASSING = 'passing';
const REVISION = 'revision-';

/**
 * One replay view. The page is a function of (replay, step): it is gone whenever the panel is hidden, asks again with
 * `ready` when it comes back, and is answered with the replay and the step it was at. Its document is written once, with
 * the replay in it where that is known soon enough.
 */
export class ReplayPanel {
  private readonly disposables = new Disposables();
  private readonly closed = this.disposables.add(new EventEmitter<void>());
  readonly onDidClose: Event<void> = this.closed.event;

  private readonly moved = this.disposables.add(new EventEmitter<number>());
  /** The view stands at another step: the reader went there, or something else sent it. */
  readonly onDidMove: Event<number> = this.moved.event;
  private readonly opened = this.disposables.add(new EventEmitter<Replay>());
  /** A replay is shown: a first one, or another schedule of the same flow. */
  readonly onDidShow: Event<Replay> = this.opened.event;

  /** Ends what is under way when the view is closed. */
  private readonly closing = new AbortController();
  private replay: Replay | null = null;
  /** The last replay that came to be shown instead of another; it is on its way while what-ifs of it are made again. */
  private wanted: Replay | null = null;
  private runs: Runs | null = null;
  /** What the view has compared with, by `Comparable.id`. */
  private readonly others = new Map<string, Promise<Replay>>();
  /** Steps that the view was sent to and has not told of yet: those are no moves of the reader. */
  private sent: number[] = [];
  private latest: ToView | null = null;
  /** Ends the wait for what the document is to show first; null once it is written, with this message in it and at this step. */
  private unwritten: NodeJS.Timeout | null;
  private written: { readonly message: ToView; readonly step: number } | null = null;
  private ready = false;
  private at: number;
  /** The part of the view that is in front, as far as a link may lead to it; and one that is to come there. */
  private inFront: string | null = null;
  private opens: string | null = null;

  constructor(
    readonly flow: string,
    readonly panel: WebviewPanel,
    private readonly extension: Uri,
    private readonly requests: PanelRequests,
    private readonly log: LogOutputChannel,
    step = 0,
    /** The what-ifs that the view kept over a reload, and which run was on screen. */
    private kept: { readonly made: readonly MadeRun[]; readonly run: string | null } | null = null,
  ) {
    this.at = step;
    panel.webview.options = { enableScripts: true, localResourceRoots: [assetsFolder(extension)] };
    this.disposables.add(panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)));
    this.disposables.add(
      panel.onDidChangeViewState(() => {
        // A hidden page no longer listens; it will say `ready` again.
        if (!panel.visible) this.ready = false;
      }),
    );
    panel.onDidDispose(() => {
      if (this.unwritten !== null) clearTimeout(this.unwritten);
      this.closing.abort();
      this.closed.fire();
      this.disposables.dispose();
    });
    this.unwritten = setTimeout(() => this.write(null), WRITTEN_AFTER_MS);
  }

  get pane(): string | null {
    return this.inFront;
  }

  get step(): number {
    return this.at;
  }

  get summary(): ShownReplay {
    const model = this.replay?.model;
    return {
      flow: this.flow,
      verdict: model?.verdict ?? 'progress',
      step: this.at,
      stepCount: model?.stepCount ?? 0,
      runs: this.runs?.list.map(({ title }) => title) ?? [],
      run: this.runs?.current.about.title ?? null,
      ready: this.ready,
    };
  }

  get shown(): Replay | null {
    return this.replay;
  }

  /**
   * Shows a replay, at a step of it: the one it was last at where none is given, else the violation or the start. What-ifs
   * of what was shown before are made again first, which takes its time.
   */
  async show(replay: Replay, step = this.at, pane = this.opens): Promise<void> {
    const isNew = this.replay !== replay;
    let lost = 0;
    if (this.runs === null || this.runs.current.replay !== replay) {
      const { made, run } = this.kept ?? { made: this.runs?.made ?? [], run: null };
      const runs = new Runs(replay, this.runs?.areOf(replay) === true ? this.runs.linked : []);
      this.wanted = replay;
      lost = await this.inTurns(runs.restoring(made, run));
      if (this.wanted !== replay) return;
      this.kept = null;
      this.runs = runs;
      this.others.clear();
    }
    this.at = step;
    // A page that is not listening yet is told when it is.
    this.opens = this.ready ? null : pane;
    this.replay = this.runs.current.replay;
    const { model: shown } = this.replay;
    if (this.at < 1 || this.at > shown.stepCount) this.at = shown.violationStep ?? Math.min(1, shown.stepCount);
    const from = Math.floor(Math.max(0, this.at - 1) / FIRST_SLICE) * FIRST_SLICE + 1;
    const model: ReplayModel = {
      ...shown,
      details: slice(this.replay, from, from + FIRST_SLICE - 1),
      runs: this.runs.list,
      run: this.runs.current.about.id,
      comparables: this.comparables(this.runs),
    };
    this.tell({ type: 'replay', replay: model, step: this.at, ...(pane === null ? {} : { pane }) });
    void this.tellNotes();
    void this.tellBook();
    if (isNew) this.opened.fire(this.replay);
    if (lost > 0) this.post({ type: 'error', message: cannotMake(lost), request: null });
  }

  /** Shows a run that nobody searched for: beside those that are here, if they are of the same program. */
  async showBeside(replay: Replay, step: number, pane: string | null): Promise<void> {
    const { runs } = this;
    if (runs?.areOf(replay) !== true) return this.show(replay, step, pane);
    runs.putBeside(replay);
    return this.show(runs.current.replay, step, pane);
  }

  /** Sends the notes on the run that is shown. */
  async tellNotes(): Promise<void> {
    const notes = await this.requests.notes(this.flow);
    if (this.replay !== null && this.ready) this.post({ type: 'notes', notes: notesOfRun(notes, this.replay) });
  }

  /** Sends what is watched, and the groups as they stand in the run that is shown. */
  async tellBook(): Promise<void> {
    const { watches, groups } = await this.requests.book(this.flow);
    if (this.replay === null || !this.ready) return;
    const named = watches.map((text) => ({ text, name: readWatch(text).name }));
    this.post({ type: 'book', watches: named, groups: placeGroups(groups, this.replay.steps) });
  }

  /** Says whether editors follow. */
  tellLink(): void {
    if (this.ready) this.post({ type: 'linked', linked: this.requests.linked });
  }

  progress(text: string, states: number, can: readonly HostAbility[]): void {
    this.tell({ type: 'progress', text, states, done: false, can });
  }

  fail(message: string): void {
    this.tell({ type: 'error', message, request: null });
  }

  run(command: ViewCommand): void {
    this.post({ type: 'run', command });
  }

  /** @param jump false where the reader goes on by steps elsewhere, as with the debugger */
  goTo(step: number, jump = true): void {
    if (this.at === step) return;
    this.at = step;
    if (this.ready) {
      this.sent.push(step);
      this.post({ type: 'go-to', step, jump });
    }
    this.moved.fire(step);
  }

  /** Sends now or, to a page that is not listening yet, when it says `ready`. */
  private tell(message: ToView): void {
    this.latest = message;
    if (this.ready) this.post(message);
    else if (this.unwritten !== null && message.type !== 'progress') this.write(message);
  }

  private write(message: ToView | null): void {
    if (this.unwritten !== null) clearTimeout(this.unwritten);
    this.unwritten = null;
    const isLong = message?.type === 'replay' && message.replay.stepCount > WRITTEN_STEPS;
    const first = isLong ? null : message;
    this.written = first === null ? null : { message: first, step: this.at };
    this.panel.webview.html = replayPage(this.panel.webview, this.extension, first);
  }

  private post(message: ToView): void {
    if (!this.closing.signal.aborted) void this.panel.webview.postMessage(message);
  }

  private receive(message: unknown): void {
    const checked = parseFromView(message);
    if (checked === null) {
      this.log.warn('the replay view sent something that the protocol does not know; it was dropped');
      return;
    }
    this.answer(checked);
  }

  private answer(message: FromView): void {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.sent = [];
        this.tellLink();
        if (message.shown && this.latest === this.written?.message && this.at === this.written?.step) {
          this.opens = null;
          void this.tellNotes();
          void this.tellBook();
        } else if (this.replay !== null) void this.show(this.replay);
        else if (this.latest !== null) this.post(this.latest);
        return;
      case 'steps':
      case 'state':
      case 'source':
      case 'tracks':
      case 'choices':
      case 'compare':
      case 'links':
      case 'evaluate':
      case 'values':
        void this.reply(message).then((answer) => this.post(answer));
        return;
      case 'moved': {
        const sent = this.sent.indexOf(message.step);
        this.sent = sent < 0 ? [] : this.sent.slice(sent + 1);
        if (sent >= 0) return;
        this.at = message.step;
        this.moved.fire(message.step);
        return;
      }
      case 'pane':
        if (MOMENT_PANES.some((pane) => pane === message.pane)) this.inFront = message.pane;
        return;
      case 'open-step':
        this.requests.openStep(this.flow, message.step);
        return;
      case 'open-message':
        this.requests.openMessage(message.messageId);
        return;
      case 'link':
        this.requests.setLink(message.linked);
        return;
      case 'copy':
        void env.clipboard.writeText(message.text);
        return;
      case 'insert':
        void this.insert(message.step, message.text);
        return;
      case 'note':
        void this.keepNote(message.step, message.id, message.text);
        return;
      case 'watch':
        void this.changeBook({ kind: 'watch', text: message.text, keep: message.keep }, message.text);
        return;
      case 'group':
        this.group(message);
        return;
      case 'save':
        void saveAs(message.name, message.text).catch((error: unknown) =>
          this.fail(`The file could not be written: ${error instanceof Error ? error.message : String(error)}`),
        );
        return;
      case 'trace':
        void this.requests
          .trace(this.flow, message.use)
          .catch((error: unknown) =>
            this.fail(
              `The trace could not be ${message.use === 'copy' ? 'copied' : 'saved'}: ${error instanceof Error ? error.message : String(error)}`,
            ),
          );
        return;
      case 'moment':
        void this.useMoment(message);
        return;
      case 'explore':
        this.requests.explore(this.flow, message.violations);
        return;
      case 'stop':
        this.requests.stop(this.flow);
        return;
      case 'choose':
        void this.choose(message.step, message);
        return;
      case 'switch-run':
        if (this.runs?.switchTo(message.run) === true) void this.show(this.runs.current.replay, message.step);
        return;
    }
  }

  /** What could not be kept goes back to the reader's clipboard rather than nowhere. */
  private async keepNote(step: number, id: string | null, text: string): Promise<void> {
    const place = this.replay === null ? null : placeOfStep(this.flow, this.replay, step);
    try {
      if (place === null) throw new Error(`There is no step ${step} in this run.`);
      await this.requests.keepNote(place, id, text);
      await this.tellNotes();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await env.clipboard.writeText(text);
      this.fail(`The note could not be kept: ${reason} Its text is on the clipboard.`);
    }
  }

  private group({ id, from, to, name }: Extract<FromView, { readonly type: 'group' }>): void {
    const end = (step: number) => ({ step, stateHash: this.replay?.steps[step - 1]?.stateHash ?? '' });
    const group = name.trim() === '' ? null : { name: name.trim(), from: end(from), to: end(to) };
    void this.changeBook({ kind: 'group', id: id ?? freshGroupId(), group }, name);
  }

  private async changeBook(change: BookChange, written: string): Promise<void> {
    try {
      await this.requests.changeBook(this.flow, change);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await env.clipboard.writeText(written);
      this.fail(`It could not be kept: ${reason} What you wrote is on the clipboard.`);
    }
  }

  private async insert(step: number, text: string): Promise<void> {
    if (this.replay === null) return;
    try {
      await this.requests.insert(this.replay, step, text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await env.clipboard.writeText(text);
      this.fail(`It could not be put into a reply: ${reason} The text is on the clipboard.`);
    }
  }

  private async useMoment({ run, step, use }: Extract<FromView, { readonly type: 'moment' }>): Promise<void> {
    const replay = this.runs?.replayOf(run) ?? null;
    try {
      if (replay === null) throw new Error('Its run is not here any more.');
      await this.requests.moment(this.flow, replay, step, use);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.fail(`Step ${step} could not be ${use === 'copy' ? 'copied as a link' : 'added to a tour'}: ${reason}`);
    }
  }

  private async choose(step: number, choice: Choice): Promise<void> {
    const { runs } = this;
    if (runs === null) return;
    try {
      const gone = await this.inTurns(runs.goingOn(step, choice));
      if (this.runs === runs) await this.show(runs.current.replay, gone === null ? step : gone.about.parts);
    } catch (error) {
      if (this.closing.signal.aborted) return;
      const reason = error instanceof Error ? error : new Error(String(error));
      this.log.error(reason.stack ?? reason.message);
      this.fail(`The run could not go on so: ${reason.message}`);
    }
  }

  /** Does work while others get their turn, until the view is closed. */
  private inTurns<Result>(work: Sliced<Result>): Promise<Result> {
    return inSlices(work, pauseNow(this.closing.signal));
  }

  private comparables(runs: Runs | null): readonly Comparable[] {
    if (runs === null) return [];
    const { id } = runs.current.about;
    return [
      ...runs.list.filter((run) => run.id !== id).map((run) => ({ id: run.id, title: run.title, slow: false })),
      ...(runs.current.replay.model.violationStep === null
        ? []
        : [{ id: PASSING, title: 'Nearest schedule that breaks no rule', slow: true }]),
      ...this.requests.revisions(this.flow).map((revision) => ({
        id: `${REVISION}${revision}`,
        title: `The same flow on v${revision}`,
        slow: true,
      })),
    ];
  }

  /** A run that is compared with. @throws where there is none */
  private other(id: string, ours: Replay): Promise<Replay> {
    const known = this.runs?.replayOf(id);
    if (known !== undefined && known !== null) return Promise.resolve(known);
    const key = id === PASSING ? `${id} ${this.runs?.current.about.id ?? ''}` : id;
    let other = this.others.get(key);
    if (other === undefined) {
      other = this.findOther(id, ours);
      this.others.set(key, other);
      other.catch(() => this.others.delete(key));
    }
    return other;
  }

  private async findOther(id: string, ours: Replay): Promise<Replay> {
    if (id.startsWith(REVISION)) return this.requests.onRevision(this.flow, Number(id.slice(REVISION.length)));
    const passing = id === PASSING ? await this.inTurns(ours.passing()) : null;
    if (passing !== null) return passing;
    throw new Error(
      id === PASSING
        ? 'No schedule near this one was found that breaks no rule; every one that was tried breaks one too.'
        : `There is no run "${id}" to compare with any more.`,
    );
  }

  /** Every request is answered, if only with what is wrong with it. */
  private async reply(message: Extract<FromView, { readonly request: number }>): Promise<ToView> {
    const { request } = message;
    const replay = this.replay;
    if (replay === null) return { type: 'error', request, message: 'There is no replay here yet.' };
    try {
      switch (message.type) {
        case 'steps': {
          const to = Math.min(message.to, message.from + SLICE - 1);
          return { type: 'steps', request, slice: slice(replay, message.from, to) };
        }
        case 'state': {
          const of = message.run === undefined ? replay : await this.other(message.run, replay);
          return { type: 'state', request, state: of.state(message.step) };
        }
        case 'tracks': {
          const { tracksOf } = await import('./tracks');
          return { type: 'tracks', request, tracks: tracksOf(replay.steps, replay.model.actors) };
        }
        case 'choices':
          return { type: 'choices', request, choices: await this.inTurns(replay.choices(message.step)) };
        case 'compare': {
          const title = this.comparables(this.runs).find(({ id }) => id === message.run)?.title ?? message.run;
          const [theirs, { compareRuns }] = await Promise.all([this.other(message.run, replay), import('./comparing')]);
          return { type: 'compare', request, comparison: compareRuns(message.run, title, replay, theirs) };
        }
        case 'evaluate': {
          const values = message.expressions.map((expression) => watched(replay, message, expression));
          return { type: 'evaluate', request, values };
        }
        case 'values': {
          const values = message.at.map((at) => message.expressions.map((each) => watched(replay, at, each)));
          return { type: 'values', request, values };
        }
        case 'links':
          return { type: 'links', request, links: await this.requests.links(this.flow, replay, message.steps) };
        case 'source': {
          const source = await replay.source(message.file);
          return source === null
            ? { type: 'error', request, message: `This program has no file ${message.file}.` }
            : { type: 'source', request, source };
        }
      }
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      this.log.error(reason.stack ?? reason.message);
      return { type: 'error', request, message: reason.message };
    }
  }
}

function watched(
  replay: Replay,
  at: { readonly step: number; readonly actor: number },
  expression: string,
): WatchedValue {
  const found = replay.evaluate(at.step, at.actor, readWatch(expression).expression);
  if (found.kind === 'error') return { value: null, type: '', problem: found.message };
  return { value: valueText(found), type: found.type, problem: '' };
}

const cannotMake = (runs: number): string =>
  `${runs === 1 ? 'A what-if' : `${String(runs)} what-ifs`} could not be made again: what was found is another run now.`;

/** What these steps did, both ends included; fewer where the run has no more. */
function slice({ steps }: Replay, from: number, to: number): StepSlice {
  return { from, steps: steps.slice(Math.max(0, from - 1), to).map(({ changed, result }) => ({ changed, result })) };
}
