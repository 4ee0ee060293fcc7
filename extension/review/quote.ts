import { linesWithoutBlanks, withoutBlanks } from '../ground/blanks';
import type { MailLine } from '../ground/brand';
import { mailLine } from '../ground/brand';
import {
  attributionLength,
  headerBlockLength,
  isPlainAttribution,
  mayBeHeader,
  mayEndAttribution,
} from './attribution';

/** What a line of a reply is for. */
export type Part =
  | 'quote'
  | 'comment'
  | 'attribution'
  | 'salutation'
  | 'closing'
  | 'trailer'
  | 'snip'
  | 'signature'
  | 'footer'
  | 'blank';

/** One line of a body, its quote marks taken off. Depth 0 is what the writer of the mail wrote. */
export interface ReplyLine {
  readonly at: MailLine;
  readonly depth: number;
  readonly text: string;
  /** The text without its blanks, for comparing. */
  readonly key: string;
  readonly part: Part;
}

/**
 * Takes a reply apart line by line: what it quotes and how deep, what its writer says, and what is neither (RFC 3676
 * section 4.5 for quote marks, section 4.3 for the signature's `-- `; the rest is custom).
 * @param sender the name of who wrote it, to tell a name at the end from the last word
 */
export function splitReply(body: string, sender = ''): readonly ReplyLine[] {
  const lines = unmark(body.normalize('NFC'));
  markFooter(lines);
  markAttributions(lines);
  markSignatures(lines);
  for (const line of lines) if (line.part === 'comment' && line.key === '') line.part = 'blank';
  markSnips(lines);
  markSalutation(lines);
  markTrailers(lines);
  markClosing(lines, sender);
  return lines;
}

/**
 * A mail that opens a thread rather than answering in it (patch, cover letter): everything in it is its writer's, `>`
 * included, but for signature and footer.
 */
export function splitPosting(body: string): readonly ReplyLine[] {
  const composed = body.normalize('NFC');
  const keys = linesWithoutBlanks(composed);
  const lines = composed.split('\n').map((text, index): Draft => {
    const key = keys[index] ?? '';
    return { at: mailLine(index + 1), depth: 0, text, key, part: key === '' ? 'blank' : 'comment' };
  });
  markFooter(lines);
  const signature = lines.findLastIndex((line) => line.part !== 'footer' && isSignatureMark(line.text));
  if (signature >= 0) for (const line of lines.slice(signature)) if (line.part !== 'footer') line.part = 'signature';
  return lines;
}

interface Draft {
  at: MailLine;
  depth: number;
  text: string;
  key: string;
  part: Part;
}

/** Quote marks with the initials of who is quoted, as Supercite and its like make them. */
const INITIALS = /^ ?([A-Z][A-Za-z]{0,3})> ?/;
const BAR = /^\| ?/;

function unmark(body: string): Draft[] {
  const raw = body.split('\n');
  const keys = linesWithoutBlanks(body);
  const angled = raw.some((line) => line.startsWith('>'));
  const initials = angled ? null : repeated(raw, INITIALS);
  const bars = !angled && raw.filter((line) => BAR.test(line)).length >= 3;
  return raw.map((line, index) => {
    const key = keys[index] ?? '';
    // A line that mbox stuffed, not a quote: those of this mail have a blank behind the mark, or go on below.
    if (line.startsWith('>From ') && !raw[index + 1]?.startsWith('>') && !raw[index - 1]?.startsWith('>'))
      return draft(index, 0, line.slice(1), key.slice(1));
    const foreign = (initials !== null && INITIALS.exec(line)?.[1] === initials ? INITIALS : bars ? BAR : null)?.exec(
      line,
    );
    if (!foreign) {
      const { depth, length } = angles(line);
      // The marks are the first characters of the key, whatever blanks stood between them.
      return depth === 0 ? draft(index, 0, line, key) : draft(index, depth, line.slice(length), key.slice(depth));
    }
    const rest = line.slice(foreign[0].length);
    const { depth, length } = angles(rest);
    const text = rest.slice(length);
    return draft(index, 1 + depth, text, withoutBlanks(text));
  });
}

