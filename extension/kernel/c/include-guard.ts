import type { Token } from './token';

/** The name of a file's include guard, if the whole file stands inside `#ifndef NAME … #endif`. */
export function includeGuard(tokens: readonly Token[]): string | null {
  const name = tokens[2]?.text;
  if (tokens[0]?.text !== '#' || tokens[1]?.text !== 'ifndef' || name === undefined) return null;
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.first !== true || token.text !== '#') continue;
    const word = tokens[at + 1]?.text ?? '';
    if (word === 'if' || word === 'ifdef' || word === 'ifndef') depth++;
    else if ((word === 'else' || word === 'elif') && depth === 1) return null;
    else if (word === 'endif' && --depth === 0) {
      const next = tokens.findIndex((after, index) => index > at && after.first);
      return next < 0 ? name : null;
    }
  }
  return null;
}
