/**
 * ww_mutex: several locks of a class in any order, with back-off instead of deadlock (kernel/locking/ww_mutex.h,
 * Documentation/locking/ww-mutex-design.rst). The acquire context is the kernel's struct; machine.h says which bytes.
 */
import type { Machine, Primitive } from '../machine';
import { CONTROL } from '../layout';
import { RuleBroken } from '../stop';
import { wide } from '../value';
import { ownerOf, releaseExclusive } from './exclusive';
import { KIND, findSlot, heldIndex, lockSlot, mayNotBeAtomic, noteHeld } from './held';
import { fails, faultWays } from './fault';

const source = 'kernel/locking/ww_mutex.h, Documentation/locking/ww-mutex-design.rst';
const CONTEXT_IN_LOCK = 32;
const CTX = { stamp: 8, acquired: 16, wounded: 20, waitDie: 22 } as const;
const EALREADY = 114;
const EDEADLK = 35;

interface Pointer {
  readonly high: number;
  readonly low: number;
}
const argument = (machine: Machine, index: number): Pointer => ({
  high: index < machine.argCount ? (machine.argHigh[index] as number) : 0,
  low: index < machine.argCount ? (machine.argLow[index] as number) : 0,
});
const isNull = (pointer: Pointer): boolean => pointer.high === 0 && pointer.low === 0;
const same = (a: Pointer, b: Pointer): boolean => a.high === b.high && a.low === b.low;

function read(machine: Machine, at: Pointer, offset: number, type: 'u16' | 'u32' | 'u64'): number {
  const bytes = type === 'u16' ? 2 : type === 'u32' ? 4 : 8;
  return machine.memory.read(machine.memory.locate(at.high, (at.low + offset) | 0, bytes, false), type);
}

/** The context in which the lock is held; NULL without one. Null where the lock itself cannot be read. */
function contextOf(machine: Machine): Pointer | null {
  const at = machine.memory.find(
    machine.argHigh[0] as number,
    ((machine.argLow[0] as number) + CONTEXT_IN_LOCK) | 0,
    8,
  );
  if (at < 0) return null;
  const low = machine.memory.read(at, 'u64');
  return { high: wide.high, low };
}

function older(machine: Machine, a: Pointer, b: Pointer): boolean {
  const aLow = read(machine, a, CTX.stamp, 'u64');
  const aHigh = wide.high;
  const bLow = read(machine, b, CTX.stamp, 'u64');
  return aHigh === wide.high ? aLow >>> 0 < bLow >>> 0 : aHigh >>> 0 < wide.high >>> 0;
}

/** What an attempt with a context comes to while somebody else holds the lock. */
function contended(machine: Machine, ctx: Pointer): 'wait' | 'die' {
  if (read(machine, ctx, CTX.acquired, 'u32') === 0) return 'wait';
  if (read(machine, ctx, CTX.waitDie, 'u16') === 0)
    return read(machine, ctx, CTX.wounded, 'u16') === 0 ? 'wait' : 'die';
  const holder = contextOf(machine);
  if (holder === null || isNull(holder)) return 'wait';
  return older(machine, holder, ctx) ? 'die' : 'wait';
}

const holderOf = (machine: Machine): number => {
  const slot = findSlot(machine);
  return slot < 0 ? 0 : machine.store.get(slot);
};

/** Whether the context can be read: a wrong one is reported when the call executes. */
const readable = (machine: Machine, ctx: Pointer): boolean => machine.memory.find(ctx.high, ctx.low, 24) >= 0;

function setContext(machine: Machine, ctx: Pointer): void {
  const { memory } = machine;
  const at = memory.locate(
    machine.argHigh[0] as number,
    ((machine.argLow[0] as number) + CONTEXT_IN_LOCK) | 0,
    8,
    true,
  );
  memory.write(at, 'u64', ctx.low, ctx.high);
}

