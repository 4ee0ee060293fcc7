import { EventEmitter, type Event, type TreeDataProvider, type TreeItem } from 'vscode';
import { Disposables } from './disposables';

/** A tree whose nodes are values: children and items are functions of them, and a change redraws the whole. */
export abstract class TreeSource<Node> implements TreeDataProvider<Node> {
  protected readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<Node | undefined>());
  readonly onDidChangeTreeData: Event<Node | undefined> = this.changed.event;

  abstract getChildren(node?: Node): Node[] | Promise<Node[]>;
  abstract getTreeItem(node: Node): TreeItem;

  refresh(): void {
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
