/** Atomic read-modify-write operations, on which the models build atomic_t, refcount_t, kref, bit operations and cmpxchg(). */
import type { Scalar } from '../../c/ir';
import type { Machine, Primitive } from '../machine';
import { highOf, lowOf, toBigInt } from '../scalar';
import { OutOfRoom } from '../stop';
import { wide } from '../value';

const source = 'Documentation/atomic_t.txt, include/linux/atomic.h';

function typeOfWidth(bytes: number): Scalar {
  switch (bytes) {
    case 1:
      return 'u8';
    case 2:
      return 'u16';
    case 4:
      return 'u32';
    case 8:
      return 'u64';
    default:
      throw new OutOfRoom(`an atomic operation on ${String(bytes)} bytes`);
  }
}

/** What an operation makes of a value, in 64 bits, and the same in 32, which suffice for most; undefined leaves it as it is. */
interface Change {
  readonly exact: (machine: Machine, before: bigint) => bigint | undefined;
  readonly narrow: (machine: Machine, before: number) => number | undefined;
}

/** An operation that reads, and writes what `change` makes of the value. */
function operation(
  name: string,
  signature: string,
  effect: string,
  width: number,
  change: Change | null,
  returns = true,
): Primitive {
  const write = change !== null;
  return {
    name,
    signature,
    effect,
    context: 'any',
    source,
    visible: 'touches',
    touch: (machine) =>
      machine.touch(machine.argHigh[0] as number, machine.argLow[0] as number, machine.argLow[width] as number, write),
    run: (machine) => {
      const bytes = machine.argLow[width] as number;
      const type = typeOfWidth(bytes);
      const at = machine.memory.locate(machine.argHigh[0] as number, machine.argLow[0] as number, bytes, write);
      wide.high = 0;
      const low = machine.memory.read(at, type);
      const high = bytes === 8 ? wide.high : 0;
      if (change !== null && bytes !== 8) {
        const after = change.narrow(machine, low);
        if (after !== undefined) machine.memory.write(at, type, after, 0);
      } else if (change !== null) {
        const after = change.exact(machine, toBigInt(low, high, false));
        if (after !== undefined) machine.memory.write(at, type, lowOf(after), highOf(after));
      }
      if (returns) machine.give(low, high);
    },
  };
}

const argument = (machine: Machine, index: number): bigint =>
  toBigInt(machine.argLow[index] as number, machine.argHigh[index] as number, false);

const word = (machine: Machine, index: number): number => machine.argLow[index] as number;

/** Whether two values of at most 32 bits are the same in the bytes that the object has. */
function same(machine: Machine, width: number, value: number, before: number): boolean {
  return (value ^ before) << (32 - 8 * word(machine, width)) === 0;
}

const u64 = 'unsigned long long';

export const atomics: readonly Primitive[] = [
  operation(
    '__kapi_atomic_read',
    `${u64} __kapi_atomic_read(const void *address, unsigned int bytes)`,
    'Reads.',
    1,
    null,
  ),
  operation(
    '__kapi_atomic_set',
    `void __kapi_atomic_set(void *address, ${u64} value, unsigned int bytes)`,
    'Writes.',
    2,
    { exact: (machine) => argument(machine, 1), narrow: (machine) => word(machine, 1) },
    false,
  ),
  ...(
    [
      ['add', 'Adds', (a, b) => a + b, (a, b) => (a + b) | 0],
      ['and', 'Bitwise and', (a, b) => a & b, (a, b) => a & b],
      ['or', 'Bitwise or', (a, b) => a | b, (a, b) => a | b],
      ['xor', 'Bitwise exclusive or', (a, b) => a ^ b, (a, b) => a ^ b],
    ] as const satisfies readonly (readonly [
      string,
      string,
      (a: bigint, b: bigint) => bigint,
      (a: number, b: number) => number,
    ])[]
  ).map(([verb, effect, exact, narrow]) =>
    operation(
      `__kapi_fetch_${verb}`,
      `${u64} __kapi_fetch_${verb}(void *address, ${u64} value, unsigned int bytes)`,
      `${effect}; returns the value before.`,
      2,
      {
        exact: (machine, before) => exact(before, argument(machine, 1)),
        narrow: (machine, before) => narrow(before, word(machine, 1)),
      },
    ),
  ),
  operation(
    '__kapi_xchg',
    `${u64} __kapi_xchg(void *address, ${u64} value, unsigned int bytes)`,
    'Writes; returns the value before.',
    2,
    { exact: (machine) => argument(machine, 1), narrow: (machine) => word(machine, 1) },
  ),
  operation(
    '__kapi_cmpxchg',
    `${u64} __kapi_cmpxchg(void *address, ${u64} expected, ${u64} value, unsigned int bytes)`,
    'Writes if the value is the expected one; returns the value before.',
    3,
    {
      exact: (machine, before) => (argument(machine, 1) === before ? argument(machine, 2) : undefined),
      narrow: (machine, before) => (same(machine, 3, word(machine, 1), before) ? word(machine, 2) : undefined),
    },
  ),
  operation(
    '__kapi_fetch_add_unless',
    `${u64} __kapi_fetch_add_unless(void *address, ${u64} value, ${u64} unless, unsigned int bytes)`,
    'Adds unless the value is `unless`; returns the value before.',
    3,
    {
      exact: (machine, before) => (argument(machine, 2) === before ? undefined : before + argument(machine, 1)),
      narrow: (machine, before) =>
        same(machine, 3, word(machine, 2), before) ? undefined : (before + word(machine, 1)) | 0,
    },
  ),
];
