/** Expressions (C11 6.5) with GNU's extensions, read by precedence. */
import {
  address,
  arithmetic,
  assign,
  comparison,
  conditional,
  convert,
  given,
  decay,
  deref,
  isBitField,
  logical,
  member,
  number,
  offset,
  poisoned,
  unary,
  update,
} from './build';
import { EMPTY_ATTRIBUTES, declaredElsewhere } from './syntax';
import { isBuiltin, parseBuiltin } from './builtin';
import { foldInteger } from './fold';
import { parseInitializer } from './initializer';
import { characterConstant, numberConstant, parseString } from './literal-expression';
import { parseTypeName, startsType } from './specifier';
import type { ArithmeticOperator, ComparisonOperator, Declaration, Expression, Span } from './syntax';
import {
  INT,
  ULONG,
  alignOf,
  arrayOf,
  compatible,
  isInteger,
  poison,
  promote,
  sizeOf,
  unqualified,
  type CType,
} from './type';
import { undeclaredCall } from './undeclared';
import type { Unit } from './unit';

/** A comma expression. */
export function parseExpression(unit: Unit): Expression {
  const { cursor } = unit;
  const from = cursor.at;
  let left = parseAssignment(unit);
  while (cursor.accept(',')) {
    const right = decay(parseAssignment(unit));
    left = { kind: 'comma', left, right, type: right.type, span: cursor.spanFrom(from) };
  }
  return left;
}

const ASSIGNMENTS: Readonly<Record<string, ArithmeticOperator>> = {
  '+=': 'add',
  '-=': 'sub',
  '*=': 'mul',
  '/=': 'div',
  '%=': 'rem',
  '&=': 'and',
  '|=': 'or',
  '^=': 'xor',
  '<<=': 'shl',
  '>>=': 'shr',
};

export function parseAssignment(unit: Unit): Expression {
  const { cursor } = unit;
  return cursor.nested(() => {
    const from = cursor.at;
    const target = parseConditional(unit);
    const { text } = cursor;
    if (text === '=') {
      cursor.next();
      const value = parseAssignment(unit);
      return assign(target, value, cursor.spanFrom(from));
    }
    const operator = ASSIGNMENTS[text];
    if (operator === undefined) return target;
    cursor.next();
    const operand = parseAssignment(unit);
    return update(operator, target, operand, 'new', cursor.spanFrom(from));
  });
}

/** An integer constant expression at the cursor; null where it has no constant value. */
export const parseConstant = (unit: Unit): bigint | null => foldInteger(parseConditional(unit));

export function parseConditional(unit: Unit): Expression {
  const { cursor } = unit;
  const from = cursor.at;
  const condition = parseBinary(unit, 1);
  if (!cursor.accept('?')) return condition;
  const then = cursor.is(':') ? null : parseExpression(unit);
  cursor.expect(':', 'in ? :');
  const otherwise = cursor.nested(() => parseConditional(unit));
  return conditional(condition, then, otherwise, cursor.spanFrom(from));
}

const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['*', 10],
  ['/', 10],
  ['%', 10],
  ['+', 9],
  ['-', 9],
  ['<<', 8],
  ['>>', 8],
  ['<', 7],
  ['>', 7],
  ['<=', 7],
  ['>=', 7],
  ['==', 6],
  ['!=', 6],
  ['&', 5],
  ['^', 4],
  ['|', 3],
  ['&&', 2],
  ['||', 1],
]);

const ARITHMETIC: Readonly<Record<string, ArithmeticOperator>> = {
  '*': 'mul',
  '/': 'div',
  '%': 'rem',
  '+': 'add',
  '-': 'sub',
  '<<': 'shl',
  '>>': 'shr',
  '&': 'and',
  '^': 'xor',
  '|': 'or',
};

const COMPARISON: Readonly<Record<string, ComparisonOperator>> = {
  '<': 'lt',
  '>': 'gt',
  '<=': 'le',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'ne',
};

