/**
 * A schedule executed once more, instruction by instruction, with everything remembered that a person may ask about it. The
 * steps of the recording are statements and primitives; the search knows only micro-steps.
 */
import { PIECES, atOnce, type Sliced } from '../../ground/sliced';
import type { CodePlace, Instr, IrFunction, Program } from '../c/ir';
import { anyStateFinding } from '../rules/state';
import { actorOf, wayOf } from '../machine/choice';
import { MICRO, lvalueOf } from '../machine/code';
import { FRAME, PHASE } from '../machine/layout';
import { findingOf, type Finding } from '../machine/finding';
import type { Machine, Micro } from '../machine/machine';
import type { Touch } from '../machine/reduction';
import { isWide } from '../machine/scalar';
import { heldSlots } from '../machine/primitives/held';
import { firstRound, type Round } from './lasso';
import { Naming } from './naming';
import { ValueFlow } from './value-flow';
import { showScalar } from './show';

/** One step as it was executed. The state after it is the state at `end`. */
export interface RecordedStep {
  readonly actor: number;
  readonly frame: number;
  readonly function: number;
  readonly depth: number;
  /** The widest place of its instructions, or that of its call. */
  place: CodePlace;
  /** Trail marks around it, and the hash after it. */
  readonly begin: number;
  end: number;
  hashFirst: number;
  hashSecond: number;
  /** The last primitive that it called. */
  primitive: string | null;
  primitiveInstr: Instr | null;
  calls: boolean;
  returns: boolean;
  /** It decides where its function goes on. */
  branches: boolean;
  /** Micro-steps: accesses and primitives, that is, what others may notice. */
  micros: number;
  /** What it reads and writes, and the earlier steps whose values it uses through registers; both are known when it ends. */
  touched: readonly Touch[];
  from: readonly number[];
  /** Slots of the locks that its actor holds after it. */
  held: readonly number[];
  /** Whether something in it concerns every actor: waking, starting, RCU. */
  concernsAll: boolean;
  /** It stands for what its actor waits for, or is about to do, in a state that breaks a rule. */
  waits: boolean;
  result: string | null;
  note: string | null;
  /** What the program counted in it. */
  counts: readonly { readonly what: string; readonly n: number }[];
  /** Choices of the schedule that are wholly executed when it ends. */
  choices: number;
}

export interface Recording {
  readonly machine: Machine;
  readonly naming: Naming;
  readonly choices: readonly number[];
  readonly steps: readonly RecordedStep[];
  /** Trail mark before the first step. */
  readonly start: number;
  readonly finding: Finding | null;
  /** The actor that the finding concerns. */
  readonly actor: number;
  /** The round that the run makes for ever, once; null where it makes none. */
  readonly loop: Round | null;
}

/** As much of it as is looked at where its machine stands. */
export type Standing = Pick<Recording, 'machine' | 'naming'>;

/**
 * Executes a schedule on a fresh machine.
 * @param choices one for each micro-step from the beginning of the run, as `Trace.choices`
 */
export const record = (machine: Machine, choices: readonly number[]): Recording => atOnce(recording(machine, choices));

/** The same in slices. */
export const recording = (machine: Machine, choices: readonly number[]): Sliced<Recording> =>
  new Recorder(machine).run(choices);

/** Most steps have nothing of a kind, and share that: an array of its own for each takes more room than all that is in them. */
const NOTHING: readonly never[] = [];

class Recorder {
  private readonly steps: RecordedStep[] = [];
  private readonly naming: Naming;
  private current: RecordedStep | null = null;
  /** Of the step that is open. */
  private readonly touched: Touch[] = [];
  private readonly from = new Set<number>();
  /** Every touch once, by its first byte: a run comes back to the same few. */
  private readonly touches = new Map<number, Touch[]>();
  /** The locks that each actor held when it was last asked. */
  private readonly held = new Map<number, readonly number[]>();
  private readonly flow: ValueFlow;
  /** The step of the call that entered each frame. */
  private readonly entered = new Map<number, RecordedStep>();
  /** Instructions so far; those up to the last one that belongs to a step, and up to the last one before the open step. */
  private executed = 0;
  private attributed = 0;
  private opened = 0;
  /** Choices of the schedule that were begun, and those whose micro-step was executed. */
  private begun = 0;
  private completed = 0;

  constructor(private readonly machine: Machine) {
    this.naming = new Naming(machine);
    this.flow = new ValueFlow(machine);
  }

