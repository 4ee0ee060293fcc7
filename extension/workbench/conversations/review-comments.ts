import {
  CommentThreadCollapsibleState,
  CommentThreadState,
  Range,
  comments as commenting,
  workspace,
  type CommentController,
  type CommentThread,
  type Uri,
} from 'vscode';
import type { MessageId } from '../../ground/brand';
import type { FileDiff } from '../../patch/patch';
import type { NoteSubject } from '../../review/note';
import type { ReviewThread } from '../../review/review-thread';
import { revisionName } from '../../review/summary';
import { Disposables } from '../disposables';
import { messageUri, sideUri } from '../documents/address';
import type { DocumentContents } from '../documents/content';
import { messageText } from '../documents/message-text';
import { commentController, setting } from '../ids';
import type { KernelTrees } from '../kernel-trees';
import type { Library } from '../library';
import { pauseNow } from '../pause';
import { plainLine } from '../plain-text';
import type { CommentableLines } from './commenting-ranges';
import type { Review } from './review';
import { threadComments } from './shown-comment';
import { threadLabel, threadPlace, type ThreadPlace } from './thread-place';

/** A conversation as the editor shows it. */
export interface ShownThread {
  readonly id: string;
  readonly uri: Uri;
  readonly row: number;
  readonly label: string;
  readonly authors: readonly string[];
  readonly resolved: boolean;
  readonly expanded: boolean;
}

/** Where a thread is in the editor. */
export interface ThreadSpot {
  readonly uri: Uri;
  readonly row: number;
}

interface Held {
  readonly thread: CommentThread;
  readonly spot: ThreadSpot;
  readonly series: string | null;
  /** What the comments were made of, so that they are only made anew when that changes. */
  content: string;
  open: boolean;
  /** When it was folded or unfolded last, on the clock of `performance`. */
  folded: number;
}

/**
 * The threads of a review as the editor's own comment threads: on both sides of diffs, on messages, and all together in
 * its Comments view. Each series has its own controller.
 */
