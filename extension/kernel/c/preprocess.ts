/**
 * The preprocessor (C11 6.10) with GNU's extensions: one unit in, one list of tokens out, every token still knowing the
 * place in the text that a person reads. It follows the order of events of gcc's cpplib, so that recursion, rescanning
 * and macros whose arguments reach over several lines come out as gcc has them.
 */
import { problem, type Problem } from '../../ground/problem';
import type { SourceFile, Sources } from '../source';
import { evaluateCondition } from './condition';
import { answerTests, isKnownToGcc, isTest } from './condition-test';
import type { FileTable } from './file-table';
import { includeGuard } from './include-guard';
import { includedName } from './include-name';
import { defineMacro, sameMacro, substitute, type Argument, type Macro, type Site } from './macro';
import { PREDEFINED } from './predefined';
import { skipGroup, type Reader } from './reader';
import { lex, spell, type Token } from './token';

/** Bounds that keep hostile input harmless. Each is far above what the kernel needs. */
export const LIMITS = { includeDepth: 200, argumentDepth: 300, tokens: 4_000_000, conditionals: 1000 } as const;

export interface Preprocessed {
  readonly tokens: readonly Token[];
  readonly problems: readonly Problem[];
}

interface Conditional {
  /** Some group of it has been taken. */
  taken: boolean;
  /** The present group is taken. */
  live: boolean;
  /** Offset of its `#if`. */
  readonly from: Token;
}

interface Context {
  readonly tokens: readonly Token[];
  at: number;
  readonly macro: Macro | null;
  /** The end of this list is the end of input: an argument or a directive being expanded by itself. */
  readonly wall: boolean;
}

/**
 * @param primitives names that the machine knows: a macro of the kernel tree of this name is not taken, so that the
 *   name reaches the machine instead of the inline assembly that the macro stands for
 */
export function preprocess(
  unit: SourceFile,
  table: FileTable,
  sources: Sources,
  primitives: ReadonlySet<string>,
): Preprocessed {
  return new Preprocessor(table, sources, primitives).run(unit);
}

class Preprocessor {
  private readonly macros = new Map<string, Macro>();
  private readonly problems: Problem[] = [];
  private readonly readers: Reader[] = [];
  private readonly contexts: Context[] = [];
  private readonly conditionals: Conditional[] = [];
  private readonly once = new Set<number>();
  private readonly guards = new Map<number, string>();
  private readonly end: Token = {
    kind: 'end',
    text: '',
    file: 0,
    start: 0,
    end: 0,
    space: true,
    first: true,
    painted: false,
  };
  private made = 0;
  private depth = 0;
  private counter = 0;
  private exhausted = false;

  constructor(
    private readonly table: FileTable,
    private readonly sources: Sources,
    private readonly primitives: ReadonlySet<string>,
  ) {}

  run(unit: SourceFile): Preprocessed {
    for (const [name, value] of [...PREDEFINED, ...this.sources.defines]) {
      const macro = defineMacro(lex(`${name} ${value}`, 0).tokens);
      if (typeof macro !== 'string') this.macros.set(macro.name, macro);
    }
    this.open(unit);
    // The last one opened is read first, so the unit waits below its preludes.
    for (const path of [...(this.sources.preludes ?? [])].reverse()) {
      const prelude = this.sources.include(path, unit.path, false);
      if (prelude !== null) this.open(prelude);
    }
    const tokens: Token[] = [];
    for (;;) {
      const token = this.expand();
      if (token.kind === 'end') break;
      tokens.push(token);
    }
    return { tokens, problems: this.problems };
  }

