/**
 * Expressions as closures. A closure takes the frame's first slot and returns the low (or only) 32 bits as an int32;
 * the high half of a 64-bit result is left in `wide.high`. Narrow values are kept sign or zero extended.
 */
import type { BinaryOp, Expr, Scalar } from '../c/ir';
import { FRAME, FUNCTION_BASE } from './layout';
import { highOf, isSigned, isWide, lowOf, narrow, toBigInt } from './scalar';
import { RuleBroken } from './stop';

export type Value = (frame: number) => number;

/** Scratch register: the high half of the 64-bit value that was computed last. */
export const wide = { high: 0 };

/** What an expression needs to know of its function and of the machine. */
export interface ValueContext {
  readonly slots: Int32Array;
  /** Offset in the frame of each register. */
  readonly registerOffsets: readonly number[];
}

export function compileValue(expr: Expr, context: ValueContext): Value {
  switch (expr.op) {
    case 'const': {
      const { lo, hi } = expr;
      if (!isWide(expr.type)) {
        const value = narrow(expr.type, lo);
        return () => value;
      }
      const low = lo | 0;
      const high = hi | 0;
      return () => {
        wide.high = high;
        return low;
      };
    }
    case 'register': {
      const { slots } = context;
      const offset = context.registerOffsets[expr.index] as number;
      if (!isWide(expr.type)) return (frame) => slots[frame + offset] as number;
      return (frame) => {
        wide.high = slots[frame + offset + 1] as number;
        return slots[frame + offset] as number;
      };
    }
    case 'unary':
      return compileUnary(expr, context);
    case 'binary':
      return isComparison(expr.binary)
        ? compileComparison(expr, context)
        : isWide(expr.type)
          ? compileWideBinary(expr, context)
          : compileNarrowBinary(expr, context);
    case 'convert':
      return compileConvert(expr.type, typeOf(expr.value), compileValue(expr.value, context));
    case 'select': {
      const condition = compileTruth(expr.condition, context);
      const then = compileValue(expr.then, context);
      const otherwise = compileValue(expr.else, context);
      return (frame) => (condition(frame) ? then(frame) : otherwise(frame));
    }
    case 'local-address': {
      const { slots } = context;
      const { local, offset } = expr;
      return (frame) => {
        wide.high = (slots[frame + FRAME.objects] as number) + local;
        return offset;
      };
    }
    case 'global-address': {
      const high = expr.global + 1;
      const { offset } = expr;
      return () => {
        wide.high = high;
        return offset;
      };
    }
    case 'function-address': {
      const high = FUNCTION_BASE + expr.function;
      return () => {
        wide.high = high;
        return 0;
      };
    }
  }
}

/** Whether the value is not zero. */
export function compileTruth(expr: Expr, context: ValueContext): (frame: number) => boolean {
  const value = compileValue(expr, context);
  if (!isWide(typeOf(expr))) return (frame) => value(frame) !== 0;
  return (frame) => (value(frame) | wide.high) !== 0;
}

/** The same value as 64 bits, extended as its type says. */
export function compileWidened(expr: Expr, context: ValueContext): Value {
  const type = typeOf(expr);
  const value = compileValue(expr, context);
  return isWide(type) ? value : compileConvert(isSigned(type) ? 'i64' : 'u64', type, value);
}

export function typeOf(expr: Expr): Scalar {
  return expr.type;
}

function compileUnary(expr: Expr & { op: 'unary' }, context: ValueContext): Value {
  const value = compileValue(expr.value, context);
  const { type } = expr;
  switch (expr.unary) {
    case 'lognot': {
      const truth = compileTruth(expr.value, context);
      const wideResult = isWide(type);
      return (frame) => {
        const result = truth(frame) ? 0 : 1;
        if (wideResult) wide.high = 0;
        return result;
      };
    }
    case 'neg':
      if (!isWide(type)) return (frame) => narrow(type, -value(frame));
      return (frame) => {
        const low = value(frame);
        wide.high = (~wide.high + (low === 0 ? 1 : 0)) | 0;
        return -low | 0;
      };
    case 'not':
      if (!isWide(type)) return (frame) => narrow(type, ~value(frame));
      return (frame) => {
        const low = value(frame);
        wide.high = ~wide.high;
        return ~low;
      };
  }
}

