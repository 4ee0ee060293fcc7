import type { CodePlace, Program } from '../c/ir';
import type { Micro } from './code';
import { ACTOR_ENDED, Code, FRAME_CHANGED, MICRO } from './code';
import type { Bounds } from './layout';
import {
  CONTEXT,
  CONTROL,
  ENTRY,
  FRAME,
  FUNCTION_BASE,
  HELD,
  Layout,
  NEXT,
  OBJECT,
  PHASE,
  RUN,
  STATUS,
} from './layout';
import { Memory } from './memory';
import type { Primitive } from './primitives/primitive';
import { PRIMITIVES } from './primitives/primitives';
import { isWide, narrow } from './scalar';
import { OutOfRoom, RuleBroken } from './stop';
import { Store, mixFirst, mixSecond } from './store';
import { wide } from './value';

/** What the search knows about sharing; it decides whether an actor may run on through an access (explore/guards.ts). */
export interface Reduction {
  /** Whether no other actor can tell when the bytes from `at` on (in the slot array) are accessed. */
  passes(actor: number, at: number, bytes: number, write: boolean): boolean;
  passesLock(actor: number, slot: number, how: LockUse): boolean;
}

/** Memory that a micro-step touches. */
export interface Touch {
  /** The first byte, counted in the slot array, and how many. */
  readonly at: number;
  readonly bytes: number;
  readonly write: boolean;
  /** It is the word of a lock, touched by an operation on the lock. */
  readonly lock: boolean;
}

/** How a primitive uses a lock's word: only blocking acquisition and release leave its critical sections movable. */
export type LockUse = 'acquire' | 'release' | 'query';

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

/** One thread of control that the program declares. */
export interface ActorDeclaration {
  readonly name: string;
  readonly function: number;
  readonly context: number;
}

/** Instructions that one actor may execute between two points where another one could; past it a loop is looked for. */
const LOOP_WATCH = 1 << 16;

/** Micro-steps that one decision may run on through while others wait. */
const MOST_PASSED = 1 << 10;

/** Actors on a store of slots. It executes what it is told to; which actor is next is up to the caller. */
export class Machine {
  readonly store: Store;
  readonly layout: Layout;
  readonly memory: Memory;
  readonly primitives: ReadonlyMap<string, Primitive> = PRIMITIVES;
  readonly declared: readonly ActorDeclaration[];
  readonly output: (text: string) => void;
  readonly faults: Faults;

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

  /**
   * For recording: an actor stops right after its micro-step instead of before its next one, so that what only it can notice
   * is told together with what follows. `tail` asks for the old way, for an actor's last turn. Does not concern actor 0.
   */
  lazy = false;
  tail = false;

  /** Called before every instruction, for recording; `settleAt` makes the state whole at such a moment. */
  observer: ((micro: Micro, frame: number, pc: number) => void) | null = null;

