import { messageId, type MessageId } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import type { Side } from '../patch/patch';

/** Where a note is: on a line, a file or the whole of a posted mail. The numbers are those of comments (comment.ts). */
export interface NotePlace {
  readonly patch: MessageId;
  readonly file: string | null;
  readonly side: Side | null;
  readonly line: number | null;
}

/** What the reader writes for himself, or means to send: on a place of a mail, or in answer to a comment. */
export interface Note {
  readonly id: string;
  readonly subject:
    { readonly kind: 'place'; readonly on: NotePlace } | { readonly kind: 'answer'; readonly to: string };
  readonly text: string;
}

export interface ReadNotes {
  readonly notes: readonly Note[];
  readonly problems: readonly Problem[];
}

const SCHEMA = 1;

/**
 * Reads a notes file: one JSON object, `{ "schema": 1, "notes": [...] }`. A text is a string, or a list of its lines, so
 * that a change of one line is a change of one line. A note that can't be read is reported and left out; its neighbours
 * are read all the same.
 */
export function parseNotes(text: string, file: string): ReadNotes {
  const problems: Problem[] = [];
  const report = (code: string, message: string): void =>
    void problems.push(problem(code, message, { file, line: 1, column: 1 }));
  const document = parsed(text);
  const entries = field(document, 'notes');
  const schema = field(document, 'schema');
  if (!Array.isArray(entries) || typeof schema !== 'number') {
    report('notes-unreadable', 'This is not a notes file: it has no "schema" and "notes". It was left as it is.');
    return { notes: [], problems };
  }
  if (schema > SCHEMA)
    report(
      'notes-newer',
      `A newer version wrote this file (schema ${String(schema)}, known is ${String(SCHEMA)}); some of it may be missing here.`,
    );
  const notes: Note[] = [];
  const ids = new Set<string>();
  entries.forEach((entry: unknown, index) => {
    const note = readNote(entry);
    if (note === null)
      report('note-unreadable', `Note ${String(index + 1)} has no id, no text, or no place, and was left out.`);
    else if (ids.has(note.id)) report('note-twice', `Two notes are called ${note.id}; the first was taken.`);
    else notes.push(note);
    if (note !== null) ids.add(note.id);
  });
  return { notes, problems };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (Object.entries(value).find(([key]) => key === name)?.[1] ?? null)
    : null;

function readNote(entry: unknown): Note | null {
  const [id, text, answers] = [field(entry, 'id'), readText(field(entry, 'text')), field(entry, 'answers')];
  if (typeof id !== 'string' || text === null) return null;
  if (typeof answers === 'string') return { id, subject: { kind: 'answer', to: answers }, text };
  const on = readPlace(field(entry, 'on'));
  return on === null ? null : { id, subject: { kind: 'place', on }, text };
}

const readText = (value: unknown): string | null =>
  typeof value === 'string'
    ? value
    : Array.isArray(value) && value.every((line) => typeof line === 'string')
      ? value.join('\n')
      : null;

function readPlace(value: unknown): NotePlace | null {
  const [patch, file, side, line] = ['patch', 'file', 'side', 'line'].map((name) => field(value, name));
  if (typeof patch !== 'string') return null;
  return {
    patch: messageId(patch),
    file: typeof file === 'string' ? file : null,
    side: side === 'old' || side === 'new' || side === 'message' ? side : null,
    line: typeof line === 'number' && Number.isInteger(line) && line > 0 ? line : null,
  };
}
