import { CONTROL, STATUS } from '../machine/layout';
import type { Machine } from '../machine/machine';

/** What to say of a state in which nobody can go on and not everybody has ended. */
export function blockedActors(machine: Machine): { rule: string; message: string } {
  const waits: string[] = [];
  for (let actor = 0; actor < machine.layout.actors; actor++) {
    if (machine.store.get(machine.layout.controlOf(actor) + CONTROL.status) !== STATUS.ready) continue;
    const what = machine.waitsFor(actor);
    waits.push(`${machine.nameOfActor(actor)} waits for ${what}`);
  }
  return { rule: 'deadlock', message: `nobody can go on: ${waits.join('; ')}` };
}
