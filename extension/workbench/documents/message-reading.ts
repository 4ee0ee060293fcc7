import {
  DocumentSymbol,
  FoldingRange,
  FoldingRangeKind,
  Range,
  SymbolKind,
  type DocumentSymbolProvider,
  type FoldingRangeProvider,
  type TextDocument,
} from 'vscode';
import { messageFolds, type Fold } from './quotes';

/** Rows of headers and the blank line below them: a message document begins with them. */
export function bodyRowOf(document: TextDocument): number {
  for (let row = 0; row < document.lineCount; row++) if (document.lineAt(row).text === '') return row + 1;
  return 0;
}

/** Quotes fold by depth; so do the files and hunks of a diff, the signature and the headers. */
export class MessageFolding implements FoldingRangeProvider {
  provideFoldingRanges(document: TextDocument): FoldingRange[] {
    return foldsOf(document).map(
      (fold) =>
        new FoldingRange(
          fold.start,
          fold.end,
          fold.kind === 'quote' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
        ),
    );
  }
}

/** The outline: the headers, what the mail quotes, its diffs by file and hunk, the signature. */
export class MessageOutline implements DocumentSymbolProvider {
  provideDocumentSymbols(document: TextDocument): DocumentSymbol[] {
    const top: DocumentSymbol[] = [];
    for (const fold of foldsOf(document)) {
      if (fold.kind === 'quote' && fold.depth > 1) continue;
      const symbol = outlineEntry(document, fold);
      const file = top.at(-1);
      if (fold.kind === 'hunk' && file?.kind === SymbolKind.File) file.children.push(symbol);
      else top.push(symbol);
    }
    return top;
  }
}

/** Outer folds first, as the outline wants them. */
function foldsOf(document: TextDocument): Fold[] {
  return messageFolds(document.getText(), bodyRowOf(document)).sort(
    (left, right) => left.start - right.start || right.end - left.end,
  );
}

const SYMBOLS: Readonly<Record<Fold['kind'], SymbolKind>> = {
  headers: SymbolKind.Namespace,
  quote: SymbolKind.String,
  diff: SymbolKind.File,
  hunk: SymbolKind.Function,
  signature: SymbolKind.Constant,
};

function outlineEntry(document: TextDocument, fold: Fold): DocumentSymbol {
  const range = new Range(fold.start, 0, fold.end, document.lineAt(fold.end).text.length);
  const line = document.lineAt(fold.start);
  return new DocumentSymbol(entryName(fold, line.text), '', SYMBOLS[fold.kind], range, line.range);
}

function entryName(fold: Fold, line: string): string {
  switch (fold.kind) {
    case 'headers':
      return 'Headers';
    case 'signature':
      return 'Signature';
    case 'quote':
      return line.replace(/^[\s>]+/, '') || 'Quote';
    case 'diff':
      return / b\/(.+)$/.exec(line)?.[1] ?? line;
    case 'hunk':
      return line;
  }
}
