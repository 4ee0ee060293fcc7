/**
 * Programs as Promela, one atomic step for each micro-step of ours, so that Debian's SPIN can count the same states. Only what
 * can be said exactly is: scalars of globals, locks, registers, direct calls. Everything else is refused with its reason.
 */
import type { Expr, Instr, Scalar } from '../../../extension/kernel/c/ir';
import { MICRO } from '../../../extension/kernel/machine/code';
import { FRAME } from '../../../extension/kernel/machine/layout';
import type { FunctionCode, Machine } from '../../../extension/kernel/machine/machine';
import { bytesOf, isSigned, isWide } from '../../../extension/kernel/machine/scalar';

export class NotExportable extends Error {}

/** @param machine one that has begun and stands before the first steps of its actors */
export function toPromela(machine: Machine): string {
  const exporter = new Exporter(machine);
  return exporter.run();
}

/** Where a function's code stands in an actor: called from where, by whom. */
interface Context {
  readonly id: string;
  readonly code: FunctionCode;
  readonly caller: { readonly context: Context; readonly pc: number } | null;
  /** Parameters that hold a constant address. */
  readonly addresses: ReadonlyMap<number, Address>;
}

interface Address {
  readonly global: number;
  readonly offset: number;
}

/** A place at which an actor stops: before a micro-step. */
interface Stop {
  readonly context: Context;
  readonly pc: number;
}

const ENDED = 0;

class Exporter {
  private readonly cells = new Map<
    string,
    { readonly name: string; readonly bytes: number; readonly initial: number }
  >();

  constructor(private readonly machine: Machine) {}

  run(): string {
    const actors = this.machine.declared.map((_, i) => new Actor(this.machine, this, i + 1).text());
    const memory = [...this.cells.values()].map(({ name, initial }) => `int ${name} = ${String(initial)};`);
    return [...memory, ...actors].join('\n');
  }

  /** The Promela variable of a scalar in memory. */
  cell({ global, offset }: Address, bytes: number): string {
    const key = `${String(global)} ${String(offset)}`;
    let cell = this.cells.get(key);
    if (cell === undefined) {
      const { memory, layout } = this.machine;
      const at = (layout.globals[global] ?? 0) * 4 + offset;
      const initial = memory.read(at, bytes === 1 ? 'u8' : bytes === 2 ? 'u16' : 'i32');
      cell = { name: `m${String(global)}_${String(offset)}`, bytes, initial };
      this.cells.set(key, cell);
    }
    if (cell.bytes !== bytes) throw new NotExportable('a scalar is accessed with two sizes');
    return cell.name;
  }
}

class Actor {
  private readonly stops = new Map<string, { readonly number: number; readonly stop: Stop }>();
  private readonly contexts = new Map<string, Context>();
  /** Variables for registers, by context. */
  private readonly variables = new Map<string, number>();

  constructor(
    private readonly machine: Machine,
    private readonly memory: Exporter,
    private readonly actor: number,
  ) {}

  text(): string {
    const first = this.standing();
    const start = first === null ? ENDED : this.stopNumber(first);
    const steps: string[] = [];
    // Each step may lead to stops that were not known yet.
    for (const { number, stop } of this.stops.values()) steps.push(`  ${this.step(number, stop)}`);
    const name = `p${String(this.actor)}`;
    const declared = [...this.variables].map(([variable, initial]) => `  int ${variable} = ${String(initial)};`);
    return [
      `active proctype ${name}() {`,
      `  byte pc = ${String(start)};`,
      ...declared,
      'end: do',
      ...steps,
      '  od',
      '}',
    ].join('\n');
  }

  /** Where the machine's actor stands now, its registers noted as initial values; null where it has ended. */
  private standing(): Stop | null {
    const frames = this.machine.framesOf(this.actor).reverse();
    let context: Context | null = null;
    let pc = 0;
    for (const frame of frames) {
      const code = this.machine.codeOf(frame);
      const caller: Context['caller'] = context === null ? null : { context, pc: pc - 1 };
      context = this.enter(code, caller);
      pc = this.machine.store.get(frame + FRAME.pc);
      const offsets = code.registerOffsets;
      for (const register of this.live(context, pc)) {
        if (context.addresses.has(register)) continue;
        const value = this.machine.store.get(frame + (offsets[register] as number));
        this.variables.set(this.variable(context, register), value);
      }
    }
    return context === null ? null : { context, pc };
  }

  private enter(code: FunctionCode, caller: Context['caller']): Context {
    const id =
      caller === null ? `f${String(code.index)}` : `${caller.context.id}_${String(caller.pc)}_f${String(code.index)}`;
    let context = this.contexts.get(id);
    if (context !== undefined) return context;
    if (id.length > 200) throw new NotExportable('recursion');
    if (code.source.locals.length > 0) throw new NotExportable('a local variable with an address');
    const addresses = new Map<number, Address>();
    const call = caller === null ? null : (caller.context.code.source.code[caller.pc] ?? null);
    if (call?.op === 'call' && caller !== null)
      code.source.params.forEach((register, index) => {
        const argument = call.args[index];
        const address = argument === undefined ? null : this.address(argument, caller.context);
        if (address !== null) addresses.set(register, address);
      });
    context = { id, code, caller, addresses };
    this.contexts.set(id, context);
    return context;
  }

