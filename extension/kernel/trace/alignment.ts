/** Two runs in lockstep. */
export interface Alignment {
  /** Pairs of step numbers, 0 where a run has no counterpart. */
  readonly rows: Uint32Array;
  /** Index of the first pair that differs, or null. */
  readonly difference: number | null;
}

/** What is paired of a run: of a trace, or of what a view was sent of it. */
export interface AlignedRun {
  readonly actors: readonly { readonly index: number; readonly name: string }[];
  readonly steps: readonly {
    readonly actor: number;
    readonly function: string;
    readonly name: string;
    readonly kind: string | number;
  }[];
}

/** More differences than this are not told apart: what lies between is laid out one run after the other. */
const MOST_DIFFERENCES = 1_500;

/**
 * Pairs the steps of two runs: those that the same actor makes in the same function under the same name, in order, as many
 * as possible (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986). Lines do not count, so that two revisions
 * of a series can be laid side by side.
 */
export function align(ours: AlignedRun, theirs: AlignedRun): Alignment {
  const [left, right] = numbered(keysOf(ours), keysOf(theirs));
  let begin = 0;
  while (begin < left.length && begin < right.length && left[begin] === right[begin]) begin += 1;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (leftEnd > begin && rightEnd > begin && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd -= 1;
    rightEnd -= 1;
  }
  const rows: number[] = [];
  for (let at = 0; at < begin; at += 1) rows.push(at + 1, at + 1);
  const between = shortestEdit(left.subarray(begin, leftEnd), right.subarray(begin, rightEnd));
  for (const [one, other] of between) rows.push(one === 0 ? 0 : one + begin, other === 0 ? 0 : other + begin);
  for (let at = 0; at < left.length - leftEnd; at += 1) rows.push(leftEnd + at + 1, rightEnd + at + 1);
  const first = firstDifference(rows);
  return { rows: Uint32Array.from(rows), difference: first };
}

function firstDifference(rows: readonly number[]): number | null {
  for (let at = 0; at < rows.length; at += 2) if (rows[at] === 0 || rows[at + 1] === 0) return at / 2;
  return null;
}

function keysOf({ actors, steps }: AlignedRun): string[] {
  const names = new Map(actors.map(({ index, name }) => [index, name]));
  return steps.map((step) => `${names.get(step.actor) ?? ''}\0${step.function}\0${step.name}\0${step.kind}`);
}

/** The same keys as numbers, which compare quicker. */
function numbered(...runs: readonly (readonly string[])[]): [Uint32Array, Uint32Array] {
  const known = new Map<string, number>();
  const [left = new Uint32Array(), right = new Uint32Array()] = runs.map((keys) =>
    Uint32Array.from(keys, (key) => {
      const number = known.get(key) ?? known.size + 1;
      known.set(key, number);
      return number;
    }),
  );
  return [left, right];
}

/** Pairs of 1-based indexes, 0 for none. */
function shortestEdit(left: Uint32Array, right: Uint32Array): (readonly [number, number])[] {
  const limit = Math.min(left.length + right.length, MOST_DIFFERENCES);
  const offset = limit + 1;
  const furthest = new Int32Array(2 * limit + 3);
  const history: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits += 1) {
    history.push(furthest.slice(offset - edits - 1, offset + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = goesDown(furthest, offset, diagonal, edits)
        ? (furthest[offset + diagonal + 1] ?? 0)
        : (furthest[offset + diagonal - 1] ?? 0) + 1;
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x += 1;
      furthest[offset + diagonal] = x;
      if (x >= left.length && x - diagonal >= right.length) return walkBack(history, left.length, right.length);
    }
  }
  return [
    ...Array.from(left, (_key, at) => [at + 1, 0] as const),
    ...Array.from(right, (_key, at) => [0, at + 1] as const),
  ];
}

function goesDown(furthest: Int32Array, offset: number, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  if (diagonal === edits) return false;
  return (furthest[offset + diagonal - 1] ?? 0) < (furthest[offset + diagonal + 1] ?? 0);
}

/** From the end back to the start, by what was furthest before each edit. */
function walkBack(history: readonly Int32Array[], lastX: number, lastY: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [lastX, lastY];
  for (let edits = history.length - 1; edits >= 0; edits -= 1) {
    const before = history[edits] ?? new Int32Array();
    const offset = edits + 1;
    const diagonal = x - y;
    const down = goesDown(before, offset, diagonal, edits);
    const from = down ? diagonal + 1 : diagonal - 1;
    const startX = edits === 0 ? 0 : (before[offset + from] ?? 0);
    const startY = edits === 0 ? 0 : startX - from;
    const [snakeX, snakeY] = edits === 0 ? [0, 0] : down ? [startX, startY + 1] : [startX + 1, startY];
    while (x > snakeX && y > snakeY) {
      pairs.push([x, y]);
      x -= 1;
      y -= 1;
    }
    if (edits > 0) pairs.push(down ? [0, y] : [x, 0]);
    [x, y] = [startX, startY];
  }
  return pairs.reverse();
}
