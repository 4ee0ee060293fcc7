import { CONTROL, PHASE, STATUS } from '../machine/layout';
import type { Machine } from '../machine/machine';
import { OpaqueReached, OutOfRoom, RuleBroken } from '../machine/stop';
import { mixFirst, mixSecond } from '../machine/store';
import type { Budget } from './budget';
import { BudgetSpent } from './budget';
import { blockedActors } from './deadlock';
import type { Guards } from './guards';
import { Visited } from './visited';

/** One decision: the actor in the low 8 bits, above them the outcome chosen for its next instruction. */
export type Choice = number;
export const choiceOf = (actor: number, way: number): Choice => actor | (way << 8);
export const actorOf = (choice: Choice): number => choice & 0xff;
export const wayOf = (choice: Choice): number => choice >> 8;

/** Why a schedule is worth showing. */
export type Finding =
  | { readonly kind: 'violation'; readonly rule: string; readonly message: string }
  | { readonly kind: 'opaque'; readonly symbol: string; readonly reason: string }
  | { readonly kind: 'limit'; readonly message: string };

export interface Found {
  readonly finding: Finding;
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
  /** Decisions after which a schedule is not followed further. */
  readonly maxDepth?: number;
  readonly onProgress?: (states: number, transitions: number) => void;
}

export interface SearchResult {
  readonly outcome: 'exhausted' | 'found' | 'weakened' | 'spent';
  readonly found: Found | null;
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

class Search {
  private readonly visited = new Visited();
  private transitions = 0;
  private cut = false;
  /** The levels of the current schedule, as parallel stacks. */
  private readonly marks: number[] = [];
  private readonly firsts: number[] = [];
  private readonly seconds: number[] = [];
  private readonly used: number[] = [];
  private readonly choices: Choice[][] = [];
  private readonly next: number[] = [];
  private readonly path: Choice[] = [];
  private readonly started: number;

  constructor(
    private readonly machine: Machine,
    private readonly guards: Guards | null,
    private readonly options: SearchOptions,
  ) {
    this.started = options.budget.now();
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
      result = this.result('spent', null, stop.reason);
    }
    store.undo(base, baseFirst, baseSecond);
    if (result.found === null) return result;
    // What was learnt on the way may have made the reduction unsound for the schedule itself.
    if (this.weakened()) return { ...result, outcome: 'weakened', found: null };
    const found = this.inMicros(result.found);
    store.undo(base, baseFirst, baseSecond);
    return { ...result, found };
  }

  private explore(): SearchResult {
    const { machine } = this;
    const { store } = machine;
    // The beginnings of the actors run here: they too go only as far as is known to be unnoticed.
    const failed = this.attempt(() => machine.begin());
    if (failed !== null) return this.result('found', this.foundHere(failed, 0));
    if (this.weakened()) return this.result('weakened', null);
    const first = this.arrive(-1, 0);
    if (first !== null) return this.result('found', first);
    while (this.choices.length > 0) {
      const level = this.choices.length - 1;
      const list = this.choices[level] as Choice[];
      const index = this.next[level] as number;
      if (index >= list.length) {
        this.leaveLevel();
        continue;
      }
      this.next[level] = index + 1;
      store.undo(this.marks[level] as number, this.firsts[level] as number, this.seconds[level] as number);
      const choice = list[index] as Choice;
      const actor = actorOf(choice);
      const previous = level === 0 ? -1 : actorOf(this.path[level - 1] as Choice);
      const preempts = actor !== previous && previous >= 0 && list.some((one) => actorOf(one) === previous);
      const used = (this.used[level] as number) + (preempts ? 1 : 0);
      this.transitions++;
      if ((this.transitions & 0x3ff) === 0) this.checkBudget();
      const finding = this.attempt(() => machine.advance(actor, wayOf(choice)));
      this.path[level] = choice;
      if (finding !== null) {
        if (this.wanted(finding)) return this.result('found', this.foundHere(finding, level + 1));
        continue;
      }
      if (this.weakened()) return this.result('weakened', null);
      const deadlock = this.arrive(actor, used);
      if (deadlock !== null) return this.result('found', deadlock);
    }
    return this.result('exhausted', null);
  }

