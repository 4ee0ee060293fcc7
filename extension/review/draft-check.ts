import { parseAddress } from '../mail/address';
import type { Address, Message } from '../mail/message';
import { replyTrailers } from '../series/trailers';
import { splitReply, type ReplyLine } from './quote';

/** Something in a draft that its readers will stumble over. */
export interface DraftProblem {
  readonly code: string;
  readonly message: string;
  /** Of the draft's file, from 1. */
  readonly line: number;
  /** A fault keeps the mail from arriving as it was meant; the rest is manners. */
  readonly fault: boolean;
}

/** Documentation/process/submitting-patches.rst asks for 75 columns; a little more is seen and forgiven. */
const PROSE_WIDTH = 78;
/** RFC 5322 section 2.1.1, in bytes without the line end. */
const LONGEST_LINE = 998;
/** So many quoted lines below the last answer were not trimmed. */
const UNTRIMMED = 12;

const HTML =
  /<\/?(?:html|body|div|span|p|br|font|table|tr|td|a|b|i|ul|li|blockquote)(?:\s[^>]*)?\/?>|&(?:nbsp|lt|gt|amp);/i;

/**
 * Looks a reply over as the list would: Documentation/process/email-clients.rst and submitting-patches.rst ask for plain
 * text, quotes trimmed and unchanged, the answer below them.
 * @param text the whole draft, headers first
 * @param answered the mail that it answers, null if that is not known
 * @param self who sends it, null if that is not known
 */
export function checkDraft(text: string, answered: Message | null, self: Address | null): readonly DraftProblem[] {
  const lines = text.replace(/\r\n/g, '\n').split('\n');
  const blank = lines.indexOf('');
  const head = blank < 0 ? lines : lines.slice(0, blank);
  const body = blank < 0 ? [] : lines.slice(blank + 1);
  const from = header(head, 'From');
  const problems = [
    ...headProblems(head, answered),
    ...bodyProblems(body, answered, from === '' ? self : parseAddress(from)).map((each) => ({
      ...each,
      line: each.line + head.length + 1,
    })),
  ];
  return problems.sort((left, right) => left.line - right.line);
}

/** A header of a draft, unfolded; empty where it has none. */
export function draftHeader(text: string, name: string): string {
  const lines = text.replace(/\r\n/g, '\n').split('\n');
  const blank = lines.indexOf('');
  return header(blank < 0 ? lines : lines.slice(0, blank), name);
}

