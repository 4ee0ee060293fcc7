import { readFile } from 'node:fs/promises';
import { workspace, type Uri } from 'vscode';

/** The bytes of a file. One of this machine is read without the editor, which would first ask around who it belongs to. */
export const fileBytes = (uri: Uri): Thenable<Uint8Array> =>
  uri.scheme === 'file' ? readFile(uri.fsPath) : workspace.fs.readFile(uri);
