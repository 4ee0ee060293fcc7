/**
 * Preprocessing tokens (C11 6.4): text cut into words, each with the range of the source it stands for. Line splices
 * and comments are gone; what a directive needs to know of white space is kept in two flags.
 */
export type TokenKind = 'identifier' | 'number' | 'string' | 'character' | 'punctuator' | 'other' | 'pragma' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Index into the unit's table of source files. */
  readonly file: number;
  /** Half-open range of UTF-16 code units in that file; for a token out of a macro body, the range of the invocation. */
  readonly start: number;
  readonly end: number;
  /** White space stands before it. */
  readonly space: boolean;
  /** It is the first of its logical line, so a `#` here begins a directive. */
  readonly first: boolean;
  /** It names a macro that was being expanded when it was read: never expanded again (C11 6.10.3.4). */
  readonly painted: boolean;
}

export interface Lexed {
  readonly tokens: readonly Token[];
  /** Offset of a comment that never ends, or null. */
  readonly openComment: number | null;
}

const THREE = new Set(['<<=', '>>=', '...']);
const TWO = new Set('-> ++ -- << >> <= >= == != && || *= /= %= += -= &= ^= |= ##'.split(' '));

const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36 || code > 127;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Length of the line splice (backslash, newline) at `at`, or 0. */
function spliceAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== 92) return 0;
  if (text.charCodeAt(at + 1) === 10) return 2;
  return text.charCodeAt(at + 1) === 13 && text.charCodeAt(at + 2) === 10 ? 3 : 0;
}

const withoutSplices = (text: string): string => (text.includes('\\') ? text.replace(/\\\r?\n/g, '') : text);

/** Cuts a file into tokens. Never fails: an unclosed quote becomes a token of kind `other`. */
export function lex(text: string, file: number): Lexed {
  const tokens: Token[] = [];
  const length = text.length;
  let at = 0;
  let space = false;
  let first = true;
  let openComment: number | null = null;

  const push = (kind: TokenKind, start: number, end: number): void => {
    const raw = text.slice(start, end);
    tokens.push({ kind, text: withoutSplices(raw), file, start, end, space, first, painted: false });
    space = false;
    first = false;
    at = end;
  };
  /** End of the run of word characters from `from`, looking through splices. */
  const wordEnd = (from: number, isNumber: boolean): number => {
    let end = from;
    for (;;) {
      const code = text.charCodeAt(end);
      if (isLetter(code) || isDigit(code)) end++;
      else if (isNumber && code === 46) end++;
      else if (isNumber && (code === 43 || code === 45) && /[eEpP]/.test(text[end - 1] ?? '')) end++;
      else if (code === 92 && spliceAt(text, end) > 0) {
        const next = end + spliceAt(text, end);
        const after = text.charCodeAt(next);
        if (!isLetter(after) && !isDigit(after)) return end;
        end = next;
      } else return end;
    }
  };
  /** End of a string or character constant whose opening quote is at `open`, or null where the line ends first. */
  const quoteEnd = (open: number): number | null => {
    const quote = text.charCodeAt(open);
    for (let end = open + 1; end < length; end++) {
      const code = text.charCodeAt(end);
      if (code === 92) end += Math.max(1, spliceAt(text, end) - 1);
      else if (code === quote) return end + 1;
      else if (code === 10) return null;
    }
    return null;
  };

  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      first = true;
      space = true;
      at++;
    } else if (code === 32 || code === 9 || code === 13 || code === 12 || code === 11 || code === 0xfeff) {
      space = true;
      at++;
    } else if (code === 92 && spliceAt(text, at) > 0) {
      at += spliceAt(text, at);
    } else if (code === 47 && text.charCodeAt(at + 1) === 47) {
      at += 2;
      while (at < length && text.charCodeAt(at) !== 10) at += Math.max(1, spliceAt(text, at));
      space = true;
    } else if (code === 47 && text.charCodeAt(at + 1) === 42) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) openComment = at;
      at = end < 0 ? length : end + 2;
      space = true;
    } else if (code === 34 || code === 39) {
      const end = quoteEnd(at);
      push(end === null ? 'other' : code === 34 ? 'string' : 'character', at, end ?? at + 1);
    } else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1)))) {
      push('number', at, wordEnd(at, true));
    } else if (isLetter(code)) {
      const end = wordEnd(at, false);
      const quote = text.charCodeAt(end);
      const closing =
        (quote === 34 || quote === 39) && /^(?:[LuU]|u8)$/.test(text.slice(at, end)) ? quoteEnd(end) : null;
      if (closing === null) push('identifier', at, end);
      else push(quote === 34 ? 'string' : 'character', at, closing);
    } else {
      const three = text.slice(at, at + 3);
      const size = THREE.has(three) ? 3 : TWO.has(three.slice(0, 2)) ? 2 : 1;
      push(code < 33 || code === 64 || code === 96 || code === 92 ? 'other' : 'punctuator', at, at + size);
    }
  }
  return { tokens, openComment };
}

/** The tokens as text again, one space wherever white space stood. */
export function spell(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) text += (token.space && text !== '' ? ' ' : '') + token.text;
  return text;
}