export function compileConvert(to: Scalar, from: Scalar, value: Value): Value {
  if (isWide(to)) {
    if (isWide(from)) return value;
    if (isSigned(from))
      return (frame) => {
        const low = value(frame);
        wide.high = low >> 31;
        return low;
      };
    return (frame) => {
      const low = value(frame);
      wide.high = 0;
      return low;
    };
  }
  switch (to) {
    case 'i8':
      return (frame) => (value(frame) << 24) >> 24;
    case 'u8':
      return (frame) => value(frame) & 0xff;
    case 'i16':
      return (frame) => (value(frame) << 16) >> 16;
    case 'u16':
      return (frame) => value(frame) & 0xffff;
    default:
      // A narrow value of the other signedness has the same 32 bits already.
      return value;
  }
}

function isComparison(op: BinaryOp): boolean {
  return op === 'eq' || op === 'ne' || op === 'lt' || op === 'le' || op === 'gt' || op === 'ge';
}

function compileComparison(expr: Expr & { op: 'binary' }, context: ValueContext): Value {
  const left = compileValue(expr.left, context);
  const right = compileValue(expr.right, context);
  const signed = isSigned(expr.operands);
  const op = expr.binary;
  const result = isWide(expr.operands)
    ? compareWide(op, left, right, signed)
    : signed
      ? compareSigned(op, left, right)
      : compareUnsigned(op, left, right);
  if (!isWide(expr.type)) return result;
  return (frame) => {
    const value = result(frame);
    wide.high = 0;
    return value;
  };
}

function compareSigned(op: BinaryOp, left: Value, right: Value): Value {
  switch (op) {
    case 'eq':
      return (frame) => (left(frame) === right(frame) ? 1 : 0);
    case 'ne':
      return (frame) => (left(frame) !== right(frame) ? 1 : 0);
    case 'lt':
      return (frame) => (left(frame) < right(frame) ? 1 : 0);
    case 'le':
      return (frame) => (left(frame) <= right(frame) ? 1 : 0);
    case 'gt':
      return (frame) => (left(frame) > right(frame) ? 1 : 0);
    default:
      return (frame) => (left(frame) >= right(frame) ? 1 : 0);
  }
}

function compareUnsigned(op: BinaryOp, left: Value, right: Value): Value {
  switch (op) {
    case 'eq':
      return (frame) => (left(frame) === right(frame) ? 1 : 0);
    case 'ne':
      return (frame) => (left(frame) !== right(frame) ? 1 : 0);
    case 'lt':
      return (frame) => (left(frame) >>> 0 < right(frame) >>> 0 ? 1 : 0);
    case 'le':
      return (frame) => (left(frame) >>> 0 <= right(frame) >>> 0 ? 1 : 0);
    case 'gt':
      return (frame) => (left(frame) >>> 0 > right(frame) >>> 0 ? 1 : 0);
    default:
      return (frame) => (left(frame) >>> 0 >= right(frame) >>> 0 ? 1 : 0);
  }
}

function compareWide(op: BinaryOp, left: Value, right: Value, signed: boolean): Value {
  if (op === 'eq' || op === 'ne') {
    const equal = op === 'eq' ? 1 : 0;
    return (frame) => {
      const low = left(frame);
      const high = wide.high;
      return low === right(frame) && high === wide.high ? equal : 1 - equal;
    };
  }
  // lt and ge ask whether left < right, gt and le whether right < left.
  const swapped = op === 'gt' || op === 'le';
  const positive = op === 'lt' || op === 'gt' ? 1 : 0;
  return (frame) => {
    let leftLow = left(frame);
    let leftHigh = wide.high;
    let rightLow = right(frame);
    let rightHigh = wide.high;
    if (swapped) {
      let held = leftLow;
      leftLow = rightLow;
      rightLow = held;
      held = leftHigh;
      leftHigh = rightHigh;
      rightHigh = held;
    }
    const less =
      leftHigh === rightHigh
        ? leftLow >>> 0 < rightLow >>> 0
        : signed
          ? leftHigh < rightHigh
          : leftHigh >>> 0 < rightHigh >>> 0;
    return less ? positive : 1 - positive;
  };
}

