/**
 * A schedule executed once more, instruction by instruction, with everything remembered that a person may ask about it. The
 * steps of the recording are statements and primitives; the search knows only micro-steps.
 */
import type { CodePlace, Program } from '../c/ir';
import type { Finding } from '../explore/search';
import { actorOf, findingOf, wayOf } from '../explore/search';
import { blockedActors } from '../explore/deadlock';
import type { Micro } from '../machine/code';
import { MICRO, lvalueOf } from '../machine/code';
import { FRAME, PHASE } from '../machine/layout';
import type { Machine, Touch } from '../machine/machine';
import { Naming } from './naming';

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
  calls: boolean;
  returns: boolean;
  /** Micro-steps: accesses and primitives, that is, what others may notice. */
  micros: number;
  readonly touched: Touch[];
  /** Whether something in it concerns every actor: waking, starting, RCU. */
  concernsAll: boolean;
  result: string | null;
  note: string | null;
  readonly phase: number;
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
}

/**
 * Executes a schedule on a fresh machine.
 * @param choices one for each micro-step from the beginning of the run, as `Trace.choices`
 */
export function record(machine: Machine, choices: readonly number[]): Recording {
  return new Recorder(machine).run(choices);
}

class Recorder {
  private readonly steps: RecordedStep[] = [];
  private readonly naming: Naming;
  private current: RecordedStep | null = null;

  constructor(private readonly machine: Machine) {
    this.naming = new Naming(machine);
  }

  run(choices: readonly number[]): Recording {
    const { machine } = this;
    machine.reduction = null;
    const start = machine.store.mark();
    machine.observer = (micro, frame, pc): void => {
      this.observe(micro, frame, pc);
    };
    let finding: Finding | null = null;
    try {
      machine.begin();
      for (const choice of choices) {
        machine.advance(actorOf(choice), wayOf(choice));
        if (this.current !== null) this.current.note = machine.note ?? this.current.note;
      }
    } catch (stop) {
      finding = findingOf(stop);
    }
    const { actor } = machine;
    this.close();
    machine.observer = null;
    if (finding === null && machine.phase !== PHASE.done && nobodyMayRun(machine))
      finding = { kind: 'violation', ...blockedActors(machine) };
    return { machine, naming: this.naming, choices, steps: this.steps, start, finding, actor };
  }

  private observe(micro: Micro, frame: number, pc: number): void {
    const { machine } = this;
    const place = machine.program.places[micro.at];
    if (place === undefined) return;
    const { instr } = micro;
    const found = this.current;
    const silent = instr.op === 'jump';
    if (found === null || !this.continues(found, micro, frame, place)) {
      if (silent && found !== null && found.actor === machine.actor && found.frame === frame) return;
      this.close(frame, pc);
      this.open(frame, place);
    }
    const step = this.current;
    if (step === null) return;
    if (wider(place, step.place) && instr.op !== 'return' && step.primitive === null && !step.calls) step.place = place;
    if (micro.kind === MICRO.access || micro.kind === MICRO.primitive) {
      step.micros++;
      const touches = machine.touches(micro, frame);
      if (touches === null) step.concernsAll = true;
      else step.touched.push(...touches);
    }
    if (micro.primitive !== null) {
      step.primitive = micro.primitive.name;
      step.place = place;
    } else if (instr.op === 'call') {
      step.calls = true;
      step.place = place;
    } else if (instr.op === 'return') step.returns = true;
    const lvalue = lvalueOf(instr);
    if (lvalue !== null && lvalue.struct !== '')
      for (const touch of step.touched) {
        const located = this.naming.locate(touch.slot);
        if (located !== null) this.naming.learn(located.object, lvalue.struct);
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
      calls: false,
      returns: false,
      micros: 0,
      touched: [],
      concernsAll: false,
      result: null,
      note: null,
      phase: machine.phase,
    };
  }

  private close(frame?: number, pc?: number): void {
    const { machine, current } = this;
    if (current === null) return;
    if (frame !== undefined && pc !== undefined) machine.settleAt(frame, pc);
    current.end = machine.store.mark();
    current.hashFirst = machine.store.hash[0] as number;
    current.hashSecond = machine.store.hash[1] as number;
    this.steps.push(current);
    this.current = null;
  }
}

function wider(a: CodePlace, b: CodePlace): boolean {
  return a.endLine - a.line > b.endLine - b.line;
}

function nobodyMayRun(machine: Machine): boolean {
  for (let actor = 0; actor < machine.layout.actors; actor++) if (machine.mayRun(actor)) return false;
  return true;
}

export function placeFile(program: Program, place: CodePlace): string {
  return program.files[place.file]?.path ?? '';
}
