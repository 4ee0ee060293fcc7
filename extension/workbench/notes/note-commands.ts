import { Uri, commands, window, type CommentReply } from 'vscode';
import type { Note, NoteSubject, Purpose } from '../../review/note';
import { openSpot, threadOf } from '../conversations/conversation-commands';
import type { ThreadSpot } from '../conversations/review-comments';
import type { ThreadComment } from '../conversations/shown-comment';
import { messageUri, parseAddress, sideUri } from '../documents/address';
import { rowOfMailLine } from '../documents/sides';
import { plainLine } from '../plain-text';
import type { Rooms } from '../rooms';
import { targetOf } from '../targets';

/** What was written into a thread's box becomes a note, or an answer that waits to be sent. */
export async function saveNote(rooms: Rooms, reply: unknown, purpose: Purpose): Promise<void> {
  if (!isReply(reply) || reply.text.trim() === '') return;
  const subject = await rooms.reviewComments.subjectOf(reply.thread);
  if (subject === null) return say('This is no document of a series that is open.');
  await rooms.notes.add(subject, reply.text, purpose);
  await rooms.boxes.said(reply.text);
  rooms.reviewComments.settle(reply.thread);
}

export function editNote(rooms: Rooms, target: unknown): void {
  const note = noteOf(rooms, target);
  if (note !== null) rooms.reviewComments.edit(note.id, true);
}

/** The editor puts what was written into the comment's body. */
export async function applyEdit(rooms: Rooms, target: unknown): Promise<void> {
  if (!isNoteComment(target)) return;
  const text = typeof target.body === 'string' ? target.body : target.body.value;
  rooms.reviewComments.edit(target.note.id, false);
  // The revision is the one that the reader saw, so that what another window wrote meanwhile is not overwritten.
  if (text.trim() !== '' && text !== target.note.text) await rooms.notes.update({ ...target.note, text });
  await rooms.boxes.said(text);
}

export function cancelEdit(rooms: Rooms, target: unknown): void {
  if (isNoteComment(target)) rooms.reviewComments.edit(target.note.id, false);
}

export async function deleteNote(rooms: Rooms, target: unknown): Promise<void> {
  const note = noteOf(rooms, target);
  if (note === null) return say('Choose a note first.');
  const words = plainLine(note.text, 60);
  const sure = await window.showWarningMessage(`Delete “${words}”?`, { modal: true }, 'Delete');
  if (sure === 'Delete') await rooms.notes.remove(note);
}

export async function setPurpose(rooms: Rooms, target: unknown, purpose: Purpose): Promise<void> {
  const note = noteOf(rooms, target);
  if (note !== null && note.purpose !== purpose) await rooms.notes.update({ ...note, purpose });
}

/** Opens a box on the line under the cursor, or on what a row of the Series view names as a whole. */
export async function addNote(rooms: Rooms, ...args: readonly unknown[]): Promise<void> {
  await rooms.opening.restored();
  const editor = window.activeTextEditor;
  const address = editor === undefined ? null : parseAddress(editor.document.uri);
  if (args.length === 0 && editor !== undefined && address !== null) {
    const { uri } = editor.document;
    const row = editor.selection.active.line;
    // The editor's own command puts the cursor into the box.
    if (await rooms.lines.allows(editor.document, row))
      return void (await commands.executeCommand('workbench.action.addComment'));
    const on = await rooms.lines.placeOf(uri, row);
    if (on === null) return say('Notes stand on diffs and messages of a series that is open.');
    return begin(rooms, { uri, row }, { kind: 'place', on }, `Note on ${placed(on.line, on.file)}`);
  }
  const target = targetOf(args);
  const message = target === null ? null : rooms.library.message(target.message);
  if (target === null || message === null) return say('Choose a patch, a file or a message first.');
  if (target.path !== null) {
    const on = { patch: message.message.id, file: target.path, side: null, line: null };
    return writeAt(rooms, { kind: 'place', on }, { patch: target.message, path: target.path, row: 0 }, target.path);
  }
  const on = { patch: message.message.id, file: null, side: null, line: null };
  const spot = { uri: messageUri(message.message.id, message.message.subject), row: 0 };
  await openSpot(rooms, spot);
  await begin(rooms, spot, { kind: 'place', on }, `Note on “${plainLine(message.message.subject, 60)}”`);
}

