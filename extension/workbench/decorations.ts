import { EventEmitter, FileDecoration, ThemeColor, type FileDecorationProvider, type Uri } from 'vscode';
import type { FileStatus } from '../patch/patch';
import { Disposables } from './disposables';
import { parseAddress } from './documents/address';
import type { Library } from './library';

/** What a patch does to a file, as a letter and git's own colours, in the tree and on the tabs. */
export class FileBadges implements FileDecorationProvider {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<undefined>());
  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(private readonly library: Library) {
    this.disposables.add(library.onDidChange(() => this.changed.fire(undefined)));
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    const address = parseAddress(uri);
    if (address?.kind !== 'side') return undefined;
    const file = this.library.file(address.patch, address.path);
    if (file === null) return undefined;
    const [badge, words, colour] = BADGES[file.status];
    return new FileDecoration(badge, `${words} by this patch`, new ThemeColor(colour));
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

const BADGES: Readonly<Record<FileStatus, readonly [badge: string, words: string, colour: string]>> = {
  modified: ['M', 'Modified', 'gitDecoration.modifiedResourceForeground'],
  added: ['A', 'Added', 'gitDecoration.addedResourceForeground'],
  deleted: ['D', 'Deleted', 'gitDecoration.deletedResourceForeground'],
  renamed: ['R', 'Renamed', 'gitDecoration.renamedResourceForeground'],
  copied: ['C', 'Copied', 'gitDecoration.renamedResourceForeground'],
  mode: ['M', 'Mode changed', 'gitDecoration.modifiedResourceForeground'],
  binary: ['B', 'Binary file changed', 'gitDecoration.modifiedResourceForeground'],
};
