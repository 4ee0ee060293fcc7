/** Makes typed expressions: promotions, conversions, decay and pointer arithmetic as C prescribes them. */
import { foldInteger } from './fold';
import { refusal } from './pointees';
import { EMPTY_ATTRIBUTES } from './syntax';
import type { ArithmeticOperator, ComparisonOperator, Declaration, Expression, Span, UnaryOperator } from './syntax';
import {
  BOOL,
  INT,
  UINT,
  bitFieldType,
  inSpace,
  integer,
  isSigned,
  LONG,
  ULONG,
  compatible,
  isBool,
  isInteger,
  isPointer,
  isScalar,
  pointerTo,
  poison,
  promote,
  qualified,
  scalarOf,
  sizeOf,
  unqualified,
  usualType,
  VOID,
  wrap,
  type CType,
  type Field,
  type Record,
} from './type';
import { typedByUse } from './undeclared';

export const number = (value: bigint | number, type: CType, span: Span): Expression => ({
  kind: 'number',
  type,
  span,
  value: wrap(scalarOf(type) ?? 'i64', BigInt(value)),
});

export const poisoned = (reason: string, span: Span): Expression => ({
  kind: 'poison',
  type: poison(reason),
  span,
  reason,
});

/** Why an expression cannot be executed, or null if nothing speaks against it yet. */
function reasonOf(...parts: readonly Expression[]): string | null {
  for (const part of parts) {
    if (part.kind === 'poison') return part.reason;
    if (part.type.kind === 'poison') return part.type.reason;
    if (part.type.kind === 'foreign') return `values of type ${part.type.name} are not executable`;
  }
  return null;
}

/** Arrays become pointers to their first element, functions become their address (C11 6.3.2.1). */
export function decay(expression: Expression): Expression {
  const { type, span } = expression;
  if (type.kind === 'array') return { kind: 'address', of: expression, type: pointerTo(type.of), span };
  if (type.kind === 'function') return { kind: 'address', of: expression, type: pointerTo(type), span };
  return expression;
}

/** Converts a value to a type as a cast or an assignment does. */
export function convert(expression: Expression, to: CType): Expression {
  const value = decay(expression);
  const { span } = value;
  const type = unqualified(to);
  if (type.kind === 'void') return { kind: 'cast', operand: value, type: VOID, span };
  const used = typedByUse(value, type);
  if (used !== null) return convert(used, type);
  const reason = reasonOf(value) ?? (type.kind === 'poison' ? type.reason : null);
  if (reason !== null) return { kind: 'poison', reason, type, span };
  if (type.kind === 'foreign') return poisoned(`values of type ${type.name} are not executable`, span);
  if (type.kind === 'record') {
    if (value.type.kind === 'record' && value.type.record === type.record) return value;
    return poisoned('a value is converted to a struct or union', span);
  }
  if (!isScalar(type) || !isScalar(value.type)) return poisoned('this conversion has no meaning for a scalar', span);
  if (type.kind === 'integer' && type.width !== undefined && !compatible(unqualified(value.type), type)) {
    return inWidth(convert(value, integer(type.name)), type, type.width);
  }
  if (sameRegister(value.type, type)) return value.kind === 'number' ? { ...value, type } : retyped(value, type);
  if (value.kind === 'number') {
    return isBool(type) ? number(value.value === 0n ? 0 : 1, type, span) : number(value.value, type, span);
  }
  return { kind: 'cast', operand: value, type, span };
}

/** Converts a value to a type as an assignment, an argument, an initialiser or a return does: without a cast. */
export function given(expression: Expression, to: CType): Expression {
  const value = decay(expression);
  const used = typedByUse(value, unqualified(to));
  const reason = refusal((used ?? value).type, to);
  return reason === null ? convert(value, to) : poisoned(reason, value.span);
}

