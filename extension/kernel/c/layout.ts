/**
 * Layout of structs and unions as gcc lays them out on x86-64 (System V ABI, section 3.1.2): bit-fields share the
 * units of their declared type, `packed` takes the alignment away, `aligned` adds some.
 */
import type { Scalar } from './ir';
import { alignOf, isSigned, scalarBytes, scalarOf, sizeOf, type CType, type Field } from './type';

export interface Member {
  readonly name: string;
  readonly type: CType;
  /** Width of a bit-field. */
  readonly width: number | null;
  readonly packed: boolean;
  /** From `aligned(n)` on the member; 0 for none. */
  readonly align: number;
}

export interface RecordAttributes {
  readonly packed: boolean;
  readonly align: number;
  /** `#pragma pack(n)`; 0 for none. */
  readonly pack: number;
}

export interface Layout {
  readonly fields: readonly Field[];
  readonly bytes: number;
  readonly align: number;
}

const up = (value: number, unit: number): number => Math.ceil(value / unit) * unit;

/** A string names the member that has no size. */
export function layOut(members: readonly Member[], isUnion: boolean, attributes: RecordAttributes): Layout | string {
  /** In bits from the start of the record. */
  let at = 0;
  let end = 0;
  let align = 1;
  const placed: { readonly member: Member; readonly bit: number }[] = [];

  for (const [index, member] of members.entries()) {
    const flexible = member.type.kind === 'array' && member.type.count === null;
    const bytes = flexible ? 0 : sizeOf(member.type);
    if (bytes === null) return member.name;
    const natural = alignOf(member.type);
    let own = member.packed || attributes.packed ? 1 : natural;
    if (attributes.pack > 0) own = Math.min(own, attributes.pack);
    if (member.align > 0) own = Math.max(member.align, own);
    if (isUnion) at = 0;

    if (member.width !== null) {
      if (member.width === 0) {
        // A width of zero closes the unit of its type and, being unnamed, does not align the record.
        at = up(at, natural * 8);
        continue;
      }
      const squeezed = member.packed || attributes.packed || attributes.pack > 0;
      if (member.align > 0) at = up(at, member.align * 8);
      const unit = squeezed && attributes.pack > 1 ? Math.min(natural, attributes.pack) * 8 : natural * 8;
      if (!squeezed && Math.floor(at / unit) !== Math.floor((at + member.width - 1) / unit)) at = up(at, unit);
      placed.push({ member, bit: at });
      if (member.name !== '') align = Math.max(align, own);
      at += member.width;
    } else {
      at = up(at, own * 8);
      placed.push({ member, bit: at });
      align = Math.max(align, own);
      at += bytes * 8;
      if (flexible && index < members.length - 1 && !isUnion) continue;
    }
    end = Math.max(end, at);
  }
  align = Math.max(align, attributes.align);
  const bytes = up(Math.ceil(end / 8), align);
  return { fields: placed.map(({ member, bit }) => fieldAt(member, bit, bytes)), bytes, align };
}

function fieldAt(member: Member, bit: number, recordBytes: number): Field {
  const { name, type, width } = member;
  if (width === null) return { name, type, offset: bit / 8, bits: null };
  const declared: Scalar = scalarOf(type) ?? 'u32';
  const unit = (size: number): Scalar => `${isSigned(declared) ? 'i' : 'u'}${size * 8}` as Scalar;
  // The unit of the declared type if it holds the field and lies in the record, else the smallest one that does.
  for (const size of [scalarBytes(declared), 1, 2, 4, 8]) {
    const offset = Math.floor(bit / (size * 8)) * size;
    const shift = bit - offset * 8;
    if (shift + width <= size * 8 && offset + size <= recordBytes) {
      return { name, type, offset, bits: { shift, width, unit: unit(size), upper: 0 } };
    }
  }
  for (const size of [1, 2, 4, 8]) {
    const offset = Math.max(0, Math.min(Math.floor(bit / 8), recordBytes - size));
    const shift = bit - offset * 8;
    if (shift + width <= size * 8 && offset + size <= recordBytes) {
      return { name, type, offset, bits: { shift, width, unit: unit(size), upper: 0 } };
    }
  }
  // A packed field over one byte more than its unit: two accesses.
  const offset = Math.floor(bit / 8);
  const shift = bit - offset * 8;
  const size = [8, 4, 2].find((one) => shift + width > one * 8 && offset + one < recordBytes) ?? 1;
  return { name, type, offset, bits: { shift, width, unit: unit(size), upper: shift + width - size * 8 } };
}
