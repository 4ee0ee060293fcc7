/** Locks with readers: rw_semaphore (kernel/locking/rwsem.c) and rwlock_t (kernel/locking/qrwlock.c). */
import type { Machine, Primitive } from '../machine';
import { HOLD } from '../layout';
import { RuleBroken } from '../stop';
import {
  KIND,
  changeHeld,
  dropHeld,
  findSlot,
  heldIndex,
  howHeld,
  lockSlot,
  mayNotBeAtomic,
  noteHeld,
  setClass,
} from './held';
import { fails, interruption } from './fault';

/** Where readers are counted and the writer is named, as byte offsets in the lock. */
interface Shape {
  readonly kind: number;
  readonly what: string;
  readonly writer: number;
  readonly source: string;
}

const RWSEM: Shape = { kind: KIND.rwsem, what: 'rwsem', writer: 8, source: 'kernel/locking/rwsem.c' };
const RWLOCK: Shape = { kind: KIND.rwlock, what: 'rwlock', writer: 4, source: 'kernel/locking/qrwlock.c' };

const EINTR = 4;

const writerOf = (machine: Machine, shape: Shape): number => {
  const slot = findSlot(machine, 0, shape.writer);
  return slot < 0 ? 0 : machine.store.get(slot);
};
const readersOf = (machine: Machine): number => {
  const slot = findSlot(machine);
  return slot < 0 ? 0 : machine.store.get(slot);
};

const touchAs =
  (how: 'acquire' | 'release' | 'query') =>
  (machine: Machine): void => {
    const slot = findSlot(machine);
    if (slot >= 0) machine.touchLock(slot, how);
  };

const waits =
  (shape: Shape) =>
  (machine: Machine): string => {
    const slot = findSlot(machine);
    const writer = writerOf(machine, shape);
    const name = slot < 0 ? 'a lock' : machine.memory.nameOfSlot(slot);
    return `${shape.what} ${name}, which ${writer > 0 ? `${machine.nameOfActor(writer - 1)} holds` : `${String(readersOf(machine))} readers hold`}`;
  };

/** A second read acquisition can wait for a writer that waits for the first; lockdep reports it for rwsems. */
const notTwice =
  (name: string, allowShared: boolean) =>
  (machine: Machine): void => {
    const slot = findSlot(machine);
    if (slot < 0) return;
    const how = howHeld(machine, machine.actor, slot);
    if (how === 0 || (allowShared && how === HOLD.shared)) return;
    throw new RuleBroken(
      'lock-recursion',
      `${name}(): ${machine.nameOfActor(machine.actor)} holds ${machine.memory.nameOfSlot(slot)} already`,
    );
  };

function acquire(machine: Machine, shape: Shape, write: boolean, waits: boolean, subclass = 0): void {
  const slot = lockSlot(machine);
  noteHeld(machine, slot, { kind: shape.kind, shared: !write, waits, subclass });
  if (write) machine.store.put(lockSlot(machine, 0, shape.writer), machine.actor + 1);
  else machine.store.put(slot, machine.store.get(slot) + 1);
}

function locking(name: string, signature: string, shape: Shape, write: boolean): Primitive {
  const atomic = mayNotBeAtomic(name);
  const twice = notTwice(name, shape.kind === KIND.rwlock && !write);
  const interruptible = /_(?:interruptible|killable)$/.test(name);
  return {
    name,
    signature,
    effect: write
      ? 'Waits until nobody holds the lock and takes it.'
      : 'Waits until no writer holds the lock and takes it for reading.',
    context: shape.kind === KIND.rwsem ? 'may-sleep' : 'any',
    source: shape.source,
    visible: 'touches',
    touch: touchAs('acquire'),
    arrive: (machine) => {
      if (shape.kind === KIND.rwsem) atomic(machine);
      twice(machine);
    },
    ready: (machine) => writerOf(machine, shape) === 0 && (!write || readersOf(machine) === 0),
    ...(interruptible ? interruption(name) : {}),
    waitsFor: waits(shape),
    blocker: (machine) => writerOf(machine, shape) - 1,
    run: (machine) => {
      if (interruptible && fails(machine, name)) {
        machine.give(-EINTR, -1);
        return;
      }
      acquire(machine, shape, write, true, name.endsWith('_nested') ? (machine.argLow[1] as number) : 0);
      machine.give(0);
    },
  };
}

function trying(name: string, signature: string, shape: Shape, write: boolean): Primitive {
  return {
    name,
    signature,
    effect: 'Takes the lock if that needs no waiting; returns whether it did.',
    context: 'any',
    source: shape.source,
    visible: 'touches',
    touch: touchAs('query'),
    run: (machine) => {
      lockSlot(machine);
      const free = writerOf(machine, shape) === 0 && (!write || readersOf(machine) === 0);
      if (free) acquire(machine, shape, write, false);
      machine.give(free ? 1 : 0);
    },
  };
}