  *run(choices: readonly number[]): Sliced<Recording> {
    const { machine } = this;
    machine.reduction = null;
    // Bound, because a closure of this method would keep all steps for as long as the machine is there.
    machine.memory.namer = this.naming.placeName.bind(this.naming);
    const start = machine.store.mark();
    machine.observer = (micro, frame, pc): void => {
      this.observe(micro, frame, pc);
    };
    machine.counted = (what, n): void => {
      if (this.current !== null) this.current.counts = [...this.current.counts, { what, n }];
    };
    machine.lazy = true;
    const lastTurn = new Map<number, number>();
    choices.forEach((choice, index) => lastTurn.set(actorOf(choice), index));
    let finding: Finding | null = null;
    let loop: Round | null = null;
    try {
      machine.begin();
      for (const [index, choice] of choices.entries()) {
        if (index % PIECES === 0) yield;
        const actor = actorOf(choice);
        if (actor === 0 && machine.phase === PHASE.actors) this.settleAll();
        machine.tail = lastTurn.get(actor) === index;
        this.begun = index + 1;
        machine.advance(actor, wayOf(choice));
        if (this.current !== null) this.current.note = machine.note ?? this.current.note;
      }
      if (machine.phase !== PHASE.done) this.settleAll();
    } catch (stop) {
      finding = findingOf(stop);
      this.openWhereItBroke();
    }
    machine.lazy = false;
    const { actor } = machine;
    this.close();
    machine.observer = null;
    machine.counted = null;
    const wrong = finding === null ? anyStateFinding(machine) : null;
    if (finding !== null && isLoop(finding)) loop = this.takeLoop(this.steps.length - 1) ?? this.lastAsLoop();
    if (wrong !== null) {
      finding = { kind: 'violation', rule: wrong.rule, message: wrong.message };
      if (isLoop(finding)) loop = this.takeLoop(this.steps.length);
      for (const standing of wrong.actors) this.addWait(standing);
    }
    return { machine, naming: this.naming, choices, steps: this.steps, start, finding, actor, loop };
  }

  /**
   * The last step as a loop of its own, if it took at least half of all instructions: the state that came back was kept after
   * half of them at the latest (machine/loop-watch.ts).
   */
  private lastAsLoop(): Round | null {
    const last = this.steps.length - 1;
    return (this.executed - this.opened) * 2 > this.executed ? { first: last, last } : null;
  }

  /**
   * Leaves the first round of the loop that the steps end in, of which the first `whole` were executed wholly, and takes the
   * machine back to its end: all other rounds are the same.
   */
  private takeLoop(whole: number): Round | null {
    const { steps } = this;
    const round = firstRound(steps.slice(0, whole));
    const last = steps[round?.last ?? -1];
    if (round === null || last === undefined || round.last === steps.length - 1) return round;
    steps.length = round.last + 1;
    this.machine.store.undo(last.end, last.hashFirst, last.hashSecond);
    return round;
  }

  /** A rule can break on arrival at a call that then never executes: it is a step all the same. */
  private openWhereItBroke(): void {
    const { machine, current } = this;
    const place = machine.place();
    if (place === null || machine.frame === 0) return;
    if (current?.frame === machine.frame && current.actor === machine.actor && current.place.name === place.name)
      return;
    this.close();
    this.open(machine.frame, place);
  }

  /** Brings everybody before what they do next: at the end of a schedule, and before finally. */
  private settleAll(): void {
    const { machine } = this;
    machine.tail = true;
    machine.settleActors();
  }

  private observe(micro: Micro, frame: number, pc: number): void {
    const { machine } = this;
    const place = machine.program.places[micro.at];
    if (place === undefined) return;
    const { instr } = micro;
    const found = this.current;
    this.executed++;
    const silent = instr.op === 'jump';
    if (found === null || !this.continues(found, micro, frame, place)) {
      if (silent && found !== null && found.actor === machine.actor && found.frame === frame) {
        return;
      }
      this.close(frame, pc);
      this.open(frame, place);
    }
    const step = this.current;
    if (step === null) return;
    this.attributed = this.executed;
    if (micro.kind !== MICRO.local) this.completed = this.begun;
    step.choices = this.completed;
    if (wider(place, step.place) && instr.op !== 'return' && step.primitive === null && !step.calls) step.place = place;
    if (micro.kind === MICRO.access || micro.kind === MICRO.primitive) {
      step.micros++;
      const touches = machine.touches(micro, frame);
      if (touches === null) step.concernsAll = true;
      else for (const touch of touches) this.touched.push(this.known(touch));
    }
    if (micro.primitive !== null) {
      step.primitive = micro.primitive.name;
      step.primitiveInstr = instr;
      step.place = place;
    } else if (instr.op === 'call') {
      step.calls = true;
      step.place = place;
    } else if (instr.op === 'return') step.returns = true;
    else if (instr.op === 'branch' || instr.op === 'switch') step.branches = true;
    this.flow.through(instr, frame, this.steps.length, this.from);
    const lvalue = lvalueOf(instr);
    const touch = this.touched.at(-1);
    if (
      lvalue !== null &&
      lvalue.struct !== '' &&
      touch !== undefined &&
      micro.kind === MICRO.access &&
      instr.op !== 'copy'
    ) {
      const located = this.naming.locate(touch.at >> 2);
      if (located !== null)
        this.naming.learn(
          { object: located.object, offset: located.offset + (touch.at & 3) },
          lvalue.struct,
          lvalue.member,
        );
    }
  }

