import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Uri, type Webview } from 'vscode';
import { viewDocument } from '../../../webview/document';
import type { ToView } from '../../../webview/protocol';

/** Where the view's script, style sheet and worker lie. */
export const assetsFolder = (extension: Uri): Uri => Uri.joinPath(extension, 'dist', 'webview');

/** The page of the replay view. @param first what it shows at once, where that is known already */
export function replayPage(webview: Webview, extension: Uri, first: ToView | null): string {
  const folder = assetsFolder(extension);
  written ??= { script: textOf(folder, 'replay.js'), style: textOf(folder, 'replay.css') };
  return viewDocument({
    nonce: randomBytes(24).toString('base64'),
    assets: webview.asWebviewUri(folder).toString(),
    source: webview.cspSource,
    ...written,
    first,
  });
}

/** What every page holds, read once. */
let written: { readonly script: string; readonly style: string } | null = null;

const textOf = (folder: Uri, name: string): string => readFileSync(Uri.joinPath(folder, name).fsPath, 'utf8');
