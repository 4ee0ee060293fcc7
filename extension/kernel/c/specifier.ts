/** Declaration specifiers and type names (C11 6.7, 6.7.2, 6.7.7): everything before the declarators. */
import { isAttributeWord, noAttributes, readAttributes, type AttributeSet } from './attribute';
import { decay } from './build';
import type { CType, IntegerName } from './type';
import {
  BOOL,
  PLAIN,
  VOID,
  foreign,
  inSpace,
  integer,
  pointerTo,
  poison,
  qualified,
  sizeOf,
  unqualified,
} from './type';
import type { Unit } from './unit';

export type Storage = 'none' | 'typedef' | 'extern' | 'static' | 'auto';

export interface Specifiers {
  readonly storage: Storage;
  readonly isInline: boolean;
  /** `__auto_type`: the initialiser gives the type. */
  readonly isAuto: boolean;
  readonly type: CType;
  readonly attributes: AttributeSet;
  /** No word of a type was read. */
  readonly isEmpty: boolean;
}

const QUALIFIERS = new Set(
  'const __const __const__ volatile __volatile __volatile__ restrict __restrict __restrict__ _Atomic __seg_gs __seg_fs'.split(
    ' ',
  ),
);
const STORAGE = new Set(
  'typedef extern static auto register inline __inline __inline__ _Noreturn __thread _Thread_local thread_local __extension__'.split(
    ' ',
  ),
);
const ARITHMETIC = new Set(
  'void char short int long float double signed __signed __signed__ unsigned _Bool __int128 __int128_t __uint128_t _Complex __complex__ _Float16 _Float32 _Float64 _Float128 __float128 _Float32x _Float64x __builtin_va_list'.split(
    ' ',
  ),
);
const OTHER = new Set(
  'struct union enum typeof __typeof __typeof__ __auto_type _Alignas alignas __attribute__ __attribute'.split(' '),
);

const KEYWORDS = new Set([
  ...QUALIFIERS,
  ...STORAGE,
  ...ARITHMETIC,
  ...OTHER,
  ...'if else for while do switch case default break continue return goto sizeof asm __asm __asm__ _Generic _Static_assert __alignof__ __alignof _Alignof __label__'.split(
    ' ',
  ),
]);

export const isKeyword = (text: string): boolean => KEYWORDS.has(text);

/** A declaration or a type name may begin with this token. */
export function startsType(unit: Unit, ahead = 0): boolean {
  const token = unit.cursor.peek(ahead);
  if (token.kind !== 'identifier') return false;
  const { text } = token;
  if (QUALIFIERS.has(text) || STORAGE.has(text) || ARITHMETIC.has(text) || OTHER.has(text)) {
    return text !== '__extension__' || startsType(unit, ahead + 1);
  }
  return unit.scope.find(text)?.kind === 'typedef';
}

const FLOATS: Readonly<Record<string, number>> = {
  float: 4,
  double: 8,
  _Float16: 2,
  _Float32: 4,
  _Float64: 8,
  _Float32x: 8,
  _Float64x: 16,
  _Float128: 16,
  __float128: 16,
};

/** The type that a set of arithmetic words names, in any order. */
function arithmeticType(unit: Unit, words: readonly string[]): CType {
  const count = (word: string): number => words.filter((one) => one === word).length;
  const unsigned = words.includes('unsigned');
  if (words.includes('void')) return VOID;
  if (words.includes('_Bool')) return BOOL;
  if (words.includes('_Complex') || words.includes('__complex__')) return foreign('_Complex', 16);
  if (words.includes('__builtin_va_list'))
    return { ...PLAIN, kind: 'foreign', name: '__builtin_va_list', bytes: 24, align: 8 };
  if (words.includes('__int128') || words.includes('__int128_t'))
    return foreign(unsigned ? 'unsigned __int128' : '__int128', 16);
  if (words.includes('__uint128_t')) return foreign('unsigned __int128', 16);
  const float = words.find((word) => word in FLOATS);
  if (float !== undefined) {
    const isLong = float === 'double' && words.includes('long');
    return foreign(isLong ? 'long double' : float, isLong ? 16 : (FLOATS[float] ?? 8));
  }
  if (words.includes('char')) {
    return unsigned ? integer('unsigned char') : words.includes('signed') ? integer('signed char') : unit.char;
  }
  const base = words.includes('short') ? 'short' : count('long') > 1 ? 'long long' : count('long') > 0 ? 'long' : 'int';
  return integer((unsigned ? `unsigned ${base}` : base) as IntegerName);
}

