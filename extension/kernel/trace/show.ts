/** Values as a person reads them, by their C type. */
import type { Scalar, Shape } from '../c/ir';
import { FUNCTION_BASE, OBJECT } from '../machine/layout';
import { showAddress } from '../machine/primitives/ranges';
import { isSigned, isWide, toBigInt } from '../machine/scalar';
import { wide } from '../machine/value';
import type { Naming } from './naming';

/** MAX_ERRNO (include/linux/err.h). */
const MAX_ERRNO = 4095;

const ERRNO: Readonly<Record<number, string>> = {
  1: 'EPERM',
  2: 'ENOENT',
  4: 'EINTR',
  5: 'EIO',
  6: 'ENXIO',
  9: 'EBADF',
  11: 'EAGAIN',
  12: 'ENOMEM',
  14: 'EFAULT',
  16: 'EBUSY',
  17: 'EEXIST',
  19: 'ENODEV',
  22: 'EINVAL',
  28: 'ENOSPC',
  34: 'ERANGE',
  35: 'EDEADLK',
  75: 'EOVERFLOW',
  95: 'EOPNOTSUPP',
  110: 'ETIMEDOUT',
  114: 'EALREADY',
  512: 'ERESTARTSYS',
  524: 'ENOTSUPP',
};

const errorName = (code: number): string => (ERRNO[code] === undefined ? `-${String(code)}` : `-${ERRNO[code]}`);

/** A scalar read from the slots, or held in a register. */
export function showScalar(naming: Naming, type: Scalar, shown: string, low: number, high: number): string {
  if (isWide(type)) {
    if (shown.includes('*') || shown.includes('(')) return showPointer(naming, low, high);
    const tagged = showAddress(naming.machine, high, low);
    if (tagged !== null) return tagged;
    // A page frame number of a tagged address is one too.
    if (high > 0 && high < 0x100) {
      const frame = showAddress(naming.machine, (high << 12) | (low >>> 20), low << 12);
      if (frame !== null) return `pfn of ${frame}`;
    }
    const value = toBigInt(low, high, isSigned(type));
    if (value > 0xffffffffffff000n && !isSigned(type)) return `0x${value.toString(16)}`;
    return value > 0xffffffn ? `0x${value.toString(16)}` : String(value);
  }
  if (shown === 'bool' || shown === '_Bool') return low === 0 ? 'false' : 'true';
  if (isSigned(type)) return low < 0 && low >= -MAX_ERRNO && ERRNO[-low] !== undefined ? errorName(-low) : String(low);
  return String(low >>> 0);
}

export function showPointer(naming: Naming, low: number, high: number): string {
  if (high === 0 && low === 0) return 'NULL';
  if (high === -1 && low < 0 && low >= -MAX_ERRNO) return `ERR_PTR(${errorName(-low)})`;
  const { machine } = naming;
  const called = machine.program.functions[high - FUNCTION_BASE];
  if (called !== undefined && low === 0) return `${called.name}()`;
  if (high > 0 && high < machine.layout.objects) {
    const state = machine.memory.stateOf(high);
    const freed = state === OBJECT.freed ? ' (freed)' : state === OBJECT.outOfScope ? ' (gone)' : '';
    const global = machine.program.globals[high - 1];
    if (global?.name === '') {
      const text = constantText(naming, high, low);
      if (text !== null) return text;
    }
    const name = naming.nameOf(high);
    if (low === 0) return `&${name}${freed}`;
    const shape = naming.shapeOf(high);
    const field = shape === null ? undefined : naming.fields(shape, low >>> 0, 1)[0];
    const inner = field?.through.find((one) => one.offset === low >>> 0 && one.path !== '');
    if (inner !== undefined) return `&${name}${inner.path}${freed}`;
    return field !== undefined && field.offset === low >>> 0 && field.path !== ''
      ? `&${name}${field.path}${freed}`
      : `&${name} + ${String(low >>> 0)}${freed}`;
  }
  return machine.memory.describe(high, low);
}

/** A string constant in quotes. */
function constantText(naming: Naming, high: number, low: number): string | null {
  const { memory } = naming.machine;
  if (memory.find(high, low, 1) < 0) return null;
  let text = '';
  for (let i = 0; i < 40; i++) {
    const at = memory.find(high, (low + i) | 0, 1);
    if (at < 0) return null;
    const byte = memory.byte(at);
    if (byte === 0) return JSON.stringify(text);
    if (byte < 0x20 || byte > 0x7e) return null;
    text += String.fromCharCode(byte);
  }
  return `${JSON.stringify(text)}…`;
}

/** The scalar of a shape at a byte of an object whose first byte in the slots is `base`. */
export function showField(naming: Naming, shape: Shape, at: number): string {
  const { memory } = naming.machine;
  if (shape.kind === 'pointer') {
    const low = memory.read(at, 'u64');
    return showPointer(naming, low, wide.high);
  }
  if (shape.kind !== 'scalar') return '';
  wide.high = 0;
  const low = memory.read(at, shape.type);
  const named = shape.enumerators.find((one) => one.value === low);
  return named !== undefined ? named.name : showScalar(naming, shape.type, shape.shown, low, wide.high);
}