function addAcquired(machine: Machine, ctx: Pointer, by: number): void {
  const { memory } = machine;
  const at = memory.locate(ctx.high, (ctx.low + CTX.acquired) | 0, 4, true);
  memory.write(at, 'u32', memory.read(at, 'u32') + by, 0);
}

function take(machine: Machine, ctx: Pointer, waits: boolean): void {
  const slot = lockSlot(machine);
  const { store, control } = machine;
  if (!isNull(ctx)) {
    const contending = store.get(control + CONTROL.contendingSlot);
    if (contending !== 0 && contending !== slot)
      throw new RuleBroken(
        'ww-contending-lock',
        `after -EDEADLK the lock that was contended, ${machine.memory.nameOfSlot(contending)}, has to be taken first (ww_mutex_lock_slow())`,
      );
    if (contending !== 0 && read(machine, ctx, CTX.acquired, 'u32') > 0)
      throw new RuleBroken('ww-contending-lock', 'after -EDEADLK every lock of the context has to be given back first');
    store.put(control + CONTROL.contendingSlot, 0);
    addAcquired(machine, ctx, 1);
  }
  noteHeld(machine, slot, { kind: KIND.ww, shared: false, waits, inContext: !isNull(ctx) });
  store.put(slot, machine.actor + 1);
  setContext(machine, ctx);
}

/** With wound-wait an older context marks the younger holder, which then has to back off at its next contended lock. */
function wound(machine: Machine, ctx: Pointer): void {
  if (read(machine, ctx, CTX.waitDie, 'u16') !== 0) return;
  const holder = contextOf(machine);
  if (holder === null || isNull(holder) || !older(machine, ctx, holder)) return;
  const at = machine.memory.locate(holder.high, (holder.low + CTX.wounded) | 0, 2, true);
  machine.memory.write(at, 'u16', 1, 0);
}

/** An attempt that may be told to back off although nobody is in its way, as CONFIG_DEBUG_WW_MUTEX_SLOWPATH does. */
function mayBackOff(machine: Machine): boolean {
  const ctx = argument(machine, 1);
  return !isNull(ctx) && readable(machine, ctx) && read(machine, ctx, CTX.acquired, 'u32') > 0;
}

function locking(name: string): Primitive {
  const atomic = mayNotBeAtomic(name);
  return {
    name,
    signature: `int ${name}(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)`,
    effect:
      'Takes the lock, waiting for it; with a context returns -EDEADLK where an older one has to go first (or the flow lets the call fail), -EALREADY where it holds the lock.',
    context: 'may-sleep',
    source,
    visible: 'touches',
    touch: (machine) => {
      const slot = findSlot(machine);
      if (slot >= 0) machine.touchLock(slot, isNull(argument(machine, 1)) ? 'acquire' : 'query');
    },
    arrive: (machine) => {
      atomic(machine);
      const slot = findSlot(machine);
      if (slot >= 0 && isNull(argument(machine, 1)) && heldIndex(machine, machine.actor, slot) >= 0)
        throw new RuleBroken(
          'lock-recursion',
          `${name}(): ${machine.nameOfActor(machine.actor)} holds ${machine.memory.nameOfSlot(slot)} already`,
        );
    },
    ready: (machine) => {
      if (holderOf(machine) === 0) return true;
      const ctx = argument(machine, 1);
      if (isNull(ctx)) return false;
      if (!readable(machine, ctx)) return true;
      const holder = contextOf(machine);
      if (holder !== null && same(holder, ctx)) return true;
      // Before it waits with wound-wait it has something to do once: phase 1 says that it has.
      if (read(machine, ctx, CTX.waitDie, 'u16') === 0 && machine.store.get(machine.control + CONTROL.phase) === 0)
        return true;
      return contended(machine, ctx) === 'die';
    },
    ways: (machine) => (mayBackOff(machine) ? faultWays(machine, name) : 1),
    outcome: (_, way) => `${name}() ${way === 1 ? 'returns -EDEADLK' : 'takes the lock'}`,
    blocker: ownerOf,
    waitsFor: (machine) => {
      const slot = findSlot(machine);
      const holder = holderOf(machine);
      return `ww_mutex ${slot < 0 ? '' : machine.memory.nameOfSlot(slot)}${holder > 0 ? `, which ${machine.nameOfActor(holder - 1)} holds` : ''}`;
    },
    run: (machine) => {
      const { store, control } = machine;
      const slot = lockSlot(machine);
      const ctx = argument(machine, 1);
      if (!isNull(ctx)) read(machine, ctx, CTX.stamp, 'u64');
      if (mayBackOff(machine) && store.get(slot) === 0 && fails(machine, name)) {
        store.put(control + CONTROL.contendingSlot, slot);
        machine.give(-EDEADLK, -1);
        return;
      }
      if (store.get(slot) !== 0) {
        const holder = contextOf(machine);
        if (holder !== null && same(holder, ctx)) {
          machine.give(-EALREADY, -1);
          return;
        }
        if (contended(machine, ctx) === 'die') {
          store.put(control + CONTROL.phase, 0);
          store.put(control + CONTROL.contendingSlot, slot);
          machine.give(-EDEADLK, -1);
          return;
        }
        wound(machine, ctx);
        store.put(control + CONTROL.phase, 1);
        machine.again = true;
        return;
      }
      store.put(control + CONTROL.phase, 0);
      take(machine, ctx, true);
      machine.give(0);
    },
  };
}