function parseBinary(unit: Unit, least: number): Expression {
  const { cursor } = unit;
  const from = cursor.at;
  let left = parseUnary(unit);
  for (;;) {
    const { text } = cursor;
    const precedence = PRECEDENCE.get(text) ?? 0;
    if (precedence < least) return left;
    cursor.next();
    const right = parseBinary(unit, precedence + 1);
    const span = cursor.spanFrom(from);
    const operator = ARITHMETIC[text];
    const relation = COMPARISON[text];
    if (operator !== undefined) left = arithmetic(operator, left, right, span);
    else if (relation !== undefined) left = comparison(relation, left, right, span);
    else left = logical(text === '&&' ? 'and' : 'or', left, right, span);
  }
}

export function parseUnary(unit: Unit): Expression {
  return unit.cursor.nested(() => unaryExpression(unit));
}

function unaryExpression(unit: Unit): Expression {
  const { cursor } = unit;
  const from = cursor.at;
  const { text } = cursor;
  const span = (): Span => cursor.spanFrom(from);
  switch (text) {
    case '+':
    case '-':
    case '~':
    case '!': {
      cursor.next();
      const operand = parseUnary(unit);
      if (text === '+') return isInteger(operand.type) ? convert(operand, promote(operand.type)) : operand;
      return unary(text === '-' ? 'neg' : text === '~' ? 'not' : 'lognot', operand, span());
    }
    case '*': {
      cursor.next();
      const operand = parseUnary(unit);
      return deref(operand, span());
    }
    case '&': {
      cursor.next();
      const operand = parseUnary(unit);
      return address(operand, span());
    }
    case '&&':
      cursor.next();
      cursor.next();
      return poisoned('the address of a label', span());
    case '++':
    case '--': {
      cursor.next();
      const target = parseUnary(unit);
      return update(text === '++' ? 'add' : 'sub', target, number(1, INT, target.span), 'new', span());
    }
    case '__extension__':
      cursor.next();
      return parseUnary(unit);
    case '__real__':
    case '__imag__':
      cursor.next();
      parseUnary(unit);
      return poisoned('complex numbers are not executable', span());
    case 'sizeof':
    case '_Alignof':
    case '__alignof__':
    case '__alignof':
      cursor.next();
      return measure(unit, text === 'sizeof', from);
    case '(':
      if (startsType(unit, 1)) return castOrLiteral(unit, from);
  }
  return parsePostfix(unit, parsePrimary(unit), from);
}

function measure(unit: Unit, isSize: boolean, from: number): Expression {
  const { cursor } = unit;
  let type: CType;
  if (cursor.is('(') && startsType(unit, 1)) {
    const open = cursor.at;
    cursor.next();
    type = parseTypeName(unit);
    cursor.expect(')', 'after the type');
    if (cursor.is('{')) {
      cursor.at = open;
      type = parseUnary(unit).type;
    }
  } else {
    const operand = parseUnary(unit);
    ({ type } = operand);
    if (operand.kind === 'poison' && type.kind !== 'poison') type = poison(operand.reason);
  }
  const span = cursor.spanFrom(from);
  const value = isSize ? sizeOf(type) : alignOf(type);
  if (value !== null) return number(value, ULONG, span);
  return poisoned(type.kind === 'poison' ? type.reason : 'the size of an incomplete type', span);
}

function castOrLiteral(unit: Unit, from: number): Expression {
  const { cursor } = unit;
  cursor.next();
  const type = parseTypeName(unit);
  cursor.expect(')', 'after the type of a cast');
  if (cursor.is('{')) {
    const literal = compoundLiteral(unit, type, from);
    return parsePostfix(unit, literal, from);
  }
  const operand = parseUnary(unit);
  const span = cursor.spanFrom(from);
  if (type.kind === 'record' && type.record.isUnion && operand.type.kind !== 'record') {
    return poisoned('a cast to a union', span);
  }
  const value = convert(operand, type);
  // A cast to its declared type takes a bit-field its width.
  return value.kind !== 'poison' && isBitField(value)
    ? { kind: 'cast', operand: value, type: value.type, span }
    : { ...value, span };
}