  private stopNumber(stop: Stop): number {
    const key = `${stop.context.id} ${String(stop.pc)}`;
    let known = this.stops.get(key);
    if (known === undefined) {
      known = { number: this.stops.size + 1, stop };
      this.stops.set(key, known);
    }
    return known.number;
  }

  private step(number: number, { context, pc }: Stop): string {
    const instr = context.code.source.code[pc] as Instr;
    const { guard, effect } = this.visible(instr, context);
    const when = guard === '' ? '' : ` && ${guard}`;
    return `:: d_step { (pc == ${String(number)}${when}) -> ${effect} ${this.chain(context, pc + 1, 0)} }`;
  }

  private visible(instr: Instr, context: Context): { readonly guard: string; readonly effect: string } {
    switch (instr.op) {
      case 'load': {
        const from = this.place(instr.address, context, bytesOf(instr.type), instr.bits);
        const value = isSigned(instr.type) && bytesOf(instr.type) < 4 ? signed(from, instr.type) : from;
        return { guard: '', effect: `${this.variable(context, instr.register)} = ${value};` };
      }
      case 'store': {
        const to = this.place(instr.address, context, bytesOf(instr.type), instr.bits);
        return { guard: '', effect: `${to} = ${unsigned(this.value(instr.value, context), instr.type)};` };
      }
      case 'call':
        if (instr.callee.kind === 'primitive') return this.primitive(instr.callee.name, instr, context);
    }
    throw new NotExportable(`an instruction ${instr.op}`);
  }

  private primitive(name: string, instr: Instr & { op: 'call' }, context: Context) {
    const [first, second, third] = instr.args;
    const cell = (): string => this.place(first, context, 4, null);
    const set = (value: string): string =>
      instr.register === null ? '' : ` ${this.variable(context, instr.register)} = ${value};`;
    switch (name) {
      case 'mutex_lock':
      case 'spin_lock':
        return { guard: `${cell()} == 0`, effect: `${cell()} = ${String(this.actor + 1)};` };
      case 'mutex_unlock':
      case 'spin_unlock':
        return { guard: '', effect: `${cell()} = 0;` };
      case 'mutex_trylock': {
        const result = instr.register === null ? '' : this.variable(context, instr.register);
        const [yes, no] = result === '' ? ['skip', 'skip'] : [`${result} = 1`, `${result} = 0`];
        return {
          guard: '',
          effect: `if :: (${cell()} == 0) -> ${cell()} = ${String(this.actor + 1)}; ${yes} :: else -> ${no} fi;`,
        };
      }
      case '__kapi_fetch_add':
        return { guard: '', effect: `${set(cell())} ${cell()} = ${cell()} + ${this.number(second)};`.trim() };
      case '__kapi_xchg':
        return { guard: '', effect: `${set(cell())} ${cell()} = ${this.number(second)};`.trim() };
      case '__kapi_wait_equal':
        return { guard: `${cell()} == ${this.number(third)}`, effect: '' };
      case '__kapi_wait_not_equal':
        return { guard: `${cell()} != ${this.number(third)}`, effect: '' };
      default:
        throw new NotExportable(`${name}()`);
    }
  }

  private number(expr: Expr | undefined): string {
    if (expr?.op !== 'const') throw new NotExportable('an argument that is no constant');
    return String(expr.lo);
  }

  /** What an actor does until it stops again, `depth` local instructions after its micro-step. */
  private chain(context: Context, pc: number, depth: number): string {
    if (depth > 500) throw new NotExportable('a loop without an access');
    const micro = context.code.micros[pc];
    const instr = context.code.source.code[pc];
    if (micro === undefined || instr === undefined) throw new NotExportable('the end of the code');
    if (micro.kind !== MICRO.local) return this.stopHere({ context, pc });
    switch (instr.op) {
      case 'assign':
        return `${this.variable(context, instr.register)} = ${this.value(instr.value, context)}; ${this.chain(context, pc + 1, depth + 1)}`;
      case 'jump':
        return this.chain(context, instr.target, depth + 1);
      case 'branch':
        return `if :: (${this.value(instr.condition, context)} != 0) -> ${this.chain(context, instr.then, depth + 1)} :: else -> ${this.chain(context, instr.else, depth + 1)} fi;`;
      case 'call': {
        if (instr.callee.kind === 'primitive' && instr.callee.name === '__kapi_bug') return 'assert(false);';
        if (instr.callee.kind !== 'function') throw new NotExportable('a call that is not direct');
        const inner = this.enter(this.machine.code(instr.callee.function), { context, pc });
        const { params, registers } = inner.code.source;
        const given = new Map(params.map((register, index) => [register, instr.args[index]] as const));
        const sets = registers.map((_, register) => {
          if (inner.addresses.has(register)) return '';
          const argument = given.get(register);
          const value = argument === undefined ? '0' : this.value(argument, context);
          return `${this.variable(inner, register)} = ${value}; `;
        });
        return sets.join('') + this.chain(inner, 0, depth + 1);
      }
      case 'return': {
        const { caller } = context;
        if (caller === null) return `pc = ${String(ENDED)}; ${this.forget(null)}`;
        const call = caller.context.code.source.code[caller.pc];
        const register = call?.op === 'call' ? call.register : null;
        const set =
          register === null || instr.value === null
            ? ''
            : `${this.variable(caller.context, register)} = ${this.value(instr.value, context)}; `;
        return set + this.chain(caller.context, caller.pc + 1, depth + 1);
      }
      default:
        throw new NotExportable(`an instruction ${instr.op}`);
    }
  }

