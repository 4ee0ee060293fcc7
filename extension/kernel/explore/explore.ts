/**
 * The search for a schedule that breaks a rule: iterative preemption bounds, then all schedules, within a budget; what it finds
 * is made small before anybody sees it.
 */
import type { Program } from '../c/ir';
import { SEARCH_BOUNDS } from '../machine/layout';
import type { Bounds } from '../machine/layout';
import { ClosureMachine } from '../machine/closure-machine';
import type { Faults, Machine } from '../machine/machine';
import { buildTrace } from '../trace/build';
import type { Files } from '../trace/build';
import { passingBeside } from '../trace/nearest';
import { record } from '../trace/record';
import type { Broken, Exploration, PassingTrace, Trace } from '../trace/trace';
import type { Budget } from './budget';
import { executedPlaces } from './coverage';
import { Guards } from './guards';
import { minimise } from './minimise';
import { sample } from './sample';
import type { Choice } from '../machine/choice';
import { findingKey } from '../machine/finding';
import type { Found, SearchResult } from './search';
import { search } from './search';
import { tidy } from './tidy';

/** Progress of a search, some times a second. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  /** Preemptions allowed at present; null for all schedules. */
  readonly bound: number | null;
}

export interface ExploreOptions {
  /** Name of the flow, for the trace. */
  readonly flow?: string;
  /** Preemptions at most; all schedules within the budget where absent. */
  readonly bound?: number;
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  /** Of the random schedules that are drawn when the budget does not suffice for all. */
  readonly seed?: number;
  /** How many of them at most; 1000 where absent. */
  readonly samples?: number;
  /** Violations, each of another rule or at another place, that are looked for; 1 where absent. */
  readonly violations?: number;
  /** Run on through what nobody else can notice. On unless false. */
  readonly reduction?: boolean;
  readonly faults?: Faults;
  readonly bounds?: Bounds;
  /** Milliseconds from an arbitrary start; without it time is not limited. */
  readonly now?: () => number;
  readonly signal?: { readonly aborted: boolean };
  readonly onProgress?: (progress: Progress) => void;
  /** Told every distinct line that ran, once the search is over. */
  readonly onExecuted?: (file: string, line: number) => void;
}

const DEFAULT_STATES = 5_000_000;
const DEFAULT_SECONDS = 10;
const MOST_BYTES = 400_000_000;
/** Decisions after which the smaller bounds turn back: an actor that spins for ever must not keep the others out. */
const HORIZON = 2000;
/** States within which a schedule is looked for that shows an order of locks once more. */
const ORDER_STATES = 100_000;
/** Bounds tried one after the other before all schedules (MODEL-FACTS 5: fewest switches first). */
const BOUNDS = [0, 1, 2] as const;
/** Share of the time that is kept for random schedules, in case all are too many. */
const FOR_SAMPLES = 0.15;
const SAMPLES = 1000;

export function explore(program: Program, files: Files, options: ExploreOptions = {}): Exploration {
  return new Explorer(program, files, options).run();
}

class Explorer {
  private states = 0;
  /** The search looks for orders of locks alone by now. */
  private strictOrders = false;
  private transitions = 0;
  /** A schedule with nothing wrong in it: what a flow that passes is replayed by. */
  private passing: readonly Choice[] | null = null;
  private readonly broken: { readonly found: Found; readonly complete: string }[] = [];
  private readonly known = new Set<string>();
  private readonly budget: Budget;

  constructor(
    private readonly program: Program,
    private readonly files: Files,
    private readonly options: ExploreOptions,
  ) {
    const now = options.now ?? ((): number => 0);
    const started = now();
    this.budget = {
      maxStates: options.maxStates ?? DEFAULT_STATES,
      maxSeconds: options.maxSeconds ?? DEFAULT_SECONDS,
      maxBytes: MOST_BYTES,
      // Every search counts from the start of the exploration.
      now: () => now() - started,
      cancelled: () => options.signal?.aborted === true,
    };
  }