function compoundLiteral(unit: Unit, type: CType, from: number): Expression {
  const { cursor } = unit;
  const initialized = parseInitializer(unit, type);
  const span = cursor.spanFrom(from);
  const declaration: Declaration = {
    name: '',
    type: initialized.type,
    storage: unit.inFunction === null ? 'static' : 'auto',
    addressTaken: true,
    span,
    initializer: initialized.initializer,
    body: null,
    isDefined: true,
    scope: 'block',
    attributes: EMPTY_ATTRIBUTES,
  };
  return { kind: 'compound-literal', declaration, type: initialized.type, span };
}

function parsePostfix(unit: Unit, first: Expression, from: number): Expression {
  const { cursor } = unit;
  let expression = first;
  for (;;) {
    const { text } = cursor;
    switch (text) {
      case '[': {
        cursor.next();
        const index = parseExpression(unit);
        cursor.expect(']', 'after the index');
        const span = cursor.spanFrom(from);
        const base = decay(expression);
        const [pointer, subscript] = isInteger(base.type) ? [decay(index), base] : [base, index];
        expression = deref(offset(pointer, subscript, span), span);
        break;
      }
      case '(':
        expression = parseCall(unit, expression, from);
        break;
      case '.':
      case '->': {
        cursor.next();
        const name = cursor.next();
        if (name.kind !== 'identifier') throw cursor.failure('the name of a member is missing');
        const span = cursor.spanFrom(from);
        expression = member(text === '.' ? expression : deref(expression, span), name.text, span);
        break;
      }
      case '++':
      case '--':
        cursor.next();
        expression = update(
          text === '++' ? 'add' : 'sub',
          expression,
          number(1, INT, expression.span),
          'old',
          cursor.spanFrom(from),
        );
        break;
      default:
        return expression;
    }
  }
}

export function parseArguments(unit: Unit): Expression[] {
  const { cursor } = unit;
  cursor.expect('(', 'before the arguments');
  const args: Expression[] = [];
  if (cursor.accept(')')) return args;
  do {
    if (startsType(unit)) {
      const from = cursor.at;
      parseTypeName(unit);
      args.push(poisoned('a type is passed as an argument: some macro is not known here', cursor.spanFrom(from)));
    } else args.push(parseAssignment(unit));
  } while (cursor.accept(','));
  cursor.expect(')', 'after the arguments');
  return args;
}

function parseCall(unit: Unit, callee: Expression, from: number): Expression {
  const { cursor } = unit;
  const args = parseArguments(unit);
  const span = cursor.spanFrom(from);
  const type = callee.type.kind === 'pointer' ? callee.type.to : callee.type;
  if (callee.kind === 'poison')
    return callee.undeclared === undefined
      ? poisoned(callee.reason, span)
      : undeclaredCall(callee.undeclared, args.map(promoted), span);
  if (type.kind !== 'function') {
    return poisoned(type.kind === 'poison' ? type.reason : 'a call of what is no function', span);
  }
  if (!type.unspecified && args.length < type.parameters.length) {
    return poisoned(`the call has ${args.length} arguments of ${type.parameters.length}`, span);
  }
  const passed = args.map((argument, index) => {
    const parameter = type.parameters[index];
    if (parameter !== undefined && !type.unspecified) return given(argument, transparentType(parameter.type, argument));
    return promoted(argument);
  });
  const returns = unqualified(type.returns);
  const target = callee.type.kind === 'pointer' ? callee : decay(callee);
  return { kind: 'call', callee: target, args: passed, type: returns, span };
}

/** The default argument promotions (C11 6.5.2.2), as far as there are values for them. */
function promoted(argument: Expression): Expression {
  const value = decay(argument);
  return isInteger(value.type) ? convert(value, promote(value.type)) : value;
}

