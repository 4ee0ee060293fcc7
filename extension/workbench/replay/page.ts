import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';
import { WAITING_PAGE } from '../../../webview/protocol';

/** Where the view's script, style sheet and worker lie. */
export const assetsFolder = (extension: Uri): Uri => Uri.joinPath(extension, 'dist', 'webview');

/**
 * The page of the replay view: one element, which says that the replay is coming, and one script, which makes everything else. Its policy lets in our own
 * script by nonce, our own style sheets and fonts, and a worker that the script starts from a blob (Monaco's), which
 * is why it may fetch from our own folder; no eval, nothing remote. Monaco sets styles on elements, so styles may be
 * inline.
 */
export function replayPage(webview: Webview, extension: Uri): string {
  const nonce = randomBytes(24).toString('base64');
  const asset = (name: string): string => webview.asWebviewUri(Uri.joinPath(assetsFolder(extension), name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
    'worker-src blob:',
    `connect-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${asset('replay.css')}">
<title>kAPI Replay</title>
</head>
<body>
<div id="replay" data-worker-url="${asset('editor.worker.js')}">${WAITING_PAGE}</div>
<script nonce="${nonce}" src="${asset('replay.js')}"></script>
</body>
</html>`;
}