  private stopHere(stop: Stop): string {
    return `pc = ${String(this.stopNumber(stop))}; ${this.forget(stop)}`;
  }

  /** Values that nobody reads again are no part of a state of ours. */
  private forget(stop: Stop | null): string {
    const kept = new Set<string>();
    let skipped: number | null = null;
    for (let context = stop?.context ?? null, pc = stop?.pc ?? 0; context !== null;) {
      for (const register of this.live(context, pc))
        if (register !== skipped && !context.addresses.has(register)) kept.add(this.variable(context, register));
      const { caller }: Context = context;
      if (caller === null) break;
      const call: Instr | undefined = caller.context.code.source.code[caller.pc];
      skipped = call?.op === 'call' ? call.register : null;
      pc = caller.pc + 1;
      context = caller.context;
    }
    return [...this.variables.keys()]
      .filter((variable) => !kept.has(variable))
      .map((variable) => `${variable} = 0;`)
      .join(' ');
  }

  private live({ code }: Context, pc: number): number[] {
    const words = new Set(code.liveAt(pc));
    return code.registerOffsets.flatMap((offset, register) => (words.has(offset) ? [register] : []));
  }

  private variable(context: Context, register: number): string {
    const name = `${context.id}_r${String(register)}`;
    if (!this.variables.has(name)) this.variables.set(name, 0);
    return name;
  }

  private place(expr: Expr | undefined, context: Context, bytes: number, bits: unknown): string {
    const address = expr === undefined ? null : this.address(expr, context);
    if (address === null) throw new NotExportable('an address that is no constant');
    if (bits !== null || bytes > 4) throw new NotExportable('bit-fields and 64-bit scalars');
    return this.memory.cell(address, bytes);
  }

  private address(expr: Expr, context: Context): Address | null {
    switch (expr.op) {
      case 'global-address':
        return { global: expr.global, offset: expr.offset };
      case 'register':
        return context.addresses.get(expr.index) ?? null;
      case 'binary': {
        const base = expr.binary === 'add' ? this.address(expr.left, context) : null;
        if (base === null || expr.right.op !== 'const') return null;
        return { global: base.global, offset: base.offset + expr.right.lo };
      }
      default:
        return null;
    }
  }

  private value(expr: Expr, context: Context): string {
    switch (expr.op) {
      case 'const':
        return String(expr.lo);
      case 'register':
        if (context.addresses.has(expr.index)) throw new NotExportable('a pointer as a value');
        return this.variable(context, expr.index);
      case 'unary': {
        const value = this.value(expr.value, context);
        return expr.unary === 'lognot' ? `(!(${value}))` : `(${expr.unary === 'neg' ? '-' : '~'}(${value}))`;
      }
      case 'convert':
        return unsigned(this.value(expr.value, context), expr.type);
      case 'select': {
        const [condition, then, otherwise] = [expr.condition, expr.then, expr.else].map((one) =>
          this.value(one, context),
        );
        return `(${String(condition)} -> ${String(then)} : ${String(otherwise)})`;
      }
      case 'binary': {
        const operator = OPERATORS[expr.binary];
        const ordered = ['lt', 'le', 'gt', 'ge'].includes(expr.binary);
        if (operator === undefined || (ordered && !isSigned(expr.operands) && bytesOf(expr.operands) === 4))
          throw new NotExportable(`the operator ${expr.binary}`);
        const [left, right] = [this.value(expr.left, context), this.value(expr.right, context)];
        return unsigned(`(${left} ${operator} ${right})`, expr.type);
      }
      default:
        throw new NotExportable('an address as a value');
    }
  }
}

const OPERATORS: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  and: '&',
  or: '|',
  xor: '^',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};

/** A value cut to what its type holds, as memory has it: signed bytes are kept as unsigned ones. */
function unsigned(value: string, type: Scalar): string {
  if (isWide(type) || bytesOf(type) === 4) return value;
  return `(${value} & ${bytesOf(type) === 1 ? '255' : '65535'})`;
}

function signed(value: string, type: Scalar): string {
  const limit = type === 'i8' ? 128 : 32768;
  return `(${value} >= ${String(limit)} -> ${value} - ${String(limit * 2)} : ${value})`;
}
