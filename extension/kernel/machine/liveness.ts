/** Which registers of a function matter from an instruction on. */
import type { Instr, IrFunction } from '../c/ir';
import { isWide } from './scalar';

/** Classic backward data flow: which registers may be read before they are written again. */
export function liveWords(source: IrFunction, registerOffsets: readonly number[]): Int32Array[] {
  const count = source.code.length;
  const words = (source.registers.length + 31) >> 5;
  const live = new Int32Array((count + 1) * words);
  const uses = source.code.map((instr) => usedRegisters(instr));
  const successors = source.code.map((instr, pc) => successorsOf(instr, pc));
  const next = new Int32Array(words);
  for (let changed = true; changed;) {
    changed = false;
    for (let pc = count - 1; pc >= 0; pc--) {
      next.fill(0);
      for (const successor of successors[pc] as number[])
        for (let word = 0; word < words; word++)
          next[word] = (next[word] as number) | (live[successor * words + word] as number);
      const instr = source.code[pc] as Instr;
      const defined = 'register' in instr ? instr.register : null;
      if (defined !== null) next[defined >> 5] = (next[defined >> 5] as number) & ~(1 << (defined & 31));
      for (const used of uses[pc] as number[]) next[used >> 5] = (next[used >> 5] as number) | (1 << (used & 31));
      for (let word = 0; word < words; word++)
        if (live[pc * words + word] !== next[word]) {
          live[pc * words + word] = next[word] as number;
          changed = true;
        }
    }
  }
  const lists: Int32Array[] = [];
  for (let pc = 0; pc < count; pc++) {
    const offsets: number[] = [];
    source.registers.forEach((register, index) => {
      if (((live[pc * words + (index >> 5)] as number) & (1 << (index & 31))) === 0) return;
      const offset = registerOffsets[index] as number;
      offsets.push(offset);
      if (isWide(register.type)) offsets.push(offset + 1);
    });
    lists.push(Int32Array.from(offsets));
  }
  return lists;
}

function successorsOf(instr: Instr, pc: number): number[] {
  switch (instr.op) {
    case 'jump':
      return [instr.target];
    case 'branch':
      return [instr.then, instr.else];
    case 'switch':
      return [instr.otherwise, ...instr.cases.map((one) => one.target)];
    case 'return':
    case 'opaque':
      return [];
    default:
      return [pc + 1];
  }
}

/** Registers that an instruction reads. */
export function usedRegisters(instr: Instr): number[] {
  const found: number[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if ('op' in value && value.op === 'register' && 'index' in value && typeof value.index === 'number')
      found.push(value.index);
    else Object.values(value).forEach(visit);
  };
  visit(instr);
  return found;
}
