/** Making a violation small: fewer actors, then the shortest schedule, at the bound at which it was found. */
import { findingKey } from '../machine/finding';
import type { Machine } from '../machine/machine';
import type { Budget } from './budget';
import type { Guards } from './guards';
import type { Found, SearchResult } from './search';
import { search } from './search';

/** Share of the budget that making smaller may use for one question. */
const STATES = 200_000;

/** @param exactly keep to the place of the finding too, not to its rule alone */
export function minimise(
  machine: Machine,
  guards: Guards | null,
  found: Found,
  bound: number,
  budget: Budget,
  exactly: boolean,
): Found {
  if (found.finding.kind !== 'violation') return found;
  const { rule } = found.finding;
  const small: Budget = { ...budget, maxStates: Math.min(budget.maxStates, STATES) };
  const ask = (without: ReadonlySet<number>, maxDepth?: number): SearchResult => {
    for (;;) {
      if (guards !== null) guards.weakened = false;
      const result = search(machine, guards, {
        bound,
        budget: small,
        rule,
        ...(exactly ? { only: findingKey(found.finding, found.place) } : {}),
        without,
        ...(maxDepth === undefined ? {} : { maxDepth }),
      });
      if (result.outcome !== 'weakened') return result;
    }
  };
  let best = found;
  const without = new Set<number>();
  // Who is left out is only held back for ever: a deadlock that is found then is a circle among the others.
  for (let actor = machine.declared.length; actor > 0; actor--) {
    without.add(actor);
    const result = ask(without);
    if (result.found === null) without.delete(actor);
    else best = result.found;
  }
  for (;;) {
    if (best.path.length <= 1) return best;
    const result = ask(without, best.path.length - 1);
    if (result.found === null) return best;
    best = result.found;
  }
}
