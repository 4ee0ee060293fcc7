import type { Mark, Verdict } from './note';
import type { AddressedState, Ported } from './port';

/** What became of a conversation in the next revision, and who says so. */
export interface Addressed {
  /** The id of the revision. */
  readonly in: string;
  readonly state: AddressedState;
  readonly verdict: Verdict;
  /** A guess follows from the lines alone; the reader knows better. */
  readonly by: 'reader' | 'guess';
}

export interface ConversationStatus {
  /** Nobody called it resolved, and it was not addressed. */
  readonly open: boolean;
  readonly resolved: boolean;
  /** Null while there is no later revision. */
  readonly addressed: Addressed | null;
}

/** A line that is still as it was has not been mended, whatever its author promised. */
const GUESSES: Readonly<Record<AddressedState, Verdict>> = {
  'line-changed': 'yes',
  'line-removed': 'yes',
  'patch-dropped': 'yes',
  'line-unchanged': 'no',
  'author-replied': 'no',
};

export function conversationStatus(ported: Ported | null, mark: Mark | null): ConversationStatus {
  const resolved = mark?.resolved ?? false;
  if (ported === null) return { open: !resolved, resolved, addressed: null };
  const said = mark?.addressed[ported.series];
  const verdict = said ?? GUESSES[ported.state];
  const addressed: Addressed = {
    in: ported.series,
    state: ported.state,
    verdict,
    by: said === undefined ? 'guess' : 'reader',
  };
  return { open: !resolved && verdict === 'no', resolved, addressed };
}
