import { Hover, MarkdownString, commands, type HoverProvider, type Position, type TextDocument } from 'vscode';
import type { Flow } from '../../link/flow';
import type { Contract, SymbolInfo } from '../../link/symbols';
import type { Origin } from '../../kernel/source';
import type { Flows } from '../flows';
import { arguedFirst, verdictText } from '../flows-tree';
import { command, contextKey } from '../ids';
import type { Library } from '../library';
import { commandLink, plainMarkdown } from '../plain-text';
import type { SeriesSymbols } from './series-symbols';

/**
 * What the name under the pointer is, where its meaning comes from, what it asks of its callers, and which flows come to
 * it. Everything that was mail is a code block or escaped text; the only links are ours.
 */
export class SymbolHover implements HoverProvider {
  private told = false;

  constructor(
    private readonly library: Library,
    private readonly symbols: SeriesSymbols,
    private readonly flows: Flows,
  ) {}

  async provideHover(document: TextDocument, position: Position): Promise<Hover | null> {
    const range = document.getWordRangeAtPosition(position, /[A-Za-z_]\w*/);
    if (range === undefined) return null;
    const name = document.getText(range);
    if (KEYWORDS.has(name)) return null;
    if (isInComment(document, position) && !name.includes('_')) return null;
    const index = await this.symbols.ofDocument(document);
    if (index === null) return null;
    // Until every flow's program is put together the hover says what is known; it doesn't keep the reader waiting.
    const symbol = { ...index.meaning(name), flows: index.flowsReady ? index.flowsThrough(name) : [] };
    if (symbol.kind === 'unknown' && symbol.signature === '' && symbol.flows.length === 0) return null;
    if (!this.told) {
      this.told = true;
      void commands.executeCommand('setContext', contextKey.hovered, true);
    }
    return new Hover(await this.text(symbol), range);
  }

  private async text(symbol: SymbolInfo): Promise<MarkdownString> {
    const text = new MarkdownString();
    text.isTrusted = { enabledCommands: [command.replayFlow, command.openMessage, command.openFile] };
    if (symbol.signature !== '') text.appendCodeblock(symbol.signature, 'c');
    text.appendMarkdown(`${KINDS[symbol.kind]} \`${symbol.name}\` · `);
    this.appendOrigin(text, symbol);
    if (symbol.contract !== null) appendContract(text, symbol.contract);
    if (symbol.kind === 'primitive') await appendPrimitive(text, symbol.name);
    if (symbol.documentation !== '') {
      text.appendMarkdown('\n\n---\n\n');
      text.appendCodeblock(shortened(symbol.documentation), 'text');
    }
    if (symbol.flows.length > 0) {
      text.appendMarkdown('\n\n---\n\nFlows that come through here:\n\n');
      for (const flow of arguedFirst(symbol.flows).slice(0, MOST_FLOWS)) this.appendFlow(text, flow);
      if (symbol.flows.length > MOST_FLOWS) text.appendMarkdown(`and ${symbol.flows.length - MOST_FLOWS} more`);
    }
    return text;
  }

  private appendOrigin(text: MarkdownString, { origin, where }: SymbolInfo): void {
    text.appendMarkdown(`**${origin}**: `);
    text.appendMarkdown(ORIGINS[origin]);
    if (where === null) return;
    text.appendMarkdown(`, ${plainMarkdown(where.file)}:${where.line}`);
    const held = where.patch === null ? null : this.library.patch(where.patch);
    if (held === null || where.patchLine === null) return;
    text.appendMarkdown(', patch ');
    const mail = `${held.patch.index}/${held.series.total}, line ${where.patchLine} of its mail`;
    text.appendMarkdown(`[${mail}](${commandLink(command.openMessage, [held.patch.messageId, where.patchLine])})`);
  }

  private appendFlow(text: MarkdownString, flow: Flow): void {
    const found = this.flows.searched(flow.id);
    const last = found === null ? 'not searched yet' : `last: ${verdictText(found)}`;
    text.appendMarkdown(`- [Replay](${commandLink(command.replayFlow, [flow.id])}) ${plainMarkdown(flow.id)}: `);
    text.appendMarkdown(`${plainMarkdown(flow.title)} (${plainMarkdown(last)})\n`);
  }
}

const MOST_FLOWS = 8;
const MOST_LINES = 14;

const KINDS: Readonly<Record<SymbolInfo['kind'], string>> = {
  function: 'Function',
  type: 'Type',
  variable: 'Variable',
  macro: 'Macro',
  member: 'Member',
  primitive: 'Primitive',
  unknown: 'Name',
};

const ORIGINS: Readonly<Record<Origin, string>> = {
  series: 'this series itself',
  tree: 'the kernel tree of your settings',
  model: 'our model of the surrounding kernel',
  primitive: 'built into the machine',
  opaque: 'nothing that can be executed is known of it',
};

/** A primitive is documented by its entry in the machine. */
async function appendPrimitive(text: MarkdownString, name: string): Promise<void> {
  const { PRIMITIVES } = await import('../../kernel/machine/primitives/primitives');
  const primitive = PRIMITIVES.get(name);
  if (primitive === undefined) return;
  text.appendCodeblock(primitive.signature, 'c');
  text.appendMarkdown(plainMarkdown(primitive.effect, 400));
  text.appendMarkdown(`\n\nMay sleep: ${primitive.context === 'may-sleep' ? 'yes' : 'no'} · Source: `);
  text.appendMarkdown(plainMarkdown(primitive.source, 200));
}

function appendContract(text: MarkdownString, contract: Contract): void {
  const lines: (readonly [string, string])[] = [];
  if (contract.needs.length > 0) lines.push(['Caller holds', contract.needs.join(', ')]);
  if (contract.takes.length > 0) lines.push(['Takes', contract.takes.join(', ')]);
  if (contract.maySleep !== null) lines.push(['Sleeping', contract.maySleep ? 'may sleep' : 'does not sleep']);
  if (contract.context !== '') lines.push(['Context', contract.context]);
  if (contract.returns !== '') lines.push(['Returns', contract.returns]);
  for (const [name, value] of lines) {
    text.appendMarkdown(`\n\n${name}: `);
    text.appendMarkdown(plainMarkdown(value, 400));
  }
}

function shortened(documentation: string): string {
  const lines = documentation.split('\n');
  return lines.length <= MOST_LINES ? documentation : `${lines.slice(0, MOST_LINES).join('\n')}\n…`;
}

/** The words of a comment are prose, and prose has no contract; what has an underscore is a name even there. */
function isInComment(document: TextDocument, position: Position): boolean {
  const before = document.lineAt(position.line).text.slice(0, position.character);
  return /^[+\- ]?\s*(?:\*|\/\*)/.test(before) || /\/\/|\/\*(?!.*\*\/)/.test(before);
}

/** C's own words mean nothing of the kernel. */
export const KEYWORDS = new Set(
  (
    'auto break case char const continue default do double else enum extern float for goto if inline int long register ' +
    'return short signed sizeof static struct switch typedef typeof union unsigned void volatile while'
  ).split(' '),
);
