import { EventEmitter, type Event, type Uri } from 'vscode';
import type { MessageId } from '../ground/brand';
import type { Problem } from '../ground/problem';
import type { Message } from '../mail/message';
import type { FileDiff } from '../patch/patch';
import type { Archive, Placed, Series, SeriesPatch } from '../series/series';
import { Disposables } from './disposables';

/** One mailbox, mail, folder or archive that is open. */
export interface Source {
  readonly uri: Uri;
  /** What the reader calls it: its file name. */
  readonly name: string;
  readonly messages: readonly Message[];
  /** Of the source and of its messages; their places say the line in the file that `fileOf` names. */
  readonly problems: readonly Problem[];
  /** The row (from 0) of the source's text that holds a byte; null where it is no text: a folder or an archive. */
  readonly rowOfByte: (byte: number) => number | null;
  /** The file that the place of a problem names. */
  readonly fileOf: (name: string) => Uri;
}

/** A patch with the series that it belongs to. */
export interface PatchInSeries {
  readonly series: Series;
  readonly patch: SeriesPatch;
}

/** Sorts messages into series; `series/archive` does it, handed in so that it is loaded only when something opens. */
export type Sorter = (messages: readonly Message[]) => Archive;

const EMPTY: Archive = { placed: [], series: [], problems: [] };

/**
 * What is open. All sources are sorted together, because one series often arrives in several files (a patch a file,
 * a revision a mailbox) and a reply may lie in another than the patch it answers.
 */
export class Library {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;

  private readonly held = new Map<string, Source>();
  private sorted: Archive = EMPTY;
  private index = new Map<string, Placed>();
  private patches = new Map<string, PatchInSeries>();

  get archive(): Archive {
    return this.sorted;
  }

  get sources(): readonly Source[] {
    return [...this.held.values()];
  }

  /** Adds sources, or replaces those read before. */
  add(sources: readonly Source[], sort: Sorter): void {
    for (const source of sources) this.held.set(source.uri.toString(), source);
    this.resort(sort);
  }

  /** Sorts again what is open: the reader has decided something by hand. */
  sortAgain(sort: Sorter): void {
    this.resort(sort);
  }

  remove(uris: readonly Uri[], sort: Sorter): void {
    for (const uri of uris) this.held.delete(uri.toString());
    this.resort(sort);
  }

  /** A message by its Message-ID, without angle brackets, with where it was placed. */
  message(id: string): Placed | null {
    return this.index.get(id) ?? null;
  }

  patch(id: string): PatchInSeries | null {
    return this.patches.get(id) ?? null;
  }

  get allPatches(): readonly PatchInSeries[] {
    return [...this.patches.values()];
  }

  series(id: string): Series | null {
    return this.sorted.series.find((series) => series.id === id) ?? null;
  }

  file(patch: string, path: string): FileDiff | null {
    return this.patches.get(patch)?.patch.patch.files.find((file) => file.path === path) ?? null;
  }

  /** The source that holds a message: the one opened first, where several do. */
  sourceOf(id: MessageId): Source | null {
    return this.sources.find((source) => source.messages.some((message) => message.id === id)) ?? null;
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private resort(sort: Sorter): void {
    const messages = this.sources.flatMap((source) => source.messages);
    this.sorted = messages.length === 0 ? EMPTY : sort(messages);
    this.index = new Map(this.sorted.placed.map((placed) => [placed.message.id, placed]));
    this.patches = new Map(
      this.sorted.series.flatMap((series) => series.patches.map((patch) => [patch.messageId, { series, patch }])),
    );
    this.changed.fire();
  }
}