  run(): Exploration {
    const machine = this.machine();
    const guards = this.options.reduction === false ? null : new Guards(machine);
    const most = this.options.bound ?? Infinity;
    const wanted = this.options.violations ?? 1;
    let complete = '';
    let spent = '';
    for (const bound of [...BOUNDS.filter((one) => one < most), most]) {
      const result = this.searchUntilSettled(machine, guards, bound, bound === most ? this.mainShare() : this.share());
      this.states = result.states;
      this.passing ??= result.ended;
      for (const found of result.all) this.take(machine, guards, found, bound);
      if (this.broken.length >= wanted) return this.conclude(machine);
      if (result.outcome === 'spent') {
        // A small bound can have no end of its own, where actors spin for ever; a larger one may still find something.
        spent = result.reason;
        if (this.isOver()) break;
        continue;
      }
      spent = '';
      complete = result.cut ? boundText(bound) : 'all schedules';
      if (!result.cut) break;
    }
    if (this.broken.length === 0 && machine.orderDoubted) this.findOrder(machine, guards);
    if (this.broken.length > 0) return this.conclude(machine);
    if (spent !== '') return this.sampled(machine, guards, complete, spent);
    if (this.passing === null && this.options.signal?.aborted !== true)
      return this.incomplete(complete, 'no schedule comes to its end: actors go round for ever', '', machine);
    const { scattered } = machine.lockClasses;
    if (scattered !== null)
      return this.incomplete(
        complete,
        `no one schedule takes locks in a circle, but several together do: ${scattered}`,
        '',
        machine,
      );
    return {
      ...this.report(machine),
      verdict: 'pass',
      violation: null,
      message: `no rule is broken in ${complete}`,
      complete,
      unmodelled: [],
      trace: this.passingTrace(),
    };
  }

  /**
   * Some schedule took locks in an order that comes round in a circle, and no schedule tried ends in what that may lead to:
   * now the order itself is looked for, which any schedule shows that takes all of it. Or different schedules took
   * parts of a circle: then states count as seen only where the same orders led to them.
   */
  private findOrder(machine: Machine, guards: Guards | null): void {
    this.strictOrders = true;
    machine.strictOrders = true;
    machine.ordersInHash = true;
    for (const bound of [...BOUNDS, Infinity]) {
      const budget = { ...this.budget, maxSeconds: Infinity, maxStates: ORDER_STATES };
      const result = this.searchUntilSettled(machine, guards, bound, budget);
      for (const found of result.all) this.take(machine, guards, found, bound);
      if (this.broken.length > 0 || this.budget.cancelled()) return;
      if (result.outcome === 'exhausted' && !result.cut) return;
    }
  }

  private isOver(): boolean {
    return this.budget.cancelled() || this.budget.now() > this.budget.maxSeconds * 1000;
  }

  /** Makes a finding small, and keeps it unless it is one that is known. */
  private take(machine: Machine, guards: Guards | null, found: Found, bound: number): void {
    const small = this.shrink(machine, guards, found, bound);
    this.known.add(findingKey(found.finding, found.place));
    const complete = small.finding.kind === 'violation' ? boundText(bound) : '';
    this.broken.push({ found: small, complete });
  }

  /** The budget did not suffice: what is left of the time goes into random schedules. */
  private sampled(machine: Machine, guards: Guards | null, complete: string, spent: string): Exploration {
    const seed = this.options.seed ?? 1;
    const drawn = sample(machine, guards, {
      seed,
      most: this.options.samples ?? SAMPLES,
      horizon: HORIZON,
      budget: this.budget,
    });
    this.transitions += drawn.transitions;
    const beside = `${String(drawn.schedules)} random schedules (seed ${String(seed)})`;
    if (drawn.found !== null) {
      this.take(machine, guards, drawn.found, Infinity);
      const [only] = this.broken;
      if (only !== undefined) this.broken[0] = { found: only.found, complete: `budget: ${spent}; ${beside}` };
      return this.conclude(machine);
    }
    return this.incomplete(complete, spent, drawn.schedules === 0 ? '' : beside, machine);
  }

  /** All schedules may use what is left, but for what random ones are to have where they are too many. */
  private mainShare(): Budget {
    return { ...this.budget, maxSeconds: this.budget.maxSeconds * (1 - FOR_SAMPLES) };
  }

  /** What one of the smaller bounds may use of what is left. */
  private share(): Budget {
    const { maxStates, maxSeconds, now } = this.budget;
    const left = maxSeconds - now() / 1000;
    return { ...this.budget, maxStates: Math.ceil(maxStates / 8), maxSeconds: now() / 1000 + left / 4 };
  }

