/** Faults that a flow asks for: `may-fail: what`, and `fail: what 3` (Documentation/fault-injection/fault-injection.rst). */
import { FAULTS } from '../layout';
import type { Machine, Primitive } from '../machine';
import { OutOfRoom } from '../stop';

/** Reports what a call that may fail touches: the counter of its calls, if the flow counts them. */
export function touchFault(machine: Machine, what: string): void {
  const slot = faultSlot(machine, what);
  if (slot >= 0) machine.touchLock(slot, 'query');
}

/** Two where the flow wants to see the call fail and succeed. */
export const faultWays = (machine: Machine, what: string): number => (machine.faults.mayFail.includes(what) ? 2 : 1);

/** For a lock that a signal may keep an actor from taking. */
export const interruption = (name: string): Pick<Primitive, 'ways' | 'outcome'> => ({
  ways: (machine) => faultWays(machine, name),
  outcome: (_, way) => (way === 1 ? `${name}() returns -EINTR` : `${name}() takes the lock`),
});

/** Whether this call fails; it is counted. */
export function fails(machine: Machine, what: string): boolean {
  const chosen = machine.choice === 1 && machine.faults.mayFail.includes(what);
  const slot = faultSlot(machine, what);
  if (slot < 0) return chosen;
  const call = machine.store.get(slot) + 1;
  machine.store.put(slot, call);
  return chosen || machine.faults.fail.some((fault) => fault.what === what && fault.call === call);
}

/** Slot that counts the calls of a named fault; taken in the order of the flow's header. */
function faultSlot(machine: Machine, what: string): number {
  const index = machine.faults.fail.findIndex((fault) => fault.what === what);
  if (index >= FAULTS) throw new OutOfRoom('more than 64 faults');
  return index < 0 ? -1 : machine.layout.faults + index;
}
