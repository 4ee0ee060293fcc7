import { createHash } from 'node:crypto';
import { messageId } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import type { Series } from '../series/series';
import type { HunkPlace, Mark, Note, Notebook, NotePlace, NoteSubject, StepPlace, Verdict } from './note';

export interface ReadNotebook extends Notebook {
  readonly problems: readonly Problem[];
}

const SCHEMA = 1;

/**
 * Reads a notes file: one JSON object, `{ "schema": 1, "notes": [...], "marks": [...] }`. A text is a string, or a list of
 * its lines, so that a change of one line is a change of one line. What can't be read is reported and left out; its
 * neighbours are read all the same.
 */
export function parseNotebook(text: string, file: string): ReadNotebook {
  const problems: Problem[] = [];
  const report = (code: string, message: string): void =>
    void problems.push(problem(code, message, { file, line: 1, column: 1 }));
  const document = parsed(text);
  const entries = field(document, 'notes');
  const schema = field(document, 'schema');
  if (!Array.isArray(entries) || typeof schema !== 'number') {
    report('notes-unreadable', `${file} is not a notes file: it has no "schema" and "notes". It was left as it is.`);
    return { title: '', notes: [], marks: [], problems };
  }
  if (schema > SCHEMA)
    report(
      'notes-newer',
      `A newer version wrote ${file} (schema ${String(schema)}, known is ${String(SCHEMA)}); some of it may be missing here.`,
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
  const marked = field(document, 'marks') ?? [];
  const marks = Array.isArray(marked) ? marked.map(readMark) : [null];
  if (marks.includes(null)) report('mark-unreadable', `What ${file} says of some conversations could not be read.`);
  return { title: words(field(document, 'title')), notes, marks: marks.filter((mark) => mark !== null), problems };
}

/** The text of a notes file: keys in order, notes in the order of their ids, so that a change is a small difference. */
export function formatNotebook({ title, notes, marks }: Notebook): string {
  const document = {
    marks: inOrder(marks, (mark) => mark.conversation).map((mark) => ({ ...mark })),
    notes: inOrder(notes, (note) => note.id).map(writeNote),
    schema: SCHEMA,
    title,
  };
  return `${JSON.stringify(withKeysInOrder(document), null, 2)}\n`;
}

/** The name of the file that keeps the notes on a series: readable, and its own however its title is written. */
export const seriesNotebook = ({ id, title, revision }: Series): string =>
  `${slug(title)}-v${String(revision)}-${digest(id)}.json`;

/** The same for the steps of a flow. */
export const flowNotebook = (flow: string): string => `flow-${slug(flow)}-${digest(flow)}.json`;

/** For mails that belong to no series. */
export const LOOSE_NOTEBOOK = 'other-mail.json';

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 48)
    .replace(/-$/, '') || 'untitled';

const digest = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 8);

function writeNote({ id, revision, subject, purpose, sent, resolved, text }: Note): Record<string, unknown> {
  return {
    id,
    revision,
    purpose,
    ...(sent ? { sent } : {}),
    ...(resolved ? { resolved } : {}),
    ...(subject.kind === 'answer'
      ? { answers: subject.to }
      : subject.kind === 'step'
        ? { step: subject.at }
        : { on: subject.on }),
    text: text.split('\n'),
  };
}

const inOrder = <Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] =>
  items.toSorted((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0));

function withKeysInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysInOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    inOrder(Object.entries(value), ([key]) => key).map(([key, inner]) => [key, withKeysInOrder(inner)]),
  );
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
  const [id, text, subject] = [field(entry, 'id'), readText(field(entry, 'text')), readSubject(entry)];
  if (typeof id !== 'string' || text === null || subject === null) return null;
  return {
    id,
    revision: whole(field(entry, 'revision')) ?? 1,
    subject,
    purpose: field(entry, 'purpose') === 'note' ? 'note' : 'reply',
    sent: field(entry, 'sent') === true,
    resolved: field(entry, 'resolved') === true,
    text,
  };
}

function readSubject(entry: unknown): NoteSubject | null {
  const answers = field(entry, 'answers');
  if (typeof answers === 'string') return { kind: 'answer', to: answers };
  const step = field(entry, 'step');
  if (step !== null) {
    const at = readStep(step);
    return at === null ? null : { kind: 'step', at };
  }
  const hunk = readHunk(field(entry, 'on'));
  if (hunk !== null) return { kind: 'hunk', on: hunk };
  const on = readPlace(field(entry, 'on'));
  return on === null ? null : { kind: 'place', on };
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
    line: whole(line),
  };
}

function readHunk(value: unknown): HunkPlace | null {
  const [patch, file, hunk] = [field(value, 'patch'), field(value, 'file'), whole(field(value, 'hunk'))];
  return typeof patch === 'string' && typeof file === 'string' && hunk !== null
    ? { patch: messageId(patch), file, hunk }
    : null;
}

function readStep(value: unknown): StepPlace | null {
  const [flow, step] = [field(value, 'flow'), whole(field(value, 'step'))];
  if (typeof flow !== 'string' || step === null) return null;
  const hash = field(value, 'stateHash');
  return {
    flow,
    step,
    actor: words(field(value, 'actor')),
    statement: words(field(value, 'statement')),
    stateHash: typeof hash === 'string' ? hash : null,
    on: readPlace(field(value, 'on')),
  };
}

function readMark(entry: unknown): Mark | null {
  const conversation = field(entry, 'conversation');
  const addressed = field(entry, 'addressed') ?? {};
  if (typeof conversation !== 'string' || typeof addressed !== 'object') return null;
  const verdicts = Object.entries(addressed).filter(
    (each): each is [string, Verdict] => each[1] === 'yes' || each[1] === 'no',
  );
  return {
    conversation,
    revision: whole(field(entry, 'revision')) ?? 1,
    resolved: field(entry, 'resolved') === true,
    addressed: Object.fromEntries(verdicts),
  };
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

const whole = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null;
