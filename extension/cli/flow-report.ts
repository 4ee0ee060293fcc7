import { expectationText } from '../link/flow';
import type { FlowResult } from '../link/explore-flow';
import type { Trace, TraceStep } from '../kernel/trace/trace';

/** What has to be the same for a saved trace to be executed again. */
export interface TraceInputs {
  readonly series: readonly string[];
  readonly trees: readonly string[];
  readonly revision: number | null;
}

/** One flow's document as CLI.md has it; `inputs` says what `replay` needs to do it again. */
export function flowReport(
  { flow, exploration, verdict, asExpected, prepared }: FlowResult,
  seconds: number,
  inputs: TraceInputs,
): object {
  return {
    schema: 1,
    flow: flow.id,
    verdict,
    expected: expectationText(flow.expect),
    asExpected,
    rule: exploration.violation?.rule ?? null,
    message: exploration.message,
    complete: exploration.complete,
    states: exploration.states,
    transitions: exploration.transitions,
    seconds: Math.round(seconds * 1000) / 1000,
    origins: exploration.origins,
    unmodelled: exploration.unmodelled,
    violation: exploration.violation,
    trace: exploration.trace && traceReport(exploration.trace),
    inputs: { flow: flow.path, ...inputs },
    problems: prepared.problems,
  };
}

function traceReport(trace: Trace): object {
  const names = new Map(trace.actors.map((actor) => [actor.index, actor.name]));
  return {
    schema: trace.schema,
    sourceHash: trace.sourceHash,
    choices: trace.choices,
    stateHashes: trace.stateHashes,
    actors: trace.actors,
    order: trace.order,
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

/** The outcome for a person: the verdict and what it rests on, then the table. */
export function flowText(result: FlowResult, seconds: number): string {
  const { flow, exploration, asExpected } = result;
  const { series, tree, model, primitive } = exploration.origins;
  const found = exploration.violation ? `violation ${exploration.violation.rule}` : result.verdict;
  const lines = [
    `${flow.id}: ${found} (${asExpected ? 'as expected' : `expected ${expectationText(flow.expect)}`})`,
    `  ${flow.title}`,
    `  ${exploration.message}`,
  ];
  if (exploration.violation) {
    const { file, line, function: where } = exploration.violation;
    lines.push(`  in ${where}(), ${file}:${String(line)}`);
  }
  lines.push(
    `  ${exploration.complete}; ${String(exploration.states)} states, ${String(exploration.transitions)} transitions, ${seconds.toFixed(2)} s`,
    `  executed lines: ${String(series)} series, ${String(tree)} tree, ${String(model)} model; ${String(primitive)} primitives`,
  );
  for (const { symbol, reason, file, line } of exploration.unmodelled) {
    lines.push(`  not modelled: ${symbol} (${file}:${String(line)}): ${reason}`);
  }
  if (exploration.violation !== null && exploration.trace && exploration.trace.table !== '')
    lines.push('', exploration.trace.table.trimEnd());
  return `${lines.join('\n')}\n`;
}

/** Steps as a list, one a line; `whole` includes those that can be folded away. */
export function stepsText(trace: Trace, whole: boolean): string {
  const names = new Map(trace.actors.map((actor) => [actor.index, actor.name]));
  const shown = trace.steps.filter((step) => whole || !step.minor);
  return shown.map((step) => `${stepText(step, names.get(step.actor) ?? '')}\n`).join('');
}

function stepText(step: TraceStep, actor: string): string {
  const where = step.line > 0 ? `${step.file}:${String(step.line)}` : '';
  const mail = step.patch === null ? '' : ` <${step.patch}> line ${String(step.patchLine ?? 0)}`;
  const changed = step.changed
    .filter((change) => !change.local)
    .map((change) => `${change.what}: ${change.from} -> ${change.to}`)
    .join(', ');
  const head = `${String(step.n).padStart(4)}  ${actor.padEnd(14)} ${'  '.repeat(step.depth)}${step.name}`;
  return `${head}  [${step.origin} ${where}${mail}]${changed === '' ? '' : `  {${changed}}`}`;
}
