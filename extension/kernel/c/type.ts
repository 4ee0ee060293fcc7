/** C types as gcc has them on x86-64, and the questions that conversions and layouts ask of them. */
import type { Scalar } from './ir';

export interface Qualifiers {
  readonly isConst: boolean;
  readonly isVolatile: boolean;
  /**
   * An object that the kernel may not access directly, as sparse has it (`__user`, `__iomem`, `__percpu`, `__rcu`;
   * Documentation/dev-tools/sparse.rst): index in `SPACES`.
   */
  readonly space?: number;
}

export type IntegerName =
  | '_Bool'
  | 'char'
  | 'signed char'
  | 'unsigned char'
  | 'short'
  | 'unsigned short'
  | 'int'
  | 'unsigned int'
  | 'long'
  | 'unsigned long'
  | 'long long'
  | 'unsigned long long';

export type CType = Qualifiers & { readonly typedef?: string } & (
    | { readonly kind: 'void' }
    /** `width`: bits of a bit-field wider than int, in which gcc computes with it (gcc manual, "C Implementation", 4.9). */
    | { readonly kind: 'integer'; readonly name: IntegerName; readonly scalar: Scalar; readonly width?: number }
    /** Known by name and size, not executable: float, double, long double, __int128, vectors. */
    | { readonly kind: 'foreign'; readonly name: string; readonly bytes: number; readonly align: number }
    | { readonly kind: 'enum'; readonly enumeration: Enumeration }
    | { readonly kind: 'pointer'; readonly to: CType }
    | { readonly kind: 'array'; readonly of: CType; readonly count: number | null }
    | { readonly kind: 'record'; readonly record: Record }
    | {
        readonly kind: 'function';
        readonly returns: CType;
        readonly parameters: readonly Parameter[];
        readonly variadic: boolean;
        /** Declared with `()`: the arguments are anyone's guess and are promoted. */
        readonly unspecified: boolean;
      }
    /** What could not be understood. Whatever uses it is opaque for this reason. */
    | { readonly kind: 'poison'; readonly reason: string }
  );

export interface Parameter {
  readonly name: string;
  readonly type: CType;
}

export interface Enumeration {
  readonly tag: string;
  scalar: Scalar;
  enumerators: { readonly name: string; readonly value: bigint }[];
  complete: boolean;
}

/** A struct or union. It is filled in when its body is read; until then it is incomplete. */
export interface Record {
  readonly isUnion: boolean;
  readonly tag: string;
  fields: readonly Field[];
  bytes: number;
  align: number;
  complete: boolean;
}

export interface Field {
  /** Empty for anonymous members and unnamed bit-fields. */
  readonly name: string;
  readonly type: CType;
  /** Byte offset; of its storage unit for a bit-field. */
  readonly offset: number;
  readonly bits: FieldBits | null;
}

/** The bits of a bit-field in its storage unit. */
export interface FieldBits {
  readonly shift: number;
  readonly width: number;
  readonly unit: Scalar;
  /** The uppermost bits of a packed field that no unit holds whole: the low bits of the byte behind the unit. */
  readonly upper: number;
}

export const PLAIN: Qualifiers = { isConst: false, isVolatile: false };

export const VOID: CType = { ...PLAIN, kind: 'void' };

const SCALARS: { readonly [name in IntegerName]: Scalar } = {
  _Bool: 'u8',
  char: 'i8',
  'signed char': 'i8',
  'unsigned char': 'u8',
  short: 'i16',
  'unsigned short': 'u16',
  int: 'i32',
  'unsigned int': 'u32',
  long: 'i64',
  'unsigned long': 'u64',
  'long long': 'i64',
  'unsigned long long': 'u64',
};

/** One object a type: literals ask for them by the thousand. */
const INTEGERS = new Map<string, CType>();

export function integer(name: IntegerName, scalar: Scalar = SCALARS[name]): CType {
  const key = name === 'char' ? scalar : name;
  let type = INTEGERS.get(key);
  if (type === undefined) {
    type = { isConst: false, isVolatile: false, kind: 'integer', name, scalar };
    INTEGERS.set(key, type);
  }
  return type;
}

/** The type of a bit-field of 33 to 63 bits: its declared type, of which only so many bits are kept. */
export function bitFieldType(declared: CType, width: number): CType {
  const scalar = scalarOf(declared) ?? 'u64';
  return { ...PLAIN, kind: 'integer', name: scalar === 'i64' ? 'long' : 'unsigned long', scalar, width };
}

export const BOOL = integer('_Bool');
export const INT = integer('int');
export const UINT = integer('unsigned int');
export const LONG = integer('long');
export const ULONG = integer('unsigned long');