/**
 * How many quote marks a line begins with, and how many characters they take: `>`, `> >`, `>>>`; between two marks some
 * programs put two blanks. Every line of every reply comes through here, hence no regular expression.
 */
function angles(line: string): { readonly depth: number; readonly length: number } {
  let depth = 0;
  let length = 0;
  for (let at = 0; line.charCodeAt(at) === ANGLE;) {
    depth += 1;
    length = at += 1;
    for (let blanks = 0; blanks < 2 && isBlank(line.charCodeAt(at)); blanks += 1) at += 1;
  }
  return { depth, length: depth > 0 && isBlank(line.charCodeAt(length)) ? length + 1 : length };
}

const ANGLE = 0x3e;
const isBlank = (code: number): boolean => code === 0x20 || code === 0xa0;

const draft = (index: number, depth: number, text: string, key: string): Draft => ({
  at: mailLine(index + 1),
  depth,
  text,
  key,
  part: depth > 0 ? 'quote' : 'comment',
});

const isSignatureMark = (text: string): boolean => text === '-- ' || text === '--';

/** The mark that stands before at least three lines, or null. */
function repeated(lines: readonly string[], pattern: RegExp): string | null {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const mark = pattern.exec(line)?.[1];
    if (mark !== undefined) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return [...counts].find(([, count]) => count >= 3)?.[0] ?? null;
}

const FOOTER_TEXT =
  /mailing list|unsubscribe|mailman\/listinfo|subscribed to the Google Groups|lists\.[a-z0-9.-]+\/|majordomo/i;

const FOOTER_RULE = /^(?:_{10,}|-{3}|-{10,})\s*$/;
const BARE_FOOTER = /^(?:To unsubscribe from this list|You received this message because)/;

/** What the list's software added at the end: Mailman's rule and its lines, and the like of other software. */
function markFooter(lines: Draft[]): void {
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.depth > 0 || line.part === 'footer') continue;
    const first = line.text[0];
    const rule = (first === '_' || first === '-') && FOOTER_RULE.test(line.text);
    const bare = (first === 'T' || first === 'Y') && BARE_FOOTER.test(line.text);
    if (!rule && !bare) continue;
    const next = lines.slice(index + 1, index + 3).some((below) => below.depth === 0 && FOOTER_TEXT.test(below.text));
    if (!bare && !next) continue;
    // A second text part may follow the footer; text that is not the list's own ends it.
    for (let end = index; end < lines.length; end += 1) {
      const tail = lines[end];
      if (tail === undefined || tail.depth > 0) break;
      if (end > index && tail.text.trim() !== '' && !FOOTER_TEXT.test(tail.text) && !/https?:|@|^-- ?$/.test(tail.text))
        break;
      tail.part = 'footer';
    }
  }
}

function markAttributions(lines: Draft[]): void {
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.part === 'footer') continue;
    if (line.part !== 'attribution' && mayBeHeader(line)) {
      const block = headerBlockLength(textsFrom(lines, index));
      for (const header of lines.slice(index, index + block)) header.part = 'attribution';
      if (block > 0 && line.depth === 0) quoteUnmarked(lines, index + block);
    }
    if (!endsAttribution(lines, index)) continue;
    const above = linesAbove(lines, index);
    const texts = above.map((each) => each.text);
    // What was quoted may have been cut off whole; then only the words themselves tell an attribution.
    const introduces = (above.at(-1)?.depth ?? line.depth) < line.depth;
    const length = introduces || isPlainAttribution(texts) ? attributionLength(texts) : 0;
    for (const each of above.slice(above.length - length)) if (length > 0) each.part = 'attribution';
  }
}

/** The texts of up to twenty lines at the depth of the line at `index`, from it on. */
function textsFrom(lines: readonly Draft[], index: number): readonly string[] {
  const depth = lines[index]?.depth;
  const run: string[] = [];
  for (let next = index; next < Math.min(index + 20, lines.length) && lines[next]?.depth === depth; next += 1)
    run.push(lines[next]?.text ?? '');
  return run;
}

