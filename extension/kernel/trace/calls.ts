/** The steps of a recording as a tree of calls, and which of them a person has to see. */
import type { Sliced } from '../../ground/sliced';
import type { RecordedStep } from './record';

export interface CallNode {
  /** Index of the step; for a call, of the step that calls. */
  readonly index: number;
  /** Index of the last step inside the call, itself without. */
  last: number;
  readonly inner: CallNode[];
}

/** One tree an actor, in the order of the run. */
export function callTrees(steps: readonly RecordedStep[]): Map<number, CallNode[]> {
  const roots = new Map<number, CallNode[]>();
  const open = new Map<number, { depth: number; node: CallNode }[]>();
  steps.forEach((step, index) => {
    let stack = open.get(step.actor);
    if (stack === undefined) open.set(step.actor, (stack = []));
    while (stack.length > 0 && (stack.at(-1) as { depth: number }).depth >= step.depth) stack.pop();
    const node: CallNode = { index, last: index, inner: [] };
    const parent = stack.at(-1)?.node.inner ?? roots.get(step.actor) ?? [];
    if (stack.length === 0) roots.set(step.actor, parent);
    parent.push(node);
    for (const { node: outer } of stack) outer.last = index;
    if (step.calls) stack.push({ depth: step.depth, node });
  });
  return roots;
}

/**
 * The steps that make the lines of the table: those that the end depends on and that others can notice. A call inside
 * which no other actor takes its turn is one line; the text of a series is never folded into one.
 * @param matters whether the end depends on a step
 * @param unfold whether the steps of a function are to be seen whatever happens
 */
export function* findingLines(
  steps: readonly RecordedStep[],
  matters: (index: number) => boolean,
  unfold: (step: RecordedStep) => boolean,
): Sliced<Set<number>> {
  const lines = new Set<number>();
  const all = new Ascending();
  const byActor = new Map<number, Ascending>();
  steps.forEach((step, index) => {
    if ((step.micros === 0 && !step.waits) || step.actor === 0 || !matters(index)) return;
    all.push(index);
    let own = byActor.get(step.actor);
    if (own === undefined) byActor.set(step.actor, (own = new Ascending()));
    own.push(index);
  });
  yield;
  const none = new Ascending();
  const interrupted = (node: CallNode, own: Ascending): boolean => {
    const [first, last] = [own.atOrAfter(node.index), own.before(node.last + 1)];
    // Between the actor's own first and last stand more than its own.
    return first !== undefined && last !== undefined && all.count(first, last) > own.count(first, last);
  };
  const visit = (nodes: readonly CallNode[]): void => {
    for (const node of nodes) {
      const step = steps[node.index] as RecordedStep;
      const mine = byActor.get(step.actor) ?? none;
      const own = mine.count(node.index, node.last) > 0;
      if (!own && !unfold(step)) continue;
      if (unfold(step) && step.actor !== 0 && matters(node.index)) lines.add(node.index);
      const series = node.inner.some((inner) => unfold(steps[inner.index] as RecordedStep));
      if (node.inner.length > 0 && (series || interrupted(node, mine))) {
        visit(node.inner);
        if (step.actor !== 0) lines.add(node.index);
      } else if (own && step.actor !== 0) lines.add(node.index);
    }
  };
  const trees = callTrees(steps);
  yield;
  for (const nodes of trees.values()) visit(nodes);
  yield;
  return withoutRepeats(steps, lines);
}

/** Numbers in ascending order, and those of them in a range. */
class Ascending {
  private readonly numbers: number[] = [];

  push(number: number): void {
    this.numbers.push(number);
  }

  /** How many lie from `first` to `last`, both included. */
  count(first: number, last: number): number {
    return Math.max(0, this.place(last + 1) - this.place(first));
  }

  atOrAfter(number: number): number | undefined {
    return this.numbers[this.place(number)];
  }

  before(number: number): number | undefined {
    return this.numbers[this.place(number) - 1];
  }

  /** Index of the first that is not smaller. */
  private place(number: number): number {
    let [low, high] = [0, this.numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.numbers[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A statement goes on after the calls in it: one line is enough for it, unless its actor was interrupted in between. */
function withoutRepeats(steps: readonly RecordedStep[], lines: ReadonlySet<number>): Set<number> {
  const kept = new Set<number>();
  let last = -1;
  for (const index of [...lines].sort((a, b) => a - b)) {
    const step = steps[index] as RecordedStep;
    const before = steps[last];
    const repeats =
      before !== undefined &&
      before.actor === step.actor &&
      before.frame === step.frame &&
      before.place.file === step.place.file &&
      before.place.line === step.place.line &&
      step.primitive === null &&
      !step.calls &&
      step.micros === 0;
    if (!repeats) kept.add(index);
    last = repeats ? last : index;
  }
  return kept;
}
