/** Lowers expressions: pure parts become `Expr`, every access to memory and every call an instruction of its own. */
import { load, refuseSpace, store } from './access';
import { hasEffects } from './build';
import type { Expr, Lvalue, Scalar } from './ir';
import { lowerBuiltin } from './lower-builtin';
import { lowerArms, lowerBranch, lowerChoice } from './lower-choice';
import { initializeLocal } from './lower-initializer';
import type { Lowering, Place } from './program-builder';
import type { Declaration, Expression } from './syntax';
import { isBool, scalarOf, showType, sizeOf, type CType, type FieldBits } from './type';
import { addressPlus, binaryOf, constant, convertTo, register, truthOf, unaryOf } from './value';

const ZERO = constant('i32', 0n);

/** Ends the path here; the value that stands for the result is never used. */
function opaque(lowering: Lowering, expression: Expression, reason: string): Expr {
  lowering.builder.at(expression.span, () => lowering.builder.opaque(lowering.builder.name, reason));
  return constant(scalarOf(expression.type) ?? 'i32', 0n);
}

/** The value of a scalar expression. */
export function lowerValue(lowering: Lowering, expression: Expression): Expr {
  const { builder } = lowering;
  const { type } = expression;
  const scalar = scalarOf(type) ?? 'i32';
  switch (expression.kind) {
    case 'poison':
      return opaque(lowering, expression, expression.reason);
    case 'number':
      return constant(scalar, expression.value);
    case 'unary': {
      const operand = lowerValue(lowering, expression.operand);
      return unaryOf(expression.operator, operand);
    }
    case 'arithmetic':
    case 'comparison': {
      if (isEvaluatedLast(lowering, expression)) {
        const right = lowerValue(lowering, expression.right);
        return binaryOf(expression.operator, lowerValue(lowering, expression.left), right);
      }
      const left = lowerValue(lowering, expression.left);
      const right = lowerValue(lowering, expression.right);
      return binaryOf(expression.operator, left, right);
    }
    case 'offset': {
      const pointer = lowerValue(lowering, expression.pointer);
      const index = convertTo('u64', lowerValue(lowering, expression.index));
      return binaryOf('add', pointer, binaryOf('mul', index, constant('u64', BigInt(expression.scale))));
    }
    case 'distance': {
      const left = lowerValue(lowering, expression.left);
      const right = lowerValue(lowering, expression.right);
      const bytes = convertTo('i64', binaryOf('sub', left, right));
      return expression.scale === 1 ? bytes : binaryOf('div', bytes, constant('i64', BigInt(expression.scale)));
    }
    case 'logical':
    case 'conditional':
      return lowerChoice(lowering, expression);
    case 'comma':
      lowerEffect(lowering, expression.left);
      return lowerValue(lowering, expression.right);
    case 'cast': {
      if (type.kind === 'void') {
        lowerEffect(lowering, expression.operand);
        return ZERO;
      }
      const value = lowerValue(lowering, expression.operand);
      return isBool(type) && !isBool(expression.operand.type)
        ? convertTo('u8', truthOf(value))
        : convertTo(scalar, value);
    }
    case 'address':
      return lowerAddress(lowering, expression.of);
    case 'assign':
      return lowerAssign(lowering, expression);
    case 'update':
      return lowerUpdate(lowering, expression, true);
    case 'call':
      return lowerCall(lowering, expression, true, null) ?? ZERO;
    case 'builtin':
      return lowerBuiltin(lowering, expression);
    case 'statements':
      return (
        lowering.lower.blockValue(lowering, expression, (last) => lowerValue(lowering, last)) ?? constant(scalar, 0n)
      );
    case 'variable':
    case 'deref':
    case 'member':
    case 'compound-literal':
    case 'string': {
      if (scalarOf(type) === null) return opaque(lowering, expression, unusable(type));
      const place = lowerPlace(lowering, expression);
      return builder.at(expression.span, () => load(lowering, place));
    }
  }
}

const COMMUTATIVE = new Set(['add', 'mul', 'and', 'or', 'xor', 'eq', 'ne', 'lt', 'le', 'gt', 'ge']);

/** C leaves the order open; gcc reads a plain variable left of a commuting operator after the other operand. */
function isEvaluatedLast(lowering: Lowering, expression: Expression & { kind: 'arithmetic' | 'comparison' }): boolean {
  if (!COMMUTATIVE.has(expression.operator)) return false;
  let { left } = expression;
  if (expression.operator === 'add' && left.kind === 'unary' && left.operator === 'neg') left = left.operand;
  while (left.kind === 'cast' && sizeOf(left.type) === sizeOf(left.operand.type)) left = left.operand;
  if (left.kind !== 'variable' || lowering.builder.homes.get(left.declaration)?.kind === 'register') return false;
  return expression.right.kind !== 'variable' && hasEffects(expression.right);
}

