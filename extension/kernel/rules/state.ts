/** Rules about whole states: what no single instruction breaks, but how several actors stand to each other. */
import { PHASE, RUN } from '../machine/layout';
import type { Machine } from '../machine/machine';
import { circleOf, nobodyCanGoOn } from './deadlock';
import { irqInversionOf } from './interrupts';
import { roundOf } from './progress';
import { dataRaceOf } from './races';
import type { StateFinding } from './state-finding';

/** Bits of the run's word of optional rules; a flow asks for them in setup(). */
export const OPTIONAL_RULES = { dataRaces: 1 } as const;

/** What is wrong with the state that an actor has just reached. */
export function stateFinding(machine: Machine, last: number): StateFinding | null {
  if (machine.phase === PHASE.done) return null;
  if (last >= 0) {
    const circle = circleOf(machine, last);
    if (circle !== null) return circle;
  }
  if (machine.interrupts) {
    const inversion = irqInversionOf(machine);
    if (inversion !== null) return inversion;
  }
  const asked = machine.store.get(machine.layout.run + RUN.rules);
  const races = (asked & OPTIONAL_RULES.dataRaces) !== 0;
  if ((races || machine.asserts) && machine.phase === PHASE.actors) return dataRaceOf(machine, races);
  return null;
}

/** The same for a state that somebody else has reached: asked of every actor, deadlock of all included. */
export function anyStateFinding(machine: Machine): StateFinding | null {
  if (machine.phase === PHASE.done) return null;
  const end = machine.actorsUsed();
  for (let actor = 0; actor < end; actor++) {
    const found = stateFinding(machine, actor);
    if (found !== null) return found;
  }
  for (let actor = 0; actor < end; actor++) if (machine.mayRun(actor)) return roundOf(machine);
  return nobodyCanGoOn(machine);
}
