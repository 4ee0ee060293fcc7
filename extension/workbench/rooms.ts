import type { CommentableLines } from './conversations/commenting-ranges';
import type { Review } from './conversations/review';
import type { ReviewComments } from './conversations/review-comments';
import type { ReplyDrafts } from './drafts/reply-drafts';
import type { HandSorting } from './hand-sorting';
import type { Notes } from './notes/notes';
import type { StepNotes } from './notes/step-notes';
import type { TypedBoxes } from './notes/typed-boxes';
import type { Guide } from './moments/guide';
import type { Tours } from './moments/tours';
import type { LinkWithEditor } from './replay/link-with-editor';
import type { ReplayRooms } from './replay/replay-rooms';
import type { SeriesSymbols } from './symbols/series-symbols';
import type { Viewed } from './viewed';
import type { Views } from './views';

/** What the extension consists of while it runs; activate() builds it, commands and providers are given it. */
export interface Rooms extends ReplayRooms {
  readonly byHand: HandSorting;
  readonly notes: Notes;
  readonly stepNotes: StepNotes;
  readonly boxes: TypedBoxes;
  readonly review: Review;
  readonly lines: CommentableLines;
  readonly reviewComments: ReviewComments;
  readonly drafts: ReplyDrafts;
  readonly viewed: Viewed;
  readonly views: Views;
  readonly link: LinkWithEditor;
  readonly symbols: SeriesSymbols;
  readonly tours: Tours;
  readonly guide: Guide;
}
