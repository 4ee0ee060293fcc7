import { Uri, commands, env, window, workspace } from 'vscode';
import type { TraceStep } from '../../kernel/trace/trace';
import type { Moment, ReadMoment } from '../../link/moment';
import type { KnownFlow } from '../flows';
import { command, workspaceFlows } from '../ids';
import { plainLine } from '../plain-text';
import { canRun } from '../replay/model';
import type { Replay } from '../replay/replay';
import type { ReplayRooms } from '../replay/replay-rooms';

/** Copies the step at which the replay in front stands, as a paragraph with a link. */
export async function copyMoment(rooms: ReplayRooms): Promise<void> {
  const here = await momentInFront(rooms);
  if (here === null) {
    void window.showInformationMessage('Open a replay and go to the step that you want to link to first.');
    return;
  }
  await copyLink(here);
}

/** Copies a moment as a paragraph with a link. */
export async function copyLink(here: MomentHere): Promise<void> {
  const { momentText, momentUri } = await import('../../link/moment');
  const uri = momentUri(here.moment, env.uriScheme);
  if (uri === null) {
    void window.showWarningMessage(
      'This schedule is too long for a link. Save it with "kapi-replay explore --json", which "kapi-replay replay" reads.',
    );
    return;
  }
  await env.clipboard.writeText(momentText(here.moment, here.step, here.actor, uri));
  window.setStatusBarMessage(`Link to step ${here.moment.step} copied`, 4000);
}

/** Links to steps of a replay, null where there is no such step or the schedule is too long for a link. */
export async function linksTo(
  rooms: ReplayRooms,
  flow: string,
  { trace }: Replay,
  steps: readonly number[],
): Promise<readonly (string | null)[]> {
  const { momentOf, momentUri } = await import('../../link/moment');
  const known = await rooms.flows.find(flow);
  const text = known?.uri === null ? null : (known?.flow.text ?? null);
  return steps.map((step) =>
    trace?.steps[step - 1] === undefined
      ? null
      : momentUri(momentOf(trace, step, known?.flow.series[0] ?? null, text), env.uriScheme),
  );
}

/** The moment at which the replay in front stands, with its step; null where there is none. */
export async function momentInFront(rooms: ReplayRooms): Promise<MomentHere | null> {
  const panel = rooms.replaying.current;
  const replay = panel?.shown ?? null;
  return panel === null || replay === null ? null : momentAt(rooms, panel.flow, replay, panel.step);
}

/** A moment of a replay that is open, with its step. */
export interface MomentHere {
  readonly moment: Moment;
  readonly step: TraceStep;
  readonly actor: string;
  readonly replay: Replay;
}

/** The moment of a flow's replay at a step; null where there is none. */
export async function momentAt(
  rooms: ReplayRooms,
  flow: string,
  replay: Replay,
  n: number,
): Promise<MomentHere | null> {
  const { trace } = replay;
  const step = trace?.steps[n - 1];
  if (trace === null || step === undefined) return null;
  const { momentOf } = await import('../../link/moment');
  const known = await rooms.flows.find(flow);
  // A flow that ships is on the other side as well; the reader's own has to come along.
  const text = known?.uri === null ? null : (known?.flow.text ?? null);
  const actor = trace.actors.find(({ index }) => index === step.actor)?.name ?? '';
  return {
    moment: momentOf(trace, step.n, known?.flow.series[0] ?? null, text, rooms.replaying.paneOf(flow)),
    step,
    actor,
    replay,
  };
}

/** Opens a link that was handed over, else one that the reader pastes; the clipboard's is offered. */
export async function openMoment(rooms: ReplayRooms, given: unknown): Promise<void> {
  const { readMoment } = await import('../../link/moment');
  let text = typeof given === 'string' ? given : undefined;
  if (text === undefined) {
    const clipboard = await env.clipboard.readText();
    text = await window.showInputBox({
      title: 'Open Link to a Moment',
      prompt: 'The link, or the whole paragraph that holds it',
      ignoreFocusOut: true,
      ...(readMoment(clipboard).moment === null ? {} : { value: clipboard.trim() }),
      validateInput: (typed) => readMoment(typed).problem?.message ?? null,
    });
  }
  if (text !== undefined) await openRead(rooms, readMoment(text));
}

/** Shows the moment that was read, or says what is wrong with it. */
export async function openRead(rooms: ReplayRooms, { moment, problem }: ReadMoment): Promise<void> {
  if (moment === null) void window.showErrorMessage(plainLine(problem.message, 400));
  else await showMoment(rooms, moment);
}

