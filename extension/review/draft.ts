import { mailLine, type MailLine } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import type { Address, Message } from '../mail/message';
import type { Hunk, Patch } from '../patch/patch';
import type { Archive } from '../series/series';
import type { Comment } from './comment';
import type { HunkPlace, Note, NotePlace } from './note';
import { isFarewell } from './quote';
import { composeReply, type Point, type ReplyMail } from './reply';

export interface Drafts {
  /** One for each mail that is answered, in the order of the archive. */
  readonly mails: readonly ReplyMail[];
  /** Which notes are in no mail, and why; and what in the mails a reader may stumble over. */
  readonly problems: readonly Problem[];
}

/**
 * Makes reply mails of the notes that are meant to be sent and were not: every mail that they stand on, or whose comments
 * they answer, gets one reply.
 */
export function draftReplies(
  archive: Archive,
  comments: readonly Comment[],
  notes: readonly Note[],
  from: Address | null,
): Drafts {
  const messages = new Map(archive.placed.map(({ message }) => [message.id, message]));
  const patches = new Map(
    archive.series.flatMap((series) => series.patches).map(({ messageId, patch }) => [messageId, patch]),
  );
  const problems: Problem[] = [];
  const points = new Map<Message, Point[]>();
  for (const note of notes.filter(({ purpose, sent }) => purpose === 'reply' && !sent)) {
    const found = target(note);
    if (typeof found === 'string') {
      problems.push(problem('note-without-place', `Note ${note.id} is in no reply: ${found}.`));
      continue;
    }
    problems.push(...stumblingBlocks(note));
    const here = points.get(found.message);
    const point: Point = { first: found.first, line: found.line, text: spoken(note) };
    if (here) here.push(point);
    else points.set(found.message, [point]);
  }
  const answered = archive.placed.map(({ message }) => message).filter((message) => points.has(message));
  const mails = answered.map((message) =>
    composeReply(message, patches.get(message.id) ?? null, points.get(message) ?? [], from),
  );
  return { mails, problems };

  /** The mail and line that a note is about, or why there is none. */
  function target({ subject }: Note): (Omit<Point, 'text'> & { readonly message: Message }) | string {
    if (subject.kind === 'answer') {
      const comment = comments.find(({ id }) => id === subject.to);
      const message = comment && messages.get(comment.messageId);
      if (message === undefined) return `there is no comment ${subject.to}`;
      return {
        message,
        first: comment?.first ?? null,
        line: comment === undefined ? null : lastWord(comment, message),
      };
    }
    if (subject.kind === 'hunk') {
      const hunk = hunkOf(subject.on, patches.get(subject.on.patch) ?? null);
      const message = messages.get(subject.on.patch);
      const last = hunk?.lines.at(-1);
      if (hunk === undefined || message === undefined || last === undefined)
        return `<${subject.on.patch}> shows no hunk ${String(subject.on.hunk)} of ${subject.on.file}`;
      return { message, first: hunk.lines.length > WHOLE_HUNK ? null : hunk.mailLine, line: last.mailLine };
    }
    const on = subject.kind === 'step' ? subject.at.on : subject.on;
    if (on === null) return 'its step stands on no line of a patch';
    const message = messages.get(on.patch);
    if (message === undefined) return `the mail <${on.patch}> was not given`;
    const line = lineOf(on, message, patches.get(on.patch) ?? null);
    if (line !== undefined) return { message, first: null, line };
    const { file, side, line: number } = on;
    return `<${message.id}> does not show line ${String(number)} (${String(side)}) of ${file ?? 'its message'}`;
  }
}

/**
 * What notes say to a mail that a draft to it does not say yet, with its quotes, to be put below what the draft has; null
 * where it has everything.
 * @param answers the Message-ID of the mail
 */
export function missingIn(
  draft: string,
  answers: string,
  archive: Archive,
  comments: readonly Comment[],
  notes: readonly Note[],
): string | null {
  const there = draft.replace(/\r\n/g, '\n');
  const fresh = notes.filter(({ text }) => !there.includes(text.trim()));
  const mail = draftReplies(archive, comments, fresh, null).mails.find(({ inReplyTo }) => inReplyTo === answers);
  // Whom it quotes stands in the first line of the draft already.
  return mail === undefined ? null : mail.body.slice(mail.body.indexOf('\n') + 1);
}

/** A hunk of more lines is not quoted whole. */
const WHOLE_HUNK = 24;

const hunkOf = ({ file, hunk }: HunkPlace, patch: Patch | null): Hunk | undefined =>
  patch?.files.find(({ path, oldPath }) => path === file || oldPath === file)?.hunks[hunk - 1];

/** What the mail says: whoever reads it does not see the replay. */
const spoken = ({ subject, text }: Note): string =>
  subject.kind === 'step'
    ? `At step ${String(subject.at.step)} of the flow ${subject.at.flow}, where ${subject.at.actor} runs:\n\n\t${subject.at.statement}\n\n${text}`
    : text;

/** The last line of a comment that says something: nobody quotes a farewell. */
function lastWord(comment: Comment, message: Message): MailLine {
  const lines = message.body.split('\n');
  let last: number = comment.last;
  while (last > comment.first && (isFarewell(lines[last - 1] ?? '') || lines[last - 1]?.trim() === '')) last -= 1;
  return mailLine(last);
}

/** The line of the body that a place is on; null for the mail as a whole, undefined if the mail does not show the place. */
function lineOf(on: NotePlace, message: Message, patch: Patch | null): MailLine | null | undefined {
  if (on.file === null) {
    if (on.line === null) return null;
    return on.line <= message.body.split('\n').length ? mailLine(on.line) : undefined;
  }
  const file = patch?.files.find(({ path, oldPath }) => path === on.file || oldPath === on.file);
  if (file === undefined) return undefined;
  const first = file.hunks[0];
  if (on.line === null) return first === undefined ? file.last : mailLine(first.mailLine - 1);
  const lines = file.hunks.flatMap((hunk) => hunk.lines);
  return lines.find((line) =>
    on.side === 'old' ? line.kind !== 'added' && line.old === on.line : line.kind !== 'removed' && line.new === on.line,
  )?.mailLine;
}

/** What reads otherwise than it was written: quote marks and signature marks of one's own, lines too long for quoting. */
function stumblingBlocks(note: Note): readonly Problem[] {
  const lines = note.text.split('\n');
  const found: Problem[] = [];
  const report = (code: string, message: string): void => void found.push(problem(code, `Note ${note.id} ${message}`));
  if (lines.some((line) => line.startsWith('>')))
    report('reply-quote-mark', 'has lines that begin with ">": they will be taken for quotes.');
  if (lines.some((line) => /^-- ?$/.test(line)))
    report('reply-signature', 'has a line "-- ": what follows will be taken for a signature.');
  const prose = lines.filter((line) => !/^[\s+-]|^(?:diff|index|@@) /.test(line) && !/^\S+$/.test(line));
  if (prose.some((line) => line.length > PROSE_WIDTH))
    report('reply-long-line', `has lines of more than ${String(PROSE_WIDTH)} characters.`);
  if (note.text.trim() === '') report('reply-empty', 'says nothing.');
  return found;
}

/** Documentation/process/submitting-patches.rst asks for 75 columns; a little more is seen and forgiven. */
const PROSE_WIDTH = 78;
