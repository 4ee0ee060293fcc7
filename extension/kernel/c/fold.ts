/** Constant expressions (C11 6.6): integers at parse time, and addresses as a symbol plus an offset. */
import type { Declaration, Expression } from './syntax';
import { isBool, isInteger, scalarBytes, scalarOf, wrap } from './type';

/** The value of an integer constant expression (or of an address built from one), or null. */
export function foldInteger(expression: Expression): bigint | null {
  const scalar = scalarOf(expression.type);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'unary': {
      const value = foldInteger(expression.operand);
      if (value === null || scalar === null) return null;
      if (expression.operator === 'lognot') return value === 0n ? 1n : 0n;
      return wrap(scalar, expression.operator === 'neg' ? -value : ~value);
    }
    case 'arithmetic': {
      const left = foldInteger(expression.left);
      if (left === null || scalar === null) return null;
      const right = foldInteger(expression.right);
      return right === null ? null : foldArithmetic(expression.operator, left, right, scalar);
    }
    case 'comparison': {
      const left = foldInteger(expression.left);
      const right = left === null ? null : foldInteger(expression.right);
      return left === null || right === null ? null : compare(expression.operator, left, right) ? 1n : 0n;
    }
    case 'logical': {
      const left = foldInteger(expression.left);
      if (left === null) return null;
      if (expression.operator === 'and' && left === 0n) return 0n;
      if (expression.operator === 'or' && left !== 0n) return 1n;
      const right = foldInteger(expression.right);
      return right === null ? null : right !== 0n ? 1n : 0n;
    }
    case 'conditional': {
      const condition = foldInteger(expression.condition);
      if (condition === null) return null;
      if (condition === 0n) return foldInteger(expression.otherwise);
      return expression.then === null ? condition : foldInteger(expression.then);
    }
    case 'cast': {
      const value = foldInteger(expression.operand);
      if (value === null || scalar === null) return null;
      return isBool(expression.type) ? (value === 0n ? 0n : 1n) : wrap(scalar, value);
    }
    case 'offset': {
      const pointer = foldInteger(expression.pointer);
      const index = pointer === null ? null : foldInteger(expression.index);
      return pointer === null || index === null ? null : wrap('u64', pointer + index * BigInt(expression.scale));
    }
    case 'distance': {
      const left = foldAddress(expression.left);
      const right = left === null ? null : foldAddress(expression.right);
      if (left === null || right === null || left.symbol !== right.symbol) return null;
      return (left.offset - right.offset) / BigInt(expression.scale);
    }
    case 'address': {
      const place = foldPlace(expression.of);
      return place?.symbol === null ? wrap('u64', place.offset) : null;
    }
    case 'comma':
    case 'builtin':
    default:
      return null;
  }
}

export function foldArithmetic(
  operator: (Expression & { kind: 'arithmetic' })['operator'],
  left: bigint,
  right: bigint,
  scalar: Parameters<typeof wrap>[0],
): bigint | null {
  const width = BigInt(scalarBytes(scalar) * 8);
  switch (operator) {
    case 'add':
      return wrap(scalar, left + right);
    case 'sub':
      return wrap(scalar, left - right);
    case 'mul':
      return wrap(scalar, left * right);
    case 'div':
      return right === 0n ? null : wrap(scalar, left / right);
    case 'rem':
      return right === 0n ? null : wrap(scalar, left % right);
    case 'and':
      return wrap(scalar, left & right);
    case 'or':
      return wrap(scalar, left | right);
    case 'xor':
      return wrap(scalar, left ^ right);
    case 'shl':
      return right < 0n || right >= width ? null : wrap(scalar, left << right);
    case 'shr':
      return right < 0n || right >= width ? null : wrap(scalar, left >> right);
  }
}

export function compare(
  operator: (Expression & { kind: 'comparison' })['operator'],
  left: bigint,
  right: bigint,
): boolean {
  switch (operator) {
    case 'eq':
      return left === right;
    case 'ne':
      return left !== right;
    case 'lt':
      return left < right;
    case 'le':
      return left <= right;
    case 'gt':
      return left > right;
    case 'ge':
      return left >= right;
  }
}

/** What an address constant names: an object or function, a string, or nothing (a plain number). */
export type Symbol = Declaration | (Expression & { kind: 'string' });

export interface FoldedAddress {
  readonly symbol: Symbol | null;
  readonly offset: bigint;
}

/** The value of an address constant, or null. */
export function foldAddress(expression: Expression): FoldedAddress | null {
  switch (expression.kind) {
    case 'address':
      return foldPlace(expression.of);
    case 'cast': {
      const scalar = scalarOf(expression.type);
      if (scalar === null || (isInteger(expression.type) && scalarBytes(scalar) < 8)) break;
      const inner = foldAddress(expression.operand);
      return inner === null || inner.symbol !== null ? inner : { symbol: null, offset: wrap(scalar, inner.offset) };
    }
    case 'offset': {
      const pointer = foldAddress(expression.pointer);
      const index = pointer === null ? null : foldInteger(expression.index);
      if (pointer === null || index === null) return null;
      return { symbol: pointer.symbol, offset: pointer.offset + index * BigInt(expression.scale) };
    }
    case 'arithmetic': {
      if (expression.operator !== 'add' && expression.operator !== 'sub') break;
      const left = foldAddress(expression.left);
      const right = left === null ? null : foldAddress(expression.right);
      if (left === null || right === null) return null;
      if (expression.operator === 'sub') {
        return right.symbol === null ? { symbol: left.symbol, offset: left.offset - right.offset } : null;
      }
      if (left.symbol !== null && right.symbol !== null) return null;
      return { symbol: left.symbol ?? right.symbol, offset: left.offset + right.offset };
    }
    case 'conditional': {
      const condition = foldInteger(expression.condition);
      if (condition === null) return null;
      return foldAddress(condition !== 0n && expression.then !== null ? expression.then : expression.otherwise);
    }
  }
  const value = foldInteger(expression);
  return value === null ? null : { symbol: null, offset: BigInt.asUintN(64, value) };
}

/** The address of an lvalue whose place is constant. */
function foldPlace(lvalue: Expression): FoldedAddress | null {
  switch (lvalue.kind) {
    case 'variable': {
      const { declaration } = lvalue;
      const fixed = declaration.storage === 'static' || declaration.storage === 'extern';
      return fixed ? { symbol: declaration, offset: 0n } : null;
    }
    case 'compound-literal':
      return lvalue.declaration.storage === 'static' ? { symbol: lvalue.declaration, offset: 0n } : null;
    case 'string':
      return { symbol: lvalue, offset: 0n };
    case 'deref':
      return foldAddress(lvalue.pointer);
    case 'member': {
      const base = foldPlace(lvalue.of);
      return base === null ? null : { symbol: base.symbol, offset: base.offset + BigInt(lvalue.field.offset) };
    }
    default:
      return null;
  }
}
