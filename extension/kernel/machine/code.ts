/** A function made ready to run: one closure an instruction. */
import type { Callee, Expr, Instr, IrFunction, Lvalue, Scalar } from '../c/ir';
import { enterFunction, leaveFunction, touchLocals } from './frame';
import { FRAME, FUNCTION_BASE } from './layout';
import type { FunctionCode, Machine, Micro } from './machine';
import { liveWords } from './liveness';
import { bytesOf, isWide, narrow, toBigInt } from './scalar';
import { OpaqueReached, RuleBroken } from './stop';
import { compileTruth, compileValue, compileWidened, wide } from './value';
import type { Value, ValueContext } from './value';

/**
 * local: nobody else can tell whether it has run · access: reads or writes memory · primitive: a call of one ·
 * leave: the end of a frame whose locals have addresses, which others may hold.
 */
export const MICRO = { local: 0, access: 1, primitive: 2, leave: 3 } as const;

export class Code implements FunctionCode {
  readonly micros: readonly Micro[];
  readonly registerOffsets: readonly number[];
  /** Slots of a frame, its head included. */
  readonly frameSize: number;
  /** 1 for each instruction that was executed. */
  readonly seen: Uint8Array;
  private live: readonly Int32Array[] | null = null;

  constructor(
    readonly index: number,
    readonly source: IrFunction,
    machine: Machine,
  ) {
    let offset: number = FRAME.registers;
    this.registerOffsets = source.registers.map((register) => {
      const at = offset;
      offset += isWide(register.type) ? 2 : 1;
      return at;
    });
    this.frameSize = offset;
    this.seen = new Uint8Array(source.code.length);
    const context: ValueContext = { slots: machine.store.slots, registerOffsets: this.registerOffsets };
    this.micros = source.code.map((instr, pc) => compileInstr(instr, pc, this, context, machine));
  }

  /** Offsets in the frame of the register words that are read before they are written, from each pc on. */
  liveAt(pc: number): Int32Array {
    this.live ??= liveWords(this.source, this.registerOffsets);
    return this.live[pc] as Int32Array;
  }
}

type Compiled = Pick<Micro, 'kind' | 'run'> & Partial<Micro>;

function compileInstr(instr: Instr, pc: number, code: Code, context: ValueContext, machine: Machine): Micro {
  const made = compileBody(instr, pc, code, context, machine);
  // One shape for all of them: they are read in the innermost loop.
  return {
    kind: made.kind,
    at: instr.at,
    instr,
    run: made.run,
    touch: made.touch ?? null,
    primitive: made.primitive ?? null,
    prepare: made.prepare ?? null,
  };
}

