/** The installed extension as the suites meet it: through VS Code's own API, and what activate() returns. */
import assert from 'node:assert/strict';
import { commands, extensions, languages, workspace, window, Uri, type Diagnostic } from 'vscode';
import type { KapiReplay, ViewName } from '../../extension/workbench/api';

const ID = 'kapi-replay.kapi-replay';

export async function installed(): Promise<KapiReplay> {
  const extension = extensions.getExtension<KapiReplay>(ID);
  assert.ok(extension, `${ID} is not installed`);
  return extension.activate();
}

/** The first folder of the workspace: a copy of the shipped samples. */
export function folder(): Uri {
  const first = workspace.workspaceFolders?.[0];
  assert.ok(first, 'the tests run in a folder');
  return first.uri;
}

export const inFolder = (path: string): Uri => Uri.joinPath(folder(), path);

/** Everything closed, as after a first start. */
export async function closeEverything(): Promise<KapiReplay> {
  const kapi = await installed();
  await commands.executeCommand('kapi-replay.closeAll');
  await commands.executeCommand('workbench.action.closeAllEditors');
  return kapi;
}

/** The sample series, open. */
export async function withSample(): Promise<KapiReplay> {
  const kapi = await closeEverything();
  assert.equal(await kapi.open([inFolder('chime.mbox')]), true);
  return kapi;
}

/** The rows of a view as text: two blanks a level, the label, and what stands beside it. */
export async function rows(kapi: KapiReplay, view: ViewName): Promise<string[]> {
  return (await kapi.rows(view)).map(({ depth, item }) => {
    const label = typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
    return `${'  '.repeat(depth)}${label} · ${typeof item.description === 'string' ? item.description : ''}`;
  });
}

/** Waits until something is true; the time limit is the test's own. */
export async function eventually<Value>(what: string, ask: () => Value | null | undefined | false): Promise<Value> {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const answer = ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`waited in vain for ${what}`);
}

/** A file of the workspace with that text. */
export async function write(path: string, text: string): Promise<Uri> {
  const uri = inFolder(path);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

export async function read(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

/** Problems in the Problems panel, of one file. */
export const problemsOf = (uri: Uri): readonly Diagnostic[] =>
  languages.getDiagnostics(uri).filter(({ source }) => source === 'kAPI Replay');

/** The tab in front. */
export const tabInFront = (): unknown => window.tabGroups.activeTabGroup.activeTab?.input;