/** Opens a box on the hunk under the cursor of a diff. */
export async function addHunkNote(rooms: Rooms): Promise<void> {
  const editor = window.activeTextEditor;
  const address = editor === undefined ? null : parseAddress(editor.document.uri);
  const sides = address?.kind === 'side' ? await rooms.documents.sides(address.patch, address.path) : null;
  if (editor === undefined || address?.kind !== 'side' || sides === null)
    return say('Put the cursor into a hunk of a diff first.');
  const file = rooms.library.file(address.patch, address.path);
  const mailLine = sides[address.side].mailLines?.[editor.selection.active.line] ?? 0;
  const index = file?.hunks.findIndex(({ lines }) => lines.some((line) => line.mailLine === mailLine)) ?? -1;
  const patch = rooms.library.patch(address.patch)?.patch.messageId;
  const hunk = file?.hunks[index];
  if (file === null || hunk === undefined || patch === undefined)
    return say('The patch does not show this line; put the cursor into a hunk.');
  const first = hunk.lines.find((line) => rowOfMailLine(sides[address.side], line.mailLine) !== null);
  const row = first === undefined ? 0 : (rowOfMailLine(sides[address.side], first.mailLine) ?? 0);
  const subject: NoteSubject = { kind: 'hunk', on: { patch, file: file.path, hunk: index + 1 } };
  const at = { uri: editor.document.uri, row };
  await begin(rooms, at, subject, `Note on hunk ${String(index + 1)} of ${file.path}`);
}

/** What was typed and never saved becomes a note where it was typed, as far as that is known. */
export async function restoreTyped(rooms: Rooms, target: unknown): Promise<void> {
  const draft = await rooms.boxes.draft(typedId(target));
  if (draft === null) return;
  const uri = Uri.parse(draft.document);
  const on = await rooms.lines.placeOf(uri, draft.row);
  if (on === null) return say('The series that this was typed beside is not open. Open it, and try again.');
  await rooms.notes.add({ kind: 'place', on }, draft.text, 'note');
  await rooms.boxes.forget(draft.id);
  await openSpot(rooms, { uri, row: draft.row });
}

export async function discardTyped(rooms: Rooms, target: unknown): Promise<void> {
  await rooms.boxes.forget(typedId(target));
}

async function writeAt(
  rooms: Rooms,
  subject: NoteSubject,
  { patch, path, row }: { patch: string; path: string; row: number },
  words: string,
): Promise<void> {
  const held = rooms.library.patch(patch);
  if (held === null) return;
  const spot = { uri: sideUri(held.patch.messageId, path, 'new'), row };
  await openSpot(rooms, spot);
  await begin(rooms, spot, subject, `Note on ${words}`);
}

/** Opens an empty thread and, where the editor can do that, puts the cursor into its box. */
async function begin(rooms: Rooms, spot: ThreadSpot, subject: NoteSubject, label: string): Promise<void> {
  rooms.reviewComments.begin(spot, subject, label);
  await commands.executeCommand('workbench.action.focusCommentOnCurrentLine').then(undefined, () => undefined);
}

const placed = (line: number | null, file: string | null): string =>
  line === null ? (file ?? 'the mail as a whole') : file === null ? `line ${String(line)}` : `${file}:${String(line)}`;

const typedId = (target: unknown): string =>
  typeof target === 'string'
    ? target
    : typeof target === 'object' && target !== null && 'draft' in target
      ? String((target.draft as { readonly id?: unknown }).id)
      : '';

/** The note of a comment in a thread, or of a row of the Conversations view, as it is now. */
function noteOf(rooms: Rooms, target: unknown): Note | null {
  if (typeof target !== 'object' || target === null || !('note' in target)) return null;
  const note = target.note;
  const id = typeof note === 'object' && note !== null && 'id' in note ? note.id : null;
  return typeof id === 'string' && threadOf(rooms, target) !== null ? rooms.notes.note(id) : null;
}

const isReply = (value: unknown): value is CommentReply =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' && 'thread' in value;

const isNoteComment = (value: unknown): value is ThreadComment & { readonly kind: 'note' } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'note' && 'note' in value;

const say = (message: string): void => void window.showInformationMessage(message);
