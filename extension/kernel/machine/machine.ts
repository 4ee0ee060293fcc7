import type { CodePlace, Program } from '../c/ir';
import type { Micro } from './code';
import { Code } from './code';
import { pushFrame } from './frame';
import { hashBottom, takeFrameHash } from './frame-hash';
import { placeGlobals } from './globals';
import { Interned } from './interned';
import type { Bounds } from './layout';
import { CONTEXT, CONTROL, FRAME, Layout, NEXT, PHASE, RUN, STATUS } from './layout';
import { LockClasses } from './lock-classes';
import { Memory } from './memory';
import type { ActorDeclaration } from './phases';
import { Phases, declaredActors } from './phases';
import type { Primitive } from './primitives/primitive';
import { PRIMITIVES } from './primitives/primitives';
import type { LockUse, Reduction, Touch } from './reduction';
import { TouchList } from './reduction';
import { Store } from './store';
import { takeTurn } from './turn';

/** Faults that the flow asks for: `may-fail: what`, and `fail: what 3`. */
export interface Faults {
  readonly mayFail: readonly string[];
  readonly fail: readonly { readonly what: string; readonly call: number }[];
}

export interface MachineOptions {
  readonly bounds: Bounds;
  /** Where printk and printf go. */
  readonly output?: (text: string) => void;
  readonly faults?: Faults;
  /** Run main() alone instead of setup(), the actors and finally(). */
  readonly main?: boolean;
}

/** Actors on a store of slots. It executes what it is told to; which actor is next is up to the caller. */
export class Machine {
  readonly store: Store;
  readonly layout: Layout;
  readonly memory: Memory;
  readonly primitives: ReadonlyMap<string, Primitive> = PRIMITIVES;
  readonly declared: readonly ActorDeclaration[];
  readonly output: (text: string) => void;
  readonly faults: Faults;
  /** Texts that the program gave to things of the machine. */
  readonly texts = new Interned();
  readonly lockClasses = new LockClasses();
  /** Whether an order of lock classes that comes round in a circle breaks a rule at once; else it is only noted. */
  strictOrders = false;
  orderDoubted = false;
  /** States that differ in nothing but the orders of lock classes that led to them are told apart. */
  ordersInHash = false;
  /** Whether the program asserts anywhere that an actor is alone with some memory. */
  readonly asserts: boolean;

  /** The running actor, its control words, its frame, the pc of the instruction that runs. */
  actor = 0;
  control = 0;
  frame = 0;
  pc = 0;
  /** Arguments of the call that is being prepared, each widened to 64 bits. */
  readonly argLow = new Int32Array(128);
  readonly argHigh = new Int32Array(128);
  argCount = 0;
  /** What a primitive returns, whether it wants to run again, and the outcome that was chosen for it. */
  resultLow = 0;
  resultHigh = 0;
  again = false;
  choice = 0;
  /** Where the actor of every micro-step that is executed is noted, if anybody asks. */
  log: number[] | null = null;
  /** Instructions executed since the machine was made. */
  instructions = 0;
  /** Stop before every micro-step; else run on as far as `reduction` allows. */
  reduction: Reduction | null = null;
  /** Instructions that one `advance` may take. */
  fuel = 2_000_000;
  /** Whether any actor has run in interrupt or softirq context: rules about them are asked only then. */
  interrupts = false;
  /** The note that the running step made, if any. */
  note: string | null = null;
  /** Told of everything that the program counts (`__kapi_count`). The state does not hold it, so nothing is searched twice for it. */
  counted: ((what: string, n: number) => void) | null = null;
  /** Whether nobody can notice what was touched since this was set, and how many micro-steps the decision has run on through. */
  passing = true;
  passed = 0;

  /**
   * For recording: an actor stops right after its micro-step instead of before its next one, so that what only it can notice
   * is told together with what follows. `tail` asks for the old way, for an actor's last turn. Does not concern actor 0.
   */
  lazy = false;
  tail = false;

  /** Called before every instruction, for recording; `settleAt` makes the state whole at such a moment. */
  observer: ((micro: Micro, frame: number, pc: number) => void) | null = null;

  private readonly codes: (Code | undefined)[];
  private readonly phases: Phases;
  private used: number;

  constructor(
    readonly program: Program,
    options: MachineOptions,
  ) {
    this.declared = options.main === true ? [] : declaredActors(program);
    this.layout = new Layout(program, this.declared.length, options.bounds);
    this.store = new Store(this.layout.size);
    this.memory = new Memory(this.store, this.layout, program);
    this.output = options.output ?? ((): void => undefined);
    this.faults = options.faults ?? { mayFail: [], fail: [] };
    this.codes = new Array<Code | undefined>(program.functions.length);
    this.phases = new Phases(this, options.main === true);
    this.used = 1 + this.declared.length;
    this.asserts = calls(program, '__kapi_assert_exclusive');
    placeGlobals(program, this.memory);
  }

  /** Where the instruction that runs, or ran last, stands; null before the first. */
  place(): CodePlace | null {
    if (this.frame === 0) return null;
    const micro = this.codeOf(this.frame).micros[this.pc];
    return micro === undefined ? null : (this.program.places[micro.at] ?? null);
  }

