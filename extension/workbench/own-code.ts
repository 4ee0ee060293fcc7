import { Range, Uri, WorkspaceEdit, window, workspace, type QuickPickItem } from 'vscode';
import type { Api, ApisRequest } from '../link/apis';
import { workspaceFlows } from './ids';
import { seriesFor } from './pages';
import { plainLine } from './plain-text';
import type { Rooms } from './rooms';

/** A flow in the workspace with actors for the functions that a series adds, for the reader to edit. */
export async function draftOwnFlow(rooms: Rooms, node: unknown): Promise<void> {
  const folder = trustedFolder();
  if (folder === null) return;
  const series = await seriesFor(rooms, node);
  if (series === null) return;
  const [{ draftFlow, draftId }, request] = await Promise.all([import('../link/draft-flow'), requestOf(rooms)]);
  const id = await window.showInputBox({
    title: 'Draft Flow from Series',
    prompt: 'A name for the flow, in lower case with dashes',
    value: draftId(series),
    validateInput: (text) => (/^[a-z][a-z0-9-]*$/.test(text) ? null : 'Lower-case letters, digits and dashes.'),
  });
  if (id === undefined) return;
  const uri = Uri.joinPath(folder, workspaceFlows, `${id}.c`);
  if (await isThere(uri)) {
    void window.showInformationMessage(plainLine(`${id}.c is there already; it is opened as it is.`));
  } else {
    await workspace.fs.writeFile(uri, new TextEncoder().encode(draftFlow(series, request, id).text));
    rooms.flows.refresh();
  }
  await window.showTextDocument(uri);
}

/**
 * A model to fill in, for a function that nobody defines: the one that the arguments name (a symbol, and the flow whose
 * file gets the include), or one that the reader chooses of those that a series needs.
 */
export async function createModel(rooms: Rooms, [symbol, flow]: readonly unknown[]): Promise<void> {
  const folder = trustedFolder();
  if (folder === null) return;
  const needs = await needsOf(rooms, typeof symbol === 'string' ? null : symbol);
  const api = typeof symbol === 'string' ? needs.find(({ name }) => name === symbol) : await choose(needs);
  if (api === undefined) {
    if (typeof symbol === 'string') say(`No declaration of ${symbol}() is known; give a kernel tree that has one.`);
    return;
  }
  const { modelStub, withInclude } = await import('../link/model-stub');
  const stub = modelStub(api);
  if (stub === null) return say(`No declaration of ${api.name}() is known; give a kernel tree that has one.`);
  const uri = Uri.joinPath(folder, workspaceFlows, stub.path);
  if (!(await isThere(uri))) await workspace.fs.writeFile(uri, new TextEncoder().encode(stub.text));
  const known = typeof flow === 'string' ? await rooms.flows.find(flow) : null;
  if (known?.uri) {
    const document = await workspace.openTextDocument(known.uri);
    const before = document.getText();
    const after = withInclude(before, stub.include);
    const edit = new WorkspaceEdit();
    edit.replace(known.uri, document.validateRange(new Range(0, 0, document.lineCount, 0)), after);
    if (after !== before) await workspace.applyEdit(edit);
  }
  await window.showTextDocument(uri);
}

/** What the open series need and nobody defines. */
async function needsOf(rooms: Rooms, node: unknown): Promise<readonly Api[]> {
  await rooms.opening.restored();
  const [{ seriesApis }, request] = await Promise.all([import('../link/apis'), requestOf(rooms)]);
  const chosen = node === null ? null : await seriesFor(rooms, node);
  const series = chosen === null ? rooms.library.archive.series.filter((one) => one.patches.length > 0) : [chosen];
  const found = series.flatMap((one) => seriesApis({ ...request, series: [one] }).needs);
  return found.filter(({ state }) => state === 'opaque');
}

async function choose(needs: readonly Api[]): Promise<Api | undefined> {
  const picks = needs.map((api): QuickPickItem & { readonly api: Api } => ({
    api,
    label: plainLine(api.name),
    description: plainLine(api.signature, 80),
    detail: plainLine(`Used in ${[...new Set(api.uses.map((use) => use.in))].join(', ')}`),
  }));
  if (picks.length === 0) say('Everything that the open series call has a meaning.');
  const picked =
    picks.length === 0 ? undefined : await window.showQuickPick(picks, { title: 'Create Model of Function' });
  return picked?.api;
}

async function requestOf(rooms: Rooms): Promise<Omit<ApisRequest, 'series'>> {
  const [{ primitiveNames }, models, trees] = await Promise.all([
    import('../kernel/machine/primitives/primitives'),
    rooms.flows.library(),
    rooms.trees.all(),
  ]);
  return { models, trees, primitives: primitiveNames };
}

function trustedFolder(): Uri | null {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder !== undefined && workspace.isTrusted) return folder.uri;
  say('Flows and models of your own live in a trusted workspace. Open and trust a folder first.');
  return null;
}

async function isThere(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

const say = (words: string): void => void window.showInformationMessage(plainLine(words, 300));
