/** gcc's `__builtin_…` that kernel macros use: those that are syntax or constants here, the rest as nodes to lower. */
import { convert, decay, findField, number, poisoned } from './build';
import { declaredElsewhere } from './syntax';
import { foldInteger } from './fold';
import { parseTypeName, startsType } from './specifier';
import type { Expression, Span } from './syntax';
import {
  INT,
  LONG,
  UINT,
  ULONG,
  VOID,
  compatible,
  functionType,
  integer,
  isInteger,
  isPointer,
  pointerTo,
  poison,
  qualified,
  sizeOf,
  unqualified,
  type CType,
} from './type';
import type { Unit } from './unit';

const U64 = integer('unsigned long long');
const CONST_VOID = pointerTo(qualified(VOID, true, false));
const CONST_CHAR = pointerTo(qualified(integer('char'), true, false));
const CHAR = pointerTo(integer('char'));
const ANY = pointerTo(VOID);

const libraryType = (returns: CType, ...parameters: readonly CType[]): CType =>
  functionType(
    returns,
    parameters.map((type) => ({ name: '', type })),
  );

/** Builtins that are the function of the C library without the prefix. */
const LIBRARY: Readonly<Record<string, CType>> = {
  memcpy: libraryType(ANY, ANY, CONST_VOID, ULONG),
  memmove: libraryType(ANY, ANY, CONST_VOID, ULONG),
  memset: libraryType(ANY, ANY, INT, ULONG),
  memcmp: libraryType(INT, CONST_VOID, CONST_VOID, ULONG),
  memchr: libraryType(ANY, CONST_VOID, INT, ULONG),
  strlen: libraryType(ULONG, CONST_CHAR),
  strcmp: libraryType(INT, CONST_CHAR, CONST_CHAR),
  strncmp: libraryType(INT, CONST_CHAR, CONST_CHAR, ULONG),
  strcpy: libraryType(CHAR, CHAR, CONST_CHAR),
  strncpy: libraryType(CHAR, CHAR, CONST_CHAR, ULONG),
  strcat: libraryType(CHAR, CHAR, CONST_CHAR),
  strchr: libraryType(CHAR, CONST_CHAR, INT),
  abort: libraryType(VOID),
  abs: libraryType(INT, INT),
};

/** Builtins that compute a number from one operand: operand type and result type. */
const COUNTING: Readonly<Record<string, readonly [CType, CType]>> = {
  ffs: [UINT, INT],
  ffsl: [ULONG, INT],
  ffsll: [U64, INT],
  clz: [UINT, INT],
  clzl: [ULONG, INT],
  clzll: [U64, INT],
  ctz: [UINT, INT],
  ctzl: [ULONG, INT],
  ctzll: [U64, INT],
  popcount: [UINT, INT],
  popcountl: [ULONG, INT],
  popcountll: [U64, INT],
  parity: [UINT, INT],
  parityl: [ULONG, INT],
  parityll: [U64, INT],
  bswap16: [integer('unsigned short'), integer('unsigned short')],
  bswap32: [UINT, UINT],
  bswap64: [ULONG, ULONG],
};

export const isBuiltin = (name: string): boolean => name.startsWith('__builtin_') && name !== '__builtin_va_list';

export function parseBuiltin(unit: Unit): Expression {
  const { cursor } = unit;
  const from = cursor.at;
  const name = cursor.next().text.slice('__builtin_'.length);
  const span = (): Span => cursor.spanFrom(from);
  switch (name) {
    case 'offsetof':
      return parseOffsetof(unit, from);
    case 'types_compatible_p': {
      cursor.expect('(', 'after the builtin');
      const left = unqualified(parseTypeName(unit));
      cursor.expect(',', 'between the types');
      const right = unqualified(parseTypeName(unit));
      cursor.expect(')', 'after the types');
      const unknown = [left, right].find((type) => type.kind === 'poison');
      return unknown?.kind === 'poison'
        ? poisoned(unknown.reason, span())
        : number(compatible(left, right) ? 1 : 0, INT, span());
    }
    case 'choose_expr': {
      cursor.expect('(', 'after the builtin');
      const choice = unit.grammar.constant(unit);
      cursor.expect(',', 'in __builtin_choose_expr');
      const yes = unit.grammar.assignment(unit);
      cursor.expect(',', 'in __builtin_choose_expr');
      const no = unit.grammar.assignment(unit);
      cursor.expect(')', 'after __builtin_choose_expr(…');
      return choice === null ? poisoned('__builtin_choose_expr without a constant', span()) : choice !== 0n ? yes : no;
    }
    case 'kapi_data_race': {
      cursor.expect('(', 'after the builtin');
      const racy = decay(unit.grammar.expression(unit));
      cursor.expect(')', 'after __builtin_kapi_data_race(…');
      return racy.kind === 'poison'
        ? racy
        : { kind: 'builtin', name, args: [racy], type: unqualified(racy.type), span: span() };
    }
    case 'va_arg': {
      cursor.expect('(', 'after the builtin');
      unit.grammar.assignment(unit);
      cursor.expect(',', 'in va_arg');
      const type = parseTypeName(unit);
      cursor.expect(')', 'after va_arg(…');
      return { ...poisoned('variadic arguments are read', span()), type };
    }
  }
  if (!cursor.is('(')) {
    const type = LIBRARY[name];
    return type === undefined
      ? poisoned(`__builtin_${name} is not known`, span())
      : libraryName(unit, name, type, span());
  }
  const args = unit.grammar.arguments(unit).map(decay);
  return callBuiltin(unit, name, args, span());
}

