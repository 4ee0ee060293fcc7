import type { Scalar } from '../c/ir';

export const isWide = (type: Scalar): boolean => type === 'i64' || type === 'u64';
export const isSigned = (type: Scalar): boolean => type.startsWith('i');

export function bytesOf(type: Scalar): 1 | 2 | 4 | 8 {
  switch (type) {
    case 'i8':
    case 'u8':
      return 1;
    case 'i16':
    case 'u16':
      return 2;
    case 'i32':
    case 'u32':
      return 4;
    case 'i64':
    case 'u64':
      return 8;
  }
}

/** The canonical 32-bit form of a narrow value: sign or zero extended to 32 bits, as an int32. */
export function narrow(type: Scalar, value: number): number {
  switch (type) {
    case 'i8':
      return (value << 24) >> 24;
    case 'u8':
      return value & 0xff;
    case 'i16':
      return (value << 16) >> 16;
    case 'u16':
      return value & 0xffff;
    default:
      return value | 0;
  }
}

/** A 64-bit value as a BigInt, for showing and for the rare operation that has no cheap form in halves. */
export function toBigInt(low: number, high: number, signed: boolean): bigint {
  const bits = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  return signed ? BigInt.asIntN(64, bits) : bits;
}

export const lowOf = (value: bigint): number => Number(BigInt.asIntN(32, value));
export const highOf = (value: bigint): number => Number(BigInt.asIntN(32, value >> 32n));
