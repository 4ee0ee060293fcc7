/** Statements (C11 6.8) with GNU's statement expressions, case ranges and cleanup scopes. */
import { isAttributeWord, noAttributes, readAttributes } from './attribute';
import { convert, decay, given, poisoned, truth } from './build';
import { parseDeclaration, parseStaticAssert } from './declaration';
import { parseConstant, parseExpression } from './expression';
import { isKeyword, parseConstantNumber, startsType } from './specifier';
import type { Expression, Label, Span, Statement, SwitchCase } from './syntax';
import { VOID, isInteger, promote, scalarOf, wrap } from './type';
import { inScope, type FunctionContext, type Unit } from './unit';

function context(unit: Unit): FunctionContext {
  if (unit.inFunction === null) throw unit.cursor.failure('a statement outside of any function');
  return unit.inFunction;
}

/** `{ … }` with a scope of its own. */
export function parseBlock(unit: Unit): Statement & { kind: 'block' } {
  return inScope(unit, () => parseBlockHere(unit));
}

/** `{ … }` in the present scope, which holds the parameters of a function. */
export function parseBlockHere(unit: Unit): Statement & { kind: 'block' } {
  const { cursor } = unit;
  const from = cursor.at;
  const inside = context(unit);
  const outer = inside.cleanups;
  cursor.expect('{', 'before the block');
  const statements: Statement[] = [];
  while (!cursor.is('}')) {
    if (cursor.token.kind === 'end') throw cursor.failure('a block is not closed');
    statements.push(...parseItem(unit));
  }
  cursor.next();
  const inner = inside.cleanups;
  inside.cleanups = outer;
  return { kind: 'block', statements, outer, inner, span: cursor.spanFrom(from) };
}

/** A declaration or a statement. */
function parseItem(unit: Unit): readonly Statement[] {
  const { cursor } = unit;
  const { text } = cursor;
  if (text === '__label__') {
    while (!cursor.is(';') && cursor.token.kind !== 'end') cursor.next();
    cursor.expect(';', 'after __label__');
    return [];
  }
  if (text === '_Static_assert' || text === 'static_assert') {
    parseStaticAssert(unit);
    return [];
  }
  const isLabel = cursor.token.kind === 'identifier' && cursor.peek(1).text === ':';
  if (!isLabel && (startsType(unit) || startsUnknownDeclaration(unit))) return parseDeclaration(unit);
  return [parseStatement(unit)];
}

