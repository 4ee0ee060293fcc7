import {
  CommentMode,
  CommentThreadCollapsibleState,
  MarkdownString,
  Range,
  comments as commenting,
  type Comment as ShownComment,
  type CommentThread,
  type LogOutputChannel,
  type Uri,
} from 'vscode';
import type { FileDiff } from '../../patch/patch';
import type { MessageId } from '../../ground/brand';
import type { Comment, Conversation } from '../../review/comment';
import type { Ported } from '../../review/port';
import { Disposables } from '../disposables';
import { messageUri, sideUri } from '../documents/address';
import { messageText } from '../documents/message-text';
import type { DocumentContents } from '../documents/content';
import { commentController } from '../ids';
import type { KernelTrees } from '../kernel-trees';
import type { Library } from '../library';
import { plainLine, plainMarkdown } from '../plain-text';
import { commentMarkdown } from './comment-text';
import { threadLabel, threadPlace, type ThreadPlace } from './thread-place';

/** A conversation as the editor shows it. */
export interface ShownThread {
  readonly uri: Uri;
  readonly row: number;
  readonly label: string;
  readonly authors: readonly string[];
}

/**
 * The conversations of what is open, as the editor's own comment threads: on both sides of diffs, on messages, and all
 * together in its Comments view. They are read-only: an answer is a mail.
 */
export class ReviewComments {
  private readonly disposables = new Disposables();
  private readonly controller = this.disposables.add(
    commenting.createCommentController(commentController, 'Review of Patch Series'),
  );
  private threads: readonly CommentThread[] = [];
  private placing: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly library: Library,
    private readonly documents: DocumentContents,
    trees: KernelTrees,
    private readonly log: LogOutputChannel,
  ) {
    this.controller.options = { prompt: 'Answer by mail' };
    this.disposables.add(library.onDidChange(() => this.refresh()));
    // With a tree a diff shows the whole file, and its rows are others.
    this.disposables.add(trees.onDidChange(() => this.refresh()));
  }

  /** What is shown, once all that is open has been placed. */
  async shown(): Promise<readonly ShownThread[]> {
    while (this.placing !== null) await this.placing;
    return this.threads.map(({ uri, range, label, comments }) => ({
      uri,
      row: range?.start.line ?? 0,
      label: label ?? '',
      authors: comments.map(({ author }) => author.name),
    }));
  }

  dispose(): void {
    this.clear();
    this.disposables.dispose();
  }

  /** Places anew; what opens meanwhile is placed after that. */
  private refresh(): void {
    this.again = this.placing !== null;
    this.placing ??= this.place().finally(() => {
      this.placing = null;
      if (this.again) this.refresh();
    });
  }

  private async place(): Promise<void> {
    const [{ conversationsOf, placeComments }, { portConversations }] = await Promise.all([
      import('../../review/conversation'),
      import('../../review/port'),
    ]);
    const { archive } = this.library;
    const conversations = conversationsOf(placeComments(archive).comments);
    const ported = portConversations(archive, conversations);
    this.clear();
    const threads: CommentThread[] = [];
    this.threads = threads;
    for (const conversation of conversations) {
      threads.push(...(await this.show(conversation, ported.get(conversation.id) ?? null)));
    }
    if (conversations.length > 0) this.log.info(`${conversations.length} conversations placed`);
  }

  private clear(): void {
    for (const thread of this.threads) thread.dispose();
    this.threads = [];
  }

  private async show(conversation: Conversation, ported: Ported | null): Promise<CommentThread[]> {
    const place = threadPlace(conversation, (patch, path) => this.file(patch, path));
    const placed = place?.kind === 'message' ? this.library.message(place.id) : null;
    if (place === null || (place.kind === 'message' && placed === null)) return [];
    const uri =
      place.kind === 'side'
        ? sideUri(place.patch, place.path, place.side)
        : messageUri(place.id, placed?.message.subject ?? '');
    const above = placed === null ? 0 : messageText(placed.message).bodyRow;
    const row =
      place.kind === 'side'
        ? await this.rowOnSide(place, conversation.line)
        : place.line === null
          ? 0
          : above + place.line - 1;
    const shown = conversation.comments.map((comment) => this.comment(comment));
    const thread = this.controller.createCommentThread(uri, new Range(row, 0, row, 0), shown);
    const next = ported === null ? null : this.library.series(ported.series);
    thread.label = threadLabel(conversation, ported, next?.revision ?? null);
    thread.canReply = false;
    thread.collapsibleState = CommentThreadCollapsibleState.Collapsed;
    return [thread];
  }

  /** The row as the document has it, which may show more of the file than the hunks do. */
  private async rowOnSide(place: ThreadPlace & { kind: 'side' }, line: number | null): Promise<number> {
    const sides = line === null ? null : await this.documents.sides(place.patch, place.path);
    const row = line === null || sides === null ? -1 : sides[place.side].lineNumbers.indexOf(line);
    return row < 0 ? place.row : row;
  }

  private comment(comment: Comment): ShownComment {
    const message = this.library.message(comment.messageId)?.message;
    const name = message === undefined ? '' : message.from.name || message.from.email;
    const doubt = comment.placement === 'exact' ? '' : `\n\n*${comment.placement}: ${plainMarkdown(comment.why, 600)}*`;
    const date = message?.date ?? null;
    return {
      body: new MarkdownString(`${commentMarkdown(comment.text)}${doubt}`),
      mode: CommentMode.Preview,
      author: { name: plainLine(name, 80) },
      ...(date === null ? {} : { timestamp: new Date(date) }),
    };
  }

  /** A file of a patch by the name that it has on either side. */
  private file(patch: MessageId, path: string): FileDiff | null {
    const files = this.library.patch(patch)?.patch.patch.files;
    return files?.find((file) => file.path === path) ?? files?.find((file) => file.oldPath === path) ?? null;
  }
}
