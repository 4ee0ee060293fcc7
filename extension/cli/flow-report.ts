import { expectationText } from '../link/flow';
import type { FlowResult } from '../link/explore-flow';
import type { ModelLibrary } from '../link/models';
import { foundations, type Foundation } from '../link/rests-on';
import type { Answers } from '../kernel/trace/answer';
import type { PassingTrace, Trace, TraceStep, Violation } from '../kernel/trace/trace';
import type { WatchedSteps } from '../kernel/trace/watch-steps';

/** The outcome for a person: the verdict and what it rests on, then the table. */
export function flowText(result: FlowResult, seconds: number, models: ModelLibrary): string {
  const { flow, exploration, asExpected } = result;
  const { series, tree, model, flow: own, machine, primitive } = exploration.origins;
  const found = exploration.violation ? `violation ${exploration.violation.rule}` : result.verdict;
  const lines = [
    `${flow.id}: ${found} (${asExpected ? 'as expected' : `expected ${expectationText(flow.expect)}`})`,
    `  ${flow.title}`,
    `  ${exploration.message}`,
  ];
  if (exploration.violation) lines.push(placeText(exploration.violation));
  lines.push(
    `  ${exploration.complete}; ${String(exploration.states)} states, ${String(exploration.transitions)} transitions, ${seconds.toFixed(2)} s`,
    `  executed lines: ${String(series)} series, ${String(tree)} tree, ${String(model)} model, ${String(own)} of the flow, ${String(machine)} of the machine's headers; ${String(primitive)} primitives`,
  );
  lines.push(...restsText(foundations(exploration.rests, models)));
  for (const { what, total } of exploration.trace?.counts ?? []) lines.push(`  counted: ${what} ${String(total)}`);
  for (const { symbol, reason, file, line } of exploration.unmodelled) {
    lines.push(`  not modelled: ${symbol} (${file}:${String(line)}): ${reason}`);
  }
  if (exploration.violation !== null && exploration.trace && exploration.trace.table !== '')
    lines.push('', exploration.trace.table.trimEnd(), ...besideText(exploration.passing ?? null));
  for (const { violation, trace, passing } of exploration.others ?? []) {
    lines.push('', `also: violation ${violation.rule}`, `  ${violation.message}`, placeText(violation));
    lines.push('', trace.table.trimEnd(), ...besideText(passing));
  }
  return `${lines.join('\n')}\n`;
}

/** What a line has to do with the rule that broke, where it is not the line that broke it. */
const ANSWERS: Readonly<Record<Answers, string>> = {
  broke: '',
  called: ', which calls what states the rule',
  released: ', which gives up the lock that kept the address valid',
  used: ', which takes an address that was valid before',
  retired: ', which takes away what can still be reached',
  left: ', which made the entry that leads there',
  gave: ', where the value comes from',
  allocated: ', which allocated what is lost',
};

function placeText({ answers, file, line, function: where }: Violation): string {
  return `  in ${where}(), ${file}:${String(line)}${ANSWERS[answers]}`;
}

/** Columns of a line of text. */
const WIDTH = 120;

/** Which files the verdict rests on, with the number of their lines that ran; then what the models among them leave out. */
function restsText(rests: readonly Foundation[]): string[] {
  const lines: string[] = [];
  for (const origin of ['series', 'tree', 'model'] as const) {
    const files = rests.filter((one) => one.origin === origin);
    const named = files.map(({ file, lines: count }) => `${file.replace(/^models\//, '')} ${String(count)}`);
    if (files.length > 0) lines.push(...wrapped(`  rests on ${origin}: ${named.join(', ')}`));
  }
  for (const { file, leftOut } of rests) {
    if (leftOut !== '') lines.push(...wrapped(`  left out by ${file.replace(/^models\//, '')}: ${leftOut}`));
  }
  return lines;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(' ')) {
    if (line !== '' && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = '   ';
    }
    line = line === '' ? `  ${word}` : `${line} ${word}`;
  }
  return [...lines, line];
}

/** The nearest schedule that passes: which decision is another one, and where that leads. */
function besideText(passing: PassingTrace | null): string[] {
  if (passing === null) return [];
  const { trace, parts } = passing;
  const step = trace.steps[parts - 1];
  const who = trace.actors.find((actor) => actor.index === step?.actor)?.name ?? '';
  const where = step === undefined ? '' : `, where ${who} goes on with ${step.name.replace(/;$/, '')}`;
  return ['', ` The nearest schedule that passes parts at step ${String(parts)}${where}:`, '', trace.table.trimEnd()];
}

/**
 * Steps as a list, one a line; `whole` includes those that can be folded away. Below a step stands what is watched and came to
 * something else in it.
 */
export function stepsText(trace: Trace, whole: boolean, watched: Pick<WatchedSteps, 'at'> = { at: () => [] }): string {
  const names = new Map(trace.actors.map((actor) => [actor.index, actor.name]));
  const shown = trace.steps.filter((step) => whole || !step.minor);
  let told = 0;
  return shown
    .map((step) => {
      // What came about in steps that are not shown is told with the next that is.
      const since = Array.from({ length: step.n - told }, (_, at) => watched.at(told + at + 1)).flat();
      told = step.n;
      const values = since.map(
        ({ name, value, was }) => `      ${name} = ${value}${was === null ? '' : `, was ${was}`}\n`,
      );
      return `${stepText(step, names.get(step.actor) ?? '')}\n${values.join('')}`;
    })
    .join('');
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
