/**
 * What a C text declares, without its headers: for whole kernel files, and for the fragments that a patch shows. Lines
 * count from 1. A fragment may begin and end in the middle of anything.
 */
import type { Grammar } from './grammar';
import { lex, spell, type Token } from './token';
import { closingBracket, normalise } from './normalise';

export interface OutlineFunction {
  readonly name: string;
  readonly startLine: number;
  /** The line of the closing brace. */
  readonly endLine: number;
  /** White space folded, without the body. */
  readonly signature: string;
  readonly isStatic: boolean;
  /** Tree-sitter reads it without an error. */
  readonly clean: boolean;
}

export interface OutlineStruct {
  readonly kind: 'struct' | 'union' | 'enum';
  readonly name: string;
  readonly startLine: number;
  readonly endLine: number;
  /** The line of the closing brace. */
  readonly closeLine: number;
}

export interface OutlineName {
  readonly name: string;
  readonly line: number;
}

/** An object with its extent: initialisers reach over many lines. */
export interface OutlineGlobal extends OutlineName {
  readonly endLine: number;
}

export interface OutlineCall extends OutlineName {
  readonly column: number;
  /** The function that calls. */
  readonly from: string;
}

export interface Outline {
  readonly functions: readonly OutlineFunction[];
  /** Functions that are declared only. */
  readonly prototypes: readonly OutlineName[];
  readonly structs: readonly OutlineStruct[];
  readonly macros: readonly OutlineName[];
  readonly typedefs: readonly OutlineName[];
  readonly globals: readonly OutlineGlobal[];
  readonly calls: readonly OutlineCall[];
}

const NOT_CALLS = new Set(
  'if while for switch return sizeof typeof __typeof__ _Alignof __alignof__ do else case defined asm __asm__ __attribute__'.split(
    ' ',
  ),
);
const STATEMENTS = new Set(['if', 'while', 'for', 'switch', 'return']);
const HEAD_WORDS = /^__|^(?:asm|typeof|[A-Z][A-Z0-9_]*)$/;

export function outline(text: string, grammar: Grammar): Outline {
  const { tokens } = lex(text, 0);
  const reader = new OutlineReader(text, tokens);
  reader.read();
  const errors = reader.functions.length > 0 ? grammar.errors(normalise(text, tokens)) : [];
  const functions = reader.functions.map(({ from, to, ...rest }): OutlineFunction => {
    const clean = !errors.some((error) => error.start < to && error.end > from);
    return { ...rest, clean };
  });
  const { prototypes, structs, macros, typedefs, globals, calls } = reader;
  return { functions, prototypes, structs, macros, typedefs, globals, calls };
}

