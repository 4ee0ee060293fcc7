/** Calls and returns of the running actor: its frames, and the locals in them that have addresses. */
import { hashBelow } from './frame-hash';
import { CONTROL, ENTRY, FRAME, OBJECT, RUN } from './layout';
import type { FunctionCode, Machine } from './machine';
import { isWide, narrow } from './scalar';
import { OutOfRoom, RuleBroken } from './stop';

/** Pcs that are no instructions. */
export const FRAME_CHANGED = -1;
export const ACTOR_ENDED = -2;

/** Enters a function of the program; the arguments are in the argument words. Returns `FRAME_CHANGED`. */
export function enterFunction(
  machine: Machine,
  index: number,
  callerFrame: number,
  pc: number,
  resultLow: number,
  resultHigh: number,
): number {
  machine.store.keep(callerFrame + FRAME.pc, pc + 1);
  const frame = callerFrame + machine.codeOf(callerFrame).frameSize;
  pushFrame(machine, index, frame, callerFrame, resultLow, resultHigh);
  hashBelow(machine, frame, callerFrame, pc);
  return FRAME_CHANGED;
}

/** Leaves the frame with a value. Returns `FRAME_CHANGED`, or `ACTOR_ENDED` where it was the actor's first. */
export function leaveFunction(machine: Machine, frame: number, low: number, high: number): number {
  const { store, layout } = machine;
  const { locals } = machine.codeOf(frame).source;
  if (locals.length > 0) dropLocals(machine, frame, locals.length);
  const callerFrame = store.get(frame + FRAME.caller);
  store.keep(machine.control + CONTROL.frame, callerFrame);
  if (callerFrame === 0) {
    if (machine.actor === 0) store.put(layout.run + RUN.result, low);
    return ACTOR_ENDED;
  }
  const caller = machine.codeOf(callerFrame);
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

/** Makes a frame the top one of the running actor. Throws where its stack does not reach that far. */
export function pushFrame(
  machine: Machine,
  index: number,
  frame: number,
  caller: number,
  resultLow: number,
  resultHigh: number,
): void {
  const { store, layout, control, actor } = machine;
  const code = machine.code(index);
  if (frame + code.frameSize > layout.frames + (actor + 1) * layout.bounds.frames - 8)
    throw new RuleBroken(
      'stack-overflow',
      `${code.source.name}() is called deeper than the stack of ${machine.nameOfActor(actor)} reaches`,
    );
  store.keep(frame + FRAME.function, index);
  store.keep(frame + FRAME.pc, 0);
  store.keep(frame + FRAME.caller, caller);
  const entryLive = code.liveAt(0);
  for (let i = 0; i < entryLive.length; i++) store.keep(frame + (entryLive[i] as number), 0);
  passArguments(machine, code, frame);
  const { resultAddress, locals } = code.source;
  if (resultAddress !== null) {
    const offset = frame + (code.registerOffsets[resultAddress] as number);
    store.keep(offset, resultLow);
    store.keep(offset + 1, resultHigh);
  }
  const firstObject = store.get(control + CONTROL.stackObjects);
  store.keep(frame + FRAME.objects, layout.firstStackObject + actor * layout.bounds.stackObjects + firstObject);
  store.keep(frame + FRAME.memory, store.get(control + CONTROL.localTop));
  if (locals.length > 0) placeLocals(machine, code, frame);
  store.keep(control + CONTROL.frame, frame);
}

/** Reports that every local of a frame is about to end. */
export function touchLocals(machine: Machine, frame: number, count: number): void {
  const first = machine.store.get(frame + FRAME.objects);
  for (let i = 0; i < count; i++) machine.touch(first + i, 0, machine.memory.sizeOf(first + i), true);
}

/** Puts the argument words into the registers of the parameters; those not passed are 0. */
function passArguments(machine: Machine, code: FunctionCode, frame: number): void {
  const { store, argCount } = machine;
  const { params, registers } = code.source;
  for (let i = 0; i < params.length; i++) {
    const register = params[i] as number;
    const offset = frame + (code.registerOffsets[register] as number);
    const type = registers[register]?.type ?? 'i32';
    const low = i < argCount ? (machine.argLow[i] as number) : 0;
    if (isWide(type)) {
      store.keep(offset, low);
      store.keep(offset + 1, i < argCount ? (machine.argHigh[i] as number) : 0);
    } else store.keep(offset, narrow(type, low));
  }
}

/** Makes the locals of a frame live objects, on top of those of the frames below. */
function placeLocals(machine: Machine, code: FunctionCode, frame: number): void {
  const { store, layout, control, actor } = machine;
  const { locals } = code.source;
  const firstObject = store.get(control + CONTROL.stackObjects);
  let top = store.get(control + CONTROL.localTop);
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
      `the locals of ${code.source.name}() do not fit on the stack of ${machine.nameOfActor(actor)}`,
    );
  store.keep(control + CONTROL.stackObjects, firstObject + locals.length);
  store.keep(control + CONTROL.localTop, top);
}

function dropLocals(machine: Machine, frame: number, count: number): void {
  const { store, layout, control, actor } = machine;
  const first = store.get(frame + FRAME.objects);
  const memory = store.get(frame + FRAME.memory);
  const base = layout.locals + actor * layout.bounds.locals;
  const top = store.get(control + CONTROL.localTop);
  for (let slot = base + memory; slot < base + top; slot++) store.put(slot, 0);
  for (let i = 0; i < count; i++) store.keep(layout.entryOf(first + i) + ENTRY.state, OBJECT.outOfScope);
  store.keep(control + CONTROL.stackObjects, first - layout.firstStackObject - actor * layout.bounds.stackObjects);
  store.keep(control + CONTROL.localTop, memory);
}
