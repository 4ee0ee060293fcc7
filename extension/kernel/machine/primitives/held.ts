/** What an actor holds: entries in its control words, oldest first. */
import type { Machine } from '../machine';
import { classOf, noteOrder } from '../../rules/lock-order';
import { CONTEXT, CONTROL, HELD, HELD_LOCKS, HOLD, HOW_BITS } from '../layout';
import { OutOfRoom, RuleBroken } from '../stop';
import type { Store } from '../store';

export const KIND = { mutex: 1, spin: 2, rwlock: 3, rwsem: 4, ww: 5, map: 6 } as const;
const KIND_NAMES = ['lock', 'mutex', 'spinlock', 'rwlock', 'rwsem', 'ww_mutex', 'lockdep map'];

const HOW = (1 << HOW_BITS) - 1;

/** Index of the entry for a lock, or -1. */
export function heldIndex(machine: Machine, actor: number, slot: number): number {
  const { store, layout } = machine;
  const control = layout.controlOf(actor);
  const count = store.get(control + CONTROL.held);
  for (let i = count - 1; i >= 0; i--)
    if (store.get(control + CONTROL.heldFirst + i * HELD.length + HELD.slot) === slot) return i;
  return -1;
}

export function howHeld(machine: Machine, actor: number, slot: number): number {
  const index = heldIndex(machine, actor, slot);
  if (index < 0) return 0;
  const entry = machine.layout.controlOf(actor) + CONTROL.heldFirst + index * HELD.length;
  return machine.store.get(entry + HELD.how) & HOW;
}

/** Slots of all locks that an actor holds, oldest first. */
export function heldSlots(machine: Machine, actor: number): number[] {
  const control = machine.layout.controlOf(actor);
  const count = machine.store.get(control + CONTROL.held);
  return Array.from({ length: count }, (_, i) =>
    machine.store.get(control + CONTROL.heldFirst + i * HELD.length + HELD.slot),
  );
}

/** What a lock is, beside that it is one, to whoever takes it. */
export interface Holding {
  readonly kind: number;
  readonly shared: boolean;
  /** It may have to wait for the lock: an order that only a trylock takes cannot end in a deadlock. */
  readonly waits: boolean;
  readonly subclass?: number;
  readonly inContext?: boolean;
}

/** Makes the lock one that the actor holds. Throws where its order to those held already is wrong. */
export function noteHeld(machine: Machine, slot: number, holding: Holding): void {
  const { store, control } = machine;
  const { kind, shared, subclass = 0, inContext = false } = holding;
  const classSlot = slot + (kind === KIND.rwlock ? 2 : 1);
  if (holding.waits)
    noteOrder(machine, { slot, classSlot, subclass, shared, inContext, recursive: shared && kind === KIND.rwlock });
  const count = store.get(control + CONTROL.held);
  if (count >= HELD_LOCKS) throw new OutOfRoom('more locks held at once than lockdep allows (48)');
  const entry = control + CONTROL.heldFirst + count * HELD.length;
  store.put(entry + HELD.slot, slot);
  store.put(entry + HELD.how, (shared ? HOLD.shared : HOLD.exclusive) | (kind << HOW_BITS));
  const lockClass = classOf(machine, slot, classSlot, subclass);
  if (lockClass !== 0) machine.lockClasses.call(lockClass, () => machine.memory.nameOfSlot(slot));
  store.keep(entry + HELD.lockClass, lockClass);
  store.put(control + CONTROL.held, count + 1);
}

/** For what only may wait here, and is held no longer than that: its order to the locks that are held is noted. */
export function notePassing(machine: Machine, slot: number): void {
  noteOrder(machine, { slot, classSlot: slot + 1, subclass: 0, shared: false, inContext: false, recursive: false });
  const lockClass = classOf(machine, slot, slot + 1, 0);
  if (lockClass !== 0) machine.lockClasses.call(lockClass, () => machine.memory.nameOfSlot(slot));
}

