/**
 * Makes a schedule of micro-steps easier to read without changing where it leads: turns are left out, joined and delayed as
 * long as the same rule breaks at the same place (MODEL-FACTS 5, minimising: merge adjacent steps).
 */
import { actorOf, wayOf, type Choice } from '../machine/choice';
import { findingOf, type Finding } from '../machine/finding';
import type { Machine } from '../machine/machine';
import { anyStateFinding } from '../rules/state';

/** Re-executions that tidying may cost, and the micro-steps in all of them. */
const MOST_TRIES = 600;
const MOST_STEPS = 300_000;

interface Turn {
  readonly actor: number;
  readonly choices: readonly Choice[];
}

/** @param machine one that has not begun; it is returned to that state */
export function tidy(machine: Machine, choices: readonly Choice[], finding: Finding): readonly Choice[] {
  return new Tidier(machine, finding).run(choices);
}

class Tidier {
  private tries = 0;
  private place = -1;

  constructor(
    private readonly machine: Machine,
    private readonly finding: Finding,
  ) {}

  run(choices: readonly Choice[]): readonly Choice[] {
    this.tries = MOST_TRIES - Math.min(MOST_TRIES, Math.floor(MOST_STEPS / Math.max(1, choices.length)));
    const ended = this.execute(choices);
    if (ended === null) return choices;
    this.place = ended;
    let turns: readonly Turn[] = turnsOf(choices);
    for (let changed = true; changed && this.tries < MOST_TRIES;) {
      changed = false;
      for (const candidate of shorter(turns)) {
        if (this.tries >= MOST_TRIES || !this.leadsThere(candidate)) continue;
        turns = joined(candidate);
        changed = true;
        break;
      }
    }
    turns = this.delay(this.cutShort(turns));
    return turns.flatMap((turn) => turn.choices);
  }

  /** Takes from the last turns of actors what they need not have done. */
  private cutShort(turns: readonly Turn[]): readonly Turn[] {
    let best = turns;
    for (let i = best.length - 2; i >= 0; i--) {
      const { actor } = best[i] as Turn;
      if (actor === 0 || best.some((other, j) => j > i && other.actor === actor)) continue;
      for (let cut = (best[i] as Turn).choices.length - 1; cut > 0;) {
        const { choices } = best[i] as Turn;
        const candidate = best.map((turn, j) => (j === i ? { actor, choices: choices.slice(0, -cut) } : turn));
        if (cut < choices.length && this.tries < MOST_TRIES && this.leadsThere(candidate)) best = candidate;
        else cut >>= 1;
      }
    }
    return best;
  }

  /** Moves the ends of turns to where their actor goes on, as late as they can be. */
  private delay(turns: readonly Turn[]): readonly Turn[] {
    let best = turns;
    for (let i = 0; i < best.length; i++) {
      const turn = best[i] as Turn;
      if (turn.actor === 0) continue;
      const later = best.findIndex((other, j) => j > i && other.actor === turn.actor);
      if (later < 0) continue;
      for (let keep = 1; keep < turn.choices.length && this.tries < MOST_TRIES; keep++) {
        const candidate = [...best];
        candidate[i] = { actor: turn.actor, choices: turn.choices.slice(0, keep) };
        const next = best[later] as Turn;
        candidate[later] = { actor: turn.actor, choices: [...turn.choices.slice(keep), ...next.choices] };
        if (!this.leadsThere(candidate)) continue;
        best = candidate;
        break;
      }
    }
    return best;
  }

  private leadsThere(turns: readonly Turn[]): boolean {
    this.tries++;
    return this.execute(turns.flatMap((turn) => turn.choices)) === this.place;
  }

  /** The place at which the same finding comes up, or null if it does not, or if somebody would have to wait. */
  private execute(choices: readonly Choice[]): number | null {
    const { machine, finding } = this;
    const { store } = machine;
    machine.reduction = null;
    const mark = store.mark();
    const first = store.hash[0] as number;
    const second = store.hash[1] as number;
    let result: number | null = null;
    let done = 0;
    try {
      machine.begin();
      for (; done < choices.length; done++) {
        const choice = choices[done] as Choice;
        if (!machine.mayRun(actorOf(choice))) break;
        machine.advance(actorOf(choice), wayOf(choice));
      }
      if (done === choices.length && finding.kind === 'violation')
        result = anyStateFinding(machine)?.rule === finding.rule ? 0 : null;
    } catch (stop) {
      const found = findingOf(stop);
      const same =
        found.kind === finding.kind &&
        (found.kind !== 'violation' || finding.kind !== 'violation' || found.rule === finding.rule);
      if (same && done >= choices.length - 1) result = machine.currentPlace();
    }
    store.undo(mark, first, second);
    return result;
  }
}

function turnsOf(choices: readonly Choice[]): Turn[] {
  return joined(choices.map((choice) => ({ actor: actorOf(choice), choices: [choice] })));
}

function joined(turns: readonly Turn[]): Turn[] {
  const result: { actor: number; choices: Choice[] }[] = [];
  for (const { actor, choices } of turns) {
    const last = result.at(-1);
    if (last?.actor === actor) for (const choice of choices) last.choices.push(choice);
    else if (choices.length > 0) result.push({ actor, choices: [...choices] });
  }
  return result;
}

/** Schedules with a turn less: one left out that its actor never follows up, or one moved to its actor's next or last one. */
function* shorter(turns: readonly Turn[]): Generator<readonly Turn[]> {
  for (let i = turns.length - 1; i >= 0; i--) {
    const turn = turns[i] as Turn;
    if (turn.actor === 0) continue;
    const next = turns.findIndex((other, j) => j > i && other.actor === turn.actor);
    if (next < 0 && i < turns.length - 1) yield turns.filter((_, j) => j !== i);
  }
  for (let i = 0; i < turns.length; i++) {
    const turn = turns[i] as Turn;
    if (turn.actor === 0) continue;
    const next = turns.findIndex((other, j) => j > i && other.actor === turn.actor);
    if (next < 0) continue;
    const without = turns.filter((_, j) => j !== i && j !== next);
    const both: Turn = { actor: turn.actor, choices: [...turn.choices, ...(turns[next] as Turn).choices] };
    yield [...without.slice(0, next - 1), both, ...without.slice(next - 1)];
    yield [...without.slice(0, i), both, ...without.slice(i)];
  }
}
