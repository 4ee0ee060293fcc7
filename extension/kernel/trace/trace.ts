import type { Origin } from '../source';
import type { Answers } from './answer';

/** pass: every schedule covered obeys the rules · incomplete: no violation, but not everything was covered. */
export type Verdict = 'pass' | 'violation' | 'incomplete' | 'unmodelled';

/** One thread of control of the run: an `__actor` function, or a context that the program started. */
export interface TraceActor {
  /** Index as in `TraceStep.actor`; 0 is the run's own setup and finally. */
  readonly index: number;
  readonly name: string;
}

/** One change of the state, in words: field by field, values shown by their C type. */
export interface Change {
  /** `resv.owner`, `pages[0].pfn`, `kvm_fault: pfn`: object and member as a person would name them. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** A register or local of a frame; hidden unless asked for. */
  readonly local: boolean;
}

export type StepKind =
  'statement' | 'call' | 'return' | 'lock' | 'unlock' | 'wait' | 'access' | 'allocate' | 'free' | 'violation';

/** What one actor did between two points that a person can tell apart: one statement or one primitive. */
export interface TraceStep {
  /** From 1. */
  readonly n: number;
  readonly actor: number;
  readonly cpu: number;
  readonly name: string;
  readonly kind: StepKind;
  /** Depth of the call stack, 0 for the actor's own function. */
  readonly depth: number;
  readonly function: string;
  readonly origin: Origin;
  readonly file: string;
  /** 1-based, in `file`; 0 where there is none (primitives without a caller). */
  readonly line: number;
  readonly endLine: number;
  /** Message-ID and body line of the mail that holds this line; null for other origins. */
  readonly patch: string | null;
  readonly patchLine: number | null;
  readonly changed: readonly Change[];
  /** What a call returned or a load found, as text; null where there is nothing to show. */
  readonly result: string | null;
  /** Whether the step may be folded away: not in the happens-before past of the violation, or local. */
  readonly minor: boolean;
  /** 16 hex digits of the state after the step. */
  readonly stateHash: string;
}

/** A broken rule. */
export interface Violation {
  /** Stable id of the rule: `stale-access`, `deadlock`, `use-after-free`, … */
  readonly rule: string;
  readonly message: string;
  readonly actor: number;
  /** `TraceStep.n` at which it broke. */
  readonly step: number;
  /** Why the line below has to answer for it, and the `TraceStep.n` that stands there (trace/answer.ts). */
  readonly answers: Answers;
  readonly answering: number;
  readonly origin: Origin;
  readonly file: string;
  readonly line: number;
  readonly function: string;
}

/** A frame of an actor's stack at some step. */
export interface Frame {
  readonly function: string;
  readonly arguments: string;
  readonly origin: Origin;
  readonly file: string;
  readonly line: number;
  readonly patch: string | null;
  readonly patchLine: number | null;
  /** `argument` tells what a caller passed from what the function declares itself. */
  readonly variables: readonly {
    readonly name: string;
    readonly type: string;
    readonly value: string;
    readonly argument: boolean;
  }[];
}

/** An object of the state at some step, its fields by name. */
export interface ObjectView {
  readonly name: string;
  readonly type: string;
  readonly storage: 'global' | 'heap' | 'stack';
  readonly live: boolean;
  readonly fields: readonly { readonly path: string; readonly type: string; readonly value: string }[];
}

/** The whole state as a person sees it, at one step. */
export interface StateView {
  readonly step: number;
  readonly stacks: readonly {
    readonly actor: number;
    readonly status: string;
    readonly frames: readonly Frame[];
    /** Names of the locks that it holds, oldest first. */
    readonly held: readonly string[];
  }[];
  readonly objects: readonly ObjectView[];
}

/** A total that the program keeps of itself: how often something was called, how many bytes something took. */
export interface Count {
  readonly what: string;
  readonly total: number;
  /** `TraceStep.n` of each step that added to it, and the total after that step. */
  readonly steps: readonly (readonly [number, number])[];
}

/**
 * A run that goes round for ever is a lasso: it comes back, after step `to`, to the state that it was in before step `from`,
 * and nobody else can go on meanwhile. The numbers are `TraceStep.n`.
 */
export interface Loop {
  readonly from: number;
  readonly to: number;
}

/** A run as a value. `choices` and the sources rebuild everything else. */
export interface Trace {
  readonly schema: 1;
  readonly flow: string;
  /** Of the sources that it ran on; a different one refuses to replay. */
  readonly sourceHash: string;
  readonly choices: readonly number[];
  /** Faults that it assumes beside what its flow asks for (`may-fail:`); absent where there are none. */
  readonly mayFail?: readonly string[];
  readonly stateHashes: readonly string[];
  readonly actors: readonly TraceActor[];
  readonly steps: readonly TraceStep[];
  readonly violation: Violation | null;
  /** Pairs of `TraceStep.n`: the first happens before the second, across actors. */
  readonly order: readonly (readonly [number, number])[];
  /** The round that the run makes for ever; absent where it makes none. */
  readonly loop?: Loop;
  /** In the order in which the run first counted them; a total belongs to this run, other schedules may count otherwise. */
  readonly counts: readonly Count[];
  /** The CPU0/CPU1 table. */
  readonly table: string;
}

/** As much of a trace as executing it again needs: what is kept of it, in a file or a link. The rest is made anew. */
export interface KeptTrace
  extends
    Pick<Trace, 'flow' | 'sourceHash' | 'choices' | 'mayFail' | 'stateHashes'>,
    Partial<Pick<Trace, 'steps' | 'violation'>> {}

/** A file of which a search executed lines. */
export interface RestsOn {
  readonly origin: 'series' | 'tree' | 'model';
  readonly file: string;
  readonly lines: number;
}

/** A schedule that passes, as near as one can be to one that breaks a rule. */
export interface PassingTrace {
  readonly trace: Trace;
  /** `TraceStep.n` of the step at which another choice is made: until then the schedules are the same. */
  readonly parts: number;
}

/** One way in which a rule breaks, made small. */
export interface Broken {
  readonly violation: Violation;
  readonly trace: Trace;
  readonly passing: PassingTrace | null;
}

/** What a search found. Its run is whole, or (`Exploration<KeptTrace>`) is to be executed again. */
export interface Exploration<Run extends KeptTrace = Trace> {
  readonly verdict: Verdict;
  readonly violation: Violation | null;
  readonly message: string;
  readonly complete: string;
  readonly states: number;
  readonly transitions: number;
  /** Executed source lines (distinct) by origin, `flow` and `machine` being ours too; primitives count by name. */
  readonly origins: Readonly<Record<'series' | 'tree' | 'model' | 'flow' | 'machine' | 'primitive', number>>;
  /** The same lines by file, in order of origin and name: what the verdict rests on. */
  readonly rests: readonly RestsOn[];
  readonly unmodelled: readonly {
    readonly symbol: string;
    readonly file: string;
    readonly line: number;
    readonly reason: string;
  }[];
  readonly trace: Run | null;
  /** Beside a violation, the nearest schedule that passes; absent or null where there is none. */
  readonly passing?: PassingTrace | null;
  /** Further violations, each of another rule or at another place, where more than one was asked for. */
  readonly others?: readonly Broken[];
}
