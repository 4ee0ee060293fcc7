import { ThemeIcon, TreeItem, TreeItemCollapsibleState, type MarkdownString } from 'vscode';
import type { MessageId } from '../ground/brand';
import type { MessageKind, Placed } from '../series/series';
import { person } from './documents/message-text';
import { command, item } from './ids';
import type { Library } from './library';
import { plainLine } from './plain-text';
import { tooltip } from './series-tree';
import { TreeSource } from './tree-source';

/** A message, or the place of one that others answer and that is not here. */
export type ThreadNode =
  { readonly kind: 'message'; readonly placed: Placed } | { readonly kind: 'phantom'; readonly id: MessageId };

/** Messages under the ones they answer, oldest first. */
export class ThreadTree extends TreeSource<ThreadNode> {
  private replies = new Map<MessageId, Placed[]>();
  private roots: ThreadNode[] = [];
  /** Reused for each message, so that the editor can reveal and keep what is expanded. */
  private readonly nodes = new Map<MessageId, ThreadNode>();

  constructor(private readonly library: Library) {
    super();
    this.disposables.add(
      library.onDidChange(() => {
        this.arrange();
        this.refresh();
      }),
    );
    this.arrange();
  }

  getChildren(node?: ThreadNode): ThreadNode[] {
    if (node === undefined) return this.roots;
    const id = node.kind === 'phantom' ? node.id : node.placed.message.id;
    return (this.replies.get(id) ?? []).map((placed) => this.nodeOf(placed));
  }

  getParent(node: ThreadNode): ThreadNode | undefined {
    if (node.kind === 'phantom') return undefined;
    const parent = node.placed.parent === null ? null : this.library.message(node.placed.parent);
    if (parent !== null) return this.nodeOf(parent);
    return this.roots.find((root) => root.kind === 'phantom' && root.id === node.placed.message.inReplyTo);
  }

  getTreeItem(node: ThreadNode): TreeItem {
    return node.kind === 'phantom' ? phantomItem(node.id) : this.messageItem(node.placed);
  }

  tooltipOf(node: ThreadNode): MarkdownString {
    if (node.kind === 'phantom') {
      const what = 'The messages below answer this one. Open the mailbox that holds it to see it.';
      return tooltip([what, `Message-ID: <${node.id}>`]);
    }
    const { message, why } = node.placed;
    return tooltip([
      message.subject,
      person(message.from),
      message.date ?? 'The mail has no readable date.',
      why,
      ...message.problems.map((problem) => problem.message),
    ]);
  }

  /** The node of a message, to reveal it. */
  find(id: string): ThreadNode | null {
    const placed = this.library.message(id);
    return placed === null ? null : this.nodeOf(placed);
  }

  private nodeOf(placed: Placed): ThreadNode {
    const known = this.nodes.get(placed.message.id);
    if (known?.kind === 'message' && known.placed === placed) return known;
    const node: ThreadNode = { kind: 'message', placed };
    this.nodes.set(placed.message.id, node);
    return node;
  }

  /**
   * A message without a parent here stands at the top, unless it names one that others answer too or that it answers
   * itself: then they stand together under the missing one, so that a conversation stays in one piece.
   */
  private arrange(): void {
    this.replies = new Map();
    this.nodes.clear();
    const tops: Placed[] = [];
    for (const placed of this.library.archive.placed) {
      if (placed.parent !== null) this.reply(placed.parent, placed);
      else if (placed.message.inReplyTo !== null) this.reply(placed.message.inReplyTo, placed);
      else tops.push(placed);
    }
    for (const list of this.replies.values()) list.sort(byDate);
    const phantoms = [...this.replies.keys()].filter((id) => this.library.message(id) === null);
    this.roots = [
      ...tops.map((placed) => ({ node: this.nodeOf(placed), first: placed })),
      ...phantoms.flatMap((id) => {
        const first = this.replies.get(id)?.[0];
        return first === undefined ? [] : [{ node: { kind: 'phantom', id } as const, first }];
      }),
    ]
      .sort((left, right) => byDate(left.first, right.first))
      .map((root) => root.node);
  }

  private reply(parent: MessageId, placed: Placed): void {
    const siblings = this.replies.get(parent);
    if (siblings === undefined) this.replies.set(parent, [placed]);
    else siblings.push(placed);
  }

  private messageItem(placed: Placed): TreeItem {
    const message = placed.message;
    const replies = this.replies.get(message.id)?.length ?? 0;
    const subject = plainLine(message.subject) || '(no subject)';
    const author = plainLine(message.author.name || message.author.email);
    const day = message.date?.slice(0, 10) ?? 'no date';
    const isReply = placed.kind === 'reply';
    const treeItem = new TreeItem(
      isReply ? author : subject,
      replies === 0 ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Expanded,
    );
    treeItem.id = `message ${message.id}`;
    treeItem.iconPath = new ThemeIcon(ICONS[placed.kind]);
    treeItem.description = isReply ? `${day} · ${subject}` : `${author} · ${day}`;
    treeItem.contextValue = item.message;
    treeItem.command = { command: command.openMessage, title: 'Open Message', arguments: [message.id] };
    treeItem.accessibilityInformation = {
      label: `${KIND_WORDS[placed.kind]} by ${author}, ${day}, ${subject}, ${replies} replies`,
    };
    return treeItem;
  }
}

const ICONS: Readonly<Record<MessageKind, string>> = {
  cover: 'mail',
  patch: 'git-commit',
  reply: 'comment',
  pull: 'git-pull-request',
  other: 'mail',
};

const KIND_WORDS: Readonly<Record<MessageKind, string>> = {
  cover: 'Cover letter',
  patch: 'Patch',
  reply: 'Reply',
  pull: 'Pull request',
  other: 'Message',
};

const byDate = (left: Placed, right: Placed): number =>
  (left.message.date ?? '').localeCompare(right.message.date ?? '') || left.message.id.localeCompare(right.message.id);

function phantomItem(id: MessageId): TreeItem {
  const treeItem = new TreeItem('A message that is not here', TreeItemCollapsibleState.Expanded);
  treeItem.id = `phantom ${id}`;
  treeItem.iconPath = new ThemeIcon('question');
  treeItem.description = plainLine(`<${id}>`);
  return treeItem;
}