export function changeHeld(machine: Machine, slot: number, how: number): void {
  const index = heldIndex(machine, machine.actor, slot);
  if (index < 0) return;
  const word = machine.control + CONTROL.heldFirst + index * HELD.length + HELD.how;
  machine.store.put(word, (machine.store.get(word) & ~HOW) | how);
}

export function dropHeld(machine: Machine, slot: number): void {
  const { store, control } = machine;
  const index = heldIndex(machine, machine.actor, slot);
  if (index < 0) return;
  const count = store.get(control + CONTROL.held) - 1;
  const first = control + CONTROL.heldFirst;
  for (let word = index * HELD.length; word < count * HELD.length; word++)
    write(store, first, word, store.get(first + word + HELD.length));
  for (let word = 0; word < HELD.length; word++) write(store, first, count * HELD.length + word, 0);
  store.put(control + CONTROL.held, count);
}

/** Numbers of classes depend on the order in which schedules were tried: they stay out of the hash. */
function write(store: Store, first: number, word: number, value: number): void {
  if (word % HELD.length === HELD.lockClass) store.keep(first + word, value);
  else store.put(first + word, value);
}

/** Why the actor may not sleep, or null. As `__might_resched` asks (kernel/sched/core.c). */
export function atomicReason(machine: Machine): string | null {
  const { store, control } = machine;
  if (store.get(control + CONTROL.context) === CONTEXT.hardirq) return 'in a hardware interrupt';
  if (store.get(control + CONTROL.context) === CONTEXT.softirq) return 'in a softirq';
  const held = store.get(control + CONTROL.held);
  for (let i = 0; i < held; i++) {
    const entry = control + CONTROL.heldFirst + i * HELD.length;
    const kind = store.get(entry + HELD.how) >> HOW_BITS;
    if (kind === KIND.spin || kind === KIND.rwlock)
      return `holding ${KIND_NAMES[kind] as string} ${machine.memory.nameOfSlot(store.get(entry + HELD.slot))}`;
  }
  if (store.get(control + CONTROL.irqsOff) > 0) return 'with interrupts off';
  if (store.get(control + CONTROL.bhOff) > 0) return 'with softirqs off';
  if (store.get(control + CONTROL.preempt) > 0) return 'with preemption off';
  if (store.get(control + CONTROL.rcu) > 0) return 'inside an RCU read section';
  return null;
}

/** For `arrive` of everything that may sleep (A1, A2: `__might_resched` and `__might_sleep` of kernel/sched/core.c). */
export function mayNotBeAtomic(name: string): (machine: Machine) => void {
  return (machine) => {
    const reason = atomicReason(machine);
    if (reason !== null) throw new RuleBroken('sleep-in-atomic', `${name}() may sleep, but it is called ${reason}`);
    // Sleeping sets the state back to running: a wake-up that came in between is lost.
    if (machine.store.get(machine.control + CONTROL.taskState) !== 0 && !name.startsWith('schedule'))
      throw new RuleBroken('sleep-not-running', `${name}() may sleep, but the task state is not TASK_RUNNING`);
  };
}

/** An initialiser's key, if it has one, becomes the lock's class: it stands in the word after the owner's. */
export function setClass(machine: Machine, classSlot: number, argument: number): void {
  const key = argument < machine.argCount ? (machine.argHigh[argument] as number) : 0;
  if (key !== 0) machine.store.put(classSlot, key);
}

/** Slot of the 32-bit word at argument 0 plus `offset`. Throws what a wrong access throws. */
export function lockSlot(machine: Machine, argument = 0, offset = 0): number {
  const low = machine.argLow[argument] as number;
  return machine.memory.locate(machine.argHigh[argument] as number, (low + offset) | 0, 4, true) >> 2;
}

/** The same without an exception: -1. */
export function findSlot(machine: Machine, argument = 0, offset = 0): number {
  const low = machine.argLow[argument] as number;
  return machine.memory.find(machine.argHigh[argument] as number, (low + offset) | 0, 4) >> 2;
}
