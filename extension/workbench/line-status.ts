import { StatusBarAlignment, window } from 'vscode';
import type { Disposables } from './disposables';
import { parseAddress } from './documents/address';
import type { DocumentContents } from './documents/content';
import { plainLine } from './plain-text';

/**
 * A diff of hunks numbers its rows from 1; reviewers speak of the file's own lines. The status bar says which one the
 * cursor is on.
 */
export function showFileLine(documents: DocumentContents, disposables: Disposables): void {
  const status = disposables.add(window.createStatusBarItem('kapi-replay.line', StatusBarAlignment.Right, 90));
  status.name = 'Line in the Kernel File';
  const show = async (): Promise<void> => {
    const editor = window.activeTextEditor;
    const address = editor === undefined ? null : parseAddress(editor.document.uri);
    const sides = address?.kind === 'side' ? await documents.sides(address.patch, address.path) : null;
    if (editor === undefined || address?.kind !== 'side' || sides === null || editor !== window.activeTextEditor) {
      status.hide();
      return;
    }
    const line = sides[address.side].lineNumbers[editor.selection.active.line] ?? 0;
    const file = plainLine(address.path.slice(address.path.lastIndexOf('/') + 1));
    status.text = line === 0 ? `${file} (gap)` : `${file}:${line}`;
    status.tooltip = line === 0 ? 'The patch does not show the lines here.' : 'The line in the file itself.';
    status.show();
  };
  disposables.add(window.onDidChangeActiveTextEditor(() => void show()));
  disposables.add(window.onDidChangeTextEditorSelection(() => void show()));
  void show();
}
