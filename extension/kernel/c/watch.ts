/**
 * Expressions that a person writes while looking at a run: read by the same parser as the program, in a scope made of the
 * program's shapes and of the names that are visible where the run stands.
 */

import { GRAMMAR } from './grammar';
import { EMPTY_ATTRIBUTES } from './syntax';
import { Cursor, Unparsable } from './cursor';
import { parseExpression } from './expression';
import type { Scalar, Shape } from './ir';
import { Scope } from './scope';
import { ShapeTypes, integerNamed } from './shape-type';
import { parseTypeName } from './specifier';
import type { Declaration, Expression, Span } from './syntax';
import { lex } from './token';
import { VOID, functionType, type CType } from './type';
import { charType, type Unit } from './unit';

/** What a name means where the run stands. */
export type WatchType =
  /** Index into `Program.types`. */
  | { readonly shape: number }
  /** A register: its C type as text, and the scalar that it holds. */
  | { readonly shown: string; readonly scalar: Scalar }
  | 'function';

export interface WatchName {
  readonly name: string;
  readonly type: WatchType;
}

/** An expression, whose variables are the names given, by declaration; or why it is none. */
export type Watch =
  | { readonly expression: Expression; readonly names: ReadonlyMap<Declaration, WatchName>; readonly error: null }
  | { readonly error: string };

const NOWHERE: Span = { file: 0, start: 0, end: 0 };

/** Shapes to types, once a program. */
const TYPES = new WeakMap<readonly Shape[], ShapeTypes>();

/**
 * Reads one C expression. Never throws.
 * @param names innermost first: the first of several that are called the same hides the others
 */
export function parseWatch(types: readonly Shape[], names: readonly WatchName[], text: string): Watch {
  let known = TYPES.get(types);
  if (known === undefined) TYPES.set(types, (known = new ShapeTypes(types)));
  const shapes = known;
  const { tokens } = lex(text, 0);
  const scope = new Scope(shapes.scope);
  const unit = unitFor(new Cursor(tokens), scope);
  const declared = new Map<Declaration, WatchName>();
  for (const name of names) {
    if (scope.findHere(name.name) !== null) continue;
    const declaration = declarationOf(name.name, typeFor(name.type, shapes, scope));
    declared.set(declaration, name);
    scope.declare(name.name, { kind: 'object', declaration });
  }
  if (tokens.length === 0) return { error: 'an expression is missing' };
  try {
    const expression = parseExpression(unit);
    if (unit.cursor.token.kind !== 'end') return { error: `"${unit.cursor.token.text}" does not belong here` };
    return { expression, names: declared, error: null };
  } catch (error) {
    if (error instanceof Unparsable) return { error: error.reason };
    throw error;
  }
}

function typeFor(type: WatchType, shapes: ShapeTypes, scope: Scope): CType {
  if (type === 'function') return functionType(VOID, [], false, true);
  if ('shape' in type) return shapes.ofShape(type.shape);
  return shownType(type.shown, type.scalar, scope);
}

/** A register's type from its text; where the text names what the program has no shape of, its bits alone. */
function shownType(shown: string, scalar: Scalar, scope: Scope): CType {
  const { tokens } = lex(shown, 0);
  const unit = unitFor(new Cursor(tokens), new Scope(scope));
  try {
    const type = parseTypeName(unit);
    if (unit.cursor.token.kind === 'end' && type.kind !== 'poison') return type;
  } catch (error) {
    if (!(error instanceof Unparsable)) throw error;
  }
  return integerNamed(shown, scalar);
}

function unitFor(cursor: Cursor, scope: Scope): Unit {
  return {
    cursor,
    file: scope,
    scope,
    inFunction: null,
    char: charType(true),
    problems: [],
    lost: new Map(),
    functions: [],
    objects: [],
    typeElsewhere: () => null,
    report: () => undefined,
    wordAt: () => '',
    grammar: GRAMMAR,
    startsLine: () => false,
  };
}

function declarationOf(name: string, type: CType): Declaration {
  return {
    name,
    type,
    storage: 'static',
    addressTaken: true,
    span: NOWHERE,
    initializer: null,
    body: null,
    isDefined: true,
    scope: 'file',
    attributes: EMPTY_ATTRIBUTES,
  };
}
