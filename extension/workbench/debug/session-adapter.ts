import {
  EventEmitter,
  ProgressLocation,
  Uri,
  window,
  workspace,
  type DebugAdapter,
  type DebugProtocolMessage,
} from 'vscode';
import { ReplayAdapter, type Debuggee } from '../../debug/adapter';
import type { Message } from '../../debug/protocol';
import type { RunOn } from '../exploring';
import type { KnownFlow } from '../flows';
import { plainLine } from '../plain-text';
import { canRun } from '../replay/model';
import type { Replay } from '../replay/replay';
import type { Rooms } from '../rooms';
import { CodeDocuments } from './code-documents';
import { parseLaunch, type Launch } from './configuration';
import { stepUri } from '../moments/step-links';
import { runOfReplay } from './run-of-replay';

/** One session, as VS Code talks to it. */
export class SessionAdapter implements DebugAdapter {
  private readonly sent = new EventEmitter<DebugProtocolMessage>();
  readonly onDidSendMessage = this.sent.event;
  private readonly adapter: ReplayAdapter;
  private readonly stop = new AbortController();
  private debugged: { readonly flow: string; replay: Replay; readonly ownTrace: boolean } | null = null;
  private position = 0;

  constructor(
    private readonly rooms: Rooms,
    private readonly ended: () => void,
  ) {
    this.adapter = new ReplayAdapter({
      launch: (configuration) => this.launch(parseLaunch(configuration)),
      send: (message) => this.sent.fire(message as DebugProtocolMessage),
      moved: (position) => this.moved(position),
      linkTo: stepUri,
    });
  }

  handleMessage(message: DebugProtocolMessage): void {
    const checked = message as Message;
    // A search that runs has to hear of the end before its own turn in the queue.
    if (checked.type === 'request' && /^(?:terminate|disconnect)$/.test(checked.command)) this.stop.abort();
    this.adapter.receive(checked);
  }

  /** The replay view of a flow stands at a step now: the step that the debugger is about to make. */
  follow(flow: string, step: number): void {
    const { debugged } = this;
    if (debugged?.flow !== flow || debugged.ownTrace || step === stepOf(this.position, debugged.replay)) return;
    const isViolation = step === debugged.replay.model.violationStep;
    this.position = isViolation ? step : step - 1;
    this.adapter.goTo(this.position);
  }

  /** The view shows another schedule of the flow. */
  async take(flow: string, replay: Replay): Promise<void> {
    const { debugged } = this;
    if (debugged?.flow !== flow || debugged.ownTrace || debugged.replay === replay || replay.steps.length === 0) return;
    debugged.replay = replay;
    const step = this.rooms.replaying.stepOf(flow) ?? 1;
    this.position = Math.max(0, step - 1);
    await this.adapter.replace(runOfReplay(replay), this.position);
  }

  dispose(): void {
    this.stop.abort();
    this.ended();
    this.sent.dispose();
  }

  private moved(position: number): void {
    this.position = position;
    const { debugged } = this;
    if (debugged === null || debugged.ownTrace) return;
    this.rooms.replaying.goTo({ flow: debugged.flow, step: stepOf(position, debugged.replay) }, false);
  }

  private async launch(launch: Launch): Promise<Debuggee> {
    const { rooms } = this;
    await rooms.opening.restored();
    await openNamed(rooms, launch);
    const known = await rooms.flows.find(launch.flow);
    if (known === null)
      throw new Error(
        `No flow is called ${plainLine(launch.flow)}. The Flows view lists those that there are${workspace.isTrusted ? '' : '; those of this workspace wait until you trust it'}.`,
      );
    if (!canRun(known.flow, rooms.library))
      throw new Error(
        `The flow ${plainLine(known.flow.id)} runs the code of <${known.flow.series.join('>, <')}>, which is not open. ` +
          'Open its mailbox first, or name it as "series" in the launch configuration.',
      );
    const on = await runOn(launch);
    const ownTrace = on.trees !== undefined || on.revision !== undefined;
    if (launch.replayView && !ownTrace) await rooms.replaying.open(known);
    const shown = ownTrace || rooms.explorer.isStale(known) ? null : rooms.replaying.replayOf(known.flow.id);
    const replay = shown ?? (await this.search(known, on));
    if (replay.steps.length === 0)
      throw new Error(`${plainLine(known.flow.id)} has no step to stop at: ${plainLine(replay.model.message, 400)}`);
    this.debugged = { flow: known.flow.id, replay, ownTrace };
    return {
      run: runOfReplay(replay),
      documents: new CodeDocuments(known, rooms.library, rooms.documents),
      stopOnEntry: launch.stopOnEntry,
    };
  }

  private search(known: KnownFlow, on: RunOn): Promise<Replay> {
    const title = `Exploring ${plainLine(known.flow.id, 60)}`;
    return Promise.resolve(
      window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
        token.onCancellationRequested(() => this.stop.abort());
        const tell = (text: string): void => progress.report({ message: plainLine(text) });
        return this.rooms.explorer.replay(known, { signal: this.stop.signal, progress: tell }, on);
      }),
    );
  }
}

/** The step that a view marks while the debugger stands before it; at the end, the last one. */
const stepOf = (position: number, { steps }: Replay): number => Math.min(position + 1, steps.length);

/** Opens the mailboxes that a configuration names. @throws Error where one cannot be read */
async function openNamed(rooms: Rooms, { series }: Launch): Promise<void> {
  const paths = typeof series === 'string' ? [series] : series;
  const uris = paths.map(inWorkspace).filter((uri) => !rooms.library.sources.some((source) => same(source.uri, uri)));
  if (uris.length > 0 && !(await rooms.opening.open(uris)))
    throw new Error(`${plainLine(paths.join(', '))}: "series" in the launch configuration names nothing that opens.`);
}

async function runOn({ revision, tree }: Launch): Promise<RunOn> {
  const on = revision === undefined ? {} : { revision };
  if (tree === '') return on;
  if (!workspace.isTrusted)
    throw new Error('A kernel tree is read through git, which waits until you trust the workspace.');
  const { openTree } = await import('../../link/tree');
  return { ...on, trees: [openTree(inWorkspace(tree).fsPath)] };
}

function inWorkspace(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return path.startsWith('/') || folder === undefined ? Uri.file(path) : Uri.joinPath(folder, path);
}

const same = (left: Uri, right: Uri): boolean => left.toString() === right.toString();
