import { randomBytes } from 'node:crypto';
import {
  EventEmitter,
  RelativePattern,
  Uri,
  workspace,
  type Event,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import {
  changeReplayBook,
  formatReplayBook,
  parseReplayBook,
  replayBookName,
  type BookChange,
  type ReplayBook,
} from '../../link/replay-book';
import { NoteDirectory } from '../../review/note-files';
import { Disposables } from '../disposables';
import { workspaceReplays } from '../ids';

/**
 * Watched expressions and groups of steps, one file a flow: in the workspace's first folder, else in the extension's storage.
 * A change is on the disk when its promise is kept; another window's is read before ours is made.
 */
export class ReplayBooks {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly files: NoteDirectory;
  private readonly directory: Uri;
  private watching = false;

  constructor(
    context: ExtensionContext,
    private readonly log: LogOutputChannel,
  ) {
    const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
    this.directory =
      folder === undefined
        ? Uri.joinPath(context.globalStorageUri, 'replays')
        : Uri.joinPath(folder.uri, workspaceReplays);
    this.files = new NoteDirectory(this.directory.fsPath);
  }

  /** What is kept of a flow; nothing where its file cannot be read, which the log then says. */
  async of(flow: string): Promise<ReplayBook> {
    this.watch();
    try {
      return await this.read(flow);
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
      return empty(flow);
    }
  }

  /** @throws Error where the file is there and cannot be read: it is left as it is */
  async change(flow: string, change: BookChange): Promise<void> {
    const name = replayBookName(flow);
    await this.files.alone(async () => {
      const before = await this.read(flow);
      await this.files.replace(name, formatReplayBook(changeReplayBook(before, change)));
    });
    this.changed.fire();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async read(flow: string): Promise<ReplayBook> {
    const name = replayBookName(flow);
    const text = await this.files.read(name);
    if (text === null) return empty(flow);
    const { book, problem } = parseReplayBook(text, Uri.joinPath(this.directory, name).fsPath);
    if (book === null) throw new Error(`${problem.message}. It was left as it is; mend it, or move it away.`);
    return book;
  }

  /** Somebody else's changes, from when anything was asked for. */
  private watch(): void {
    if (this.watching) return;
    this.watching = true;
    const watcher = this.disposables.add(
      workspace.createFileSystemWatcher(new RelativePattern(this.directory, '*.json')),
    );
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      this.disposables.add(event(() => this.changed.fire()));
  }
}

const empty = (flow: string): ReplayBook => ({ flow, watches: [], groups: [] });

/** The id of a group that is made. */
export const freshGroupId = (): string => randomBytes(6).toString('hex');