function compileBody(instr: Instr, pc: number, code: Code, context: ValueContext, machine: Machine): Compiled {
  const next = pc + 1;
  const { memory } = machine;
  switch (instr.op) {
    case 'assign': {
      const put = registerWriter(instr.register, code, machine);
      const value = compileValue(instr.value, context);
      return {
        kind: MICRO.local,
        run: (frame) => {
          put(frame, value(frame));
          return next;
        },
      };
    }
    case 'load': {
      const fixed = fixedPlace(instr.address, bytesOf(instr.type), false, machine);
      if (fixed >= 0 && instr.bits === null) return compileFixedLoad(instr, fixed, next, code, machine);
      const address = compileValue(instr.address, context);
      const put = registerWriter(instr.register, code, machine);
      const { type, bits } = instr;
      const size = bytesOf(type);
      const touch = toucher(address, size, false, machine);
      if (bits !== null)
        return {
          kind: MICRO.access,
          touch,
          run: (frame) => {
            const low = address(frame);
            put(frame, memory.readBits(memory.locate(wide.high, low, size, false), type, bits));
            return next;
          },
        };
      if (type === 'u8') {
        const { store } = machine;
        const offset = code.registerOffsets[instr.register] as number;
        return {
          kind: MICRO.access,
          touch,
          run: (frame) => {
            const low = address(frame);
            store.keep(frame + offset, memory.byte(memory.locate(wide.high, low, 1, false)));
            return next;
          },
        };
      }
      return {
        kind: MICRO.access,
        touch,
        run: (frame) => {
          const low = address(frame);
          put(frame, memory.read(memory.locate(wide.high, low, size, false), type));
          return next;
        },
      };
    }
    case 'store': {
      const fixed = fixedPlace(instr.address, bytesOf(instr.type), true, machine);
      if (fixed >= 0 && instr.bits === null) return compileFixedStore(instr, fixed, next, context, machine);
      const address = compileValue(instr.address, context);
      const value = compileValue(instr.value, context);
      const { type, bits } = instr;
      const size = bytesOf(type);
      const touch = toucher(address, size, true, machine);
      if (bits === null && size === 4)
        return {
          kind: MICRO.access,
          touch,
          run: (frame) => {
            const low = address(frame);
            const at = memory.locate(wide.high, low, 4, true);
            memory.writeWord(at, value(frame));
            return next;
          },
        };
      return {
        kind: MICRO.access,
        touch,
        run: (frame) => {
          const low = address(frame);
          const at = memory.locate(wide.high, low, size, true);
          const result = value(frame);
          if (bits === null) memory.write(at, type, result, wide.high);
          else memory.writeBits(at, type, bits, result, wide.high);
          return next;
        },
      };
    }
    case 'copy': {
      const to = compileValue(instr.to, context);
      const from = compileValue(instr.from, context);
      const { bytes } = instr;
      const touchTo = toucher(to, bytes, true, machine);
      const touchFrom = toucher(from, bytes, false, machine);
      return {
        kind: MICRO.access,
        touch: (frame) => {
          touchTo(frame);
          touchFrom(frame);
        },
        run: (frame) => {
          const fromLow = from(frame);
          const source = memory.locate(wide.high, fromLow, bytes, false);
          const toLow = to(frame);
          memory.move(memory.locate(wide.high, toLow, bytes, true), source, bytes);
          return next;
        },
      };
    }
    case 'clear': {
      const address = compileValue(instr.address, context);
      const { bytes } = instr;
      return {
        kind: MICRO.access,
        touch: toucher(address, bytes, true, machine),
        run: (frame) => {
          const low = address(frame);
          memory.fill(memory.locate(wide.high, low, bytes, true), bytes, 0);
          return next;
        },
      };
    }
    case 'jump': {
      const { target } = instr;
      return { kind: MICRO.local, run: () => target };
    }
    case 'branch': {
      const condition = compileTruth(instr.condition, context);
      const { then, else: otherwise } = instr;
      return { kind: MICRO.local, run: (frame) => (condition(frame) ? then : otherwise) };
    }
    case 'switch':
      return { kind: MICRO.local, run: compileSwitch(instr, context) };
    case 'call':
      return compileCall(instr, pc, code, context, machine);
    case 'return': {
      const value = instr.value === null ? null : compileWidened(instr.value, context);
      const { locals } = code.source;
      return {
        kind: locals.length === 0 ? MICRO.local : MICRO.leave,
        touch: locals.length === 0 ? null : (frame) => touchLocals(machine, frame, locals.length),
        run: (frame) => {
          let low = 0;
          wide.high = 0;
          if (value !== null) low = value(frame);
          return leaveFunction(machine, frame, low, wide.high);
        },
      };
    }
    case 'opaque': {
      const { symbol, reason } = instr;
      return {
        kind: MICRO.local,
        run: () => {
          throw new OpaqueReached(symbol, reason);
        },
      };
    }
  }
}

/**
 * The byte in the slot array at which an object with a constant address lies, if an access there can never be wrong: globals
 * live as long as the run. Else -1.
 */
