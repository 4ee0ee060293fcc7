/** Literals as expressions: which value they have, and which type (C11 6.4.4, 6.4.5). */
import { number, poisoned } from './build';
import { characterValue, elementBytes, integerLiteral, quotedElements } from './literal';
import type { Expression, Span } from './syntax';
import { INT, arrayOf, foreign, integer, wrap, type IntegerName } from './type';
import type { Unit } from './unit';

/** A character constant is an int in C; whether `char` is signed decides how it is widened. */
export function characterConstant(unit: Unit, text: string, span: Span): Expression {
  const isUnsigned = unit.char.kind === 'integer' && unit.char.scalar === 'u8';
  return number(characterValue(text, isUnsigned), INT, span);
}

/** A number as C types it; floating point is not executable. */
export function numberConstant(text: string, span: Span): Expression {
  const literal = integerLiteral(text);
  if (literal === null) {
    const isFloat = /^[0-9.]/.test(text) && /[.eEpP]|[fF]$/.test(text);
    const float = foreign(/f$/i.test(text) ? 'float' : 'double', 8);
    return isFloat
      ? { kind: 'poison', reason: 'floating point is not executable', type: float, span }
      : poisoned(`"${text}" is no number`, span);
  }
  // The first of these types that holds the value (C11 6.4.4.1).
  const names: readonly IntegerName[] = [
    'int',
    'unsigned int',
    'long',
    'unsigned long',
    'long long',
    'unsigned long long',
  ];
  const least = literal.long === 2 ? 4 : literal.long === 1 ? 2 : 0;
  for (const name of names.slice(least)) {
    const type = integer(name);
    const unsigned = name.startsWith('unsigned');
    if (literal.unsigned ? !unsigned : unsigned && literal.decimal && !name.endsWith('long long')) continue;
    if (type.kind === 'integer' && wrap(type.scalar, literal.value) === literal.value)
      return number(literal.value, type, span);
  }
  return poisoned(`${text} is too large for any integer`, span);
}

/** Adjacent literals are one; the widest prefix wins. */
export function parseString(unit: Unit): Expression {
  const { cursor } = unit;
  const from = cursor.at;
  const texts: string[] = [];
  while (cursor.token.kind === 'string') texts.push(cursor.next().text);
  const bytes = Math.max(...texts.map(elementBytes));
  const prefix = bytes === 4 ? 'U' : bytes === 2 ? 'u' : '';
  const elements = texts.flatMap((text) => quotedElements(prefix + text.slice(text.indexOf('"'))));
  const element = bytes === 1 ? unit.char : integer(bytes === 4 ? 'int' : 'unsigned short');
  return {
    kind: 'string',
    elements,
    elementBytes: bytes,
    type: arrayOf(element, elements.length + 1),
    span: cursor.spanFrom(from),
  };
}
