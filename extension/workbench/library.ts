import { EventEmitter, type Event, type Uri } from 'vscode';
import type { MessageId } from '../ground/brand';
import type { Problem } from '../ground/problem';
import type { Message } from '../mail/message';
import type { FileDiff } from '../patch/patch';
import type { Archive, Placed, Series, SeriesPatch } from '../series/series';
import { asRead } from '../series/shared-id';
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
export type Sorter = (messages: readonly Message[]) => Promise<Archive>;

const EMPTY: Archive = { placed: [], series: [], problems: [] };

/**
 * What is open. All sources are sorted together, because one series often arrives in several files (a patch a file,
 * a revision a mailbox) and a reply may lie in another than the patch it answers.
 */
export class Library {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;

  private held: ReadonlyMap<string, Source> = new Map();
  private changing: Promise<void> = Promise.resolve();
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
  add(sources: readonly Source[], sort: Sorter): Promise<void> {
    return this.change(sort, (held) => sources.forEach((source) => held.set(source.uri.toString(), source)));
  }

  /** Sorts again what is open: the reader has decided something by hand. */
  sortAgain(sort: Sorter): Promise<void> {
    return this.change(sort, () => undefined);
  }

  remove(uris: readonly Uri[], sort: Sorter): Promise<void> {
    return this.change(sort, (held) => uris.forEach((uri) => held.delete(uri.toString())));
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
    const placed = this.index.get(id);
    const read = placed === undefined ? undefined : asRead(placed.message);
    return this.sources.find(({ messages }) => messages.some((each) => each === read || each.id === id)) ?? null;
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** Sorting takes its time and gives others theirs: what is open changes when it is done, one change after the other. */
  private change(sort: Sorter, edit: (held: Map<string, Source>) => void): Promise<void> {
    const changed = this.changing.then(() => this.resort(sort, edit));
    this.changing = changed.catch(() => undefined);
    return changed;
  }

  private async resort(sort: Sorter, edit: (held: Map<string, Source>) => void): Promise<void> {
    const held = new Map(this.held);
    edit(held);
    const messages = [...held.values()].flatMap((source) => source.messages);
    const sorted = messages.length === 0 ? EMPTY : await sort(messages);
    this.held = held;
    this.sorted = sorted;
    this.index = new Map(sorted.placed.map((placed) => [placed.message.id, placed]));
    this.patches = new Map(
      sorted.series.flatMap((series) => series.patches.map((patch) => [patch.messageId, { series, patch }])),
    );
    this.changed.fire();
  }
}