/** `u64 x;` or `foo_t *p = …` where nobody declared the type: opaque variables rather than a syntax error. */
function startsUnknownDeclaration(unit: Unit): boolean {
  const { cursor } = unit;
  const { token } = cursor;
  if (token.kind !== 'identifier' || isKeyword(token.text) || unit.scope.find(token.text) !== null) return false;
  const after = cursor.peek(1);
  if (after.kind === 'identifier') return !isKeyword(after.text) && /^(?:;|=|,|\[|__|[A-Z])/.test(cursor.peek(2).text);
  if (after.text !== '*' || cursor.peek(2).kind !== 'identifier') return false;
  return /^[;=,]$/.test(cursor.peek(3).text) && unit.scope.find(cursor.peek(2).text) === null;
}

export function parseStatement(unit: Unit): Statement {
  return unit.cursor.nested(() => statement(unit));
}

function statement(unit: Unit): Statement {
  const { cursor } = unit;
  const from = cursor.at;
  const inside = context(unit);
  const span = (): Span => cursor.spanFrom(from);
  if (isAttributeWord(cursor.text)) {
    readAttributes(cursor, noAttributes(), () => parseConstantNumber(unit));
    if (cursor.accept(';')) return { kind: 'empty', span: span() };
    return statement(unit);
  }
  switch (cursor.text) {
    case '{':
      return parseBlock(unit);
    case ';':
      cursor.next();
      return { kind: 'empty', span: span() };
    case 'if':
      return parseIf(unit);
    case 'while': {
      cursor.next();
      const condition = parseCondition(unit);
      const head = span();
      const { cleanups } = inside;
      const body = parseBody(unit);
      return { kind: 'while', condition, body, head, cleanups, span: span() };
    }
    case 'do': {
      cursor.next();
      const { cleanups } = inside;
      const body = parseBody(unit);
      const tail = cursor.at;
      if (!cursor.is('while')) throw cursor.failure('"while" is missing after the body of do');
      cursor.next();
      const condition = parseCondition(unit);
      const head = cursor.spanFrom(tail);
      cursor.expect(';', 'after do … while (…)');
      return { kind: 'do', condition, body, head, cleanups, span: span() };
    }
    case 'for':
      return inScope(unit, () => parseFor(unit));
    case 'switch':
      return parseSwitch(unit);
    case 'case':
    case 'default':
      return parseCase(unit);
    case 'break':
    case 'continue': {
      const kind = cursor.next().text === 'break' ? 'break' : 'continue';
      cursor.expect(';', `after ${kind}`);
      return { kind, cleanups: inside.cleanups, span: span() };
    }
    case 'return': {
      cursor.next();
      const value = cursor.is(';') ? null : parseExpression(unit);
      cursor.expect(';', 'after return');
      const returned = value === null ? null : given(value, inside.returns);
      return { kind: 'return', value: returned, cleanups: inside.cleanups, span: span() };
    }
    case 'goto':
      return parseGoto(unit);
    case 'asm':
    case '__asm__':
    case '__asm':
      return parseAsm(unit);
  }
  if (cursor.token.kind === 'identifier' && cursor.peek(1).text === ':' && !isKeyword(cursor.text)) {
    const label = labelNamed(inside, cursor.next().text);
    cursor.next();
    label.defined = true;
    label.cleanups = inside.cleanups;
    while (isAttributeWord(cursor.text)) readAttributes(cursor, noAttributes(), () => null);
    // GNU and C23: a label may stand before a declaration or at the end of the block.
    const at = cursor.spanFrom(cursor.at);
    const atEnd = cursor.is('}') || startsType(unit);
    const body: Statement = atEnd ? { kind: 'empty', span: at } : parseStatement(unit);
    return { kind: 'label', label, body, span: span() };
  }
  const expression = parseExpression(unit);
  if (!cursor.is(';')) failAtEnd(unit, from);
  cursor.next();
  return { kind: 'expression', expression, span: span() };
}

/** The end of an expression statement is missing: most often an unknown macro that looks like a loop. */
function failAtEnd(unit: Unit, from: number): never {
  const { cursor } = unit;
  const name = cursor.tokens[from]?.text ?? '';
  if (cursor.tokens[from + 1]?.text === '(' && unit.scope.find(name) === null) {
    throw cursor.failure(`unknown macro ${name}() is used as a statement`);
  }
  throw cursor.failure(`";" is missing before "${cursor.token.text}"`);
}

function parseCondition(unit: Unit): Expression {
  const { cursor } = unit;
  cursor.expect('(', 'before the condition');
  const condition = truth(parseExpression(unit));
  cursor.expect(')', 'after the condition');
  return condition;
}

/** The body of a loop or branch: a statement, with declarations of a lone macro expansion kept in their own scope. */
function parseBody(unit: Unit): Statement {
  return inScope(unit, () => {
    const inside = context(unit);
    const outer = inside.cleanups;
    const body = parseStatement(unit);
    inside.cleanups = outer;
    return body;
  });
}

function parseIf(unit: Unit): Statement {
  const { cursor } = unit;
  const from = cursor.at;
  cursor.next();
  const condition = parseCondition(unit);
  const head = cursor.spanFrom(from);
  const then = parseBody(unit);
  const otherwise = cursor.accept('else') ? parseBody(unit) : null;
  return { kind: 'if', condition, then, otherwise, head, span: cursor.spanFrom(from) };
}

function parseFor(unit: Unit): Statement {
  const { cursor } = unit;
  const from = cursor.at;
  const inside = context(unit);
  const outer = inside.cleanups;
  cursor.next();
  cursor.expect('(', 'after for');
  let first: readonly Statement[] = [];
  if (startsType(unit)) first = parseDeclaration(unit);
  else if (!cursor.accept(';')) {
    const start = cursor.at;
    const expression = parseExpression(unit);
    first = [{ kind: 'expression', expression, span: cursor.spanFrom(start) }];
    cursor.expect(';', 'after the first part of for');
  }
  const condition = cursor.is(';') ? null : truth(parseExpression(unit));
  cursor.expect(';', 'after the condition of for');
  const next = cursor.is(')') ? null : parseExpression(unit);
  cursor.expect(')', 'after for (…');
  const head = cursor.spanFrom(from);
  const { cleanups } = inside;
  const body = parseBody(unit);
  inside.cleanups = outer;
  return { kind: 'for', first, condition, next, body, head, outer, cleanups, span: cursor.spanFrom(from) };
}

function parseSwitch(unit: Unit): Statement {
  const { cursor } = unit;
  const from = cursor.at;
  const inside = context(unit);
  cursor.next();
  cursor.expect('(', 'after switch');
  const given = decay(parseExpression(unit));
  cursor.expect(')', 'after switch (…');
  const value =
    given.kind !== 'poison' && isInteger(given.type)
      ? convert(given, promote(given.type))
      : poisoned(given.kind === 'poison' ? given.reason : 'switch on what is no integer', given.span);
  const head = cursor.spanFrom(from);
  const { cleanups, cases: outerCases } = inside;
  const cases: SwitchCase[] = [];
  inside.cases = cases;
  const body = parseBody(unit);
  inside.cases = outerCases;
  const scalar = scalarOf(value.type) ?? 'i32';
  // The labels are converted to the promoted type of the value.
  for (const marker of cases) {
    if (marker.range === null) continue;
    marker.range.low = wrap(scalar, marker.range.low);
    marker.range.high = wrap(scalar, marker.range.high);
  }
  return { kind: 'switch', value, body, cases, head, cleanups, span: cursor.spanFrom(from) };
}

function parseCase(unit: Unit): Statement {
  const { cursor } = unit;
  const from = cursor.at;
  const inside = context(unit);
  const isDefault = cursor.next().text === 'default';
  let marker: SwitchCase = { range: null };
  if (!isDefault) {
    const low = parseConstant(unit);
    const high = cursor.accept('...') ? parseConstant(unit) : low;
    if (low === null || high === null) throw cursor.failure('the label of a case is no constant');
    marker = { range: { low, high } };
  }
  cursor.expect(':', 'after case');
  inside.cases?.push(marker);
  const at = cursor.spanFrom(cursor.at);
  while (isAttributeWord(cursor.text)) readAttributes(cursor, noAttributes(), () => null);
  const atEnd = cursor.is('}') || startsType(unit);
  const body: Statement = atEnd ? { kind: 'empty', span: at } : parseStatement(unit);
  return { kind: 'case', marker, body, span: cursor.spanFrom(from) };
}

function parseGoto(unit: Unit): Statement {
  const { cursor } = unit;
  const from = cursor.at;
  const inside = context(unit);
  cursor.next();
  if (cursor.is('*')) {
    parseExpression(unit);
    cursor.expect(';', 'after goto');
    return { kind: 'opaque', reason: 'a computed goto', span: cursor.spanFrom(from) };
  }
  const label = labelNamed(inside, cursor.next().text);
  cursor.expect(';', 'after goto');
  return { kind: 'goto', label, cleanups: inside.cleanups, span: cursor.spanFrom(from) };
}

function labelNamed(inside: FunctionContext, name: string): Label {
  const known = inside.labels.get(name);
  if (known !== undefined) return known;
  const label: Label = { name, defined: false, cleanups: null };
  inside.labels.set(name, label);
  return label;
}

/** Instructions that order or pause and change nothing that the machine's memory model could tell. */
const HARMLESS_ASM =
  /^\s*(?:|nop|rep;?\s*nop|pause|mfence|lfence|sfence|lock;?\s*add[lq]\s+\$0,\s*-?\d*\(%%[er]sp\))\s*;?\s*$/;

function parseAsm(unit: Unit): Statement {
  const { cursor } = unit;
  const from = cursor.at;
  cursor.next();
  let isGoto = false;
  while (/^(?:volatile|__volatile__|__volatile|inline|__inline|__inline__|goto)$/.test(cursor.text)) {
    isGoto ||= cursor.next().text === 'goto';
  }
  let template = '';
  for (let at = cursor.at + 1; cursor.tokens[at]?.kind === 'string'; at++)
    template += cursor.tokens[at]?.text.slice(1, -1) ?? '';
  if (!cursor.is('(') || !cursor.skipBrackets()) throw cursor.failure('inline assembly that does not end');
  cursor.expect(';', 'after inline assembly');
  const span = cursor.spanFrom(from);
  if (!isGoto && HARMLESS_ASM.test(template.replace(/\\[nt]/g, ' '))) return { kind: 'empty', span };
  const macro = unit.wordAt(span);
  const reason = /^(?:asm|__asm)/.test(macro) ? 'inline assembly' : `inline assembly in ${macro}()`;
  return { kind: 'opaque', reason, span };
}

/** `({ … })`: the value is that of the last statement, if it is an expression. */
export function parseStatementExpression(unit: Unit): Expression {
  const { cursor } = unit;
  const from = cursor.at;
  if (unit.inFunction === null) {
    // Only unevaluated at file scope (typeof); there is nothing to run it in.
    const inside: FunctionContext = { name: '', returns: VOID, labels: new Map(), cleanups: null, cases: null };
    unit.inFunction = inside;
    try {
      return parseStatementExpression(unit);
    } finally {
      unit.inFunction = null;
    }
  }
  cursor.expect('(', 'before the statement expression');
  const block = parseBlock(unit);
  cursor.expect(')', 'after the statement expression');
  const span = cursor.spanFrom(from);
  let last = block.statements.at(-1);
  while (last?.kind === 'label' || last?.kind === 'case') last = last.body;
  const value = last?.kind === 'expression' ? decay(last.expression) : null;
  return { kind: 'statements', block, type: value?.type ?? VOID, span };
}
