/** What `#include` names (C11 6.10.2). */
import { spell, type Token } from './token';

export interface IncludedName {
  readonly path: string;
  /** `"x"` rather than `<x>`. */
  readonly quoted: boolean;
}

/**
 * Null where the line names no header.
 * @param first the first token behind `#include` as it was written
 * @param line the tokens behind it, expanded where the first one is a macro
 * @param text of the including file
 */
export function includedName(first: Token, line: readonly Token[], text: string): IncludedName | null {
  const word = line[0]?.text ?? '';
  if (line[0]?.kind === 'string') return { path: word.slice(1, -1), quoted: true };
  if (word !== '<') return null;
  // The spelling between < and > is taken as it stands, not by tokens, unless a macro made it.
  const written = first.text === '<' ? /^<([^>\n]*)>/.exec(text.slice(first.start))?.[1] : undefined;
  const end = line.findIndex((token) => token.text === '>');
  return { path: written ?? spell(line.slice(1, end)), quoted: false };
}
