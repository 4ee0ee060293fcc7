import { decodeCharset } from './charset';
import { decodeWords } from './encoded-word';
import type { Header } from './message';

/**
 * The headers of one mail. Most of them nobody asks for (a list adds a hundred lines of them), so only those that every
 * mail needs are read from the bytes; `allHeaders` reads the rest when it is asked for.
 */
export class HeaderBlock {
  /** Where the wanted fields stand, in order; values with their folding. */
  private readonly ranges: { readonly name: string; readonly start: number; end: number }[] = [];
  /** The first byte below the blank line that ends the headers. */
  readonly bodyStart: number;
  /** False where the mail ends, or text begins, without a blank line. */
  readonly ended: boolean;
  /** There is no header at all: the text is a bare body. */
  readonly empty: boolean;

  /**
   * Reads the headers of the mail at `start`. A line that is no header ends them, unless more headers stand below it;
   * a text that begins without any header has none, and is body from its first byte.
   */
  constructor(
    private readonly bytes: Buffer,
    private readonly start: number,
    end: number,
  ) {
    let at = start;
    let open: { readonly name: string; readonly start: number; end: number } | null = null;
    let ended: number | null = null;
    while (at < end) {
      const first = bytes[at];
      if (first === LF || (first === CR && bytes[at + 1] === LF)) {
        ended = at + (first === LF ? 1 : 2);
        break;
      }
      const next = lineEnd(bytes, at, end);
      if (first === 32 || first === 9) {
        if (open !== null) open.end = next;
      } else {
        const colon = nameEnd(bytes, at, next);
        if (colon === null && !(at > start && next < end && nameEnd(bytes, next, end) !== null)) break;
        const name = colon === null ? null : wantedName(bytes, at, colon);
        open = name === null || colon === null ? null : { name, start: colon + 1, end: next };
        if (open !== null) this.ranges.push(open);
      }
      at = next;
    }
    this.empty = at === start;
    this.ended = ended !== null || this.empty;
    this.bodyStart = ended ?? at;
  }

  /** The first field of that name (lower case, one of those that are read), unfolded, words not yet decoded; or null. */
  value(name: string): string | null {
    const found = this.ranges.find((range) => range.name === name);
    return found === undefined ? null : this.text(found);
  }

  /** All fields of that name, joined as a list. */
  values(name: string): string {
    return this.ranges
      .filter((range) => range.name === name)
      .map((range) => this.text(range))
      .join(', ');
  }

  /** Every header, in order, decoded. */
  all(): Header[] {
    const text = decodeCharset(this.bytes.subarray(this.start, this.bodyStart), null).text;
    const found: { name: string; raw: string }[] = [];
    for (const line of text.split(/\r?\n/)) {
      const last = found.at(-1);
      const colon = line.indexOf(':');
      if (line.startsWith(' ') || line.startsWith('\t')) {
        if (last !== undefined) last.raw += `\n${line}`;
      } else if (colon > 0 && !/^>?From /.test(line))
        found.push({ name: line.slice(0, colon).trimEnd(), raw: line.slice(colon + 1).replace(/^[ \t]/, '') });
    }
    return found.map(({ name, raw }) => ({ name, raw, value: decodeWords(unfolded(raw)) }));
  }

  private text({ start, end }: { readonly start: number; readonly end: number }): string {
    const text = this.bytes.toString('latin1', start, end);
    return unfolded(ASCII.test(text) ? text : decodeCharset(this.bytes.subarray(start, end), null).text);
  }
}

const LF = 10;
const CR = 13;
const COLON = 58;

const WANTED = new Set([
  'to',
  'cc',
  'from',
  'date',
  'subject',
  'reply-to',
  'message-id',
  'references',
  'in-reply-to',
  'content-type',
  'content-transfer-encoding',
  'x-original-from',
  'x-original-sender',
]);

/** What tells most other names from these without a string being made of them: length, first and last letter. */
const outline = (length: number, first: number, last: number): number =>
  (length << 16) | ((first | 0x20) << 8) | last | 0x20;
const OUTLINES = new Set(
  [...WANTED].map((name) => outline(name.length, name.charCodeAt(0), name.charCodeAt(name.length - 1))),
);

/** The byte below the line at `at`. Lines of headers are short: a search would cost more to call than to do. */
function lineEnd(bytes: Buffer, at: number, end: number): number {
  for (let to = at; to < end; to++) if (bytes[to] === LF) return to + 1;
  return end;
}

/** The colon behind a header's name, or null where the line is no header; mbox's `>From ` may stand among headers. */
function nameEnd(bytes: Buffer, at: number, end: number): number | null {
  for (let to = at; to < end; to++) {
    const byte = bytes[to] ?? 0;
    if (byte === COLON) return to > at ? to : null;
    if (byte <= 32 || byte > 126) {
      const [blanks = '', colon = ''] = /^[ \t]*(:?)/.exec(bytes.toString('latin1', to, Math.min(end, to + 20))) ?? [];
      if (colon !== '' && to > at) return to + blanks.length - 1;
      return /^>?From /.test(bytes.toString('latin1', at, at + 6)) ? at : null;
    }
  }
  return null;
}

function wantedName(bytes: Buffer, at: number, colon: number): string | null {
  if (!OUTLINES.has(outline(colon - at, bytes[at] ?? 0, bytes[colon - 1] ?? 0))) return null;
  const name = bytes.toString('latin1', at, colon).toLowerCase();
  return WANTED.has(name) ? name : null;
}

const ASCII = /^[\x00-\x7f]*$/;

/** Joins a folded value: each line break with the blanks around it is one blank. */
function unfolded(raw: string): string {
  const value = raw.trim();
  if (!value.includes('\n')) return value;
  return value
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

/** The parameters of a structured header such as Content-Type (RFC 2045, section 5.1; RFC 2231 names without parts). */
export function parameter(value: string, name: keyof typeof PARAMETERS): string | null {
  const found = PARAMETERS[name].exec(value);
  if (found === null) return null;
  return found[1] !== undefined ? found[1].replace(/\\(.)/g, '$1') : (found[2] ?? null);
}

const PARAMETERS = {
  charset: /;\s*charset\*?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i,
  boundary: /;\s*boundary\*?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i,
} as const;
