/**
 * What if: a run that follows a trace up to a step and then goes on under other choices. What may be chosen is asked of the
 * machine itself, standing where the trace stood.
 */
import { PIECES, type Sliced } from '../../ground/sliced';
import type { Program } from '../c/ir';
import { actorOf, choiceOf, wayOf } from '../machine/choice';
import { findingOf } from '../machine/finding';
import { ClosureMachine } from '../machine/closure-machine';
import type { Faults, Machine } from '../machine/machine';
import type { Bounds } from '../machine/layout';
import { CONTROL, PHASE, STATUS } from '../machine/layout';
import { stateFinding } from '../rules/state';

/** One way in which a run could go on. */
export interface Alternative {
  readonly actor: number;
  readonly actorName: string;
  /** Outcome of its next instruction, from 0. */
  readonly way: number;
  /** What the outcome means, where there are several: `kzalloc fails`. */
  readonly outcome: string | null;
  /** The fault that has to be assumed for it, beside what the flow asks for; null where none has. */
  readonly assumes: string | null;
  /** What the actor does next, as the step would be called, and where it stands in the program's files. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** A choice to go on with: one of the alternatives, or as much of it as is needed. */
export type Turn = Pick<Alternative, 'actor' | 'way' | 'assumes'>;

/** How a run goes on after the choices that were given. */
export type Rest =
  /** As the trace did, as far as it still can, and then to the end: the nearest run to the one that was left. */
  | 'as-before'
  /** To the end, whoever took the last turn as long as it can. */
  | 'to-the-end'
  /** Nothing more. */
  | 'stop';

/** A schedule in the machine's own terms. */
export interface Schedule {
  readonly choices: readonly number[];
  readonly mayFail: readonly string[];
}

/** A schedule, and how the run stands after it. */
export interface Continued extends Schedule {
  /** The run came to its end, and no rule was broken. */
  readonly passes: boolean;
}

export interface Setting {
  readonly program: Program;
  readonly bounds: Bounds;
  readonly faults: Faults;
  /** An order of lock classes breaks a rule at once (`Machine.strictOrders`); what found such a trace had that on. */
  readonly strictOrders?: boolean;
}

/** Micro-steps after which a run that finds no end is left. */
const MOST_STEPS = 100_000;
/** Micro-steps of one actor after which another one gets its turn, so that nobody spins on what another one has to do. */
const SLICE = 2_000;

/** The choices that there are after a schedule. Empty where the run has ended, broke a rule, or nobody can go on. */
export function* alternatives(setting: Setting, { choices, mayFail }: Schedule): Sliced<Alternative[]> {
  const run = new Run(setting, mayFail);
  return (yield* run.following(choices)) ? run.alternatives() : [];
}

/**
 * The schedule that follows another one for `keep` choices, takes the turns given, and then goes on.
 * A turn that is not possible where it comes is left out, and so is everything that was given after it.
 */
export function* goingOn(
  setting: Setting,
  from: Schedule,
  keep: number,
  turns: readonly Turn[],
  rest: Rest,
): Sliced<Continued> {
  const assumed = turns.flatMap((turn) => (turn.assumes === null ? [] : [turn.assumes]));
  const mayFail = [...new Set([...from.mayFail, ...assumed])];
  const run = new Run(setting, mayFail);
  if ((yield* run.following(from.choices.slice(0, keep))) && run.take(turns) && rest !== 'stop') {
    if (rest === 'as-before') yield* run.followingLoosely(remaining(from.choices.slice(keep), turns));
    yield* run.finishing();
  }
  return { choices: run.taken, mayFail, passes: run.passes };
}

/** What an actor does next, as the step would be called, and where in the program's files; empty where it does nothing more. */
export function nextStatement(machine: Machine, actor: number): Pick<Alternative, 'name' | 'file' | 'line'> {
  const micro = machine.nextMicro(actor);
  const place = micro === null ? undefined : machine.program.places[micro.at];
  if (place === undefined) return { name: '', file: '', line: 0 };
  return { name: place.name, file: machine.program.files[place.file]?.path ?? '', line: place.line };
}

/** What a turn did already is not done again. */
export function remaining(choices: readonly number[], turns: readonly Turn[]): readonly number[] {
  const left = [...choices];
  for (const turn of turns) {
    const at = left.findIndex((choice) => actorOf(choice) === turn.actor);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

/** A moment of a run to come back to. */
export interface Moment {
  readonly mark: number;
  readonly first: number;
  readonly second: number;
  readonly taken: number;
}

/** A machine under way, the choices that it took, and whether it can still go on. */
export class Run {
  readonly machine: Machine;
  readonly taken: number[] = [];
  private over = false;
  private broken = false;

  constructor({ program, bounds, faults, strictOrders = false }: Setting, mayFail: readonly string[]) {
    this.machine = new ClosureMachine(program, {
      bounds,
      faults: { ...faults, mayFail: [...faults.mayFail, ...mayFail] },
    });
    this.machine.reduction = null;
    this.machine.strictOrders = strictOrders;
    try {
      this.machine.begin();
    } catch (stop) {
      findingOf(stop);
      this.over = this.broken = true;
    }
  }

  moment(): Moment {
    const { store } = this.machine;
    return {
      mark: store.mark(),
      first: store.hash[0] as number,
      second: store.hash[1] as number,
      taken: this.taken.length,
    };
  }

  /** Back to an earlier moment at which the run could still go on. */
  rewind({ mark, first, second, taken }: Moment): void {
    this.machine.store.undo(mark, first, second);
    this.taken.length = taken;
    this.over = this.broken = false;
  }

  /** Whether the run came to its end, or broke a rule. */
  get ended(): boolean {
    return this.over;
  }

  /** Whether the run came to its end with nothing wrong. */
  get passes(): boolean {
    return !this.broken && this.machine.phase === PHASE.done;
  }

  /** Returns whether the run can go on after it. */
  follow(choice: number): boolean {
    return this.step(actorOf(choice), wayOf(choice));
  }

  /** Returns whether the run can go on after them. */
  *following(choices: readonly number[]): Sliced<boolean> {
    for (const [index, choice] of choices.entries()) {
      if (index % PIECES === 0) yield;
      if (!this.follow(choice)) return false;
    }
    return !this.over;
  }

  take(turns: readonly Turn[]): boolean {
    for (const { actor, way } of turns) if (!this.step(actor, way)) return false;
    return !this.over;
  }

  /** The choices that there are now. */
  alternatives(): Alternative[] {
    if (this.over) return [];
    const { machine } = this;
    const found: Alternative[] = [];
    for (let actor = 0; actor < machine.actorsUsed(); actor++) {
      if (!machine.mayRun(actor)) continue;
      const ways = machine.ways(actor);
      const primitive = machine.nextPrimitive(actor);
      const fault = primitive?.fault?.(machine) ?? null;
      const add = (way: number, assumes: string | null): void => {
        const several = ways > 1 || fault !== null;
        found.push({
          actor,
          actorName: machine.nameOfActor(actor),
          way,
          outcome: several ? (primitive?.outcome?.(machine, way) ?? String(way)) : null,
          assumes,
          ...nextStatement(machine, actor),
        });
      };
      for (let way = 0; way < ways; way++) add(way, null);
      if (fault !== null && ways === 1) add(1, fault);
    }
    return found;
  }

  /** Takes those choices that are possible when their turn comes. */
  *followingLoosely(choices: readonly number[]): Sliced<void> {
    for (const [index, choice] of choices.entries()) {
      if (this.over) return;
      if (index % PIECES === 0) yield;
      this.follow(choice);
    }
  }

  /** Goes on with whoever can, in long turns, until the end. */
  *finishing(): Sliced<void> {
    let actor = this.taken.length === 0 ? 0 : actorOf(this.taken.at(-1) as number);
    let inTurn = 0;
    while (!this.over && this.taken.length < MOST_STEPS) {
      if (this.taken.length % PIECES === 0) yield;
      if (inTurn >= SLICE || !this.machine.mayRun(actor)) {
        const next = this.nextAfter(actor);
        if (next === null) return;
        actor = next;
        inTurn = 0;
      }
      this.step(actor, 0);
      inTurn++;
    }
  }

  private nextAfter(actor: number): number | null {
    const count = this.machine.actorsUsed();
    for (let i = 1; i <= count; i++) {
      const next = (actor + i) % count;
      if (this.machine.mayRun(next)) return next;
    }
    return null;
  }

  /** Returns whether it was possible and the run goes on. What broke a rule was possible: it is taken, and the last. */
  private step(actor: number, way: number): boolean {
    const { machine } = this;
    if (this.over || !this.exists(actor) || !machine.mayRun(actor) || way >= machine.ways(actor)) return false;
    this.taken.push(choiceOf(actor, way));
    try {
      machine.advance(actor, way);
    } catch (stop) {
      findingOf(stop);
      this.over = this.broken = true;
      return false;
    }
    const done = machine.phase === PHASE.done;
    this.broken = !done && stateFinding(machine, machine.mayRun(actor) ? -1 : actor) !== null;
    this.over = done || this.broken;
    return !this.over;
  }

  private exists(actor: number): boolean {
    const { machine } = this;
    if (actor < 0 || actor >= machine.actorsUsed()) return false;
    return machine.store.get(machine.layout.controlOf(actor) + CONTROL.status) === STATUS.ready;
  }
}