function fixedPlace(address: Expr, bytes: number, write: boolean, machine: Machine): number {
  if (address.op !== 'global-address') return -1;
  const global = machine.program.globals[address.global];
  const { offset } = address;
  if (global === undefined || (write && global.readOnly) || offset < 0 || offset + bytes > global.bytes) return -1;
  return (machine.layout.globals[address.global] as number) * 4 + offset;
}

function fixedToucher(at: number, bytes: number, write: boolean, machine: Machine): () => void {
  return () => machine.touchAt(at, bytes, write);
}

function compileFixedLoad(
  instr: Instr & { op: 'load' },
  at: number,
  next: number,
  code: Code,
  machine: Machine,
): Compiled {
  const { type, register } = instr;
  const { memory, store } = machine;
  const { slots, bytes } = store;
  const offset = code.registerOffsets[register] as number;
  const touch = fixedToucher(at, bytesOf(type), false, machine);
  const slot = at >> 2;
  if ((type === 'i32' || type === 'u32') && (at & 3) === 0)
    return {
      kind: MICRO.access,
      touch,
      run: (frame) => {
        store.keep(frame + offset, slots[slot] as number);
        return next;
      },
    };
  if (isWide(type) && (at & 3) === 0)
    return {
      kind: MICRO.access,
      touch,
      run: (frame) => {
        store.keep(frame + offset, slots[slot] as number);
        store.keep(frame + offset + 1, slots[slot + 1] as number);
        return next;
      },
    };
  if (type === 'u8')
    return {
      kind: MICRO.access,
      touch,
      run: (frame) => {
        store.keep(frame + offset, bytes[at] as number);
        return next;
      },
    };
  const put = registerWriter(register, code, machine);
  return {
    kind: MICRO.access,
    touch,
    run: (frame) => {
      put(frame, memory.read(at, type));
      return next;
    },
  };
}

function compileFixedStore(
  instr: Instr & { op: 'store' },
  at: number,
  next: number,
  context: ValueContext,
  machine: Machine,
): Compiled {
  const { type } = instr;
  const { memory, store } = machine;
  const value = compileValue(instr.value, context);
  const touch = fixedToucher(at, bytesOf(type), true, machine);
  const slot = at >> 2;
  if ((type === 'i32' || type === 'u32') && (at & 3) === 0)
    return {
      kind: MICRO.access,
      touch,
      run: (frame) => {
        store.put(slot, value(frame));
        return next;
      },
    };
  return {
    kind: MICRO.access,
    touch,
    run: (frame) => {
      const low = value(frame);
      memory.write(at, type, low, wide.high);
      return next;
    },
  };
}

/** Writes a result into a register; for a wide one the high half is taken from `wide.high`. */
function registerWriter(register: number, code: Code, machine: Machine): (frame: number, low: number) => void {
  const { store } = machine;
  const offset = code.registerOffsets[register] as number;
  if (!isWide((code.source.registers[register] as { type: Scalar }).type))
    return (frame, low) => store.keep(frame + offset, low);
  return (frame, low) => {
    store.keep(frame + offset, low);
    store.keep(frame + offset + 1, wide.high);
  };
}

function toucher(address: Value, bytes: number, write: boolean, machine: Machine): (frame: number) => void {
  return (frame) => {
    const low = address(frame);
    machine.touch(wide.high, low, bytes, write);
  };
}

function compileSwitch(instr: Instr & { op: 'switch' }, context: ValueContext): (frame: number) => number {
  const value = compileWidened(instr.value, context);
  const signed = instr.value.type.startsWith('i');
  const { otherwise } = instr;
  const cases = instr.cases.map((one) => {
    const low = compileWidened(one.low, context);
    const high = compileWidened(one.high, context);
    const fromLow = low(0);
    const from = toBigInt(fromLow, wide.high, signed);
    const toLow = high(0);
    return { from, to: toBigInt(toLow, wide.high, signed), target: one.target };
  });
  const single = new Map<string, number>();
  for (const one of cases)
    if (one.from === one.to && !single.has(String(one.from))) single.set(String(one.from), one.target);
  const ranges = cases.filter((one) => one.from !== one.to);
  return (frame) => {
    const low = value(frame);
    // Small numbers, the usual case, need no BigInt to become a key.
    const high = wide.high;
    const small = signed ? high === low >> 31 : high === 0;
    const key = small ? String(signed ? low : low >>> 0) : String(toBigInt(low, high, signed));
    const target = single.get(key);
    if (target !== undefined) return target;
    if (ranges.length > 0) {
      const exact = toBigInt(low, high, signed);
      for (const range of ranges) if (exact >= range.from && exact <= range.to) return range.target;
    }
    return otherwise;
  };
}

