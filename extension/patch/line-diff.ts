/** One line of an edit script: kept, or on one side only. Indexes count from 0. */
export interface Edit {
  readonly kind: 'same' | 'removed' | 'added';
  /** The line's index on the old side, or null for an added line. */
  readonly old: number | null;
  /** The line's index on the new side, or null for a removed line. */
  readonly new: number | null;
}

/** Beyond so many edits the middle is replaced as a whole: the search costs time and memory in their square. */
const MOST_EDITS = 2000;

/** The shortest edit script from one list of lines to another (Myers, "An O(ND) Difference Algorithm", 1986). */
export function diffLines(old: readonly string[], now: readonly string[]): Edit[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail++;
  const edits: Edit[] = [];
  for (let at = 0; at < head; at++) edits.push({ kind: 'same', old: at, new: at });
  for (const [i, j] of path(old.slice(head, old.length - tail), now.slice(head, now.length - tail)))
    edits.push({
      kind: i === null ? 'added' : j === null ? 'removed' : 'same',
      old: i === null ? null : i + head,
      new: j === null ? null : j + head,
    });
  for (let at = tail; at > 0; at--) edits.push({ kind: 'same', old: old.length - at, new: now.length - at });
  return edits;
}

/** The pairs of indexes along the shortest path; null on the side that has no line there. */
function path(old: readonly string[], now: readonly string[]): [number | null, number | null][] {
  const most = Math.min(old.length + now.length, MOST_EDITS);
  const offset = most + 1;
  const furthest = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trace.push(furthest.slice(offset - edits - 1, offset + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const left = furthest[offset + diagonal - 1] ?? 0;
      const right = furthest[offset + diagonal + 1] ?? 0;
      let i = diagonal === -edits || (diagonal !== edits && left < right) ? right : left + 1;
      while (i < old.length && i - diagonal < now.length && old[i] === now[i - diagonal]) i++;
      furthest[offset + diagonal] = i;
      if (i >= old.length && i - diagonal >= now.length) return walkBack(trace, old.length, now.length);
    }
  }
  return [...old.map((_, i): [number, null] => [i, null]), ...now.map((_, j): [null, number] => [null, j])];
}

function walkBack(
  trace: readonly Int32Array[],
  oldLength: number,
  newLength: number,
): [number | null, number | null][] {
  const pairs: [number | null, number | null][] = [];
  let [i, j] = [oldLength, newLength];
  for (let edits = trace.length - 1; edits > 0; edits--) {
    const before = trace[edits] ?? new Int32Array();
    const at = (diagonal: number): number => before[diagonal + edits + 1] ?? 0;
    const diagonal = i - j;
    const down = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
    const from = down ? diagonal + 1 : diagonal - 1;
    const start = at(from);
    const begun = down ? start : start + 1;
    while (i > begun) pairs.push([--i, --j]);
    pairs.push(down ? [null, --j] : [--i, null]);
  }
  while (i > 0) pairs.push([--i, --j]);
  return pairs.reverse();
}
