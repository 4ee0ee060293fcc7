import { window, type TreeView } from 'vscode';
import type { Disposables } from './disposables';
import { DropToOpen } from './dropping';
import { view } from './ids';
import type { Library } from './library';
import type { Opening } from './opening';
import { locatedProblems } from './problems';
import { SeriesTree, type SeriesNode } from './series-tree';
import { ThreadTree, type ThreadNode } from './thread-tree';

export interface Views {
  readonly series: TreeView<SeriesNode>;
  readonly thread: TreeView<ThreadNode>;
  readonly threadTree: ThreadTree;
}

/** The views of mail. A view that is shown asks for what was open before the editor closed; activation does not. */
export function createViews(library: Library, opening: Opening, disposables: Disposables): Views {
  const seriesTree = disposables.add(new SeriesTree(library));
  const series = disposables.add(
    window.createTreeView(view.series, {
      treeDataProvider: seriesTree,
      showCollapseAll: true,
      canSelectMany: false,
      dragAndDropController: new DropToOpen(opening),
    }),
  );
  const threadTree = disposables.add(new ThreadTree(library));
  const thread = disposables.add(
    window.createTreeView(view.thread, { treeDataProvider: threadTree, showCollapseAll: true }),
  );
  const tell = (): void => {
    series.message = problemText(library);
  };
  disposables.add(library.onDidChange(tell));
  for (const shown of [series, thread]) {
    disposables.add(
      shown.onDidChangeVisibility(({ visible }) => {
        if (visible) void opening.restored();
      }),
    );
    if (shown.visible) void opening.restored();
  }
  return { series, thread, threadTree };
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