function compileNarrowBinary(expr: Expr & { op: 'binary' }, context: ValueContext): Value {
  const left = compileValue(expr.left, context);
  const right = compileValue(expr.right, context);
  const { type } = expr;
  const signed = isSigned(expr.operands);
  const full = type === 'i32' || type === 'u32';
  const shaped = (value: Value): Value => (full ? value : (frame) => narrow(type, value(frame)));
  switch (expr.binary) {
    case 'add':
      return full ? (frame) => (left(frame) + right(frame)) | 0 : shaped((frame) => left(frame) + right(frame));
    case 'sub':
      return full ? (frame) => (left(frame) - right(frame)) | 0 : shaped((frame) => left(frame) - right(frame));
    case 'mul':
      return shaped((frame) => Math.imul(left(frame), right(frame)));
    case 'and':
      return shaped((frame) => left(frame) & right(frame));
    case 'or':
      return shaped((frame) => left(frame) | right(frame));
    case 'xor':
      return shaped((frame) => left(frame) ^ right(frame));
    case 'div':
      return shaped(
        signed
          ? (frame) => {
              const dividend = left(frame);
              return (dividend / divisor(right(frame), dividend)) | 0;
            }
          : (frame) => {
              const dividend = left(frame) >>> 0;
              return ((dividend / nonZero(right(frame) >>> 0)) >>> 0) | 0;
            },
      );
    case 'rem':
      return shaped(
        signed
          ? (frame) => {
              const dividend = left(frame);
              return (dividend % divisor(right(frame), dividend)) | 0;
            }
          : (frame) => {
              const dividend = left(frame) >>> 0;
              return (dividend % nonZero(right(frame) >>> 0)) | 0;
            },
      );
    case 'shl': {
      const count = compileShiftCount(expr.right, context, 32);
      return shaped((frame) => left(frame) << count(frame));
    }
    default: {
      const count = compileShiftCount(expr.right, context, 32);
      return shaped(signed ? (frame) => left(frame) >> count(frame) : (frame) => (left(frame) >>> count(frame)) | 0);
    }
  }
}

/** `operands` of a shift is the type of the left operand; the right one keeps its own. */
function compileShiftCount(right: Expr, context: ValueContext, width: number): Value {
  const value = compileValue(right, context);
  const isWideCount = isWide(typeOf(right));
  return (frame) => {
    const count = value(frame);
    if (count >>> 0 >= width || (isWideCount && wide.high !== 0))
      throw new RuleBroken('shift-out-of-bounds', `shift by ${String(count)} of a value of ${String(width)} bits`);
    return count;
  };
}

function nonZero(value: number): number {
  if (value === 0) throw new RuleBroken('division-by-zero', 'division by zero');
  return value;
}

function divisor(value: number, dividend: number): number {
  if (value === 0) throw new RuleBroken('division-by-zero', 'division by zero');
  if (value === -1 && dividend === -0x80000000)
    throw new RuleBroken('division-overflow', 'the most negative number divided by -1 (a trap on x86-64)');
  return value;
}

