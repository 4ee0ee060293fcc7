/** Reading a unit's tokens one after the other, with a place to go back to. */
import type { Span } from './syntax';
import type { Token } from './token';

/** Syntax that this parser does not know. Caught at the function or the declaration that holds it. */
export class Unparsable extends Error {
  constructor(
    readonly reason: string,
    readonly token: Token,
  ) {
    super(reason);
  }
}

/** Nesting of expressions, blocks and declarators beyond this is refused. */
const MAX_DEPTH = 400;

export class Cursor {
  at = 0;
  /** The value of `#pragma pack`, innermost last; 0 is the natural layout. */
  readonly pack: number[] = [0];
  private depth = 0;
  private readonly last: Token;

  constructor(readonly tokens: readonly Token[]) {
    const final = tokens.at(-1);
    this.last = {
      kind: 'end',
      text: 'the end of the file',
      file: final?.file ?? 0,
      start: final?.end ?? 0,
      end: final?.end ?? 0,
      space: true,
      first: true,
      painted: false,
    };
  }

  get token(): Token {
    for (;;) {
      const token = this.tokens[this.at];
      if (token === undefined) return this.last;
      if (token.kind !== 'pragma') return token;
      this.applyPack(token.text);
      this.at++;
    }
  }

  peek(ahead: number): Token {
    let at = this.at;
    for (let left = ahead; ; at++) {
      const token = this.tokens[at];
      if (token === undefined) return this.last;
      if (token.kind !== 'pragma' && left-- === 0) return token;
    }
  }

  get text(): string {
    const token = this.token;
    return token.kind === 'identifier' || token.kind === 'punctuator' ? token.text : '';
  }

  next(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.at++;
    return token;
  }

  is(text: string): boolean {
    return this.text === text;
  }

  accept(text: string): boolean {
    if (this.text !== text) return false;
    this.at++;
    return true;
  }

  expect(text: string, after: string): Token {
    if (this.text !== text) throw new Unparsable(`"${text}" is missing ${after}`, this.token);
    return this.next();
  }

  /** The error to throw for what stands at the cursor. */
  failure(reason: string): Unparsable {
    return new Unparsable(reason, this.token);
  }

  /** Runs `inner` one level deeper. */
  nested<T>(inner: () => T): T {
    if (++this.depth > MAX_DEPTH) {
      this.depth = 0;
      throw this.failure('this is nested too deeply');
    }
    const value = inner();
    this.depth--;
    return value;
  }

  /** To be called where parsing resumes after `Unparsable`. */
  resume(at: number): void {
    this.at = at;
    this.depth = 0;
  }

  /** The range from the token at index `from` up to, not including, the present one. */
  spanFrom(from: number): Span {
    const first = this.tokens[from] ?? this.last;
    let end = first.end;
    let start = first.start;
    const last = this.tokens[Math.max(from, this.at - 1)] ?? first;
    if (last.file === first.file) {
      end = Math.max(end, last.end);
      start = Math.min(start, last.start);
    }
    return { file: first.file, start, end };
  }

  /** From an opening bracket at the cursor to behind the one that closes it; false if none does. */
  skipBrackets(): boolean {
    let depth = 0;
    const { at } = this;
    for (; this.token.kind !== 'end'; this.at++) {
      const { text } = this;
      if (text === '(' || text === '[' || text === '{') depth++;
      else if ((text === ')' || text === ']' || text === '}') && --depth === 0) {
        this.at++;
        return true;
      }
    }
    this.at = at;
    return false;
  }

  /** `#pragma pack(n)`, `pack()`, `pack(push[, n])`, `pack(pop)`. */
  private applyPack(text: string): void {
    const words =
      /\(([^)]*)\)/
        .exec(text)?.[1]
        ?.split(',')
        .map((word) => word.trim()) ?? [];
    const number = words.map(Number).find((value) => value > 0);
    if (words.includes('push')) this.pack.push(number ?? this.pack.at(-1) ?? 0);
    else if (words.includes('pop')) {
      if (this.pack.length > 1) this.pack.pop();
    } else this.pack[this.pack.length - 1] = number ?? 0;
  }
}