  private readonly codes: (Code | undefined)[];
  private readonly startups: readonly number[];
  private readonly last: number | null;
  private readonly names = new Map<string, number>();
  private passing = true;
  private passed = 0;
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
    this.startups = startFunctions(program, options.main === true ? 'main' : 'setup');
    this.last = options.main === true ? null : functionNamed(program, 'finally');
    this.used = 1 + this.declared.length;
    this.placeGlobals();
  }

  /** Where the instruction that runs, or ran last, stands; null before the first. */
  place(): CodePlace | null {
    if (this.frame === 0) return null;
    const micro = this.codeOf(this.frame).micros[this.pc];
    return micro === undefined ? null : (this.program.places[micro.at] ?? null);
  }

  /** Begins the run: the first start function is entered. May throw as `advance` does. */
  begin(): void {
    this.store.put(this.layout.run + RUN.phase, PHASE.start);
    this.nextStage();
  }

  get phase(): number {
    return this.store.get(this.layout.run + RUN.phase);
  }

  /** Whether the actor's next instruction could execute now. */
  ready(actor: number): boolean {
    const { store } = this;
    const control = this.layout.controlOf(actor);
    if (store.get(control + CONTROL.status) !== STATUS.ready) return false;
    const next = store.get(control + CONTROL.next);
    if (next !== NEXT.unknown) return next === NEXT.always || store.get(next) === 0;
    const frame = store.get(control + CONTROL.frame);
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

  /**
   * Executes the next micro-step of an actor with the outcome chosen, and then what nobody else can notice. Throws
   * `RuleBroken`, `OpaqueReached`, `OutOfRoom`, `ProgramExit`; `actor`, `frame` and `pc` then say where.
   */
  advance(actor: number, choice: number): void {
    this.choice = choice;
    this.passed = 0;
    this.note = null;
    this.proceed(actor, 1);
    this.changePhase();
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
    if (actor === 0) return this.phase === PHASE.finally ? 'finally' : this.startups.length === 0 ? 'setup' : 'setup';
    const declared = this.declared[actor - 1];
    if (declared !== undefined) return declared.name;
    const started = this.store.get(this.layout.controlOf(actor) + CONTROL.started) - 1;
    return this.program.functions[started]?.name ?? `actor ${String(actor)}`;
  }

  /** A small number for a text, the same for the same text throughout the life of this machine. */
  intern(text: string): number {
    let number = this.names.get(text);
    if (number === undefined) {
      number = this.names.size + 1;
      this.names.set(text, number);
    }
    return number;
  }

  interned(number: number): string {
    for (const [text, value] of this.names) if (value === number) return text;
    return '';
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

  /** The same for a word of the machine's own tables. */
  touchSlot(slot: number, write: boolean): void {
    if (this.reduction === null || !this.passing) return;
    this.passing = this.reduction.passes(this.actor, slot * 4, 4, write);
  }

  touchLock(slot: number, how: LockUse): void {
    if (this.reduction === null || !this.passing) return;
    this.passing = this.reduction.passesLock(this.actor, slot, how);
  }

  touchLocals(frame: number, count: number): void {
    const first = this.store.get(frame + FRAME.objects);
    for (let i = 0; i < count; i++) this.touch(first + i, 0, this.memory.sizeOf(first + i), true);
  }

  /** Enters a function of the program; the arguments are in the argument words. */
  enter(index: number, callerFrame: number, pc: number, resultLow: number, resultHigh: number): number {
    const { store } = this;
    const caller = this.codeOf(callerFrame);
    store.keep(callerFrame + FRAME.pc, pc + 1);
    const frame = callerFrame + caller.frameSize;
    this.push(index, frame, callerFrame, resultLow, resultHigh);
    // Everything below the new frame stays as it is until it returns: its share of the hash is taken once.
    const live = caller.liveAt(pc + 1);
    let first = mixFirst(store.get(callerFrame + FRAME.hash), (store.get(callerFrame) << 16) ^ (pc + 1));
    let second = mixSecond(store.get(callerFrame + FRAME.hash + 1), (store.get(callerFrame) << 16) ^ (pc + 1));
    const result = caller.source.code[pc];
    const skip =
      result?.op === 'call' && result.register !== null ? (caller.registerOffsets[result.register] as number) : -1;
    for (let i = 0; i < live.length; i++) {
      const offset = live[i] as number;
      if (offset === skip || offset === skip + 1) continue;
      const value = store.get(callerFrame + offset);
      first = mixFirst(first + offset, value);
      second = mixSecond(second + offset, value);
    }
    store.keep(frame + FRAME.hash, first);
    store.keep(frame + FRAME.hash + 1, second);
    return FRAME_CHANGED;
  }

  /** Leaves the frame with a value. */
  leave(frame: number, low: number, high: number): number {
    const { store, layout } = this;
    const { locals } = this.codeOf(frame).source;
    if (locals.length > 0) this.dropLocals(frame, locals.length);
    const callerFrame = store.get(frame + FRAME.caller);
    store.keep(this.control + CONTROL.frame, callerFrame);
    if (callerFrame === 0) {
      if (this.actor === 0) store.put(layout.run + RUN.result, low);
      return ACTOR_ENDED;
    }
    const caller = this.codeOf(callerFrame);
    const call = caller.source.code[store.get(callerFrame + FRAME.pc) - 1];
    if (call?.op === 'call' && call.register !== null) {
      const offset = caller.registerOffsets[call.register] as number;
      const type = caller.source.registers[call.register]?.type ?? 'i32';
      if (isWide(type)) {
        store.keep(callerFrame + offset, low);
        store.keep(callerFrame + offset + 1, high);
      } else store.keep(callerFrame + offset, narrow(type, low));
    }
    return FRAME_CHANGED;
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
    store.keep(frame + FRAME.hash, mixFirst(actor + 1, 0x51ed));
    store.keep(frame + FRAME.hash + 1, mixSecond(actor + 1, 0x51ed));
    this.push(index, frame, 0, 0, 0);
    store.keep(control + CONTROL.next, NEXT.unknown);
    this.takeHash();
    this.look(running, store.get(layout.controlOf(running) + CONTROL.frame));
  }

  /** A new object for the running actor; its bytes are zero. Returns the id. */
  allocate(bytes: number): number {
    const { store, layout, control, actor } = this;
    const number = store.get(control + CONTROL.heapObjects);
    const top = store.get(control + CONTROL.heapTop);
    const words = (bytes + 15) >> 2;
    if (number >= layout.bounds.heapObjects || top + words > layout.bounds.heap)
      throw new OutOfRoom(`${this.nameOfActor(actor)} allocates more than the machine has room for`);
    store.put(control + CONTROL.heapObjects, number + 1);
    store.put(control + CONTROL.heapTop, top + words);
    const object = layout.firstHeapObject + actor * layout.bounds.heapObjects + number;
    this.memory.admit(object, layout.heap + actor * layout.bounds.heap + top, bytes, OBJECT.live);
    const at = this.codeOf(this.frame).micros[this.pc]?.at ?? 0;
    store.keep(layout.entryOf(object) + ENTRY.place, at + 1);
    return object;
  }

  give(low: number, high = 0): void {
    this.resultLow = low;
    this.resultHigh = high;
  }

  // ---- Inside ----

  private look(actor: number, frame: number): void {
    this.actor = actor;
    this.control = this.layout.controlOf(actor);
    this.frame = frame;
  }

  private microAt(frame: number): Micro {
    return this.codeOf(frame).micros[this.store.get(frame + FRAME.pc)] as Micro;
  }

  /** Runs one actor through `allowance` micro-steps and on while nobody can notice. */
  private proceed(actor: number, allowance: number): void {
    const { store } = this;
    const control = this.layout.controlOf(actor);
    let frame = store.get(control + CONTROL.frame);
    this.look(actor, frame);
    let { micros, seen } = this.codeOf(frame);
    let pc = store.get(frame + FRAME.pc);
    let count = 0;
    let watchPc = -1;
    let watchFrame = 0;
    let watchFirst = 0;
    let watchSecond = 0;
    let watchUntil = LOOP_WATCH;
    const lazy = this.lazy && actor !== 0 && !this.tail;
    if (lazy && allowance === 0) return;
    for (;;) {
      const micro = micros[pc] as Micro;
      this.pc = pc;
      if (lazy && allowance === 0) break;
      if (micro.kind !== MICRO.local) {
        if (allowance > 0) {
          // Whoever was not brought before its micro-step yet may find now that it has to wait.
          if (count > 0 && !this.arrives(micro, frame)) break;
          allowance--;
        } else if (!this.mayPass(micro, frame)) break;
        this.log?.push(actor);
      }
      seen[pc] = 1;
      if (++count >= LOOP_WATCH) {
        if (count === watchUntil && micro.instr.op === 'jump' && (watchUntil & 0x3f) !== 0x3f) {
          // A jump stands for a whole block: the message is to name a statement, where the loop has one.
          watchUntil++;
        } else if (count === watchUntil) {
          store.keep(frame + FRAME.pc, pc);
          this.takeHash();
          watchPc = pc;
          watchFrame = frame;
          watchFirst = store.hash[0] as number;
          watchSecond = store.hash[1] as number;
          watchUntil *= 2;
        } else if (pc === watchPc && frame === watchFrame) {
          store.keep(frame + FRAME.pc, pc);
          this.takeHash();
          if ((store.hash[0] as number) === watchFirst && (store.hash[1] as number) === watchSecond)
            throw new RuleBroken('endless-loop', 'the loop comes back to the same state: it never ends');
        }
        if (count > this.fuel)
          throw new OutOfRoom(`${this.nameOfActor(actor)} ran ${String(count)} instructions without an end in sight`);
      }
      if (this.observer !== null) this.observer(micro, frame, pc);
      pc = micro.run(frame);
      if (pc < 0) {
        if (pc === ACTOR_ENDED) {
          this.endActor();
          this.instructions += count;
          return;
        }
        frame = store.get(control + CONTROL.frame);
        this.frame = frame;
        ({ micros, seen } = this.codeOf(frame));
        pc = store.get(frame + FRAME.pc);
      }
    }
    this.instructions += count;
    store.keep(frame + FRAME.pc, pc);
    store.keep(control + CONTROL.next, this.nextWord(micros[pc] as Micro, frame));
    this.takeHash();
  }

  /** `CONTROL.next` for an actor that stands before an instruction. */
  private nextWord(micro: Micro, frame: number): number {
    const { primitive, prepare } = micro;
    if (primitive === null || prepare === null) return micro.kind === MICRO.local ? NEXT.unknown : NEXT.always;
    if (primitive.waitsForZero !== undefined) {
      prepare(frame);
      return Math.max(NEXT.unknown, primitive.waitsForZero(this));
    }
    return primitive.ready === undefined && primitive.ways === undefined ? NEXT.always : NEXT.unknown;
  }

  /** Whether a micro-step that an actor has just come to could execute now. */
  private arrives(micro: Micro, frame: number): boolean {
    const { primitive } = micro;
    if (primitive === null || micro.prepare === null) return true;
    micro.prepare(frame);
    primitive.arrive?.(this);
    return primitive.ready === undefined || primitive.ready(this);
  }

  /** Whether the actor may run on through a micro-step that it has just arrived at. */
  private mayPass(micro: Micro, frame: number): boolean {
    // Others have to get their turn in the end, even beside a loop that nobody else can notice so far.
    if (++this.passed > MOST_PASSED && !this.alone()) return false;
    const { primitive } = micro;
    if (primitive !== null && micro.prepare !== null) {
      micro.prepare(frame);
      primitive.arrive?.(this);
      if (this.reduction === null) return false;
      if (primitive.ready !== undefined && !primitive.ready(this)) return false;
      if (primitive.ways !== undefined && primitive.ways(this) > 1) return false;
      this.choice = 0;
      if (this.alone()) return true;
      if (primitive.visible === 'always') return false;
      this.passing = true;
      primitive.touch?.(this);
      return this.passing;
    }
    if (this.reduction === null) return false;
    if (this.alone()) return true;
    this.passing = true;
    micro.touch?.(frame);
    return this.passing;
  }

  private alone(): boolean {
    return this.phase !== PHASE.actors;
  }

  private push(index: number, frame: number, caller: number, resultLow: number, resultHigh: number): void {
    const { store, layout, control, actor } = this;
    const code = this.code(index);
    if (frame + code.frameSize > layout.frames + (actor + 1) * layout.bounds.frames - 8)
      throw new RuleBroken(
        'stack-overflow',
        `${code.source.name}() is called deeper than the stack of ${this.nameOfActor(actor)} reaches`,
      );
    store.keep(frame + FRAME.function, index);
    store.keep(frame + FRAME.pc, 0);
    store.keep(frame + FRAME.caller, caller);
    const entryLive = code.liveAt(0);
    for (let i = 0; i < entryLive.length; i++) store.keep(frame + (entryLive[i] as number), 0);
    const { params, registers, resultAddress, locals } = code.source;
    for (let i = 0; i < params.length; i++) {
      const register = params[i] as number;
      const offset = frame + (code.registerOffsets[register] as number);
      const type = registers[register]?.type ?? 'i32';
      const low = i < this.argCount ? (this.argLow[i] as number) : 0;
      if (isWide(type)) {
        store.keep(offset, low);
        store.keep(offset + 1, i < this.argCount ? (this.argHigh[i] as number) : 0);
      } else store.keep(offset, narrow(type, low));
    }
    if (resultAddress !== null) {
      const offset = frame + (code.registerOffsets[resultAddress] as number);
      store.keep(offset, resultLow);
      store.keep(offset + 1, resultHigh);
    }
    const firstObject = store.get(control + CONTROL.stackObjects);
    const memory = store.get(control + CONTROL.localTop);
    store.keep(frame + FRAME.objects, layout.firstStackObject + actor * layout.bounds.stackObjects + firstObject);
    store.keep(frame + FRAME.memory, memory);
    if (locals.length > 0) {
      let top = memory;
      if (firstObject + locals.length > layout.bounds.stackObjects) throw new OutOfRoom('too many local objects');
      for (let i = 0; i < locals.length; i++) {
        const { bytes, align } = locals[i] as { bytes: number; align: number };
        const step = Math.max(2, align >> 2);
        top = Math.ceil(top / step) * step;
        const entry = layout.entryOf(store.get(frame + FRAME.objects) + i);
        store.keep(entry + ENTRY.base, layout.locals + actor * layout.bounds.locals + top);
        store.keep(entry + ENTRY.size, bytes);
        store.keep(entry + ENTRY.state, OBJECT.live);
        top += (bytes + 3) >> 2;
      }
      if (top > layout.bounds.locals)
        throw new RuleBroken(
          'stack-overflow',
          `the locals of ${code.source.name}() do not fit on the stack of ${this.nameOfActor(actor)}`,
        );
      store.keep(control + CONTROL.stackObjects, firstObject + locals.length);
      store.keep(control + CONTROL.localTop, top);
    }
    store.keep(control + CONTROL.frame, frame);
  }

  private dropLocals(frame: number, count: number): void {
    const { store, layout, control, actor } = this;
    const first = store.get(frame + FRAME.objects);
    const memory = store.get(frame + FRAME.memory);
    const base = layout.locals + actor * layout.bounds.locals;
    const top = store.get(control + CONTROL.localTop);
    for (let slot = base + memory; slot < base + top; slot++) store.put(slot, 0);
    for (let i = 0; i < count; i++) store.keep(layout.entryOf(first + i) + ENTRY.state, OBJECT.outOfScope);
    store.keep(control + CONTROL.stackObjects, first - layout.firstStackObject - actor * layout.bounds.stackObjects);
    store.keep(control + CONTROL.localTop, memory);
  }

  /**
   * Takes the hash of the running actor's top frame anew, over the registers that live there, and exchanges it in the
   * hash of the whole.
   */
  private takeHash(): void {
    const { store, control } = this;
    const frame = store.get(control + CONTROL.frame);
    let first = 0;
    let second = 0;
    if (frame !== 0) {
      const pc = store.get(frame + FRAME.pc);
      const index = store.get(frame);
      const live = this.code(index).liveAt(pc);
      first = mixFirst(store.get(frame + FRAME.hash), (index << 16) ^ pc);
      second = mixSecond(store.get(frame + FRAME.hash + 1), (index << 16) ^ pc);
      for (let i = 0; i < live.length; i++) {
        const offset = live[i] as number;
        const value = store.get(frame + offset);
        first = mixFirst(first + offset, value);
        second = mixSecond(second + offset, value);
      }
    }
    const { hash } = store;
    hash[0] = (hash[0] as number) ^ store.get(control + CONTROL.hash) ^ first;
    hash[1] = (hash[1] as number) ^ store.get(control + CONTROL.hash + 1) ^ second;
    store.keep(control + CONTROL.hash, first);
    store.keep(control + CONTROL.hash + 1, second);
  }

  private endActor(): void {
    const { store, control, actor } = this;
    const held = store.get(control + CONTROL.held);
    if (held > 0) {
      const slot = store.get(control + CONTROL.heldFirst + HELD.slot);
      throw new RuleBroken(
        'lock-held-at-exit',
        `${this.nameOfActor(actor)} ends while it holds ${this.nameOfSlot(slot)}`,
      );
    }
    if (store.get(control + CONTROL.rcu) > 0)
      throw new RuleBroken('lock-held-at-exit', `${this.nameOfActor(actor)} ends inside an RCU read section`);
    if (store.get(control + CONTROL.preempt) > 0)
      throw new RuleBroken('lock-held-at-exit', `${this.nameOfActor(actor)} ends with preemption off`);
    const declared = actor === 0 || actor <= this.declared.length;
    store.put(control + CONTROL.status, declared ? STATUS.ended : STATUS.unused);
    store.put(control + CONTROL.context, CONTEXT.process);
    this.takeHash();
  }

  /** The object and byte that a slot belongs to, as messages name it. */
  nameOfSlot(slot: number): string {
    const { layout, memory } = this;
    for (let object = 1; object < layout.objects; object++) {
      if (memory.stateOf(object) === OBJECT.none) continue;
      const base = memory.baseOf(object);
      if (slot >= base && slot * 4 < base * 4 + memory.sizeOf(object))
        return memory.describe(object, (slot - base) * 4);
    }
    return `slot ${String(slot)}`;
  }

  /** Moves on from setup to the actors, and from them to finally, once all have ended. */
  private changePhase(): void {
    const { store, layout } = this;
    const phase = this.phase;
    if (phase === PHASE.start) {
      if (store.get(layout.control + CONTROL.status) === STATUS.ended) this.nextStage();
    } else if (phase === PHASE.actors) {
      for (let actor = 1; actor < this.used; actor++)
        if (store.get(layout.controlOf(actor) + CONTROL.status) === STATUS.ready) return;
      if (this.last === null) store.put(layout.run + RUN.phase, PHASE.done);
      else {
        store.put(layout.run + RUN.phase, PHASE.finally);
        this.start(0, this.last, CONTEXT.process, 0, 0);
        this.settle(0);
        this.changePhase();
      }
    } else if (phase === PHASE.finally && store.get(layout.control + CONTROL.status) === STATUS.ended)
      store.put(layout.run + RUN.phase, PHASE.done);
  }

  /** Enters the next start function, or lets the actors loose after the last. */
  private nextStage(): void {
    const { store, layout } = this;
    for (;;) {
      const stage = store.get(layout.run + RUN.stage);
      const index = this.startups[stage];
      if (index === undefined) break;
      store.put(layout.run + RUN.stage, stage + 1);
      this.start(0, index, CONTEXT.process, 0, 0);
      this.settle(0);
      if (store.get(layout.control + CONTROL.status) !== STATUS.ended) return;
    }
    store.put(layout.control + CONTROL.status, STATUS.idle);
    store.put(layout.run + RUN.phase, PHASE.actors);
    this.declared.forEach((declared, i) => {
      this.start(i + 1, declared.function, declared.context, 0, 0);
    });
    this.settleActors();
  }

  /** Makes frame and hash of the running actor say that it stands before the instruction at `pc`. For observers. */
  settleAt(frame: number, pc: number): void {
    this.store.keep(frame + FRAME.pc, pc);
    this.takeHash();
  }

  /** The memory that a micro-step is about to touch; null where it concerns everybody. */
  touches(micro: Micro, frame: number): Touch[] | null {
    const found: Touch[] = [];
    if (micro.primitive?.visible === 'always') return null;
    const before = this.reduction;
    this.memory.lenient = true;
    this.passing = true;
    this.reduction = {
      passes: (_actor, at, bytes, write) => {
        found.push({ at, bytes, write, lock: false });
        return true;
      },
      passesLock: (_actor, slot, how) => {
        found.push({ at: slot * 4, bytes: 4, write: how !== 'query', lock: true });
        return true;
      },
    };
    if (micro.primitive !== null && micro.prepare !== null) {
      micro.prepare(frame);
      micro.primitive.touch?.(this);
    } else micro.touch?.(frame);
    this.reduction = before;
    this.memory.lenient = false;
    return found;
  }

  /** Executes an actor's beginning up to its first micro-step. */
  settle(actor: number): void {
    this.passed = 0;
    this.proceed(actor, 0);
  }

  /** The same for every actor that is under way, and the change of phase that this may bring. */
  settleActors(): void {
    for (let actor = 1; actor < this.used; actor++)
      if (this.store.get(this.layout.controlOf(actor) + CONTROL.status) === STATUS.ready) this.settle(actor);
    this.changePhase();
  }

  private placeGlobals(): void {
    const { store, layout, memory, program } = this;
    program.globals.forEach((global, index) => {
      const base = layout.globals[index] as number;
      memory.admit(index + 1, base, global.bytes, global.readOnly ? OBJECT.readOnly : OBJECT.live);
      for (let i = 0; i < global.data.length; i++) {
        const byte = global.data[i] as number;
        if (byte !== 0) memory.writeByte(base * 4 + i, byte);
      }
      for (const relocation of global.relocations) {
        const high = relocation.target === 'global' ? relocation.index + 1 : FUNCTION_BASE + relocation.index;
        memory.write(base * 4 + relocation.offset, 'u64', relocation.addend, high);
      }
    });
    store.forget();
    wide.high = 0;
  }
}

function functionNamed(program: Program, name: string): number | null {
  const index = program.functions.findIndex((one) => one.name === name);
  return index < 0 ? null : index;
}

/** The functions that initcall globals point to, in order, and then the one named. */
function startFunctions(program: Program, name: string): number[] {
  const found: number[] = [];
  for (const global of program.globals)
    if (global.section.includes('initcall'))
      for (const relocation of global.relocations) if (relocation.target === 'function') found.push(relocation.index);
  const named = functionNamed(program, name);
  if (named !== null) found.push(named);
  return found;
}

/** Functions annotated as actors, in the order of the program. */
export function declaredActors(program: Program): ActorDeclaration[] {
  const found: ActorDeclaration[] = [];
  program.functions.forEach((one, index) => {
    if (!one.annotations.some((word) => word === 'actor' || word === '__actor')) return;
    const context = one.annotations.includes('irq')
      ? CONTEXT.hardirq
      : one.annotations.includes('softirq')
        ? CONTEXT.softirq
        : CONTEXT.process;
    found.push({ name: one.name, function: index, context });
  });
  return found;
}
