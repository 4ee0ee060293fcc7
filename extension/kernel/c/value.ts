/** Makes the pure expressions of the IR, folding constants on the way. */
import { compare, foldArithmetic } from './fold';
import type { BinaryOp, Expr, Scalar, UnaryOp } from './ir';
import { isSigned, scalarBytes, wrap } from './type';

const COMPARISONS = new Set<BinaryOp>(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);

export function constant(type: Scalar, value: bigint): Expr {
  const wrapped = wrap(type, value);
  const lo = Number(BigInt.asIntN(32, wrapped));
  const hi = scalarBytes(type) < 8 ? 0 : Number(BigInt.asIntN(32, wrapped >> 32n));
  return { op: 'const', type, lo, hi };
}

/** The value of a constant expression of the IR, or null. */
export function constantValue(expr: Expr): bigint | null {
  if (expr.op !== 'const') return null;
  return wrap(
    expr.type,
    scalarBytes(expr.type) < 8 ? BigInt(expr.lo) : (BigInt(expr.hi) << 32n) | BigInt(expr.lo >>> 0),
  );
}

export const register = (type: Scalar, index: number): Expr => ({ op: 'register', type, index });

export function convertTo(type: Scalar, value: Expr): Expr {
  if (value.type === type) return value;
  const known = constantValue(value);
  if (known !== null) return constant(type, known);
  // Going wider and back again changes nothing.
  if (value.op === 'convert' && value.value.type === type && scalarBytes(value.type) >= scalarBytes(type))
    return value.value;
  return { op: 'convert', type, value };
}

export function unaryOf(unary: UnaryOp, value: Expr): Expr {
  const known = constantValue(value);
  if (unary === 'lognot') {
    if (known !== null) return constant('i32', known === 0n ? 1n : 0n);
    if (value.op === 'binary' && (value.binary === 'eq' || value.binary === 'ne')) {
      return { ...value, binary: value.binary === 'eq' ? 'ne' : 'eq' };
    }
    return { op: 'unary', type: 'i32', unary, value };
  }
  if (known !== null) return constant(value.type, unary === 'neg' ? -known : ~known);
  return { op: 'unary', type: value.type, unary, value };
}

/** Both operands must have the same type. */
export function binaryOf(binary: BinaryOp, left: Expr, right: Expr): Expr {
  const operands = left.type;
  const a = constantValue(left);
  const b = constantValue(right);
  switch (binary) {
    case 'eq':
    case 'ne':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      if (a !== null && b !== null) return constant('i32', compare(binary, a, b) ? 1n : 0n);
      return { op: 'binary', type: 'i32', binary, operands, left, right };
  }
  if (a !== null && b !== null) {
    const folded = foldArithmetic(binary, a, b, operands);
    if (folded !== null) return constant(operands, folded);
  }
  if (b === 0n && (binary === 'add' || binary === 'sub' || binary === 'or' || binary === 'xor')) return left;
  if (a === 0n && binary === 'add') return right;
  if (b === 1n && binary === 'mul') return left;
  if (binary === 'add' && b !== null && operands === 'u64') {
    const moved = moveAddress(left, BigInt.asIntN(64, b));
    if (moved !== null) return moved;
  }
  return { op: 'binary', type: operands, binary, operands, left, right };
}

function moveAddress(base: Expr, by: bigint): Expr | null {
  if (base.op === 'local-address' || base.op === 'global-address') {
    const offset = base.offset + Number(by);
    return offset >= 0 && offset < 0x7fffffff ? { ...base, offset } : null;
  }
  if (base.op === 'binary' && base.binary === 'add' && base.right.op === 'const') {
    const inner = constantValue(base.right);
    if (inner !== null) return binaryOf('add', base.left, constant('u64', inner + by));
  }
  return null;
}

/** 0 or 1 of type `type` for a truth value. */
export function truthOf(value: Expr): Expr {
  const known = constantValue(value);
  if (known !== null) return constant('i32', known === 0n ? 0n : 1n);
  if (value.op === 'binary' && COMPARISONS.has(value.binary)) return value;
  if (value.op === 'unary' && value.unary === 'lognot') return value;
  return binaryOf('ne', value, constant(value.type, 0n));
}

export function selectOf(condition: Expr, then: Expr, otherwise: Expr): Expr {
  const known = constantValue(condition);
  if (known !== null) return known === 0n ? otherwise : then;
  return { op: 'select', type: then.type, condition, then, else: otherwise };
}

export const addressPlus = (address: Expr, bytes: number): Expr =>
  bytes === 0 ? address : binaryOf('add', address, constant('u64', BigInt(bytes)));

/** Keeps the low `width` bits, extended as the type's signedness says: what a bit-field holds after a store. */
export function truncated(value: Expr, width: number): Expr {
  const bits = scalarBytes(value.type) * 8;
  if (width >= bits) return value;
  const by = constant(value.type, BigInt(bits - width));
  if (isSigned(value.type)) return binaryOf('shr', binaryOf('shl', value, by), by);
  return binaryOf('and', value, constant(value.type, (1n << BigInt(width)) - 1n));
}
