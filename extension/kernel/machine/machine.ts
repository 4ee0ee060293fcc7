/**
 * What a machine is, and what it is made of: primitives and instructions are given the machine that executes them, and the
 * machine is asked for them. `ClosureMachine` is the one that there is.
 */
import type { CodePlace, Instr, IrFunction, PlaceIndex, Program } from '../c/ir';
import type { Interned } from './interned';
import type { Layout } from './layout';
import type { LockClasses } from './lock-classes';
import type { Memory } from './memory';
import type { LockUse, Reduction, Touch } from './reduction';
import type { Store } from './store';

/** Faults that the flow asks for: `may-fail: what`, and `fail: what 3`. */
export interface Faults {
  readonly mayFail: readonly string[];
  readonly fail: readonly { readonly what: string; readonly call: number }[];
}

/** One thread of control that the program declares. */
export interface ActorDeclaration {
  readonly name: string;
  readonly function: number;
  readonly context: number;
}

/** Actors on a store of slots. It executes what it is told to; which actor is next is up to the caller. */
export interface Machine {
  readonly program: Program;
  readonly store: Store;
  readonly layout: Layout;
  readonly memory: Memory;
  readonly primitives: ReadonlyMap<string, Primitive>;
  readonly declared: readonly ActorDeclaration[];
  readonly output: (text: string) => void;
  readonly faults: Faults;
  /** Texts that the program gave to things of the machine. */
  readonly texts: Interned;
  readonly lockClasses: LockClasses;
  /** Whether an order of lock classes that comes round in a circle breaks a rule at once; else it is only noted. */
  strictOrders: boolean;
  orderDoubted: boolean;
  /** States that differ in nothing but the orders of lock classes that led to them are told apart. */
  ordersInHash: boolean;
  /** Whether the program asserts anywhere that an actor is alone with some memory. */
  readonly asserts: boolean;
  /** The running actor, its control words, its frame, the pc of the instruction that runs. */
  actor: number;
  control: number;
  frame: number;
  pc: number;
  /** Arguments of the call that is being prepared, each widened to 64 bits. */
  readonly argLow: Int32Array;
  readonly argHigh: Int32Array;
  argCount: number;
  /** What a primitive returns, whether it wants to run again, and the outcome that was chosen for it. */
  resultLow: number;
  resultHigh: number;
  again: boolean;
  choice: number;
  /** Where the actor of every micro-step that is executed is noted, if anybody asks. */
  log: number[] | null;
  /** Instructions executed since the machine was made. */
  instructions: number;
  /** Stop before every micro-step; else run on as far as `reduction` allows. */
  reduction: Reduction | null;
  /** Instructions that one `advance` may take. */
  fuel: number;
  /** Whether any actor has run in interrupt or softirq context: rules about them are asked only then. */
  interrupts: boolean;
  /** The note that the running step made, if any. */
  note: string | null;
  /** Told of everything that the program counts (`__kapi_count`). The state does not hold it, so nothing is searched twice for it. */
  counted: ((what: string, n: number) => void) | null;
  /** Whether nobody can notice what was touched since this was set, and how many micro-steps the decision has run on through. */
  passing: boolean;
  passed: number;
  /**
   * For recording: an actor stops right after its micro-step instead of before its next one, so that what only it can notice
   * is told together with what follows. `tail` asks for the old way, for an actor's last turn. Does not concern actor 0.
   */
  lazy: boolean;
  tail: boolean;
  /** Called before every instruction, for recording; `settleAt` makes the state whole at such a moment. */
  observer: ((micro: Micro, frame: number, pc: number) => void) | null;
  /** Where the instruction that runs, or ran last, stands; null before the first. */
  place(): CodePlace | null;
  /** Begins the run: the first start function is entered. May throw as `advance` does. */
  begin(): void;
  readonly phase: number;
  /** Whether the actor's next instruction could execute now. */
  ready(actor: number): boolean;
  /** Whether it is the actor's turn at all: setup and finally run alone, helped by what they started only while they wait. */
  mayRun(actor: number): boolean;
  /** Outcomes of the actor's next instruction. */
  ways(actor: number): number;
  /** The actor's next instruction with its arguments prepared, if it is a primitive; else null. */
  nextPrimitive(actor: number): Primitive | null;
  /**
   * Executes the next micro-step of an actor with the outcome chosen, and then what nobody else can notice. Throws
   * `RuleBroken`, `OpaqueReached`, `OutOfRoom`, `ProgramExit`; `actor`, `frame` and `pc` then say where.
   */
  advance(actor: number, choice: number): void;
  /** The actor without which a waiting one cannot go on, or -1: for locks, the owner. */
  blockerOf(actor: number): number;
  /** Index of the place of the instruction that runs, or ran last; -1 before the first. */
  currentPlace(): number;
  /** What an actor waits for, as messages name it. */
  waitsFor(actor: number): string;
  /** Calls `each` for every instruction that this machine has executed at least once. */
  eachExecuted(each: (micro: Micro) => void): void;
  /** The frames of an actor, innermost first. */
  framesOf(actor: number): number[];
  /** Id of the first object among the locals of a frame. */
  firstLocal(frame: number): number;
  /** The instruction that an actor executes next. */
  nextMicro(actor: number): Micro | null;
  codeOf(frame: number): FunctionCode;
  code(index: number): FunctionCode;
  /** One more than the highest actor that has ever run: those beyond need no look. */
  actorsUsed(): number;
  nameOfActor(actor: number): string;
  /** Reports an access that is about to happen. */
  touch(high: number, low: number, bytes: number, write: boolean): void;
  /** The same for bytes of the slot array that are there whatever happens. */
  touchAt(at: number, bytes: number, write: boolean): void;
  /** The same for a word of the machine's own tables. */
  touchSlot(slot: number, write: boolean): void;
  touchLock(slot: number, how: LockUse): void;
  /** Puts an actor on its way. Its local beginning is executed when the machine next settles. */
  start(actor: number, index: number, context: number, argLow: number, argHigh: number): void;
  give(low: number, high?: number): void;
  /** Makes an actor the running one. */
  look(actor: number, frame: number): void;
  /** Makes frame and hash of the running actor say that it stands before the instruction at `pc`. For observers. */
  settleAt(frame: number, pc: number): void;
  /** The memory that a micro-step is about to touch; null where it concerns everybody. */
  touches(micro: Micro, frame: number): Touch[] | null;
  /** Executes an actor's beginning up to its first micro-step. */
  settle(actor: number): void;
  /** The same for every actor that is under way, and the change of phase that this may bring. */
  settleActors(): void;
}

