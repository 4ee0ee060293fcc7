import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Anchor, Comment } from '../../review/comment';
import { excerptAt } from '../../review/excerpt';
import type { Note } from '../../review/note';
import type { ReviewThread } from '../../review/review-thread';
import { revisionName } from '../../review/summary';
import type { TypedDraft } from '../../review/typed-drafts';
import { command, item } from '../ids';
import type { Library } from '../library';
import type { TypedBoxes } from '../notes/typed-boxes';
import { plainLine, plainMarkdown } from '../plain-text';
import { TreeSource } from '../tree-source';
import { passes, type ConversationFilter } from './conversation-filter';
import { threadGroups, type ThreadGroup } from './conversation-groups';
import type { Review } from './review';
import { addressedWords } from './thread-place';

export type ConversationNode =
  | { readonly kind: 'group'; readonly group: ThreadGroup }
  | { readonly kind: 'thread'; readonly thread: ReviewThread }
  | { readonly kind: 'comment'; readonly thread: ReviewThread; readonly comment: Comment }
  | { readonly kind: 'note'; readonly thread: ReviewThread; readonly note: Note }
  /** What became of it, and the line before and after. */
  | { readonly kind: 'later'; readonly thread: ReviewThread }
  | { readonly kind: 'excerpt'; readonly thread: ReviewThread; readonly side: 'before' | 'after' }
  | { readonly kind: 'typed-group' }
  | { readonly kind: 'typed'; readonly draft: TypedDraft };

/** So many lines above a blank one are looked at. */
const NEAR = 3;

/** Every conversation and note, by patch. */
export class ConversationTree extends TreeSource<ConversationNode> {
  private wanted: ConversationFilter = { kind: 'all' };
  private drafts: readonly TypedDraft[] = [];

  constructor(
    private readonly review: Review,
    private readonly library: Library,
    boxes: TypedBoxes,
  ) {
    super();
    this.disposables.add(review.onDidChange(() => this.refresh()));
    this.disposables.add(
      boxes.onDidChange(() => {
        void boxes.left().then((left) => {
          this.drafts = left;
          this.refresh();
        });
      }),
    );
  }

  get filter(): ConversationFilter {
    return this.wanted;
  }

  set filter(filter: ConversationFilter) {
    this.wanted = filter;
    this.refresh();
  }

  /** The groups that the filter leaves, in the order in which a reader goes through them. */
  get groups(): readonly ThreadGroup[] {
    const threads = this.review.threads.filter((thread) => passes(this.wanted, thread, (each) => this.people(each)));
    return threadGroups(this.library.archive, threads);
  }

  /** Who speaks in a thread. */
  people(thread: ReviewThread): readonly string[] {
    const names = (thread.conversation?.comments ?? []).map(({ messageId }) => this.person(messageId));
    return [...new Set([...names, ...(thread.notes.length > 0 ? ['You'] : [])])];
  }

  getChildren(node?: ConversationNode): ConversationNode[] {
    if (node === undefined) {
      const groups = this.groups.map((group): ConversationNode => ({ kind: 'group', group }));
      return this.drafts.length === 0 ? groups : [{ kind: 'typed-group' }, ...groups];
    }
    switch (node.kind) {
      case 'typed-group':
        return this.drafts.map((draft) => ({ kind: 'typed', draft }));
      case 'group':
        return node.group.threads.map((thread) => ({ kind: 'thread', thread }));
      case 'thread': {
        const { thread } = node;
        return [
          ...(thread.conversation?.comments ?? []).map((comment) => ({ kind: 'comment', thread, comment }) as const),
          ...thread.notes.map((note) => ({ kind: 'note', thread, note }) as const),
          ...(thread.later === null ? [] : [{ kind: 'later', thread } as const]),
        ];
      }
      case 'later':
        return (['before', 'after'] as const).flatMap((side) =>
          this.excerpt(node.thread, side) === null ? [] : [{ kind: 'excerpt' as const, thread: node.thread, side }],
        );
      default:
        return [];
    }
  }

