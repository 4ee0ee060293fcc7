/**
 * Locks of lockdep's own that nobody waits for: they stand for "in a section that others wait for" and for the wait itself, so
 * that waits which are no locks take part in the order of locks (include/linux/lockdep.h: lock_map_acquire(); its best
 * known user is drivers/dma-buf/dma-fence.c).
 */
import { noteOrderOf } from '../../rules/lock-order';
import { HOLD } from '../layout';
import { RuleBroken } from '../stop';
import { KIND, dropHeld, howHeld, lockSlot, noteHeld } from './held';
import type { Primitive } from '../machine';

const source = 'include/linux/lockdep.h, kernel/locking/lockdep.c: lock_acquire(), lock_release()';

function acquire(name: string, shared: boolean): Primitive {
  return {
    name,
    signature: `void ${name}(struct lockdep_map *map)`,
    effect: `Takes part in the order of locks as ${shared ? 'a reader' : 'an exclusive lock'}; nobody is kept out.`,
    context: 'any',
    source,
    visible: 'never',
    run: (machine) => noteHeld(machine, lockSlot(machine), { kind: KIND.map, shared, waits: true }),
  };
}

export const lockMaps: readonly Primitive[] = [
  acquire('lock_map_acquire', false),
  acquire('lock_map_acquire_read', true),
  {
    name: 'lock_map_release',
    signature: 'void lock_map_release(struct lockdep_map *map)',
    effect: 'Ends what lock_map_acquire() or lock_map_acquire_read() began.',
    context: 'any',
    source,
    visible: 'never',
    run: (machine) => {
      const slot = lockSlot(machine);
      if (howHeld(machine, machine.actor, slot) === 0)
        throw new RuleBroken(
          'unlock-not-held',
          `lock_map_release() of ${machine.memory.nameOfSlot(slot)}, which ${machine.nameOfActor(machine.actor)} did not acquire`,
        );
      dropHeld(machine, slot);
    },
  },
  {
    name: '__kapi_lock_order',
    signature: 'void __kapi_lock_order(const void *first, const void *second)',
    effect: 'Somewhere the second map is acquired while the first one is; the caller acquires neither.',
    context: 'any',
    source: 'include/linux/lockdep.h: lock_map_acquire() where the kernel begins, before anybody is there',
    visible: 'never',
    run: (machine) => {
      const second = lockSlot(machine, 1);
      noteOrderOf(machine, lockSlot(machine), second);
    },
  },
  {
    name: 'lock_map_held',
    signature: 'int lock_map_held(struct lockdep_map *map)',
    effect: 'Whether the running actor has acquired the map: 1 exclusively, 2 as a reader.',
    context: 'any',
    source,
    visible: 'never',
    run: (machine) => {
      const how = howHeld(machine, machine.actor, lockSlot(machine));
      machine.give(how === HOLD.exclusive ? 1 : how === HOLD.shared ? 2 : 0);
    },
  },
];
