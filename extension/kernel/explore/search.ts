import { CONTROL, PHASE, STATUS } from '../machine/layout';
import type { Machine } from '../machine/machine';
import { choiceOf, wayOf, type Choice } from '../machine/choice';
import { findingKey, findingOf, type Finding } from '../machine/finding';
import { mixFirst, mixSecond } from '../machine/store';
import type { Budget } from './budget';
import { BudgetSpent } from './budget';
import { nobodyCanGoOn } from '../rules/deadlock';
import { roundOf } from '../rules/progress';
import { stateFinding } from '../rules/state';
import type { Guards } from './guards';
import { microsOf } from './micros';
import { Visited } from './visited';

export interface Found {
  readonly finding: Finding;
  /** Index of the place at which it came up; -1 where it is about a whole state. */
  readonly place: number;
  /** The decisions of the search, from the end of `begin`. */
  readonly path: readonly Choice[];
  /** The same schedule in micro-steps, from the beginning of the run, as `Trace.choices` has it. */
  readonly micros: readonly Choice[];
}

export interface SearchOptions {
  /** Preemptions allowed; Infinity for all schedules. */
  readonly bound: number;
  readonly budget: Budget;
  /** Actors that never run: for asking whether the rule breaks without them. */
  readonly without?: ReadonlySet<number>;
  /** Look only for schedules that break this rule. */
  readonly rule?: string;
  /** Look only for this finding, as `findingKey` names it. */
  readonly only?: string;
  /** Findings to go on from, as `findingKey` names them: they are known already. */
  readonly known?: ReadonlySet<string>;
  /** Findings, all different, after which the search ends; 1 where absent. */
  readonly most?: number;
  /** Decisions after which a schedule is not followed further, in the search for a shorter one. */
  readonly maxDepth?: number;
  /** The same for schedules that may have no end: reaching it makes the search `spent`. */
  readonly horizon?: number;
  readonly onProgress?: (states: number, transitions: number) => void;
}

export interface SearchResult {
  readonly outcome: 'exhausted' | 'found' | 'weakened' | 'spent';
  readonly found: Found | null;
  /** All that was found, in order; several only where `most` asks for them. */
  readonly all: readonly Found[];
  /** The first schedule that came to its end with nothing wrong, in micro-steps from the beginning; null where none did. */
  readonly ended: readonly Choice[] | null;
  /** Where the budget ended. */
  readonly reason: string;
  /** Whether the bound on preemptions, or the depth, kept it from any schedule. */
  readonly cut: boolean;
  readonly states: number;
  readonly transitions: number;
}

/** Depth first over the schedules of a machine that has not begun, to which state it returns. */
export function search(machine: Machine, guards: Guards | null, options: SearchOptions): SearchResult {
  return new Search(machine, guards, options).run();
}

/** Milliseconds between two reports of progress. */
const PROGRESS_EVERY = 100;

/** Transitions that a search which has to begin again still makes, to learn what there is to learn. */
const LEARNING = 500;

/** Words of a level of the search. `previous`: who ran last if going on with it is free, else -1. */
const LEVEL = { mark: 0, first: 1, second: 2, used: 3, previous: 4, next: 5, end: 6, length: 7 } as const;

class Search {
  private readonly visited: Visited;
  private transitions = 0;
  /** Transitions when the reduction first turned out to be unsound so far; -1 before. */
  private weakenedAt = -1;
  private cut = false;
  private beyond = false;
  private reported = 0;
  private ended: readonly Choice[] | null = null;
  private readonly all: Found[] = [];
  private readonly known: Set<string>;
  /** The levels of the current schedule, and the choices that each still has: one stack of words each. */
  private levels = new Int32Array(LEVEL.length << 10);
  private depth = 0;
  private choices = new Int32Array(1 << 12);
  private choicesEnd = 0;
  private path = new Int32Array(1 << 10);

  constructor(
    private readonly machine: Machine,
    private readonly guards: Guards | null,
    private readonly options: SearchOptions,
  ) {
    this.known = new Set(options.known);
    this.visited = new Visited(options.bound !== Infinity || options.maxDepth !== undefined);
  }

  run(): SearchResult {
    const { machine, guards } = this;
    const { store } = machine;
    machine.reduction = guards;
    const base = store.mark();
    const baseFirst = store.hash[0] as number;
    const baseSecond = store.hash[1] as number;
    let result: SearchResult;
    try {
      result = this.explore();
    } catch (stop) {
      if (!(stop instanceof BudgetSpent)) throw stop;
      result = this.result('spent', stop.reason);
    }
    store.undo(base, baseFirst, baseSecond);
    // What was learnt on the way may have made the reduction unsound for the schedules themselves.
    if (this.weakened()) return { ...result, outcome: 'weakened', found: null, all: [] };
    const all = this.all.map((found) => ({ ...found, micros: microsOf(machine, found.path) }));
    const ended = this.ended === null ? null : microsOf(machine, this.ended);
    return { ...result, found: all[0] ?? null, all, ended };
  }