  /** Begins the run: the first start function is entered. May throw as `advance` does. */
  begin(): void {
    this.phases.begin();
  }

  get phase(): number {
    return this.store.get(this.layout.run + RUN.phase);
  }

  /** Whether the actor's next instruction could execute now. */
  ready(actor: number): boolean {
    const { slots } = this.store;
    const control = this.layout.control + actor * CONTROL.length;
    if (slots[control + CONTROL.status] !== STATUS.ready) return false;
    const next = slots[control + CONTROL.next] as number;
    if (next > 0) return slots[next] === 0;
    return next === NEXT.always || this.askReady(actor, slots[control + CONTROL.frame] as number);
  }

  private askReady(actor: number, frame: number): boolean {
    const micro = this.microAt(frame);
    const ready = micro.primitive?.ready;
    if (ready === undefined || micro.prepare === null) return true;
    this.look(actor, frame);
    micro.prepare(frame);
    return ready(this);
  }

  /** Whether it is the actor's turn at all: setup and finally run alone, helped by what they started only while they wait. */
  mayRun(actor: number): boolean {
    const phase = this.phase;
    if (phase === PHASE.actors) return actor !== 0 && this.ready(actor);
    if (phase === PHASE.done || !this.ready(actor)) return false;
    if (actor === 0) return true;
    if (this.ready(0)) return false;
    for (let other = 1; other < actor; other++) if (this.ready(other)) return false;
    return true;
  }

  /** Outcomes of the actor's next instruction. */
  ways(actor: number): number {
    const control = this.layout.controlOf(actor);
    if (this.store.get(control + CONTROL.next) !== NEXT.unknown) return 1;
    const frame = this.store.get(control + CONTROL.frame);
    const micro = this.microAt(frame);
    const ways = micro.primitive?.ways;
    if (ways === undefined || micro.prepare === null) return 1;
    this.look(actor, frame);
    micro.prepare(frame);
    return ways(this);
  }

  /** The actor's next instruction with its arguments prepared, if it is a primitive; else null. */
  nextPrimitive(actor: number): Primitive | null {
    const frame = this.store.get(this.layout.controlOf(actor) + CONTROL.frame);
    if (frame === 0) return null;
    const { primitive, prepare } = this.microAt(frame);
    if (primitive === null || prepare === null) return null;
    this.look(actor, frame);
    prepare(frame);
    return primitive;
  }

  /**
   * Executes the next micro-step of an actor with the outcome chosen, and then what nobody else can notice. Throws
   * `RuleBroken`, `OpaqueReached`, `OutOfRoom`, `ProgramExit`; `actor`, `frame` and `pc` then say where.
   */
  advance(actor: number, choice: number): void {
    this.choice = choice;
    this.passed = 0;
    this.note = null;
    // Only the end of an actor can be the end of a phase, but for setup and finally, which run by other rules.
    if (takeTurn(this, actor, 1) || this.phase !== PHASE.actors) this.phases.change();
  }

  /** The actor without which a waiting one cannot go on, or -1: for locks, the owner. */
  blockerOf(actor: number): number {
    const control = this.layout.controlOf(actor);
    if (this.store.get(control + CONTROL.status) !== STATUS.ready) return -1;
    const frame = this.store.get(control + CONTROL.frame);
    const { primitive, prepare } = this.microAt(frame);
    if (primitive?.blocker === undefined || primitive.ready === undefined || prepare === null) return -1;
    this.look(actor, frame);
    prepare(frame);
    return primitive.ready(this) ? -1 : primitive.blocker(this);
  }

  /** Index of the place of the instruction that runs, or ran last; -1 before the first. */
  currentPlace(): number {
    if (this.frame === 0) return -1;
    return this.codeOf(this.frame).micros[this.pc]?.at ?? -1;
  }

  /** What an actor waits for, as messages name it. */
  waitsFor(actor: number): string {
    const frame = this.store.get(this.layout.controlOf(actor) + CONTROL.frame);
    const micro = this.microAt(frame);
    const { primitive } = micro;
    if (primitive === null || micro.prepare === null) return 'its turn';
    this.look(actor, frame);
    micro.prepare(frame);
    return primitive.waitsFor?.(this) ?? `${primitive.name}()`;
  }

  /** Calls `each` for every instruction that this machine has executed at least once. */
  eachExecuted(each: (micro: Micro) => void): void {
    for (const code of this.codes)
      code?.micros.forEach((micro, pc) => {
        if (code.seen[pc] === 1) each(micro);
      });
  }

  /** The frames of an actor, innermost first. */
  framesOf(actor: number): number[] {
    const found: number[] = [];
    let frame = this.store.get(this.layout.controlOf(actor) + CONTROL.frame);
    while (frame !== 0) {
      found.push(frame);
      frame = this.store.get(frame + FRAME.caller);
    }
    return found;
  }

  /** Id of the first object among the locals of a frame. */
  firstLocal(frame: number): number {
    return this.store.get(frame + FRAME.objects);
  }

