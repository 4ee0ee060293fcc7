import { CancellationError, workspace, type LogOutputChannel } from 'vscode';
import { problem, type Problem } from '../ground/problem';
import { inSlices } from '../ground/sliced';
import type { Exploration, KeptTrace } from '../kernel/trace/trace';
import type { PreparedFlow } from '../link/explore-flow';
import type { MomentStop } from '../link/execute-moment';
import type { Flow } from '../link/flow';
import type { Deviation, Moment } from '../link/moment';
import type { KernelTree } from '../link/tree';
import { textOfTrees } from '../link/tree-text';
import { Disposables } from './disposables';
import type { SourceTexts } from './documents/content';
import type { Flows, KnownFlow, Searched } from './flows';
import { FoundRuns, type FoundRun } from './found-runs';
import { setting } from './ids';
import type { KernelTrees } from './kernel-trees';
import type { Library } from './library';
import { pauseNow } from './pause';
import type { Replay } from './replay/replay';
import type { Limits } from './replay/search-job';
import type { SearchThreads } from './replay/search-threads';

export interface SearchOptions {
  readonly signal: AbortSignal;
  readonly progress: (text: string, states: number) => void;
  /** Different violations after which the search ends; the first where absent. */
  readonly violations?: number;
  /** Search even where the same program was searched within the same limits. */
  readonly anew?: boolean;
}

/** What a flow is to run on, where that is not simply what is open and what the settings say. */
export interface RunOn {
  /** Of the series that the flow names. */
  readonly revision?: number;
  readonly trees?: readonly KernelTree[];
}

/** Puts flows' programs together, has them searched in a worker, and keeps what was found. */
export class Explorer implements SourceTexts {
  private readonly disposables = new Disposables();
  /** Programs by flow, put together for what is open now. */
  private readonly prepared = new Map<string, Promise<PreparedFlow>>();

  /** What each flow last ran on. */
  private readonly ran = new Map<string, PreparedFlow>();
  private readonly found = new FoundRuns();
  private threads: SearchThreads | null = null;
  /** Counts what was asked for: what is made ready in advance gives way to it. */
  private asked = 0;

  constructor(
    private readonly library: Library,
    private readonly flows: Flows,
    private readonly trees: KernelTrees,
    private readonly log: LogOutputChannel,
  ) {
    const forget = (): void => {
      this.prepared.clear();
      this.ran.clear();
      this.found.clear();
    };
    this.disposables.add(library.onDidChange(forget));
    this.disposables.add(flows.onDidChangeList(forget));
    this.disposables.add(trees.onDidChange(forget));
  }

  /** Whether what a flow ran on has changed since it ran. */
  isStale(known: KnownFlow): boolean {
    return !this.ran.has(known.flow.id);
  }

  /** Puts together the programs of flows that are likely to be wanted, one after the other, in slices between other work. */
  getReady(flows: readonly Flow[]): void {
    // What fails here fails again, and is told, where the flow is really wanted.
    if (flows.length > 0) this.gettingReady(flows).catch(() => undefined);
  }

  /** Searches a flow's schedules. @throws CancellationError when the signal is aborted */
  async explore(known: KnownFlow, options: SearchOptions): Promise<Searched> {
    const started = performance.now();
    this.asked += 1;
    const run = await this.search(known, await this.prepare(known), started, options);
    this.found.keep(run);
    return run;
  }

  /**
   * Opens for stepping what a search found: the last one of this program within these limits, else one that is made now.
   * @throws CancellationError when the signal is aborted
   */
  async replay(known: KnownFlow, options: SearchOptions, on: RunOn = {}): Promise<Replay> {
    const started = performance.now();
    this.asked += 1;
    const prepared = await this.prepare(known, on);
    const before = options.anew === true ? null : this.found.of(prepared, limitsOf(options));
    const run = before ?? (await this.search(known, prepared, started, options, on));
    const replay = run.replay ?? (await this.open(known, run, options.signal));
    // What was opened has the run that was executed here, and lets go the one that the search handed over.
    if (isPlain(on)) this.found.keep({ ...run, exploration: replay.found.exploration, replay });
    return replay;
  }

  /** Revisions of the series that a flow runs on, other than the one it was searched on, oldest first. */
  otherRevisions(flow: string): readonly number[] {
    const ran = this.ran.get(flow)?.series.at(-1);
    if (ran === undefined) return [];
    const all = this.library.archive.series.filter(({ topic }) => topic === ran.topic);
    return [...new Set(all.map(({ revision }) => revision))]
      .filter((revision) => revision !== ran.revision)
      .sort((left, right) => left - right);
  }

  /** Executes the schedule of a moment; null where the flow has no program. */
  async execute(
    known: KnownFlow,
    moment: Moment,
  ): Promise<{
    readonly replay: Replay;
    readonly deviation: Deviation | null;
    readonly stop: MomentStop | null;
  } | null> {
    const [{ executingMoment }, { openingFlowReplay }] = await Promise.all([
      import('../link/execute-moment'),
      import('./replay/open'),
    ]);
    const prepared = await this.prepare(known);
    const pause = pauseNow();
    const executed = await inSlices(executingMoment(prepared, moment), pause);
    if (executed === null) return null;
    this.ran.set(known.flow.id, prepared);
    const { exploration, replay, deviation, stop } = executed;
    const textOf = (file: string) => this.text(known, prepared, file);
    const opening = openingFlowReplay({ prepared, exploration, executed: replay }, this.library, textOf);
    return { replay: await inSlices(opening, pause), deviation, stop };
  }

  async sourceText(flow: string, file: string): Promise<string | null> {
    const known = await this.flows.find(flow);
    if (known === null) return null;
    return (await this.text(known, await this.prepare(known), file))?.text ?? null;
  }

