import type { Problem } from '../ground/problem';
import type { Exploration, PassingTrace, Trace } from '../kernel/trace/trace';
import { expectationText, type Flow } from './flow';
import type { ModelLibrary } from './models';
import { foundations } from './rests-on';

/** What has to be the same for a saved trace to be executed again. */
export interface TraceInputs {
  /** Where the flow stands, where that is not its own path. */
  readonly flow?: string;
  readonly series: readonly string[];
  readonly trees: readonly string[];
  readonly revision: number | null;
}

/** How long it took, the putting together of the program included, and the search alone; 0 where nothing was searched. */
export interface SearchTime {
  readonly seconds: number;
  readonly searchSeconds: number;
}

/** What one search found, or one schedule that was executed. */
export interface Documented {
  readonly flow: Flow;
  readonly exploration: Exploration;
  readonly asExpected: boolean;
  readonly problems: readonly Problem[];
}

/**
 * A flow's JSON document, schema 1, as the command line prints it and the replay view saves it; `inputs` says what
 * `kapi-replay replay` needs to do it again.
 */
export function flowDocument(
  { flow, exploration, asExpected, problems }: Documented,
  { seconds, searchSeconds }: SearchTime,
  inputs: TraceInputs,
  models: ModelLibrary,
): object {
  return {
    schema: 1,
    flow: flow.id,
    verdict: exploration.verdict,
    expected: expectationText(flow.expect),
    asExpected,
    cases: flow.cases,
    mended: flow.mended,
    rule: exploration.violation?.rule ?? null,
    message: exploration.message,
    complete: exploration.complete,
    states: exploration.states,
    transitions: exploration.transitions,
    seconds: Math.round(seconds * 1000) / 1000,
    searchSeconds: Math.round(searchSeconds * 1000) / 1000,
    origins: exploration.origins,
    rests: foundations(exploration.rests, models),
    counts: Object.fromEntries((exploration.trace?.counts ?? []).map(({ what, total }) => [what, total])),
    unmodelled: exploration.unmodelled,
    violation: exploration.violation,
    trace: exploration.trace && traceReport(exploration.trace),
    passing: passingReport(exploration.passing ?? null),
    others: (exploration.others ?? []).map(({ violation, trace, passing }) => ({
      violation,
      trace: traceReport(trace),
      passing: passingReport(passing),
    })),
    inputs: { flow: flow.path, ...inputs },
    problems,
  };
}

/** The nearest schedule that passes, and the first of its steps that the failing one does not have. */
function passingReport(passing: PassingTrace | null): object | null {
  return passing && { parts: passing.parts, trace: traceReport(passing.trace) };
}

function traceReport(trace: Trace): object {
  const names = new Map(trace.actors.map((actor) => [actor.index, actor.name]));
  return {
    schema: trace.schema,
    sourceHash: trace.sourceHash,
    choices: trace.choices,
    ...(trace.mayFail === undefined ? {} : { mayFail: trace.mayFail }),
    stateHashes: trace.stateHashes,
    actors: trace.actors,
    order: trace.order,
    ...(trace.loop === undefined ? {} : { loop: trace.loop }),
    counts: trace.counts,
    steps: trace.steps.map((step) => ({
      n: step.n,
      actor: names.get(step.actor) ?? String(step.actor),
      cpu: step.cpu,
      name: step.name,
      kind: step.kind,
      function: step.function,
      depth: step.depth,
      origin: step.origin,
      file: step.file,
      line: step.line,
      patch: step.patch,
      patchLine: step.patchLine,
      changed: step.changed.map(({ what, from, to }) => ({ what, from, to })),
      result: step.result,
      minor: step.minor,
    })),
    table: trace.table,
  };
}
