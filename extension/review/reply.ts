import { mailLine, type MailLine } from '../ground/brand';
import { headerValue, type Address, type Message } from '../mail/message';
import type { Patch } from '../patch/patch';

/** Something said to a line of a mail; to the mail as a whole where the line is null. */
export interface Point {
  /** Where what is answered begins, if that is known: all from there is quoted. */
  readonly first: MailLine | null;
  readonly line: MailLine | null;
  readonly text: string;
}

/** A reply as it will be posted. Date and Message-ID are for the program that sends it to add. */
export interface ReplyMail {
  readonly from: Address | null;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly body: string;
}

/**
 * Answers a mail point by point, below the lines that the points are about (Documentation/process/email-clients.rst:
 * quote, trim, answer below, wrap nothing). What is quoted is quoted byte for byte.
 * @param patch what the mail posts, if it is a patch: the heads of files and hunks are quoted with their lines
 */
export function composeReply(
  answered: Message,
  patch: Patch | null,
  points: readonly Point[],
  from: Address | null,
): ReplyMail {
  const sender = replyAddress(answered);
  const known = new Set([sender, ...(from === null ? [] : [from])].map(({ email }) => email.toLowerCase()));
  const cc = [...answered.to, ...answered.cc].filter(({ email }) => {
    const fresh = email !== '' && !known.has(email.toLowerCase());
    known.add(email.toLowerCase());
    return fresh;
  });
  return {
    from,
    to: [sender],
    cc,
    subject: `Re: ${bareSubject(answered.subject)}`,
    inReplyTo: answered.id,
    references: [...answered.references.filter((id) => id !== answered.id), answered.id],
    body: `${attribution(answered)}\n${answers(answered.body, patch, points)}`,
  };
}

/** The subject without the `Re:` of those before and without the tag of a mailing list. */
const bareSubject = (subject: string): string =>
  subject.replace(/^(?:re:\s*|\[(?!\s*(?:patch|rfc|resend|git))[^\]]*\]\s*(?=re:|\[))+/i, '');

/** Reply-To where the sender asked for it (RFC 5322 section 3.6.2), else From. */
function replyAddress(message: Message): Address {
  const wanted = /^\s*(?:"?([^"<]*?)"?\s*)<([^<>\s]+@[^<>\s]+)>\s*$|^\s*([^<>\s,]+@[^<>\s,]+)\s*$/.exec(
    headerValue(message, 'Reply-To') ?? '',
  );
  const email = wanted?.[2] ?? wanted?.[3];
  return email === undefined ? message.from : { name: wanted?.[1] ?? '', email };
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function attribution({ date, from }: Message): string {
  const who = from.name === '' ? `<${from.email}>` : `${from.name} <${from.email}>`;
  if (date === null) return `${who} wrote:`;
  const when = new Date(date);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${DAYS[when.getUTCDay()] ?? ''}, ${two(when.getUTCDate())} ${MONTHS[when.getUTCMonth()] ?? ''}`;
  const time = [when.getUTCHours(), when.getUTCMinutes(), when.getUTCSeconds()].map(two).join(':');
  return `On ${day} ${String(when.getUTCFullYear())} ${time} +0000, ${who} wrote:`;
}

/** So many lines of context stand above what is answered. */
const CONTEXT = 5;
/** A gap of fewer lines is quoted rather than marked. */
const GAP = 4;
const SNIP = '> [...]';

function answers(body: string, patch: Patch | null, points: readonly Point[]): string {
  const lines = body.split('\n');
  const placed = points
    .map((point) => ({ ...point, line: point.line ?? mailLine(lastLineOfText(lines)) }))
    .sort((left, right) => left.line - right.line);
  const kept = new Set<number>();
  const heads = new Set<number>();
  for (const { first, line } of placed) {
    for (const at of contextOf(lines, patch, first, line)) kept.add(at);
    for (const at of headsAbove(patch, line)) {
      kept.add(at);
      heads.add(at);
    }
  }
  const out: string[] = [];
  let last = 0;
  for (const at of [...kept].sort((left, right) => left - right)) {
    // Between the head of a file or hunk and its lines nobody misses the rest.
    if (last > 0 && at - last > GAP && !heads.has(at)) out.push(SNIP);
    else if (last > 0 && !heads.has(at))
      for (let gap = last + 1; gap < at; gap += 1) out.push(quoted(lines[gap - 1] ?? ''));
    out.push(quoted(lines[at - 1] ?? ''));
    last = at;
    const here = placed.filter(({ line }) => line === at);
    for (const { text } of here) out.push('', text.trim(), '');
  }
  return `${out.join('\n').trimEnd()}\n`;
}

const quoted = (line: string): string => (line === '' ? '>' : `> ${line}`);

/**
 * The lines above a point that are quoted with it: in a diff those of its hunk, else those of its paragraph (of the whole
 * that it answers, if that is known) and, where that answers a quote in turn, the end of the quote.
 */
function contextOf(
  lines: readonly string[],
  patch: Patch | null,
  first: MailLine | null,
  line: MailLine,
): readonly number[] {
  const hunk = patch?.files.flatMap(({ hunks }) => hunks).find((each) => within(each, line));
  const context: number[] = [line];
  let at = line - 1;
  for (; at > (hunk?.mailLine ?? 0); at -= 1) {
    const blank = hunk === undefined && (lines[at - 1] ?? '').trim() === '';
    if (first === null ? blank || context.length >= CONTEXT : at < first) break;
    context.push(at);
  }
  if (hunk === undefined && lines[at - 1] === '' && lines[at - 2]?.startsWith('>') === true)
    for (
      let above = at;
      above > at - CONTEXT && (above === at || lines[above - 1]?.startsWith('>') === true);
      above -= 1
    )
      context.push(above);
  return context;
}

/** The heads of the file and of the hunk that a line of a diff is in. */
function headsAbove(patch: Patch | null, line: number): readonly number[] {
  const file = patch?.files.find(({ first, last }) => first <= line && line <= last);
  if (file === undefined) return [];
  const hunk = file.hunks.find((each) => within(each, line));
  return hunk === undefined ? [file.first] : [file.first, hunk.mailLine];
}

const within = (hunk: Patch['files'][number]['hunks'][number], line: number): boolean =>
  line >= hunk.mailLine && line <= (hunk.lines.at(-1)?.mailLine ?? hunk.mailLine);

/** The end of what the mail says before its `---`, its signature or its end: where remarks on the whole and trailers go. */
function lastLineOfText(lines: readonly string[]): number {
  const end = lines.findIndex((line) => line === '---' || line === '-- ' || line.startsWith('diff --git '));
  const text = end < 0 ? lines : lines.slice(0, end);
  return text.findLastIndex((line) => line.trim() !== '') + 1;
}