export const pointerTo = (to: CType): CType => ({ isConst: false, isVolatile: false, kind: 'pointer', to });
export const arrayOf = (of: CType, count: number | null): CType => ({
  isConst: false,
  isVolatile: false,
  kind: 'array',
  of,
  count,
});
export const poison = (reason: string): CType => ({ ...PLAIN, kind: 'poison', reason });
export const foreign = (name: string, bytes: number): CType => ({
  ...PLAIN,
  kind: 'foreign',
  name,
  bytes,
  align: bytes,
});
export const recordType = (record: Record): CType => ({ ...PLAIN, kind: 'record', record });
export const enumType = (enumeration: Enumeration): CType => ({ ...PLAIN, kind: 'enum', enumeration });
export const functionType = (
  returns: CType,
  parameters: readonly Parameter[],
  variadic = false,
  unspecified = false,
): CType => ({ ...PLAIN, kind: 'function', returns, parameters, variadic, unspecified });

export function qualified(type: CType, isConst: boolean, isVolatile: boolean): CType {
  if ((!isConst || type.isConst) && (!isVolatile || type.isVolatile)) return type;
  // Qualifiers of an array are those of its elements.
  if (type.kind === 'array') return { ...type, of: qualified(type.of, isConst, isVolatile) };
  return { ...type, isConst: isConst || type.isConst, isVolatile: isVolatile || type.isVolatile };
}

/** The type of an object in an address space; 0 takes it back into the kernel's own. */
export function inSpace(type: CType, space: number): CType {
  if ((type.space ?? 0) === space) return type;
  if (type.kind === 'array') return { ...type, of: inSpace(type.of, space) };
  return { ...type, space };
}

export const unqualified = (type: CType): CType =>
  type.isConst || type.isVolatile || (type.space ?? 0) !== 0
    ? { ...type, isConst: false, isVolatile: false, space: 0 }
    : type;

export const isInteger = (type: CType): boolean => type.kind === 'integer' || type.kind === 'enum';
export const isPointer = (type: CType): type is CType & { kind: 'pointer' } => type.kind === 'pointer';
/** Fits a register: an integer, an enumeration or a pointer. */
export const isScalar = (type: CType): boolean => isInteger(type) || type.kind === 'pointer';
export const isBool = (type: CType): boolean => type.kind === 'integer' && type.name === '_Bool';

/** The machine's type of a C scalar. */
export function scalarOf(type: CType): Scalar | null {
  switch (type.kind) {
    case 'integer':
      return type.scalar;
    case 'enum':
      return type.enumeration.scalar;
    case 'pointer':
      return 'u64';
    default:
      return null;
  }
}

const SCALAR_BYTES: { readonly [scalar in Scalar]: number } = {
  i8: 1,
  u8: 1,
  i16: 2,
  u16: 2,
  i32: 4,
  u32: 4,
  i64: 8,
  u64: 8,
};

export const scalarBytes = (scalar: Scalar): number => SCALAR_BYTES[scalar];
export const isSigned = (scalar: Scalar): boolean => scalar.startsWith('i');
export const wrap = (scalar: Scalar, value: bigint): bigint =>
  isSigned(scalar) ? BigInt.asIntN(scalarBytes(scalar) * 8, value) : BigInt.asUintN(scalarBytes(scalar) * 8, value);

/** Size in bytes; null for incomplete types. `sizeof(void)` and of a function are 1, as GNU has it. */
export function sizeOf(type: CType): number | null {
  switch (type.kind) {
    case 'void':
    case 'function':
      return 1;
    case 'integer':
      return scalarBytes(type.scalar);
    case 'enum':
      return scalarBytes(type.enumeration.scalar);
    case 'foreign':
      return type.bytes;
    case 'pointer':
      return 8;
    case 'array': {
      const element = sizeOf(type.of);
      return type.count === null || element === null ? null : type.count * element;
    }
    case 'record':
      return type.record.complete ? type.record.bytes : null;
    case 'poison':
      return null;
  }
}

export function alignOf(type: CType): number {
  switch (type.kind) {
    case 'void':
    case 'function':
    case 'poison':
      return 1;
    case 'integer':
      return scalarBytes(type.scalar);
    case 'enum':
      return scalarBytes(type.enumeration.scalar);
    case 'foreign':
      return type.align;
    case 'pointer':
      return 8;
    case 'array':
      return alignOf(type.of);
    case 'record':
      return type.record.align;
  }
}

/** The integer promotions (C11 6.3.1.1). */
export function promote(type: CType): CType {
  const scalar = scalarOf(type);
  if (scalar === null) return type;
  if (scalarBytes(scalar) < 4) return INT;
  if (type.kind === 'enum') return integer(INTEGER_OF[scalar]);
  return unqualified(type);
}

/** The integer type that a scalar is in C where nothing says which of several it is. */
export const INTEGER_OF: { readonly [scalar in Scalar]: IntegerName } = {
  i8: 'signed char',
  u8: 'unsigned char',
  i16: 'short',
  u16: 'unsigned short',
  i32: 'int',
  u32: 'unsigned int',
  i64: 'long',
  u64: 'unsigned long',
};

