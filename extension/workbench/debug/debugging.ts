import {
  DebugAdapterInlineImplementation,
  commands,
  debug,
  window,
  workspace,
  type DebugAdapterDescriptorFactory,
  type DebugSession,
} from 'vscode';
import { Disposables } from '../disposables';
import { command, debugType } from '../ids';
import type { Rooms } from '../rooms';
import { configurationOf } from './provider';
import type { SessionAdapter } from './session-adapter';

/** Debug sessions over flows, in step with the replay views of the same flows. */
export class Debugging implements DebugAdapterDescriptorFactory {
  private readonly disposables = new Disposables();
  private readonly sessions = new Set<SessionAdapter>();

  constructor(private readonly rooms: Rooms) {
    const { replaying } = rooms;
    this.disposables.add(
      replaying.onDidMove(({ flow, step }) => {
        for (const session of this.sessions) session.follow(flow, step);
      }),
    );
    this.disposables.add(
      replaying.onDidShow(({ flow, replay }) => {
        for (const session of this.sessions) void session.take(flow, replay);
      }),
    );
  }

  async createDebugAdapterDescriptor(): Promise<DebugAdapterInlineImplementation> {
    const { SessionAdapter } = await import('./session-adapter');
    const session: SessionAdapter = new SessionAdapter(this.rooms, () => this.sessions.delete(session));
    this.sessions.add(session);
    return new DebugAdapterInlineImplementation(session);
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

/** Starts a debug session on a flow, as a launch configuration of two lines would. */
export async function debugFlow(flow: string): Promise<void> {
  // The console has nothing to say at first, and would cover what is debugged.
  const configuration = { ...configurationOf(flow), internalConsoleOptions: 'neverOpen' };
  await debug.startDebugging(workspace.workspaceFolders?.[0], configuration);
}

/** Asks for a step and takes the session in front there. */
export async function goToStep(session: DebugSession | undefined, given: unknown): Promise<void> {
  if (session?.type !== debugType) {
    void window.showInformationMessage('No flow is being debugged. Start with "kAPI Replay: Debug Flow".');
    return;
  }
  const asked =
    typeof given === 'number'
      ? String(given)
      : await window.showInputBox({
          title: 'Go to Step',
          prompt: 'The number of a step, as the replay view counts them',
          validateInput: (text) => (/^\s*[1-9]\d*\s*$/.test(text) ? null : 'A number from 1 on.'),
        });
  if (asked !== undefined) await session.customRequest('goToStep', { step: Number(asked) });
}

/** A move back that the debug adapter protocol has no request for, of the thread that the reader looks at. */
export async function stepBackwards(request: 'stepBackOut' | 'stepBackInto'): Promise<void> {
  const session = debug.activeDebugSession;
  if (session?.type !== debugType) {
    void window.showInformationMessage('No flow is being debugged. Start with "kAPI Replay: Debug Flow".');
    return;
  }
  const { activeStackItem } = debug;
  await session.customRequest(request, {
    threadId: activeStackItem?.session.id === session.id ? activeStackItem.threadId : 0,
  });
}

/** Opens the replay view of the flow that is being debugged. */
export async function showDebuggedReplay(session: DebugSession | undefined): Promise<void> {
  const flow: unknown = session?.configuration['flow'];
  if (session?.type === debugType && typeof flow === 'string') await commands.executeCommand(command.replayFlow, flow);
}
