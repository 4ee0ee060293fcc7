/** Shapes of types, as the machine shows memory by them: one entry a type, structs by identity. */
import type { Shape } from './ir';
import { scalarOf, showType, sizeOf, type CType, type Record } from './type';

export class ShapeTable {
  readonly shapes: Shape[] = [];
  private readonly byKey = new Map<string, number>();
  private readonly byRecord = new Map<Record, number>();

  index(type: CType): number {
    if (type.kind === 'record') return this.ofRecord(type);
    const shown = showType(type);
    switch (type.kind) {
      case 'integer':
      case 'enum': {
        const scalar = scalarOf(type) ?? 'i32';
        const enumerators =
          type.kind === 'enum'
            ? type.enumeration.enumerators.map(({ name, value }) => ({ name, value: Number(value) }))
            : [];
        const key = `${shown} ${scalar} ${enumerators.map(({ name, value }) => `${name}=${value}`).join()}`;
        return this.intern(key, () => ({ kind: 'scalar', type: scalar, shown, enumerators }));
      }
      case 'pointer': {
        const to = type.to.kind === 'void' || type.to.kind === 'function' ? null : this.index(type.to);
        return this.intern(`*${to ?? ''} ${shown}`, () => ({ kind: 'pointer', to, shown }));
      }
      case 'array': {
        const element = this.index(type.of);
        const count = type.count ?? 0;
        const bytes = sizeOf(type) ?? 0;
        return this.intern(`[${count}]${element}`, () => ({ kind: 'array', element, count, bytes, shown }));
      }
      default:
        return this.intern(`void ${shown}`, () => ({ kind: 'void', shown }));
    }
  }

  private intern(key: string, make: () => Shape): number {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const index = this.shapes.push(make()) - 1;
    this.byKey.set(key, index);
    return index;
  }

  private ofRecord(type: CType & { kind: 'record' }): number {
    const { record } = type;
    const known = this.byRecord.get(record);
    if (known !== undefined) return known;
    const shown = showType({ ...type, isConst: false, isVolatile: false });
    const index = this.shapes.push({ kind: 'void', shown }) - 1;
    // Known before its fields are, for pointers back to it.
    this.byRecord.set(record, index);
    this.shapes[index] = {
      kind: 'struct',
      name: record.tag,
      bytes: record.bytes,
      shown,
      fields: record.fields.map((field) => ({
        name: field.name,
        offset: field.offset,
        shape: this.index(field.type),
        bits: field.bits === null ? null : { shift: field.bits.shift, width: field.bits.width },
      })),
    };
    return index;
  }
}