function unlocking(name: string, signature: string, shape: Shape, write: boolean): Primitive {
  return {
    name,
    signature,
    effect: write ? 'Gives the lock back after writing.' : 'Gives the lock back after reading.',
    context: 'any',
    source: shape.source,
    visible: 'touches',
    touch: touchAs('release'),
    run: (machine) => {
      const slot = lockSlot(machine);
      const wanted = write ? HOLD.exclusive : HOLD.shared;
      const how = howHeld(machine, machine.actor, slot);
      if (how !== wanted)
        throw new RuleBroken(
          'unlock-not-held',
          `${name}() of ${machine.memory.nameOfSlot(slot)}, which ${machine.nameOfActor(machine.actor)} does not hold for ${write ? 'writing' : 'reading'}`,
        );
      if (write) machine.store.put(lockSlot(machine, 0, shape.writer), 0);
      else machine.store.put(slot, machine.store.get(slot) - 1);
      dropHeld(machine, slot);
    },
  };
}

const rwsems: Primitive[] = [
  ...['', '_interruptible', '_killable', '_nested'].map((how) =>
    locking(
      `down_read${how}`,
      `${how === '' || how === '_nested' ? 'void' : 'int'} down_read${how}(struct rw_semaphore *sem${how === '_nested' ? ', int subclass' : ''})`,
      RWSEM,
      false,
    ),
  ),
  ...['', '_killable', '_nested'].map((how) =>
    locking(
      `down_write${how}`,
      `${how === '_killable' ? 'int' : 'void'} down_write${how}(struct rw_semaphore *sem${how === '_nested' ? ', int subclass' : ''})`,
      RWSEM,
      true,
    ),
  ),
  trying('down_read_trylock', 'int down_read_trylock(struct rw_semaphore *sem)', RWSEM, false),
  trying('down_write_trylock', 'int down_write_trylock(struct rw_semaphore *sem)', RWSEM, true),
  unlocking('up_read', 'void up_read(struct rw_semaphore *sem)', RWSEM, false),
  unlocking('up_write', 'void up_write(struct rw_semaphore *sem)', RWSEM, true),
  {
    name: 'downgrade_write',
    signature: 'void downgrade_write(struct rw_semaphore *sem)',
    effect: 'Turns writing into reading without letting a writer in between.',
    context: 'any',
    source: RWSEM.source,
    visible: 'touches',
    touch: touchAs('query'),
    run: (machine) => {
      const slot = lockSlot(machine);
      if (howHeld(machine, machine.actor, slot) !== HOLD.exclusive)
        throw new RuleBroken(
          'unlock-not-held',
          `downgrade_write() of ${machine.memory.nameOfSlot(slot)}, which ${machine.nameOfActor(machine.actor)} does not hold for writing`,
        );
      machine.store.put(lockSlot(machine, 0, RWSEM.writer), 0);
      machine.store.put(slot, 1);
      changeHeld(machine, slot, HOLD.shared);
    },
  },
  {
    name: 'rwsem_is_locked',
    signature: 'int rwsem_is_locked(struct rw_semaphore *sem)',
    effect: 'Whether anybody holds the lock.',
    context: 'any',
    source: RWSEM.source,
    visible: 'touches',
    touch: touchAs('query'),
    run: (machine) => {
      lockSlot(machine);
      machine.give(writerOf(machine, RWSEM) !== 0 || readersOf(machine) !== 0 ? 1 : 0);
    },
  },
  {
    name: '__init_rwsem',
    signature: 'void __init_rwsem(struct rw_semaphore *sem, const char *name, struct lock_class_key *key)',
    effect: 'Makes the lock an unlocked one. It must not be held.',
    context: 'any',
    source: RWSEM.source,
    visible: 'touches',
    touch: touchAs('query'),
    run: (machine) => {
      const slot = lockSlot(machine);
      for (let actor = 0; actor < machine.layout.actors; actor++)
        if (heldIndex(machine, actor, slot) >= 0)
          throw new RuleBroken(
            'init-held-lock',
            `__init_rwsem() of ${machine.memory.nameOfSlot(slot)}, which ${machine.nameOfActor(actor)} holds`,
          );
      machine.store.put(slot, 0);
      machine.store.put(lockSlot(machine, 0, RWSEM.writer), 0);
      setClass(machine, slot + 1, 2);
    },
  },
];

const rwlocks: Primitive[] = [
  {
    name: '__rwlock_init',
    signature: 'void __rwlock_init(rwlock_t *lock, const char *name, struct lock_class_key *key)',
    effect: 'Makes the lock an unlocked one.',
    context: 'any',
    source: RWLOCK.source,
    visible: 'touches',
    touch: touchAs('query'),
    run: (machine) => {
      const slot = lockSlot(machine);
      machine.store.put(slot, 0);
      machine.store.put(lockSlot(machine, 0, RWLOCK.writer), 0);
      setClass(machine, slot + 2, 2);
    },
  },
  locking('read_lock', 'void read_lock(rwlock_t *lock)', RWLOCK, false),
  locking('write_lock', 'void write_lock(rwlock_t *lock)', RWLOCK, true),
  trying('read_trylock', 'int read_trylock(rwlock_t *lock)', RWLOCK, false),
  trying('write_trylock', 'int write_trylock(rwlock_t *lock)', RWLOCK, true),
  unlocking('read_unlock', 'void read_unlock(rwlock_t *lock)', RWLOCK, false),
  unlocking('write_unlock', 'void write_unlock(rwlock_t *lock)', RWLOCK, true),
];

export const sharedLocks: readonly Primitive[] = [...rwsems, ...rwlocks];
