/**
 * Random schedules for programs that are too large to be searched: probabilistic concurrency testing (Burckhardt and others,
 * ASPLOS 2010). Actors get random priorities and the highest that can run does, but for a few places of the run at which the
 * running one falls behind all others: a fault that needs d such orderings is found with a probability that has a bound.
 * Seeded, so that the same seed draws the same schedules.
 */
import { choiceOf, type Choice } from '../machine/choice';
import { findingOf, type Finding } from '../machine/finding';
import { PHASE } from '../machine/layout';
import type { Machine } from '../machine/machine';
import { mixFirst } from '../machine/store';
import { nobodyCanGoOn } from '../rules/deadlock';
import { stateFinding } from '../rules/state';
import type { Budget } from './budget';
import type { Guards } from './guards';
import { microsOf } from './micros';
import type { Found } from './search';

export interface SampleOptions {
  readonly seed: number;
  /** Schedules at most. */
  readonly most: number;
  /** Decisions of one schedule at most. */
  readonly horizon: number;
  readonly budget: Budget;
}

export interface Sample {
  readonly found: Found | null;
  readonly schedules: number;
  readonly transitions: number;
}

/** Places at which the running actor falls behind: 0 to 3 of them, in turn. */
const MOST_CHANGES = 4;

/** Instructions in all schedules together. */
const MOST_INSTRUCTIONS = 5_000_000;

/** @param machine one that has not begun; it is returned to that state */
export function sample(machine: Machine, guards: Guards | null, options: SampleOptions): Sample {
  machine.reduction = guards;
  const { store } = machine;
  const mark = store.mark();
  const first = store.hash[0] as number;
  const second = store.hash[1] as number;
  let schedules = 0;
  let transitions = 0;
  let longest = 64;
  const end = machine.instructions + MOST_INSTRUCTIONS;
  for (; schedules < options.most && machine.instructions < end; schedules++) {
    if (options.budget.cancelled() || options.budget.now() > options.budget.maxSeconds * 1000) break;
    const random = randomFrom(options.seed, schedules);
    const run = oneSchedule(machine, random, schedules % MOST_CHANGES, longest, options.horizon, end);
    store.undo(mark, first, second);
    transitions += run.path.length;
    longest = Math.max(longest, run.path.length);
    if (run.finding === null) continue;
    const found: Found = {
      finding: run.finding,
      place: run.place,
      path: run.path,
      micros: microsOf(machine, run.path),
    };
    return { found, schedules: schedules + 1, transitions };
  }
  return { found: null, schedules, transitions };
}

interface Schedule {
  readonly path: Choice[];
  readonly finding: Finding | null;
  readonly place: number;
}

function oneSchedule(
  machine: Machine,
  random: () => number,
  changes: number,
  length: number,
  horizon: number,
  end: number,
): Schedule {
  const path: Choice[] = [];
  const priority = Array.from({ length: machine.layout.actors }, () => 1 + random());
  const changesAt = new Set(Array.from({ length: changes }, () => Math.floor(random() * length)));
  let lowest = 0;
  try {
    machine.begin();
    while (path.length < horizon && machine.instructions < end && machine.phase !== PHASE.done) {
      const actor = highest(machine, priority);
      if (actor < 0) return { path, finding: { kind: 'violation', ...ruleOf(nobodyCanGoOn(machine)) }, place: -1 };
      if (changesAt.delete(path.length)) {
        priority[actor] = --lowest;
        continue;
      }
      const way = Math.floor(random() * machine.ways(actor));
      path.push(choiceOf(actor, way));
      machine.advance(actor, way);
      const wrong = stateFinding(machine, machine.mayRun(actor) ? -1 : actor);
      if (wrong !== null) return { path, finding: { kind: 'violation', ...ruleOf(wrong) }, place: -1 };
    }
  } catch (stop) {
    return { path, finding: findingOf(stop), place: machine.currentPlace() };
  }
  return { path, finding: null, place: -1 };
}

const ruleOf = ({ rule, message }: { readonly rule: string; readonly message: string }) => ({ rule, message });

function highest(machine: Machine, priority: readonly number[]): number {
  let best = -1;
  for (let actor = 0; actor < machine.actorsUsed(); actor++)
    if (machine.mayRun(actor) && (best < 0 || (priority[actor] as number) > (priority[best] as number))) best = actor;
  return best;
}

/** Numbers in [0, 1), the same for the same seed and schedule. */
function randomFrom(seed: number, schedule: number): () => number {
  const start = mixFirst(seed | 0, schedule);
  let drawn = 0;
  return () => (mixFirst(start, ++drawn) >>> 0) / 0x100000000;
}
