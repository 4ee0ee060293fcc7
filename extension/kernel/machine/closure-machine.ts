import type { CodePlace, Program } from '../c/ir';
import { Code } from './code';
import { pushFrame } from './frame';
import { hashBottom, takeFrameHash } from './frame-hash';
import { placeGlobals } from './globals';
import { Interned } from './interned';
import type { Bounds } from './layout';
import { CONTEXT, CONTROL, FRAME, Layout, NEXT, PHASE, RUN, STATUS } from './layout';
import { LockClasses } from './lock-classes';
import type { ActorDeclaration, Faults, Machine, Micro, Primitive } from './machine';
import { Memory } from './memory';
import { Phases, declaredActors } from './phases';
import { PRIMITIVES } from './primitives/primitives';
import type { LockUse, Reduction, Touch } from './reduction';
import { TouchList } from './reduction';
import { Store } from './store';
import { takeTurn } from './turn';

export interface MachineOptions {
  readonly bounds: Bounds;
  /** Where printk and printf go. */
  readonly output?: (text: string) => void;
  readonly faults?: Faults;
  /** Run main() alone instead of setup(), the actors and finally(). */
  readonly main?: boolean;
}

/** A machine whose instructions are closures, made when their function is first entered. */
export class ClosureMachine implements Machine {
  readonly store: Store;
  readonly layout: Layout;
  readonly memory: Memory;
  readonly primitives: ReadonlyMap<string, Primitive> = PRIMITIVES;
  readonly declared: readonly ActorDeclaration[];
  readonly output: (text: string) => void;
  readonly faults: Faults;
  readonly texts = new Interned();
  readonly lockClasses = new LockClasses();
  strictOrders = false;
  orderDoubted = false;
  ordersInHash = false;
  readonly asserts: boolean;

  actor = 0;
  control = 0;
  frame = 0;
  pc = 0;
  readonly argLow = new Int32Array(128);
  readonly argHigh = new Int32Array(128);
  argCount = 0;
  resultLow = 0;
  resultHigh = 0;
  again = false;
  choice = 0;
  log: number[] | null = null;
  instructions = 0;
  reduction: Reduction | null = null;
  fuel = 2_000_000;
  interrupts = false;
  note: string | null = null;
  counted: ((what: string, n: number) => void) | null = null;
  passing = true;
  passed = 0;

  lazy = false;
  tail = false;

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

  place(): CodePlace | null {
    if (this.frame === 0) return null;
    const micro = this.codeOf(this.frame).micros[this.pc];
    return micro === undefined ? null : (this.program.places[micro.at] ?? null);
  }

  begin(): void {
    this.phases.begin();
  }

  get phase(): number {
    return this.store.get(this.layout.run + RUN.phase);
  }

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

  mayRun(actor: number): boolean {
    const phase = this.phase;
    if (phase === PHASE.actors) return actor !== 0 && this.ready(actor);
    if (phase === PHASE.done || !this.ready(actor)) return false;
    if (actor === 0) return true;
    if (this.ready(0)) return false;
    for (let other = 1; other < actor; other++) if (this.ready(other)) return false;
    return true;
  }

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

  nextPrimitive(actor: number): Primitive | null {
    const frame = this.store.get(this.layout.controlOf(actor) + CONTROL.frame);
    if (frame === 0) return null;
    const { primitive, prepare } = this.microAt(frame);
    if (primitive === null || prepare === null) return null;
    this.look(actor, frame);
    prepare(frame);
    return primitive;
  }

  advance(actor: number, choice: number): void {
    this.choice = choice;
    this.passed = 0;
    this.note = null;
    // Only the end of an actor can be the end of a phase, but for setup and finally, which run by other rules.
    if (takeTurn(this, actor, 1) || this.phase !== PHASE.actors) this.phases.change();
  }

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

  currentPlace(): number {
    if (this.frame === 0) return -1;
    return this.codeOf(this.frame).micros[this.pc]?.at ?? -1;
  }

  waitsFor(actor: number): string {
    const frame = this.store.get(this.layout.controlOf(actor) + CONTROL.frame);
    const micro = this.microAt(frame);
    const { primitive } = micro;
    if (primitive === null || micro.prepare === null) return 'its turn';
    this.look(actor, frame);
    micro.prepare(frame);
    return primitive.waitsFor?.(this) ?? `${primitive.name}()`;
  }

  eachExecuted(each: (micro: Micro) => void): void {
    for (const code of this.codes)
      code?.micros.forEach((micro, pc) => {
        if (code.seen[pc] === 1) each(micro);
      });
  }

  framesOf(actor: number): number[] {
    const found: number[] = [];
    let frame = this.store.get(this.layout.controlOf(actor) + CONTROL.frame);
    while (frame !== 0) {
      found.push(frame);
      frame = this.store.get(frame + FRAME.caller);
    }
    return found;
  }

  firstLocal(frame: number): number {
    return this.store.get(frame + FRAME.objects);
  }

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

  touch(high: number, low: number, bytes: number, write: boolean): void {
    if (this.reduction === null || !this.passing) return;
    const at = this.memory.find(high, low, bytes);
    // A wrong access is a violation whenever it happens: nothing is gained by waiting.
    if (at < 0) return;
    this.passing = this.reduction.passes(this.actor, at, bytes, write);
  }

  touchAt(at: number, bytes: number, write: boolean): void {
    if (this.reduction === null || !this.passing) return;
    this.passing = this.reduction.passes(this.actor, at, bytes, write);
  }

  touchSlot(slot: number, write: boolean): void {
    if (this.reduction === null || !this.passing) return;
    this.passing = this.reduction.passes(this.actor, slot * 4, 4, write);
  }

  touchLock(slot: number, how: LockUse): void {
    if (this.reduction === null || !this.passing) return;
    this.passing = this.reduction.passesLock(this.actor, slot, how);
  }

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

  look(actor: number, frame: number): void {
    this.actor = actor;
    this.control = this.layout.controlOf(actor);
    this.frame = frame;
  }

  settleAt(frame: number, pc: number): void {
    this.store.keep(frame + FRAME.pc, pc);
    takeFrameHash(this);
  }

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

  settle(actor: number): void {
    this.passed = 0;
    takeTurn(this, actor, 0);
  }

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
