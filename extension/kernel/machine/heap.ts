import { CONTROL, ENTRY, OBJECT } from './layout';
import type { Machine } from './machine';
import { OutOfRoom } from './stop';

/**
 * A new object for the running actor; its bytes are zero. Returns the id. Ids and slots are never used again, so that what is
 * freed stays known as freed. Throws `OutOfRoom`.
 */
export function allocateObject(machine: Machine, bytes: number): number {
  const { store, layout, control, actor } = machine;
  const number = store.get(control + CONTROL.heapObjects);
  const top = store.get(control + CONTROL.heapTop);
  const words = (bytes + 15) >> 2;
  if (number >= layout.bounds.heapObjects || top + words > layout.bounds.heap)
    throw new OutOfRoom(`${machine.nameOfActor(actor)} allocates more than the machine has room for`);
  store.put(control + CONTROL.heapObjects, number + 1);
  store.put(control + CONTROL.heapTop, top + words);
  const object = layout.firstHeapObject + actor * layout.bounds.heapObjects + number;
  machine.memory.admit(object, layout.heap + actor * layout.bounds.heap + top, bytes, OBJECT.live);
  const at = machine.codeOf(machine.frame).micros[machine.pc]?.at ?? 0;
  store.keep(layout.entryOf(object) + ENTRY.place, at + 1);
  return object;
}