/** Keeps the bits that a bit-field has, in a register of 64. */
function inWidth(value: Expression, type: CType & { kind: 'integer' }, width: number): Expression {
  const { span } = value;
  const wide = integer(type.name);
  const by = number(64 - width, wide, span);
  const up: Expression = { kind: 'arithmetic', operator: 'shl', left: value, right: by, type: wide, span };
  return { kind: 'arithmetic', operator: 'shr', left: up, right: by, type, span };
}

/** Computes in a type; in that of a bit-field every result is cut to its width again. */
function computed(type: CType, make: (type: CType) => Expression): Expression {
  if (type.kind !== 'integer' || type.width === undefined) return make(type);
  return inWidth(make(integer(type.name)), type, type.width);
}

const sameRegister = (a: CType, b: CType): boolean => scalarOf(a) === scalarOf(b) && isBool(a) === isBool(b);

/** gcc knows no address spaces: types that differ in them alone are compatible, but a cast from one to the other is none. */
const sameSpaces = (a: CType, b: CType): boolean =>
  !isPointer(a) || !isPointer(b) || ((a.to.space ?? 0) === (b.to.space ?? 0) && sameSpaces(a.to, b.to));

/** The same bits under another C type. */
function retyped(value: Expression, type: CType): Expression {
  if (compatible(unqualified(value.type), type) && sameSpaces(value.type, type)) return value;
  return { kind: 'cast', operand: value, type, span: value.span };
}

export function unary(operator: UnaryOperator, operand: Expression, span: Span): Expression {
  const value = operator === 'lognot' ? truth(operand) : decay(operand);
  const reason = reasonOf(value);
  if (reason !== null) return poisoned(reason, span);
  if (operator === 'lognot') {
    if (!isScalar(value.type)) return poisoned('"!" is applied to a struct', span);
    return { kind: 'unary', operator, operand: value, type: INT, span };
  }
  if (!isInteger(value.type)) return poisoned(`"${operator === 'neg' ? '-' : '~'}" is applied to no integer`, span);
  const result = promote(promotedField(value));
  return computed(result, (type) => ({ kind: 'unary', operator, operand: convert(value, type), type, span }));
}

/**
 * The type that promotes. gcc gives a bit-field, and what merely passes its value on, a type of just its bits: narrower
 * than int it promotes to int whatever its declared type, wider than int arithmetic keeps to its width.
 */
function promotedField(value: Expression): CType {
  const width = fieldOf(value)?.bits?.width ?? null;
  if (width === null || !isInteger(value.type)) return value.type;
  if (width < 32) return INT;
  if ((sizeOf(value.type) ?? 0) <= 4 || width === 64) return value.type;
  if (width === 32) return isSigned(scalarOf(value.type) ?? 'u64') ? INT : UINT;
  return bitFieldType(value.type, width);
}

/** Whether arithmetic would take the expression for one of its bits alone. */
export const isBitField = (value: Expression): boolean => (fieldOf(value)?.bits ?? null) !== null;

/** The bit-field, if it is one, whose value an expression has. */
function fieldOf(value: Expression): Field | null {
  switch (value.kind) {
    case 'member':
      return value.field;
    case 'comma':
      return fieldOf(value.right);
    case 'assign':
    case 'update':
      return fieldOf(value.target);
    case 'statements': {
      const last = value.block.kind === 'block' ? value.block.statements.at(-1) : undefined;
      return last?.kind === 'expression' ? fieldOf(last.expression) : null;
    }
    default:
      return null;
  }
}