/** Whether the line above, but for one that is blank, ends as attributions do. */
function endsAttribution(lines: readonly Draft[], index: number): boolean {
  const above = lines[index - 1];
  return mayEndAttribution((above?.key === '' ? lines[index - 2] : above)?.key ?? '');
}

/** The last lines, all of one depth, above the line at `index`; one blank line between is passed over. */
function linesAbove(lines: readonly Draft[], index: number): readonly Draft[] {
  let end = index - 1;
  if (lines[end]?.key === '' && (lines[end]?.depth ?? 0) < (lines[index]?.depth ?? 0)) end -= 1;
  const last = lines[end];
  if (last === undefined) return [];
  return lines
    .slice(Math.max(0, end - 2), end + 1)
    .filter((line) => line.depth === last.depth && line.part !== 'footer');
}

/** Under a header block without quote marks all that follows is what was quoted, as Outlook writes it. */
function quoteUnmarked(lines: Draft[], start: number): void {
  if (lines.slice(start).some((line) => line.depth > 0)) return;
  for (const line of lines.slice(start)) {
    if (line.part === 'footer') continue;
    line.depth = 1;
    line.part = 'quote';
  }
}

function markSignatures(lines: Draft[]): void {
  let inside = false;
  for (const line of lines) {
    if (line.part === 'footer') continue;
    if (line.depth > 0 || line.part === 'attribution') inside = false;
    else if (isSignatureMark(line.text)) inside = true;
    if (inside) line.part = 'signature';
  }
}

const SNIP =
  /^\s*(?:[[<({]\s*(?:\.{2,}|…|[-.… ]*(?:snip|snipped|cut|skip|skipped|trim|trimmed|elided|deleted)\b[^\])>}]{0,40})\s*[\])>}]|\.{3,}|…|(?:-+\s*)?8<[-\s8<]*|<?\/?snip\/?>?|\[\s*\.{3} skip \d+ lines \.{3}\s*\])\s*$/i;

/** What `SNIP` can begin with, blanks aside: the quick test before it. */
const SNIP_BEGINS: ReadonlySet<string> = new Set('[<({.…-8/sS');

/** A mark that something was left out, alone in its paragraph or anywhere among quoted lines. */
function markSnips(lines: Draft[]): void {
  lines.forEach((line, index) => {
    if (!SNIP_BEGINS.has(line.key[0] ?? '') || !SNIP.test(line.text)) return;
    if (line.part === 'quote') line.part = 'snip';
    const alone = [lines[index - 1], lines[index + 1]].every((near) => near === undefined || near.part !== 'comment');
    if (line.part === 'comment' && alone) line.part = 'snip';
  });
}

const SALUTATION =
  /^\s*(?:hi|hello|hey|heya|dear|hallo|moin|bonjour|hola|greetings|good (?:morning|afternoon|evening)|你好|您好)\b[^.?;:]{0,60}[,!.:)]?\s*$/iu;

/** The greeting, where it is the first thing that the writer says. */
function markSalutation(lines: Draft[]): void {
  const first = lines.find((line) => line.part === 'comment');
  if (first !== undefined && first.text.split(/\s+/).length <= 7 && SALUTATION.test(first.text))
    first.part = 'salutation';
}

const TRAILER = /^(?:[A-Z][A-Za-z]*(?:-[A-Za-z]+)*-by|Cc|Fixes|Closes|Link):\s+\S/i;
const TRAILER_MORE = /^(?:\[[^\]]*\]|#.*|\s+\S.*|.*<[^<>@\s]+@[^<>@\s]+>)$/;

const DIFF_BEGINS = /^(?:diff --git |--- a\/)/;

