import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Range, Selection, TextEditorRevealType, Uri, window } from 'vscode';
import { driftedLine } from '../patch/drift';
import { parseAddress } from './documents/address';
import { plainLine } from './plain-text';
import type { Rooms } from './rooms';
import { targetOf } from './targets';

/** The file of a kernel path in a tree that is checked out, or null where there is none. Paths come out of mails. */
export function fileInTree(tree: string, path: string): string | null {
  if (path === '' || path.startsWith('/') || path.split('/').includes('..')) return null;
  const file = join(tree, path);
  return existsSync(file) ? file : null;
}

/**
 * Opens the file of a diff in the reader's own tree, at the line under the cursor: where the tree has other lines above
 * it than the patch was made for, the line is found by what stands around it.
 */
export async function openInTree(rooms: Rooms, ...args: readonly unknown[]): Promise<void> {
  await rooms.opening.restored();
  const editor = window.activeTextEditor;
  const target = targetOf(args);
  if (target === null || target.path === null) return say('Put the cursor into a diff, or choose a file of a patch.');
  const trees = await rooms.trees.all();
  if (trees.length === 0) return say('No kernel tree is set. Run "kAPI Replay: Choose Kernel Tree…" first.');
  const found = trees.map(({ name }) => fileInTree(name, target.path ?? '')).find((path) => path !== null) ?? null;
  if (found === null) return say(`${plainLine(target.path)} is not checked out in the kernel tree of the settings.`);
  const address = editor === undefined ? null : parseAddress(editor.document.uri);
  const sides = await rooms.documents.sides(target.message, target.path);
  const side = address?.kind === 'side' && address.path === target.path ? address.side : 'new';
  const row = address?.kind === 'side' && editor !== undefined ? editor.selection.active.line : null;
  const shown = sides?.[side] ?? null;
  const shownFile = await window.showTextDocument(Uri.file(found), { preview: true });
  const lines = shownFile.document.getText().split(/\r?\n/);
  const asked = row ?? shown?.lineNumbers.findIndex((line, at) => line > 0 && (shown.mailLines?.[at] ?? 0) > 0) ?? 0;
  const line = shown === null ? null : driftedLine(shown.text.split('\n'), shown.lineNumbers, asked, lines);
  if (line === null) {
    if (row !== null) say('The lines around the cursor are not in the file of your tree.');
    return;
  }
  const range = new Range(line - 1, 0, line - 1, 0);
  shownFile.selection = new Selection(range.start, range.end);
  shownFile.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

const say = (message: string): void => void window.showInformationMessage(message);
