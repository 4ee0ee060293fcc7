import { join, sep } from 'node:path';
import { FileType, ProgressLocation, Uri, commands, window, workspace, type LogOutputChannel } from 'vscode';
import type { InboxMemory } from '../mail/public-inbox';
import { contextKey, view } from './ids';
import type { HandSorting } from './hand-sorting';
import type { Library, Source } from './library';
import { plainLine } from './plain-text';
import { Unreadable, readFileSource, readFolderSource, type Progress } from './reading';
import type { WorkspaceState } from './state';

/** Reads mailboxes, mails and folders into the library, with progress that can be cancelled. */
export class Opening {
  private restoring: Promise<void> | null = null;
  private readonly archives: InboxMemory = new Map();

  constructor(
    private readonly library: Library,
    private readonly state: WorkspaceState,
    private readonly byHand: HandSorting,
    private readonly log: LogOutputChannel,
  ) {}

  /** Opens sources and shows the view. True where at least one of them was read. */
  async open(uris: readonly Uri[]): Promise<boolean> {
    if (uris.length === 0) return false;
    await this.restored();
    const read = await this.readAll(uris);
    if (read.length === 0) return false;
    await this.keep(read);
    await commands.executeCommand(`${view.series}.focus`);
    return true;
  }

  /** Opens something that has no file, a drop from outside the editor, say. It is not remembered over a restart. */
  async openBytes(name: string, bytes: Uint8Array): Promise<void> {
    await this.restored();
    const uri = Uri.from({ scheme: DROPPED, path: `/${name}` });
    const unhurried = { signal: new AbortController().signal, progress: () => undefined };
    await this.keep([await readFileSource(uri, name, bytes, unhurried)]);
  }

  async close(uris: readonly Uri[]): Promise<void> {
    for (const repository of [...this.archives.keys()])
      if (uris.some(({ fsPath }) => repository === fsPath || repository.startsWith(join(fsPath, sep))))
        this.archives.delete(repository);
    await this.library.remove(uris, await this.byHand.sorter());
    await this.remember();
  }

  /** What was open when the editor closed is open again. Asked for by whatever shows it, not by activation. */
  restored(): Promise<void> {
    this.restoring ??= this.restore();
    return this.restoring;
  }

  private async restore(): Promise<void> {
    const uris = this.state.openSources.map((uri) => Uri.parse(uri));
    if (uris.length === 0) return;
    const read = await this.readAll(uris);
    if (read.length > 0) await this.keep(read);
  }

  private async keep(read: readonly Source[]): Promise<void> {
    const started = performance.now();
    await this.library.add(read, await this.byHand.sorter());
    const { placed, series } = this.library.archive;
    this.log.info(`${placed.length} messages, ${series.length} series, sorted in ${ms(performance.now() - started)}`);
    await this.remember();
  }

  private async remember(): Promise<void> {
    const files = this.library.sources.map((source) => source.uri).filter((uri) => uri.scheme !== DROPPED);
    await this.state.setOpenSources(files.map((uri) => uri.toString()));
    await commands.executeCommand('setContext', contextKey.open, this.library.sources.length > 0);
  }

  private async readAll(uris: readonly Uri[]): Promise<Source[]> {
    const [first] = uris;
    const what = uris.length === 1 && first !== undefined ? plainLine(baseName(first), 60) : `${uris.length} files`;
    const read: Source[] = [];
    await window.withProgress(
      { location: ProgressLocation.Notification, title: `Opening ${what}`, cancellable: true },
      async (progress, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        for (const [at, uri] of uris.entries()) {
          if (stop.signal.aborted) return;
          const percent = (part: number): number => Math.floor((100 * (at + part)) / uris.length);
          let shown = 0;
          const tell = (part: number): void => {
            progress.report({ message: plainLine(baseName(uri), 60), increment: percent(part) - shown });
            shown = percent(part);
          };
          try {
            const started = performance.now();
            const source = await this.read(uri, { signal: stop.signal, progress: tell });
            if (source === null) return;
            read.push(source);
            this.log.info(
              `${uri.toString(true)}: ${source.messages.length} messages in ${ms(performance.now() - started)}`,
            );
          } catch (error) {
            this.report(uri, error);
          }
        }
      },
    );
    return read;
  }

  /** The source, or null where the reader cancelled. */
  private async read(uri: Uri, reading: Progress): Promise<Source | null> {
    reading.progress(0);
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0)
      return this.unlessStopped(readFolderSource(uri, baseName(uri), reading, this.archives), reading);
    const { tooLarge } = await import('../mail/source');
    const large = tooLarge(uri.fsPath, size);
    if (large !== null) throw new Unreadable(large);
    const bytes = await workspace.fs.readFile(uri);
    if (reading.signal.aborted) return null;
    return this.unlessStopped(readFileSource(uri, baseName(uri), bytes, reading), reading);
  }

  private async unlessStopped(source: Promise<Source>, reading: Progress): Promise<Source | null> {
    const read = await source;
    return reading.signal.aborted ? null : read;
  }

  private report(uri: Uri, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.log.error(`${uri.toString(true)}: ${reason}`);
    const advice = error instanceof Unreadable ? '' : ' Check that it exists and that you may read it.';
    void window.showErrorMessage(plainLine(`${baseName(uri)} could not be opened: ${reason}${advice}`, 400));
  }
}

/** Of a drop that has a name and bytes but no place: it cannot be read again. */
const DROPPED = 'kapi-replay-dropped';

export const baseName = (uri: Uri): string => uri.path.replace(/\/+$/, '').split('/').pop() ?? uri.path;

const ms = (time: number): string => `${Math.round(time)} ms`;
