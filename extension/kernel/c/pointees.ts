/** Whether a pointer may be given where another one is wanted, without a cast (C11 6.5.16.1, and what gcc says beyond it). */
import { INTEGER_OF, compatible, integer, showType, unqualified, type CType, type Likeness } from './type';

/**
 * Why gcc refuses the pointer (-Wincompatible-pointer-types, an error in the kernel: Makefile), or null where it takes it. What is
 * not known for sure is taken: what the types rest on that could not be understood is refused for that reason elsewhere.
 */
export function refusal(from: CType, to: CType): string | null {
  if (from.kind !== 'pointer' || to.kind !== 'pointer' || mayPoint(from.to, to.to)) return null;
  return `a value of type "${showType(from)}" is given where "${showType(to)}" is wanted`;
}

/** Qualifiers do not count at the first level (-Wdiscarded-qualifiers is another matter), nor does the sign (-Wno-pointer-sign). */
function mayPoint(from: CType, to: CType): boolean {
  if (from.kind === 'void' || to.kind === 'void') return true;
  if (isUnknown(from) || isUnknown(to)) return true;
  const [left, right] = [unqualified(from), unqualified(to)];
  if (compatible(left, right, true, GIVEN)) return true;
  return left.kind === 'integer' && right.kind === 'integer' && compatible(unsigned(left), unsigned(right));
}

/**
 * A struct is its tag here: of hunks the header may be missing that declares it ahead of a prototype, which then declares one of
 * its own in its parameters (C11 6.2.1), and a prototype may have been read with another unit than the value. An enumeration
 * is compatible with the integer type that gcc has it in (C11 6.7.2.2).
 */
const GIVEN: Likeness = {
  records: (a, b) => a === b || (a.tag !== '' && a.tag === b.tag && a.isUnion === b.isUnion),
  enumeration: (a, b) =>
    b.kind === 'enum'
      ? b.enumeration === a || (a.tag !== '' && a.tag === b.enumeration.tag)
      : b.kind === 'integer' && b.name === INTEGER_OF[a.scalar],
};

function unsigned(type: CType & { kind: 'integer' }): CType {
  if (type.name === '_Bool') return type;
  const name = type.name.replace(/^(?:un)?signed /, '') as 'char' | 'short' | 'int' | 'long' | 'long long';
  return integer(`unsigned ${name}`);
}

function isUnknown(type: CType): boolean {
  switch (type.kind) {
    case 'poison':
      return true;
    case 'pointer':
      return isUnknown(type.to);
    case 'array':
      return isUnknown(type.of);
    case 'function':
      return isUnknown(type.returns) || type.parameters.some((parameter) => isUnknown(parameter.type));
    default:
      return false;
  }
}
