/** Declarations at file and block scope, and the parts of a unit they make. */
import { atOnce, type Sliced } from '../../ground/sliced';
import { isAttributeWord, mergeAttributes, readAttributes } from './attribute';
import { decay } from './build';
import { EMPTY_ATTRIBUTES } from './syntax';
import { Unparsable, type Cursor } from './cursor';
import { parseDeclarator, type Declarator } from './declarator';
import { foldInteger } from './fold';
import { parseAssignment, parseConditional } from './expression';
import { parseInitializer } from './initializer';
import { quotedElements } from './literal';
import {
  autoType,
  isKeyword,
  parseConstantNumber,
  parseSpecifiers,
  skipAnnotation,
  type Specifiers,
} from './specifier';
import { enterContexts } from './lock-context';
import type { Attributes, Declaration, Span, Statement } from './syntax';
import type { Token } from './token';
import { arrayOf, compatible, poison, type CType } from './type';
import { inScope, type FunctionContext, type Unit } from './unit';

/** Reads all declarations of a unit. Function bodies are passed over; `parseBody` reads them when they are wanted. */
export const parseUnit = (unit: Unit): void => atOnce(parsingUnit(unit));

/** The same, to be laid aside between any two declarations. */
export function* parsingUnit(unit: Unit): Sliced<void> {
  const { cursor } = unit;
  while (cursor.token.kind !== 'end') {
    yield;
    const from = cursor.at;
    try {
      parseExternal(unit);
    } catch (error) {
      if (!(error instanceof Unparsable)) throw error;
      unit.scope = unit.file;
      unit.inFunction = null;
      recover(unit, from, error);
    }
  }
}

function parseExternal(unit: Unit): void {
  const { cursor } = unit;
  if (cursor.accept(';')) return;
  const { text } = cursor;
  if (text === 'asm' || text === '__asm__' || text === '__asm') {
    cursor.next();
    while (/^(?:volatile|__volatile__|inline|__inline__)$/.test(cursor.text)) cursor.next();
    if (!cursor.skipBrackets()) throw cursor.failure('assembly that does not end');
    cursor.accept(';');
    return;
  }
  if (text === '_Static_assert' || text === 'static_assert') {
    parseStaticAssert(unit);
    return;
  }
  const from = cursor.at;
  const specifiers = parseSpecifiers(unit);
  if (specifiers.isEmpty && cursor.token.kind === 'identifier' && cursor.peek(1).text === '(') {
    if (parseMacroCall(unit)) return;
  }
  if (cursor.accept(';')) return;
  declarators(unit, specifiers, from);
}

/** `MODULE_LICENSE("GPL");` where nobody defines the macro: passed over, unless a body follows. */
function parseMacroCall(unit: Unit): boolean {
  const { cursor } = unit;
  const { at } = cursor;
  const name = cursor.next().text;
  if (!cursor.skipBrackets()) throw cursor.failure(`the arguments of ${name} do not end`);
  if (cursor.accept(';')) return true;
  if (cursor.is('{')) {
    throw cursor.failure(`unknown macro ${name}() makes a function`);
  }
  if (cursor.token.first && (cursor.token.kind === 'identifier' || cursor.token.kind === 'end')) return true;
  cursor.at = at;
  return false;
}

/** Declarators up to the `;`, or the body of a function. Returns what runs at block scope. */
function declarators(unit: Unit, specifiers: Specifiers, from: number): Statement[] {
  const { cursor } = unit;
  const statements: Statement[] = [];
  // The first object is shown with the specifiers before it, each further one alone.
  for (let start = from; ; start = cursor.at) {
    const declared = parseDeclarator(unit, specifiers.type);
    readTrailing(unit, declared);
    const { name } = declared;
    if (name === null) throw cursor.failure(`the name of what is declared is missing before "${cursor.token.text}"`);
    const attributes = mergeAttributes(specifiers.attributes, declared.attributes);
    if (specifiers.storage === 'typedef') {
      unit.scope.declare(name.text, { kind: 'typedef', type: declared.type, align: attributes.align });
    } else if (declared.type.kind === 'function') {
      const declaration = declareFunction(unit, specifiers, name, declared.type, attributes);
      if (cursor.is('{') && unit.scope === unit.file) {
        defineFunction(unit, declaration, declared.type, from);
        return statements;
      }
    } else {
      const statement = declareObject(unit, specifiers, declared, name, attributes, start);
      if (statement !== null) statements.push(statement);
    }
    if (cursor.accept(',')) continue;
    if (!cursor.is(';')) failAfter(unit, name);
    cursor.next();
    return statements;
  }
}

function failAfter(unit: Unit, name: Token): never {
  const { cursor } = unit;
  throw cursor.failure(`";" is missing before "${cursor.token.text}" in the declaration of ${name.text}`);
}

