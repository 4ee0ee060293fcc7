import { randomBytes } from 'node:crypto';
import {
  EventEmitter,
  RelativePattern,
  Uri,
  window,
  workspace,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import { messageId } from '../../ground/brand';
import type { Mark, Note, Notebook, NoteSubject, Purpose } from '../../review/note';
import type { Change } from '../../review/note-change';
import { NoteDirectory } from '../../review/note-files';
import { NoteStore } from '../../review/note-store';
import { LOOSE_NOTEBOOK, flowNotebook, seriesNotebook } from '../../review/notebook';
import { revisionName } from '../../review/summary';
import { TypedDrafts } from '../../review/typed-drafts';
import { Disposables } from '../disposables';
import { workspaceNotes } from '../ids';
import type { Library } from '../library';
import { plainLine } from '../plain-text';

/**
 * The reader's notes and decisions, kept in the first folder of the workspace or, without one, in the extension's own
 * storage. A method's promise is kept when the change is on the disk.
 */
export class Notes {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  /** Where notes and drafts are. */
  readonly directory: Uri;
  /** What is typed into boxes for comments, and not yet saved. */
  readonly typed: TypedDrafts;
  private readonly store: NoteStore;
  private loading: Promise<void> | null = null;
  private told = '';

  constructor(
    context: ExtensionContext,
    private readonly library: Library,
    private readonly log: LogOutputChannel,
  ) {
    this.directory = notesDirectory(context);
    const files = new NoteDirectory(this.directory.fsPath);
    this.store = new NoteStore(files, freshId);
    this.typed = new TypedDrafts(files);
    this.disposables.add(this.store.onDidChange(() => this.changed.fire()));
  }

  get all(): readonly Note[] {
    return this.store.notes;
  }

  get marks(): readonly Mark[] {
    return this.store.marks;
  }

  note(id: string): Note | null {
    return this.store.notes.find((note) => note.id === id) ?? null;
  }

  /** Read from the disk when something asks for them first, and then whenever another window writes. */
  loaded(): Promise<void> {
    this.loading ??= this.load();
    return this.loading;
  }

  async reload(): Promise<void> {
    await this.store.reload();
    const problems = this.store.problems.map(({ message }) => message);
    if (problems.length === 0 || problems.join() === this.told) return;
    this.told = problems.join();
    for (const message of problems) this.log.warn(message);
    void window.showWarningMessage(plainLine(`${problems.join(' ')} What cannot be read is kept aside.`, 600));
  }

  async add(subject: NoteSubject, text: string, purpose: Purpose): Promise<Note> {
    const note = { id: freshId(), revision: 0, subject, purpose, sent: false, resolved: false, text } as const;
    await this.change(this.bookFor(subject), { kind: 'put', note });
    return note;
  }

  /** @param note as the reader saw it, with what he changed */
  async update(note: Note): Promise<void> {
    await this.change(this.store.bookOf(note.id) ?? this.bookFor(note.subject), { kind: 'put', note });
  }

  async remove(note: Note): Promise<void> {
    const book = this.store.bookOf(note.id);
    if (book !== null) await this.change(book, { kind: 'remove', id: note.id, revision: note.revision });
  }

  /** @param series that the conversation is about, or null */
  async mark(mark: Omit<Mark, 'revision'>, series: string | null): Promise<void> {
    await this.change(this.bookOfSeries(series), { kind: 'mark', mark });
  }

  /** All notes and decisions that concern a series, or all there are. */
  notebook(series: string | null): Notebook {
    if (series !== null) return this.store.book(this.bookOfSeries(series));
    const books = this.store.bookNames.map((name) => this.store.book(name));
    return {
      title: 'All notes',
      notes: books.flatMap(({ notes }) => notes),
      marks: books.flatMap(({ marks }) => marks),
    };
  }

  /** Takes in the notes of another notebook; each goes to the series that it is about. */
  async merge(from: Notebook): Promise<void> {
    const books = new Map<string, Notebook>();
    const into = (name: string): Notebook => books.get(name) ?? { title: from.title, notes: [], marks: [] };
    for (const note of from.notes) {
      const name = this.store.bookOf(note.id) ?? this.bookFor(note.subject);
      books.set(name, { ...into(name), notes: [...into(name).notes, note] });
    }
    for (const mark of from.marks) {
      const own = this.store.bookOf(mark.conversation.replace(/^note /, ''));
      const name = own ?? this.bookOfSeries(this.seriesOfComment(mark.conversation));
      books.set(name, { ...into(name), marks: [...into(name).marks, mark] });
    }
    for (const [name, book] of books) await this.change(name, { kind: 'merge', from: book });
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async load(): Promise<void> {
    await this.reload();
    let soon: NodeJS.Timeout | undefined;
    const read = (): void => {
      clearTimeout(soon);
      soon = setTimeout(() => void this.reload(), SETTLE_MS);
    };
    const watcher = this.disposables.add(
      workspace.createFileSystemWatcher(new RelativePattern(this.directory, '*.json')),
    );
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      this.disposables.add(event(read));
  }

  private async change(book: string, change: Change): Promise<void> {
    await this.loaded();
    const { problems } = await this.store.change(book, this.titleOf(book), change);
    if (problems.length > 0)
      void window.showWarningMessage(plainLine(problems.map(({ message }) => message).join(' '), 600));
  }

  private titleOf(book: string): string {
    const series = this.library.archive.series.find((each) => seriesNotebook(each) === book);
    return series === undefined ? '' : `${series.title} (${revisionName(series)})`;
  }

  private bookFor(subject: NoteSubject): string {
    if (subject.kind === 'step') return flowNotebook(subject.at.flow);
    const mail = subject.kind === 'answer' ? subject.to.replace(/#\d+$/, '') : subject.on.patch;
    return this.bookOfSeries(this.library.message(mail)?.series ?? null);
  }

  private bookOfSeries(id: string | null): string {
    const series = id === null ? null : this.library.series(id);
    return series === null ? LOOSE_NOTEBOOK : seriesNotebook(series);
  }

  private seriesOfComment(comment: string): string | null {
    return this.library.message(messageId(comment.replace(/#\d+$/, '')))?.series ?? null;
  }
}

/** What one program writes in one go is read in one go. */
const SETTLE_MS = 100;

/** In the order of writing, and nobody else's. */
const freshId = (): string =>
  `${new Date().toISOString().replace(/[-:]|\.\d+Z/g, '')}-${randomBytes(4).toString('hex')}`;

function notesDirectory(context: ExtensionContext): Uri {
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return folder === undefined
    ? Uri.joinPath(context.globalStorageUri, 'notes')
    : Uri.joinPath(folder.uri, workspaceNotes);
}
