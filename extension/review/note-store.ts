import type { Problem } from '../ground/problem';
import { problem } from '../ground/problem';
import { EMPTY_NOTEBOOK, type Mark, type Note, type Notebook } from './note';
import { applyChange, type Change, type Outcome } from './note-change';
import type { NoteFiles } from './note-files';
import { formatNotebook, parseNotebook, type ReadNotebook } from './notebook';

export interface Written {
  readonly outcome: Outcome;
  /** What the reader should know: a file that was kept aside, a note that somebody else had changed as well. */
  readonly problems: readonly Problem[];
}

/**
 * All notebooks of a place. What is here is on the disk: a change is made to what the file says at that moment, by
 * whomever it was written, and is there for good when the promise is kept.
 */
export class NoteStore {
  private readonly books = new Map<string, ReadNotebook>();
  private readonly listeners = new Set<() => void>();
  private last: Promise<unknown> = Promise.resolve();

  /** @param freshId gives an id that no note has, here or in another window */
  constructor(
    private readonly files: NoteFiles,
    private readonly freshId: () => string,
  ) {}

  get notes(): readonly Note[] {
    return [...this.books.values()].flatMap(({ notes }) => notes);
  }

  get marks(): readonly Mark[] {
    return [...this.books.values()].flatMap(({ marks }) => marks);
  }

  get problems(): readonly Problem[] {
    return [...this.books.values()].flatMap(({ problems }) => problems);
  }

  /** The name of the notebook that a note is in, or null. */
  bookOf(note: string): string | null {
    for (const [name, { notes }] of this.books) if (notes.some(({ id }) => id === note)) return name;
    return null;
  }

  book(name: string): Notebook {
    return this.books.get(name) ?? EMPTY_NOTEBOOK;
  }

  get bookNames(): readonly string[] {
    return [...this.books.keys()];
  }

  /** Calls back after every change, also one that another window made, once it was read. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  /** Reads all files anew. */
  reload(): Promise<void> {
    return this.inTurn(async () => {
      const before = JSON.stringify([...this.books]);
      const names = (await this.files.names()).filter((name) => name !== DRAFTS_FILE);
      const read = await Promise.all(names.map(async (name) => [name, await this.readBook(name)] as const));
      this.books.clear();
      for (const [name, book] of read) if (book !== null) this.books.set(name, book);
      if (JSON.stringify([...this.books]) !== before) this.tell();
    });
  }

  /** @param title what the notebook is about, for one that is new */
  change(name: string, title: string, change: Change): Promise<Written> {
    return this.inTurn(() =>
      this.files.alone(async () => {
        const text = await this.files.read(name);
        const there = text === null ? null : parseNotebook(text, name);
        const problems: Problem[] = [];
        // What this version does not understand it would not write again.
        if (text !== null && there !== null && there.problems.length > 0)
          problems.push(problem('notes-aside', await this.keepAside(name, text)));
        const before: Notebook = there ?? EMPTY_NOTEBOOK;
        const { book, outcome } = applyChange({ ...before, title: before.title || title }, change, this.freshId);
        await this.files.replace(name, formatNotebook(book));
        this.books.set(name, { ...book, problems: [] });
        this.tell();
        return { outcome, problems: [...problems, ...OUTCOMES[outcome]] };
      }),
    );
  }

  private async readBook(name: string): Promise<ReadNotebook | null> {
    try {
      const text = await this.files.read(name);
      return text === null ? null : parseNotebook(text, name);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { ...EMPTY_NOTEBOOK, problems: [problem('notes-unreadable', `${name} could not be read: ${why}`)] };
    }
  }

  /** @returns the words for it */
  private async keepAside(name: string, text: string): Promise<string> {
    for (let number = 1; ; number += 1) {
      const aside = `${name}.aside-${String(number)}`;
      const there = await this.files.read(aside);
      if (there === null) await this.files.replace(aside, text);
      if (there === null || there === text)
        return `Not all of ${name} was understood. It was kept as it was in ${aside}, beside the notes.`;
    }
  }

  /** One after the other, whatever became of the one before. */
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = this.last.then(work, work);
    this.last = next.catch(() => undefined);
    return next;
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** Holds what was typed and not yet saved; it is no notebook. */
export const DRAFTS_FILE = 'drafts.json';

const OUTCOMES: Readonly<Record<Outcome, readonly Problem[]>> = {
  done: [],
  'kept-both': [problem('note-changed', 'Somebody else had changed this note meanwhile; both versions were kept.')],
  'kept-theirs': [problem('note-changed', 'Somebody else had changed this note meanwhile; it was not deleted.')],
};
