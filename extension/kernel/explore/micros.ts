import type { Machine } from '../machine/machine';
import { actorOf, choiceOf, wayOf, type Choice } from '../machine/choice';
import { findingOf } from '../machine/finding';

/**
 * The micro-steps of which the decisions of a search consist, from the beginning of the run: the path is executed once more.
 * The machine has not begun, and is returned to that state.
 */
export function microsOf(machine: Machine, path: readonly Choice[]): readonly Choice[] {
  const { store } = machine;
  const mark = store.mark();
  const first = store.hash[0] as number;
  const second = store.hash[1] as number;
  const log: number[] = [];
  const micros: Choice[] = [];
  const take = (way: number): void => {
    log.forEach((actor, i) => micros.push(choiceOf(actor, i === 0 ? way : 0)));
    log.length = 0;
  };
  let way = 0;
  machine.log = log;
  try {
    machine.begin();
    take(0);
    for (const choice of path) {
      way = wayOf(choice);
      machine.advance(actorOf(choice), way);
      take(way);
    }
  } catch (stop) {
    findingOf(stop);
    take(way);
  }
  machine.log = null;
  store.undo(mark, first, second);
  return micros;
}