export function parseSpecifiers(unit: Unit): Specifiers {
  const { cursor } = unit;
  const attributes = noAttributes();
  const words: string[] = [];
  let storage: Storage = 'none';
  let isInline = false;
  let isAuto = false;
  let isConst = false;
  let isVolatile = false;
  let named: CType | null = null;

  for (;;) {
    const { text } = cursor;
    if (text === '') break;
    if (QUALIFIERS.has(text)) {
      cursor.next();
      if (text === '_Atomic') {
        if (cursor.is('(')) cursor.skipBrackets();
        named ??= poison('_Atomic objects are not executable');
      }
      isConst ||= text.includes('const');
      isVolatile ||= text.includes('volatile');
    } else if (STORAGE.has(text)) {
      cursor.next();
      if (text === 'typedef' || text === 'extern' || text === 'static') storage = text;
      else if (text.includes('inline')) isInline = true;
      else if (text === '_Noreturn') attributes.annotations.push('noreturn');
    } else if (ARITHMETIC.has(text)) {
      cursor.next();
      words.push(text.replace(/^__signed(?:__)?$/, 'signed'));
    } else if (isAttributeWord(text)) {
      readAttributes(cursor, attributes, () => parseConstantNumber(unit));
    } else if (text === 'struct' || text === 'union') {
      named = unit.grammar.record(unit);
    } else if (text === 'enum') {
      named = unit.grammar.enumeration(unit);
    } else if (text === '__auto_type') {
      cursor.next();
      isAuto = true;
      named = poison('__auto_type without an initialiser');
    } else if (text === 'typeof' || text === '__typeof' || text === '__typeof__') {
      cursor.next();
      named = parseTypeof(unit);
    } else if (text === '_Alignas' || text === 'alignas') {
      cursor.next();
      cursor.expect('(', 'after _Alignas');
      attributes.align = Math.max(attributes.align, parseConstantNumber(unit) ?? 0);
      cursor.expect(')', 'after _Alignas(…');
    } else if (named === null && words.length === 0) {
      const entity = cursor.token.kind === 'identifier' ? unit.scope.find(text) : null;
      if (entity?.kind === 'typedef') {
        cursor.next();
        named = entity.type.typedef === undefined ? { ...entity.type, typedef: text } : entity.type;
        attributes.align = Math.max(attributes.align, entity.align);
      } else if (entity === null && cursor.token.kind === 'identifier' && looksLikeType(unit)) {
        if (isAnnotationWord(text)) skipAnnotation(unit, attributes);
        else {
          cursor.next();
          named = poison(`type ${text} is not declared`);
        }
      } else break;
    } else if (isAnnotation(unit)) {
      skipAnnotation(unit, attributes);
    } else break;
  }

  const isEmpty = named === null && words.length === 0;
  let type = named ?? arithmeticType(unit, words);
  if (words.length > 0 && attributes.mode !== null) type = modeType(type, attributes.mode);
  if (attributes.vector) type = foreign('a vector', sizeOf(type) ?? 16);
  return {
    storage,
    isInline,
    isAuto,
    type:
      attributes.space === null
        ? qualified(type, isConst, isVolatile)
        : inSpace(qualified(type, isConst, isVolatile), attributes.space),
    attributes,
    isEmpty,
  };
}