  private explore(): SearchResult {
    const { machine } = this;
    const { store } = machine;
    // The beginnings of the actors run here: they too go only as far as is known to be unnoticed.
    const failed = this.begin();
    if (failed !== null) {
      this.note(failed, machine.currentPlace());
      return this.result('found');
    }
    if (this.learntEnough()) return this.result('weakened');
    if (this.arrive(-1, 0)) return this.result('found');
    while (this.depth > 0) {
      const { levels } = this;
      const level = (this.depth - 1) * LEVEL.length;
      const at = levels[level + LEVEL.next] as number;
      if (at >= (levels[level + LEVEL.end] as number)) {
        this.leaveLevel();
        continue;
      }
      levels[level + LEVEL.next] = at + 1;
      store.undo(
        levels[level + LEVEL.mark] as number,
        levels[level + LEVEL.first] as number,
        levels[level + LEVEL.second] as number,
      );
      const choice = this.choices[at] as number;
      const actor = choice & 0xff;
      const previous = levels[level + LEVEL.previous] as number;
      const used = (levels[level + LEVEL.used] as number) + (previous >= 0 && previous !== actor ? 1 : 0);
      this.transitions++;
      if ((this.transitions & 0x3ff) === 0) this.checkBudget();
      if (this.depth > this.path.length) this.path = longer(this.path);
      this.path[this.depth - 1] = choice;
      const finding = this.advance(actor, wayOf(choice));
      if (finding !== null) {
        if (this.note(finding, machine.currentPlace())) return this.result('found');
        continue;
      }
      if (this.learntEnough()) return this.result('weakened');
      if (this.arrive(actor, used)) return this.result('found');
    }
    if (this.all.length > 0) return this.result('found');
    return this.beyond
      ? this.result('spent', `schedules of more than ${String(this.options.horizon)} decisions`)
      : this.result('exhausted');
  }

  /** Enters the state the machine is in, unless it was seen. Returns whether enough was found, in it too. */
  private arrive(last: number, used: number): boolean {
    const { machine, options } = this;
    const { store } = machine;
    const bounded = options.bound !== Infinity;
    const lastReady = last >= 0 && machine.mayRun(last);
    let first = store.hash[0] as number;
    let second = store.hash[1] as number;
    const shallow = options.maxDepth !== undefined;
    if (bounded) {
      // Who ran last matters only while going on with it is free.
      first ^= mixFirst(lastReady ? last + 1 : 0, 0x7f4a7c15);
      second ^= mixSecond(lastReady ? last + 1 : 0, 0x7f4a7c15);
      if (shallow) {
        first ^= mixFirst(used, 0x3c6ef372);
        second ^= mixSecond(used, 0x3c6ef372);
      }
    }
    if (!this.visited.enter(first, second, shallow ? this.depth : bounded ? used : 0))
      return last >= 0 && this.comesBack() && this.noteRound();
    const wrong = stateFinding(machine, lastReady ? -1 : last);
    if (wrong !== null) {
      const finding: Finding = { kind: 'violation', rule: wrong.rule, message: wrong.message };
      if (this.note(finding, -1)) return true;
    }
    const begin = this.choicesEnd;
    const freeToGoOn = this.addChoices(last, lastReady, used);
    if (this.choicesEnd === begin) {
      if (machine.phase === PHASE.done) {
        this.ended ??= [...this.path.subarray(0, this.depth)];
        return false;
      }
      if (this.heldBack()) return false;
      const { rule, message } = nobodyCanGoOn(machine);
      const finding: Finding = { kind: 'violation', rule, message };
      return this.note(finding, -1);
    }
    if (options.horizon !== undefined && this.depth >= options.horizon) {
      this.beyond = true;
      this.choicesEnd = begin;
      return false;
    }
    if (shallow && this.depth >= (options.maxDepth as number)) {
      this.cut = true;
      this.choicesEnd = begin;
      return false;
    }
    const level = this.depth * LEVEL.length;
    if (level + LEVEL.length > this.levels.length) this.levels = longer(this.levels);
    const { levels } = this;
    levels[level + LEVEL.mark] = store.mark();
    levels[level + LEVEL.first] = store.hash[0] as number;
    levels[level + LEVEL.second] = store.hash[1] as number;
    levels[level + LEVEL.used] = used;
    levels[level + LEVEL.previous] = freeToGoOn ? last : -1;
    levels[level + LEVEL.next] = begin;
    levels[level + LEVEL.end] = this.choicesEnd;
    this.depth++;
    return false;
  }