/** Attributes, `asm("name")` and annotation words behind a declarator. */
function readTrailing(unit: Unit, declared: Declarator): void {
  const { cursor } = unit;
  for (;;) {
    const { text } = cursor;
    if (isAttributeWord(text)) readAttributes(cursor, declared.attributes, () => parseConstantNumber(unit));
    else if (text === 'asm' || text === '__asm__' || text === '__asm') {
      cursor.next();
      if (!cursor.skipBrackets()) throw cursor.failure('an assembler name that does not end');
    } else if (cursor.token.kind === 'identifier' && !isKeyword(text)) skipAnnotation(unit, declared.attributes);
    else return;
  }
}

const spanOf = ({ file, start, end }: Token): Span => ({ file, start, end });

function declareFunction(
  unit: Unit,
  specifiers: Specifiers,
  name: Token,
  type: CType & { kind: 'function' },
  attributes: Attributes,
): Declaration {
  const known = unit.file.findHere(name.text);
  if (known?.kind === 'object' && known.declaration.type.kind === 'function') {
    const { declaration } = known;
    declaration.attributes = mergeAttributes(declaration.attributes, attributes);
    if (declaration.body === null && declaration.type.kind === 'function' && !type.unspecified) declaration.type = type;
    if (unit.scope !== unit.file) unit.scope.declare(name.text, known);
    return declaration;
  }
  const declaration: Declaration = {
    name: name.text,
    type,
    storage: specifiers.storage === 'static' ? 'static' : 'extern',
    addressTaken: true,
    span: spanOf(name),
    initializer: null,
    body: null,
    isDefined: false,
    scope: 'file',
    attributes,
  };
  unit.file.declare(name.text, { kind: 'object', declaration });
  if (unit.scope !== unit.file) unit.scope.declare(name.text, { kind: 'object', declaration });
  return declaration;
}

function defineFunction(unit: Unit, declaration: Declaration, type: CType & { kind: 'function' }, from: number): void {
  const { cursor } = unit;
  const open = cursor.at;
  if (!cursor.skipBrackets() && !skipToColumnZero(cursor, unit))
    throw cursor.failure(`the body of ${declaration.name} is not closed`);
  const to = cursor.at;
  const parameters = type.parameters.map((parameter): Declaration => ({
    name: parameter.name,
    type: parameter.type,
    storage: 'parameter',
    addressTaken: false,
    span: declaration.span,
    initializer: null,
    body: null,
    isDefined: true,
    scope: 'block',
    attributes: EMPTY_ATTRIBUTES,
  }));
  // `extern inline` with gnu_inline is a hint for the optimiser; the real definition may follow and wins.
  declaration.type = type;
  declaration.body = { from: open, to, parameters, span: cursor.spanFrom(from) };
  declaration.isDefined = true;
  unit.functions.push(declaration);
}

/** Kernel style closes a function in column 0: where braces do not match, that is where the function ends. */
function skipToColumnZero(cursor: Cursor, unit: Unit): boolean {
  const { at } = cursor;
  for (let next = at + 1; next < cursor.tokens.length; next++) {
    const token = cursor.tokens[next];
    if (token?.text === '}' && token.first && unit.startsLine(token)) {
      cursor.at = next + 1;
      return true;
    }
  }
  return false;
}

function declareObject(
  unit: Unit,
  specifiers: Specifiers,
  declared: Declarator,
  name: Token,
  attributes: Attributes,
  from: number,
): Statement | null {
  const { cursor } = unit;
  const atFile = unit.scope === unit.file;
  const hasInitializer = cursor.is('=');
  const isExtern = specifiers.storage === 'extern' && !(atFile && hasInitializer);
  const storage = specifiers.storage === 'static' ? 'static' : atFile || isExtern ? 'extern' : 'auto';
  const type = declared.type;
  const known = atFile || isExtern ? unit.file.findHere(name.text) : null;
  let declaration: Declaration;
  if (known?.kind === 'object') {
    ({ declaration } = known);
    declaration.type = compositeType(declaration.type, type);
    declaration.attributes = mergeAttributes(declaration.attributes, attributes);
    if (!atFile) unit.scope.declare(name.text, known);
  } else {
    declaration = {
      name: name.text,
      type,
      storage,
      addressTaken: false,
      span: spanOf(name),
      initializer: null,
      body: null,
      isDefined: false,
      scope: atFile || isExtern ? 'file' : 'block',
      attributes,
    };
    (isExtern ? unit.file : unit.scope).declare(name.text, { kind: 'object', declaration });
    if (isExtern && !atFile) unit.scope.declare(name.text, { kind: 'object', declaration });
  }
  if (hasInitializer) {
    cursor.next();
    initialize(unit, declaration, specifiers);
  }
  if (isExtern) return null;
  if (!declaration.isDefined && (storage !== 'auto' || atFile)) unit.objects.push(declaration);
  declaration.isDefined = true;
  if (storage !== 'auto') return null;
  const statement: Statement = { kind: 'declaration', declaration, span: cursor.spanFrom(from) };
  addCleanup(unit, declaration);
  return statement;
}

