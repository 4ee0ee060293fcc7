/** Tree-sitter's grammar of C, loaded once. It reads texts that are not preprocessed; see outline.ts. */
import { Language, Parser } from 'web-tree-sitter';

/** Half-open ranges of UTF-16 code units at which the grammar found no C. */
export interface SyntaxErrorRange {
  readonly start: number;
  readonly end: number;
}

export interface Grammar {
  /** Where the text is no C: ERROR nodes and MISSING tokens, in the order of the text. */
  errors(text: string): readonly SyntaxErrorRange[];
  /** Gives the memory of the parser back. */
  dispose(): void;
}

/** A text that holds more errors than this is not C at all; the rest of them is not listed. */
const MAX_ERRORS = 10_000;

/** @param wasm `web-tree-sitter.wasm` and `tree-sitter-c.wasm` as bytes */
export async function openGrammar(wasm: { readonly core: Uint8Array; readonly c: Uint8Array }): Promise<Grammar> {
  await Parser.init({ wasmBinary: wasm.core });
  const language = await Language.load(wasm.c);
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    errors: (text) => errorsOf(parser, text),
    dispose: () => parser.delete(),
  };
}

function errorsOf(parser: Parser, text: string): SyntaxErrorRange[] {
  const tree = parser.parse(text);
  if (tree === null) return [{ start: 0, end: text.length }];
  const errors: SyntaxErrorRange[] = [];
  const cursor = tree.walk();
  try {
    // Only subtrees with an error in them are entered.
    for (let more = true; more && errors.length < MAX_ERRORS;) {
      const node = cursor.currentNode;
      if (node.isError || node.isMissing) errors.push({ start: node.startIndex, end: node.endIndex });
      if (node.hasError && !node.isError && cursor.gotoFirstChild()) continue;
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) {
          more = false;
          break;
        }
      }
    }
  } finally {
    // The tree lives in WebAssembly memory, which no garbage collector sees.
    cursor.delete();
    tree.delete();
  }
  return errors;
}
