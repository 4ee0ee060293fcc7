import {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  MarkdownString,
  Range,
  SnippetString,
  type CompletionItemProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import type { SymbolIndex, SymbolInfo } from '../../link/symbols';
import type { Flows } from '../flows';
import type { Library } from '../library';
import { plainLine } from '../plain-text';
import type { SeriesSymbols } from '../symbols/series-symbols';

/** At most so many names at once; more letters narrow them down. */
const MOST = 400;

/** Names of the series, the models and the machine in C, headers after `#include`, and the fields of a flow's head. */
export class FlowCompletion implements CompletionItemProvider {
  static readonly triggers = [' ', '<', '/', ':'] as const;
  private readonly indexOf = new WeakMap<CompletionItem, SymbolIndex>();

  constructor(
    private readonly library: Library,
    private readonly symbols: SeriesSymbols,
    private readonly flows: Flows,
  ) {}

  async provideCompletionItems(
    document: TextDocument,
    position: Position,
    _token: unknown,
    { triggerCharacter }: { readonly triggerCharacter?: string | undefined } = {},
  ): Promise<CompletionList> {
    const before = document.getText(new Range(0, 0, position.line, position.character));
    const line = document.lineAt(position.line).text.slice(0, position.character);
    if (/^\s*\/\*(?:(?!\*\/)[^])*$/.test(before)) return new CompletionList(await this.inHead(line));
    const include = /^\s*#\s*include\s*<([\w/.-]*)$/.exec(line);
    if (include !== null) return new CompletionList(await this.headers(document, include[1] ?? ''));
    const word = /[A-Za-z_]\w*$/.exec(line)?.[0] ?? '';
    // A blank and the like only begin completion in the head.
    if (triggerCharacter !== undefined || word.length < 1 || /\/\//.test(line)) return new CompletionList([]);
    return this.names(document, word);
  }

  resolveCompletionItem(completion: CompletionItem): CompletionItem {
    const index = this.indexOf.get(completion);
    if (index === undefined || typeof completion.label !== 'string') return completion;
    const symbol = index.lookup(completion.label);
    const text = new MarkdownString();
    if (symbol.signature !== '') text.appendCodeblock(symbol.signature, 'c');
    if (symbol.documentation !== '')
      text.appendCodeblock(symbol.documentation.split('\n').slice(0, 12).join('\n'), 'text');
    completion.detail = detailOf(symbol);
    completion.documentation = text;
    return completion;
  }

  private async inHead(line: string): Promise<CompletionItem[]> {
    const { FLOW_FIELDS } = await import('../../link/flow-fields');
    const value = /^\s*\/?\*+\s*([a-z][a-z-]*):\s*(.*)$/.exec(line);
    if (value !== null) return this.values(value[1] ?? '', value[2] ?? '');
    if (!/^\s*\/?\*+\s*[a-z-]*$/.test(line)) return [];
    return [...FLOW_FIELDS].map(([name, { says, snippet }]) => {
      const item = new CompletionItem(`${name}:`, CompletionItemKind.Property);
      item.detail = says;
      item.insertText = new SnippetString(`${name}: ${snippet}`);
      return item;
    });
  }

  private async values(field: string, typed: string): Promise<CompletionItem[]> {
    const item = (label: string, detail: string, kind = CompletionItemKind.Value): CompletionItem => {
      const made = new CompletionItem(plainLine(label), kind);
      made.detail = plainLine(detail);
      return made;
    };
    switch (field) {
      case 'expect': {
        const { RULES } = await import('../../kernel/rules/catalogue');
        const rules = [...RULES.values()].map(({ id, says }) => item(id, says, CompletionItemKind.EnumMember));
        if (/^violation\s+\S*$/.test(typed)) return rules;
        return /\s/.test(typed)
          ? []
          : [
              item('pass', 'No schedule breaks a rule', CompletionItemKind.Keyword),
              item('violation', 'Some schedule breaks the rule that is named', CompletionItemKind.Keyword),
            ];
      }
      case 'series':
        return this.library.archive.series.flatMap((series) => {
          const id = series.cover?.id ?? series.patches[0]?.messageId;
          return id === undefined ? [] : [item(`<${id}>`, `v${series.revision} ${series.title}`)];
        });
      case 'claims':
        return this.library.archive.placed
          .filter(({ kind }) => kind === 'reply')
          .slice(0, MOST)
          .map(({ message }) => item(`<${message.id}>`, message.subject));
      case 'config': {
        const { config } = await this.flows.library();
        return [...config.keys()].map((name) => item(`${name}=y`, 'Kernel configuration', CompletionItemKind.Constant));
      }
      default:
        return [];
    }
  }

  private async headers(document: TextDocument, typed: string): Promise<CompletionItem[]> {
    const models = await this.flows.library();
    const index = await this.symbols.ofDocument(document);
    const names = new Set([...models.headers.keys(), ...(index?.headers() ?? [])]);
    const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
    return [...names]
      .filter((name) => name.startsWith(folder))
      .map((name) => {
        const item = new CompletionItem(name, CompletionItemKind.File);
        item.insertText = name.slice(folder.length);
        item.filterText = name.slice(folder.length);
        return item;
      });
  }

  private async names(document: TextDocument, word: string): Promise<CompletionList> {
    const index = await this.symbols.ofDocument(document);
    if (index === null) return new CompletionList([]);
    const found = index.names(word, MOST + 1);
    const items = found.slice(0, MOST).map(({ name, kind }) => {
      const item = new CompletionItem(name, KINDS[kind]);
      this.indexOf.set(item, index);
      return item;
    });
    return new CompletionList(items, found.length > MOST);
  }
}

const detailOf = ({ kind, origin, where }: SymbolInfo): string =>
  `${kind}, ${origin}${where === null ? '' : ` · ${where.file}:${where.line}`}`;

const KINDS: Readonly<Record<SymbolInfo['kind'], CompletionItemKind>> = {
  function: CompletionItemKind.Function,
  type: CompletionItemKind.Struct,
  variable: CompletionItemKind.Variable,
  macro: CompletionItemKind.Constant,
  member: CompletionItemKind.Field,
  primitive: CompletionItemKind.Method,
  unknown: CompletionItemKind.Text,
};
