import type { FileLine, MailLine, MessageId } from '../ground/brand';
import type { Side } from '../patch/patch';

/**
 * How a comment came to its place. `exact`: the quoted line above it was found word for word, and nowhere else it could
 * be. `fuzzy`: found, but blanks, wrapping or a few characters differ. `inferred`: the place follows from the order of
 * the quotes or from the mail that is answered. `unplaced`: no place; the comment is listed by its mail.
 */
export type Placement = 'exact' | 'fuzzy' | 'inferred' | 'unplaced';

/** A placement that found a place. */
export type Certainty = Exclude<Placement, 'unplaced'>;

const RANK: Readonly<Record<Placement, number>> = { exact: 0, fuzzy: 1, inferred: 2, unplaced: 3 };

/** The less certain of two. */
export const worse = <Kind extends Placement>(left: Kind, right: Kind): Kind =>
  RANK[left] >= RANK[right] ? left : right;

/** Something in a posted mail that can be talked about. */
export interface Anchor {
  /** The patch, cover letter or other posting that is talked about; null if that is not known. */
  readonly patch: MessageId | null;
  /** Null for the message itself. */
  readonly file: string | null;
  /** Null where the patch, or the file, is meant as a whole. */
  readonly side: Side | null;
  /** A line of the file on that side, or, on the side `message`, of the mail's body. */
  readonly line: FileLine | MailLine | null;
}

/** What someone says in a reply, in one piece: between two quotes, or beside none. */
export interface Comment extends Anchor {
  /** The message's id and the number of the comment in it. */
  readonly id: string;
  readonly messageId: MessageId;
  /** The comment whose words it answers. */
  readonly replyTo: string | null;
  readonly placement: Placement;
  /** A sentence: why it stands where it stands. */
  readonly why: string;
  readonly text: string;
  /** Where the text stands in its mail's body. */
  readonly first: MailLine;
  readonly last: MailLine;
}

/** A comment and all that answer it, at whatever depth, oldest first within the order of the mails. */
export interface Conversation extends Anchor {
  /** The id of its first comment. */
  readonly id: string;
  readonly placement: Placement;
  readonly comments: readonly Comment[];
}
