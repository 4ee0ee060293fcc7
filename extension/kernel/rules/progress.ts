/**
 * I5 progress, endless-loop over several decisions: the only actor that can go on comes back to the state that it was in
 * (kernel/watchdog.c reports the same as a soft lockup, once it has lasted). A loop that others could end is none.
 */
import { CONTROL } from '../machine/layout';
import type { Machine } from '../machine/machine';
import type { StateFinding } from './state-finding';

/** Micro-steps within which a loop has to come round. */
const LONGEST = 256;

/** The loop that begins in this state, or null. Leaves the machine as it is. */
export function roundOf(machine: Machine): StateFinding | null {
  const only = onlyRunner(machine);
  if (only < 0) return null;
  const { store, reduction, log, note } = machine;
  const { actor, frame, pc } = machine;
  const mark = store.mark();
  const first = store.hash[0] as number;
  const second = store.hash[1] as number;
  machine.reduction = null;
  machine.log = null;
  let comesRound = false;
  try {
    for (let steps = 0; steps < LONGEST && !comesRound; steps++) {
      if (machine.ways(only) !== 1) break;
      machine.advance(only, 0);
      comesRound = store.hash[0] === first && store.hash[1] === second;
      if (onlyRunner(machine) !== only) break;
    }
  } catch {
    // What goes wrong further on is found where it goes wrong.
    comesRound = false;
  }
  store.undo(mark, first, second);
  machine.reduction = reduction;
  machine.log = log;
  machine.note = note;
  machine.look(actor, frame);
  machine.pc = pc;
  if (!comesRound) return null;
  return {
    rule: 'endless-loop',
    message: `${machine.nameOfActor(only)} comes back to the state that it was in, and nobody else can go on`,
    actors: [only],
  };
}

/** The actor that alone may run; -1 where none or several may. */
function onlyRunner(machine: Machine): number {
  let found = -1;
  const end = machine.actorsUsed();
  for (let actor = 0; actor < end; actor++) {
    if (machine.store.get(machine.layout.controlOf(actor) + CONTROL.status) === 0 || !machine.mayRun(actor)) continue;
    if (found >= 0) return -1;
    found = actor;
  }
  return found;
}
