import {
  Range,
  TabInputCustom,
  Uri,
  ViewColumn,
  commands,
  env,
  window,
  workspace,
  type TextDocument,
  type TextDocumentShowOptions,
} from 'vscode';
import type { ViewStep } from '../../webview/protocol';
import type { MessageId } from '../ground/brand';
import type { FileDiff } from '../patch/patch';
import { messageUri, sideUri, sourceUri } from './documents/address';
import { bodyRowOf } from './documents/message-reading';
import { messageFolds } from './documents/quotes';
import { rowOfMailLine } from './documents/sides';
import { plainLine } from './plain-text';
import type { ReadingRooms } from './reading-rooms';
import { fileAtMailLine } from './replay/model';
import { targetOf } from './targets';

/** The diff of one file of a patch, in the editor's own diff view. */
export async function openFileChanges(rooms: ReadingRooms, ...args: readonly unknown[]): Promise<void> {
  const target = targetOf(args);
  if (target === null || target.path === null) return say('Choose a file of a patch in the Series view first.');
  await rooms.opening.restored();
  const held = rooms.library.patch(target.message);
  const file = rooms.library.file(target.message, target.path);
  if (held === null || file === null) return say('This patch is not open any more. Open its mailbox again.');
  if (file.status === 'binary') return say(`${plainLine(file.path)} is binary; the mail does not show its lines.`);
  await showSides(
    rooms,
    held.patch.messageId,
    file,
    `${baseName(file.path)} (${held.patch.index}/${held.series.total})`,
    {},
  );
}

/** The diff that shows a line of a patch's mail, with the cursor on it. False where the patch is not open. */
export async function openMailLine(
  rooms: ReadingRooms,
  patch: string,
  line: number,
  options: TextDocumentShowOptions,
): Promise<boolean> {
  const held = rooms.library.patch(patch);
  const file = held === null ? null : fileAtMailLine(held, line);
  if (held === null || file === null) return false;
  const sides = await rooms.documents.sides(held.patch.messageId, file.path);
  const row = sides === null ? null : rowOfMailLine(sides.new, line);
  const title = `${baseName(file.path)} (${held.patch.index}/${held.series.total})`;
  await showSides(rooms, held.patch.messageId, file, title, {
    ...options,
    ...(row === null ? {} : { selection: new Range(row, 0, row, 0) }),
  });
  return true;
}

/** The line of a step: in its patch's diff, in the flow's own file, or in a read-only copy of the model or tree file. */
export async function openStepLine(
  rooms: ReadingRooms,
  flow: string,
  step: ViewStep,
  options: TextDocumentShowOptions = { viewColumn: ViewColumn.One },
): Promise<void> {
  if (step.patch !== null && step.patchLine !== null) {
    if (await openMailLine(rooms, step.patch, step.patchLine, options)) return;
  }
  if (step.line < 1) return say(`${plainLine(step.name)} is built into the machine; it has no line of its own.`);
  const known = await rooms.flows.find(flow);
  const uri = known?.uri !== null && known?.flow.path === step.file ? known.uri : sourceUri(flow, step.file);
  const range = new Range(step.line - 1, 0, step.line - 1, 0);
  await window.showTextDocument(uri, { preview: true, ...options, selection: range });
}

/** All files of a patch below each other. */
export async function openPatchChanges(rooms: ReadingRooms, ...args: readonly unknown[]): Promise<void> {
  const target = targetOf(args);
  if (target === null) return say('Choose a patch in the Series view first.');
  await rooms.opening.restored();
  const held = rooms.library.patch(target.message);
  if (held === null) return say('This patch is not open any more. Open its mailbox again.');
  const files = held.patch.patch.files.filter((file) => file.status !== 'binary');
  const [only] = files;
  if (only === undefined) return openMessage(rooms, target.message);
  const title = plainLine(`${held.patch.index}/${held.series.total} ${held.patch.subject}`, 80);
  if (files.length === 1) return showSides(rooms, held.patch.messageId, only, title, {});
  await commands.executeCommand(
    'vscode.changes',
    title,
    files.map((file) => [sideUri(held.patch.messageId, file.path, 'new'), ...pair(held.patch.messageId, file)]),
  );
}