  dispose(): void {
    this.disposables.dispose();
    this.threads?.dispose();
  }

  private async search(
    known: KnownFlow,
    prepared: PreparedFlow,
    started: number,
    options: SearchOptions,
    on: RunOn = {},
  ): Promise<FoundRun> {
    if (options.signal.aborted) throw new CancellationError();
    for (const { code, message } of prepared.problems) this.log.debug(`${known.flow.id}: ${code}: ${message}`);
    this.flows.report(known, prepared.problems);
    const compiled = performance.now();
    const [threads, { isAsExpected, searchableOf }] = await Promise.all([
      this.searchThreads(),
      import('../link/explore-flow'),
    ]);
    const limits = limitsOf(options);
    const searchable = searchableOf(prepared);
    const exploration =
      searchable.kind === 'refused'
        ? searchable.exploration
        : await threads.search(prepared, searchable.program, limits, options);
    if (options.signal.aborted) throw new CancellationError();
    this.flows.report(known, [...prepared.problems, ...unmodelled(known, exploration)]);
    const asExpected = isAsExpected(known.flow, exploration);
    const ended = performance.now();
    this.log.info(
      `${known.flow.id}: ${exploration.verdict}, ${exploration.states} states, program ${ms(compiled - started)}, ` +
        `search ${ms(ended - compiled)}`,
    );
    if (isPlain(on)) this.ran.set(known.flow.id, prepared);
    // What a flow expects is the first that breaks; a search for others says nothing new about that.
    const { verdict, violation, complete } = exploration;
    if (isPlain(on) && limits.violations === 1)
      this.flows.record(known.flow.id, { exploration: { verdict, violation, complete }, asExpected });
    const time = { seconds: (ended - started) / 1000, searchSeconds: (ended - compiled) / 1000 };
    return { prepared, limits, exploration, asExpected, time, replay: null };
  }

  private async open(
    known: KnownFlow,
    { prepared, exploration, time }: FoundRun,
    signal: AbortSignal,
  ): Promise<Replay> {
    const { openingFlowReplay } = await import('./replay/open');
    const textOf = (file: string) => this.text(known, prepared, file);
    return inSlices(openingFlowReplay({ prepared, exploration, time }, this.library, textOf), pauseNow(signal));
  }

  private async gettingReady(flows: readonly Flow[]): Promise<void> {
    const mine = ++this.asked;
    (await this.searchThreads()).getReady();
    for (const { id } of flows) {
      const known = await this.flows.find(id);
      if (this.asked !== mine) return;
      if (known !== null) await this.prepare(known);
    }
  }

  private async searchThreads(): Promise<SearchThreads> {
    const { SearchThreads } = await import('./replay/search-threads');
    return (this.threads ??= new SearchThreads());
  }

  private prepare(known: KnownFlow, on: RunOn = {}): Promise<PreparedFlow> {
    const { id } = known.flow;
    if (!isPlain(on)) return this.prepareNow(known, on);
    let prepared = this.prepared.get(id);
    if (prepared === undefined) {
      prepared = this.prepareNow(known);
      this.prepared.set(id, prepared);
      // What could not be read may be there the next time.
      prepared.catch(() => this.prepared.delete(id));
    }
    return prepared;
  }

  private async prepareNow({ flow }: KnownFlow, on: RunOn = {}): Promise<PreparedFlow> {
    const [{ preparingFlow }, models, trees] = await Promise.all([
      import('../link/explore-flow'),
      this.flows.library(),
      this.trees.all(),
    ]);
    const work = preparingFlow({
      flow,
      series: this.library.archive.series,
      trees: on.trees ?? trees,
      models,
      revision: on.revision ?? null,
    });
    return inSlices(work, pauseNow());
  }

  /** A file as the steps number its lines: the model's or the tree's own text, not what it was composed into. */
  private async text(
    { flow }: KnownFlow,
    prepared: PreparedFlow,
    file: string,
  ): Promise<{ readonly text: string; readonly origin: string } | null> {
    if (file === flow.path) return { text: flow.text, origin: 'model' };
    const models = await this.flows.library();
    const all = [...models.units, ...models.headers.values(), ...models.byKernelPath.values()];
    const model = all.find(({ path }) => path === file);
    if (model !== undefined) return { text: model.text, origin: 'model' };
    const text = textOfTrees(await this.trees.all())(file);
    if (text !== null) return { text, origin: 'tree' };
    const composed = prepared.texts.get(file);
    return composed === undefined ? null : { text: composed.text, origin: composed.lines[0]?.origin ?? 'series' };
  }
}

const isPlain = ({ revision, trees }: RunOn): boolean => revision === undefined && trees === undefined;

function limitsOf({ violations = 1 }: SearchOptions): Limits {
  const settings = workspace.getConfiguration(setting.section);
  return {
    bound: settings.get<number | null>(setting.preemptionBound, null),
    maxStates: settings.get<number>(setting.maxStates, 2_000_000),
    maxSeconds: settings.get<number>(setting.maxSeconds, 60),
    violations,
  };
}

const ms = (time: number): string => `${Math.round(time)} ms`;

/** What a search came to and nothing defines, at its line of the flow; elsewhere it is the flow's first line that says it. */
function unmodelled({ flow }: KnownFlow, exploration: Exploration<KeptTrace>): Problem[] {
  return exploration.unmodelled.map(({ symbol, reason, file, line }) =>
    problem('unmodelled', `${symbol}() is not modelled (${file}:${String(line)}): ${reason}`, {
      file: flow.path,
      line: file === flow.path ? Math.max(1, line) : 1,
      column: 1,
    }),
  );
}
