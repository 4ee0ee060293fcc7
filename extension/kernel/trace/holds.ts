/** Since when, and until when, actors hold locks. */
import { countUpTo } from '../../ground/sorted';
import type { RecordedStep } from './record';

/** An actor holds a lock after every step of its own from `since` on and before `until`. */
export interface Hold {
  /** Index of the step that took it. */
  readonly since: number;
  /** Index of the step that gave it back; null where none has. */
  readonly until: number | null;
}

export interface Holds {
  /** The hold of a lock, by its slot, that an actor's step is in; null where it does not hold the lock after that step. */
  at(actor: number, lock: number, index: number): Hold | null;
}

/** One walk over the steps, so that a run of many critical sections is not gone through once for each. */
export function holdsOf(steps: readonly Pick<RecordedStep, 'actor' | 'held'>[]): Holds {
  const actors = new Map<number, Map<number, Spans>>();
  const holding = new Map<number, readonly number[]>();
  for (const [index, { actor, held }] of steps.entries()) {
    const before = holding.get(actor) ?? [];
    if (before === held) continue;
    let locks = actors.get(actor);
    if (locks === undefined) actors.set(actor, (locks = new Map()));
    for (const lock of before) if (!held.includes(lock)) locks.get(lock)?.until.push(index);
    for (const lock of held) {
      if (before.includes(lock)) continue;
      const spans = locks.get(lock);
      if (spans === undefined) locks.set(lock, { since: [index], until: [] });
      else spans.since.push(index);
    }
    holding.set(actor, held);
  }
  return {
    at: (actor, lock, index) => {
      const spans = actors.get(actor)?.get(lock);
      if (spans === undefined) return null;
      const at = countUpTo(spans.since, index) - 1;
      const since = spans.since[at];
      const until = spans.until[at] ?? null;
      return since === undefined || (until !== null && until <= index) ? null : { since, until };
    },
  };
}

/** Beginnings and ends of the holds of one lock by one actor, both ascending; the last may have no end. */
interface Spans {
  readonly since: number[];
  readonly until: number[];
}
