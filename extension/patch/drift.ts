import { withoutBlanks } from '../ground/blanks';

/** So many lines above and below speak for a place. */
const AROUND = 12;

/** At least so much of what stands around a line must be around its place, or it is not that line. */
const LEAST = 0.5;

/**
 * Where a line of a diff's side stands in another version of the file: the place whose own text and neighbours agree with
 * it most, the nearest to the number that the patch gives where several do, as `git apply` looks for a hunk that has
 * drifted.
 * @param side the rows of the side
 * @param numbers for each row its line in the file that the patch was made for, 0 for a row that is no line of it
 * @param row the row asked for, from 0
 * @param file the lines of the other version
 * @returns the line, from 1, or null where too little of what stands around it is there
 */
export function driftedLine(
  side: readonly string[],
  numbers: readonly number[],
  row: number,
  file: readonly string[],
): number | null {
  const asked = nearestLine(numbers, row);
  if (asked === null) return null;
  const rows = around(numbers, asked);
  const wanted = rows.map((at) => withoutBlanks(side[at] ?? ''));
  const places = new Map<string, number[]>();
  file.forEach((text, at) => {
    const key = withoutBlanks(text);
    const known = places.get(key);
    if (known === undefined) places.set(key, [at]);
    else known.push(at);
  });
  const from = numbers[asked] ?? 1;
  // Each neighbour that is there votes for where the line would be; telling ones weigh by their length.
  const votes = new Map<number, number>();
  let all = 0;
  rows.forEach((at, n) => {
    const key = wanted[n] ?? '';
    if (key === '') return;
    const weight = Math.min(key.length, 40);
    all += weight;
    const off = (numbers[at] ?? from) - from;
    for (const place of (places.get(key) ?? []).slice(0, 500)) {
      const line = place + 1 - off;
      votes.set(line, (votes.get(line) ?? 0) + weight);
    }
  });
  let best: { readonly line: number; readonly weight: number } | null = null;
  for (const [line, weight] of votes) {
    if (line < 1 || line > file.length) continue;
    const nearer = best !== null && weight === best.weight && Math.abs(line - from) < Math.abs(best.line - from);
    if (best === null || weight > best.weight || nearer) best = { line, weight };
  }
  return best !== null && best.weight >= LEAST * all && all > 0 ? best.line : null;
}

/** The row itself where it is a line of the file, else the next that is, else the one above. */
function nearestLine(numbers: readonly number[], row: number): number | null {
  for (let at = Math.max(row, 0); at < numbers.length; at++) if ((numbers[at] ?? 0) > 0) return at;
  for (let at = Math.min(row, numbers.length - 1); at >= 0; at--) if ((numbers[at] ?? 0) > 0) return at;
  return null;
}

/** The rows around one, up to a gap on either side. */
function around(numbers: readonly number[], row: number): readonly number[] {
  let [first, last] = [row, row];
  while (first > 0 && row - first < AROUND && (numbers[first - 1] ?? 0) > 0) first--;
  while (last + 1 < numbers.length && last - row < AROUND && (numbers[last + 1] ?? 0) > 0) last++;
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}
