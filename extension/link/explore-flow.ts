import type { MessageId } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import { atOnce, type Sliced } from '../ground/sliced';
import { compiling } from '../kernel/c/compile';
import type { Program } from '../kernel/c/ir';
import { explore, type ExploreOptions } from '../kernel/explore/explore';
import type { Faults } from '../kernel/machine/machine';
import { PRIMITIVES } from '../kernel/machine/primitives/primitives';
import type { SourceFile } from '../kernel/source';
import type { Files } from '../kernel/trace/build';
import type { Exploration, Verdict } from '../kernel/trace/trace';
import type { Series } from '../series/series';
import type { Flow } from './flow';
import type { ModelLibrary } from './models';
import { unmetNeeds } from './needs';
import { chooseSeries, type ChoiceOptions } from './series-choice';
import { composingSources, type ComposedSources } from './sources';
import type { KernelTree } from './tree';

/** What a flow runs on: everything that was opened; it takes what it names. */
export interface FlowRequest extends Partial<ChoiceOptions> {
  readonly flow: Flow;
  readonly series: readonly Series[];
  readonly trees: readonly KernelTree[];
  readonly models: ModelLibrary;
  readonly local?: (path: string) => string | null;
}

/** How far the search goes (kernel/explore). */
export type SearchLimits = Omit<ExploreOptions, 'flow' | 'faults'>;

/** A flow's program, ready to run; or why there is none. */
export interface PreparedFlow {
  readonly flow: Flow;
  /** Null where a series is missing that the flow needs. */
  readonly program: Program | null;
  readonly files: Files;
  /** The text of every file that took part, by path, as `Program.files` names them. */
  readonly texts: ReadonlyMap<string, SourceFile>;
  readonly faults: Faults;
  /** The postings whose code it runs. */
  readonly series: readonly Series[];
  readonly missing: readonly { readonly id: MessageId; readonly why: string }[];
  /** Of the flow's header, of how the sources came together, and of the front end, in this order. */
  readonly problems: readonly Problem[];
}

export interface FlowResult {
  readonly flow: Flow;
  readonly verdict: Verdict;
  /** The verdict, the rule and the function are those that the flow expects. */
  readonly asExpected: boolean;
  readonly exploration: Exploration;
  readonly prepared: PreparedFlow;
}

/** Puts a flow's program together. Never throws for anything that the flow, the series or the trees contain. */
export const prepareFlow = (request: FlowRequest): PreparedFlow => atOnce(preparingFlow(request));

/** The same in slices of a few milliseconds. */
export function* preparingFlow(request: FlowRequest): Sliced<PreparedFlow> {
  return yield* compilingFlow(yield* composingFlow(request));
}

/** A flow's text, put together from where it stands and not read as C yet. */
export interface ComposedFlow extends Omit<PreparedFlow, 'program' | 'files' | 'texts'> {
  /** Null where a series is missing that the flow needs. */
  readonly composed: ComposedSources | null;
}

export const composeFlow = (request: FlowRequest): ComposedFlow => atOnce(composingFlow(request));

function* composingFlow(request: FlowRequest): Sliced<ComposedFlow> {
  const { flow } = request;
  const choice = chooseSeries(flow, request.series, {
    revision: request.revision ?? null,
    unnamed: request.unnamed ?? 'none',
    samples: request.samples ?? [],
  });
  const faults = {
    mayFail: flow.failures.filter((failure) => failure.call === null).map((failure) => failure.function),
    fail: flow.failures.flatMap(({ function: what, call }) => (call === null ? [] : [{ what, call }])),
  };
  if (choice.missing.length > 0) {
    const missing = choice.missing.map(({ id, why }) =>
      problem('series-missing', `${flow.id} runs the series of <${id}>: ${why}.`, {
        file: flow.path,
        line: 1,
        column: 1,
      }),
    );
    const problems = [...flow.problems, ...missing];
    return { flow, composed: null, faults, series: choice.series, missing: choice.missing, problems };
  }
  const composed = yield* composingSources({ ...request, series: choice.series });
  return { flow, composed, faults, series: choice.series, missing: [], problems: flow.problems };
}

export const compileFlow = (composed: ComposedFlow): PreparedFlow => atOnce(compilingFlow(composed));

function* compilingFlow({ composed, ...rest }: ComposedFlow): Sliced<PreparedFlow> {
  if (composed === null) return { ...rest, program: null, files: { lineOrigin: () => null }, texts: new Map() };
  const { program, problems } = yield* compiling(composed.sources, { primitives: new Set(PRIMITIVES.keys()) });
  return {
    ...rest,
    program,
    files: lineOrigins(program, composed.files),
    texts: composed.files,
    problems: [...rest.problems, ...unmetNeeds(rest.flow, composed.files.values()), ...composed.problems, ...problems],
  };
}