  private note(code: string, message: string, at: Token | { file: number; start: number }): void {
    const file = this.table.files[at.file];
    const before = file?.text.slice(0, at.start).split('\n') ?? [''];
    const where = { file: file?.path ?? '', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    if (this.problems.length < 200) this.problems.push(problem(code, message, where));
  }

  private open(source: SourceFile): void {
    const file = this.table.add(source);
    if (this.once.has(file)) return;
    const guard = this.guards.get(file);
    if (guard !== undefined && this.macros.has(guard)) return;
    const { tokens, openComment } = this.table.tokens(file);
    if (openComment !== null) {
      this.note('comment-unterminated', 'This comment never ends; what follows it is not read.', {
        file,
        start: openComment,
      });
    }
    if (guard === undefined) {
      const name = includeGuard(tokens);
      if (name !== null) this.guards.set(file, name);
    }
    this.readers.push({ file, tokens, at: 0, conditionals: this.conditionals.length });
  }

  /** The next token before expansion. */
  private read(): Token {
    for (;;) {
      const context = this.contexts.at(-1);
      if (context === undefined) return this.readFile();
      const token = context.tokens[context.at];
      if (token !== undefined) {
        context.at++;
        return token;
      }
      if (context.wall) return this.end;
      this.contexts.pop();
      if (context.macro !== null) context.macro.active--;
    }
  }

  private unread(token: Token): void {
    if (token.kind !== 'end') this.contexts.push({ tokens: [token], at: 0, macro: null, wall: false });
  }

  /** The next token of the files, directives obeyed on the way. */
  private readFile(): Token {
    for (;;) {
      const reader = this.readers.at(-1);
      if (reader === undefined || this.exhausted) return this.end;
      const token = reader.tokens[reader.at];
      if (token === undefined) {
        for (const open of this.conditionals.splice(reader.conditionals)) {
          this.note('if-unterminated', 'This conditional has no #endif.', open.from);
        }
        this.readers.pop();
        continue;
      }
      reader.at++;
      if (token.first && token.text === '#') {
        const pragma = this.directive(reader, token);
        if (pragma !== null) return pragma;
        continue;
      }
      if (this.live()) {
        if (++this.made > LIMITS.tokens) this.exhaust(token);
        return token;
      }
      skipGroup(reader);
    }
  }

  private exhaust(at: Token): void {
    if (this.exhausted) return;
    this.exhausted = true;
    this.contexts.length = 0;
    this.note(
      'macro-too-large',
      `Macros and includes make more than ${LIMITS.tokens} tokens; the unit is cut off here.`,
      at,
    );
  }

  private live(): boolean {
    return this.conditionals.at(-1)?.live ?? true;
  }

  /** The next token, macros expanded. */
  private expand(): Token {
    for (;;) {
      const token = this.read();
      if (token.kind !== 'identifier' || token.painted) return token;
      const macro = this.macros.get(token.text);
      if (macro === undefined) {
        const special = this.special(token);
        if (special === null) return token;
        if (special !== 'nothing') return special;
        continue;
      }
      if (macro.active > 0) return { ...token, painted: true };
      if (macro.parameters === null) {
        this.begin(macro, [], token);
        continue;
      }
      const next = this.read();
      if (next.text !== '(' || next.kind !== 'punctuator') {
        this.unread(next);
        return token;
      }
      const call = this.readArguments(macro, token);
      if (call === null) return token;
      this.begin(macro, call.args, call.site);
    }
  }

  private begin(macro: Macro, args: readonly Argument[], site: Site & Partial<Token>): void {
    const tokens = substitute(macro, args, site);
    this.made += tokens.length;
    if (this.made > LIMITS.tokens) {
      const { file, start, end } = site;
      this.exhaust({ ...this.end, file, start, end });
      return;
    }
    const first = tokens[0];
    if (first !== undefined && site.space !== undefined && first.space !== site.space) {
      tokens[0] = { ...first, space: site.space };
    }
    macro.active++;
    this.contexts.push({ tokens, at: 0, macro, wall: false });
  }

  /** Reads to the `)` of an invocation whose `(` is behind us. Null where the input ends first. */
  private readArguments(macro: Macro, name: Token): { args: readonly Argument[]; site: Site & Partial<Token> } | null {
    const lists: Token[][] = [[]];
    const wanted = macro.parameters?.length ?? 0;
    for (let depth = 0; ;) {
      const token = this.read();
      if (token.kind === 'end') {
        this.note('macro-arguments-unterminated', `The arguments of ${name.text} do not end.`, name);
        return null;
      }
      if (token.text === '(') depth++;
      else if (token.text === ')' && depth-- === 0) {
        const inOrder = token.file === name.file && token.end > name.end;
        const site = { file: name.file, start: name.start, end: inOrder ? token.end : name.end, space: name.space };
        if (wanted === 0 && lists.length === 1 && lists[0]?.length === 0) return { args: [], site };
        if (macro.variadic && lists.length < wanted) lists.push([]);
        if (lists.length !== wanted) {
          this.note('macro-argument-count', `${name.text} takes ${wanted} arguments, not ${lists.length}.`, name);
          if (lists.length > wanted) lists.length = wanted;
        }
        return { args: lists.map((tokens) => this.argument(tokens)), site };
      } else if (token.text === ',' && depth === 0 && !(macro.variadic && lists.length >= wanted)) {
        lists.push([]);
        continue;
      }
      lists.at(-1)?.push(token);
    }
  }

  private argument(tokens: readonly Token[]): Argument {
    // Expanded at once and only when a parameter asks for it: __COUNTER__ would show the difference, nothing else.
    let expanded: readonly Token[] | null = null;
    return { tokens, expanded: () => (expanded ??= this.expandList(tokens)) };
  }

  private expandList(tokens: readonly Token[]): Token[] {
    const out: Token[] = [];
    const first = tokens[0];
    if (first === undefined) return out;
    if (this.depth >= LIMITS.argumentDepth) {
      this.note('macro-too-deep', 'Macro arguments are nested too deeply here; they are left as they are.', first);
      return [...tokens];
    }
    this.depth++;
    const wall: Context = { tokens, at: 0, macro: null, wall: true };
    this.contexts.push(wall);
    for (;;) {
      const token = this.expand();
      if (token.kind === 'end') break;
      out.push(token);
    }
    this.depth--;
    if (this.contexts.at(-1) === wall) this.contexts.pop();
    return out;
  }

  /** Names with a meaning of their own: null for an ordinary name. */
  private special(token: Token): Token | 'nothing' | null {
    const number = (value: number | string): Token => ({ ...token, kind: 'number', text: String(value) });
    const text = (value: string): Token => ({ ...token, kind: 'string', text: JSON.stringify(value) });
    switch (token.text) {
      case '__LINE__':
        return number((this.table.files[token.file]?.text.slice(0, token.start).match(/\n/g)?.length ?? 0) + 1);
      case '__FILE__':
        return text(this.table.files[token.file]?.path ?? '');
      case '__BASE_FILE__':
        return text(this.table.files[this.readers[0]?.file ?? token.file]?.path ?? '');
      case '__INCLUDE_LEVEL__':
        return number(this.readers.length - 1);
      case '__COUNTER__':
        return number(this.counter++);
      case '__DATE__':
        return text('Jan  1 1970');
      case '__TIME__':
        return text('00:00:00');
      case '_Pragma':
        this.skipParentheses();
        return 'nothing';
      default:
        return null;
    }
  }

  private skipParentheses(): void {
    const open = this.read();
    if (open.text !== '(') {
      this.unread(open);
      return;
    }
    for (let depth = 1; depth > 0;) {
      const token = this.read();
      if (token.kind === 'end') return;
      if (token.text === '(') depth++;
      else if (token.text === ')') depth--;
    }
  }

  /** Obeys one directive. A pragma that the parser must see comes back as a token. */
  private directive(reader: Reader, hash: Token): Token | null {
    const from = reader.at;
    while (reader.tokens[reader.at]?.first === false) reader.at++;
    const line = reader.tokens.slice(from, reader.at);
    const name = line[0]?.text ?? '';
    const rest = line.slice(1);
    switch (name) {
      case 'if':
      case 'ifdef':
      case 'ifndef':
        this.ifGroup(name, rest, hash);
        return null;
      case 'elif':
      case 'elifdef':
      case 'elifndef':
      case 'else':
      case 'endif':
        this.nextGroup(reader, name, rest, hash);
        return null;
    }
    if (!this.live()) return null;
    switch (name) {
      case 'define':
        this.define(rest, hash);
        return null;
      case 'undef':
        this.macros.delete(rest[0]?.text ?? '');
        return null;
      case 'include':
      case 'include_next':
      case 'import':
        this.include(rest, hash, name === 'include_next');
        return null;
      case 'error':
        this.note('error-directive', `#error ${spell(rest)}`, hash);
        return null;
      case 'pragma':
        if (rest[0]?.text === 'once') this.once.add(reader.file);
        return rest[0]?.text === 'pack' ? { ...hash, kind: 'pragma', text: spell(rest) } : null;
      case '':
      case 'warning':
      case 'line':
      case 'ident':
      case 'sccs':
        return null;
      default:
        this.note('directive-unknown', `#${name} is no directive of C.`, hash);
        return null;
    }
  }

  private define(rest: readonly Token[], hash: Token): void {
    const macro = defineMacro(rest);
    if (typeof macro === 'string') {
      this.note('macro-malformed', macro, hash);
      return;
    }
    const origin = this.table.files[hash.file]?.lines[0]?.origin;
    if (origin === 'tree' && this.primitives.has(macro.name)) return;
    const known = this.macros.get(macro.name);
    if (known !== undefined && !sameMacro(known, macro) && !PREDEFINED.has(macro.name)) {
      this.note(
        'macro-redefined',
        `${macro.name} is defined a second time and differently; the later one holds.`,
        hash,
      );
    }
    this.macros.set(macro.name, macro);
  }

  private ifGroup(name: string, rest: readonly Token[], hash: Token): void {
    if (this.conditionals.length >= LIMITS.conditionals) {
      this.exhaust(hash);
      return;
    }
    const outer = this.live();
    const yes = outer && this.test(name, rest, hash);
    // Inside a group that is skipped every group of an inner conditional is skipped: it counts as taken already.
    this.conditionals.push({ taken: yes || !outer, live: yes, from: hash });
  }

  private nextGroup(reader: Reader, name: string, rest: readonly Token[], hash: Token): void {
    const open = this.conditionals.length > reader.conditionals ? this.conditionals.at(-1) : undefined;
    if (open === undefined) {
      this.note('if-missing', `#${name} without #if.`, hash);
    } else if (name === 'endif') {
      this.conditionals.pop();
    } else if (open.taken) {
      open.live = false;
    } else {
      open.live = name === 'else' || this.test(name.slice(2), rest, hash);
      open.taken = open.live;
    }
  }

  private test(name: string, rest: readonly Token[], hash: Token): boolean {
    const word = rest[0]?.text ?? '';
    if (name === 'ifdef' || name === 'def') return this.isDefined(word);
    if (name === 'ifndef' || name === 'ndef') return !this.isDefined(word);
    const answer = evaluateCondition(this.expandCondition(rest));
    if (typeof answer === 'boolean') return answer;
    this.note('condition-malformed', `This condition has no value (${answer}); it is taken as false.`, hash);
    return false;
  }

  private isDefined(name: string): boolean {
    return this.macros.has(name) || isTest(name) || name === '__LINE__' || name === '__COUNTER__';
  }

  /** `defined` and the `__has_…` tests are answered before their operand is expanded. */
  private expandCondition(line: readonly Token[]): Token[] {
    const answered = answerTests(line, (test, operand) => this.answer(test, operand));
    return this.expandList(answered).map((token) =>
      // A macro may bring `defined` in (undefined behaviour that gcc allows): its operand has been expanded by now.
      token.text === 'defined' ? { ...token, kind: 'number', text: '0' } : token,
    );
  }

  private answer(test: Token, operand: readonly Token[]): boolean {
    const word = operand[0]?.text ?? '';
    if (test.text === 'defined') return this.isDefined(word);
    if (test.text === '__has_include' || test.text === '__has_include_next') return this.find(operand, test) !== null;
    if (test.text === '__has_feature') return false;
    return isKnownToGcc(word);
  }

  private include(rest: readonly Token[], hash: Token, next: boolean): void {
    if (this.readers.length >= LIMITS.includeDepth) {
      this.note(
        'include-too-deep',
        `#include is nested more than ${LIMITS.includeDepth} deep; this one is left out.`,
        hash,
      );
      return;
    }
    const found = this.find(rest, hash);
    const name = spell(rest);
    if (found === null || (next && this.table.files[hash.file] === found)) {
      this.note('include-missing', `Nobody has ${name}; what it declares is found missing where it is used.`, hash);
      return;
    }
    this.open(found);
  }

  private find(rest: readonly Token[], hash: Token): SourceFile | null {
    const first = rest[0];
    if (first === undefined) return null;
    const line = first.kind === 'identifier' ? this.expandList(rest) : rest;
    const { path: from = '', text = '' } = this.table.files[hash.file] ?? {};
    const named = includedName(first, line, text);
    return named === null ? null : this.sources.include(named.path, from, named.quoted);
  }
}
