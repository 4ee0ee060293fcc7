import { decodeCharset } from './charset';
import { decodeWords } from './encoded-word';
import type { Header } from './message';

/** The headers of one mail, found but not yet decoded: most of them nobody asks for. */
export interface HeaderBlock {
  readonly text: string;
  /** The first byte below the blank line that ends the headers, counted like the bytes given. */
  readonly bodyStart: number;
  /** False where the mail ends, or text begins, without a blank line. */
  readonly ended: boolean;
}

const LF = 10;
const CR = 13;
const FIELD = /^[!-9;-~]+[ \t]*:/;

/**
 * Reads the headers of the mail at `start`. A line that is no header ends them, unless more headers stand below it;
 * a text that begins without any header has none, and is body from its first byte.
 */
export function readHeaderBlock(bytes: Buffer, start: number, end: number): HeaderBlock {
  let at = start;
  while (at < end) {
    const first = bytes[at];
    if (first === LF) return block(bytes, start, at, at + 1, true);
    if (first === CR && bytes[at + 1] === LF) return block(bytes, start, at, at + 2, true);
    const newline = bytes.indexOf(LF, at);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    if (first !== 32 && first !== 9 && !isField(bytes, at, next) && !(at > start && fieldFollows(bytes, next, end)))
      return block(bytes, start, at, at, at === start);
    at = next;
  }
  return block(bytes, start, end, end, false);
}

const block = (bytes: Buffer, start: number, headersEnd: number, bodyStart: number, ended: boolean): HeaderBlock => ({
  text: headersEnd > start ? decodeCharset(bytes.subarray(start, headersEnd), null).text : '',
  bodyStart,
  ended,
});

/** A name and a colon, or mbox's `>From ` among the headers. */
function isField(bytes: Buffer, at: number, next: number): boolean {
  for (let to = at; to < next; to++) {
    const byte = bytes[to] ?? 0;
    if (byte === 58) return to > at;
    if (byte <= 32 || byte > 126)
      return FIELD.test(bytes.toString('latin1', at, next)) || /^>?From /.test(bytes.toString('latin1', at, next));
  }
  return false;
}

function fieldFollows(bytes: Buffer, at: number, end: number): boolean {
  const newline = bytes.indexOf(LF, at);
  return at < end && isField(bytes, at, newline < 0 || newline >= end ? end : newline + 1);
}

/** One field as it stands in the block: name as posted, value with its folding. */
export interface Field {
  readonly name: string;
  readonly raw: string;
}

/** All fields of a block in order, folding kept. */
export function fields(text: string): Field[] {
  const found: { name: string; raw: string }[] = [];
  for (const line of text.split('\n')) {
    const plain = line.endsWith('\r') ? line.slice(0, -1) : line;
    const last = found.at(-1);
    if (plain.startsWith(' ') || plain.startsWith('\t')) {
      if (last !== undefined) last.raw += `\n${plain}`;
      continue;
    }
    const colon = plain.indexOf(':');
    if (colon <= 0 || plain.startsWith('From ') || plain.startsWith('>From ')) continue;
    found.push({ name: plain.slice(0, colon).trimEnd(), raw: plain.slice(colon + 1).replace(/^[ \t]/, '') });
  }
  return found;
}

/** Joins a folded value: each line break with the blanks behind it is one blank. */
export const unfolded = (raw: string): string =>
  raw.includes('\n') ? raw.replace(/\s*\n[ \t]+/g, ' ').trim() : raw.trim();

export const decodedHeader = ({ name, raw }: Field): Header => ({ name, raw, value: decodeWords(unfolded(raw)) });

/** The parameters of a structured header such as Content-Type (RFC 2045, section 5.1; RFC 2231 names without parts). */
export function parameter(value: string, name: string): string | null {
  const found = new RegExp(String.raw`;\s*${name}\*?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))`, 'i').exec(value);
  if (found === null) return null;
  return found[1] !== undefined ? found[1].replace(/\\(.)/g, '$1') : (found[2] ?? null);
}
