import {
  DocumentLink,
  Range,
  Uri,
  debug,
  env,
  type DocumentLinkProvider,
  type TerminalLink,
  type TerminalLinkContext,
  type TerminalLinkProvider,
  type TextDocument,
} from 'vscode';
import { flowOfText, stepMentions } from '../../link/step-mentions';
import { command, debugType } from '../ids';
import type { ReplayRooms } from '../replay/replay-rooms';

const PATH = '/step';

/** Longer documents are no reports. */
const LONGEST = 2_000_000;

/** A link to a step of whatever is shown when it is clicked: short enough for a line of the debug console. */
export const stepUri = (step: number): string => `${env.uriScheme}://kapi-replay.kapi-replay${PATH}?${String(step)}`;

/** The step of such a link; null for every other. */
export function stepOfUri(uri: Uri): number | null {
  return uri.path === PATH && /^[1-9]\d{0,6}$/.test(uri.query) ? Number(uri.query) : null;
}

/** Takes the flow that is being debugged, else the replay in front, to a step. */
export async function goToShownStep(rooms: ReplayRooms, step: number): Promise<void> {
  const session = debug.activeDebugSession;
  if (session?.type === debugType) await session.customRequest('goToStep', { step });
  else await (await import('../replay/go-to-step')).goToReplayStep(rooms, null, step);
}

interface StepLink extends TerminalLink {
  readonly step: number;
}

/** In a terminal, steps of the replay in front: what `kapi-replay replay` lists, and `step 12` wherever it stands. */
export class TerminalSteps implements TerminalLinkProvider<StepLink> {
  constructor(private readonly rooms: () => ReplayRooms) {}

  provideTerminalLinks({ line }: TerminalLinkContext): StepLink[] {
    const steps = this.rooms().replaying.current?.shown?.steps.length ?? 0;
    if (steps === 0) return [];
    return stepMentions(line)
      .filter(({ step }) => step <= steps)
      .map(({ start, length, step }) => ({
        startIndex: start,
        length,
        step,
        tooltip: `Go to step ${step} of the replay`,
      }));
  }

  async handleTerminalLink({ step }: StepLink): Promise<void> {
    await goToShownStep(this.rooms(), step);
  }
}

/** In a report that was saved or put into a reply: each step leads to its moment in the replay of the report's flow. */
export class ReportSteps implements DocumentLinkProvider {
  static readonly documents = [{ language: 'markdown' }, { language: 'plaintext' }, { pattern: '**/*.eml' }];

  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    const text = document.getText();
    const flow = text.length > LONGEST ? null : flowOfText(text);
    if (flow === null) return [];
    return text.split(/\r?\n/).flatMap((line, row) =>
      stepMentions(line).map(({ start, length, step }) => {
        const given = encodeURIComponent(JSON.stringify([flow, step]));
        const link = new DocumentLink(
          new Range(row, start, row, start + length),
          Uri.parse(`command:${command.goToReplayStep}?${given}`),
        );
        link.tooltip = `Go to step ${step} of the replay`;
        return link;
      }),
    );
  }
}
