import { atOnce, type Sliced } from '../ground/sliced';
import type { Archive } from '../series/series';
import type { Conversation } from './comment';
import { conversationStatus } from './conversation-status';
import type { Mark } from './note';
import { portingConversations, type Ported } from './port';

/**
 * Follows conversations from revision to revision for as long as nothing was done about them, to the first revision that
 * addressed them or, if none did, to the last that was given. What the reader said of a revision counts, else the guess.
 * @returns by the id of the conversation; those about a last revision are absent
 */
export const followConversations = (
  archive: Archive,
  conversations: readonly Conversation[],
  marks: ReadonlyMap<string, Mark>,
): ReadonlyMap<string, Ported> => atOnce(followingConversations(archive, conversations, marks));

/** The same, to be laid aside between any two conversations. */
export function* followingConversations(
  archive: Archive,
  conversations: readonly Conversation[],
  marks: ReadonlyMap<string, Mark>,
): Sliced<ReadonlyMap<string, Ported>> {
  const followed = new Map<string, Ported>();
  // Every round goes to a later revision, so there are no more rounds than revisions.
  for (let moving = conversations; moving.length > 0;) {
    const ported = yield* portingConversations(archive, moving);
    moving = moving.flatMap((conversation) => {
      const now = ported.get(conversation.id);
      if (now === undefined) return [];
      followed.set(conversation.id, now);
      const { addressed } = conversationStatus(now, marks.get(conversation.id) ?? null);
      return addressed?.verdict === 'no' && now.anchor !== null ? [{ ...conversation, ...now.anchor }] : [];
    });
  }
  return followed;
}
