/** The builtins that compute: bit counting in plain arithmetic, and arithmetic that tells of its overflow. */
import { store } from './access';
import type { Expr, Scalar } from './ir';
import type { Lowering } from './program-builder';
import { deref } from './build';
import type { Expression } from './syntax';
import { isScalar, isSigned, scalarBytes, scalarOf } from './type';
import { binaryOf, constant, convertTo, selectOf, truthOf, unaryOf } from './value';

type Builtin = Expression & { kind: 'builtin' };

export function lowerBuiltin(lowering: Lowering, expression: Builtin): Expr {
  const { builder } = lowering;
  const { name, args, span, type } = expression;
  const scalar = scalarOf(type) ?? 'i32';
  if (name.endsWith('_overflow')) return lowerOverflow(lowering, expression);
  const operand = args[0];
  if (name === 'kapi_data_race' && operand !== undefined) return lowerRacy(lowering, operand);
  if (operand === undefined) {
    const why =
      name === 'trap' ? 'the program stops itself here (__builtin_trap)' : 'this place was said to be unreachable';
    builder.at(span, () => builder.opaque(builder.name, why));
    return constant(scalar, 0n);
  }
  const value = builder.keep(lowering.lower.value(lowering, operand));
  const base = name.replace(/(?<=ffs|clz|ctz|popcount|parity)ll?$/, '');
  return convertTo(scalar, compute(base, value));
}

/** `data_race(expression)` of include/linux/compiler.h: the races of its accesses are intended. */
function lowerRacy(lowering: Lowering, expression: Expression): Expr {
  const { builder } = lowering;
  const outer = builder.racy;
  builder.racy = true;
  try {
    if (isScalar(expression.type)) return lowering.lower.value(lowering, expression);
    lowering.lower.effect(lowering, expression);
    return constant('i32', 0n);
  } finally {
    builder.racy = outer;
  }
}

function compute(name: string, value: Expr): Expr {
  const { type } = value;
  const of = (number: bigint): Expr => constant(type, number);
  const bits = BigInt(scalarBytes(type) * 8);
  const lowest = binaryOf('and', value, unaryOf('neg', value));
  const trailing = (): Expr => popcount(binaryOf('sub', lowest, of(1n)));
  switch (name) {
    case 'popcount':
      return popcount(value);
    case 'parity':
      return binaryOf('and', popcount(value), of(1n));
    case 'ctz':
      return trailing();
    case 'ffs':
      return selectOf(truthOf(value), binaryOf('add', trailing(), of(1n)), of(0n));
    case 'clz': {
      // Every bit below the highest one is set, then the zeros above are counted.
      let smeared = value;
      for (let by = 1n; by < bits; by *= 2n) smeared = binaryOf('or', smeared, binaryOf('shr', smeared, of(by)));
      return binaryOf('sub', of(bits), popcount(smeared));
    }
    default: {
      const bytes = scalarBytes(type);
      let swapped = of(0n);
      for (let byte = 0; byte < bytes; byte++) {
        const down = binaryOf('and', binaryOf('shr', value, of(BigInt(byte * 8))), of(0xffn));
        swapped = binaryOf('or', swapped, binaryOf('shl', down, of(BigInt((bytes - 1 - byte) * 8))));
      }
      return swapped;
    }
  }
}

/** Counts by adding neighbours, as the kernel's __sw_hweight does (lib/hweight.c). */
function popcount(value: Expr): Expr {
  const { type } = value;
  const all = (1n << BigInt(scalarBytes(type) * 8)) - 1n;
  const of = (number: bigint): Expr => constant(type, number & all);
  const pairs = binaryOf('sub', value, binaryOf('and', binaryOf('shr', value, of(1n)), of(0x5555555555555555n)));
  const nibbles = binaryOf(
    'add',
    binaryOf('and', pairs, of(0x3333333333333333n)),
    binaryOf('and', binaryOf('shr', pairs, of(2n)), of(0x3333333333333333n)),
  );
  const bytes = binaryOf('and', binaryOf('add', nibbles, binaryOf('shr', nibbles, of(4n))), of(0x0f0f0f0f0f0f0f0fn));
  const sum = binaryOf('mul', bytes, of(0x0101010101010101n));
  return binaryOf('shr', sum, of(BigInt(scalarBytes(type) * 8 - 8)));
}

