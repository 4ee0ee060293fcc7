/** The way back from the shapes of a program to C types, for expressions that are read after it was compiled. */
import type { Scalar, Shape } from './ir';
import { Scope } from './scope';
import {
  INT,
  INTEGER_OF,
  PLAIN,
  VOID,
  alignOf,
  arrayOf,
  enumType,
  integer,
  poison,
  pointerTo,
  recordType,
  type CType,
  type IntegerName,
  type Record,
} from './type';

/** C types of the shapes of one program, and a scope in which its tags, enumerators and the names of its integer types stand. */
export class ShapeTypes {
  readonly scope = new Scope(null);
  private readonly types = new Map<number, CType>();

  constructor(private readonly shapes: readonly Shape[]) {
    // What the kernel's headers define as macros or enumerators, and everybody writes.
    this.scope.declare('NULL', { kind: 'enumerator', value: 0n, type: pointerTo(VOID) });
    this.scope.declare('false', { kind: 'enumerator', value: 0n, type: INT });
    this.scope.declare('true', { kind: 'enumerator', value: 1n, type: INT });
    shapes.forEach((_, index) => this.ofShape(index));
  }

  ofShape(index: number): CType {
    const known = this.types.get(index);
    if (known !== undefined) return known;
    const shape = this.shapes[index];
    if (shape === undefined) return poison('a type that the program does not have');
    switch (shape.kind) {
      case 'scalar':
        return this.note(index, this.scalar(shape));
      case 'pointer':
        return this.note(index, pointerTo(shape.to === null ? VOID : this.ofShape(shape.to)));
      case 'array':
        return this.note(index, arrayOf(this.ofShape(shape.element), shape.count));
      case 'void':
        return this.note(index, shape.shown === 'void' ? VOID : poison(`${shape.shown} is not known`));
      case 'struct':
        return this.struct(index, shape);
    }
  }

  private note(index: number, type: CType): CType {
    this.types.set(index, type);
    return type;
  }

  private scalar({ type, shown, enumerators }: Shape & { kind: 'scalar' }): CType {
    const name = shown.replace(/\b(?:const|volatile)\b/g, '').trim();
    if (enumerators.length > 0) {
      const enumeration = {
        tag: name.replace(/^enum\s*/, ''),
        scalar: type,
        enumerators: enumerators.map((one) => ({ name: one.name, value: BigInt(one.value) })),
        complete: true,
      };
      for (const { name: word, value } of enumeration.enumerators)
        this.scope.declare(word, { kind: 'enumerator', value, type: INT });
      if (enumeration.tag !== '') this.scope.declareTag(enumeration.tag, { kind: 'enum', enumeration });
      return enumType(enumeration);
    }
    const found = integerNamed(name, type);
    if (/^[A-Za-z_]\w*$/.test(name) && !(name in NAMED)) {
      const typed = { ...found, typedef: name };
      this.scope.declare(name, { kind: 'typedef', type: typed, align: alignOf(typed) });
      return typed;
    }
    return found;
  }

  private struct(index: number, shape: Shape & { kind: 'struct' }): CType {
    const isUnion = shape.shown.startsWith('union');
    const record: Record = {
      isUnion,
      tag: shape.name,
      fields: [],
      bytes: shape.bytes,
      align: 1,
      complete: true,
    };
    const type = recordType(record);
    // Known before its fields are, for pointers back to it.
    this.types.set(index, type);
    if (shape.name !== '' && this.scope.findTag(shape.name) === null)
      this.scope.declareTag(shape.name, { kind: 'record', record });
    record.fields = shape.fields.map((field) => {
      const of = this.ofShape(field.shape);
      const inner = this.shapes[field.shape];
      const unit = inner?.kind === 'scalar' ? inner.type : 'u32';
      return {
        name: field.name,
        offset: field.offset,
        type: of,
        bits: field.bits === null ? null : { ...field.bits, unit, upper: 0 },
      };
    });
    record.align = Math.max(1, ...record.fields.map((field) => alignOf(field.type)));
    return type;
  }
}

/** C's own words for integers, to the type that each names. */
const NAMED: Readonly<{ [name: string]: IntegerName }> = {
  _Bool: '_Bool',
  bool: '_Bool',
  char: 'char',
  'signed char': 'signed char',
  'unsigned char': 'unsigned char',
  short: 'short',
  'unsigned short': 'unsigned short',
  int: 'int',
  'unsigned int': 'unsigned int',
  long: 'long',
  'unsigned long': 'unsigned long',
  'long long': 'long long',
  'unsigned long long': 'unsigned long long',
};

/** The integer type of a scalar that a program shows by a name: C's own, or a typedef's. */
export function integerNamed(shown: string, scalar: Scalar): CType {
  const name = NAMED[shown];
  if (name === 'char') return integer('char', scalar);
  return name === undefined ? { ...PLAIN, kind: 'integer', name: INTEGER_OF[scalar], scalar } : integer(name);
}
