import type { MessageId } from '../../ground/brand';
import type { FileDiff } from '../../patch/patch';
import type { AddressedState } from '../../review/port';
import type { ReviewThread } from '../../review/review-thread';
import { fileSides } from '../documents/sides';

/** The document that shows a conversation's place, and the row (from 0) in it. */
export type ThreadPlace =
  | {
      readonly kind: 'side';
      readonly patch: MessageId;
      readonly path: string;
      readonly side: 'old' | 'new';
      readonly row: number;
    }
  | { readonly kind: 'message'; readonly id: MessageId; readonly line: number | null };

/**
 * Where to show a conversation: on its side of the diff; on the line of the message that it is about; and what has no
 * place on the mail that makes its first comment, so that nothing is left out. Null for what is in no mail at all: a step
 * that stands on no line.
 */
export function threadPlace(
  { anchor, placement, conversation }: ReviewThread,
  fileOf: (patch: MessageId, path: string) => FileDiff | null,
): ThreadPlace | null {
  const { patch, file, side, line } = anchor;
  const first = conversation?.comments[0];
  const mail: ThreadPlace | null =
    first === undefined ? null : { kind: 'message', id: first.messageId, line: first.first };
  if (patch === null || (placement === 'unplaced' && mail !== null)) return mail;
  if (file === null) return { kind: 'message', id: patch, line: side === 'message' ? line : null };
  const diff = fileOf(patch, file);
  if (diff === null) return mail ?? { kind: 'message', id: patch, line: null };
  const shown = side === 'old' ? 'old' : 'new';
  const row = line === null ? 0 : fileSides(diff)[shown].lineNumbers.indexOf(line);
  return { kind: 'side', patch, path: diff.path, side: shown, row: Math.max(0, row) };
}

const STATES: Readonly<Record<AddressedState, string>> = {
  'line-changed': 'line changed',
  'line-unchanged': 'line unchanged',
  'line-removed': 'line removed',
  'patch-dropped': 'patch dropped',
  'author-replied': 'line unchanged, author agreed',
};

export const addressedWords = (state: AddressedState): string => STATES[state];

/** The words above a thread: how it was placed where that is not exact, and what became of its line. */
export function threadLabel(thread: ReviewThread, revision: string | null): string {
  const { conversation, notes, placement, later, status, lost } = thread;
  const comments = conversation?.comments.length ?? 0;
  const own = notes.length === 0 ? [] : [count(notes.length, conversation === null ? 'note' : 'answer of mine', 's')];
  const next = later === null || revision === null ? [] : [`in ${revision}: ${STATES[later.state]}`];
  return [
    ...(status.resolved ? ['resolved'] : []),
    ...(comments === 0 ? [] : [count(comments, 'comment', 's')]),
    ...own,
    ...(lost ? ['its line is not in this patch'] : placement === 'exact' ? [] : [placement]),
    ...next,
  ].join(' · ');
}

const count = (number: number, what: string, plural: string): string =>
  `${String(number)} ${number === 1 ? what : what.replace(/^\w+/, `$&${plural}`)}`;
