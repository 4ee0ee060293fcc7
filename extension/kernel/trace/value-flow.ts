import type { Instr } from '../c/ir';
import { usedRegisters } from '../machine/liveness';
import { FRAME } from '../machine/layout';
import type { Machine } from '../machine/machine';

/** Who defined a frame's registers: the step that entered it (the arguments), and those that assigned since. */
interface Definitions {
  readonly entry: number | null;
  readonly registers: Map<number, number>;
}

/** Follows values through registers while a schedule is recorded: which step made what another step uses. */
export class ValueFlow {
  private readonly frames = new Map<number, Definitions>();
  private readonly used = new Map<Instr, readonly number[]>();

  constructor(private readonly machine: Machine) {}

  /** An instruction of the step `index` is about to execute; adds the steps whose values it uses to `from`. */
  through(instr: Instr, frame: number, index: number, from: Set<number>): void {
    const known = this.of(frame);
    let used = this.used.get(instr);
    if (used === undefined) this.used.set(instr, (used = usedRegisters(instr)));
    for (const register of used) {
      const step = known.registers.get(register) ?? known.entry;
      if (step !== null && step !== index) from.add(step);
    }
    if (instr.op === 'call' && instr.callee.kind !== 'primitive') {
      const entered = frame + this.machine.codeOf(frame).frameSize;
      this.frames.set(entered, { entry: index, registers: new Map() });
    } else if (instr.op === 'return') {
      const caller = this.machine.store.get(frame + FRAME.caller);
      if (caller === 0) return;
      const call = this.machine.codeOf(caller).source.code[this.machine.store.get(caller + FRAME.pc) - 1];
      if (call?.op === 'call' && call.register !== null) this.of(caller).registers.set(call.register, index);
    } else if ('register' in instr && instr.register !== null) known.registers.set(instr.register, index);
  }

  private of(frame: number): Definitions {
    let known = this.frames.get(frame);
    if (known === undefined) this.frames.set(frame, (known = { entry: null, registers: new Map() }));
    return known;
  }
}