  /** One bound, begun again whenever something learnt about sharing makes the reduction unsound so far. */
  private searchUntilSettled(machine: Machine, guards: Guards | null, bound: number, budget: Budget): SearchResult {
    for (;;) {
      if (guards !== null) guards.weakened = false;
      const result = search(machine, guards, {
        bound,
        budget,
        known: this.known,
        most: (this.options.violations ?? 1) - this.broken.length,
        ...(bound === (this.options.bound ?? Infinity) ? {} : { horizon: HORIZON }),
        onProgress: (states, transitions) => {
          this.options.onProgress?.({
            states,
            transitions: this.transitions + transitions,
            bound: bound === Infinity ? null : bound,
          });
        },
      });
      this.transitions += result.transitions;
      if (result.outcome !== 'weakened') return result;
    }
  }

  private shrink(machine: Machine, guards: Guards | null, found: Found, bound: number): Found {
    if (found.finding.kind !== 'violation') return found;
    return minimise(machine, guards, found, bound, this.budget, (this.options.violations ?? 1) > 1);
  }

  /** What was found first is the verdict. */
  private conclude(searched: Machine): Exploration {
    const [first, ...more] = this.broken;
    if (first === undefined) throw new Error('there is nothing to conclude from');
    const { found, complete } = first;
    const trace = this.trace(found);
    const { finding } = found;
    const base = { ...this.report(searched), trace, others: more.flatMap((other) => this.other(other.found)) };
    const last = trace.steps.at(-1);
    const at = { file: last?.file ?? '', line: last?.line ?? 0 };
    switch (finding.kind) {
      case 'violation':
        return {
          ...base,
          verdict: 'violation',
          violation: trace.violation,
          message: trace.violation?.message ?? finding.message,
          complete,
          unmodelled: [],
          passing: this.passingBeside(trace),
        };
      case 'opaque':
        return {
          ...base,
          verdict: 'unmodelled',
          violation: null,
          message: `${finding.symbol} is not modelled: ${finding.reason}`,
          complete,
          unmodelled: [{ symbol: finding.symbol, reason: finding.reason, ...at }],
        };
      case 'limit':
        return {
          ...base,
          verdict: 'incomplete',
          violation: null,
          message: `${finding.message} (${at.file}:${String(at.line)})`,
          complete: `budget: ${finding.message}`,
          unmodelled: [],
        };
    }
  }

  private other(found: Found): Broken[] {
    const trace = this.trace(found);
    const { violation } = trace;
    return violation === null ? [] : [{ violation, trace, passing: this.passingBeside(trace) }];
  }

  private passingBeside(trace: Trace): PassingTrace | null {
    const { bounds, faults } = this.options;
    const setting = {
      program: this.program,
      bounds: bounds ?? SEARCH_BOUNDS,
      faults: faults ?? { mayFail: [], fail: [] },
    };
    return passingBeside(setting, this.files, trace);
  }

  private incomplete(complete: string, reason: string, beside: string, machine: Machine): Exploration {
    const so = (complete === '' ? '' : `; ${complete} are covered`) + (beside === '' ? '' : `; ${beside} beside`);
    return {
      ...this.report(machine),
      verdict: 'incomplete',
      violation: null,
      message: `no rule is broken so far, but the search ended early: ${reason}${so}`,
      complete: `budget: ${reason}${so}`,
      unmodelled: [],
      trace: this.passingTrace(),
    };
  }

  private passingTrace(): Trace | null {
    if (this.passing === null) return null;
    return buildTrace(record(this.machine(), this.passing), this.files, this.options.flow ?? '');
  }

  private trace(found: Found): Trace {
    const micros = tidy(this.machine(), found.micros, found.finding);
    return buildTrace(record(this.machine(), micros), this.files, this.options.flow ?? '');
  }

  private report(machine: Machine): Pick<Exploration, 'states' | 'transitions' | 'origins' | 'rests'> {
    return {
      states: this.states,
      transitions: this.transitions,
      ...executedPlaces(machine, this.files, this.options.onExecuted),
    };
  }

  private machine(): Machine {
    const { bounds, faults } = this.options;
    const machine = new ClosureMachine(this.program, {
      bounds: bounds ?? SEARCH_BOUNDS,
      ...(faults === undefined ? {} : { faults }),
    });
    machine.strictOrders = this.strictOrders;
    return machine;
  }
}

function boundText(bound: number): string {
  return bound === Infinity ? 'all schedules' : `<= ${String(bound)} preemption${bound === 1 ? '' : 's'}`;
}