function callBuiltin(unit: Unit, name: string, args: readonly Expression[], span: Span): Expression {
  const [first, second, third] = args;
  const counting = COUNTING[name];
  if (counting !== undefined && first !== undefined) return fold(name, convert(first, counting[0]), counting[1], span);
  const library = LIBRARY[name];
  if (library?.kind === 'function') {
    if (name === 'strlen' && first?.kind === 'address' && first.of.kind === 'string') {
      const end = first.of.elements.indexOf(0);
      return number(end < 0 ? first.of.elements.length : end, ULONG, span);
    }
    const callee = decay(libraryName(unit, name, library, span));
    const passed = args.map((arg, index) => convert(arg, library.parameters[index]?.type ?? arg.type));
    return { kind: 'call', callee, args: passed, type: library.returns, span };
  }
  switch (name) {
    case 'expect':
    case 'expect_with_probability':
      return first === undefined ? poisoned('an argument is missing', span) : convert(first, LONG);
    case 'assume_aligned':
      return first ?? poisoned('an argument is missing', span);
    case 'constant_p': {
      const constant =
        first !== undefined &&
        (foldInteger(first) !== null || (first.kind === 'address' && first.of.kind === 'string'));
      return number(constant ? 1 : 0, INT, span);
    }
    case 'object_size':
    case 'dynamic_object_size': {
      const kind = second === undefined ? 0n : (foldInteger(second) ?? 0n);
      return number(kind >= 2n ? 0n : -1n, ULONG, span);
    }
    case 'prefetch':
      return { kind: 'cast', operand: number(0, INT, span), type: VOID, span };
    case 'unreachable':
    case 'trap':
      return { kind: 'builtin', name, args: [], type: VOID, span };
    case 'add_overflow':
    case 'sub_overflow':
    case 'mul_overflow': {
      if (first === undefined || second === undefined || third === undefined)
        return poisoned('an argument is missing', span);
      const bad = [first, second, third].find((arg) => arg.kind === 'poison');
      if (bad?.kind === 'poison') return poisoned(bad.reason, span);
      if (!isInteger(first.type) || !isInteger(second.type) || !isPointer(third.type) || !isInteger(third.type.to)) {
        return poisoned(`__builtin_${name} on what are no integers`, span);
      }
      return { kind: 'builtin', name, args: [first, second, third], type: integer('_Bool'), span };
    }
    default:
      return poisoned(`__builtin_${name} is not executable`, span);
  }
}

/** Constant operands give constants, as in array sizes and case labels. */
function fold(name: string, operand: Expression, type: CType, span: Span): Expression {
  if (operand.kind === 'poison') return operand;
  const value = foldInteger(operand);
  if (value === null) return { kind: 'builtin', name, args: [operand], type, span };
  const width = (sizeOf(operand.type) ?? 4) * 8;
  const bits = value.toString(2);
  const ones = bits.replace(/0/g, '').length;
  const zeros = value === 0n ? width : bits.length - 1 - bits.lastIndexOf('1');
  const base = name.replace(/ll?$/, '');
  switch (base) {
    case 'ffs':
      return number(value === 0n ? 0 : zeros + 1, type, span);
    case 'ctz':
      return number(zeros, type, span);
    case 'clz':
      return number(value === 0n ? width : width - bits.length, type, span);
    case 'popcount':
      return number(ones, type, span);
    case 'parity':
      return number(ones % 2, type, span);
    default: {
      const bytes =
        value
          .toString(16)
          .padStart(width / 4, '0')
          .match(/../g) ?? [];
      return number(BigInt(`0x${bytes.reverse().join('')}`), type, span);
    }
  }
}

function libraryName(unit: Unit, name: string, type: CType, span: Span): Expression {
  const known = unit.file.find(name);
  if (known?.kind === 'object') {
    return { kind: 'variable', declaration: known.declaration, type: known.declaration.type, span };
  }
  const declaration = declaredElsewhere(name, type, span);
  unit.file.declare(name, { kind: 'object', declaration });
  return { kind: 'variable', declaration, type, span };
}

/** `__builtin_offsetof(type, a.b[i].c)`; an index that is no constant makes it an expression. */
function parseOffsetof(unit: Unit, from: number): Expression {
  const { cursor } = unit;
  cursor.expect('(', 'after offsetof');
  if (!startsType(unit)) throw cursor.failure('offsetof needs a type');
  let type = parseTypeName(unit);
  cursor.expect(',', 'in offsetof');
  let constant = 0;
  let reason: string | null = null;
  let first = true;
  while (!cursor.is(')') && cursor.token.kind !== 'end') {
    if (cursor.accept('[')) {
      const index = unit.grammar.constant(unit);
      cursor.expect(']', 'after the index');
      if (type.kind !== 'array') reason ??= 'offsetof indexes what is no array';
      else {
        if (index === null) reason ??= 'offsetof with an index that is no constant';
        constant += Number(index ?? 0n) * (sizeOf(type.of) ?? 0);
        type = type.of;
      }
      continue;
    }
    if (!first) {
      if (!cursor.accept('.')) cursor.expect('->', 'in offsetof');
    }
    first = false;
    const name = cursor.next().text;
    const field = type.kind === 'record' ? findField(type.record, name) : null;
    if (field === null) {
      reason ??= type.kind === 'poison' ? type.reason : `offsetof: no member ${name}`;
      type = poison(reason);
    } else {
      constant += field.offset;
      ({ type } = field);
    }
  }
  cursor.expect(')', 'after offsetof(…');
  const span = cursor.spanFrom(from);
  return reason === null ? number(constant, ULONG, span) : poisoned(reason, span);
}