/** Searches the schedules of a flow. Bounded by its limits; stops early when `limits.signal` is aborted. */
export function exploreFlow(request: FlowRequest, limits: SearchLimits = {}): FlowResult {
  return explorePrepared(prepareFlow(request), limits);
}

export function explorePrepared(prepared: PreparedFlow, limits: SearchLimits = {}): FlowResult {
  const { flow, files, faults } = prepared;
  const searchable = searchableOf(prepared);
  const exploration =
    searchable.kind === 'refused'
      ? searchable.exploration
      : explore(searchable.program, files, { ...limits, flow: flow.id, faults });
  return { flow, verdict: exploration.verdict, asExpected: isAsExpected(flow, exploration), exploration, prepared };
}

/** What can be searched of a flow, or what is said of it without a search. */
export type Searchable =
  | { readonly kind: 'program'; readonly program: Program }
  | { readonly kind: 'refused'; readonly exploration: Exploration };

/** A flow's program, unless any verdict on it would be a guess. */
export function searchableOf(prepared: PreparedFlow): Searchable {
  const { flow, program } = prepared;
  const refused = (why: string): Searchable => ({ kind: 'refused', exploration: nothingRan(why, prepared) });
  if (program === null) return refused(`${flow.id} needs a series that was not given: ${named(prepared)}`);
  const reason = unfit(prepared);
  if (reason !== null) return refused(reason);
  return hasActors(program) ? { kind: 'program', program } : refused(`${flow.id} has no function marked __actor`);
}

/** Whether a search found what the flow says it will. Another rule, or the rule in another function, is not it. */
export function isAsExpected(
  { expect }: Flow,
  { verdict, violation }: Pick<Exploration, 'verdict' | 'violation'>,
): boolean {
  if (verdict !== expect.verdict) return false;
  if (expect.verdict === 'pass') return true;
  return violation?.rule === expect.rule && (expect.function === null || violation.function === expect.function);
}

const UNFIT = new Set([
  'hunk-does-not-fit',
  'tree-does-not-fit',
  'initialiser-opaque',
  'flow-needs-unmet',
  'flow-patch-missing',
]);

/** What loses text. In the kernel's headers that is found missing where it is used; in the scenario an actor would be missing. */
const LOST = new Set([
  'comment-unterminated',
  'declaration-unparsed',
  'if-unterminated',
  'macro-arguments-unterminated',
  'macro-too-large',
]);

/** Text that is put together wrongly, or data whose first value is not known, would make any verdict a guess. */
function unfitProblems({ flow, program, problems }: PreparedFlow): Problem[] {
  const directory = flow.path.replace(/[^/]*$/, '');
  const isScenario = (file: string): boolean =>
    file.startsWith(directory) && !file.slice(directory.length).includes('/');
  return problems.filter(({ code, message, where }) => {
    if (UNFIT.has(code)) return true;
    if (where === null || where === undefined || !isScenario(where.file)) return false;
    if (LOST.has(code)) return true;
    // A function that is there as one that cannot be executed ends the run where it is reached.
    const name = /^(\w+)\(\)/.exec(message)?.[1];
    return code === 'function-unparsed' && !(program?.functions.some((one) => one.name === name) ?? false);
  });
}

function unfit(prepared: PreparedFlow): string | null {
  const [found] = unfitProblems(prepared);
  return found?.message ?? null;
}

/** A program in which nothing would run must not pass. */
function hasActors(program: Program): boolean {
  return program.functions.some(({ annotations }) =>
    annotations.some((word) => word === 'actor' || word === '__actor'),
  );
}

function named({ missing }: PreparedFlow): string {
  return missing.map(({ id, why }) => `<${id}> (${why})`).join(', ');
}

function nothingRan(message: string, prepared: PreparedFlow): Exploration {
  const { flow, missing } = prepared;
  return {
    verdict: 'unmodelled',
    violation: null,
    message,
    complete: 'nothing ran',
    states: 0,
    transitions: 0,
    origins: { series: 0, tree: 0, model: 0, flow: 0, machine: 0, primitive: 0 },
    rests: [],
    unmodelled: [
      ...missing.map(({ id, why }) => ({ symbol: `<${id}>`, file: flow.path, line: 1, reason: why })),
      ...unfitProblems(prepared).map(({ where, message: reason }) => ({
        symbol: flow.id,
        file: where?.file ?? '',
        line: where?.line ?? 0,
        reason,
      })),
    ],
    trace: null,
  };
}

/** `Files` for the machine: the front end names files by path, each line of which knows where it stands. */
function lineOrigins(program: Program, texts: ReadonlyMap<string, SourceFile>): Files {
  const byIndex = program.files.map(({ path }) => texts.get(path) ?? null);
  return { lineOrigin: (file, line) => byIndex[file]?.lines[line - 1] ?? null };
}