/** Shows a moment: executes its schedule on the code that is here, and says where that goes otherwise. True where shown. */
export async function showMoment(rooms: ReplayRooms, moment: Moment): Promise<boolean> {
  await rooms.opening.restored();
  const known = await flowOf(rooms, moment);
  if (known === null) return false;
  if (!(await haveSeries(rooms, known, moment.series))) return false;
  const executed = await rooms.explorer.execute(known, moment);
  if (executed === null || executed.replay.steps.length === 0) {
    void window.showErrorMessage(
      plainLine(
        `${moment.flow} could not be put together here, so the moment cannot be shown. Replay the flow to see why.`,
      ),
    );
    return false;
  }
  const { replay, deviation, stop } = executed;
  const last = replay.steps.length;
  if (stop !== null && moment.step >= stop.step) {
    // What could happen there instead is what the reader asks next.
    await rooms.replaying.show(known, replay, last, 'what-if');
    const first = deviation === null || deviation.step >= last ? '' : `; ${deviation.message}`;
    tellDeviation(known, moment, `${stop.message}${first}`, 'The replay stands before it.');
    return true;
  }
  const step = deviation === null ? moment.step : Math.min(moment.step, deviation.step);
  await rooms.replaying.show(known, replay, Math.min(step, last), moment.pane);
  if (deviation !== null) tellDeviation(known, moment, deviation.message, 'The replay stands where the two part.');
  return true;
}

function tellDeviation(known: KnownFlow, moment: Moment, message: string, where: string): void {
  const explore = 'Explore Flow';
  void window
    .showWarningMessage(
      plainLine(`The link to step ${moment.step} was made with another version: ${message}. ${where}`, 700),
      explore,
    )
    .then((choice) => (choice === explore ? commands.executeCommand(command.exploreFlow, known.flow.id) : undefined));
}

/** The flow that a moment is of. One that comes with the link is written to the workspace where the reader agrees. */
export async function flowOf(rooms: ReplayRooms, moment: Moment): Promise<KnownFlow | null> {
  const known = await rooms.flows.find(moment.flow);
  if (known !== null) return known;
  const name = plainLine(moment.flow, 80);
  const [folder] = workspace.workspaceFolders ?? [];
  if (moment.text === null || folder === undefined || !workspace.isTrusted) {
    const advice =
      moment.text === null
        ? 'Ask for its file and put it into .kapi-replay/flows.'
        : 'The link brings it along; open and trust a folder for it to be kept in, and open the link again.';
    void window.showErrorMessage(`The link is to the flow ${name}, which is not here. ${advice}`);
    return null;
  }
  const keep = 'Add Flow to Workspace';
  const lines = moment.text.split('\n').length;
  const choice = await window.showInformationMessage(
    `The link brings the flow ${name} along.`,
    {
      modal: true,
      detail: `${lines} lines of C, to be kept in ${workspaceFlows}/${name}.c. Flows run inside the machine only; they reach neither files nor the network.`,
    },
    keep,
  );
  if (choice !== keep) return null;
  const uri = Uri.joinPath(folder.uri, workspaceFlows, `${moment.flow.replace(/[^\w-]/g, '-')}.c`);
  try {
    await workspace.fs.stat(uri);
    void window.showErrorMessage(`${name}: a file of that name is in ${workspaceFlows} already; it was left as it is.`);
    return null;
  } catch {
    await workspace.fs.writeFile(uri, new TextEncoder().encode(moment.text));
  }
  rooms.flows.refresh();
  return rooms.flows.find(moment.flow);
}

/** Fetches a series by the Message-ID of one of its mails, where this version of the product can. */
const FETCH = 'kapi-replay.fetchSeries';

/** Whether the series of a flow is open; where it is not, the reader is offered ways to get it. */
export async function haveSeries(rooms: ReplayRooms, known: KnownFlow, series: string | null): Promise<boolean> {
  if (canRun(known.flow, rooms.library)) return true;
  const id = series ?? known.flow.series[0] ?? '';
  const open = 'Open Series…';
  const fetch = 'Fetch Series';
  const canFetch = (await commands.getCommands(true)).includes(FETCH);
  const choice = await window.showWarningMessage(
    plainLine(`The moment is in the series <${id}>, which is not open here.`),
    ...(canFetch ? [open, fetch] : [open]),
  );
  if (choice === open) await commands.executeCommand(command.openSeries);
  else if (choice === fetch) await commands.executeCommand(FETCH, id);
  else return false;
  if (canRun(known.flow, rooms.library)) return true;
  void window.showInformationMessage(
    plainLine(`What was opened does not hold the series <${id}>. Open the link again once it is there.`),
  );
  return false;
}