export function arithmetic(
  operator: ArithmeticOperator,
  leftSide: Expression,
  rightSide: Expression,
  span: Span,
): Expression {
  const left = decay(leftSide);
  const right = decay(rightSide);
  const reason = reasonOf(left, right);
  if (reason !== null) return poisoned(reason, span);
  if (operator === 'add' && isPointer(left.type) && isInteger(right.type)) return offset(left, right, span);
  if (operator === 'add' && isPointer(right.type) && isInteger(left.type)) return offset(right, left, span);
  if (operator === 'sub' && isPointer(left.type) && isInteger(right.type)) {
    return offset(left, unary('neg', convert(right, LONG), span), span);
  }
  if (operator === 'sub' && isPointer(left.type) && isPointer(right.type)) {
    const scale = sizeOf(left.type.to);
    if (scale === null) return poisoned('pointers to an incomplete type are subtracted', span);
    return { kind: 'distance', left, right, scale: Math.max(1, scale), type: LONG, span };
  }
  if (!isInteger(left.type) || !isInteger(right.type)) return poisoned('arithmetic on what is no number', span);
  const result =
    operator === 'shl' || operator === 'shr'
      ? promote(promotedField(left))
      : usualType(promotedField(left), promotedField(right));
  return computed(result, (type) => {
    // Operands take the type's width on their way, and its register for the operation.
    const operand = (one: Expression): Expression => convert(convert(one, result), type);
    return { kind: 'arithmetic', operator, left: operand(left), right: operand(right), type, span };
  });
}

/** `pointer + index`. */
export function offset(pointer: Expression, index: Expression, span: Span): Expression {
  const reason = reasonOf(pointer, index);
  if (reason !== null) return poisoned(reason, span);
  if (!isPointer(pointer.type)) return poisoned('an index on what is no pointer', span);
  const scale = sizeOf(pointer.type.to);
  if (scale === null) {
    return poisoned(
      pointer.type.to.kind === 'poison' ? pointer.type.to.reason : 'arithmetic on a pointer to an incomplete type',
      span,
    );
  }
  return { kind: 'offset', pointer, index: convert(index, LONG), scale, type: unqualified(pointer.type), span };
}

export function comparison(
  operator: ComparisonOperator,
  leftSide: Expression,
  rightSide: Expression,
  span: Span,
): Expression {
  let left = decay(leftSide);
  let right = decay(rightSide);
  left = typedByUse(left, right.type) ?? left;
  right = typedByUse(right, left.type) ?? right;
  const reason = reasonOf(left, right);
  if (reason !== null) return poisoned(reason, span);
  if (!isScalar(left.type) || !isScalar(right.type)) return poisoned('a comparison of what is no scalar', span);
  const type =
    isPointer(left.type) || isPointer(right.type) ? ULONG : usualType(promotedField(left), promotedField(right));
  return { kind: 'comparison', operator, left: convert(left, type), right: convert(right, type), type: INT, span };
}

/** A value used as a truth value. */
export function truth(expression: Expression): Expression {
  const decayed = decay(expression);
  const value = typedByUse(decayed, INT) ?? decayed;
  const reason = reasonOf(value);
  if (reason !== null) return poisoned(reason, value.span);
  if (!isScalar(value.type)) return poisoned('a condition that is no scalar', value.span);
  return value;
}

export function logical(operator: 'and' | 'or', leftSide: Expression, rightSide: Expression, span: Span): Expression {
  const left = truth(leftSide);
  const right = truth(rightSide);
  if (left.kind === 'poison') return poisoned(left.reason, span);
  return { kind: 'logical', operator, left, right, type: INT, span };
}

export function conditional(
  test: Expression,
  thenSide: Expression | null,
  elseSide: Expression,
  span: Span,
): Expression {
  const condition = truth(test);
  if (condition.kind === 'poison') return poisoned(condition.reason, span);
  const then = thenSide === null ? condition : decay(thenSide);
  const otherwise = decay(elseSide);
  const known = foldInteger(condition);
  const make = (type: CType): Expression => ({
    kind: 'conditional',
    condition,
    then: thenSide === null ? null : convert(then, type),
    otherwise: convert(otherwise, type),
    type,
    span,
  });
  const reason = reasonOf(then, otherwise);
  if (reason !== null) {
    // Only the arm that is taken counts where that is known.
    if (known === null) return poisoned(reason, span);
    const taken = known !== 0n ? then : otherwise;
    return reasonOf(taken) === null ? taken : poisoned(reason, span);
  }
  if (then.type.kind === 'void' || otherwise.type.kind === 'void') return make(VOID);
  if (isInteger(then.type) && isInteger(otherwise.type)) {
    return make(usualType(promotedField(then), promotedField(otherwise)));
  }
  if (then.type.kind === 'record') return make(unqualified(then.type));
  return make(pointerArms(then, otherwise));
}

