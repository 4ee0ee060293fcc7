/** How many of these numbers, which rise, are at most n. */
export function countUpTo(rising: readonly number[], n: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) <= n) low = middle + 1;
    else high = middle;
  }
  return low;
}
