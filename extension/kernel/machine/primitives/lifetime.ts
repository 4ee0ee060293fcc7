/**
 * M4: objects that the kernel itself comes back to, such as timers and work (lib/debugobjects.c, Documentation/core-api/
 * debug-objects.rst). One that is active may neither be initialised again nor have its memory freed.
 */
import { ACTIVE_OBJECTS } from '../layout';
import type { Machine, Primitive } from '../machine';
import { OutOfRoom, RuleBroken } from '../stop';

const source = 'lib/debugobjects.c, Documentation/core-api/debug-objects.rst';

/** Slot of the entry of the object at argument 0, or of the first free one if it is not active; -1 where there is none. */
function entryOf(machine: Machine, orFree: boolean): number {
  const { store, layout } = machine;
  const high = machine.argHigh[0] as number;
  const low = machine.argLow[0] as number;
  let free = -1;
  for (let i = 0; i < ACTIVE_OBJECTS; i++) {
    const at = layout.active + 2 * i;
    if (store.get(at) === high && store.get(at + 1) === low) return at;
    if (free < 0 && store.get(at) === 0) free = at;
  }
  return orFree ? free : -1;
}

/** Ends the activity of the object at argument 0; says whether it was active. */
function deactivate(machine: Machine): void {
  const at = entryOf(machine, false);
  machine.give(at < 0 ? 0 : 1);
  if (at < 0) return;
  machine.store.put(at, 0);
  machine.store.put(at + 1, 0);
}

/** For whatever frees: an object with something active in it stays. */
export function mayBeFreed(machine: Machine, object: number): void {
  const { store, layout } = machine;
  for (let i = 0; i < ACTIVE_OBJECTS; i++) {
    const at = layout.active + 2 * i;
    if (store.get(at) === object)
      throw new RuleBroken(
        'free-active-object',
        `${machine.memory.describe(object, store.get(at + 1))} is still active, and its memory is freed`,
      );
  }
}

const primitive = (entry: Pick<Primitive, 'name' | 'signature' | 'effect' | 'run'>): Primitive => ({
  context: 'any',
  source,
  visible: 'always',
  ...entry,
});

export const lifetimes: readonly Primitive[] = [
  primitive({
    name: '__kapi_object_init',
    signature: 'void __kapi_object_init(const void *object)',
    effect: 'The object is initialised; it may not be active.',
    run: (machine) => {
      if (entryOf(machine, false) < 0) return;
      const name = machine.memory.describe(machine.argHigh[0] as number, machine.argLow[0] as number);
      throw new RuleBroken('init-active-object', `${name} is initialised while it is active`);
    },
  }),
  primitive({
    name: '__kapi_object_activate',
    signature: '_Bool __kapi_object_activate(const void *object)',
    effect: 'The kernel will come back to the object: its memory stays. Returns whether it was inactive before.',
    run: (machine) => {
      const at = entryOf(machine, true);
      if (at < 0) throw new OutOfRoom(`more than ${String(ACTIVE_OBJECTS)} timers and work items pending`);
      const fresh = machine.store.get(at) === 0;
      machine.store.put(at, machine.argHigh[0] as number);
      machine.store.put(at + 1, machine.argLow[0] as number);
      machine.give(fresh ? 1 : 0);
    },
  }),
  primitive({
    name: '__kapi_object_deactivate',
    signature: '_Bool __kapi_object_deactivate(const void *object)',
    effect:
      'The kernel is done with the object, or takes it up now. Returns whether it was active. Does not touch its memory.',
    run: deactivate,
  }),
  primitive({
    name: '__kapi_object_active',
    signature: '_Bool __kapi_object_active(const void *object)',
    effect: 'Whether the object is active.',
    run: (machine) => machine.give(entryOf(machine, false) < 0 ? 0 : 1),
  }),
];