/** The type of `?:` with pointers (C11 6.5.15): a null pointer constant takes the other's type, `void *` wins else. */
function pointerArms(then: Expression, otherwise: Expression): CType {
  const left = then.type;
  const right = otherwise.type;
  if (isNullPointer(otherwise) && isPointer(left)) return left;
  if (isNullPointer(then) && isPointer(right)) return right;
  if (!isPointer(left)) return right;
  if (!isPointer(right)) return left;
  const isConst = left.to.isConst || right.to.isConst;
  const isVolatile = left.to.isVolatile || right.to.isVolatile;
  return pointerTo(qualified(right.to.kind === 'void' ? right.to : left.to, isConst, isVolatile));
}

/** An integer constant 0, or that cast to `void *`. */
export function isNullPointer(expression: Expression): boolean {
  if (isInteger(expression.type)) return foldInteger(expression) === 0n;
  if (!isPointer(expression.type) || expression.type.to.kind !== 'void') return false;
  if (expression.kind === 'number') return expression.value === 0n;
  return expression.kind === 'cast' && isInteger(expression.operand.type) && foldInteger(expression.operand) === 0n;
}

export function deref(operand: Expression, span: Span): Expression {
  const pointer = decay(operand);
  const reason = reasonOf(pointer);
  if (reason !== null) return poisoned(reason, span);
  if (!isPointer(pointer.type)) return poisoned('"*" is applied to what is no pointer', span);
  if (pointer.type.to.kind === 'function' && pointer.kind === 'address') return pointer.of;
  return { kind: 'deref', pointer, type: pointer.type.to, span };
}

/** `&operand`. */
export function address(operand: Expression, span: Span): Expression {
  const reason = operand.kind === 'poison' ? operand.reason : null;
  if (reason !== null) return poisoned(reason, span);
  switch (operand.kind) {
    case 'deref':
      return retyped({ ...operand.pointer, span }, pointerTo(operand.type));
    case 'member':
      if (operand.field.bits !== null) return poisoned('the address of a bit-field', span);
      takeAddress(operand);
      return { kind: 'address', of: operand, type: pointerTo(operand.type), span };
    case 'variable':
    case 'string':
    case 'compound-literal':
      takeAddress(operand);
      return { kind: 'address', of: operand, type: pointerTo(operand.type), span };
    default:
      return poisoned('the address of what is no object', span);
  }
}

function takeAddress(lvalue: Expression): void {
  for (let part = lvalue; ; part = part.of) {
    if (part.kind === 'variable') part.declaration.addressTaken = true;
    if (part.kind !== 'member') return;
  }
}

/** A member by name, looked for in anonymous members too; the offsets add up. */
export function findField(record: Record, name: string): Field | null {
  for (const field of record.fields) {
    if (field.name === name && name !== '') return field;
    if (field.name !== '' || field.type.kind !== 'record') continue;
    const inner = findField(field.type.record, name);
    if (inner !== null) return { ...inner, offset: inner.offset + field.offset };
  }
  return null;
}