class OutlineReader {
  readonly functions: (Omit<OutlineFunction, 'clean'> & { readonly from: number; readonly to: number })[] = [];
  readonly prototypes: OutlineName[] = [];
  readonly structs: OutlineStruct[] = [];
  readonly macros: OutlineName[] = [];
  readonly typedefs: OutlineName[] = [];
  readonly globals: OutlineGlobal[] = [];
  readonly calls: OutlineCall[] = [];
  private readonly lines: number[] = [0];

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.lines.push(at + 1);
  }

  read(): void {
    let item = 0;
    for (let at = 0; at < this.tokens.length; at++) {
      const token = this.tokens[at];
      if (token === undefined) break;
      if (token.first && token.text === '#') {
        const end = this.directive(at);
        if (item === at) item = end + 1;
        at = end;
      } else if (token.text === '(' || token.text === '[') {
        const close = closingBracket(this.tokens, at);
        if (close > 0) at = close;
      } else if (token.text === '{') {
        at = this.braces(item, at);
        item = at + 1;
      } else if (token.text === ';') {
        this.declaration(item, at);
        item = at + 1;
      } else if (token.text === '}') {
        // The end of something that began before this fragment.
        item = at + 1;
      } else if (this.endsMacroCall(item, at)) {
        item = at + 1;
      }
    }
  }

  private line(offset: number): number {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lines[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  private lineOf(at: number): number {
    return this.line(this.tokens[at]?.start ?? 0);
  }

  /** Passes over a directive; returns its last token. */
  private directive(at: number): number {
    let end = at;
    while (this.tokens[end + 1]?.first === false) end++;
    const name = this.tokens[at + 2];
    if (this.tokens[at + 1]?.text === 'define' && name !== undefined) {
      this.macros.push({ name: name.text, line: this.line(name.start) });
    }
    return end;
  }

  /** `module_init(x)` without `;`: the next line begins something new. */
  private endsMacroCall(item: number, at: number): boolean {
    const next = this.tokens[at + 1];
    return (
      this.tokens[at]?.text === ')' &&
      this.tokens[item + 1]?.text === '(' &&
      closingBracket(this.tokens, item + 1) === at &&
      next?.first === true &&
      next.text !== '{' &&
      next.text !== ';'
    );
  }

  /** The name before the parameters: the first word with a bracket that is no annotation. */
  private functionName(from: number, to: number): number {
    let fallback = -1;
    for (let at = from; at < to; at++) {
      const token = this.tokens[at];
      if (token?.kind !== 'identifier' || this.tokens[at + 1]?.text !== '(') continue;
      // A statement: the fragment begins inside a function.
      if (STATEMENTS.has(token.text)) return -1;
      const close = closingBracket(this.tokens, at + 1);
      const isHead = HEAD_WORDS.test(token.text) && close > 0 && close + 1 < to;
      if (!isHead) return at;
      if (fallback < 0 && token.text !== '__attribute__') fallback = at;
      at = close;
    }
    return fallback;
  }

  /** What the braces at `open` belong to. Returns the last token of it. */
  private braces(item: number, open: number): number {
    const close = this.closingBrace(open);
    const words = this.tokens.slice(item, open);
    const tag = words.findLastIndex((word) => word.text === 'struct' || word.text === 'union' || word.text === 'enum');
    const hasParameters = words.some((word) => word.text === '(') && this.functionName(item, open) >= 0;
    const isInitialiser = words.some((word) => word.text === '=');
    if (isInitialiser) {
      const end = this.semicolon(close);
      this.object(item, end);
      return end;
    }
    if (tag >= 0 && !closesOutside(words.slice(tag + 1))) {
      const end = this.semicolon(close);
      const name = words.slice(tag + 1).findLast((word) => word.kind === 'identifier' && !/^__/.test(word.text));
      const kind = words[tag]?.text;
      if (kind === 'struct' || kind === 'union' || kind === 'enum') {
        this.structs.push({
          kind,
          name: name?.text ?? '',
          startLine: this.lineOf(item),
          endLine: this.lineOf(end),
          closeLine: this.lineOf(close),
        });
      }
      if (words[0]?.text === 'typedef') this.typedefName(close + 1, end);
      return end;
    }
    if (!hasParameters) return close;
    const at = this.functionName(item, open);
    const name = this.tokens[at]?.text ?? '';
    const first = this.tokens[item];
    this.functions.push({
      name,
      startLine: this.lineOf(item),
      endLine: this.lineOf(close),
      signature: spell(words.map((word) => ({ ...word, space: word.space || word.first }))),
      isStatic: words.some((word) => word.text === 'static'),
      from: first?.start ?? 0,
      to: this.tokens[close]?.end ?? this.text.length,
    });
    this.collectCalls(open, close, name);
    return close;
  }

  private collectCalls(open: number, close: number, from: string): void {
    for (let at = open; at < close; at++) {
      const token = this.tokens[at];
      if (token?.kind !== 'identifier' || this.tokens[at + 1]?.text !== '(' || NOT_CALLS.has(token.text)) continue;
      const line = this.line(token.start);
      this.calls.push({ name: token.text, line, column: token.start - (this.lines[line - 1] ?? 0) + 1, from });
    }
  }

  /** The brace that closes; where braces do not match, the first one in column 0, as kernel style ends a function. */
  private closingBrace(open: number): number {
    const start = this.lines[this.lineOf(open)] ?? 0;
    let depth = 0;
    for (let at = open; at < this.tokens.length; at++) {
      const text = this.tokens[at]?.text;
      if (text === '{') depth++;
      else if (text === '}') {
        if (--depth === 0) return at;
        const offset = this.tokens[at]?.start ?? 0;
        if (offset >= start && this.lines[this.line(offset) - 1] === offset && this.tokens[at + 1]?.text !== ';')
          return at;
      }
    }
    return this.tokens.length - 1;
  }

  private semicolon(from: number): number {
    for (let at = from; at < this.tokens.length; at++) {
      const text = this.tokens[at]?.text;
      if (text === ';') return at;
      if (text === '{') return from;
    }
    return from;
  }

  private declaration(item: number, end: number): void {
    const words = this.tokens.slice(item, end);
    if (words.length < 2) return;
    if (words[0]?.text === 'typedef') {
      this.typedefName(item, end);
      return;
    }
    if (words[1]?.text === '(') return;
    const call = words.some((word) => word.text === '=') ? -1 : this.functionName(item, end);
    if (call > item) {
      const name = this.tokens[call]?.text ?? '';
      const argument = this.tokens[call + 2];
      if (/^[A-Z][A-Z0-9_]*$/.test(name)) {
        // `static DEFINE_MUTEX(lock);` declares what its first argument names.
        if (argument?.kind === 'identifier') {
          this.globals.push({ name: argument.text, line: this.lineOf(item), endLine: this.lineOf(end) });
        }
      } else if (argument?.text !== '*') this.prototypes.push({ name, line: this.lineOf(call) });
      return;
    }
    this.object(item, end);
  }

  private typedefName(from: number, end: number): void {
    let name: Token | null = null;
    for (let at = from; at < end; at++) {
      const token = this.tokens[at];
      if (token?.text === '(' && this.tokens[at + 1]?.text === '*' && this.tokens[at + 2]?.kind === 'identifier') {
        name = this.tokens[at + 2] ?? null;
        break;
      }
      if (token?.text === '[' || token?.text === ',') break;
      if (token?.text === '(') {
        at = closingBracket(this.tokens, at);
        if (at < 0) break;
      } else if (token?.kind === 'identifier' && !/^__/.test(token.text)) name = token;
    }
    if (name !== null) this.typedefs.push({ name: name.text, line: this.line(name.start) });
  }

  private object(item: number, end: number): void {
    let name: Token | null = null;
    let isBare = true;
    for (let at = item; at < end; at++) {
      const token = this.tokens[at];
      if (token === undefined || token.text === '=' || token.text === '[' || token.text === ',') break;
      if (token.text === '(') {
        if (this.tokens[at + 1]?.text === '*') name = this.tokens[at + 2] ?? name;
        break;
      }
      if (
        token.text === 'struct' ||
        token.text === 'union' ||
        token.text === 'enum' ||
        token.text === 'static' ||
        token.text === 'extern'
      )
        continue;
      if (token.kind !== 'identifier' || HEAD_WORDS.test(token.text)) continue;
      isBare = name === null;
      name = token;
    }
    // `struct foo;` declares a tag and no object.
    const first = this.tokens[item]?.text;
    const isTagOnly = isBare && (first === 'struct' || first === 'union' || first === 'enum') && end - item === 2;
    if (name !== null && !isTagOnly) {
      this.globals.push({ name: name.text, line: this.lineOf(item), endLine: this.lineOf(end) });
    }
  }
}

/** A bracket closes that was opened before: the words stand among the parameters of a function. */
function closesOutside(words: readonly Token[]): boolean {
  let depth = 0;
  for (const { text } of words) {
    if (text === '(') depth++;
    else if (text === ')' && --depth < 0) return true;
  }
  // `struct foo *f(void)`: the name of a function stands behind the tag.
  return words.some((word, index) => word.text === '(' && !HEAD_WORDS.test(words[index - 1]?.text ?? '__'));
}