const unusable = (type: CType): string =>
  type.kind === 'poison'
    ? type.reason
    : type.kind === 'foreign'
      ? `values of type ${type.name} are not executable`
      : `a value of type ${showType(type)} is used as a scalar`;

/** Only what the expression does; its value is not wanted. */
export function lowerEffect(lowering: Lowering, expression: Expression): void {
  switch (expression.kind) {
    case 'number':
    case 'string':
      return;
    case 'cast':
      lowerEffect(lowering, expression.operand);
      return;
    case 'unary':
      lowerEffect(lowering, expression.operand);
      return;
    case 'comma':
      lowerEffect(lowering, expression.left);
      lowerEffect(lowering, expression.right);
      return;
    case 'call':
      lowerCall(lowering, expression, false, null);
      return;
    case 'update':
      lowerUpdate(lowering, expression, false);
      return;
    case 'assign':
      lowerAssign(lowering, expression);
      return;
    case 'statements':
      lowering.lower.blockValue(lowering, expression, (last) => lowerEffect(lowering, last));
      return;
    case 'conditional':
      lowerArms(
        lowering,
        expression.condition,
        () => (expression.then === null ? undefined : lowerEffect(lowering, expression.then)),
        () => lowerEffect(lowering, expression.otherwise),
      );
      return;
    case 'logical': {
      const { builder } = lowering;
      const right = builder.target();
      const end = builder.target();
      const isAnd = expression.operator === 'and';
      lowerBranch(lowering, expression.left, isAnd ? right : end, isAnd ? end : right);
      builder.bind(right);
      lowerEffect(lowering, expression.right);
      builder.bind(end);
      return;
    }
    case 'variable':
    case 'deref':
    case 'member':
      // Reading a volatile object is an effect; reading another whose value nobody uses is none.
      if (expression.type.isVolatile && scalarOf(expression.type) !== null) lowerValue(lowering, expression);
      else if (expression.kind === 'deref') lowerEffect(lowering, expression.pointer);
      else if (expression.kind === 'member') lowerEffect(lowering, expression.of);
      return;
    case 'address':
      if (expression.of.kind !== 'variable') lowerAddress(lowering, expression.of);
      return;
    default:
      if (scalarOf(expression.type) === null && expression.type.kind === 'record') lowerAggregate(lowering, expression);
      else lowerValue(lowering, expression);
  }
}

/** What an lvalue (or a struct value) designates. */
export function lowerPlace(lowering: Lowering, expression: Expression): Place {
  const { type } = expression;
  const memory = (address: Expr, lvalue: Pick<Lvalue, 'struct' | 'member'>, bits: FieldBits | null = null): Place => ({
    kind: 'memory',
    address,
    type,
    bits,
    lvalue: { ...lvalue, type: showType(type) },
  });
  switch (expression.kind) {
    case 'variable': {
      const home = variableHome(lowering, expression, expression.declaration);
      if (home.kind === 'register') return { kind: 'register', index: home.index, type: scalarOf(type) ?? 'i32' };
      return memory(home.address, { struct: '', member: expression.declaration.name });
    }
    case 'deref':
      return memory(lowerValue(lowering, expression.pointer), { struct: '', member: '' });
    case 'member': {
      const base = lowerPlaceOrAggregate(lowering, expression.of);
      const { bits } = expression.field;
      return memory(
        addressPlus(base, expression.field.offset),
        { struct: expression.record, member: expression.field.name },
        bits,
      );
    }
    case 'string':
      return memory(
        {
          op: 'global-address',
          type: 'u64',
          global: lowering.program.stringIndex(lowering.unit, expression),
          offset: 0,
        },
        { struct: '', member: '' },
      );
    case 'compound-literal':
      return memory(lowerLiteral(lowering, expression.declaration), { struct: '', member: '' });
    default:
      return memory(lowerAggregate(lowering, expression), { struct: '', member: '' });
  }
}

function lowerPlaceOrAggregate(lowering: Lowering, expression: Expression): Expr {
  const place = lowerPlace(lowering, expression);
  return place.kind === 'memory' ? place.address : opaque(lowering, expression, 'a struct in a register');
}

