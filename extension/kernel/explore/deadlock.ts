/** States in which somebody waits for ever (MODEL-FACTS L13): nobody can go on, or locks are waited for in a circle. */
import { CONTROL, PHASE, STATUS } from '../machine/layout';
import type { Machine } from '../machine/machine';

export interface Deadlock {
  readonly rule: 'deadlock';
  readonly message: string;
  /** Who waits in vain. */
  readonly actors: readonly number[];
}

/** The circle of waiting that an actor is part of: each waits for what only the next can give. Null if there is none. */
export function circleOf(machine: Machine, actor: number): Deadlock | null {
  const circle = [actor];
  for (let next = machine.blockerOf(actor); next >= 0; next = machine.blockerOf(next)) {
    if (next === actor) return { rule: 'deadlock', message: waiting(machine, circle), actors: circle };
    if (circle.includes(next)) return null;
    circle.push(next);
  }
  return null;
}

/** Any deadlock of a state. */
export function deadlockOf(machine: Machine): Deadlock | null {
  if (machine.phase === PHASE.done) return null;
  const end = machine.actorsUsed();
  for (let actor = 0; actor < end; actor++) {
    const circle = circleOf(machine, actor);
    if (circle !== null) return circle;
  }
  for (let actor = 0; actor < end; actor++) if (machine.mayRun(actor)) return null;
  return nobodyCanGoOn(machine);
}

/** For a state in which that is known. */
export function nobodyCanGoOn(machine: Machine): Deadlock {
  const actors: number[] = [];
  for (let actor = 0; actor < machine.actorsUsed(); actor++)
    if (machine.store.get(machine.layout.controlOf(actor) + CONTROL.status) === STATUS.ready) actors.push(actor);
  return { rule: 'deadlock', message: `nobody can go on: ${waiting(machine, actors)}`, actors };
}

function waiting(machine: Machine, actors: readonly number[]): string {
  return actors.map((actor) => `${machine.nameOfActor(actor)} waits for ${machine.waitsFor(actor)}`).join('; ');
}
