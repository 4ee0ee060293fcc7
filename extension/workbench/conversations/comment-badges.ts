import { EventEmitter, FileDecoration, type FileDecorationProvider, type Uri } from 'vscode';
import { Disposables } from '../disposables';
import { parseAddress } from '../documents/address';
import type { Review } from './review';

/** How many open conversations a file of a patch has, on its row of the tree and on its tab. */
export class CommentBadges implements FileDecorationProvider {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<undefined>());
  readonly onDidChangeFileDecorations = this.changed.event;
  private counts = new Map<string, number>();

  constructor(private readonly review: Review) {
    this.disposables.add(
      review.onDidChange(() => {
        this.count();
        this.changed.fire(undefined);
      }),
    );
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    const address = parseAddress(uri);
    if (address?.kind !== 'side') return undefined;
    const count = this.counts.get(keyOf(address.patch, address.path)) ?? 0;
    if (count === 0) return undefined;
    const words = `${String(count)} open ${count === 1 ? 'conversation' : 'conversations'}`;
    // A badge has room for two characters.
    return new FileDecoration(count > 99 ? '9+' : String(count), words);
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private count(): void {
    this.counts = new Map();
    for (const { anchor, status, placement } of this.review.threads) {
      if (!status.open || placement === 'unplaced' || anchor.patch === null || anchor.file === null) continue;
      const key = keyOf(anchor.patch, anchor.file);
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }
}

const keyOf = (patch: string, path: string): string => `${patch} ${path}`;