function variableHome(
  lowering: Lowering,
  expression: Expression,
  declaration: Declaration,
): { kind: 'register'; index: number } | { kind: 'memory'; address: Expr } {
  const home = lowering.builder.homes.get(declaration);
  if (home !== undefined) return home;
  if (declaration.type.kind === 'function') {
    const index = lowering.program.functionIndex(lowering.unit, declaration);
    return { kind: 'memory', address: { op: 'function-address', type: 'u64', function: index } };
  }
  if (declaration.storage === 'static' || declaration.storage === 'extern') {
    const index = lowering.program.globalIndex(lowering.unit, declaration);
    if (typeof index === 'string')
      return { kind: 'memory', address: opaque(lowering, { ...expression, type: expression.type }, index) };
    return { kind: 'memory', address: { op: 'global-address', type: 'u64', global: index, offset: 0 } };
  }
  const why = declaration.type.kind === 'poison' ? declaration.type.reason : `${declaration.name} has no home here`;
  return { kind: 'memory', address: convertTo('u64', opaque(lowering, expression, why)) };
}

/** The address of an lvalue or function. */
function lowerAddress(lowering: Lowering, of: Expression): Expr {
  if (of.kind === 'poison') return opaque(lowering, of, of.reason);
  const place = lowerPlace(lowering, of);
  if (place.kind === 'register') return opaque(lowering, of, 'the address of a register');
  return place.address.type === 'u64' ? place.address : convertTo('u64', place.address);
}

/** The address of a struct or union value. */
export function lowerAggregate(lowering: Lowering, expression: Expression): Expr {
  const { builder } = lowering;
  switch (expression.kind) {
    case 'variable':
    case 'deref':
    case 'member':
    case 'compound-literal':
    case 'string':
      return lowerPlaceOrAggregate(lowering, expression);
    case 'poison':
      return convertTo('u64', opaque(lowering, expression, expression.reason));
    case 'call': {
      const to = temporaryObject(lowering, expression.type);
      lowerCall(lowering, expression, true, to);
      return to;
    }
    case 'assign':
      lowerAssign(lowering, expression);
      return lowerPlaceOrAggregate(lowering, expression.target);
    case 'comma':
      lowerEffect(lowering, expression.left);
      return lowerAggregate(lowering, expression.right);
    case 'cast':
      return lowerAggregate(lowering, expression.operand);
    case 'statements':
      return lowering.lower.blockValue(lowering, expression, (last) => lowerAggregate(lowering, last)) ?? ZERO_ADDRESS;
    case 'conditional': {
      const { then, otherwise, condition } = expression;
      const result = builder.temporary('u64');
      const give = (arm: Expression) => (): void => {
        const value = lowerAggregate(lowering, arm);
        builder.emit({ op: 'assign', register: result, value });
      };
      lowerArms(lowering, condition, give(then ?? condition), give(otherwise));
      return register('u64', result);
    }
    default:
      return convertTo('u64', opaque(lowering, expression, unusable(expression.type)));
  }
}

const ZERO_ADDRESS = constant('u64', 0n);

/** A nameless object of the frame. */
export function temporaryObject(lowering: Lowering, type: CType, name = ''): Expr {
  const { builder, program } = lowering;
  const local = builder.locals.push({
    name,
    bytes: sizeOf(type) ?? 0,
    align: Math.max(1, alignment(type)),
    shape: program.shape(type),
  });
  return { op: 'local-address', type: 'u64', local: local - 1, offset: 0 };
}

const alignment = (type: CType): number =>
  type.kind === 'record' ? type.record.align : (sizeOf(type) ?? 1) > 8 ? 8 : 1;

function lowerLiteral(lowering: Lowering, declaration: Declaration): Expr {
  if (declaration.storage === 'static') {
    const index = lowering.program.globalIndex(lowering.unit, declaration);
    if (typeof index === 'number') return { op: 'global-address', type: 'u64', global: index, offset: 0 };
  }
  const known = lowering.builder.homes.get(declaration);
  const address = known?.kind === 'memory' ? known.address : temporaryObject(lowering, declaration.type);
  lowering.builder.homes.set(declaration, { kind: 'memory', address });
  if (declaration.initializer !== null) initializeLocal(lowering, address, declaration.type, declaration.initializer);
  return address;
}

function lowerAssign(lowering: Lowering, expression: Expression & { kind: 'assign' }): Expr {
  const { builder } = lowering;
  const { target, value, span } = expression;
  if (target.type.kind === 'record') {
    const to = lowerPlaceOrAggregate(lowering, target);
    const from = lowerAggregate(lowering, value);
    builder.at(span, () => copyObject(lowering, to, from, target));
    return ZERO;
  }
  const scalar = scalarOf(target.type);
  if (scalar === null) return opaque(lowering, expression, unusable(target.type));
  // A register keeps its old value until the new one is there; an address is worked out first, as gcc does mostly.
  const place = lowerPlace(lowering, target);
  const result = lowerValue(lowering, value);
  return builder.at(span, () => store(lowering, place, result));
}

