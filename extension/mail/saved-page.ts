import type { ByteRange } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import { parseAddress } from './address';
import { decodeCharset } from './charset';
import { parseDate } from './date';
import { decodeWords } from './encoded-word';
import { htmlText } from './html';
import { lineSpans, plainLines } from './line-span';
import type { Message } from './message';
import { madeUpMessageId, readMessageIds } from './message-id';
import { PostedMessage } from './posted';

/** A page of a list archive, read as the mail that it shows. */
export interface SavedPage {
  readonly message: Message | null;
  readonly problems: readonly Problem[];
}

const NAME = /^(Message-I[Dd]|Date|From|To|C[Cc]|Subject|In-Reply-To|References|Reply-To|List-I[Dd])\s*:\s?(.*)$/;

export const isHtml = (bytes: Uint8Array): boolean =>
  /^(?:\ufeff|\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head|<body)/i.test(
    Buffer.from(bytes.subarray(0, 1000)).toString('latin1'),
  );

/**
 * Whether a text is a saved page rather than a mail: it begins with something that is no header (the page's
 * navigation), and the headers of a mail follow within some lines.
 */
export function isSavedText(bytes: Uint8Array): boolean {
  const lines = Buffer.from(bytes.subarray(0, 8000)).toString('latin1').split(/\r?\n/).slice(0, 60);
  const first = lines.find((line) => line.trim() !== '') ?? '';
  if (/^(?:From |[!-9;-~]+:|diff |Index: |--- )/.test(first)) return false;
  const names = new Set(lines.map((line) => NAME.exec(line)?.[1]?.toLowerCase()));
  return names.has('from') && names.has('subject') && (names.has('message-id') || names.has('date'));
}

/**
 * Reads a saved page, text or HTML. Archives lose what they don't need to show: the order of headers, folding, blank
 * lines, and parts of addresses; the message says so.
 */
export function readSavedPage(bytes: Uint8Array, name: string): SavedPage {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const html = isHtml(bytes);
  const decoded = decodeCharset(bytes, null).text;
  const lines = (html ? htmlText(decoded) : decoded).split(/\r?\n/);
  const found = readHeaders(lines);
  if (found === null) {
    const title = /<title[^>]*>([^<]*)/i.exec(decoded)?.[1]?.trim() ?? '';
    const shown = title === '' ? '' : ` (its title: "${title.slice(0, 80)}")`;
    // A page of a thread shows names without addresses, and no Message-IDs: the archive has the mails themselves.
    const said = lines.some((line) => /\d+\+ messages in thread/.test(line))
      ? `${name} is the page of a whole thread${shown}, which leaves out what mails are known by. Save the "mbox.gz" that it links to, or have its address fetched.`
      : `${name} is a web page without a mail in it${shown}.`;
    return { message: null, problems: [problem('page-without-mail', said, place(name, 1))] };
  }
  const { headers, body, bodyEnd } = found;
  const field = (wanted: string): string =>
    headers
      .find((header) => header.name.toLowerCase() === wanted)
      ?.value.replace(/\s*(?:\[thread overview\]|\(raw\)).*$/, '') ?? '';
  const problems: Problem[] = [
    problem(
      'saved-page',
      'This was saved from a web page: blank lines and folding may be lost, and headers are missing.',
      place(name, 1),
    ),
  ];
  if (headers.some(({ value }) => /@\.\.\.|@x{3,}|\(at\) \.\.\./.test(value)))
    problems.push(
      problem('addresses-redacted', 'The archive has cut the addresses of this mail short.', place(name, 1)),
    );
  const [id] = readMessageIds(field('message-id'));
  if (id === undefined)
    problems.push(
      problem(
        'message-id-missing',
        'This page shows no Message-ID: replies to the mail cannot be found.',
        place(name, 1),
      ),
    );
  const ranges = plainLines(buffer, { start: 0, end: buffer.length });
  const from = parseAddress(field('from').replace(/ @ \d{4}-.*$/, ''));
  const message = new PostedMessage(
    { start: 0, end: buffer.length },
    {
      all: () => headers.map((header) => ({ ...header, raw: header.value, value: decodeWords(header.value) })),
      values: field,
    },
    {
      text: `${lines.slice(body, bodyEnd).join('\n')}\n`,
      attachments: [],
      lineSpan: html ? () => null : lineSpans((): readonly ByteRange[] => ranges.slice(body, bodyEnd)),
    },
    problems,
    {
      id: id ?? madeUpMessageId(bytes),
      inReplyTo: readMessageIds(field('in-reply-to'))[0] ?? null,
      references: readMessageIds(field('references')),
      rawSubject: field('subject'),
      subject: decodeWords(field('subject')).replace(/\s+/g, ' ').trim(),
      from,
      author: from,
      date: parseDate(field('date')),
    },
  );
  return { message, problems: [] };
}

interface PageHeaders {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The first line of the text, and the first below it, counted from 0. */
  readonly body: number;
  readonly bodyEnd: number;
}

function readHeaders(lines: readonly string[]): PageHeaders | null {
  const headers: { name: string; value: string }[] = [];
  let at = lines.findIndex((line) => NAME.test(line));
  if (at < 0) return null;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, name, value = ''] = NAME.exec(line) ?? [];
    const last = headers.at(-1);
    if (name !== undefined && !headers.some((header) => header.name.toLowerCase() === name.toLowerCase()))
      headers.push({ name, value: value.trim() });
    else if (last !== undefined && line.trim() !== '' && goesOn(last, lines[at - 1] ?? '', line))
      last.value += ` ${line.trim()}`;
    else break;
  }
  const names = new Set(headers.map(({ name }) => name.toLowerCase()));
  if (!names.has('from') || !names.has('subject')) return null;
  while (lines[at]?.trim() === '') at++;
  return { headers, body: at, bodyEnd: textEnd(lines, at) };
}

/**
 * Whether a line belongs to the header above it. Folding kept its blank, or the list of people isn't finished, or the
 * line before would have grown too long with the next word: only then does a mailer fold.
 */
function goesOn(header: { readonly name: string }, above: string, line: string): boolean {
  if (/^[ \t]/.test(line) || above.trimEnd().endsWith(',')) return true;
  const word = line.trim().split(' ', 1)[0] ?? '';
  return /^subject$/i.test(header.name) && above.length + 1 + word.length > 76;
}

/** Archives put links to other mails and their own name below the text. */
function textEnd(lines: readonly string[], from: number): number {
  let end = lines.length;
  for (let at = from; at < lines.length; at++)
    if (/^Powered by |other threads:\[~|^\[flat\|nested\]|^(?:permalink|parent) raw reply/.test(lines[at] ?? '')) {
      end = at;
      break;
    }
  while (end > from && lines[end - 1]?.trim() === '') end--;
  return end;
}

const place = (file: string, line: number): { file: string; line: number; column: number } => ({
  file,
  line,
  column: 1,
});
