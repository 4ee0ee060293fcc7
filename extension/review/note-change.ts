import type { Mark, Note, Notebook } from './note';

/** What a writer wants of a notebook. Notes name the revision that the writer saw, 0 for a new one. */
export type Change =
  | { readonly kind: 'put'; readonly note: Note }
  | { readonly kind: 'remove'; readonly id: string; readonly revision: number }
  | { readonly kind: 'mark'; readonly mark: Omit<Mark, 'revision'> }
  | { readonly kind: 'merge'; readonly from: Notebook };

/**
 * `done`; or, where somebody else had changed the same note: `kept-both`, ours under another id beside theirs; or
 * `kept-theirs`, because a note that was rewritten is not taken away unread.
 */
export type Outcome = 'done' | 'kept-both' | 'kept-theirs';

export interface Changed {
  readonly book: Notebook;
  readonly outcome: Outcome;
}

/**
 * A notebook after a change. Nothing that anybody wrote is lost by it, in whichever order two windows come.
 * @param freshId gives an id that no note has
 */
export function applyChange(book: Notebook, change: Change, freshId: () => string): Changed {
  switch (change.kind) {
    case 'put':
      return put(book, change.note, freshId);
    case 'remove': {
      const there = book.notes.find(({ id }) => id === change.id);
      if (there !== undefined && there.revision !== change.revision) return { book, outcome: 'kept-theirs' };
      return { book: { ...book, notes: book.notes.filter((note) => note !== there) }, outcome: 'done' };
    }
    case 'mark':
      return { book: { ...book, marks: withMark(book.marks, change.mark) }, outcome: 'done' };
    case 'merge':
      return merge(book, change.from, freshId);
  }
}

function put(book: Notebook, note: Note, freshId: () => string): Changed {
  const there = book.notes.find(({ id }) => id === note.id);
  if (there === undefined) return { book: withNote(book, { ...note, revision: note.revision + 1 }), outcome: 'done' };
  if (sameContent(there, note)) return { book, outcome: 'done' };
  if (there.revision === note.revision) {
    const notes = book.notes.map((each) => (each === there ? { ...note, revision: note.revision + 1 } : each));
    return { book: { ...book, notes }, outcome: 'done' };
  }
  return { book: withNote(book, { ...note, id: freshId(), revision: 1 }), outcome: 'kept-both' };
}

/** Notes of another notebook come in; of two states of one note the later is kept, and where none is later, both. */
function merge(book: Notebook, from: Notebook, freshId: () => string): Changed {
  const notes = new Map(book.notes.map((note) => [note.id, note]));
  let outcome: Outcome = 'done';
  for (const note of from.notes) {
    const there = notes.get(note.id);
    if (there === undefined || (note.revision > there.revision && !sameContent(there, note))) notes.set(note.id, note);
    else if (note.revision === there.revision && !sameContent(there, note)) {
      const already = [...notes.values()].some((each) => sameContent(each, note));
      if (already) continue;
      const id = freshId();
      notes.set(id, { ...note, id, revision: 1 });
      outcome = 'kept-both';
    }
  }
  const marks = from.marks.reduce<readonly Mark[]>((all, mark) => {
    const there = all.find(({ conversation }) => conversation === mark.conversation);
    return there !== undefined && there.revision >= mark.revision ? all : withMark(all, mark);
  }, book.marks);
  return { book: { title: book.title || from.title, notes: [...notes.values()], marks }, outcome };
}

const withNote = (book: Notebook, note: Note): Notebook => ({ ...book, notes: [...book.notes, note] });

function withMark(marks: readonly Mark[], mark: Omit<Mark, 'revision'>): readonly Mark[] {
  const there = marks.find(({ conversation }) => conversation === mark.conversation);
  const next: Mark = {
    ...mark,
    revision: (there?.revision ?? 0) + 1,
    addressed: { ...there?.addressed, ...mark.addressed },
  };
  return [...marks.filter((each) => each !== there), next];
}

const content = ({ subject, purpose, sent, resolved, text }: Note): string =>
  JSON.stringify([subject, purpose, sent, resolved, text]);

const sameContent = (left: Note, right: Note): boolean => content(left) === content(right);