/**
 * `__builtin_add_overflow(a, b, *r)` and its like: the result as if computed without bounds is stored wrapped, and the
 * value says whether it fitted. Operands of different signedness are computed in 64 signed bits where that is exact.
 */
function lowerOverflow(lowering: Lowering, expression: Builtin): Expr {
  const { builder } = lowering;
  const { name, args, span } = expression;
  const [a, b, pointer] = args;
  const failed = (): Expr => {
    builder.at(span, () => builder.opaque(builder.name, `__builtin_${name} on operands of unlike types`));
    return constant('u8', 0n);
  };
  if (a === undefined || b === undefined || pointer === undefined) return failed();
  const place = lowering.lower.place(lowering, deref(pointer, pointer.span));
  const result = place.kind === 'memory' ? scalarOf(place.type) : place.type;
  const left = scalarOf(a.type);
  const right = scalarOf(b.type);
  if (left === null || right === null || result === null) return failed();
  const operator = name.startsWith('add') ? 'add' : name.startsWith('sub') ? 'sub' : 'mul';
  const isUnsigned = (one: Expression, scalar: Scalar): boolean =>
    !isSigned(scalar) || (one.kind === 'number' && one.value >= 0n);
  const isNarrow = scalarBytes(left) <= 4 && scalarBytes(right) <= 4;
  const allUnsigned =
    isUnsigned(a, left) && isUnsigned(b, right) && !(isNarrow && operator === 'sub' && isSigned(result));
  const allSigned = isSigned(left) && isSigned(right);
  if (!allUnsigned && !allSigned && !isNarrow) return failed();
  const wide: Scalar = allUnsigned && !(isNarrow && isSigned(result)) ? 'u64' : 'i64';
  const x = builder.keep(convertTo(wide, lowering.lower.value(lowering, a)));
  const y = builder.keep(convertTo(wide, lowering.lower.value(lowering, b)));
  const exact = builder.keep(binaryOf(operator, x, y));
  const wrapped = builder.keep(convertTo(result, exact));
  const narrowed = binaryOf('ne', convertTo(wide, wrapped), exact);
  const lost =
    wide === 'u64'
      ? lostUnsigned(operator, x, y, exact)
      : isNarrow
        ? constant('i32', 0n)
        : lostSigned(operator, x, y, exact);
  // A signed result of the same width as an unsigned computation may have taken the sign bit.
  const flipped =
    wide === 'u64' && isSigned(result)
      ? binaryOf('lt', convertTo('i64', exact), constant('i64', 0n))
      : wide === 'i64' && !isSigned(result)
        ? binaryOf('lt', exact, constant('i64', 0n))
        : constant('i32', 0n);
  const overflow = builder.keep(binaryOf('or', binaryOf('or', narrowed, lost), flipped));
  builder.at(span, () => store(lowering, place, wrapped));
  return convertTo('u8', overflow);
}

function lostUnsigned(operator: 'add' | 'sub' | 'mul', x: Expr, y: Expr, exact: Expr): Expr {
  if (operator === 'add') return binaryOf('lt', exact, x);
  if (operator === 'sub') return binaryOf('lt', x, y);
  const isZero = convertTo('u64', binaryOf('eq', y, constant('u64', 0n)));
  return binaryOf('and', truthOf(y), binaryOf('ne', binaryOf('div', exact, binaryOf('or', y, isZero)), x));
}

function lostSigned(operator: 'add' | 'sub' | 'mul', x: Expr, y: Expr, exact: Expr): Expr {
  const zero = constant('i64', 0n);
  if (operator === 'add')
    return binaryOf('lt', binaryOf('and', binaryOf('xor', x, exact), binaryOf('xor', y, exact)), zero);
  if (operator === 'sub')
    return binaryOf('lt', binaryOf('and', binaryOf('xor', x, y), binaryOf('xor', x, exact)), zero);
  const minusOne = binaryOf('eq', y, constant('i64', -1n));
  const harmless = binaryOf('or', minusOne, binaryOf('eq', y, zero));
  const divisor = selectOf(harmless, constant('i64', 1n), y);
  const lowest = binaryOf('and', minusOne, binaryOf('eq', x, constant('i64', -(1n << 63n))));
  return selectOf(harmless, lowest, binaryOf('ne', binaryOf('div', exact, divisor), x));
}
