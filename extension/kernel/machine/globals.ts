import type { Program } from '../c/ir';
import { FUNCTION_BASE, OBJECT } from './layout';
import type { Memory } from './memory';
import { wide } from './value';

/** Gives the globals of a program their objects and first bytes: what every run begins with, so it cannot be undone. */
export function placeGlobals(program: Program, memory: Memory): void {
  const { layout, store } = memory;
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
