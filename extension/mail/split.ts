/**
 * How a mailbox marks its mails. `mboxrd` and `mboxo` escape `From ` lines of the text (with one `>`; mboxrd also where
 * `>`s stand already), `mboxcl` counts bytes and escapes as mboxo does, `mboxcl2` counts and `git` (format-patch) escapes
 * nothing; a `single` mail has no mark.
 */
export type Dialect = 'mboxrd' | 'mboxo' | 'mboxcl' | 'mboxcl2' | 'git' | 'single';

/** Where one mail stands, without its `From ` line and without the blank line that ends it in a mailbox. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly dialect: Dialect;
}

const LF = 10;
const CR = 13;

/** Finds the mails of a mailbox, in order; one piece for bytes that do not begin as a mailbox does. */
export function splitMailbox(bytes: Uint8Array): Piece[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marks = separators(text);
  if (marks.length === 0) return [{ start: blanksEnd(text), end: text.length, dialect: 'single' }];
  return marks.map(({ start, dialect }, n) => {
    const next = marks[n + 1];
    return { start, end: withoutBlankLine(text, start, next?.mark ?? text.length), dialect };
  });
}

interface Separator {
  /** The first byte of the `From ` line. */
  readonly mark: number;
  /** The first byte of the mail below it. */
  readonly start: number;
  readonly dialect: Dialect;
}

function separators(text: Buffer): Separator[] {
  const found: Separator[] = [];
  let bare = false;
  const lengths = new LengthHeaders(text);
  let at = blanksEnd(text);
  if (!startsFrom(text, at)) return found;
  while (at >= 0 && at < text.length) {
    const mark = separatorAt(text, at, found[0]?.dialect ?? null);
    if (mark === null) {
      at = nextFrom(text, at + 1);
      continue;
    }
    const next = nextFrom(text, mark.start);
    // In mboxrd nothing is counted: a length that a mail brought along is that of its text without escapes.
    const mayCount = mark.dialect !== 'mboxrd' && lengths.anyBetween(mark.start, next < 0 ? text.length : next);
    const counted = mayCount ? countedEnd(text, mark.start) : null;
    found.push(counted === null ? mark : { ...mark, dialect: 'mboxcl' });
    bare ||= counted !== null && next >= 0 && next < counted;
    at = counted === null ? next : nextFrom(text, counted);
  }
  // A `From ` line that stands bare in a counted text was not escaped, so nothing in the file was.
  return bare ? found.map((mark) => (mark.dialect === 'mboxcl' ? { ...mark, dialect: 'mboxcl2' } : mark)) : found;
}

/** Most mails have no Content-Length, so they are asked for it only where one stands at all. Asked in order of place. */
class LengthHeaders {
  private next = -1;

  constructor(private readonly text: Buffer) {}

  anyBetween(start: number, end: number): boolean {
    while (this.next < start) {
      const at = this.text.indexOf(LENGTH_END, Math.max(start, this.next + 1));
      this.next = at < 0 ? Infinity : at;
    }
    return this.next < end;
  }
}

/** What both spellings of the header's name have in common, and little else has. */
const LENGTH_END = Buffer.from('ength:');

/** The next line at or below `from` that begins with `From `, or -1. */
function nextFrom(text: Buffer, from: number): number {
  if (startsFrom(text, from) && (from === 0 || text[from - 1] === LF)) return from;
  const found = text.indexOf(FROM, Math.max(from - 1, 0));
  return found < 0 ? -1 : found + 1;
}

/** Needles are bytes: a text would be turned into them at every search. */
const FROM = Buffer.from('\nFrom ');

function startsFrom(text: Buffer, at: number): boolean {
  for (let n = 1; n < FROM.length; n++) if (text[at + n - 1] !== FROM[n]) return false;
  return true;
}

/**
 * A `From ` line is a separator where it names a time and a year, as git mailsplit asks, and a header stands below it
 * (or the file is cut there). The first line of the file need not name a time. In mboxrd no text line can look like
 * this, so there the mark counts whatever stands below.
 */
function separatorAt(text: Buffer, at: number, first: Dialect | null): Separator | null {
  const newline = text.indexOf(LF, at);
  const end = newline < 0 ? text.length : newline;
  const line = text.toString('latin1', at, Math.min(end, at + 400)).trimEnd();
  const start = newline < 0 ? text.length : newline + 1;
  if (first === 'mboxrd' && line === MBOXRD) return { mark: at, start, dialect: 'mboxrd' };
  if (first !== null && (!/^From .*\d:\d\d.*\d{2}/.test(line) || !headerAt(text, start))) return null;
  return { mark: at, start, dialect: line === MBOXRD ? 'mboxrd' : GIT.test(line) ? 'git' : 'mboxo' };
}

/** What public-inbox and b4 write. */
const MBOXRD = 'From mboxrd@z Thu Jan  1 00:00:00 1970';

/** What git format-patch writes. */
const GIT = /^From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001$/;

const headerAt = (text: Buffer, at: number): boolean =>
  at >= text.length ||
  /^(?:>?From |[!-9;-~]+[ \t]*:|\r?\n?$)/.test(text.toString('latin1', at, at + 200).split('\n', 1)[0] ?? '');

/** The end of the mail that its Content-Length gives, where a separator or the end of the file really stands there. */
function countedEnd(text: Buffer, start: number): number | null {
  const headersEnd = blankLineEnd(text, start);
  if (headersEnd === null) return null;
  const header = text.subarray(start, headersEnd);
  const at = LENGTH_NAMES.map((name) => header.indexOf(name)).find((found) => found > 0 && header[found - 1] === LF);
  if (at === undefined) return null;
  const length = /^[^:]*:[ \t]*(\d{1,12})[ \t]*\r?$/m.exec(header.toString('latin1', at, at + 60));
  if (length === null) return null;
  let end = headersEnd + Number(length[1]);
  if (end > text.length) return null;
  while (text[end] === CR || text[end] === LF) end++;
  return end === text.length || startsFrom(text, end) ? end : null;
}

/** Looking for the two spellings that there are is much faster than for any. */
const LENGTH_NAMES = ['Content-Length:', 'Content-length:'].map((name) => Buffer.from(name));

function blankLineEnd(text: Buffer, start: number): number | null {
  for (let at = text.indexOf(LF, start); at >= 0; at = text.indexOf(LF, at + 1)) {
    if (text[at + 1] === LF) return at + 2;
    if (text[at + 1] === CR && text[at + 2] === LF) return at + 3;
  }
  return null;
}

/** Below a byte order mark and blank lines. */
function blanksEnd(text: Buffer): number {
  let at = text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? 3 : 0;
  while (text[at] === LF || text[at] === CR) at++;
  return at;
}

/** The end without the one blank line that a mailbox puts below each mail. */
function withoutBlankLine(text: Buffer, start: number, end: number): number {
  if (end - start < 2 || text[end - 1] !== LF) return end;
  const above = text[end - 2] === CR ? end - 2 : end - 1;
  return text[above - 1] === LF ? above : end;
}