/** `__attribute__((mode(DI)))` and the like change the width. */
function modeType(type: CType, mode: string): CType {
  const names: Readonly<Record<string, IntegerName>> = {
    QI: 'signed char',
    HI: 'short',
    SI: 'int',
    DI: 'long',
    word: 'long',
    pointer: 'long',
  };
  const name = names[mode];
  if (name === undefined || type.kind !== 'integer') return type;
  const unsigned = type.name.startsWith('unsigned');
  return integer(unsigned ? (`unsigned ${name.replace('signed ', '')}` as IntegerName) : name);
}

/** A name that nobody declared stands where a type could: two words in a row, or a word and a star. */
function looksLikeType(unit: Unit): boolean {
  const after = unit.cursor.peek(1);
  if (after.kind === 'identifier') return true;
  if (after.text === '(' && isAnnotationWord(unit.cursor.text)) return closesBeforeWord(unit);
  return after.text === '*' && (unit.cursor.peek(2).kind === 'identifier' || unit.cursor.peek(2).text === '*');
}

const isAnnotationWord = (text: string): boolean =>
  /^__|^[A-Z][A-Z0-9_]*$/.test(text) || text === 'noinline' || text === 'asmlinkage' || text === 'notrace';

/** `WORD(…) word`: an annotation with arguments before the rest of a declaration. */
function closesBeforeWord(unit: Unit): boolean {
  const { cursor } = unit;
  const { at } = cursor;
  cursor.next();
  const closed = cursor.skipBrackets();
  const follows = cursor.token.kind === 'identifier' && !cursor.token.first && !isAttributeWord(cursor.text);
  cursor.at = at;
  return closed && follows;
}

/** After the type: a word that nobody declared, with the declarator still to come (`void __user *p`, `int __init f()`). */
function isAnnotation(unit: Unit): boolean {
  const { cursor } = unit;
  const token = cursor.token;
  if (token.kind !== 'identifier' || isKeyword(token.text)) return false;
  const after = cursor.peek(1);
  if (after.kind === 'identifier')
    return !isAttributeWord(after.text) && after.text !== 'asm' && after.text !== '__asm__';
  if (after.text === '*') return isAnnotationWord(token.text) && unit.scope.find(token.text) === null;
  return after.text === '(' && token.text.startsWith('__') && closesBeforeWord(unit);
}

/** Records an annotation word with its arguments and goes on behind it. */
export function skipAnnotation(unit: Unit, attributes: AttributeSet): void {
  const { cursor } = unit;
  const from = cursor.at;
  cursor.next();
  if (cursor.is('(') && !cursor.skipBrackets()) throw cursor.failure('this annotation does not end');
  let text = '';
  for (let at = from; at < cursor.at; at++) text += cursor.tokens[at]?.text ?? '';
  if (text === '__packed') attributes.packed = true;
  attributes.annotations.push(text);
}

function parseTypeof(unit: Unit): CType {
  const { cursor } = unit;
  cursor.expect('(', 'after typeof');
  let type: CType;
  if (startsType(unit)) type = parseTypeName(unit);
  else {
    const expression = unit.grammar.expression(unit);
    type = expression.kind === 'poison' ? poison(expression.reason) : expression.type;
  }
  cursor.expect(')', 'after typeof(…');
  return type;
}

/** `int (*)(void)`, `struct x *`: a type without a name. */
export function parseTypeName(unit: Unit): CType {
  const specifiers = parseSpecifiers(unit);
  if (specifiers.isEmpty && specifiers.storage === 'none' && !specifiers.isAuto) {
    if (specifiers.attributes.annotations.length === 0) throw unit.cursor.failure('a type is missing here');
  }
  return unit.grammar.declarator(unit, specifiers.type).type;
}

export function parseConstantNumber(unit: Unit): number | null {
  if (startsType(unit)) return sizeOf(parseTypeName(unit));
  const value = unit.grammar.constant(unit);
  return value === null ? null : Number(value);
}

/** The type `__auto_type x = e` gives to x. */
export const autoType = (expression: Parameters<typeof decay>[0]): CType => {
  const value = decay(expression);
  return value.type.kind === 'pointer' ? pointerTo(value.type.to) : unqualified(value.type);
};