export class ReviewComments {
  private readonly disposables = new Disposables();
  private readonly controllers = new Map<string | null, CommentController>();
  private readonly held = new Map<string, Held>();
  private readonly ids = new Map<CommentThread, string>();
  /** Begun by a command, for what a line cannot say: the subject of the thread. */
  private readonly begun = new Map<CommentThread, NoteSubject>();
  private readonly editing = new Set<string>();
  /** Whether a thread is folded when it first comes. */
  private foldsAtFirst: (thread: ReviewThread) => boolean = () => true;
  private drawing: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly review: Review,
    private readonly library: Library,
    private readonly documents: DocumentContents,
    private readonly lines: CommentableLines,
    trees: KernelTrees,
  ) {
    this.disposables.add(review.onDidChange(() => this.redraw()));
    // With a tree a diff shows the whole file, and its rows are others.
    this.disposables.add(
      trees.onDidChange(() => {
        this.clear();
        this.redraw();
      }),
    );
  }

  /** What is shown, once all that is open has been placed. */
  async shown(): Promise<readonly ShownThread[]> {
    await this.review.settled();
    while (this.drawing !== null) await this.drawing;
    return [...this.held].map(([id, { thread, spot }]) => ({
      id,
      ...spot,
      label: thread.label ?? '',
      authors: thread.comments.map(({ author }) => author.name),
      resolved: thread.state === CommentThreadState.Resolved,
      expanded: thread.collapsibleState === CommentThreadCollapsibleState.Expanded,
    }));
  }

  /** The id of the thread that a command was given, or null for one that is being begun. */
  idOf(thread: CommentThread): string | null {
    return this.ids.get(thread) ?? null;
  }

  spotOf(id: string): ThreadSpot | null {
    return this.held.get(id)?.spot ?? null;
  }

  /** All threads that are shown, with their places. */
  get spots(): ReadonlyMap<string, ThreadSpot> {
    return new Map([...this.held].map(([id, { spot }]) => [id, spot]));
  }

  unfold(id: string): void {
    const held = this.held.get(id);
    const thread = this.review.thread(id);
    if (held === undefined || thread === null) return;
    if (held.thread.collapsibleState !== CommentThreadCollapsibleState.Expanded) this.fold(thread, held, false);
  }

  /** Opens an empty thread to write into, about something that its line alone does not say. */
  begin(spot: ThreadSpot, subject: NoteSubject, label: string): void {
    const range = new Range(spot.row, 0, spot.row, 0);
    const series = this.lines.seriesOf(spot.uri) ?? null;
    const thread = this.controller(series).createCommentThread(spot.uri, range, []);
    thread.label = plainLine(label);
    thread.contextValue = 'new';
    thread.canReply = true;
    thread.collapsibleState = CommentThreadCollapsibleState.Expanded;
    this.begun.set(thread, subject);
  }

  /** What a note that is written into a thread is about, or null where the thread is on nothing of ours. */
  async subjectOf(thread: CommentThread): Promise<NoteSubject | null> {
    const begun = this.begun.get(thread);
    if (begun !== undefined) return begun;
    const id = this.ids.get(thread);
    const known = id === undefined ? null : this.review.thread(id);
    if (known !== null) return known.subject;
    const on = await this.lines.placeOf(thread.uri, thread.range?.end.line);
    return on === null ? null : { kind: 'place', on };
  }

  /** A thread that the editor or a command made to write into goes when what was written is shown. */
  settle(thread: CommentThread): void {
    if (this.ids.has(thread)) return;
    this.begun.delete(thread);
    thread.dispose();
  }

  edit(note: string, on: boolean): void {
    if (on) this.editing.add(note);
    else this.editing.delete(note);
    this.redraw();
  }

  dispose(): void {
    this.clear();
    for (const controller of this.controllers.values()) controller.dispose();
    this.disposables.dispose();
  }

  private clear(): void {
    for (const { thread } of this.held.values()) thread.dispose();
    this.held.clear();
    this.ids.clear();
  }

  private redraw(): void {
    this.again = this.drawing !== null;
    this.drawing ??= this.draw().finally(() => {
      this.drawing = null;
      if (this.again) this.redraw();
    });
  }

  /** What is shown already and has not changed stays untouched, and with it what the reader unfolded. */
  private async draw(): Promise<void> {
    const { threads } = this.review;
    const wanted = new Map(threads.map((thread) => [thread.id, thread]));
    for (const [id, held] of this.held) if (wanted.get(id)?.series !== held.series) this.drop(id, held);
    this.arrangeControllers();
    this.foldsAtFirst = foldingAtFirst(threads);
    const pause = pauseNow();
    for (const thread of threads) {
      await this.show(thread);
      await pause();
    }
  }

  private drop(id: string, { thread }: Held): void {
    this.held.delete(id);
    this.ids.delete(thread);
    thread.dispose();
  }

  private async show(thread: ReviewThread): Promise<void> {
    const spot = await this.spot(thread);
    const held = this.held.get(thread.id);
    if (spot === null || held?.spot.uri.toString() !== spot.uri.toString() || held.spot.row !== spot.row) {
      if (held !== undefined) this.drop(thread.id, held);
      if (spot !== null) this.create(thread, spot, this.foldsAtFirst(thread));
      return;
    }
    const content = this.contentOf(thread);
    if (content === held.content) return;
    held.content = content;
    held.thread.comments = threadComments(thread, this.library, this.editing);
    this.describe(held.thread, thread);
    // Resolving folds, and taking that back unfolds, as on GitHub.
    if (held.open !== thread.status.open) this.fold(thread, held, !thread.status.open);
    held.open = thread.status.open;
  }

  /**
   * Folds or unfolds a thread. The editor confirms each fold some tenths of a second after it was given, and what it was
   * given meanwhile is taken back by that; so a thread that still waits for it is made anew. Any other stays, and with it
   * what stands in its box.
   */
  private fold(thread: ReviewThread, held: Held, folded: boolean): void {
    if (performance.now() - held.folded < CONFIRMED) {
      this.drop(thread.id, held);
      this.create(thread, held.spot, folded);
      return;
    }
    held.thread.collapsibleState = foldedWhen(folded);
    held.folded = performance.now();
  }

  private create(thread: ReviewThread, spot: ThreadSpot, folded: boolean): void {
    const comments = threadComments(thread, this.library, this.editing);
    const range = new Range(spot.row, 0, spot.row, 0);
    const shown = this.controller(thread.series).createCommentThread(spot.uri, range, comments);
    shown.canReply = true;
    shown.collapsibleState = foldedWhen(folded);
    this.describe(shown, thread);
    this.held.set(thread.id, {
      thread: shown,
      spot,
      series: thread.series,
      content: this.contentOf(thread),
      open: thread.status.open,
      folded: performance.now(),
    });
    this.ids.set(shown, thread.id);
  }

  private describe(shown: CommentThread, thread: ReviewThread): void {
    const series = thread.later === null ? null : this.library.series(thread.later.series);
    shown.label = threadLabel(thread, series === null ? null : revisionName(series));
    shown.state = thread.status.resolved ? CommentThreadState.Resolved : CommentThreadState.Unresolved;
    shown.contextValue = [
      thread.conversation === null ? 'notes' : 'conversation',
      thread.status.resolved ? 'canUnresolve' : 'canResolve',
    ].join(' ');
  }

  private contentOf(thread: ReviewThread): string {
    const { notes, status, later, conversation } = thread;
    const edited = notes.filter(({ id }) => this.editing.has(id)).map(({ id }) => id);
    return JSON.stringify([conversation?.comments.map(({ id }) => id), notes, status, later, edited]);
  }

  private async spot(thread: ReviewThread): Promise<ThreadSpot | null> {
    const place = threadPlace(thread, (patch, path) => this.file(patch, path));
    if (place === null) return null;
    if (place.kind === 'side')
      return {
        uri: sideUri(place.patch, place.path, place.side),
        row: await this.rowOnSide(place, thread.anchor.line),
      };
    const placed = this.library.message(place.id);
    if (placed === null) return null;
    const { message } = placed;
    const row = place.line === null ? 0 : messageText(message).bodyRow + place.line - 1;
    return { uri: messageUri(place.id, message.subject), row };
  }

  /** The row as the document has it, which may show more of the file than the hunks do. */
  private async rowOnSide(place: ThreadPlace & { kind: 'side' }, line: number | null): Promise<number> {
    const sides = line === null ? null : await this.documents.sides(place.patch, place.path);
    const row = line === null || sides === null ? -1 : sides[place.side].lineNumbers.indexOf(line);
    return row < 0 ? place.row : row;
  }

  /** A file of a patch by the name that it has on either side. */
  private file(patch: MessageId, path: string): FileDiff | null {
    const files = this.library.patch(patch)?.patch.patch.files;
    return files?.find((file) => file.path === path) ?? files?.find((file) => file.oldPath === path) ?? null;
  }

  private controller(series: string | null): CommentController {
    const known = this.controllers.get(series);
    if (known !== undefined) return known;
    const about = series === null ? null : this.library.series(series);
    const title = about === null ? 'Mail' : plainLine(`${about.title} (${revisionName(about)})`, 60);
    const controller = commenting.createCommentController(`${commentController}.${series ?? ''}`, `Review: ${title}`);
    controller.options = { prompt: 'Write a note, or an answer to send', placeHolder: 'Note or answer, as plain text' };
    controller.commentingRangeProvider = this.lines.provider(series);
    this.controllers.set(series, controller);
    return controller;
  }

  /** One for each series that is open, and one for mails that belong to none. */
  private arrangeControllers(): void {
    const { series, placed } = this.library.archive;
    const open = new Set<string | null>(series.map(({ id }) => id));
    if (placed.some((each) => each.series === null)) open.add(null);
    for (const id of open) this.controller(id);
    for (const [id, controller] of this.controllers) {
      if (open.has(id)) continue;
      this.controllers.delete(id);
      controller.dispose();
    }
  }
}

const foldedWhen = (folded: boolean): CommentThreadCollapsibleState =>
  folded ? CommentThreadCollapsibleState.Collapsed : CommentThreadCollapsibleState.Expanded;

/** So long, in milliseconds, the editor may take to confirm a fold on a busy machine. */
const CONFIRMED = 5000;

/** With more open conversations than that in a document they are folded at first: a person cannot see the code for them. */
const CROWD = 30;

const documentOf = ({ anchor }: ReviewThread): string => `${anchor.patch ?? ''} ${anchor.file ?? ''}`;

/** Folded from the start: what is done, and what the reader himself said last, as GitHub's extension has it; and crowds. */
function foldingAtFirst(threads: readonly ReviewThread[]): (thread: ReviewThread) => boolean {
  const wish = workspace.getConfiguration(setting.section).get<string>(setting.expandComments);
  const unfolds = ({ status, notes }: ReviewThread): boolean => wish !== 'none' && status.open && notes.length === 0;
  const counts = new Map<string, number>();
  for (const thread of threads.filter(unfolds))
    counts.set(documentOf(thread), (counts.get(documentOf(thread)) ?? 0) + 1);
  return (thread) => !unfolds(thread) || (counts.get(documentOf(thread)) ?? 0) > CROWD;
}