function copyObject(lowering: Lowering, to: Expr, from: Expr, target: Expression): void {
  const bytes = sizeOf(target.type) ?? 0;
  if (bytes === 0) return;
  refuseSpace(lowering, target.type);
  const lvalue: Lvalue =
    target.kind === 'member'
      ? { struct: target.record, member: target.field.name, type: showType(target.type) }
      : { struct: '', member: target.kind === 'variable' ? target.declaration.name : '', type: showType(target.type) };
  lowering.builder.emit({ op: 'copy', to, from, bytes, lvalue });
}

function lowerUpdate(lowering: Lowering, expression: Expression & { kind: 'update' }, wanted: boolean): Expr {
  const { builder } = lowering;
  const { target, previous, first, compute, result, span } = expression;
  if (first !== null) {
    const value = builder.keep(lowerValue(lowering, first.value));
    const index = value.op === 'register' ? value.index : builder.temporary(value.type);
    if (value.op !== 'register') builder.emit({ op: 'assign', register: index, value });
    builder.homes.set(first.declaration, { kind: 'register', index });
  }
  const place = lowerPlace(lowering, target);
  return builder.at(span, () => {
    const old = builder.at(target.span, () => load(lowering, place));
    const kept = result === 'old' && wanted ? builder.keep(old) : old;
    const scalar = scalarOf(previous.type) ?? 'i32';
    if (kept.op === 'register') builder.homes.set(previous, { kind: 'register', index: kept.index });
    else {
      const index = builder.temporary(scalar);
      builder.emit({ op: 'assign', register: index, value: kept });
      builder.homes.set(previous, { kind: 'register', index });
    }
    const now = store(lowering, place, lowerValue(lowering, compute));
    return result === 'old' ? kept : now;
  });
}

/** A struct is passed as the address of a copy. */
function passedCopy(lowering: Lowering, arg: Expression): Expr {
  const from = lowerAggregate(lowering, arg);
  const copy = temporaryObject(lowering, arg.type);
  const bytes = sizeOf(arg.type) ?? 0;
  const lvalue = { struct: '', member: '', type: showType(arg.type) };
  if (bytes > 0) lowering.builder.emit({ op: 'copy', to: copy, from, bytes, lvalue });
  return copy;
}

/** @param result where a struct result goes */
function lowerCall(
  lowering: Lowering,
  expression: Expression & { kind: 'call' },
  wanted: boolean,
  result: Expr | null,
): Expr | null {
  const { builder, program, unit } = lowering;
  const { callee, args, type, span } = expression;
  const declaration = callee.kind === 'address' && callee.of.kind === 'variable' ? callee.of.declaration : null;
  const isFunction = declaration?.type.kind === 'function';
  const compileTime = declaration?.attributes.annotations.find((word) => word.startsWith('error('));
  return builder.asStep(span, () => {
    if (declaration !== null && compileTime !== undefined) {
      builder.opaque(declaration.name, `a build-time check fails here: ${compileTime.slice(6, -1)}`);
      return null;
    }
    const undeclared = declaration !== null && expression.undeclared === true;
    const target = declaration !== null && isFunction && !undeclared ? program.resolve(unit, declaration) : null;
    const pointer = target === null && !undeclared ? lowerValue(lowering, callee) : null;
    const passed: Expr[] = [];
    const types: Scalar[] = [];
    // C leaves the order open; gcc on x86-64 evaluates arguments from the last to the first.
    for (const arg of [...args].reverse()) {
      const scalar = scalarOf(arg.type);
      const isRecord = scalar === null && arg.type.kind === 'record';
      passed.unshift(isRecord ? passedCopy(lowering, arg) : lowerValue(lowering, arg));
      types.unshift(isRecord ? 'u64' : (scalar ?? 'i32'));
    }
    if (undeclared) {
      builder.undeclaredCall(declaration.name, `${declaration.name} is not declared`);
      return constant(scalarOf(type) ?? 'i32', 0n);
    }
    if (target?.kind === 'opaque') {
      builder.opaque(declaration?.name ?? '', target.reason);
      return constant(scalarOf(type) ?? 'i32', 0n);
    }
    const returns = scalarOf(type);
    if (type.kind === 'foreign' || type.kind === 'poison') {
      builder.opaque(declaration?.name ?? '', unusable(type));
      return null;
    }
    const index = returns !== null && wanted ? builder.temporary(returns) : null;
    builder.emit({
      op: 'call',
      callee: target ?? { kind: 'pointer', value: pointer ?? ZERO_ADDRESS },
      args: passed,
      types,
      register: index,
      returns,
      result: type.kind === 'record' ? (result ?? temporaryObject(lowering, type)) : null,
    });
    return index === null || returns === null ? null : register(returns, index);
  });
}
