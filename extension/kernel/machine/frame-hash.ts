/**
 * The part of a state's hash that stands for frames. It covers the registers that live at each pc only, so that values nobody
 * will read again do not tell states apart; it is taken once a transition, and of what lies below the top frame once a call.
 */
import { CONTROL, FRAME } from './layout';
import type { Machine } from './machine';
import { foldFirst, foldSecond, mixFirst, mixSecond } from './store';

/** Takes the hash of the running actor's frames anew and exchanges it in the hash of the whole. */
export function takeFrameHash(machine: Machine): void {
  const { store, control } = machine;
  const frame = store.get(control + CONTROL.frame);
  let first = 0;
  let second = 0;
  if (frame !== 0) {
    const pc = store.get(frame + FRAME.pc);
    const index = store.get(frame);
    const live = machine.code(index).liveAt(pc);
    first = store.get(frame + FRAME.hash);
    second = store.get(frame + FRAME.hash + 1);
    for (let i = 0; i < live.length; i++) {
      const value = store.get(frame + (live[i] as number));
      first = foldFirst(first, value);
      second = foldSecond(second, value);
    }
    // Which words were folded follows from where the frame stands.
    first = mixFirst(first, (index << 16) ^ pc);
    second = mixSecond(second, (index << 16) ^ pc);
  }
  const { hash } = store;
  hash[0] = (hash[0] as number) ^ store.get(control + CONTROL.hash) ^ first;
  hash[1] = (hash[1] as number) ^ store.get(control + CONTROL.hash + 1) ^ second;
  store.keep(control + CONTROL.hash, first);
  store.keep(control + CONTROL.hash + 1, second);
}

/** Notes in an actor's first frame that nothing lies below it. */
export function hashBottom(machine: Machine, frame: number, actor: number): void {
  machine.store.keep(frame + FRAME.hash, mixFirst(actor + 1, 0x51ed));
  machine.store.keep(frame + FRAME.hash + 1, mixSecond(actor + 1, 0x51ed));
}

/** Notes in a frame just entered what lies below it: the caller, which goes on at `pc + 1`, stays as it is until then. */
export function hashBelow(machine: Machine, frame: number, callerFrame: number, pc: number): void {
  const { store } = machine;
  const caller = machine.codeOf(callerFrame);
  const live = caller.liveAt(pc + 1);
  let first = store.get(callerFrame + FRAME.hash);
  let second = store.get(callerFrame + FRAME.hash + 1);
  // The register that the result goes to is written on return: what it holds now does not matter.
  const result = caller.source.code[pc];
  const skip =
    result?.op === 'call' && result.register !== null ? (caller.registerOffsets[result.register] as number) : -1;
  for (let i = 0; i < live.length; i++) {
    const offset = live[i] as number;
    if (offset === skip || offset === skip + 1) continue;
    const value = store.get(callerFrame + offset);
    first = foldFirst(first, value);
    second = foldSecond(second, value);
  }
  const at = (store.get(callerFrame) << 16) ^ (pc + 1);
  store.keep(frame + FRAME.hash, mixFirst(first, at));
  store.keep(frame + FRAME.hash + 1, mixSecond(second, at));
}
