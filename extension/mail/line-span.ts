import type { ByteRange, MailLine } from '../ground/brand';
import { softBreakEnd } from './transfer';

const LF = 10;
const CR = 13;

/** Where the lines of a transfer-decoded text stand in its bytes: no line ends, and soft line breaks inside. */
export type LineRanges = readonly ByteRange[];

/** The lines of bytes that stand for themselves (7bit, 8bit, binary). */
export function plainLines(bytes: Uint8Array, { start, end }: ByteRange): LineRanges {
  const ranges: ByteRange[] = [];
  for (let from = start; from <= end;) {
    const found = bytes.indexOf(LF, from);
    const newline = found < 0 || found >= end ? end : found;
    ranges.push({ start: from, end: newline > from && bytes[newline - 1] === CR ? newline - 1 : newline });
    from = newline + 1;
  }
  return ranges;
}

/** The lines of quoted-printable text: one may take up several lines of the mail. */
export function quotedPrintableLines(bytes: Uint8Array, { start, end }: ByteRange): LineRanges {
  const ranges: ByteRange[] = [];
  let from = start;
  const push = (to: number, next: number): void => {
    ranges.push({ start: from, end: to > from && bytes[to - 1] === CR ? to - 1 : to });
    from = next;
  };
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === LF) push(at, at + 1);
    else if (byte === 61) {
      const soft = softBreakEnd(bytes, at + 1);
      if (soft !== null) at = soft - 1;
      // An encoded line feed (=0A) ends a line of the text just the same.
      else if (bytes[at + 1] === 0x30 && (bytes[at + 2] === 0x41 || bytes[at + 2] === 0x61)) push(at, at + 3);
    }
  }
  push(end, end);
  return ranges;
}

/** Joins ranges as format=flowed joined lines: `taken[n]` lines of the mail make up line n of the text. */
export function joinedLines(ranges: LineRanges, taken: readonly number[]): LineRanges {
  let at = 0;
  return taken.map((count) => {
    const first = ranges[at];
    at += count;
    const last = ranges[at - 1];
    return { start: first?.start ?? 0, end: last?.end ?? first?.end ?? 0 };
  });
}

/**
 * Finds the lines of a text in the bytes of a mail of several parts, in order: a line that stands there as it is has an
 * answer, one that was encoded has none.
 */
export function foundLines(bytes: Buffer, range: ByteRange, text: string): readonly (ByteRange | null)[] {
  const raw = plainLines(bytes, range);
  const where = new Map<string, number[]>();
  raw.forEach(({ start, end }, at) => {
    const line = bytes.toString('utf8', start, end);
    const known = where.get(line);
    if (known === undefined) where.set(line, [at]);
    else known.push(at);
  });
  let at = 0;
  return text.split('\n').map((line) => {
    const places = where.get(line);
    let next = 0;
    while (places !== undefined && next < places.length && (places[next] ?? 0) < at) next++;
    places?.splice(0, next);
    const found = places?.[0];
    // A blank line is everywhere: it counts only directly below the line found last.
    if (found === undefined || (line.trim() === '' && found !== at)) return null;
    at = found + 1;
    return raw[found] ?? null;
  });
}

/** Answers `Message.bodyLineSpan`, finding the ranges when the first line is asked for. */
export function lineSpans(find: () => readonly (ByteRange | null)[]): (line: MailLine) => ByteRange | null {
  let ranges: readonly (ByteRange | null)[] | null = null;
  return (line) => (ranges ??= find())[line - 1] ?? null;
}
