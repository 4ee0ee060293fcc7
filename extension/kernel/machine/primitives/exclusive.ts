/** Locks with one owner: mutex (kernel/locking/mutex.c) and spinlock (kernel/locking/spinlock.c). */
import type { Machine, Primitive } from '../machine';
import { CONTROL } from '../layout';
import { RuleBroken } from '../stop';
import {
  KIND,
  atomicReason,
  dropHeld,
  findSlot,
  heldIndex,
  lockSlot,
  mayNotBeAtomic,
  noteHeld,
  setClass,
} from './held';
import { fails, interruption } from './fault';

const mutexSource = 'kernel/locking/mutex.c, Documentation/locking/mutex-design.rst';
const spinSource = 'kernel/locking/spinlock.c, Documentation/locking/spinlocks.rst';

const EINTR = 4;

const free = (machine: Machine): boolean => {
  const slot = findSlot(machine);
  return slot < 0 || machine.store.get(slot) === 0;
};

const touchAs =
  (how: 'acquire' | 'release' | 'query') =>
  (machine: Machine): void => {
    const slot = findSlot(machine);
    if (slot >= 0) machine.touchLock(slot, how);
  };

const owner = (machine: Machine): string => {
  const slot = findSlot(machine);
  const holder = slot < 0 ? 0 : machine.store.get(slot);
  return `${slot < 0 ? 'a lock' : machine.memory.nameOfSlot(slot)}${holder > 0 ? `, which ${machine.nameOfActor(holder - 1)} holds` : ''}`;
};

export const ownerOf = (machine: Machine): number => {
  const slot = findSlot(machine);
  return slot < 0 ? -1 : machine.store.get(slot) - 1;
};

/** Taking a lock that the actor holds already never ends: no other actor will give it back. */
const notTwice =
  (name: string) =>
  (machine: Machine): void => {
    const slot = findSlot(machine);
    if (slot >= 0 && heldIndex(machine, machine.actor, slot) >= 0)
      throw new RuleBroken(
        'lock-recursion',
        `${name}(): ${machine.nameOfActor(machine.actor)} holds ${machine.memory.nameOfSlot(slot)} already`,
      );
  };

function take(machine: Machine, kind: number, waits: boolean, subclass = 0): number {
  const slot = lockSlot(machine);
  noteHeld(machine, slot, { kind, shared: false, waits, subclass });
  machine.store.put(slot, machine.actor + 1);
  return slot;
}

/** What the last argument of a `_nested` variant says. */
const subclassOf = (machine: Machine, name: string): number =>
  name.endsWith('_nested') ? (machine.argLow[1] as number) : 0;

export function releaseExclusive(machine: Machine, name: string): number {
  const slot = lockSlot(machine);
  const holder = machine.store.get(slot);
  if (holder !== machine.actor + 1) {
    const who = holder === 0 ? 'nobody holds it' : `${machine.nameOfActor(holder - 1)} holds it`;
    throw new RuleBroken('unlock-not-held', `${name}() of ${machine.memory.nameOfSlot(slot)}, but ${who}`);
  }
  machine.store.put(slot, 0);
  dropHeld(machine, slot);
  return slot;
}

function mutexLock(name: string, signature: string, result: boolean): Primitive {
  const atomic = mayNotBeAtomic(name);
  const twice = notTwice(name);
  return {
    name,
    signature,
    effect: `Waits until nobody holds the mutex and takes it.${result ? ` Returns 0, or -EINTR where the flow lets ${name} fail.` : ''}`,
    context: 'may-sleep',
    source: mutexSource,
    visible: 'touches',
    touch: touchAs('acquire'),
    arrive: (machine) => {
      atomic(machine);
      twice(machine);
    },
    ready: free,
    // A call that may be interrupted has to be asked each time.
    ...(result ? interruption(name) : { waitsForZero: (machine: Machine) => findSlot(machine) }),
    blocker: ownerOf,
    waitsFor: (machine) => `mutex ${owner(machine)}`,
    run: (machine) => {
      if (result && fails(machine, name)) {
        machine.give(-EINTR, -1);
        return;
      }
      take(machine, KIND.mutex, true, subclassOf(machine, name));
      machine.give(0);
    },
  };
}

function initialise(name: string, signature: string, source: string): Primitive {
  return {
    name,
    signature,
    effect: 'Makes the lock an unlocked one. It must not be held.',
    context: 'any',
    source,
    visible: 'touches',
    touch: touchAs('query'),
    run: (machine) => {
      const slot = lockSlot(machine);
      const holder = machine.store.get(slot);
      if (holder > 0 && holder <= machine.layout.actors && heldIndex(machine, holder - 1, slot) >= 0)
        throw new RuleBroken(
          'init-held-lock',
          `${name}() of ${machine.memory.nameOfSlot(slot)}, which ${machine.nameOfActor(holder - 1)} holds`,
        );
      machine.store.put(slot, 0);
      if (name.endsWith('_init')) setClass(machine, slot + 1, 2);
    },
  };
}

function isLocked(name: string, signature: string, source: string): Primitive {
  return {
    name,
    signature,
    effect: 'Whether anybody holds the lock.',
    context: 'any',
    source,
    visible: 'touches',
    touch: touchAs('query'),
    run: (machine) => machine.give(machine.store.get(lockSlot(machine)) === 0 ? 0 : 1),
  };
}

/** What a spinlock variant does beside the lock. */
type Also = 'nothing' | 'irq' | 'irqsave' | 'bh';

function disable(machine: Machine, also: Also): void {
  const { store, control } = machine;
  const word = also === 'bh' ? CONTROL.bhOff : CONTROL.irqsOff;
  if (also === 'nothing') return;
  store.put(control + word, store.get(control + word) + 1);
}

