/**
 * The document of the view, as the host writes it. It holds its script and its style sheet, because in the first view of a
 * window fetching them takes longer than all they do; the editor, its fonts and its worker come from `assets`, later.
 *
 * One element says that the replay is coming; the script takes that over and makes everything else. The policy lets the
 * script in by nonce, our own fonts and style sheets, and a worker that the script starts from a blob (Monaco's),
 * which is why it may fetch from our own folder; no eval, nothing remote. Monaco sets styles on elements, so styles may be inline.
 */
import type { ToView } from './protocol';
import { writeMessage } from './written-message';

export interface DocumentParts {
  /** Unguessable, in base64, new for each document. */
  readonly nonce: string;
  /** The address of the folder of the view's other files, without a slash at its end. */
  readonly assets: string;
  /** The place of that folder as a content policy names it. */
  readonly source: string;
  /** The text of replay.js, and of replay.css. */
  readonly script: string;
  readonly style: string;
  /** What the view would be told first, where that is known already. */
  readonly first: ToView | null;
}

export function viewDocument({ nonce, assets, source, script, style, first }: DocumentParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'unsafe-inline'`,
    `font-src ${source}`,
    `img-src ${source} data:`,
    'worker-src blob:',
    `connect-src ${source}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style>${style}</style>
<title>kAPI Replay</title>
</head>
<body>
<div id="replay" data-assets="${assets}">${WAITING}</div>
<script type="application/json" id="first">${first === null ? '' : writeMessage(first)}</script>
<script nonce="${nonce}">${insideElement(script)}</script>
</body>
</html>`;
}

const WAITING =
  '<main class="no-replay"><div class="spinner" aria-hidden="true"></div>' +
  '<h1>Waiting for the replay</h1><p>The extension is preparing it.</p></main>';

/** A script means the same without what ends its element, or begins a comment, in the eyes of HTML: both stand in strings only. */
const insideElement = (script: string): string =>
  script.replaceAll(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');