  /** Enters the state the machine is in, unless it was seen; returns a deadlock if it is one. */
  private arrive(last: number, used: number): Found | null {
    const { machine, options } = this;
    const bounded = options.bound !== Infinity;
    const lastReady = last >= 0 && machine.mayRun(last);
    let first = machine.hashFirst();
    let second = machine.hashSecond();
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
    const depth = this.path.length === 0 ? 0 : this.choices.length;
    if (!this.visited.enter(first, second, shallow ? depth : bounded ? used : 0)) return null;
    const list = this.choicesHere(last, lastReady, used);
    if (list.length === 0) {
      if (machine.phase === PHASE.done || this.heldBack()) return null;
      const finding: Finding = { kind: 'violation', ...blockedActors(machine) };
      if (!this.wanted(finding)) return null;
      return this.foundHere(finding, this.choices.length);
    }
    if (shallow && depth >= (options.maxDepth as number)) {
      this.cut = true;
      return null;
    }
    const { store } = machine;
    this.marks.push(store.mark());
    this.firsts.push(store.hash[0] as number);
    this.seconds.push(store.hash[1] as number);
    this.used.push(used);
    this.choices.push(list);
    this.next.push(0);
    return null;
  }

  private choicesHere(last: number, lastReady: boolean, used: number): Choice[] {
    const { machine, options } = this;
    const list: Choice[] = [];
    const add = (actor: number): boolean => {
      const ways = machine.ways(actor);
      for (let way = 0; way < ways; way++) list.push(choiceOf(actor, way));
      return ways > 1;
    };
    if (lastReady && !this.excluded(last)) {
      // The outcome of a choice concerns nobody else: with reduction no other actor needs to be tried before it.
      if (add(last) && this.guards !== null) return list;
      if (used >= options.bound) {
        this.cut = true;
        return list;
      }
    }
    for (let actor = 0; actor < machine.layout.actors; actor++)
      if (actor !== last && !this.excluded(actor) && machine.mayRun(actor)) add(actor);
    return list;
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
    return this.guards?.weakened === true;
  }

  private attempt(act: () => void): Finding | null {
    try {
      act();
      return null;
    } catch (stop) {
      return findingOf(stop);
    }
  }

  private wanted(finding: Finding): boolean {
    const { rule } = this.options;
    return rule === undefined || (finding.kind === 'violation' && finding.rule === rule);
  }

  private foundHere(finding: Finding, length: number): Found {
    return { finding, path: this.path.slice(0, length), micros: [] };
  }

  /** Executes the path once more from the root, for the micro-steps of which its decisions consist. */
  private inMicros(found: Found): Found {
    const { machine } = this;
    const log: number[] = [];
    const micros: Choice[] = [];
    machine.log = log;
    const take = (way: number): void => {
      log.forEach((actor, i) => micros.push(choiceOf(actor, i === 0 ? way : 0)));
      log.length = 0;
    };
    if (this.attempt(() => machine.begin()) === null) {
      take(0);
      for (const choice of found.path) {
        const ended = this.attempt(() => machine.advance(actorOf(choice), wayOf(choice)));
        take(wayOf(choice));
        if (ended !== null) break;
      }
    } else take(0);
    machine.log = null;
    return { ...found, micros };
  }

  private leaveLevel(): void {
    this.marks.pop();
    this.firsts.pop();
    this.seconds.pop();
    this.used.pop();
    this.choices.pop();
    this.next.pop();
    this.path.length = Math.max(0, this.choices.length - 1);
  }

  private checkBudget(): void {
    const { budget, onProgress } = this.options;
    if (budget.cancelled()) throw new BudgetSpent('cancelled');
    if (this.visited.size > budget.maxStates) throw new BudgetSpent(`${String(budget.maxStates)} states`);
    if (this.visited.bytes > budget.maxBytes)
      throw new BudgetSpent(`${String(Math.round(budget.maxBytes / 1e6))} MB of states`);
    if ((this.transitions & 0xfff) !== 0) return;
    if (budget.now() - this.started > budget.maxSeconds * 1000)
      throw new BudgetSpent(`${String(budget.maxSeconds)} seconds`);
    if ((this.transitions & 0xffff) === 0) onProgress?.(this.visited.size, this.transitions);
  }

  private result(outcome: SearchResult['outcome'], found: Found | null, reason = ''): SearchResult {
    return { outcome, found, reason, cut: this.cut, states: this.visited.size, transitions: this.transitions };
  }
}

/** What a thrown stop means; anything else is a defect of the machine and goes on up. */
export function findingOf(stop: unknown): Finding {
  if (stop instanceof RuleBroken) return { kind: 'violation', rule: stop.rule, message: stop.message };
  if (stop instanceof OpaqueReached) return { kind: 'opaque', symbol: stop.symbol, reason: stop.reason };
  if (stop instanceof OutOfRoom) return { kind: 'limit', message: stop.message };
  throw stop;
}
