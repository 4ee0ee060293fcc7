/** Declarators (C11 6.7.6): pointers, arrays, functions and the name they declare. */
import { isAttributeWord, noAttributes, readAttributes, type AttributeSet } from './attribute';
import { foldInteger } from './fold';
import { isKeyword, parseConstantNumber, parseSpecifiers, skipAnnotation, startsType } from './specifier';
import type { Token } from './token';
import { arrayOf, functionType, inSpace, pointerTo, poison, qualified, type CType, type Parameter } from './type';
import { inScope, type Unit } from './unit';

export interface Declarator {
  readonly name: Token | null;
  readonly type: CType;
  readonly attributes: AttributeSet;
}

const POINTER_WORDS = new Set(
  'const __const __const__ volatile __volatile __volatile__ restrict __restrict __restrict__ _Atomic'.split(' '),
);

export function parseDeclarator(unit: Unit, base: CType): Declarator {
  return unit.cursor.nested(() => declarator(unit, base));
}

function declarator(unit: Unit, base: CType): Declarator {
  const { cursor } = unit;
  const attributes = noAttributes();
  const skipWords = (): void => {
    for (;;) {
      if (isAttributeWord(cursor.text)) readAttributes(cursor, attributes, () => parseConstantNumber(unit));
      else if (isAnnotationHere(unit)) skipAnnotation(unit, attributes);
      else return;
    }
  };
  let type = base;
  skipWords();
  while (cursor.is('*') || cursor.is('^')) {
    cursor.next();
    let isConst = false;
    let isVolatile = false;
    attributes.space = null;
    for (;;) {
      if (POINTER_WORDS.has(cursor.text)) {
        const word = cursor.next().text;
        isConst ||= word.includes('const');
        isVolatile ||= word.includes('volatile');
      } else if (isAttributeWord(cursor.text)) readAttributes(cursor, attributes, () => parseConstantNumber(unit));
      else if (isAnnotationHere(unit)) skipAnnotation(unit, attributes);
      else break;
    }
    type = inSpace(qualified(pointerTo(type), isConst, isVolatile), attributes.space ?? 0);
  }

  if (cursor.is('(') && isNestedDeclarator(unit)) {
    // What follows the brackets belongs to the type inside them: read it first, then come back.
    const open = cursor.at;
    if (!cursor.skipBrackets()) throw cursor.failure('this declarator does not end');
    type = suffixes(unit, type);
    const end = cursor.at;
    cursor.at = open + 1;
    const inner = parseDeclarator(unit, type);
    cursor.expect(')', 'after the inner declarator');
    cursor.at = end;
    mergeInto(attributes, inner.attributes);
    return { name: inner.name, type: inner.type, attributes };
  }
  let name: Token | null = null;
  if (cursor.token.kind === 'identifier' && !isKeyword(cursor.text)) name = cursor.next();
  type = suffixes(unit, type);
  return { name, type, attributes };
}

/** A word of unknown meaning where a declarator continues: `* __user p`, `__percpu *p`. */
function isAnnotationHere(unit: Unit): boolean {
  const { cursor } = unit;
  if (cursor.token.kind !== 'identifier' || isKeyword(cursor.text)) return false;
  const after = cursor.peek(1);
  if (unit.scope.find(cursor.text)?.kind === 'typedef') return false;
  if (after.kind === 'identifier')
    return !isAttributeWord(after.text) && !isKeyword(after.text) && !isTrailing(after.text);
  if (after.text === '*') return true;
  return (
    cursor.text.startsWith('__') &&
    (after.text === ')' || after.text === ',') &&
    /^__(?:user|iomem|percpu|rcu|kernel|force|bitwise)$/.test(cursor.text)
  );
}

/** An annotation word that follows a declarator rather than a second name. */
const isTrailing = (text: string): boolean => text.startsWith('__') || /^[A-Z][A-Z0-9_]*$/.test(text);

