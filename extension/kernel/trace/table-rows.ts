/**
 * The rows of a CPU table: which of a trace's steps, in which order. What matters is decided elsewhere (calls.ts); here the table
 * is brought to a size that a commit message has room for, without losing where actors took turns.
 */
import type { Loop, Trace, TraceStep } from './trace';

/** Rows with which a table, its heading and the broken rule are 25 lines. */
export const MOST_ROWS = 20;

type Told = Pick<Trace, 'steps' | 'violation' | 'loop'>;

/** The steps to show, in the order in which they took effect. */
export function tableRows(trace: Told): TraceStep[] {
  const rows = inOrderOfEffect(
    trace.steps.filter((step) => !step.minor),
    effects(trace.steps),
    trace.loop,
  );
  return rows.length <= MOST_ROWS ? rows : folded(withoutRepeats(withoutOwnAffairs(rows, trace)), trace);
}

/** Of rows that say the same below each other, as the loop of a macro does, the last one. */
function withoutRepeats(rows: readonly TraceStep[]): TraceStep[] {
  return rows.filter((step, index) => {
    const next = rows[index + 1];
    return next === undefined || next.actor !== step.actor || next.depth !== step.depth || next.name !== step.name;
  });
}

/**
 * A call takes effect with the first step inside it that anybody could notice: it may have been begun long before.
 * @returns `TraceStep.n` of that step, by that of the call
 */
function effects(steps: readonly TraceStep[]): Map<number, number> {
  const found = new Map<number, number>();
  const open = new Map<number, TraceStep[]>();
  for (const step of steps) {
    const calls = (open.get(step.actor) ?? []).filter((call) => call.depth < step.depth);
    if (isNoticed(step)) for (const call of calls) if (!found.has(call.n)) found.set(call.n, step.n);
    open.set(step.actor, step.kind === 'call' ? [...calls, step] : calls);
  }
  return found;
}

const isNoticed = ({ kind }: TraceStep): boolean => kind !== 'call' && kind !== 'statement' && kind !== 'return';

/** In a loop, where only one actor goes on, steps stand as they were made. */
function inOrderOfEffect(
  rows: readonly TraceStep[],
  effect: ReadonlyMap<number, number>,
  loop: Loop | undefined,
): TraceStep[] {
  const isInside = (n: number): boolean => loop !== undefined && loop.from <= n && n <= loop.to;
  const at = ({ n }: TraceStep): number => (isInside(n) ? n : (effect.get(n) ?? n));
  return [...rows].sort((a, b) => at(a) - at(b) || a.n - b.n);
}

/** Without statements that only their own actor could notice. */
function withoutOwnAffairs(rows: readonly TraceStep[], { violation }: Told): TraceStep[] {
  const isOwn = (step: TraceStep): boolean =>
    step.kind === 'statement' && step.n !== violation?.answering && step.changed.every(({ local }) => local);
  return rows.filter((step) => !isOwn(step));
}

/** Calls that nobody came between become one row, the innermost first, until the table has its size. */
function folded(rows: readonly TraceStep[], { violation }: Told): TraceStep[] {
  let left = [...rows];
  while (left.length > MOST_ROWS) {
    const calls = left.map((_, index) => ({ index, inner: innerOf(left, index) }));
    const foldable = calls.filter(
      ({ inner }) => inner.length > 0 && !inner.some(({ n }) => n === violation?.step || n === violation?.answering),
    );
    const deepest = Math.max(...foldable.map(({ index }) => (left[index] as TraceStep).depth));
    const next = foldable.find(({ index }) => left[index]?.depth === deepest);
    if (next === undefined) return left;
    left = left.filter((_, index) => index <= next.index || index > next.index + next.inner.length);
  }
  return left;
}

/** The rows below a call that belong to it, where no row of another actor is among them. */
function innerOf(rows: readonly TraceStep[], index: number): TraceStep[] {
  const call = rows[index] as TraceStep;
  const after = rows.slice(index + 1);
  const isInner = (step: TraceStep): boolean => step.actor === call.actor && step.depth > call.depth;
  const end = after.findIndex((step) => !isInner(step));
  const inner = end < 0 ? after : after.slice(0, end);
  const comesBack = after.slice(inner.length).find((step) => step.actor === call.actor);
  return comesBack !== undefined && comesBack.depth > call.depth ? [] : inner;
}
