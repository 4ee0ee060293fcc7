/**
 * M2 memory-leak: an allocated object that nothing reaches any more. As kmemleak does it (mm/kmemleak.c,
 * Documentation/dev-tools/kmemleak.rst, "Basic Algorithm"): every word that looks like a pointer into an object makes it
 * reachable, from globals, stacks and registers on.
 */
import { CONTROL, OBJECT } from '../machine/layout';
import type { Machine } from '../machine/machine';

/** Ids of the heap objects that nothing reaches. */
export function leakedObjects(machine: Machine): number[] {
  const { layout, memory, store, program } = machine;
  const reached = new Set<number>();
  const open: number[] = [];
  const look = (slot: number): void => {
    const object = store.get(slot);
    if (object < layout.firstStackObject || object >= layout.objects || reached.has(object)) return;
    if (memory.stateOf(object) !== OBJECT.live) return;
    reached.add(object);
    open.push(object);
  };
  /** A pointer's high word is the second of its two; in a packed struct it may lie anywhere, so every word is looked at. */
  const scan = (first: number, words: number): void => {
    for (let slot = first; slot < first + words; slot++) look(slot);
  };
  program.globals.forEach((global, index) => {
    scan(layout.globals[index] as number, (global.bytes + 3) >> 2);
  });
  for (let actor = 0; actor < machine.actorsUsed(); actor++) {
    const control = layout.controlOf(actor);
    for (const frame of machine.framesOf(actor)) scan(frame, machine.codeOf(frame).frameSize);
    scan(layout.locals + actor * layout.bounds.locals, store.get(control + CONTROL.localTop));
  }
  for (let object = open.pop(); object !== undefined; object = open.pop())
    scan(memory.baseOf(object), (memory.sizeOf(object) + 3) >> 2);
  const leaked: number[] = [];
  for (let actor = 0; actor < layout.actors; actor++) {
    const count = store.get(layout.controlOf(actor) + CONTROL.heapObjects);
    for (let number = 0; number < count; number++) {
      const object = layout.firstHeapObject + actor * layout.bounds.heapObjects + number;
      if (memory.stateOf(object) === OBJECT.live && !reached.has(object)) leaked.push(object);
    }
  }
  return leaked;
}
