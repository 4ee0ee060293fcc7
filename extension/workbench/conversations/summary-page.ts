import { Uri, commands, env, window, workspace } from 'vscode';
import { conversationsOf } from '../../review/conversation';
import { summaryMarkdown, summaryText } from '../../review/format-summary';
import { revisionName, summarise, type Summary } from '../../review/summary';
import type { Series } from '../../series/series';
import { parseAddress, summaryUri } from '../documents/address';
import { plainLine } from '../plain-text';
import type { Rooms } from '../rooms';

/** What is still open in a series, as a page that reads like one. */
export async function openSummary(rooms: Rooms, target: unknown): Promise<void> {
  const series = await chooseSeries(rooms, target);
  if (series === null) return;
  const uri = summaryUri(series.id, `${series.title} ${revisionName(series)}`);
  await commands.executeCommand('markdown.showPreview', uri);
}

/** The same as text or Markdown, to paste into a mail or to save. */
export async function exportSummary(rooms: Rooms, target: unknown): Promise<void> {
  const series = await chooseSeries(rooms, target);
  if (series === null) return;
  const summary = summaryOf(rooms, series);
  const [copy, text, markdown] = ['Copy as text', 'Save as text…', 'Save as Markdown…'];
  const chosen = await window.showQuickPick([copy, text, markdown], { title: 'Export What Is Still Open' });
  if (chosen === copy) {
    await env.clipboard.writeText(summaryText(summary));
    return void window.showInformationMessage('What is still open was copied; it fits into a mail.');
  }
  if (chosen === undefined) return;
  const [name, content] =
    chosen === text ? ['still-open.txt', summaryText(summary)] : ['still-open.md', summaryMarkdown(summary)];
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = await window.showSaveDialog(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) });
  if (file !== undefined) await workspace.fs.writeFile(file, new TextEncoder().encode(content));
}

/** The text of a summary's page, or null where its series is not open. */
export function summaryPage(rooms: Pick<Rooms, 'library' | 'review' | 'notes'>, id: string): string | null {
  const series = rooms.library.series(id);
  return series === null ? null : summaryMarkdown(summaryOf(rooms, series));
}

function summaryOf({ library, review, notes }: Pick<Rooms, 'library' | 'review' | 'notes'>, series: Series): Summary {
  const conversations = conversationsOf(review.threads.flatMap(({ conversation }) => conversation?.comments ?? []));
  return summarise(library.archive, conversations, notes.marks, notes.all, series);
}

/** The series that a row or the document in front is about; where there are several and none is meant, the reader says. */
export async function chooseSeries(rooms: Rooms, target: unknown): Promise<Series | null> {
  await rooms.opening.restored();
  await rooms.review.settled();
  const { series: all } = rooms.library.archive;
  const named = seriesOf(rooms, target);
  if (named !== null) return named;
  if (all.length < 2) {
    if (all[0] === undefined) void window.showInformationMessage('Open a series first.');
    return all[0] ?? null;
  }
  const picks = all
    .toReversed()
    .map((series) => ({ label: plainLine(series.title), description: revisionName(series), series }));
  return (await window.showQuickPick(picks, { title: 'Which Series?' }))?.series ?? null;
}

function seriesOf({ library }: Rooms, target: unknown): Series | null {
  if (typeof target === 'string') return library.series(target);
  if (typeof target === 'object' && target !== null && 'series' in target) {
    const { series } = target;
    if (typeof series === 'object' && series !== null && 'id' in series && typeof series.id === 'string')
      return library.series(series.id);
  }
  const uri = window.activeTextEditor?.document.uri;
  const address = uri === undefined ? null : parseAddress(uri);
  if (address?.kind === 'side') return library.patch(address.patch)?.series ?? null;
  const placed = address?.kind === 'message' ? library.message(address.id) : null;
  const id = placed?.series ?? null;
  return id === null ? null : library.series(id);
}
