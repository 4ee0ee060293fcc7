import { Range, Uri, ViewColumn, env, window, workspace, type QuickPickItem } from 'vscode';
import * as v from 'valibot';
import { workspaceTours } from '../ids';
import { plainLine } from '../plain-text';
import type { Rooms } from '../rooms';
import { textOfTrees } from '../../link/tree-text';
import { momentInFront, type MomentHere } from './links';
import type { KnownTour } from './tours';

const Node = v.object({
  known: v.object({ uri: v.custom<Uri>((value) => value instanceof Uri) }),
  index: v.optional(v.number()),
});

/** What a tour's command is asked to act on: a row of the view, a tour's URI with a moment, or nothing. */
function target(first: unknown, second: unknown): { readonly uri: string; readonly index: number } | null {
  if (typeof first === 'string') return { uri: first, index: typeof second === 'number' ? second : 0 };
  const node = v.safeParse(Node, first);
  return node.success ? { uri: node.output.known.uri.toString(), index: node.output.index ?? 0 } : null;
}

/** Plays a tour from a moment on; of several the reader chooses one. */
export async function playTour(rooms: Rooms, first: unknown, second: unknown): Promise<void> {
  const wanted = target(first, second);
  const known = wanted === null ? await chooseTour(rooms) : await rooms.tours.at(Uri.parse(wanted.uri));
  if (known !== null && known !== undefined) await rooms.guide.goTo(known, wanted?.index ?? 0);
}

/** Adds the step at which the replay in front stands to a tour, and opens the file at its note. */
export async function addToTour(rooms: Rooms, first: unknown): Promise<void> {
  const here = await momentInFront(rooms);
  if (here === null) {
    void window.showInformationMessage('Open a replay and go to the step that the tour is to show first.');
    return;
  }
  await addMoment(rooms, here, typeof first === 'string' ? first : undefined);
}

/** Adds a moment to a tour, the one of that title or the one that the reader chooses, and opens the file at its note. */
export async function addMoment(rooms: Rooms, here: MomentHere, title?: string): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) {
    void window.showInformationMessage('Tours are kept in the workspace. Open a folder first.');
    return;
  }
  const uri = await tourToAddTo(rooms, folder.uri, title);
  if (uri === undefined) return;
  const [{ withStop, wordsFor }, { momentUri }, { recordedOn }, trees] = await Promise.all([
    import('../../link/tour'),
    import('../../link/moment'),
    import('../../link/recorded-on'),
    rooms.trees.all(),
  ]);
  const { replay } = here;
  const nameOf = (actor: number): string => replay.model.actors.find(({ index }) => index === actor)?.name ?? '';
  const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
  const stop = {
    title: '',
    note: '',
    flow: here.moment.flow,
    at: wordsFor(here.moment.step, replay.steps, nameOf),
    link: momentUri(here.moment, env.uriScheme),
    on: recordedOn(replay.found.prepared.series, replay.steps, here.moment.step, textOfTrees(trees)),
  };
  await workspace.fs.writeFile(uri, new TextEncoder().encode(withStop(text, stop)));
  rooms.tours.refresh();
  await showNote(uri, Number.MAX_SAFE_INTEGER);
}

/** Opens a tour's file at the moment that is played, or at that of the row. */
export async function editTour(rooms: Rooms, first: unknown, second: unknown): Promise<void> {
  const wanted = target(first, second);
  const played = rooms.guide.place;
  const uri = wanted === null ? (played?.uri ?? (await chooseTour(rooms))?.uri) : Uri.parse(wanted.uri);
  if (uri !== undefined) await showNote(uri, wanted === null ? (played?.index ?? 0) : wanted.index);
}

/** The file, with the cursor in the note of a moment. */
async function showNote(uri: Uri, index: number): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const rows = document
    .getText()
    .split('\n')
    .flatMap((line, row) => (/^\s*"note":/.test(line) ? [row] : []));
  const row = rows[Math.min(index, rows.length - 1)] ?? 0;
  const text = document.lineAt(row).text;
  const column = text.endsWith('"",') ? text.length - 2 : text.length;
  await window.showTextDocument(document, {
    viewColumn: ViewColumn.One,
    selection: new Range(row, column, row, column),
  });
}

/** The tour that the reader chooses: one of the workspace, or a new one. */
async function tourToAddTo(rooms: Rooms, folder: Uri, title: string | undefined): Promise<Uri | undefined> {
  if (title !== undefined) return newTour(folder, title);
  const own = (await rooms.tours.all()).filter(({ isSample }) => !isSample);
  const picks = own.map((known): QuickPickItem & { readonly uri: Uri } => ({
    uri: known.uri,
    label: plainLine(known.tour.title),
    description: workspace.asRelativePath(known.uri),
  }));
  const fresh = { label: '$(add) New Tour…' };
  const picked =
    own.length === 0
      ? fresh
      : await window.showQuickPick([...picks, fresh], { title: 'Add to Tour', placeHolder: 'Which tour?' });
  if (picked === undefined) return undefined;
  const chosen = picks.find((pick) => pick === picked);
  if (chosen !== undefined) return chosen.uri;
  const asked = await window.showInputBox({
    title: 'New Tour',
    prompt: 'What it shows, in one line',
    validateInput: (text) => (text.trim() === '' ? 'A tour needs a title.' : null),
  });
  return asked === undefined ? undefined : newTour(folder, asked.trim());
}

/** A tour of that title; one that is there already is left as it is. */
async function newTour(folder: Uri, title: string): Promise<Uri> {
  const { emptyTour } = await import('../../link/tour');
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const uri = Uri.joinPath(folder, workspaceTours, `${name === '' ? 'tour' : name}.tour.json`);
  try {
    await workspace.fs.stat(uri);
  } catch {
    await workspace.fs.writeFile(uri, new TextEncoder().encode(emptyTour(title)));
  }
  return uri;
}

async function chooseTour(rooms: Rooms): Promise<KnownTour | undefined> {
  const all = await rooms.tours.all();
  const [only] = all;
  if (all.length === 1) return only;
  const picks = all.map((known) => ({
    known,
    label: plainLine(known.tour.title),
    description: known.isSample ? 'sample' : '',
  }));
  return (await window.showQuickPick(picks, { title: 'Play Tour', placeHolder: 'Which tour?' }))?.known;
}
