/** `__attribute__((…))` and the kernel's annotation words: what they say that the program acts on. */
import type { Cursor } from './cursor';
import { quotedElements } from './literal';
import { SPACES } from './ir';
import { EMPTY_ATTRIBUTES, type Attributes, type LockContext } from './syntax';

/** Collects while specifiers and declarators are read. */
export interface AttributeSet {
  annotations: string[];
  section: string;
  cleanup: string | null;
  align: number;
  packed: boolean;
  weak: boolean;
  mode: string | null;
  alias: string | null;
  transparent: boolean;
  vector: boolean;
  /** Address space of what is declared; 0 is the kernel's, null says nothing. */
  space: number | null;
  contexts: LockContext[];
}

export const noAttributes = (): AttributeSet => ({
  ...EMPTY_ATTRIBUTES,
  annotations: [],
  contexts: [],
  vector: false,
  space: null,
});

/** What both say, of an object declared by specifiers and a declarator. */
export function mergeAttributes(a: Attributes, b: Attributes): Attributes {
  return {
    annotations: [...new Set([...a.annotations, ...b.annotations])],
    section: b.section || a.section,
    cleanup: b.cleanup ?? a.cleanup,
    align: Math.max(a.align, b.align),
    packed: a.packed || b.packed,
    weak: a.weak || b.weak,
    mode: b.mode ?? a.mode,
    alias: b.alias ?? a.alias,
    transparent: a.transparent || b.transparent,
    contexts: [...a.contexts, ...b.contexts],
  };
}

export const isAttributeWord = (text: string): boolean => text === '__attribute__' || text === '__attribute';

/**
 * Reads `__attribute__((a, b(c)))` at the cursor, any number of them.
 * @param constant evaluates the expression at the cursor, for `aligned(sizeof(x))`
 */
export function readAttributes(cursor: Cursor, set: AttributeSet, constant: () => number | null): void {
  while (isAttributeWord(cursor.text)) {
    cursor.next();
    cursor.expect('(', 'after __attribute__');
    cursor.expect('(', 'after __attribute__(');
    while (!cursor.is(')') && cursor.token.kind !== 'end') {
      if (cursor.accept(',')) continue;
      const name = cursor.next().text.replace(/^__|__$/g, '');
      readOne(cursor, set, name, constant);
    }
    cursor.expect(')', 'after the attributes');
    cursor.expect(')', 'after the attributes');
  }
}

function readOne(cursor: Cursor, set: AttributeSet, name: string, constant: () => number | null): void {
  const hasArguments = cursor.is('(');
  const first = cursor.peek(1);
  const text = first.kind === 'string' ? String.fromCharCode(...quotedElements(first.text)) : first.text;
  switch (name) {
    case 'packed':
      set.packed = true;
      break;
    case 'weak':
      set.weak = true;
      break;
    case 'transparent_union':
      set.transparent = true;
      break;
    case 'vector_size':
      set.vector = true;
      break;
    case 'aligned':
      if (!hasArguments) set.align = Math.max(set.align, 16);
      else {
        cursor.next();
        set.align = Math.max(set.align, constant() ?? 0);
        cursor.expect(')', 'after aligned(…');
        return;
      }
      break;
    case 'address_space':
      set.space = Math.max(0, SPACES.indexOf(text as (typeof SPACES)[number]));
      break;
    case 'force':
      set.space = 0;
      break;
    case 'context':
      readContext(cursor, set);
      return;
    case 'section':
      set.section = text;
      break;
    case 'cleanup':
      set.cleanup = text;
      break;
    case 'mode':
      set.mode = text.replace(/^__|__$/g, '');
      break;
    case 'alias':
      set.alias = text;
      break;
    case 'annotate':
      set.annotations.push(text);
      break;
    case 'error':
      set.annotations.push(`error(${text})`);
      break;
    default:
      set.annotations.push(name);
  }
  if (hasArguments && !cursor.skipBrackets()) throw cursor.failure(`the arguments of attribute ${name} do not end`);
}

/** `context(expression, in, out)`: sparse's way to say that a lock is held before and after. */
function readContext(cursor: Cursor, set: AttributeSet): void {
  const from = cursor.at + 1;
  if (!cursor.skipBrackets()) throw cursor.failure('the arguments of attribute context do not end');
  const numbers = [cursor.at - 4, cursor.at - 2].map((at) => cursor.tokens[at]?.text);
  const [before, after] = numbers;
  set.contexts.push({ from, to: cursor.at - 5, heldBefore: before === '1', heldAfter: after === '1' });
}
