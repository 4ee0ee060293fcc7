/** An actor's turn: how far it runs on, and what is noted where it stops. */
import { MICRO } from './code';
import { ACTOR_ENDED } from './frame';
import { takeFrameHash } from './frame-hash';
import { CONTEXT, CONTROL, FRAME, HELD, NEXT, PHASE, STATUS } from './layout';
import { LOOP_WATCH, LoopWatch } from './loop-watch';
import type { Machine, Micro } from './machine';
import { OutOfRoom, RuleBroken } from './stop';

/** Micro-steps that one decision may run on through while others wait. */
const MOST_PASSED = 1 << 10;

/**
 * Runs one actor through `allowance` micro-steps and on while nobody can notice. Returns whether it ended. Throws as
 * `Machine.advance` does.
 */
export function takeTurn(machine: Machine, actor: number, allowance: number): boolean {
  const { store, observer } = machine;
  const control = machine.layout.controlOf(actor);
  let frame = store.get(control + CONTROL.frame);
  machine.look(actor, frame);
  let { micros, seen } = machine.codeOf(frame);
  let pc = store.get(frame + FRAME.pc);
  let count = 0;
  let watch: LoopWatch | null = null;
  const lazy = machine.lazy && actor !== 0 && !machine.tail;
  if (lazy && allowance === 0) return false;
  for (;;) {
    const micro = micros[pc] as Micro;
    machine.pc = pc;
    if (lazy && allowance === 0) break;
    if (micro.kind !== MICRO.local) {
      if (allowance > 0) {
        // Whoever was not brought before its micro-step yet may find now that it has to wait.
        if (count > 0 && !arrives(machine, micro, frame)) break;
        allowance--;
      } else if (!mayPass(machine, micro, frame)) break;
      machine.log?.push(actor);
    }
    seen[pc] = 1;
    if (++count >= LOOP_WATCH) {
      watch ??= new LoopWatch(machine);
      watch.look(count, micro, frame, pc);
      if (count > machine.fuel)
        throw new OutOfRoom(`${machine.nameOfActor(actor)} ran ${String(count)} instructions without an end in sight`);
    }
    if (observer !== null) observer(micro, frame, pc);
    pc = micro.run(frame);
    if (pc < 0) {
      if (pc === ACTOR_ENDED) {
        endActor(machine);
        machine.instructions += count;
        return true;
      }
      frame = store.get(control + CONTROL.frame);
      machine.frame = frame;
      ({ micros, seen } = machine.codeOf(frame));
      pc = store.get(frame + FRAME.pc);
    }
  }
  machine.instructions += count;
  store.keep(frame + FRAME.pc, pc);
  store.keep(control + CONTROL.next, nextWord(machine, micros[pc] as Micro, frame));
  takeFrameHash(machine);
  return false;
}

/** `CONTROL.next` for an actor that stands before an instruction. */
function nextWord(machine: Machine, micro: Micro, frame: number): number {
  const { primitive, prepare } = micro;
  if (primitive === null || prepare === null) return micro.kind === MICRO.local ? NEXT.unknown : NEXT.always;
  if (primitive.waitsForZero !== undefined) {
    prepare(frame);
    return Math.max(NEXT.unknown, primitive.waitsForZero(machine));
  }
  return primitive.ready === undefined && primitive.ways === undefined ? NEXT.always : NEXT.unknown;
}

/** Whether a micro-step that an actor has just come to could execute now. */
function arrives(machine: Machine, micro: Micro, frame: number): boolean {
  const { primitive } = micro;
  if (primitive === null || micro.prepare === null) return true;
  micro.prepare(frame);
  primitive.arrive?.(machine);
  return primitive.ready === undefined || primitive.ready(machine);
}

/** Whether the actor may run on through a micro-step that it has just arrived at. */
function mayPass(machine: Machine, micro: Micro, frame: number): boolean {
  // Others have to get their turn in the end, even beside a loop that nobody else can notice so far.
  if (++machine.passed > MOST_PASSED && !alone(machine)) return false;
  const { primitive } = micro;
  if (primitive !== null && micro.prepare !== null) {
    micro.prepare(frame);
    primitive.arrive?.(machine);
    if (machine.reduction === null) return false;
    if (primitive.ready !== undefined && !primitive.ready(machine)) return false;
    if (primitive.ways !== undefined && primitive.ways(machine) > 1) return false;
    machine.choice = 0;
    if (alone(machine)) return true;
    if (primitive.visible === 'always') return false;
    machine.passing = true;
    primitive.touch?.(machine);
    return machine.passing;
  }
  if (machine.reduction === null) return false;
  if (alone(machine)) return true;
  machine.passing = true;
  micro.touch?.(frame);
  return machine.passing;
}

function alone(machine: Machine): boolean {
  return machine.phase !== PHASE.actors;
}

/** The running actor has returned from its function: it must hold nothing then. */
function endActor(machine: Machine): void {
  const { store, control, actor } = machine;
  const held = store.get(control + CONTROL.held);
  if (held > 0) {
    const slot = store.get(control + CONTROL.heldFirst + HELD.slot);
    throw new RuleBroken(
      'lock-held-at-exit',
      `${machine.nameOfActor(actor)} ends while it holds ${machine.memory.nameOfSlot(slot)}`,
    );
  }
  if (store.get(control + CONTROL.rcu) > 0)
    throw new RuleBroken('lock-held-at-exit', `${machine.nameOfActor(actor)} ends inside an RCU read section`);
  if (store.get(control + CONTROL.preempt) > 0)
    throw new RuleBroken('lock-held-at-exit', `${machine.nameOfActor(actor)} ends with preemption off`);
  const declared = actor === 0 || actor <= machine.declared.length;
  store.put(control + CONTROL.status, declared ? STATUS.ended : STATUS.unused);
  store.put(control + CONTROL.context, CONTEXT.process);
  takeFrameHash(machine);
}
