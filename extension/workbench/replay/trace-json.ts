import { Uri, env, window, workspace } from 'vscode';
import type { TraceInputs } from '../../link/flow-document';
import { setting } from '../ids';
import type { Rooms } from '../rooms';
import type { Replay } from './replay';
import { fileNameOf, saveAs, write } from './saving';

/** The run that a view shows, as the JSON that `kapi-replay explore --json` prints and `kapi-replay replay` reads. */
export async function traceJson(rooms: Rooms, flow: string, replay: Replay): Promise<string> {
  const { flowDocument } = await import('../../link/flow-document');
  const { isAsExpected } = await import('../../link/explore-flow');
  const { exploration, prepared, time } = replay.found;
  const known = await rooms.flows.find(flow);
  const inputs: TraceInputs = {
    ...(known?.uri?.scheme === 'file' ? { flow: known.uri.fsPath } : {}),
    series: sourcesOf(rooms, replay),
    trees: treesOf(),
    revision: null,
  };
  const found = {
    flow: prepared.flow,
    exploration,
    asExpected: isAsExpected(prepared.flow, exploration),
    problems: prepared.problems,
  };
  return `${JSON.stringify(flowDocument(found, time, inputs, await rooms.flows.library()), null, 2)}\n`;
}

/** Puts the run of the replay in front on the clipboard. */
export async function copyTrace(rooms: Rooms, flow?: string): Promise<void> {
  const shown = runIn(rooms, flow);
  if (shown === null) return;
  await env.clipboard.writeText(await traceJson(rooms, shown.flow, shown.replay));
  window.setStatusBarMessage('Trace copied as JSON', 4000);
}

/** Writes the run of the replay in front to a file that the reader chooses, or to the one given. */
export async function saveTrace(rooms: Rooms, to: unknown, flow?: string): Promise<void> {
  const shown = runIn(rooms, flow);
  if (shown === null) return;
  const text = await traceJson(rooms, shown.flow, shown.replay);
  if (to instanceof Uri) await write(to, text);
  else await saveAs(`${fileNameOf(shown.flow)}.trace.json`, text);
}

function runIn({ replaying }: Rooms, flow?: string): { readonly flow: string; readonly replay: Replay } | null {
  const id = flow ?? replaying.current?.flow;
  const replay = id === undefined ? null : replaying.replayOf(id);
  if (id !== undefined && replay !== null && replay.trace !== null) return { flow: id, replay };
  void window.showInformationMessage('There is no run to take a trace of. Start with "kAPI Replay: Replay Flow".');
  return null;
}

/** The mailboxes that hold the series whose code ran. */
function sourcesOf({ library }: Rooms, { found: { prepared } }: Replay): readonly string[] {
  const mails = prepared.series.flatMap(({ patches }) => patches.map(({ messageId }) => messageId));
  const sources = mails.map((mail) => library.sourceOf(mail)?.uri).filter((uri) => uri?.scheme === 'file');
  return [...new Set(sources.map((uri) => uri?.fsPath ?? ''))];
}

function treesOf(): readonly string[] {
  const tree = workspace.getConfiguration(setting.section).get<string>(setting.kernelTree, '').trim();
  return tree === '' || !workspace.isTrusted ? [] : [tree];
}