function initialize(unit: Unit, declaration: Declaration, specifiers: Specifiers): void {
  const { cursor } = unit;
  if (specifiers.isAuto) {
    const from = cursor.at;
    const value = parseAssignment(unit);
    declaration.type = value.kind === 'poison' ? poison(value.reason) : autoType(value);
    declaration.initializer = {
      items: [{ offset: 0, type: declaration.type, bits: null, value: decay(value) }],
      span: cursor.spanFrom(from),
      braced: false,
    };
    return;
  }
  const initialized = parseInitializer(unit, declaration.type);
  declaration.type = initialized.type;
  declaration.initializer = initialized.initializer;
}

/** `__attribute__((cleanup(f)))`: f(&variable) runs where its scope ends, in the reverse order of declaration. */
function addCleanup(unit: Unit, declaration: Declaration): void {
  const name = declaration.attributes.cleanup;
  const inside = unit.inFunction;
  if (name === null || inside === null) return;
  declaration.addressTaken = true;
  const entity = unit.file.find(name);
  const { span } = declaration;
  const callee =
    entity?.kind === 'object'
      ? decay({ kind: 'variable', declaration: entity.declaration, type: entity.declaration.type, span })
      : ({ kind: 'poison', reason: `the cleanup function ${name} is not declared`, type: poison(name), span } as const);
  inside.cleanups = { declaration, function: callee, outer: inside.cleanups };
}

function compositeType(known: CType, again: CType): CType {
  if (known.kind === 'array' && again.kind === 'array' && again.count === null) return arrayOf(again.of, known.count);
  if (known.kind === 'poison' || compatible(known, again)) return again;
  return again;
}

/** A declaration inside a function: the statements that initialise what it declares. */
export function parseDeclaration(unit: Unit): readonly Statement[] {
  const { cursor } = unit;
  const from = cursor.at;
  const specifiers = parseSpecifiers(unit);
  if (cursor.accept(';')) return [];
  return declarators(unit, specifiers, from);
}

export function parseStaticAssert(unit: Unit): void {
  const { cursor } = unit;
  const from = cursor.at;
  cursor.next();
  cursor.expect('(', 'after _Static_assert');
  const condition = parseConditional(unit);
  let text = '';
  while (cursor.accept(',') || cursor.token.kind === 'string') {
    while (cursor.token.kind === 'string') text += String.fromCharCode(...quotedElements(cursor.next().text));
  }
  cursor.expect(')', 'after _Static_assert(…');
  cursor.accept(';');
  const value = foldInteger(condition);
  if (value !== 0n) return;
  unit.report(
    'static-assert',
    `This static assertion does not hold${text === '' ? '' : `: ${text}`}.`,
    cursor.spanFrom(from),
  );
}

/** Reads the body of a function. Throws `Unparsable`. */
export function parseBody(unit: Unit, declaration: Declaration): Statement {
  const { body, type } = declaration;
  const { cursor } = unit;
  if (body === null || type.kind !== 'function') throw cursor.failure(`${declaration.name} has no body`);
  const inside: FunctionContext = {
    name: declaration.name,
    returns: type.returns,
    labels: new Map(),
    cleanups: null,
    cases: null,
  };
  cursor.resume(body.from);
  unit.scope = unit.file;
  unit.inFunction = inside;
  try {
    return inScope(unit, () => {
      for (const parameter of body.parameters) {
        if (parameter.name !== '') unit.scope.declare(parameter.name, { kind: 'object', declaration: parameter });
      }
      const contexts = enterContexts(unit, declaration, body.from);
      const block = unit.grammar.block(unit);
      for (const label of inside.labels.values()) {
        if (!label.defined) throw cursor.failure(`label ${label.name} is used but not defined`);
      }
      if (contexts.entered.length === 0) return block;
      const statements = [...contexts.entered, block];
      return { kind: 'block', statements, inner: contexts.cleanups, outer: null, span: block.span };
    });
  } finally {
    unit.inFunction = null;
    unit.scope = unit.file;
  }
}

/** After a declaration that could not be read: on to what looks like the end of it. */
function recover(unit: Unit, from: number, error: Unparsable): void {
  const { cursor } = unit;
  cursor.resume(from);
  let name: Token | null = null;
  while (cursor.token.kind !== 'end') {
    const { text, token } = cursor;
    if (text === ';') {
      cursor.next();
      break;
    }
    if (text === '(' && name === null) {
      const before = cursor.tokens[cursor.at - 1];
      if (before?.kind === 'identifier') name = before;
    }
    if (text === '(' || text === '[' || text === '{') {
      const open = cursor.at;
      if (!cursor.skipBrackets()) {
        cursor.at = open;
        if (!skipToColumnZero(cursor, unit)) cursor.at = cursor.tokens.length;
      }
      if (text === '{' && name !== null && !cursor.is(';')) {
        const span = cursor.spanFrom(from);
        unit.lost.set(name.text, { reason: error.reason, span });
        unit.report('function-unparsed', `${name.text}() is not executable: ${error.reason}.`, spanOf(error.token));
        return;
      }
    } else {
      if (token.kind === 'end') break;
      cursor.next();
    }
  }
  if (cursor.at === from) cursor.next();
  const { token } = error;
  unit.report('declaration-unparsed', `This declaration is not read: ${error.reason}.`, spanOf(token));
}