/** A message as text; `line` is one of its body, counted from 1. */
export async function openMessage(rooms: ReadingRooms, ...args: readonly unknown[]): Promise<void> {
  const target = targetOf(args);
  if (target === null) return say('Choose a message in the Thread view first.');
  await rooms.opening.restored();
  const placed = rooms.library.message(target.message);
  if (placed === null) {
    return say(`The message <${plainLine(target.message)}> is not open. Open the mailbox that holds it.`);
  }
  const document = await rooms.documents.caughtUp(messageUri(placed.message.id, placed.message.subject));
  const line = typeof args[1] === 'number' ? args[1] : null;
  const row = line === null ? null : bodyRowOf(document) + line - 1;
  await window.showTextDocument(document, {
    preview: true,
    ...(row === null ? {} : { selection: new Range(row, 0, row, 0) }),
  });
  await foldDeepQuotes(document, row);
}

/** What quotes quote is folded away at first, unless it holds the line that was asked for. */
async function foldDeepQuotes(document: TextDocument, wanted: number | null): Promise<void> {
  const folds = messageFolds(document.getText(), bodyRowOf(document)).filter(
    ({ kind, depth, start, end }) =>
      kind === 'quote' && depth === 2 && !(wanted !== null && start <= wanted && wanted <= end),
  );
  if (folds.length === 0) return;
  await commands.executeCommand('editor.fold', { selectionLines: folds.map(({ start }) => start), levels: 1 });
}

/** The file that a message was read from, at that message. */
export async function openMailText(rooms: ReadingRooms, ...args: readonly unknown[]): Promise<void> {
  const target = targetOf(args);
  if (target === null) return say('Choose a message in the Thread view first.');
  const placed = rooms.library.message(target.message);
  const source = placed === null ? null : rooms.library.sourceOf(placed.message.id);
  const row = placed === null || source === null ? null : source.rowOfByte(placed.message.span.start);
  if (source === null || row === null) return say('This message does not stand in a text file of its own.');
  const document = await workspace.openTextDocument(source.uri);
  await window.showTextDocument(document, { selection: new Range(row, 0, row, 0) });
}

export async function copyMessageId(...args: readonly unknown[]): Promise<void> {
  const target = targetOf(args);
  if (target === null) return say('Choose a message in the Thread view first.');
  await env.clipboard.writeText(`<${target.message}>`);
}

/** The file behind a mailbox page, in the text editor. */
export async function reopenAsText(uri: unknown): Promise<void> {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const shown = input instanceof TabInputCustom ? input.uri : undefined;
  const target = uri instanceof Uri ? uri : typeof uri === 'string' ? Uri.parse(uri) : shown;
  if (target === undefined) return say('Choose a mailbox first.');
  await commands.executeCommand('vscode.openWith', target, 'default');
}

/** The diff of a file of a patch, shown as the options say. */
export async function showFileSides(
  rooms: ReadingRooms,
  patch: string,
  path: string,
  options: TextDocumentShowOptions,
): Promise<void> {
  const held = rooms.library.patch(patch);
  const file = rooms.library.file(patch, path);
  if (held === null || file === null) return say('This patch is not open any more. Open its mailbox again.');
  await showSides(
    rooms,
    held.patch.messageId,
    file,
    `${baseName(file.path)} (${held.patch.index}/${held.series.total})`,
    options,
  );
}

async function showSides(
  rooms: ReadingRooms,
  patch: MessageId,
  file: FileDiff,
  title: string,
  options: TextDocumentShowOptions,
): Promise<void> {
  await Promise.all(pair(patch, file).map((uri) => rooms.documents.caughtUp(uri)));
  await commands.executeCommand('vscode.diff', ...pair(patch, file), plainLine(title), { preview: true, ...options });
}

const pair = (patch: MessageId, file: FileDiff): [Uri, Uri] => [
  sideUri(patch, file.path, 'old'),
  sideUri(patch, file.path, 'new'),
];

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function say(message: string): void {
  void window.showInformationMessage(message);
}