  /**
   * Whether this state is one that the present schedule went through, with nobody else to choose since: then it goes round for
   * ever. Where a bound kept others out it may be their turn that is missing.
   */
  private comesBack(): boolean {
    if (this.cut) return false;
    const { levels } = this;
    const [first, second] = this.machine.store.hash as unknown as readonly [number, number];
    for (let level = this.depth - 1; level >= 0; level--) {
      const at = level * LEVEL.length;
      const begin = level === 0 ? 0 : (levels[at - LEVEL.length + LEVEL.end] as number);
      if ((levels[at + LEVEL.end] as number) - begin !== 1) return false;
      if (levels[at + LEVEL.first] === first && levels[at + LEVEL.second] === second) return true;
    }
    return false;
  }

  private noteRound(): boolean {
    const round = roundOf(this.machine);
    return round !== null && this.note({ kind: 'violation', rule: round.rule, message: round.message }, -1);
  }

  /** Puts the choices of this state on their stack, going on with the last actor first. Returns whether that is possible. */
  private addChoices(last: number, lastReady: boolean, used: number): boolean {
    const { machine, options } = this;
    const free = lastReady && !this.excluded(last);
    if (free) {
      // The outcome of a choice concerns nobody else: with reduction no other actor needs to be tried before it.
      if (this.addActor(last) && this.guards !== null) return true;
      if (used >= options.bound) {
        this.cut = true;
        return true;
      }
    }
    const end = machine.actorsUsed();
    for (let actor = 0; actor < end; actor++)
      if (actor !== last && !this.excluded(actor) && machine.mayRun(actor)) this.addActor(actor);
    return free;
  }

  /** Whether there was more than one outcome to add. */
  private addActor(actor: number): boolean {
    const ways = this.machine.ways(actor);
    if (this.choicesEnd + ways > this.choices.length) this.choices = longer(this.choices);
    for (let way = 0; way < ways; way++) this.choices[this.choicesEnd++] = choiceOf(actor, way);
    return ways > 1;
  }

  private excluded(actor: number): boolean {
    return this.options.without?.has(actor) === true;
  }

  /** Whether an actor that this search holds back could still run: then nothing can be said about the end. */
  private heldBack(): boolean {
    const { machine, options } = this;
    if (options.without === undefined) return false;
    for (const actor of options.without)
      if (machine.store.get(machine.layout.controlOf(actor) + CONTROL.status) === STATUS.ready) return true;
    return false;
  }

  private weakened(): boolean {
    return this.guards !== null && this.guards.weakened;
  }

  /**
   * Whether the search has to begin again by now. It goes on for a while after it knows that it has to: what else it learns
   * on the way saves it from beginning again for each.
   */
  private learntEnough(): boolean {
    if (!this.weakened()) return false;
    if (this.weakenedAt < 0) this.weakenedAt = this.transitions;
    return this.transitions - this.weakenedAt >= LEARNING;
  }

  private begin(): Finding | null {
    try {
      this.machine.begin();
      return null;
    } catch (stop) {
      return findingOf(stop);
    }
  }

  private advance(actor: number, way: number): Finding | null {
    try {
      this.machine.advance(actor, way);
      return null;
    } catch (stop) {
      return findingOf(stop);
    }
  }

  /** Notes what the present schedule leads to, if it is looked for and new. Returns whether that is enough. */
  private note(finding: Finding, place: number): boolean {
    const { rule, only, most } = this.options;
    if (rule !== undefined && (finding.kind !== 'violation' || finding.rule !== rule)) return false;
    const found: Found = { finding, place, path: [...this.path.subarray(0, this.depth)], micros: [] };
    const key = findingKey(finding, place);
    if ((only !== undefined && only !== key) || this.known.has(key)) return false;
    this.known.add(key);
    this.all.push(found);
    return this.all.length >= (most ?? 1);
  }

  private leaveLevel(): void {
    this.depth--;
    // The choices of a level begin where those of the level below it end.
    this.choicesEnd = this.depth === 0 ? 0 : (this.levels[(this.depth - 1) * LEVEL.length + LEVEL.end] as number);
  }

  private checkBudget(): void {
    const { budget, onProgress } = this.options;
    if (budget.cancelled()) throw new BudgetSpent('cancelled');
    if (this.visited.size > budget.maxStates) throw new BudgetSpent(`${String(budget.maxStates)} states`);
    if (this.visited.bytes + this.machine.store.trailBytes > budget.maxBytes)
      throw new BudgetSpent(`${String(Math.round(budget.maxBytes / 1e6))} MB of states`);
    const now = budget.now();
    if (now > budget.maxSeconds * 1000)
      throw new BudgetSpent(`${budget.maxSeconds.toFixed(1).replace(/\.0$/, '')} seconds`);
    if (now < this.reported + PROGRESS_EVERY) return;
    this.reported = now;
    onProgress?.(this.visited.size, this.transitions);
  }

  private result(outcome: SearchResult['outcome'], reason = ''): SearchResult {
    return {
      outcome,
      found: null,
      all: [],
      ended: null,
      reason,
      cut: this.cut,
      states: this.visited.size,
      transitions: this.transitions,
    };
  }
}

function longer(words: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(words.length * 2);
  grown.set(words);
  return grown;
}