function compileCall(
  instr: Instr & { op: 'call' },
  pc: number,
  code: Code,
  context: ValueContext,
  machine: Machine,
): Compiled {
  const values = instr.args.map((arg) => compileWidened(arg, context));
  const { argLow, argHigh } = machine;
  const prepare = (frame: number): void => {
    for (let i = 0; i < values.length; i++) {
      argLow[i] = (values[i] as Value)(frame);
      argHigh[i] = wide.high;
    }
    machine.argCount = values.length;
  };
  const { callee } = instr;
  if (callee.kind === 'primitive') return compilePrimitive(instr, callee.name, pc, code, prepare, machine);
  const result = instr.result === null ? null : compileValue(instr.result, context);
  const enter = (frame: number, target: number): number => {
    prepare(frame);
    let resultLow = 0;
    let resultHigh = 0;
    if (result !== null) {
      resultLow = result(frame);
      resultHigh = wide.high;
    }
    return enterFunction(machine, target, frame, pc, resultLow, resultHigh);
  };
  if (callee.kind === 'function') {
    const target = callee.function;
    return { kind: MICRO.local, run: (frame) => enter(frame, target) };
  }
  const pointer = compileValue(callee.value, context);
  return {
    kind: MICRO.local,
    run: (frame) => {
      const low = pointer(frame);
      return enter(frame, calledFunction(wide.high, low, machine));
    },
  };
}

/** The function that a pointer names. */
function calledFunction(high: number, low: number, machine: Machine): number {
  const target = high - FUNCTION_BASE;
  if (low === 0 && target >= 0 && target < machine.program.functions.length) return target;
  if (high === 0 && low >>> 0 < 4096) throw new RuleBroken('null-dereference', 'call of a NULL function pointer');
  throw new RuleBroken('wild-call', `call of ${machine.memory.describe(high, low)}, which is no function`);
}

function compilePrimitive(
  instr: Instr & { op: 'call'; callee: Callee },
  name: string,
  pc: number,
  code: Code,
  prepare: (frame: number) => void,
  machine: Machine,
): Compiled {
  const primitive = machine.primitives.get(name);
  if (primitive === undefined)
    return {
      kind: MICRO.local,
      run: () => {
        throw new OpaqueReached(name, 'declared, but neither the series, the tree, a model nor the machine defines it');
      },
    };
  const next = pc + 1;
  const type = instr.register === null ? null : (code.source.registers[instr.register] as { type: Scalar }).type;
  const put = instr.register === null ? null : registerWriter(instr.register, code, machine);
  return {
    kind: primitive.visible === 'never' ? MICRO.local : MICRO.primitive,
    primitive,
    prepare,
    touch: null,
    run: (frame) => {
      prepare(frame);
      machine.again = false;
      machine.resultLow = 0;
      machine.resultHigh = 0;
      primitive.run(machine);
      if (machine.again) return pc;
      if (put !== null && type !== null) {
        wide.high = machine.resultHigh;
        put(frame, isWide(type) ? machine.resultLow : narrow(type, machine.resultLow));
      }
      return next;
    },
  };
}

/** What an instruction names of the object it accesses; null where it accesses none. */
export function lvalueOf(instr: Instr): Lvalue | null {
  return instr.op === 'load' || instr.op === 'store' || instr.op === 'copy' ? instr.lvalue : null;
}
