import { takeFrameHash } from './frame-hash';
import { FRAME } from './layout';
import type { Machine, Micro } from './machine';
import { RuleBroken } from './stop';

/** Instructions that one actor may execute between two points where another one could; past it a loop is looked for. */
export const LOOP_WATCH = 1 << 16;

/**
 * Finds out that an actor which has run on for long comes back to a state it was in, with nobody else in between: it never ends.
 * The state it is compared with is renewed at every power of two, so that any period is found (Brent's method).
 */
export class LoopWatch {
  private pc = -1;
  private frame = 0;
  private first = 0;
  private second = 0;
  private until = LOOP_WATCH;

  constructor(private readonly machine: Machine) {}

  /** Looks at an instruction about to execute, the `count`th since the actor's turn began. Throws `RuleBroken`. */
  look(count: number, micro: Micro, frame: number, pc: number): void {
    const { store } = this.machine;
    // A jump stands for a whole block: the message is to name a statement, where the loop has one.
    if (count === this.until && micro.instr.op === 'jump' && (this.until & 0x3f) !== 0x3f) this.until++;
    else if (count === this.until) {
      store.keep(frame + FRAME.pc, pc);
      takeFrameHash(this.machine);
      this.pc = pc;
      this.frame = frame;
      this.first = store.hash[0] as number;
      this.second = store.hash[1] as number;
      this.until *= 2;
    } else if (pc === this.pc && frame === this.frame) {
      store.keep(frame + FRAME.pc, pc);
      takeFrameHash(this.machine);
      if ((store.hash[0] as number) === this.first && (store.hash[1] as number) === this.second)
        throw new RuleBroken('endless-loop', 'the loop comes back to the same state: it never ends');
    }
  }
}