function header(head: readonly string[], name: string): string {
  const start = head.findIndex((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  if (start < 0) return '';
  const more = head.slice(start + 1);
  const end = more.findIndex((line) => !/^[ \t]/.test(line));
  const rest = end < 0 ? more : more.slice(0, end);
  return [(head[start] ?? '').slice(name.length + 1), ...rest].join(' ').trim();
}

function headProblems(head: readonly string[], answered: Message | null): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const report = (code: string, message: string): void => void problems.push({ code, message, line: 1, fault: true });
  if (header(head, 'To') === '') report('draft-no-recipient', 'The mail has no To: nobody would get it.');
  if (header(head, 'Subject') === '') report('draft-no-subject', 'The mail has no Subject.');
  const parent = header(head, 'In-Reply-To');
  if (parent === '') report('draft-no-thread', 'The mail has no In-Reply-To: it would begin a thread of its own.');
  else if (answered === null)
    problems.push({
      code: 'draft-unknown-parent',
      message: `The mail that this answers, ${parent}, is not open: its quotes could not be compared.`,
      line: 1,
      fault: false,
    });
  if (/html/i.test(header(head, 'Content-Type')))
    report('draft-html', 'The mail calls itself HTML; the lists take plain text only.');
  return problems;
}

function bodyProblems(body: readonly string[], answered: Message | null, self: Address | null): DraftProblem[] {
  const split = splitReply(body.join('\n'));
  const problems: DraftProblem[] = [];
  const report = (code: string, line: number, message: string, fault = false): void =>
    void problems.push({ code, message, line, fault });
  const own = split.filter(({ part }) => part === 'comment' || part === 'trailer');
  const quotes = split.filter(({ part, key }) => part === 'quote' && key !== '');
  const [first, last] = [quotes[0], quotes.at(-1)];
  if (own.length === 0) report('draft-empty', 1, 'The mail says nothing yet.');
  else if (first === undefined || last === undefined)
    report('draft-no-quote', own[0]?.at ?? 1, 'The mail quotes nothing: nobody sees what it answers.');
  else if (own.every(({ at }) => at < first.at))
    report(
      'draft-top-post',
      own[0]?.at ?? 1,
      'All that is said stands above the quote; the lists answer below what they quote.',
    );
  const end = own.at(-1)?.at ?? 0;
  const behind = quotes.filter(({ at }) => at > end);
  if (own.length > 0 && behind.length > UNTRIMMED)
    report('draft-untrimmed', behind[0]?.at ?? 1, 'Nothing is said below these quoted lines; cut them.');
  for (const line of own) {
    if (HTML.test(line.text) && !/[`"(]/.test(line.text))
      report('draft-html', line.at, 'This looks like HTML; it will be read as it stands here.');
    if (line.part === 'comment' && isProse(line.text) && line.text.length > PROSE_WIDTH)
      report('draft-long-line', line.at, `The line has ${String(line.text.length)} characters; 75 are usual.`);
  }
  body.forEach((line, index) => {
    if (Buffer.byteLength(line) > LONGEST_LINE)
      report(
        'draft-line-limit',
        index + 1,
        'Mail allows lines of 998 bytes; this one would be broken on its way.',
        true,
      );
  });
  if (answered !== null) problems.push(...quoteProblems(body, split, answered));
  problems.push(...trailerProblems(body, self));
  return problems;
}

/** Code, diffs and links are as long as they are. */
const isProse = (text: string): boolean =>
  !/^(?:\s{4,}|\t|[+-]|@@ |diff |index )/.test(text) && !/^\s*\S+$/.test(text) && !/https?:\/\/\S{40,}/.test(text);

/** Quoted lines that the answered mail does not have, and lines that a mailer or an editor broke in two. */
function quoteProblems(body: readonly string[], split: readonly ReplyLine[], answered: Message): DraftProblem[] {
  const posted = new Set(answered.body.split('\n'));
  const problems: DraftProblem[] = [];
  split.forEach((line, index) => {
    if (line.part !== 'quote' || line.key === '') return;
    const raw = (body[index] ?? '').replace(/^> ?/, '');
    if (posted.has(raw)) return;
    const below = split[index + 1];
    const rest = (body[index + 1] ?? '').replace(/^> ?/, '');
    const wrapped = below !== undefined && [raw + rest, `${raw} ${rest}`].some((joined) => posted.has(joined));
    const above = (body[index - 1] ?? '').replace(/^> ?/, '');
    if ([above + raw, `${above} ${raw}`].some((joined) => posted.has(joined))) return;
    problems.push(
      wrapped
        ? { code: 'draft-quote-wrapped', message: 'This quoted line was broken in two.', line: line.at, fault: true }
        : {
            code: 'draft-quote-changed',
            message: 'The mail that is answered has no such line; quotes should stay as they were posted.',
            line: line.at,
            fault: false,
          },
    );
  });
  return problems;
}

/** Trailers speak for the one that they name. */
function trailerProblems(body: readonly string[], self: Address | null): DraftProblem[] {
  if (self === null || self.email === '') return [];
  return replyTrailers(body.join('\n')).flatMap(({ key, value }) => {
    if (!/-by$/i.test(key) || parseAddress(value).email.toLowerCase() === self.email.toLowerCase()) return [];
    const line = body.findIndex((each) => each.trim().toLowerCase().startsWith(`${key.toLowerCase()}:`)) + 1;
    const message = `${key} names somebody else than ${self.email}, who sends the mail; tools will not count it.`;
    return [{ code: 'draft-foreign-trailer', message, line, fault: false }];
  });
}