const RANK: { readonly [name in IntegerName]: number } = {
  _Bool: 0,
  char: 1,
  'signed char': 1,
  'unsigned char': 1,
  short: 2,
  'unsigned short': 2,
  int: 3,
  'unsigned int': 3,
  long: 4,
  'unsigned long': 4,
  'long long': 5,
  'unsigned long long': 5,
};

/** The usual arithmetic conversions of two integers (C11 6.3.1.8). */
export function usualType(a: CType, b: CType): CType {
  const left = promote(a);
  const right = promote(b);
  if (left.kind !== 'integer' || right.kind !== 'integer') return left;
  if (left.width !== undefined || right.width !== undefined) {
    const [leftBits, rightBits] = [precision(left), precision(right)];
    if (leftBits !== rightBits) return leftBits > rightBits ? left : right;
    return isSigned(left.scalar) ? right : left;
  }
  if (left.name === right.name) return left;
  const leftSigned = isSigned(left.scalar);
  if (leftSigned === isSigned(right.scalar)) return RANK[left.name] >= RANK[right.name] ? left : right;
  const [signed, unsigned] = leftSigned ? [left, right] : [right, left];
  if (RANK[unsigned.name] >= RANK[signed.name]) return unsigned;
  if (scalarBytes(signed.scalar) > scalarBytes(unsigned.scalar)) return signed;
  return integer(`unsigned ${signed.name}` as IntegerName);
}

const precision = (type: CType & { kind: 'integer' }): number => type.width ?? scalarBytes(type.scalar) * 8;

/** What counts as the same type: to `__builtin_types_compatible_p` a record and an enumeration are only like themselves. */
export interface Likeness {
  readonly records: (a: Record, b: Record) => boolean;
  readonly enumeration: (a: Enumeration, b: CType) => boolean;
}

const ITSELF: Likeness = {
  records: (a, b) => a === b,
  enumeration: (a, b) => b.kind === 'enum' && b.enumeration === a,
};

/** Whether two types are compatible (C11 6.2.7); top-level qualifiers do not count. */
export function compatible(a: CType, b: CType, top = true, like: Likeness = ITSELF): boolean {
  if (!top && (a.isConst !== b.isConst || a.isVolatile !== b.isVolatile)) return false;
  switch (a.kind) {
    case 'void':
      return b.kind === 'void';
    case 'integer':
      if (b.kind === 'enum') return like.enumeration(b.enumeration, a);
      return b.kind === 'integer' && a.name === b.name && a.width === b.width;
    case 'foreign':
      return b.kind === 'foreign' && a.name === b.name;
    case 'enum':
      return like.enumeration(a.enumeration, b);
    case 'pointer':
      return b.kind === 'pointer' && compatible(a.to, b.to, false, like);
    case 'array':
      return (
        b.kind === 'array' &&
        compatible(a.of, b.of, top, like) &&
        (a.count === null || b.count === null || a.count === b.count)
      );
    case 'record':
      return b.kind === 'record' && like.records(a.record, b.record);
    case 'function':
      return (
        b.kind === 'function' &&
        compatible(a.returns, b.returns, false, like) &&
        (a.unspecified ||
          b.unspecified ||
          (a.variadic === b.variadic &&
            a.parameters.length === b.parameters.length &&
            a.parameters.every((parameter, index) => {
              const other = b.parameters[index];
              return other !== undefined && compatible(parameter.type, other.type, true, like);
            })))
      );
    case 'poison':
      return false;
  }
}

/** The type as C writes it, with `name` declared if it is given. */
export function showType(type: CType, name = ''): string {
  const words = (text: string): string =>
    `${type.isConst ? 'const ' : ''}${type.isVolatile ? 'volatile ' : ''}${text}${name === '' || name.startsWith('[') ? name : ` ${name}`}`;
  if (type.typedef !== undefined) return words(type.typedef).replace(/^(?:const |volatile )+(?=\w+_t\b\s*$)/, '');
  switch (type.kind) {
    case 'void':
      return words('void');
    case 'integer':
    case 'foreign':
      return words(type.name);
    case 'enum':
      return words(`enum ${type.enumeration.tag}`.trim());
    case 'record':
      return words(`${type.record.isUnion ? 'union' : 'struct'} ${type.record.tag}`.trim());
    case 'poison':
      return words('?');
    case 'pointer': {
      const star = `*${type.isConst ? 'const ' : ''}${type.isVolatile ? 'volatile ' : ''}${name}`;
      const nested = type.to.typedef === undefined && (type.to.kind === 'array' || type.to.kind === 'function');
      return showType(type.to, nested ? `(${star})` : star);
    }
    case 'array':
      return showType(type.of, `${name}[${type.count ?? ''}]`);
    case 'function': {
      const parameters = type.parameters.map((parameter) => showType(parameter.type, parameter.name));
      if (type.variadic) parameters.push('...');
      return showType(type.returns, `${name}(${type.unspecified ? '' : parameters.join(', ') || 'void'})`);
    }
  }
}
