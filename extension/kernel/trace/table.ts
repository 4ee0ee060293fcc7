/**
 * The CPU0/CPU1 table of a trace, in lockdep's layout (kernel/locking/lockdep.c, print_deadlock_scenario and
 * print_circular_lock_scenario): the first column at 2, the second at 31 where the texts allow; calls indented, results
 * shown, only the steps that matter.
 */
import { tableRows } from './table-rows';
import type { Loop, Trace, TraceStep } from './trace';

const FIRST = 2;
const SECOND = 31;
const HEADING = 7;
/** Two columns of this width and the indentation still fit a commit message (Documentation/process/submitting-patches.rst: 75). */
const WIDEST = 36;

type Tabled = Pick<Trace, 'steps' | 'actors' | 'violation' | 'loop'>;

/** Above and below what an actor does again and again. */
const BEGINS = '/* goes round for ever: */';
const CLOSES = '/* the same state: round again */';

export function cpuTable(trace: Tabled): string {
  const lines = tableRows(trace);
  const actors = trace.actors.filter((actor) => lines.some((step) => step.actor === actor.index));
  if (actors.length === 0) return '';
  const lowest = new Map<number, number>();
  for (const step of lines) lowest.set(step.actor, Math.min(lowest.get(step.actor) ?? step.depth, step.depth));
  const rows = lines.map((step) => ({
    column: actors.findIndex((actor) => actor.index === step.actor),
    text: lineText(step, step.depth - (lowest.get(step.actor) ?? 0)),
  }));
  const round = (trace.loop && roundIn(lines, trace.loop)) ?? null;
  if (round !== null) {
    const column = rows[round.first]?.column ?? 0;
    rows.splice(round.last + 1, 0, { column, text: CLOSES });
    rows.splice(round.first, 0, { column, text: BEGINS });
  }
  const widths = actors.map((actor, column) =>
    Math.max(
      column === 0 ? SECOND - FIRST : 24,
      headingOf(actor.name, column).length + HEADING,
      ...rows.filter((row) => row.column === column).map((row) => row.text.length + 2),
    ),
  );
  const starts = widths.map((_, column) => FIRST + widths.slice(0, column).reduce((sum, width) => sum + width, 0));
  const out = [trace.violation === null ? ' A scenario that breaks no rule:' : ' Possible unsafe scenario:', ''];
  out.push(across(actors.map((actor, column) => [headStart(column), headingOf(actor.name, column)])));
  out.push(
    across(actors.map((actor, column) => [headStart(column), '-'.repeat(headingOf(actor.name, column).length)])),
  );
  for (const row of rows) out.push(' '.repeat(starts[row.column] as number) + row.text);
  if (trace.violation !== null)
    out.push(
      '',
      ` *** ${trace.violation.rule.toUpperCase().replaceAll('-', ' ')} ***`,
      '',
      ` ${trace.violation.message}`,
    );
  return `${out.map((line) => line.trimEnd()).join('\n')}\n`;

  function headStart(column: number): number {
    return column === 0 ? HEADING : (starts[column] as number);
  }
}

/** The first and the last of the rows that a loop goes through, by their places; undefined where none is shown. */
function roundIn(rows: readonly TraceStep[], { from, to }: Loop): { first: number; last: number } | undefined {
  const inside = rows.flatMap(({ n }, at) => (from <= n && n <= to ? [at] : []));
  const [first, last] = [inside[0], inside.at(-1)];
  return first === undefined || last === undefined ? undefined : { first, last };
}

const headingOf = (name: string, column: number): string => `CPU${String(column)} (${name})`;

function across(cells: readonly (readonly [start: number, text: string])[]): string {
  let line = '';
  for (const [start, text] of cells) line = line.padEnd(start) + text;
  return line;
}

function lineText(step: TraceStep, indent: number): string {
  const result = step.result === null ? '' : ` = ${step.result}`;
  return `${' '.repeat(indent)}${shortened(step.name.replace(/;$/, ''))}${result}`;
}

/** A long call keeps its name and loses arguments, anything else loses its end. */
function shortened(name: string): string {
  if (name.length <= WIDEST) return name;
  const call = /^[\w>.-]+\(/.exec(name);
  if (call === null || !name.endsWith(')')) return `${name.slice(0, WIDEST - 1)}…`;
  const room = Math.max(call[0].length, WIDEST - 2);
  const cut = name.slice(0, room);
  const comma = cut.lastIndexOf(', ');
  return comma > call[0].length ? `${cut.slice(0, comma)}, …)` : `${call[0]}…)`;
}
