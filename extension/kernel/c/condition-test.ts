/** The tests that an `#if` may ask beside its arithmetic: `defined` and gcc's `__has_…`. */
import type { Token } from './token';

const BUILT_IN_TESTS = new Set([
  '__has_include',
  '__has_include_next',
  '__has_attribute',
  '__has_builtin',
  '__has_feature',
]);

/** Attributes and builtins that gcc does not know; what is not listed here is answered with yes. */
const UNKNOWN_TO_GCC = new Set([
  '__diagnose_as_builtin__',
  '__overloadable__',
  '__pass_dynamic_object_size__',
  '__counted_by__',
]);

/** Whether a name is one of the tests that are defined as macros are. */
export const isTest = (name: string): boolean => BUILT_IN_TESTS.has(name);

/** The answer to `__has_attribute` and `__has_builtin`; `word` with or without its underscores. */
export const isKnownToGcc = (word: string): boolean => !UNKNOWN_TO_GCC.has(`__${word.replace(/^__|__$/g, '')}__`);

/** The condition with 1 or 0 in the place of each test and its operand, which may stand in brackets. */
export function answerTests(
  line: readonly Token[],
  answer: (test: Token, operand: readonly Token[]) => boolean,
): Token[] {
  const answered: Token[] = [];
  for (let at = 0; at < line.length; at++) {
    const token = line[at];
    if (token === undefined) break;
    if (token.kind !== 'identifier' || !(token.text === 'defined' || isTest(token.text))) {
      answered.push(token);
      continue;
    }
    let operand = [line[at + 1]];
    if (operand[0]?.text === '(') {
      let end = at + 2;
      for (let depth = 1; end < line.length; end++) {
        if (line[end]?.text === '(') depth++;
        if (line[end]?.text === ')' && --depth === 0) break;
      }
      operand = line.slice(at + 2, end);
      at = end;
    } else at++;
    const yes = answer(
      token,
      operand.filter((word) => word !== undefined),
    );
    answered.push({ ...token, kind: 'number', text: yes ? '1' : '0' });
  }
  return answered;
}