  /**
   * Whether an instruction belongs to the step that is open: the same statement (the front end names places by it),
   * uninterrupted, and no second primitive.
   */
  private continues(step: RecordedStep, micro: Micro, frame: number, place: CodePlace): boolean {
    const { machine } = this;
    if (step.actor !== machine.actor || step.frame !== frame) return false;
    if (step.calls || step.returns) return false;
    // The end of a function is no step of its own: its place is the whole function.
    if (micro.instr.op === 'return' && micro.instr.value === null) return true;
    if (place.file !== step.place.file || place.name !== step.place.name) return false;
    return micro.primitive === null || step.primitive === null;
  }

  private open(frame: number, place: CodePlace): void {
    const { machine } = this;
    this.current = {
      actor: machine.actor,
      frame,
      function: machine.store.get(frame + FRAME.function),
      depth: machine.framesOf(machine.actor).length - 1,
      place,
      begin: machine.store.mark(),
      end: 0,
      hashFirst: 0,
      hashSecond: 0,
      primitive: null,
      primitiveInstr: null,
      calls: false,
      returns: false,
      branches: false,
      micros: 0,
      touched: NOTHING,
      from: NOTHING,
      held: NOTHING,
      concernsAll: false,
      waits: false,
      result: null,
      note: null,
      counts: NOTHING,
      choices: this.completed,
    };
    this.opened = this.attributed;
  }

  /** What a call returned, where its caller takes the value. `frame` is the one that runs on. */
  private noteResult(step: RecordedStep, frame: number): void {
    const { machine } = this;
    const { store } = machine;
    if (step.calls && frame !== step.frame) this.entered.set(frame, step);
    const call = step.returns ? this.entered.get(step.frame) : step.primitive === null ? undefined : step;
    if (call === undefined || machine.actor !== step.actor) return;
    if (step.returns) this.entered.delete(step.frame);
    // The instruction before the one that comes next is the call.
    const caller = machine.codeOf(call.frame);
    const instr = step.returns ? caller.source.code[store.get(call.frame + FRAME.pc) - 1] : step.primitiveInstr;
    if (instr?.op !== 'call' || instr.register === null || instr.returns === null) return;
    const offset = call.frame + (caller.registerOffsets[instr.register] as number);
    const high = isWide(instr.returns) ? store.get(offset + 1) : 0;
    const shown = step.returns ? returnType(machine.program.functions[step.function]) : '';
    call.result = showScalar(this.naming, instr.returns, shown, store.get(offset), high);
  }

  /** What an actor stands before when a state breaks a rule: a step that does not happen any more. */
  private addWait(actor: number): void {
    const { machine } = this;
    const [frame] = machine.framesOf(actor);
    const micro = machine.nextMicro(actor);
    const place = micro === null ? undefined : machine.program.places[micro.at];
    if (frame === undefined || place === undefined) return;
    machine.actor = actor;
    this.open(frame, place);
    if (this.current !== null) {
      this.current.waits = true;
      this.current.primitive = micro?.primitive?.name ?? null;
    }
    this.close();
  }

  private close(frame?: number, pc?: number): void {
    const { machine, current } = this;
    if (current === null) return;
    if (frame !== undefined && pc !== undefined) machine.settleAt(frame, pc);
    if (frame !== undefined) this.noteResult(current, frame);
    if (this.touched.length > 0) current.touched = this.touched.splice(0);
    if (this.from.size > 0) current.from = [...this.from];
    this.from.clear();
    current.held = this.heldBy(current.actor);
    current.end = machine.store.mark();
    current.hashFirst = machine.store.hash[0] as number;
    current.hashSecond = machine.store.hash[1] as number;
    this.steps.push(current);
    this.current = null;
  }

  private known(touch: Touch): Touch {
    const { at, bytes, write, lock } = touch;
    const here = this.touches.get(at);
    const known = here?.find((one) => one.bytes === bytes && one.write === write && one.lock === lock);
    if (known !== undefined) return known;
    if (here === undefined) this.touches.set(at, [touch]);
    else here.push(touch);
    return touch;
  }

  private heldBy(actor: number): readonly number[] {
    const now = heldSlots(this.machine, actor);
    const before = this.held.get(actor) ?? NOTHING;
    if (now.length === before.length && now.every((slot, at) => slot === before[at])) return before;
    this.held.set(actor, now);
    return now;
  }
}

const isLoop = (finding: Finding): boolean => finding.kind === 'violation' && finding.rule === 'endless-loop';

/** The type before the name in a signature. */
function returnType(called: IrFunction | undefined): string {
  if (called === undefined) return '';
  const at = called.signature.indexOf(called.name);
  return at < 0 ? '' : called.signature.slice(0, at).trim();
}

function wider(a: CodePlace, b: CodePlace): boolean {
  return a.endLine - a.line > b.endLine - b.line;
}

export function placeFile(program: Program, place: CodePlace): string {
  return program.files[place.file]?.path ?? '';
}