/** A function made ready to run. */
export interface FunctionCode {
  readonly index: number;
  readonly source: IrFunction;
  readonly micros: readonly Micro[];
  readonly registerOffsets: readonly number[];
  /** Slots of a frame, its head included. */
  readonly frameSize: number;
  /** 1 for each instruction that was executed. */
  readonly seen: Uint8Array;
  /** Offsets in the frame of the register words that are read before they are written, from each pc on. */
  liveAt(pc: number): Int32Array;
}

/** An instruction made ready to run. */
export interface Micro {
  readonly kind: number;
  readonly at: PlaceIndex;
  readonly instr: Instr;
  /** Executes it and returns the next pc. */
  readonly run: (frame: number) => number;
  /** Reports to the machine what memory it is about to touch; never throws and changes nothing. */
  readonly touch: ((frame: number) => void) | null;
  readonly primitive: Primitive | null;
  /** Puts the arguments of a primitive into the machine's argument words. */
  readonly prepare: ((frame: number) => void) | null;
}

/**
 * One thing the machine can do that C alone cannot say. The entry is its documentation: completion and hovers show
 * signature, effect and context, and `source` says which kernel text it stands for.
 */
export interface Primitive {
  readonly name: string;
  /** The prototype in C. */
  readonly signature: string;
  /** One or two sentences. */
  readonly effect: string;
  /** Where it may be called. `may-sleep`: not in atomic context, which the machine checks. */
  readonly context: 'any' | 'may-sleep';
  /** File (and function or document) of the kernel that defines the behaviour; `machine` where it has no counterpart. */
  readonly source: string;
  /**
   * Whether other actors can notice when it runs. `never`: it only looks at or changes its own actor · `touches`: as an
   * access of the memory that `touch` reports · `always`.
   */
  readonly visible: 'never' | 'touches' | 'always';
  /** Reports the memory that the call will access; arguments are prepared. Never throws and changes nothing. */
  readonly touch?: (machine: Machine) => void;
  /** Broken rules that can be told when an actor arrives at the call, before it is its turn. Changes nothing. */
  readonly arrive?: (machine: Machine) => void;
  /** Whether the actor could go on now; it waits otherwise. Changes nothing. */
  readonly ready?: (machine: Machine) => boolean;
  /** For what waits for one word to become 0, and for nothing else: the slot of that word, -1 where it cannot be told. */
  readonly waitsForZero?: (machine: Machine) => number;
  /** What it waits for, for messages about deadlocks. */
  readonly waitsFor?: (machine: Machine) => string;
  /** The actor that alone can end the waiting, or -1. */
  readonly blocker?: (machine: Machine) => number;
  /** How many outcomes there are to choose from (`machine.choice`); 1 where absent. */
  readonly ways?: (machine: Machine) => number;
  /** What an outcome means, in words: `kzalloc fails`. Arguments are prepared. */
  readonly outcome?: (machine: Machine, way: number) => string;
  /** The fault that the call asks about, if it is one that a flow may ask for. Arguments are prepared. */
  readonly fault?: (machine: Machine) => string;
  readonly run: (machine: Machine) => void;
}
