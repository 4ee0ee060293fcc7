import { CancellationError, ProgressLocation, Uri, commands, window, workspace, type QuickPickItem } from 'vscode';
import * as v from 'valibot';
import { expectationText, type Flow } from '../link/flow';
import { debugFlow } from './debug/debugging';
import { sourceUri } from './documents/address';
import { verdictText } from './flows-tree';
import type { KnownFlow } from './flows';
import { command, setting, workspaceFlows } from './ids';
import { plainLine } from './plain-text';
import { canRun } from './replay/model';
import type { Rooms } from './rooms';

const FlowNode = v.object({ kind: v.literal('flow'), known: v.object({ flow: v.object({ id: v.string() }) }) });
const Ids = v.union([
  v.array(v.string()),
  v.pipe(
    v.string(),
    v.transform((id) => [id]),
  ),
  v.pipe(
    FlowNode,
    v.transform((node) => [node.known.flow.id]),
  ),
]);

/** Replays a flow; of several, or of none named, the reader chooses one. */
export async function replayFlow(rooms: Rooms, argument: unknown): Promise<void> {
  const known = await runnable(rooms, argument);
  if (known !== undefined) await rooms.replaying.open(known);
}

/** Debugs a flow; of several, or of none named, the reader chooses one. */
export async function debugChosenFlow(rooms: Rooms, argument: unknown): Promise<void> {
  const known = await runnable(rooms, argument);
  if (known !== undefined) await debugFlow(known.flow.id);
}

/** The id of a flow that the reader chooses. */
export async function chooseFlow(rooms: Rooms): Promise<string | undefined> {
  return (await choose(rooms, await named(rooms, undefined)))?.flow.id;
}

/** The flow that is meant, if it can run; else says what is missing. */
async function runnable(rooms: Rooms, argument: unknown): Promise<KnownFlow | undefined> {
  const candidates = await named(rooms, argument);
  const known = candidates.length === 1 ? candidates[0] : await choose(rooms, candidates);
  if (known === undefined) return undefined;
  const words = missingSeries(rooms, known.flow);
  if (words === null) return known;
  const open = 'Open Series…';
  if ((await window.showWarningMessage(words, open)) === open) await commands.executeCommand(command.openSeries);
  return undefined;
}

/** Searches flows without showing a replay; the verdicts stand in the Flows view. */
export async function exploreFlows(rooms: Rooms, argument: unknown): Promise<void> {
  const candidates = await named(rooms, argument);
  const one = argument === undefined ? await choose(rooms, candidates) : undefined;
  const wanted = one === undefined ? candidates : [one];
  if (argument === undefined && one === undefined) return;
  const running = wanted.filter(({ flow }) => missingSeries(rooms, flow) === null);
  const [first] = wanted;
  if (running.length > 0) await search(rooms, running);
  else if (first !== undefined) void window.showWarningMessage(missingSeries(rooms, first.flow) ?? '');
}

/** Searches every flow that can run on what is open. */
export async function exploreAll(rooms: Rooms): Promise<void> {
  await rooms.opening.restored();
  const all = await rooms.flows.all();
  const running = all.filter(({ flow }) => missingSeries(rooms, flow) === null);
  if (running.length === 0) {
    void window.showInformationMessage('No flow can run on what is open. Open the series that a flow names first.');
    return;
  }
  await search(rooms, running);
}

/** The C of a flow: its own file, or a read-only document for one that ships. */
export async function openFlow(rooms: Rooms, argument: unknown): Promise<void> {
  const candidates = await named(rooms, argument);
  const known = candidates.length === 1 ? candidates[0] : await choose(rooms, candidates);
  if (known === undefined) return;
  await window.showTextDocument(known.uri ?? sourceUri(known.flow.id, known.flow.path), { preview: true });
}

/** A flow of the reader's own, with the head that every flow has and two actors to fill in. */
export async function newFlow(rooms: Rooms): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined || !workspace.isTrusted) {
    void window.showInformationMessage('Flows of your own live in a trusted workspace. Open and trust a folder first.');
    return;
  }
  const id = await window.showInputBox({
    title: 'New Flow',
    prompt: 'A name for the flow, in lower case with dashes',
    value: 'my-flow',
    validateInput: (text) => (/^[a-z][a-z0-9-]*$/.test(text) ? null : 'Lower-case letters, digits and dashes.'),
  });
  if (id === undefined) return;
  const uri = Uri.joinPath(folder.uri, workspaceFlows, `${id}.c`);
  if (!(await exists(uri))) {
    const series = rooms.library.archive.series.at(-1);
    const named = series?.cover?.id ?? series?.patches[0]?.messageId ?? null;
    await workspace.fs.writeFile(uri, new TextEncoder().encode(template(id, named)));
  }
  rooms.flows.refresh();
  await window.showTextDocument(uri);
}