  getTreeItem(node: ConversationNode): TreeItem {
    switch (node.kind) {
      case 'group':
        return groupItem(node.group);
      case 'thread':
        return this.threadItem(node.thread);
      case 'comment':
        return this.commentItem(node.thread, node.comment);
      case 'note':
        return noteItem(node.thread, node.note);
      case 'later':
        return this.laterItem(node.thread);
      case 'excerpt':
        return this.excerptItem(node.thread, node.side);
      case 'typed-group': {
        const treeItem = new TreeItem('Typed, not saved', TreeItemCollapsibleState.Expanded);
        treeItem.id = 'typed';
        treeItem.iconPath = new ThemeIcon('save');
        return treeItem;
      }
      case 'typed':
        return typedItem(node.draft);
    }
  }

  tooltipOf(node: ConversationNode): MarkdownString | undefined {
    switch (node.kind) {
      case 'thread': {
        const { thread } = node;
        return plainTooltip([
          textOf(thread),
          thread.conversation?.comments[0]?.why ?? '',
          ...(thread.lost ? ['The patch does not show this line any more.'] : []),
        ]);
      }
      case 'comment':
        return plainTooltip([node.comment.text, node.comment.why]);
      case 'note':
        return plainTooltip([node.note.text]);
      case 'typed':
        return plainTooltip([node.draft.text]);
      default:
        return undefined;
    }
  }

  private threadItem(thread: ReviewThread): TreeItem {
    const { status, later, anchor } = thread;
    const text = textOf(thread);
    const treeItem = new TreeItem(plainLine(text, 120) || '(no words)', TreeItemCollapsibleState.Collapsed);
    const series = later === null ? null : this.library.series(later.series);
    const addressed =
      later === null || series === null || status.addressed === null
        ? []
        : [
            `addressed in ${revisionName(series)}? ${status.addressed.verdict}${status.addressed.by === 'guess' ? ', it seems' : ''}`,
          ];
    const people = this.people(thread).join(', ');
    treeItem.id = thread.id;
    treeItem.description = plainLine([anchorWords(anchor), people, ...addressed].join(' · '), 200);
    treeItem.iconPath = status.resolved
      ? new ThemeIcon('pass', new ThemeColor('charts.green'))
      : status.open
        ? new ThemeIcon('comment-unresolved', new ThemeColor('editorCommentsWidget.unresolvedBorder'))
        : new ThemeIcon('comment');
    treeItem.contextValue = status.resolved ? item.resolvedConversation : item.conversation;
    treeItem.command = { command: command.openConversation, title: 'Go to Line', arguments: [thread.id] };
    const state = status.resolved ? 'resolved' : status.open ? 'open' : 'addressed';
    treeItem.accessibilityInformation = {
      label: `${state} conversation, ${anchorWords(anchor)}, ${people}: ${plainLine(text, 120)}`,
    };
    return treeItem;
  }

  private commentItem(thread: ReviewThread, comment: Comment): TreeItem {
    const treeItem = new TreeItem(plainLine(comment.text, 120), TreeItemCollapsibleState.None);
    treeItem.id = `${thread.id} ${comment.id}`;
    treeItem.description = plainLine(this.person(comment.messageId), 60);
    treeItem.iconPath = new ThemeIcon('mail');
    treeItem.contextValue = item.comment;
    treeItem.command = {
      command: command.openSentence,
      title: 'Open Message at This Sentence',
      arguments: [comment.messageId, comment.first],
    };
    return treeItem;
  }

  private laterItem(thread: ReviewThread): TreeItem {
    const { later, status } = thread;
    const series = later === null ? null : this.library.series(later.series);
    const name = series === null ? '' : revisionName(series);
    const treeItem = new TreeItem(`Addressed in ${name}?`, TreeItemCollapsibleState.Collapsed);
    treeItem.id = `${thread.id} later`;
    const verdict = status.addressed?.verdict === 'yes' ? 'yes' : 'no';
    treeItem.description = `${status.addressed?.by === 'reader' ? `${verdict}, you say` : `${verdict}, it seems`}: ${later === null ? '' : addressedWords(later.state)}`;
    treeItem.iconPath = new ThemeIcon(verdict === 'yes' ? 'check' : 'circle-slash');
    treeItem.contextValue = item.later;
    treeItem.command = { command: command.openLater, title: 'Go to the Later Line', arguments: [thread.id] };
    return treeItem;
  }

