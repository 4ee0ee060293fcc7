import { Hover, MarkdownString, type HoverProvider, type Position, type TextDocument } from 'vscode';
import { parseAddress } from '../documents/address';
import { arguedFirst, verdictText } from '../flows-tree';
import { command } from '../ids';
import { commandLink, plainMarkdown } from '../plain-text';
import type { Rooms } from '../rooms';
import { KEYWORDS } from './hover';
import type { ReplayLines } from './replay-lines';

/** So many comments and flows are named; the views list all. */
const MOST = 5;

/**
 * What there is about a hunk: the function that it changes, who commented on it, which flows come through it and what they
 * were last found to do, and the steps of the replay in front that run on the line.
 */
export class HunkHover implements HoverProvider {
  constructor(
    private readonly rooms: () => Rooms,
    private readonly replay: ReplayLines,
  ) {}

  async provideHover(document: TextDocument, position: Position): Promise<Hover | null> {
    const address = parseAddress(document.uri);
    if (address?.kind !== 'side') return null;
    const word = document.getWordRangeAtPosition(position, /[A-Za-z_]\w*/);
    if (word !== undefined && KEYWORDS.has(document.getText(word))) return null;
    const rooms = this.rooms();
    const held = rooms.library.patch(address.patch);
    const sides = await rooms.documents.sides(address.patch, address.path);
    if (held === null || sides === null) return null;
    const side = sides[address.side];
    const [first, last] = hunkAround(side.lineNumbers, position.line);
    const { functionRows } = await import('./function-rows');
    const name = functionRows(side).findLast(({ row }) => row <= position.line && row >= first - 1)?.name ?? null;
    const text = new MarkdownString();
    text.isTrusted = { enabledCommands: [command.replayFlow, command.openMessage, command.debugFlow] };
    text.appendMarkdown(
      `Hunk of patch ${held.patch.index}/${held.series.total}${name === null ? '' : ` in \`${name}()\``}`,
    );
    const parts = [
      await this.comments(document, first, last),
      await this.flows(name, held.series),
      await this.steps(document, position.line),
    ].filter((part) => part !== '');
    if (parts.length === 0) return null;
    text.appendMarkdown(`\n\n${parts.join('\n\n')}`);
    return new Hover(text);
  }

  private async comments(document: TextDocument, first: number, last: number): Promise<string> {
    const shown = await this.rooms().reviewComments.shown();
    const here = shown.filter(
      ({ uri, row }) => uri.toString() === document.uri.toString() && first <= row && row <= last,
    );
    if (here.length === 0) return '';
    const named = here.slice(0, MOST).map(({ authors, row, resolved }) => {
      const who = [...new Set(authors)].map((author) => plainMarkdown(author, 60)).join(', ');
      return `- ${who}, at row ${row + 1}${resolved ? ' (resolved)' : ''}`;
    });
    const more = here.length > MOST ? `\n- and ${here.length - MOST} more` : '';
    return `Commented on:\n\n${named.join('\n')}${more}`;
  }

  private async flows(name: string | null, series: Parameters<Rooms['symbols']['of']>[0]): Promise<string> {
    if (name === null) return '';
    const rooms = this.rooms();
    const symbols = await rooms.symbols.of(series);
    // As in the hover of names: what takes a program each to find is shown when the programs are there.
    const flows = symbols.flowsReady ? arguedFirst(symbols.flowsThrough(name)) : [];
    if (flows.length === 0) return '';
    const named = flows.slice(0, MOST).map((flow) => {
      const found = rooms.flows.searched(flow.id);
      const last = found === null ? 'not searched yet' : `last: ${verdictText(found)}`;
      const replay = `[Replay](${commandLink(command.replayFlow, [flow.id])})`;
      const debug = `[Debug](${commandLink(command.debugFlow, [flow.id])})`;
      return `- ${plainMarkdown(flow.id)} (${plainMarkdown(last)}) ${replay} ${debug}`;
    });
    const more = flows.length > MOST ? `\n- and ${flows.length - MOST} more` : '';
    return `Flows that come through here:\n\n${named.join('\n')}${more}`;
  }

  private async steps(document: TextDocument, row: number): Promise<string> {
    const current = await this.replay.current();
    if (current === null) return '';
    const { flow, timeline, lines } = current;
    const found = await lines.executedAt(document.uri.toString(), row + 1, 0);
    if (found === null) return '';
    const steps = timeline.executions(found.index).map((position) => position + 1);
    return `In the replay of ${plainMarkdown(flow)}: ${steps.length === 1 ? 'step' : 'steps'} ${steps.slice(0, 8).join(', ')}${steps.length > 8 ? ', …' : ''}`;
  }
}

/** The rows of a hunk, without the gaps around it. */
function hunkAround(lineNumbers: readonly number[], row: number): readonly [number, number] {
  let first = row;
  let last = row;
  while (first > 0 && lineNumbers[first - 1] !== 0) first--;
  while (last + 1 < lineNumbers.length && lineNumbers[last + 1] !== 0) last++;
  return [first, last];
}
