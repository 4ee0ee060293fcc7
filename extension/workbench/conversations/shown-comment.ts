import { CommentMode, MarkdownString, type Comment as ShownComment } from 'vscode';
import type { MailLine, MessageId } from '../../ground/brand';
import type { Comment } from '../../review/comment';
import { excerptAt, type ExcerptLine } from '../../review/excerpt';
import type { Note } from '../../review/note';
import type { ReviewThread } from '../../review/review-thread';
import { revisionName } from '../../review/summary';
import type { Library } from '../library';
import { plainLine, plainMarkdown } from '../plain-text';
import { commentMarkdown } from './comment-text';
import { addressedWords } from './thread-place';

/** Something in a thread of the editor; commands are given the very object that was shown. */
export type ThreadComment = ShownComment & { readonly thread: string } & (
    | { readonly kind: 'mail'; readonly messageId: MessageId; readonly line: MailLine }
    | { readonly kind: 'note'; readonly note: Note }
    /** What became of the line in a later revision. */
    | { readonly kind: 'later' }
  );

/** What is shown of a thread, from top to bottom. */
export function threadComments(thread: ReviewThread, library: Library, editing: ReadonlySet<string>): ThreadComment[] {
  const said = thread.conversation?.comments.map((comment) => mailComment(thread.id, comment, library)) ?? [];
  const own = thread.notes.map((note) => noteComment(thread.id, note, editing.has(note.id)));
  const later = laterComment(thread, library);
  return [...said, ...own, ...(later === null ? [] : [later])];
}

function mailComment(thread: string, comment: Comment, library: Library): ThreadComment {
  const message = library.message(comment.messageId)?.message;
  const name = message === undefined ? '' : message.from.name || message.from.email;
  const doubt = comment.placement === 'exact' ? '' : `\n\n*${comment.placement}: ${plainMarkdown(comment.why, 600)}*`;
  const date = message?.date ?? null;
  return {
    kind: 'mail',
    thread,
    messageId: comment.messageId,
    line: comment.first,
    body: new MarkdownString(`${commentMarkdown(comment.text)}${doubt}`),
    mode: CommentMode.Preview,
    author: { name: plainLine(name, 80) },
    contextValue: 'mail',
    ...(date === null ? {} : { timestamp: new Date(date) }),
  };
}

function noteComment(thread: string, note: Note, editing: boolean): ThreadComment {
  const state = note.sent ? 'Sent' : note.purpose === 'reply' ? 'Pending' : 'Note';
  const step =
    note.subject.kind === 'step'
      ? `*Step ${String(note.subject.at.step)} of ${plainMarkdown(note.subject.at.flow)}*\n\n`
      : '';
  return {
    kind: 'note',
    thread,
    note,
    // A box for editing shows the text as it was written.
    body: editing ? note.text : new MarkdownString(`${step}${commentMarkdown(note.text)}`),
    mode: editing ? CommentMode.Editing : CommentMode.Preview,
    author: { name: 'You' },
    label: state,
    contextValue: state.toLowerCase(),
  };
}

/** So many lines around the line before and after. */
const AROUND = 2;

function laterComment(thread: ReviewThread, library: Library): ThreadComment | null {
  const { later, status, anchor } = thread;
  const series = later === null ? null : library.series(later.series);
  if (later === null || series === null || status.addressed === null) return null;
  const before = excerptAt(library.archive, anchor, AROUND);
  const after = later.anchor === null ? [] : excerptAt(library.archive, later.anchor, AROUND);
  const lines = [
    ...before.map((line) => excerptLine('-', line)),
    ...(before.length > 0 && after.length > 0 ? ['  ⋯'] : []),
    ...after.map((line) => excerptLine('+', line)),
  ];
  const answer = status.addressed.by === 'reader' ? 'You say' : 'It seems';
  const name = revisionName(series);
  return {
    kind: 'later',
    thread: thread.id,
    body: new MarkdownString(
      [
        `Addressed in ${name}? ${answer}: **${status.addressed.verdict}** (${addressedWords(later.state)}).`,
        ...(lines.length === 0 ? [] : [fenced(lines)]),
      ].join('\n\n'),
    ),
    mode: CommentMode.Preview,
    author: { name },
    label: status.addressed.verdict === 'yes' ? 'Addressed' : 'Not addressed',
    contextValue: `later ${status.addressed.verdict}`,
  };
}

/** The line that is meant stands between marks of its own, since a diff colours whole lines only. */
const excerptLine = (sign: '-' | '+', { number, text, here }: ExcerptLine): string =>
  `${here ? sign : ' '}${String(number).padStart(5)} ${text}`;

function fenced(lines: readonly string[]): string {
  const text = lines.map((line) => line.replace(/[^\P{C}\t]/gu, '')).join('\n');
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${text}\n${fence}`;
}
