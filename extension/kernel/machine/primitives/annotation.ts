/** What annotations of the kernel's code ask of a run: lock contexts and address spaces (sparse), exclusive accesses (KCSAN). */
import { SPACES } from '../../c/ir';
import type { Machine, Primitive } from '../machine';
import { RuleBroken } from '../stop';
import { wide } from '../value';
import { howHeld } from './held';

const sparse = 'Documentation/dev-tools/sparse.rst, include/linux/compiler_types.h';

/** Whether the running actor holds the lock at an address; null where no lock can lie there. */
function holds(machine: Machine, high: number, low: number): boolean | null {
  const at = machine.memory.find(high, low, 4);
  return at < 0 ? null : howHeld(machine, machine.actor, at >> 2) !== 0;
}

function check(machine: Machine, high: number, low: number, wanted: boolean, when: string): void {
  const held = holds(machine, high, low);
  if (held === null || held === wanted) return;
  const name = machine.memory.describe(high, low);
  throw new RuleBroken(
    'lock-context',
    `the function says that ${name} is ${wanted ? '' : 'not '}held ${when} it, which is not so`,
  );
}

/** At each end of a function: the argument is the local that remembers the lock's address. */
function leaving(name: string, wanted: boolean): Primitive {
  return {
    name,
    signature: `void ${name}(const void **lock)`,
    effect: `The lock is ${wanted ? '' : 'not '}held where a function ends that is annotated so.`,
    context: 'any',
    source: sparse,
    visible: 'never',
    run: (machine) => {
      const at = machine.memory.locate(machine.argHigh[0] as number, machine.argLow[0] as number, 8, false);
      const low = machine.memory.read(at, 'u64');
      check(machine, wide.high, low, wanted, 'after');
    },
  };
}

export const annotations: readonly Primitive[] = [
  {
    name: '__kapi_context_entered',
    signature: 'void __kapi_context_entered(const void *lock, _Bool held)',
    effect:
      'The lock is held, or not, where a function begins that is annotated so (__must_hold, __acquires, __releases).',
    context: 'any',
    source: sparse,
    visible: 'never',
    run: (machine) =>
      check(machine, machine.argHigh[0] as number, machine.argLow[0] as number, machine.argLow[1] !== 0, 'before'),
  },
  leaving('__kapi_context_left_held', true),
  leaving('__kapi_context_left_free', false),
  {
    name: '__kapi_direct_access',
    signature: 'void __kapi_direct_access(unsigned int space)',
    effect: 'An object of another address space is accessed as if it were the kernel’s own: always a broken rule.',
    context: 'any',
    source: sparse,
    visible: 'never',
    run: (machine) => {
      const space = SPACES[(machine.argLow[0] as number) & 7] ?? '';
      throw new RuleBroken('address-space', `an object that is ${space} is accessed directly`);
    },
  },
  {
    name: '__kapi_assert_exclusive',
    signature: 'void __kapi_assert_exclusive(const volatile void *address, unsigned int bytes, _Bool access)',
    effect: 'While the actor stands here nobody else writes the bytes; with `access`, nobody reads them either.',
    context: 'any',
    source: 'include/linux/kcsan-checks.h: ASSERT_EXCLUSIVE_WRITER(), ASSERT_EXCLUSIVE_ACCESS()',
    visible: 'touches',
    touch: (machine) =>
      machine.touch(
        machine.argHigh[0] as number,
        machine.argLow[0] as number,
        machine.argLow[1] as number,
        machine.argLow[2] !== 0,
      ),
    run: () => undefined,
  },
];
