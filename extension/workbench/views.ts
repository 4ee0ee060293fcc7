import { TreeItemCheckboxState, window, type TreeView } from 'vscode';
import { filterWords, type ConversationFilter } from './conversations/conversation-filter';
import { ConversationTree, type ConversationNode } from './conversations/conversation-tree';
import type { Review } from './conversations/review';
import type { Disposables } from './disposables';
import type { Flows } from './flows';
import { FlowsTree, type FlowNode } from './flows-tree';
import { DropToOpen } from './dropping';
import { view } from './ids';
import type { Library } from './library';
import type { Notes } from './notes/notes';
import type { TypedBoxes } from './notes/typed-boxes';
import type { Opening } from './opening';
import { plainLine } from './plain-text';
import { locatedProblems } from './problems';
import { SeriesTree, type SeriesNode } from './series-tree';
import type { Viewed } from './viewed';
import { ThreadTree, type ThreadNode } from './thread-tree';

export interface Views {
  readonly series: TreeView<SeriesNode>;
  readonly seriesTree: SeriesTree;
  readonly conversations: TreeView<ConversationNode>;
  readonly conversationTree: ConversationTree;
  /** Shows only some conversations, and says so above the view. */
  filterConversations(filter: ConversationFilter): void;
  readonly thread: TreeView<ThreadNode>;
  readonly threadTree: ThreadTree;
  readonly flows: TreeView<FlowNode>;
  readonly flowsTree: FlowsTree;
}

/** The four views. A view that is shown asks for what was open before the editor closed; activation does not. */
export function createViews(
  library: Library,
  flows: Flows,
  opening: Opening,
  reviewing: { readonly review: Review; readonly notes: Notes; readonly boxes: TypedBoxes; readonly viewed: Viewed },
  disposables: Disposables,
): Views {
  const seriesTree = disposables.add(new SeriesTree(library, reviewing.viewed));
  const series = disposables.add(
    window.createTreeView(view.series, {
      treeDataProvider: seriesTree,
      showCollapseAll: true,
      canSelectMany: false,
      // A patch is ticked when all of its files are, which the editor cannot know.
      manageCheckboxStateManually: true,
      dragAndDropController: new DropToOpen(opening),
    }),
  );
  disposables.add(
    series.onDidChangeCheckboxState(async ({ items }) => {
      for (const [node, state] of items) {
        const viewed = state === TreeItemCheckboxState.Checked;
        if (node.kind === 'patch') await reviewing.viewed.mark(node.patch, null, viewed);
        if (node.kind === 'file') await reviewing.viewed.mark(node.patch, [node.file.path], viewed);
      }
    }),
  );
  const { review, notes, boxes } = reviewing;
  const conversationTree = disposables.add(new ConversationTree(review, library, boxes));
  const conversations = disposables.add(
    window.createTreeView(view.conversations, { treeDataProvider: conversationTree, showCollapseAll: true }),
  );
  const countUnsent = (): void => {
    const unsent = notes.all.filter(({ purpose, sent }) => purpose === 'reply' && !sent).length;
    const tooltip = `${unsent} ${unsent === 1 ? 'answer' : 'answers'} not sent`;
    conversations.badge = unsent === 0 ? undefined : { value: unsent, tooltip };
  };
  disposables.add(notes.onDidChange(countUnsent));
  const filterConversations = (filter: ConversationFilter): void => {
    conversationTree.filter = filter;
    conversations.description = filter.kind === 'all' ? '' : plainLine(filterWords(filter), 40);
  };
  const threadTree = disposables.add(new ThreadTree(library));
  const thread = disposables.add(
    window.createTreeView(view.thread, { treeDataProvider: threadTree, showCollapseAll: true }),
  );
  const flowsTree = disposables.add(new FlowsTree(flows, library));
  const flowsView = disposables.add(window.createTreeView(view.flows, { treeDataProvider: flowsTree }));
  const tell = (): void => {
    series.message = problemText(library);
  };
  disposables.add(library.onDidChange(tell));
  for (const shown of [series, conversations, thread, flowsView]) {
    disposables.add(
      shown.onDidChangeVisibility(({ visible }) => {
        if (visible) void opening.restored();
      }),
    );
    if (shown.visible) void opening.restored();
  }
  return {
    series,
    seriesTree,
    conversations,
    conversationTree,
    filterConversations,
    thread,
    threadTree,
    flows: flowsView,
    flowsTree,
  };
}

function problemText(library: Library): string {
  const count = locatedProblems(library).length;
  if (count > 0) {
    return `${count} ${count === 1 ? 'problem' : 'problems'} while reading; the Problems panel says where. What could be read is below.`;
  }
  if (library.sources.length > 0 && library.archive.series.length === 0) {
    return 'No patch series was found in what is open. The Thread view lists its messages.';
  }
  return '';
}
