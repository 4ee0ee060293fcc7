/** The initial bytes of static objects: constants laid down, addresses as relocations. */
import { foldAddress, foldInteger, type Symbol } from './fold';
import type { Relocation } from './ir';
import type { Initializer, InitializerItem } from './syntax';
import { scalarBytes, scalarOf, sizeOf, type CType, type FieldBits } from './type';

export interface StaticData {
  readonly data: Uint8Array;
  readonly relocations: readonly Relocation[];
  /** Why some item has no constant value, or null. */
  readonly reason: string | null;
}

/** A constant address as a relocation; a string says why it is none. */
export type Relocate = (symbol: Symbol, offset: number, addend: number) => Relocation | string;

/** Objects larger than this are refused: a static table of the kernel has some kilobytes. */
export const MAX_OBJECT_BYTES = 16 * 1024 * 1024;

export function layDown(type: CType, initializer: Initializer | null, relocate: Relocate): StaticData {
  // A flexible array member that is initialised makes the object longer than its type.
  const items = initializer?.items ?? [];
  const bytes = items.reduce((end, item) => Math.max(end, item.offset + extent(item)), sizeOf(type) ?? 0);
  if (bytes > MAX_OBJECT_BYTES) return { data: new Uint8Array(0), relocations: [], reason: 'the object is too large' };
  const data = new Uint8Array(bytes);
  const relocations = new Map<number, Relocation>();
  let reason: string | null = null;
  for (const item of items) reason ??= place(item, data, relocations, relocate);
  return { data, relocations: [...relocations.values()].sort((a, b) => a.offset - b.offset), reason };
}

/** The bytes of an object that an item needs. */
const extent = ({ type, bits }: InitializerItem): number =>
  bits === null ? (sizeOf(type) ?? 0) : Math.ceil((bits.shift + bits.width) / 8);

function place(
  item: InitializerItem,
  data: Uint8Array,
  relocations: Map<number, Relocation>,
  relocate: Relocate,
): string | null {
  const { value, offset, type } = item;
  if (value.kind === 'poison') return value.reason;
  if (type.kind === 'array' && value.kind === 'string') {
    for (const [index, element] of value.elements.entries()) {
      put(data, offset + index * value.elementBytes, value.elementBytes, BigInt(element));
    }
    return null;
  }
  if (type.kind === 'record') {
    if (value.kind !== 'compound-literal') return 'a static object is initialised by a struct that is no constant';
    for (const inner of value.declaration.initializer?.items ?? []) {
      const reason = place({ ...inner, offset: inner.offset + offset }, data, relocations, relocate);
      if (reason !== null) return reason;
    }
    return null;
  }
  const scalar = scalarOf(type);
  if (scalar === null) return 'a static object of a type that is not executable';
  const number = foldInteger(value);
  if (number !== null) {
    if (item.bits !== null) putBits(data, offset, item.bits, number);
    else {
      relocations.delete(offset);
      put(data, offset, scalarBytes(scalar), number);
    }
    return null;
  }
  const address = foldAddress(value);
  if (address === null || item.bits !== null || scalarBytes(scalar) !== 8) return 'an initialiser that is no constant';
  if (address.symbol === null) put(data, offset, 8, address.offset);
  else {
    const made = relocate(address.symbol, offset, Number(BigInt.asIntN(64, address.offset)));
    if (typeof made === 'string') return made;
    relocations.set(offset, made);
  }
  return null;
}

function put(data: Uint8Array, offset: number, bytes: number, value: bigint): void {
  for (let byte = 0; byte < bytes && offset + byte < data.length; byte++) {
    data[offset + byte] = Number((value >> BigInt(byte * 8)) & 0xffn);
  }
}

function putBits(data: Uint8Array, offset: number, bits: FieldBits, value: bigint): void {
  const bytes = scalarBytes(bits.unit);
  const low = BigInt(bits.width - bits.upper);
  let unit = 0n;
  for (let byte = 0; byte < bytes; byte++) unit |= BigInt(data[offset + byte] ?? 0) << BigInt(byte * 8);
  const mask = ((1n << low) - 1n) << BigInt(bits.shift);
  put(data, offset, bytes, (unit & ~mask) | ((value << BigInt(bits.shift)) & mask));
  if (bits.upper > 0)
    putBits(data, offset + bytes, { shift: 0, width: bits.upper, unit: 'u8', upper: 0 }, value >> low);
}