function isNestedDeclarator(unit: Unit): boolean {
  const { text } = unit.cursor.peek(1);
  if (text === '*' || text === '(' || text === '^' || isAttributeWord(text)) return true;
  if (unit.cursor.peek(1).kind !== 'identifier') return false;
  return !startsType(unit, 1) && !isKeyword(text);
}

function suffixes(unit: Unit, type: CType): CType {
  const { cursor } = unit;
  if (cursor.accept('[')) {
    while (POINTER_WORDS.has(cursor.text) || cursor.is('static')) cursor.next();
    let count: number | null = null;
    let reason: string | null = null;
    if (cursor.is('*') && cursor.peek(1).text === ']') cursor.next();
    else if (!cursor.is(']')) {
      const size = unit.grammar.assignment(unit);
      const value = foldInteger(size);
      if (value === null)
        reason = size.kind === 'poison' ? size.reason : 'arrays of variable length are not executable';
      else if (value < 0n || value > 0x7fffffffn) reason = 'an array of negative or absurd length';
      else count = Number(value);
    }
    cursor.expect(']', 'after the length of the array');
    const of = suffixes(unit, type);
    return reason === null ? arrayOf(of, count) : poison(reason);
  }
  if (cursor.is('(')) return functionSuffix(unit, type);
  return type;
}

function functionSuffix(unit: Unit, returns: CType): CType {
  const { cursor } = unit;
  cursor.expect('(', 'before the parameters');
  if (cursor.accept(')')) return functionType(returns, [], false, true);
  if (cursor.is('void') && cursor.peek(1).text === ')') {
    cursor.next();
    cursor.next();
    return functionType(returns, []);
  }
  const parameters: Parameter[] = [];
  let variadic = false;
  inScope(unit, () => {
    do {
      if (cursor.accept('...')) {
        variadic = true;
        break;
      }
      const specifiers = parseSpecifiers(unit);
      if (specifiers.isEmpty && cursor.token.kind === 'identifier' && !specifiers.attributes.annotations.length) {
        const word = cursor.text;
        if (cursor.peek(1).text !== ',' && cursor.peek(1).text !== ')')
          throw cursor.failure(`"${word}" is not the name of a type`);
        cursor.next();
        parameters.push({ name: '', type: poison(`type ${word} is not declared`) });
        continue;
      }
      const declared = parseDeclarator(unit, specifiers.type);
      while (isAttributeWord(cursor.text) || (cursor.token.kind === 'identifier' && !isKeyword(cursor.text))) {
        if (isAttributeWord(cursor.text)) readAttributes(cursor, declared.attributes, () => parseConstantNumber(unit));
        else skipAnnotation(unit, declared.attributes);
      }
      const name = declared.name?.text ?? '';
      const type = adjusted(declared.type);
      if (name !== '') {
        // Later parameters may say sizeof(earlier one).
        const { start, end, file } = declared.name ?? cursor.token;
        unit.scope.declare(name, {
          kind: 'object',
          declaration: {
            name,
            type,
            storage: 'parameter',
            addressTaken: false,
            span: { file, start, end },
            initializer: null,
            body: null,
            isDefined: true,
            scope: 'block',
            attributes: declared.attributes,
          },
        });
      }
      parameters.push({ name, type });
    } while (cursor.accept(','));
  });
  cursor.expect(')', 'after the parameters');
  return functionType(returns, parameters, variadic);
}

/** The type of a parameter (C11 6.7.6.3): arrays and functions are passed as pointers. */
function adjusted(type: CType): CType {
  if (type.kind === 'array') return pointerTo(type.of);
  if (type.kind === 'function') return pointerTo(type);
  return type.kind === 'poison' && type.reason.startsWith('arrays of variable') ? pointerTo(type) : type;
}

export function mergeInto(set: AttributeSet, more: AttributeSet): void {
  set.annotations.push(...more.annotations);
  set.section ||= more.section;
  set.cleanup ??= more.cleanup;
  set.align = Math.max(set.align, more.align);
  set.packed ||= more.packed;
  set.weak ||= more.weak;
  set.mode ??= more.mode;
  set.alias ??= more.alias;
  set.transparent ||= more.transparent;
}
