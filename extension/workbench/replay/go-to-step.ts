import { window } from 'vscode';
import { plainLine } from '../plain-text';
import type { ReplayRooms } from './replay-rooms';

/**
 * Takes a replay to a step: that of the flow named, which is opened where it is not, else the one in front. A step that is not
 * named is asked for; one that the run does not have changes nothing, and that is said.
 */
export async function goToReplayStep(rooms: ReplayRooms, ...[flow, step]: readonly unknown[]): Promise<void> {
  const { replaying, flows } = rooms;
  if (typeof flow === 'string' && replaying.replayOf(flow) === null) {
    const known = await flows.find(flow);
    if (known === null) {
      void window.showErrorMessage(
        `The flow ${plainLine(flow, 80)} is not here. The Flows view lists those that there are.`,
      );
      return;
    }
    await replaying.open(known);
  }
  const id = typeof flow === 'string' ? flow : replaying.current?.flow;
  const steps = id === undefined ? 0 : (replaying.replayOf(id)?.steps.length ?? 0);
  if (id === undefined || steps === 0) {
    void window.showInformationMessage('There is no replay to go to a step of. Start with "kAPI Replay: Replay Flow".');
    return;
  }
  const wanted = typeof step === 'number' ? step : await askForStep(steps);
  if (wanted === null) return;
  if (wanted > steps) {
    void window.showWarningMessage(
      `This run of ${plainLine(id, 80)} has ${steps} steps; it ends before step ${wanted}.`,
    );
    return;
  }
  replaying.reveal(id);
  replaying.goTo({ flow: id, step: Math.max(1, Math.round(wanted)) });
}

async function askForStep(steps: number): Promise<number | null> {
  const asked = await window.showInputBox({
    title: 'Go to Step',
    prompt: `A number from 1 to ${steps}, as the replay view counts the steps`,
    validateInput: (text) =>
      /^\s*[1-9]\d*\s*$/.test(text) && Number(text) <= steps ? null : `A number from 1 to ${steps}.`,
  });
  return asked === undefined ? null : Number(asked);
}
