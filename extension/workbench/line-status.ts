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
  const show = (): void => {
    const editor = window.activeTextEditor;
    const address = editor === undefined ? null : parseAddress(editor.document.uri);
    if (editor === undefined || address?.kind !== 'side') {
      status.hide();
      return;
    }
    const line = documents.sides(address.patch, address.path)?.[address.side].lineNumbers[editor.selection.active.line];
    const file = plainLine(address.path.slice(address.path.lastIndexOf('/') + 1));
    status.text = line === undefined || line === 0 ? `${file} (gap)` : `${file}:${line}`;
    status.tooltip = line === 0 ? 'The patch does not show the lines here.' : 'The line in the file itself.';
    status.show();
  };
  disposables.add(window.onDidChangeActiveTextEditor(show));
  disposables.add(window.onDidChangeTextEditorSelection(show));
  show();
}