  /** The instruction that an actor executes next. */
  nextMicro(actor: number): Micro | null {
    const frame = this.store.get(this.layout.controlOf(actor) + CONTROL.frame);
    return frame === 0 ? null : this.microAt(frame);
  }

  codeOf(frame: number): Code {
    return this.code(this.store.get(frame + FRAME.function));
  }

  code(index: number): Code {
    return (this.codes[index] ??= new Code(index, this.program.functions[index] as Program['functions'][number], this));
  }

  /** One more than the highest actor that has ever run: those beyond need no look. */
  actorsUsed(): number {
    return this.used;
  }

  nameOfActor(actor: number): string {
    if (actor === 0) return this.phase === PHASE.finally ? 'finally' : 'setup';
    const declared = this.declared[actor - 1];
    if (declared !== undefined) return declared.name;
    const started = this.store.get(this.layout.controlOf(actor) + CONTROL.started) - 1;
    return this.program.functions[started]?.name ?? `actor ${String(actor)}`;
  }

  // ---- For instructions and primitives ----

  /** Reports an access that is about to happen. */
  touch(high: number, low: number, bytes: number, write: boolean): void {
    if (this.reduction === null || !this.passing) return;
    const at = this.memory.find(high, low, bytes);
    // A wrong access is a violation whenever it happens: nothing is gained by waiting.
    if (at < 0) return;
    this.passing = this.reduction.passes(this.actor, at, bytes, write);
  }

  /** The same for bytes of the slot array that are there whatever happens. */
  touchAt(at: number, bytes: number, write: boolean): void {
    if (this.reduction === null || !this.passing) return;
    this.passing = this.reduction.passes(this.actor, at, bytes, write);
  }

  /** The same for a word of the machine's own tables. */
  touchSlot(slot: number, write: boolean): void {
    if (this.reduction === null || !this.passing) return;
    this.passing = this.reduction.passes(this.actor, slot * 4, 4, write);
  }

  touchLock(slot: number, how: LockUse): void {
    if (this.reduction === null || !this.passing) return;
    this.passing = this.reduction.passesLock(this.actor, slot, how);
  }

  /** Puts an actor on its way. Its local beginning is executed when the machine next settles. */
  start(actor: number, index: number, context: number, argLow: number, argHigh: number): void {
    const { store, layout } = this;
    const control = layout.controlOf(actor);
    if (actor >= this.used) this.used = actor + 1;
    if (context !== CONTEXT.process) this.interrupts = true;
    store.put(control + CONTROL.status, STATUS.ready);
    store.put(control + CONTROL.context, context);
    store.put(control + CONTROL.started, index + 1);
    const running = this.actor;
    this.argLow[0] = argLow;
    this.argHigh[0] = argHigh;
    this.argCount = 1;
    this.look(actor, 0);
    const frame = layout.frames + actor * layout.bounds.frames;
    hashBottom(this, frame, actor);
    pushFrame(this, index, frame, 0, 0, 0);
    store.keep(control + CONTROL.next, NEXT.unknown);
    takeFrameHash(this);
    this.look(running, store.get(layout.controlOf(running) + CONTROL.frame));
  }

  give(low: number, high = 0): void {
    this.resultLow = low;
    this.resultHigh = high;
  }

  /** Makes an actor the running one. */
  look(actor: number, frame: number): void {
    this.actor = actor;
    this.control = this.layout.controlOf(actor);
    this.frame = frame;
  }

  /** Makes frame and hash of the running actor say that it stands before the instruction at `pc`. For observers. */
  settleAt(frame: number, pc: number): void {
    this.store.keep(frame + FRAME.pc, pc);
    takeFrameHash(this);
  }

  /** The memory that a micro-step is about to touch; null where it concerns everybody. */
  touches(micro: Micro, frame: number): Touch[] | null {
    if (micro.primitive?.visible === 'always') return null;
    const list = new TouchList();
    const before = this.reduction;
    this.memory.lenient = true;
    this.passing = true;
    this.reduction = list;
    if (micro.primitive !== null && micro.prepare !== null) {
      micro.prepare(frame);
      micro.primitive.touch?.(this);
    } else micro.touch?.(frame);
    this.reduction = before;
    this.memory.lenient = false;
    return list.touches;
  }

  /** Executes an actor's beginning up to its first micro-step. */
  settle(actor: number): void {
    this.passed = 0;
    takeTurn(this, actor, 0);
  }

  /** The same for every actor that is under way, and the change of phase that this may bring. */
  settleActors(): void {
    for (let actor = 1; actor < this.used; actor++)
      if (this.store.get(this.layout.controlOf(actor) + CONTROL.status) === STATUS.ready) this.settle(actor);
    this.phases.change();
  }

  private microAt(frame: number): Micro {
    return this.codeOf(frame).micros[this.store.get(frame + FRAME.pc)] as Micro;
  }
}

const calls = (program: Program, primitive: string): boolean =>
  program.functions.some(({ code }) =>
    code.some((instr) => instr.op === 'call' && instr.callee.kind === 'primitive' && instr.callee.name === primitive),
  );
