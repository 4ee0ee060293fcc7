import type { ReviewThread } from '../../review/review-thread';

/** Which conversations a reader wants to see. */
export type ConversationFilter =
  | { readonly kind: 'all' | 'open' | 'mine' | 'unplaced' | 'not-addressed' }
  | { readonly kind: 'person'; readonly person: string };

/** @param peopleOf who speaks in a thread */
export function passes(
  filter: ConversationFilter,
  thread: ReviewThread,
  peopleOf: (thread: ReviewThread) => readonly string[],
): boolean {
  switch (filter.kind) {
    case 'all':
      return true;
    case 'open':
      return thread.status.open;
    case 'mine':
      return thread.notes.length > 0;
    case 'unplaced':
      return thread.placement === 'unplaced';
    case 'not-addressed':
      return !thread.status.resolved && thread.status.addressed?.verdict === 'no';
    case 'person':
      return peopleOf(thread).includes(filter.person);
  }
}

export const filterWords = (filter: ConversationFilter): string =>
  filter.kind === 'person' ? filter.person : FILTER_WORDS[filter.kind];

export const FILTER_WORDS = {
  all: 'All',
  open: 'Open',
  mine: 'Mine',
  unplaced: 'Unplaced',
  'not-addressed': 'Not addressed in a later revision',
} as const;
