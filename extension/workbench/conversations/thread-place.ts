import type { MessageId } from '../../ground/brand';
import type { FileDiff } from '../../patch/patch';
import type { Conversation } from '../../review/comment';
import type { AddressedState, Ported } from '../../review/port';
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
 * place on the mail that makes its first comment, so that nothing is left out.
 */
export function threadPlace(
  conversation: Conversation,
  fileOf: (patch: MessageId, path: string) => FileDiff | null,
): ThreadPlace | null {
  const { patch, file, side, line, placement, comments } = conversation;
  const [first] = comments;
  if (first === undefined) return null;
  if (patch === null || placement === 'unplaced') return { kind: 'message', id: first.messageId, line: first.first };
  if (file === null) return { kind: 'message', id: patch, line: side === 'message' ? line : null };
  const diff = fileOf(patch, file);
  if (diff === null) return { kind: 'message', id: first.messageId, line: first.first };
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

/** The words above a conversation: how it was placed where that is not exact, and what became of its line. */
export function threadLabel(conversation: Conversation, ported: Ported | null, revision: number | null): string {
  const placed = conversation.placement === 'exact' ? [] : [conversation.placement];
  const next = ported === null || revision === null ? [] : [`in v${String(revision)}: ${STATES[ported.state]}`];
  const count = conversation.comments.length;
  return [`${String(count)} ${count === 1 ? 'comment' : 'comments'}`, ...placed, ...next].join(' · ');
}
