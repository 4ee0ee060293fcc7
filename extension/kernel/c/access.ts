/** Reads and writes what an lvalue designates: a register, or memory with one instruction an access. */
import type { BitRange, Expr, Marking, Scalar } from './ir';
import type { Lowering, Place } from './program-builder';
import { isBool, isSigned, scalarBytes, scalarOf, type CType } from './type';
import { addressPlus, binaryOf, constant, convertTo, register, truncated } from './value';

/** The value that a place holds. */
export function load(lowering: Lowering, place: Place): Expr {
  if (place.kind === 'register') return register(place.type, place.index);
  const { bits } = place;
  const declared = scalarOf(place.type) ?? 'i32';
  if (bits === null) return loadUnit(lowering, place, place.address, declared, null);
  const range = { shift: bits.shift, width: bits.width - bits.upper };
  if (bits.upper === 0) return convertTo(declared, loadUnit(lowering, place, place.address, bits.unit, range));
  const wide: Scalar = isSigned(bits.unit) ? 'i64' : 'u64';
  const behind = addressPlus(place.address, scalarBytes(bits.unit));
  const low = convertTo('u64', loadUnit(lowering, place, place.address, unsignedOf(bits.unit), range));
  const high = loadUnit(lowering, place, behind, isSigned(bits.unit) ? 'i8' : 'u8', { shift: 0, width: bits.upper });
  const raised = binaryOf('shl', convertTo(wide, high), constant(wide, BigInt(range.width)));
  return convertTo(declared, binaryOf('or', raised, convertTo(wide, low)));
}

const unsignedOf = (scalar: Scalar): Scalar => scalar.replace('i', 'u') as Scalar;

function loadUnit(
  lowering: Lowering,
  place: Place & { kind: 'memory' },
  address: Expr,
  type: Scalar,
  bits: BitRange | null,
): Expr {
  refuseSpace(lowering, place.type);
  const index = lowering.builder.temporary(type);
  const marking = markingOf(lowering, place.type);
  lowering.builder.emit({ op: 'load', register: index, type, address, bits, marking, lvalue: place.lvalue });
  return register(type, index);
}

/** Stores a value of the place's type. Returns what the place then holds. */
export function store(lowering: Lowering, place: Place, value: Expr): Expr {
  if (place.kind === 'register') {
    lowering.builder.emit({ op: 'assign', register: place.index, value });
    return register(place.type, place.index);
  }
  const { bits } = place;
  if (bits === null) {
    storeUnit(lowering, place, place.address, value, null);
    return value;
  }
  const low = bits.width - bits.upper;
  storeUnit(lowering, place, place.address, convertTo(bits.unit, value), { shift: bits.shift, width: low });
  if (bits.upper > 0) {
    const high = binaryOf('shr', convertTo('u64', value), constant('u64', BigInt(low)));
    const behind = addressPlus(place.address, scalarBytes(bits.unit));
    storeUnit(lowering, place, behind, convertTo('u8', high), { shift: 0, width: bits.upper });
  }
  const declared = scalarOf(place.type) ?? 'i32';
  return isBool(place.type) ? value : convertTo(declared, truncated(value, bits.width));
}

function storeUnit(
  lowering: Lowering,
  place: Place & { kind: 'memory' },
  address: Expr,
  value: Expr,
  bits: BitRange | null,
): void {
  refuseSpace(lowering, place.type);
  const marking = markingOf(lowering, place.type);
  lowering.builder.emit({ op: 'store', type: value.type, address, value, bits, marking, lvalue: place.lvalue });
}

/** Inside of data_race() every access is as good as marked: what comes of a race there is wanted (KCSAN). */
const markingOf = (lowering: Lowering, type: CType): Marking =>
  type.isVolatile || lowering.builder.racy ? 'marked' : 'plain';

/** An object of another address space is reached through its own functions alone: accessing it directly breaks a rule. */
export function refuseSpace({ builder }: Lowering, type: CType): void {
  const space = type.space ?? 0;
  if (space === 0) return;
  builder.emit({
    op: 'call',
    callee: { kind: 'primitive', name: '__kapi_direct_access' },
    args: [constant('u32', BigInt(space))],
    types: ['u32'],
    register: null,
    returns: null,
    result: null,
  });
}
