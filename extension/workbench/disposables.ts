import type { Disposable } from 'vscode';

/** Things to let go of together. What arrives after that is let go of at once, so a late listener cannot leak. */
export class Disposables implements Disposable {
  private readonly held = new Set<Disposable>();
  private done = false;

  add<Item extends Disposable>(item: Item): Item {
    if (this.done) item.dispose();
    else this.held.add(item);
    return item;
  }

  dispose(): void {
    this.done = true;
    for (const item of [...this.held].reverse()) item.dispose();
    this.held.clear();
  }
}