function enable(machine: Machine, also: Also): void {
  const { store, control } = machine;
  const word = also === 'bh' ? CONTROL.bhOff : CONTROL.irqsOff;
  if (also === 'nothing') return;
  const depth = store.get(control + word);
  if (depth > 0) store.put(control + word, depth - 1);
}

function spinLock(name: string, signature: string, also: Also): Primitive {
  return {
    name,
    signature,
    effect: `Spins until nobody holds the lock and takes it${also === 'nothing' ? '' : also === 'bh' ? ', softirqs off' : ', interrupts off'}.`,
    context: 'any',
    source: spinSource,
    visible: 'touches',
    touch: touchAs('acquire'),
    arrive: notTwice(name),
    ready: free,
    waitsForZero: (machine) => findSlot(machine),
    blocker: ownerOf,
    waitsFor: (machine) => `spinlock ${owner(machine)}`,
    run: (machine) => {
      take(machine, KIND.spin, true, subclassOf(machine, name));
      disable(machine, also);
      machine.give(also === 'irqsave' ? 1 : 0);
    },
  };
}

function spinUnlock(name: string, signature: string, also: Also): Primitive {
  return {
    name,
    signature,
    effect: 'Gives the lock back. Only its owner may.',
    context: 'any',
    source: spinSource,
    visible: 'touches',
    touch: touchAs('release'),
    run: (machine) => {
      releaseExclusive(machine, name);
      enable(machine, also);
    },
  };
}

function tryLock(name: string, signature: string, kind: number, also: Also, source: string): Primitive {
  return {
    name,
    signature,
    effect: 'Takes the lock if nobody holds it; returns whether it did. Never waits.',
    context: 'any',
    source,
    visible: 'touches',
    touch: touchAs('query'),
    run: (machine) => {
      if (kind === KIND.mutex && atomicReason(machine) === 'in a hardware interrupt')
        throw new RuleBroken('sleep-in-atomic', `${name}() is called in a hardware interrupt`);
      if (machine.store.get(lockSlot(machine)) !== 0) {
        machine.give(0);
        return;
      }
      take(machine, kind, false);
      disable(machine, also);
      machine.give(1);
    },
  };
}

const mutexes: Primitive[] = [
  mutexLock('mutex_lock', 'void mutex_lock(struct mutex *lock)', false),
  mutexLock('mutex_lock_nested', 'void mutex_lock_nested(struct mutex *lock, unsigned int subclass)', false),
  ...['interruptible', 'killable'].flatMap((how) => [
    mutexLock(`mutex_lock_${how}`, `int mutex_lock_${how}(struct mutex *lock)`, true),
    mutexLock(
      `mutex_lock_${how}_nested`,
      `int mutex_lock_${how}_nested(struct mutex *lock, unsigned int subclass)`,
      true,
    ),
  ]),
  tryLock('mutex_trylock', 'int mutex_trylock(struct mutex *lock)', KIND.mutex, 'nothing', mutexSource),
  {
    name: 'mutex_unlock',
    signature: 'void mutex_unlock(struct mutex *lock)',
    effect: 'Gives the mutex back. Only its owner may.',
    context: 'any',
    source: mutexSource,
    visible: 'touches',
    touch: touchAs('release'),
    run: (machine) => {
      releaseExclusive(machine, 'mutex_unlock');
    },
  },
  initialise(
    '__mutex_init',
    'void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key)',
    mutexSource,
  ),
  initialise('mutex_init_generic', 'void mutex_init_generic(struct mutex *lock)', mutexSource),
  initialise('mutex_destroy', 'void mutex_destroy(struct mutex *lock)', mutexSource),
  isLocked('mutex_is_locked', 'bool mutex_is_locked(struct mutex *lock)', mutexSource),
];

const spinVariants: readonly { readonly suffix: string; readonly also: Also }[] = [
  { suffix: '', also: 'nothing' },
  { suffix: '_irq', also: 'irq' },
  { suffix: '_bh', also: 'bh' },
];

const spinlocks: Primitive[] = [
  ...['spin', '_raw_spin', 'raw_spin'].flatMap((family) => {
    const type = family === 'spin' ? 'spinlock_t' : 'raw_spinlock_t';
    return [
      ...spinVariants.flatMap(({ suffix, also }) => [
        spinLock(`${family}_lock${suffix}`, `void ${family}_lock${suffix}(${type} *lock)`, also),
        spinUnlock(`${family}_unlock${suffix}`, `void ${family}_unlock${suffix}(${type} *lock)`, also),
        tryLock(
          `${family}_trylock${suffix}`,
          `int ${family}_trylock${suffix}(${type} *lock)`,
          KIND.spin,
          also,
          spinSource,
        ),
      ]),
      spinLock(`${family}_lock_nested`, `void ${family}_lock_nested(${type} *lock, int subclass)`, 'nothing'),
      spinUnlock(
        `${family}_unlock_irqrestore`,
        `void ${family}_unlock_irqrestore(${type} *lock, unsigned long flags)`,
        'irqsave',
      ),
      isLocked(`${family}_is_locked`, `int ${family}_is_locked(${type} *lock)`, spinSource),
    ];
  }),
  spinLock('_raw_spin_lock_irqsave', 'unsigned long _raw_spin_lock_irqsave(raw_spinlock_t *lock)', 'irqsave'),
  spinLock('__kapi_spin_lock_irqsave', 'unsigned long __kapi_spin_lock_irqsave(void *lock)', 'irqsave'),
  initialise(
    '__raw_spin_lock_init',
    'void __raw_spin_lock_init(raw_spinlock_t *lock, const char *name, struct lock_class_key *key, short inner)',
    spinSource,
  ),
];

export const exclusiveLocks: readonly Primitive[] = [...mutexes, ...spinlocks];
