import { ThemeIcon, TreeItem, TreeItemCollapsibleState, type MarkdownString } from 'vscode';
import { command, item } from '../ids';
import { plainLine } from '../plain-text';
import { tooltip } from '../series-tree';
import { TreeSource } from '../tree-source';
import type { Guide } from './guide';
import { titleOf, type BrokenTour, type KnownTour, type Tours } from './tours';

export type TourNode =
  | { readonly kind: 'tour'; readonly known: KnownTour }
  | { readonly kind: 'stop'; readonly known: KnownTour; readonly index: number }
  | { readonly kind: 'broken'; readonly broken: BrokenTour };

/** Tours, unfolding into their moments. */
export class ToursTree extends TreeSource<TourNode> {
  constructor(
    private readonly tours: Tours,
    private readonly guide: Guide,
  ) {
    super();
    this.disposables.add(tours.onDidChange(() => this.refresh()));
    this.disposables.add(guide.onDidMove(() => this.refresh()));
  }

  async getChildren(node?: TourNode): Promise<TourNode[]> {
    if (node?.kind === 'tour')
      return node.known.tour.stops.map((_stop, index) => ({ kind: 'stop', known: node.known, index }));
    if (node !== undefined) return [];
    const [tours, broken] = await Promise.all([this.tours.all(), this.tours.broken()]);
    return [
      ...tours.map((known): TourNode => ({ kind: 'tour', known })),
      ...broken.map((each): TourNode => ({ kind: 'broken', broken: each })),
    ];
  }

  getTreeItem(node: TourNode): TreeItem {
    switch (node.kind) {
      case 'tour':
        return tourItem(node.known);
      case 'stop':
        return this.stopItem(node.known, node.index);
      case 'broken':
        return brokenItem(node.broken);
    }
  }

  tooltipOf(node: TourNode): MarkdownString {
    switch (node.kind) {
      case 'tour': {
        const { title, description } = node.known.tour;
        return tooltip([title, ...(description === '' ? [] : [plainLine(description, 600)])]);
      }
      case 'stop':
        return tooltip([
          plainLine(node.known.tour.stops[node.index]?.note ?? '', 600),
          plainLine(node.known.recorded[node.index] ?? '', 600),
        ]);
      case 'broken':
        return tooltip([node.broken.problem.message]);
    }
  }

  private stopItem(known: KnownTour, index: number): TreeItem {
    const stop = known.tour.stops[index];
    const treeItem = new TreeItem(`${index + 1}. ${plainLine(stop === undefined ? '' : titleOf(stop))}`);
    treeItem.id = `stop ${known.uri.toString()} ${index}`;
    treeItem.contextValue = item.tourStop;
    const isHere = this.guide.isAt(known, index);
    treeItem.iconPath = new ThemeIcon(isHere ? 'debug-stackframe' : 'circle-outline');
    treeItem.description = plainLine(stop?.flow ?? '');
    treeItem.command = {
      command: command.playTour,
      title: 'Go to This Moment',
      arguments: [known.uri.toString(), index],
    };
    return treeItem;
  }
}

function tourItem({ tour, uri, isSample }: KnownTour): TreeItem {
  const treeItem = new TreeItem(plainLine(tour.title), TreeItemCollapsibleState.Collapsed);
  treeItem.id = `tour ${uri.toString()}`;
  treeItem.contextValue = isSample ? item.sampleTour : item.tour;
  treeItem.iconPath = new ThemeIcon('milestone');
  const count = tour.stops.length;
  treeItem.description = `${count} ${count === 1 ? 'moment' : 'moments'}${isSample ? ', sample' : ''}`;
  return treeItem;
}

function brokenItem({ uri, problem }: BrokenTour): TreeItem {
  const treeItem = new TreeItem(plainLine(uri.path.slice(uri.path.lastIndexOf('/') + 1)));
  treeItem.id = `broken ${uri.toString()}`;
  treeItem.iconPath = new ThemeIcon('warning');
  treeItem.description = plainLine(problem.message);
  treeItem.command = { command: 'vscode.open', title: 'Open File', arguments: [uri] };
  return treeItem;
}