/** Points the settings at a kernel tree. */
export async function chooseKernelTree(): Promise<void> {
  if (!workspace.isTrusted) {
    void window.showInformationMessage('A kernel tree is read through git, which waits until you trust the workspace.');
    return;
  }
  const [chosen] =
    (await window.showOpenDialog({
      title: 'Choose Kernel Tree',
      openLabel: 'Use as Kernel Tree',
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (chosen === undefined) return;
  await workspace.getConfiguration(setting.section).update(setting.kernelTree, chosen.fsPath, true);
}

async function search(rooms: Rooms, wanted: readonly KnownFlow[]): Promise<void> {
  await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Exploring', cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const unexpected: string[] = [];
      for (const [at, known] of wanted.entries()) {
        if (stop.signal.aborted) return;
        const name = plainLine(known.flow.id);
        progress.report({ message: name, increment: at === 0 ? 0 : 100 / wanted.length });
        const found = await unlessCancelled(
          rooms.explorer.explore(known, {
            signal: stop.signal,
            progress: (text) => progress.report({ message: `${name}: ${plainLine(text)}` }),
          }),
        );
        if (found === null) return;
        if (!found.asExpected) {
          unexpected.push(`${name} expects ${expectationText(known.flow.expect)}, found ${verdictText(found)}`);
        }
      }
      tellResult(rooms, wanted.length, unexpected);
    },
  );
}

/** What a search found, or null where the reader cancelled it. */
async function unlessCancelled<Found>(search: Promise<Found>): Promise<Found | null> {
  try {
    return await search;
  } catch (error) {
    if (error instanceof CancellationError) return null;
    throw error;
  }
}

function tellResult(rooms: Rooms, count: number, unexpected: readonly string[]): void {
  const flows = count === 1 ? '1 flow' : `${count} flows`;
  if (unexpected.length === 0) {
    void window.showInformationMessage(`${flows} searched, ${count === 1 ? 'it' : 'each'} ended as expected.`);
    return;
  }
  for (const line of unexpected) rooms.log.warn(line);
  void window.showWarningMessage(plainLine(`${flows} searched. ${unexpected.join('; ')}.`, 600));
}

/** The flows that an argument names, else all of them. */
async function named(rooms: Rooms, argument: unknown): Promise<readonly KnownFlow[]> {
  await rooms.opening.restored();
  const all = await rooms.flows.all();
  const ids = v.safeParse(Ids, argument);
  if (!ids.success) return all;
  const found = all.filter(({ flow }) => ids.output.includes(flow.id));
  if (found.length === 0) throw new Error(`No flow is called ${plainLine(ids.output.join(', '))}.`);
  return found;
}

async function choose(rooms: Rooms, candidates: readonly KnownFlow[]): Promise<KnownFlow | undefined> {
  const picks = candidates.map((known): QuickPickItem & { readonly known: KnownFlow } => {
    const found = rooms.flows.searched(known.flow.id);
    return {
      known,
      label: plainLine(known.flow.id),
      description: found === null ? `expects ${expectationText(known.flow.expect)}` : verdictText(found),
      detail: plainLine(missingSeries(rooms, known.flow) ?? known.flow.title),
    };
  });
  const picked = await window.showQuickPick(picks, { title: 'Flow', placeHolder: 'Which flow?', matchOnDetail: true });
  return picked?.known;
}

/** Why a flow cannot run on what is open, or null where it can. */
function missingSeries(rooms: Rooms, flow: Flow): string | null {
  if (canRun(flow, rooms.library)) return null;
  return plainLine(
    `The flow ${flow.id} runs the code of the series <${flow.series.join('>, <')}>, which is not open. Open its mailbox.`,
    300,
  );
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

const template = (id: string, series: string | null): string => `/**
 * flow: ${id}
 * title: What this flow shows, in one line
${series === null ? '' : ` * series: <${series}>\n`} * expect: pass
 */
#include <kapi/kernel.h>

void setup(void)
{
	/* Runs first, alone. */
}

__actor void first(void)
{
	/* Each actor is one thread of control: call the API here as a driver would. */
}

__actor void second(void)
{
}

void finally(void)
{
	/* Runs last, alone, when all actors have ended. */
}
`;