export function member(of: Expression, name: string, span: Span): Expression {
  const reason = reasonOf(of);
  if (reason !== null) return poisoned(reason, span);
  const { type } = of;
  if (type.kind !== 'record') return poisoned(`".${name}" on what is no struct or union`, span);
  const shown = `${type.record.isUnion ? 'union' : 'struct'} ${type.record.tag}`;
  if (!type.record.complete) return poisoned(`${shown} is only declared, its members are not known`, span);
  const field = findField(type.record, name);
  if (field === null) return poisoned(`${shown} has no member ${name}`, span);
  if (field.type.kind === 'poison') return poisoned(field.type.reason, span);
  const fieldType = inSpace(qualified(field.type, type.isConst, type.isVolatile), type.space ?? field.type.space ?? 0);
  return { kind: 'member', of, field, record: type.record.tag, type: fieldType, span };
}

export const isLvalue = (expression: Expression): boolean =>
  expression.kind === 'variable' ||
  expression.kind === 'deref' ||
  expression.kind === 'compound-literal' ||
  expression.kind === 'string' ||
  (expression.kind === 'member' && isLvalue(expression.of));

export function assign(target: Expression, value: Expression, span: Span): Expression {
  const reason = target.kind === 'poison' ? target.reason : target.type.kind === 'poison' ? target.type.reason : null;
  if (reason !== null) return poisoned(reason, span);
  if (!isLvalue(target)) return poisoned('an assignment to what is no object', span);
  const converted = given(value, target.type);
  if (converted.kind === 'poison') return poisoned(converted.reason, span);
  return { kind: 'assign', target, value: converted, type: unqualified(target.type), span };
}

/** `target op= operand`, with `++` and `--` as `+= 1` and `-= 1`. */
export function update(
  operator: ArithmeticOperator,
  target: Expression,
  operand: Expression,
  result: 'old' | 'new',
  span: Span,
): Expression {
  const reason = reasonOf(target) ?? reasonOf(decay(operand));
  if (reason !== null) return poisoned(reason, span);
  if (!isLvalue(target) || !isScalar(target.type)) return poisoned('an assignment to what is no scalar object', span);
  const type = unqualified(target.type);
  const declaration = nameless(type, span);
  const value = decay(operand);
  const first = hasEffects(value) ? { declaration: nameless(unqualified(value.type), span), value } : null;
  const right: Expression =
    first === null ? value : { kind: 'variable', declaration: first.declaration, type: first.declaration.type, span };
  const before: Expression = { kind: 'variable', declaration, type, span };
  const old = convert(before, isInteger(type) ? promotedField(target) : type);
  const compute = convert(arithmetic(operator, old, right, span), isBool(type) ? BOOL : type);
  if (compute.kind === 'poison') return poisoned(compute.reason, span);
  return { kind: 'update', target, previous: declaration, first, compute, result, type, span };
}

/** A variable of the lowering alone. */
const nameless = (type: CType, span: Span): Declaration => ({
  name: '',
  type,
  storage: 'auto',
  addressTaken: false,
  span,
  initializer: null,
  body: null,
  isDefined: true,
  scope: 'block',
  attributes: EMPTY_ATTRIBUTES,
});

/** Evaluating it may change something that another operand reads. */
export function hasEffects(expression: Expression): boolean {
  switch (expression.kind) {
    case 'assign':
    case 'update':
    case 'call':
    case 'statements':
    case 'builtin':
    case 'compound-literal':
      return true;
    case 'unary':
    case 'cast':
      return hasEffects(expression.operand);
    case 'deref':
      return expression.type.isVolatile || hasEffects(expression.pointer);
    case 'variable':
      return expression.type.isVolatile;
    case 'address':
      return expression.of.kind !== 'variable' && hasEffects(expression.of);
    case 'member':
      return expression.type.isVolatile || hasEffects(expression.of);
    case 'offset':
      return hasEffects(expression.pointer) || hasEffects(expression.index);
    case 'arithmetic':
    case 'comparison':
    case 'distance':
    case 'logical':
    case 'comma':
      return hasEffects(expression.left) || hasEffects(expression.right);
    case 'conditional':
      return (
        hasEffects(expression.condition) ||
        (expression.then !== null && hasEffects(expression.then)) ||
        hasEffects(expression.otherwise)
      );
    default:
      return false;
  }
}