function compileWideBinary(expr: Expr & { op: 'binary' }, context: ValueContext): Value {
  const left = compileValue(expr.left, context);
  const right = compileValue(expr.right, context);
  const signed = isSigned(expr.operands);
  switch (expr.binary) {
    case 'add':
      return (frame) => {
        const a = left(frame);
        const aHigh = wide.high;
        const low = (a + right(frame)) | 0;
        wide.high = (aHigh + wide.high + (low >>> 0 < a >>> 0 ? 1 : 0)) | 0;
        return low;
      };
    case 'sub':
      return (frame) => {
        const a = left(frame);
        const aHigh = wide.high;
        const b = right(frame);
        wide.high = (aHigh - wide.high - (a >>> 0 < b >>> 0 ? 1 : 0)) | 0;
        return (a - b) | 0;
      };
    case 'mul':
      return (frame) => {
        const a = left(frame);
        const aHigh = wide.high;
        return multiplyWide(a, aHigh, right(frame), wide.high);
      };
    case 'and':
      return (frame) => {
        const a = left(frame);
        const aHigh = wide.high;
        const low = a & right(frame);
        wide.high &= aHigh;
        return low;
      };
    case 'or':
      return (frame) => {
        const a = left(frame);
        const aHigh = wide.high;
        const low = a | right(frame);
        wide.high |= aHigh;
        return low;
      };
    case 'xor':
      return (frame) => {
        const a = left(frame);
        const aHigh = wide.high;
        const low = a ^ right(frame);
        wide.high ^= aHigh;
        return low;
      };
    case 'div':
    case 'rem': {
      const quotient = expr.binary === 'div';
      return (frame) => {
        const a = left(frame);
        const aHigh = wide.high;
        return divideWide(a, aHigh, right(frame), wide.high, signed, quotient);
      };
    }
    case 'shl': {
      const count = compileShiftCount(expr.right, context, 64);
      return (frame) => {
        const by = count(frame);
        const low = left(frame);
        if (by === 0) return low;
        if (by >= 32) {
          wide.high = low << (by - 32);
          return 0;
        }
        wide.high = (wide.high << by) | (low >>> (32 - by));
        return low << by;
      };
    }
    default: {
      const count = compileShiftCount(expr.right, context, 64);
      return (frame) => {
        const by = count(frame);
        const low = left(frame);
        const high = wide.high;
        if (by === 0) return low;
        if (by >= 32) {
          wide.high = signed ? high >> 31 : 0;
          return signed ? high >> (by - 32) : (high >>> (by - 32)) | 0;
        }
        wide.high = signed ? high >> by : (high >>> by) | 0;
        return (low >>> by) | (high << (32 - by));
      };
    }
  }
}

function multiplyWide(aLow: number, aHigh: number, bLow: number, bHigh: number): number {
  const a0 = aLow & 0xffff;
  const a1 = aLow >>> 16;
  const b0 = bLow & 0xffff;
  const b1 = bLow >>> 16;
  const low = a0 * b0;
  const middle = a1 * b0 + (low >>> 16);
  const middle2 = a0 * b1 + (middle & 0xffff);
  const carry = a1 * b1 + Math.floor(middle / 0x10000) + Math.floor(middle2 / 0x10000);
  wide.high = (carry + Math.imul(aLow, bHigh) + Math.imul(aHigh, bLow)) | 0;
  return ((middle2 & 0xffff) << 16) | (low & 0xffff);
}

function divideWide(
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
  signed: boolean,
  quotient: boolean,
): number {
  if ((bLow | bHigh) === 0) throw new RuleBroken('division-by-zero', 'division by zero');
  // Both below 2^53 and not negative: exact in a double, and by far the usual case.
  if (aHigh >>> 0 < 0x200000 && bHigh >>> 0 < 0x200000) {
    const a = aHigh * 0x100000000 + (aLow >>> 0);
    const b = bHigh * 0x100000000 + (bLow >>> 0);
    const result = quotient ? Math.floor(a / b) : a % b;
    wide.high = Math.floor(result / 0x100000000) | 0;
    return result | 0;
  }
  const a = toBigInt(aLow, aHigh, signed);
  const b = toBigInt(bLow, bHigh, signed);
  if (signed && b === -1n && a === -(1n << 63n))
    throw new RuleBroken('division-overflow', 'the most negative number divided by -1 (a trap on x86-64)');
  const result = quotient ? a / b : a % b;
  wide.high = highOf(result);
  return lowOf(result);
}