export const woundLocks: readonly Primitive[] = [
  locking('ww_mutex_lock'),
  locking('ww_mutex_lock_interruptible'),
  {
    name: 'ww_mutex_trylock',
    signature: 'int ww_mutex_trylock(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)',
    effect: 'Takes the lock if nobody holds it; returns whether it did.',
    context: 'any',
    source,
    visible: 'touches',
    touch: (machine) => {
      const slot = findSlot(machine);
      if (slot >= 0) machine.touchLock(slot, 'query');
    },
    run: (machine) => {
      if (machine.store.get(lockSlot(machine)) !== 0) {
        machine.give(0);
        return;
      }
      take(machine, argument(machine, 1), false);
      machine.give(1);
    },
  },
  {
    name: 'ww_mutex_unlock',
    signature: 'void ww_mutex_unlock(struct ww_mutex *lock)',
    effect: 'Gives the lock back. Only its owner may.',
    context: 'any',
    source,
    visible: 'touches',
    touch: (machine) => {
      const slot = findSlot(machine);
      if (slot >= 0) machine.touchLock(slot, 'release');
    },
    run: (machine) => {
      const ctx = contextOf(machine);
      releaseExclusive(machine, 'ww_mutex_unlock');
      if (ctx !== null && !isNull(ctx)) {
        addAcquired(machine, ctx, -1);
        setContext(machine, { high: 0, low: 0 });
      }
    },
  },
  {
    name: 'ww_acquire_done',
    signature: 'void ww_acquire_done(struct ww_acquire_ctx *ctx)',
    effect: 'Says that no further lock will be taken in this context.',
    context: 'any',
    source,
    visible: 'never',
    run: () => undefined,
  },
  {
    name: 'ww_acquire_fini',
    signature: 'void ww_acquire_fini(struct ww_acquire_ctx *ctx)',
    effect: 'Ends the context; no lock may be held in it.',
    context: 'any',
    source,
    visible: 'never',
    run: (machine) => {
      const left = read(machine, argument(machine, 0), CTX.acquired, 'u32');
      if (left !== 0)
        throw new RuleBroken(
          'ww-context-in-use',
          `ww_acquire_fini() while ${String(left)} lock${left === 1 ? '' : 's'} of the context are held`,
        );
      machine.store.put(machine.control + CONTROL.contendingSlot, 0);
    },
  },
];
