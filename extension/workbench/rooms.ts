import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { CommentableLines } from './conversations/commenting-ranges';
import type { Review } from './conversations/review';
import type { ReviewComments } from './conversations/review-comments';
import type { DocumentContents } from './documents/content';
import type { ReplyDrafts } from './drafts/reply-drafts';
import type { Explorer } from './exploring';
import type { Flows } from './flows';
import type { HandSorting } from './hand-sorting';
import type { KernelTrees } from './kernel-trees';
import type { Library } from './library';
import type { Notes } from './notes/notes';
import type { StepNotes } from './notes/step-notes';
import type { TypedBoxes } from './notes/typed-boxes';
import type { Guide } from './moments/guide';
import type { Tours } from './moments/tours';
import type { Opening } from './opening';
import type { LinkWithEditor } from './replay/link-with-editor';
import type { Replaying } from './replay/replaying';
import type { SeriesSymbols } from './symbols/series-symbols';
import type { Viewed } from './viewed';
import type { Views } from './views';

/** What the extension consists of while it runs; activate() builds it, commands and providers are given it. */
export interface Rooms {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly library: Library;
  readonly opening: Opening;
  readonly byHand: HandSorting;
  readonly trees: KernelTrees;
  readonly documents: DocumentContents;
  readonly notes: Notes;
  readonly stepNotes: StepNotes;
  readonly boxes: TypedBoxes;
  readonly review: Review;
  readonly lines: CommentableLines;
  readonly reviewComments: ReviewComments;
  readonly drafts: ReplyDrafts;
  readonly viewed: Viewed;
  readonly views: Views;
  readonly flows: Flows;
  readonly explorer: Explorer;
  readonly replaying: Replaying;
  readonly link: LinkWithEditor;
  readonly symbols: SeriesSymbols;
  readonly tours: Tours;
  readonly guide: Guide;
}
