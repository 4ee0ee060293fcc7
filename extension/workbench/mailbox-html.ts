import { randomBytes } from 'node:crypto';
import type { Uri } from 'vscode';
import type { Series, SeriesPatch } from '../series/series';
import { person } from './documents/message-text';
import { command } from './ids';
import type { Library, Source } from './library';
import type { Opening } from './opening';
import { locatedProblems, type LocatedProblem } from './problems';
import { revisionName } from './series-tree';

/** What a mailbox holds, or why it is not open. All that was mail is escaped. */
export function mailboxHtml(uri: Uri, library: Library, opening: Opening): string {
  const source = library.sources.find((held) => held.uri.toString() === uri.toString());
  const asText = link(command.reopenAsText, [uri.toString()], 'Show as text');
  if (source === undefined) {
    const why = opening.unread.get(uri.toString()) ?? 'This file is not open in the Series view.';
    return page(`<h1>Not open</h1><p>${escape(why)} ${asText}</p>`);
  }
  const ids = new Set<string>(source.messages.map((message) => message.id));
  const series = library.archive.series.filter(({ cover, patches }) =>
    [...(cover === null ? [] : [cover]), ...patches.map((patch) => patch.message)].some(({ id }) => ids.has(id)),
  );
  const body = [
    `<h1>${escape(source.name)}</h1>`,
    `<p>${source.messages.length} messages, ${series.length} series. The Series and Thread views show them. ${asText}</p>`,
    problemList(locatedProblems(library).filter((found) => found.uri.toString() === uri.toString())),
    ...series.map(seriesSection),
    ...(series.length === 0 ? [otherMessages(source)] : []),
  ];
  return page(body.join('\n'));
}

/** While it is being read. */
export const openingHtml = (): string => page('<p role="status">Opening…</p>');

function seriesSection(series: Series): string {
  const cover = series.cover;
  return [
    `<h2>${escape(series.title)} <small>${escape(revisionName(series))}</small></h2>`,
    series.missing.length === 0 ? '' : `<p>Not in what is open: ${series.missing.join(', ')} of ${series.total}.</p>`,
    cover === null
      ? ''
      : `<p>${link(command.openMessage, [cover.id], 'Cover letter')} by ${escape(person(cover.from))}</p>`,
    '<table><thead><tr><th>Patch</th><th>Subject</th><th>Files</th><th>Lines</th></tr></thead><tbody>',
    ...series.patches.map((patch) => patchRow(series, patch)),
    '</tbody></table>',
  ].join('\n');
}

function patchRow(series: Series, patch: SeriesPatch): string {
  const files = patch.patch.files;
  const added = files.reduce((sum, file) => sum + file.added, 0);
  const removed = files.reduce((sum, file) => sum + file.removed, 0);
  const names = files.map((file) => link(command.openFile, [patch.messageId, file.path], file.path)).join('<br>');
  return [
    `<tr><td>${link(command.openMessage, [patch.messageId], `${patch.index}/${series.total}`)}</td>`,
    `<td>${link(command.openPatch, [patch.messageId], patch.subject)}</td>`,
    `<td>${names}</td><td><span class="added">+${added}</span> <span class="removed">−${removed}</span></td></tr>`,
  ].join('');
}

const otherMessages = (source: Source): string =>
  `<ul>${source.messages
    .slice(0, 200)
    .map((message) => `<li>${link(command.openMessage, [message.id], message.subject || '(no subject)')}</li>`)
    .join('')}</ul>`;

function problemList(problems: readonly LocatedProblem[]): string {
  if (problems.length === 0) return '';
  const shown = problems.slice(0, 50);
  const more = problems.length - shown.length;
  return [
    `<details><summary>${problems.length} problems while reading</summary><ul>`,
    ...shown.map(({ problem, row }) => `<li>line ${row + 1}: ${escape(problem.message)}</li>`),
    more > 0 ? `<li>and ${more} more in the Problems panel</li>` : '',
    '</ul></details>',
  ].join('');
}

function link(id: string, args: readonly string[], text: string): string {
  return `<a href="command:${id}?${encodeURIComponent(JSON.stringify(args))}">${escape(text)}</a>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

function page(body: string): string {
  const nonce = randomBytes(16).toString('base64');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>kAPI Replay</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>${body}</body>
</html>`;
}

const STYLE = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); color: var(--vscode-foreground); padding: 0 1.5rem 2rem; max-width: 70rem; }
h1 { font-size: 1.5em; } h2 { font-size: 1.2em; margin-top: 1.6em; } small { font-weight: normal; opacity: 0.8; }
a { color: var(--vscode-textLink-foreground); text-decoration: none; } a:hover { text-decoration: underline; }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: top; border-bottom: 1px solid var(--vscode-widget-border, transparent); }
td:nth-child(3) { font-family: var(--vscode-editor-font-family); }
td:nth-child(1), td:nth-child(4) { white-space: nowrap; }
.added { color: var(--vscode-gitDecoration-addedResourceForeground); } .removed { color: var(--vscode-gitDecoration-deletedResourceForeground); }
`;
