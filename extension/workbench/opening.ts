import { join, sep } from 'node:path';
import { ProgressLocation, Uri, commands, window, type LogOutputChannel } from 'vscode';
import type { InboxMemory } from '../mail/public-inbox';
import { contextKey, view } from './ids';
import type { HandSorting } from './hand-sorting';
import type { Library, Source } from './library';
import { plainLine } from './plain-text';
import { Unreadable, readFileSource, readUri } from './reading';
import type { WorkspaceState } from './state';

/** Reads mailboxes, mails and folders into the library, with progress that can be cancelled. */
export class Opening {
  private restoring: Promise<void> | null = null;
  private filling: Promise<unknown> = Promise.resolve();
  private readonly archives: InboxMemory = new Map();
  private readonly reasons = new Map<string, string>();

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
    // The editor lays the view out while the mails are sorted.
    const filled = Promise.all([this.keep(read), commands.executeCommand(`${view.series}.focus`)]);
    this.filling = Promise.allSettled([this.filling, filled]);
    await filled;
    return true;
  }

  /** What could not be opened when it was asked for last, by URI, and what the reader was told of it. */
  get unread(): ReadonlyMap<string, string> {
    return this.reasons;
  }

  /** When the views have what was opened last. What takes long and is not for their rows waits until then. */
  async filled(): Promise<void> {
    await this.filling;
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
    await Promise.all([
      this.state.setOpenSources(files.map((uri) => uri.toString())),
      commands.executeCommand('setContext', contextKey.open, this.library.sources.length > 0),
    ]);
  }

  private async readAll(uris: readonly Uri[]): Promise<Source[]> {
    const [first] = uris;
    const what = uris.length === 1 && first !== undefined ? plainLine(baseName(first), 60) : `${uris.length} files`;
    const stop = new AbortController();
    let done = { file: '', percent: 0 };
    let tell = (): void => undefined;
    const reading = this.readEach(uris, stop.signal, (file, percent) => {
      done = { file, percent };
      tell();
    });
    if (await endsWithin(reading, AT_ONCE)) return reading;
    return window.withProgress(
      { location: ProgressLocation.Notification, title: `Opening ${what}`, cancellable: true },
      (progress, token) => {
        token.onCancellationRequested(() => stop.abort());
        let shown = 0;
        tell = () => {
          progress.report({ message: done.file, increment: done.percent - shown });
          shown = done.percent;
        };
        tell();
        return reading;
      },
    );
  }

  /** What could be read of all that is wanted; of what can't be read the reader is told. */
  private async readEach(
    uris: readonly Uri[],
    signal: AbortSignal,
    tell: (file: string, percent: number) => void,
  ): Promise<Source[]> {
    const read: Source[] = [];
    for (const [at, uri] of uris.entries()) {
      const name = baseName(uri);
      const progress = (part: number): void => tell(plainLine(name, 60), Math.floor((100 * (at + part)) / uris.length));
      progress(0);
      try {
        const started = performance.now();
        const source = await readUri(uri, name, { signal, progress }, this.archives);
        // Where the reader has stopped it, a part was read at most.
        if (signal.aborted) return read;
        read.push(source);
        this.reasons.delete(uri.toString());
        this.log.info(
          `${uri.toString(true)}: ${source.messages.length} messages in ${ms(performance.now() - started)}`,
        );
      } catch (error) {
        if (signal.aborted) return read;
        this.report(uri, error);
      }
    }
    return read;
  }

  private report(uri: Uri, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.log.error(`${uri.toString(true)}: ${reason}`);
    const advice = error instanceof Unreadable ? '' : ' Check that it exists and that you may read it.';
    const message = plainLine(`${baseName(uri)} could not be opened: ${reason}${advice}`, 400);
    this.reasons.set(uri.toString(), message);
    void window.showErrorMessage(message);
  }
}

/** What is read in so many milliseconds needs no notification that comes and goes. */
const AT_ONCE = 300;

async function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const clock = new Promise<boolean>((resolve) => {
    late = setTimeout(() => resolve(false), milliseconds);
  });
  return Promise.race([work.then(() => true), clock]).finally(() => clearTimeout(late));
}

/** Of a drop that has a name and bytes but no place: it cannot be read again. */
const DROPPED = 'kapi-replay-dropped';

export const baseName = (uri: Uri): string => uri.path.replace(/\/+$/, '').split('/').pop() ?? uri.path;

const ms = (time: number): string => `${Math.round(time)} ms`;
