/** Byte offsets at which the lines of a file begin; the first is 0. */
export function lineStarts(bytes: Uint8Array): number[] {
  const starts = [0];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  return starts;
}

/** The row, counted from 0, that holds a byte. */
export function rowOfByte(starts: readonly number[], byte: number): number {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= byte) low = middle;
    else high = middle;
  }
  return low;
}