/** A pointer passed for a transparent union is passed as it is (GNU). */
const transparentType = (parameter: CType, argument: Expression): CType =>
  parameter.kind === 'record' && parameter.record.isUnion && decay(argument).type.kind === 'pointer'
    ? poison('a transparent union is passed')
    : parameter;

function parsePrimary(unit: Unit): Expression {
  const { cursor } = unit;
  const from = cursor.at;
  const { token } = cursor;
  const span = (): Span => cursor.spanFrom(from);
  switch (token.kind) {
    case 'number':
      cursor.next();
      return numberConstant(token.text, span());
    case 'character':
      cursor.next();
      return characterConstant(unit, token.text, span());
    case 'string':
      return parseString(unit);
    case 'punctuator':
      if (token.text !== '(') break;
      if (cursor.peek(1).text === '{') return unit.grammar.statementExpression(unit);
      {
        cursor.next();
        const inner = parseExpression(unit);
        cursor.expect(')', 'after the expression');
        // The brackets often come out of a macro; what they hold knows its place better.
        return inner;
      }
    case 'identifier':
      return parseName(unit);
  }
  if (token.kind === 'other')
    throw cursor.failure(/['"]/.test(token.text) ? 'a quote is not closed' : `"${token.text}" is no word of C`);
  throw cursor.failure(`an expression is missing before "${token.text}"`);
}

function parseName(unit: Unit): Expression {
  const { cursor } = unit;
  const from = cursor.at;
  const { text } = cursor;
  if (text === '_Generic') return parseGeneric(unit, from);
  if (isBuiltin(text)) return parseBuiltin(unit);
  const entity = unit.scope.find(text);
  if (entity === null && (text === '__func__' || text === '__FUNCTION__' || text === '__PRETTY_FUNCTION__')) {
    cursor.next();
    const elements = [...new TextEncoder().encode(unit.inFunction?.name ?? '')];
    const type = arrayOf(unit.char, elements.length + 1);
    return { kind: 'string', elements, elementBytes: 1, type, span: cursor.spanFrom(from) };
  }
  cursor.next();
  const span = cursor.spanFrom(from);
  if (entity === null) return undeclared(unit, text, span);
  switch (entity.kind) {
    case 'object':
      return { kind: 'variable', declaration: entity.declaration, type: entity.declaration.type, span };
    case 'enumerator':
      return entity.type.kind === 'poison'
        ? poisoned(entity.type.reason, span)
        : number(entity.value, entity.type, span);
    case 'typedef':
      throw cursor.failure(`the type ${text} stands where a value should`);
  }
}

/**
 * A name without a declaration. As a function that another unit of the program defines it is taken with that type;
 * everything else is opaque, as guessing `int` would cut pointers in half.
 */
function undeclared(unit: Unit, name: string, span: Span): Expression {
  const type = unit.typeElsewhere(name);
  if (type === null) {
    const reason = `${name} is not declared`;
    return { kind: 'poison', reason, type: poison(reason), span, undeclared: name };
  }
  const declaration = declaredElsewhere(name, type, span);
  unit.file.declare(name, { kind: 'object', declaration });
  return { kind: 'variable', declaration, type, span };
}

function parseGeneric(unit: Unit, from: number): Expression {
  const { cursor } = unit;
  cursor.next();
  cursor.expect('(', 'after _Generic');
  const control = unqualified(decay(parseAssignment(unit)).type);
  let chosen: Expression | null = null;
  let fallback: Expression | null = null;
  while (cursor.accept(',')) {
    const isDefault = cursor.accept('default');
    const type = isDefault ? null : parseTypeName(unit);
    cursor.expect(':', 'in _Generic');
    const value = parseAssignment(unit);
    if (type === null) fallback = value;
    else if (chosen === null && compatible(control, type)) chosen = value;
  }
  cursor.expect(')', 'after _Generic');
  return chosen ?? fallback ?? poisoned('no association of _Generic fits', cursor.spanFrom(from));
}
