/**
 * L12, L13 deadlock: somebody waits for ever. Either nobody can go on, or locks are waited for in a circle while others still
 * run (kernel/locking/lockdep.c: print_circular_bug; dma-fence.c on waits that are not locks).
 */
import { CONTROL, STATUS } from '../machine/layout';
import type { Machine } from '../machine/machine';
import type { StateFinding } from './state-finding';

/** The circle of waiting that an actor is part of: each waits for what only the next can give. Null if there is none. */
export function circleOf(machine: Machine, actor: number): StateFinding | null {
  let next = machine.blockerOf(actor);
  if (next < 0) return null;
  const circle = [actor];
  for (; next >= 0; next = machine.blockerOf(next)) {
    if (next === actor) return { rule: 'deadlock', message: waiting(machine, circle), actors: circle };
    if (circle.includes(next)) return null;
    circle.push(next);
  }
  return null;
}

/** For a state in which nobody may run and not everybody has ended. */
export function nobodyCanGoOn(machine: Machine): StateFinding {
  const actors: number[] = [];
  for (let actor = 0; actor < machine.actorsUsed(); actor++)
    if (machine.store.get(machine.layout.controlOf(actor) + CONTROL.status) === STATUS.ready) actors.push(actor);
  return { rule: 'deadlock', message: `nobody can go on: ${waiting(machine, actors)}`, actors };
}

function waiting(machine: Machine, actors: readonly number[]): string {
  return actors.map((actor) => `${machine.nameOfActor(actor)} waits for ${machine.waitsFor(actor)}`).join('; ');
}