/** Paragraphs of trailers that the writer gives; those inside a patch that he pastes are part of what he says. */
function markTrailers(lines: Draft[]): void {
  if (lines.some((line) => line.part === 'comment' && DIFF_BEGINS.test(line.text))) return;
  let start = 0;
  while (start < lines.length) {
    let end = start;
    while (lines[end]?.part === 'comment') end += 1;
    if (end === start) {
      start += 1;
      continue;
    }
    const paragraph = lines.slice(start, end);
    const given = paragraph.findIndex((line) => TRAILER.test(line.text));
    // "Other than that:" may stand directly above what it announces.
    const tail = given < 0 ? [] : paragraph.slice(given);
    const all = tail.every((line, index) => TRAILER.test(line.text) || (index > 0 && TRAILER_MORE.test(line.text)));
    if (all) for (const line of tail) line.part = 'trailer';
    start = end + 1;
  }
}

const CLOSING =
  /^\s*(?:(?:many )?thanks?(?: you)?(?: (?:again|a lot|so much))?|thx|cheers|(?:(?:best|kind|warm) )?regards|best|br|sincerely|yours)\s*[,.!]*\s*$/i;
const NAME = /^\s*[/~-]?\s?\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,2}\.?\s*$/u;

/** Whether a line only says goodbye, or only gives a name. */
export const isFarewell = (text: string): boolean => CLOSING.test(text) || NAME.test(text);

/** Whether a line signs with the sender's name, or a part of it: one word alone may also be all that is said. */
function signs(text: string, sender: string): boolean {
  const own = sender.toLowerCase().split(/[^\p{L}]+/u);
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return (
    words.length > 0 &&
    words.every((word) => own.some((name) => name === word || (word.length === 1 && name.startsWith(word))))
  );
}

/** A farewell that stands by itself below the last quote, when the mail says something else elsewhere. */
function markClosing(lines: Draft[], sender: string): void {
  const last = lines.findLastIndex((line) => line.part === 'comment');
  let start = last;
  while (start >= 0 && (lines[start]?.part === 'comment' || lines[start]?.part === 'blank')) start -= 1;
  const tail = lines.slice(start + 1, last + 1).filter((line) => line.part === 'comment');
  // Thanks alone answer what is quoted above them; with a name below, or a comma to lead to it, they end the mail.
  if (!tail.some((line) => NAME.test(line.text) && !CLOSING.test(line.text)) && !/,\s*$/.test(tail.at(-1)?.text ?? ''))
    return;
  if (!tail.some((line) => CLOSING.test(line.text) || signs(line.text, sender))) return;
  if (tail.length > 4) return;
  // From below: what else he says stands most often directly above.
  const elsewhere = lines.findLastIndex(
    ({ part }, index) => index <= start && (part === 'comment' || part === 'trailer'),
  );
  if (elsewhere < 0) return;
  if (tail.every((line) => isFarewell(line.text))) for (const line of tail) line.part = 'closing';
}

/** What the writer says between two quotes, with the lines that he says it on. */
export interface CommentBlock {
  readonly first: MailLine;
  readonly last: MailLine;
  readonly text: string;
}

/** The blocks of comment in the order of the mail. Parts that are not comment divide blocks or are left out of them. */
export function commentBlocks(lines: readonly ReplyLine[]): readonly CommentBlock[] {
  const blocks: CommentBlock[] = [];
  let block: ReplyLine[] = [];
  const close = (): void => {
    if (block.length === 0) return;
    const first = block.findIndex((line) => line.part === 'comment');
    const last = block.findLastIndex((line) => line.part === 'comment');
    const [from, to] = [block[first], block[last]];
    if (from !== undefined && to !== undefined)
      blocks.push({ first: from.at, last: to.at, text: textOf(block.slice(first, last + 1)) });
    block = [];
  };
  for (const line of lines) {
    if (line.depth > 0 || line.part === 'attribution') close();
    else if (line.part === 'comment' || line.part === 'blank') block.push(line);
  }
  close();
  return blocks;
}

const textOf = (block: readonly ReplyLine[]): string => block.map((line) => line.text.trimEnd()).join('\n');
