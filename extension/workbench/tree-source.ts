import { EventEmitter, type Event, type MarkdownString, type TreeDataProvider, type TreeItem } from 'vscode';
import { Disposables } from './disposables';

/** A tree whose nodes are values: children and items are functions of them, and a change redraws the whole. */
export abstract class TreeSource<Node> implements TreeDataProvider<Node> {
  protected readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<Node | undefined>());
  readonly onDidChangeTreeData: Event<Node | undefined> = this.changed.event;

  abstract getChildren(node?: Node): Node[] | Promise<Node[]>;
  /** The row of a node, without its tooltip. */
  abstract getTreeItem(node: Node): TreeItem;

  /** More words about a row; undefined where the row says it all. */
  abstract tooltipOf(node: Node): MarkdownString | string | undefined;

  /**
   * Called when the pointer rests on a row. The editor parses every tooltip that a row comes with, which for the rows of a
   * long thread takes longer than reading its mail.
   */
  resolveTreeItem(treeItem: TreeItem, node: Node): TreeItem {
    treeItem.tooltip = this.tooltipOf(node);
    return treeItem;
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