  private excerptItem(thread: ReviewThread, side: 'before' | 'after'): TreeItem {
    const line = this.excerpt(thread, side);
    const treeItem = new TreeItem(plainLine(line?.text ?? '', 160), TreeItemCollapsibleState.None);
    treeItem.id = `${thread.id} ${side}`;
    treeItem.description = line === null ? '' : `${side}, line ${String(line.number)}`;
    treeItem.iconPath = new ThemeIcon(side === 'before' ? 'diff-removed' : 'diff-added');
    treeItem.command =
      side === 'before'
        ? { command: command.openConversation, title: 'Go to Line', arguments: [thread.id] }
        : { command: command.openLater, title: 'Go to the Later Line', arguments: [thread.id] };
    return treeItem;
  }

  private excerpt(thread: ReviewThread, side: 'before' | 'after'): { number: number; text: string } | null {
    const anchor = side === 'before' ? thread.anchor : (thread.later?.anchor ?? null);
    if (anchor === null) return null;
    const lines = excerptAt(this.library.archive, anchor, NEAR);
    // A blank line tells nothing; the one above it is shown then.
    const above = lines.filter(({ number }) => number <= (anchor.line ?? 0));
    return above.findLast(({ text }) => text.trim() !== '') ?? null;
  }

  private person(message: string): string {
    const from = this.library.message(message)?.message.from;
    return from === undefined ? '' : from.name || from.email;
  }
}

/** What was said first. */
const textOf = (thread: ReviewThread): string => thread.conversation?.comments[0]?.text ?? thread.notes[0]?.text ?? '';

/** Where an anchor is, in the words of compilers: `lib/chime.c:113`. */
export function anchorWords({ file, side, line }: Anchor): string {
  if (file === null) return line === null ? 'whole mail' : `message, line ${String(line)}`;
  return line === null ? file : `${file}:${String(line)}${side === 'old' ? ', removed' : ''}`;
}

function groupItem({ id, heading, kind, threads }: ThreadGroup): TreeItem {
  const treeItem = new TreeItem(plainLine(heading, 120), TreeItemCollapsibleState.Expanded);
  const open = threads.filter(({ status }) => status.open).length;
  treeItem.id = `group ${id}`;
  treeItem.description = `${String(open)} open of ${String(threads.length)}`;
  treeItem.iconPath = new ThemeIcon(
    { patch: 'git-commit', unplaced: 'question', steps: 'debug-alt', other: 'mail' }[kind],
  );
  return treeItem;
}

function noteItem(thread: ReviewThread, note: Note): TreeItem {
  const treeItem = new TreeItem(plainLine(note.text, 120), TreeItemCollapsibleState.None);
  treeItem.id = `${thread.id} ${note.id}`;
  treeItem.description = note.sent ? 'you, sent' : note.purpose === 'reply' ? 'you, to be sent' : 'your note';
  treeItem.iconPath = new ThemeIcon(note.purpose === 'reply' ? 'comment-draft' : 'note');
  treeItem.contextValue = item.note;
  treeItem.command = { command: command.openConversation, title: 'Go to Line', arguments: [thread.id] };
  return treeItem;
}

function typedItem(draft: TypedDraft): TreeItem {
  const treeItem = new TreeItem(plainLine(draft.text, 120), TreeItemCollapsibleState.None);
  treeItem.id = `typed ${draft.id}`;
  treeItem.description = 'make it a note again';
  treeItem.iconPath = new ThemeIcon('edit');
  treeItem.contextValue = item.typed;
  treeItem.command = { command: command.restoreTyped, title: 'Make It a Note', arguments: [draft.id] };
  return treeItem;
}

const plainTooltip = (paragraphs: readonly string[]): MarkdownString =>
  new MarkdownString(
    paragraphs
      .filter((text) => text !== '')
      .map((text) =>
        text
          .split('\n')
          .map((line) => plainMarkdown(line, 400))
          .join('\\\n'),
      )
      .join('\n\n'),
  );
