/**
 * Watch expressions: C over the state in which a recording's machine stands. They look and change nothing; what would call,
 * assign or read what is not there is an error with its reason.
 */
import { compare, foldArithmetic } from '../c/fold';
import type { Declaration, Expression } from '../c/syntax';
import { isBool, isSigned, scalarBytes, scalarOf, showType, sizeOf, wrap, type CType, type FieldBits } from '../c/type';
import { parseWatch, type WatchName } from '../c/watch';
import { FRAME, FUNCTION_BASE } from '../machine/layout';
import type { Machine } from '../machine/machine';
import { isWide } from '../machine/scalar';
import { wide } from '../machine/value';
import type { Standing } from './record';
import { showPointer, showScalar } from './show';

/** Memory that an expression names: the first byte, counted in the machine's memory, and how many. */
export interface WatchedPlace {
  readonly at: number;
  readonly bytes: number;
}

/** One value inside a struct or an array that was asked for. */
export interface WatchedField {
  /** Relative to the expression: `.lock.owner`, `[2]`. */
  readonly path: string;
  readonly type: string;
  readonly value: string;
}

export type Evaluation =
  | {
      readonly kind: 'value';
      readonly type: string;
      readonly value: string;
      /** Whether C's `if` would take it; for conditions. */
      readonly truth: boolean;
      /** Where it lies, for breakpoints on its data; null for registers and computed values. */
      readonly place: WatchedPlace | null;
      /** The scalars inside, where it is no scalar itself; of large ones the first. */
      readonly fields: readonly WatchedField[];
    }
  | { readonly kind: 'error'; readonly message: string };

/** Fields listed of one value. */
const MOST_FIELDS = 256;

/**
 * Evaluates a C expression where the recording's machine stands.
 * @param actor whose names are visible, beside the globals
 * @param depth its frame, 0 the innermost
 */
export function evaluate(standing: Standing, actor: number, depth: number, text: string): Evaluation {
  const { machine } = standing;
  const frame = machine.framesOf(actor)[depth] ?? 0;
  const things = new Map<WatchName, Thing>();
  const watch = parseWatch(machine.program.types, namesAt(machine, frame, things), text);
  if (watch.error !== null) return { kind: 'error', message: watch.error };
  const thingOf = (declaration: Declaration): Thing | undefined => {
    const name = watch.names.get(declaration);
    return name === undefined ? undefined : things.get(name);
  };
  try {
    return new Evaluator(standing, thingOf).run(watch.expression);
  } catch (stop) {
    if (stop instanceof CannotTell) return { kind: 'error', message: stop.message };
    throw stop;
  }
}

/** What a name stands for in the machine. */
type Thing =
  | { readonly kind: 'register'; readonly slot: number; readonly wide: boolean }
  | { readonly kind: 'object'; readonly object: number }
  | { readonly kind: 'function'; readonly index: number };

const NO_CALLS = 'an expression that is watched calls nothing';

class CannotTell extends Error {}

function namesAt(machine: Machine, frame: number, things: Map<WatchName, Thing>): WatchName[] {
  const names: WatchName[] = [];
  const add = (name: WatchName, thing: Thing): void => {
    if (name.name === '') return;
    names.push(name);
    things.set(name, thing);
  };
  if (frame !== 0) {
    const code = machine.codeOf(frame);
    const first = machine.store.get(frame + FRAME.objects);
    // The later of two declarations in one function is the inner one.
    for (const [index, local] of [...code.source.locals.entries()].reverse())
      add({ name: local.name, type: { shape: local.shape } }, { kind: 'object', object: first + index });
    for (const [index, register] of [...code.source.registers.entries()].reverse())
      if (register.shown !== '')
        add(
          { name: register.name, type: { shown: register.shown, scalar: register.type } },
          {
            kind: 'register',
            slot: frame + (code.registerOffsets[index] as number),
            wide: isWide(register.type),
          },
        );
  }
  machine.program.globals.forEach((global, index) => {
    add({ name: global.name, type: { shape: global.shape } }, { kind: 'object', object: index + 1 });
  });
  machine.program.functions.forEach((one, index) => {
    add({ name: one.name, type: 'function' }, { kind: 'function', index });
  });
  return names;
}

/** An lvalue: an address, or a register that holds it. */
type Place =
  | { readonly kind: 'memory'; readonly address: bigint; readonly bits: FieldBits | null }
  | { readonly kind: 'register'; readonly slot: number; readonly wide: boolean };

class Evaluator {
  private readonly machine: Machine;

  constructor(
    private readonly standing: Standing,
    private readonly thingOf: (declaration: Declaration) => Thing | undefined,
  ) {
    this.machine = standing.machine;
  }

  run(expression: Expression): Evaluation {
    const { type } = expression;
    const shown = showType(type);
    if (expression.kind === 'call') throw new CannotTell(NO_CALLS);
    if (scalarOf(type) !== null) {
      const value = this.value(expression);
      return {
        kind: 'value',
        type: shown,
        value: this.show(type, value),
        truth: value !== 0n,
        place: isPlace(expression) ? this.watched(this.place(expression), sizeOf(type) ?? 0) : null,
        fields: [],
      };
    }
    if (type.kind === 'function') {
      const address = this.functionAddress(expression);
      return { kind: 'value', type: shown, value: this.show(type, address), truth: true, place: null, fields: [] };
    }
    if (type.kind !== 'record' && type.kind !== 'array')
      throw new CannotTell(
        expression.kind === 'poison' ? expression.reason : `a value of type ${shown} cannot be shown`,
      );
    const bytes = sizeOf(type);
    const place = this.place(expression);
    if (bytes === null || place.kind !== 'memory') throw new CannotTell(`the size of ${shown} is not known`);
    this.locate(place.address, bytes);
    const fields: WatchedField[] = [];
    this.fieldsOf(type, place.address, '', fields);
    return {
      kind: 'value',
      type: shown,
      value: type.kind === 'array' ? `[${String(type.count ?? 0)}]` : '{…}',
      truth: true,
      place: this.watched(place, bytes),
      fields,
    };
  }

  /** The value of a scalar expression, wrapped as its type has it. */
  private value(expression: Expression): bigint {
    const { type } = expression;
    const scalar = scalarOf(type);
    switch (expression.kind) {
      case 'poison':
        throw new CannotTell(expression.reason);
      case 'number':
        return expression.value;
      case 'variable':
      case 'deref':
      case 'member':
        return this.load(this.place(expression), type);
      case 'address': {
        const { of } = expression;
        if (of.type.kind === 'function') return this.functionAddress(of);
        const place = this.place(of);
        if (place.kind !== 'memory') throw new CannotTell('this variable has no address: it lives in a register');
        return place.address;
      }
      case 'cast': {
        const value = this.value(expression.operand);
        if (scalar === null) throw new CannotTell(`a cast to ${showType(type)}`);
        return isBool(type) ? (value === 0n ? 0n : 1n) : wrap(scalar, value);
      }
      case 'unary': {
        const value = this.value(expression.operand);
        if (expression.operator === 'lognot') return value === 0n ? 1n : 0n;
        return wrap(scalar ?? 'i64', expression.operator === 'neg' ? -value : ~value);
      }
      case 'arithmetic': {
        const left = this.value(expression.left);
        const result = foldArithmetic(expression.operator, left, this.value(expression.right), scalar ?? 'i64');
        if (result === null) throw new CannotTell('a division by zero, or a shift beyond the width');
        return result;
      }
      case 'comparison':
        return compare(expression.operator, this.value(expression.left), this.value(expression.right)) ? 1n : 0n;
      case 'logical': {
        const left = this.value(expression.left) !== 0n;
        if (left !== (expression.operator === 'and')) return left ? 1n : 0n;
        return this.value(expression.right) !== 0n ? 1n : 0n;
      }
      case 'conditional': {
        const condition = this.value(expression.condition);
        if (condition === 0n) return this.value(expression.otherwise);
        return expression.then === null ? condition : this.value(expression.then);
      }
      case 'comma':
        return this.value(expression.right);
      case 'offset':
        return wrap('u64', this.value(expression.pointer) + this.value(expression.index) * BigInt(expression.scale));
      case 'distance':
        return (this.value(expression.left) - this.value(expression.right)) / BigInt(expression.scale);
      case 'assign':
      case 'update':
        throw new CannotTell('an expression that is watched changes nothing');
      case 'call':
        throw new CannotTell(NO_CALLS);
      default:
        throw new CannotTell('this cannot be evaluated beside the program');
    }
  }

  private place(expression: Expression): Place {
    switch (expression.kind) {
      case 'variable': {
        const thing = this.thingOf(expression.declaration);
        if (thing?.kind === 'register') return thing;
        if (thing?.kind !== 'object') throw new CannotTell(`${expression.declaration.name} is not known here`);
        return { kind: 'memory', address: BigInt(thing.object) << 32n, bits: null };
      }
      case 'deref':
        return { kind: 'memory', address: this.value(expression.pointer), bits: null };
      case 'member': {
        const of = this.place(expression.of);
        if (of.kind !== 'memory') throw new CannotTell('a member of what has no address');
        const { offset, bits } = expression.field;
        return { kind: 'memory', address: wrap('u64', of.address + BigInt(offset)), bits };
      }
      case 'poison':
        throw new CannotTell(expression.reason);
      default:
        throw new CannotTell('this is no object');
    }
  }

  private functionAddress(expression: Expression): bigint {
    const thing = expression.kind === 'variable' ? this.thingOf(expression.declaration) : undefined;
    if (thing?.kind === 'function') return BigInt(FUNCTION_BASE + thing.index) << 32n;
    if (expression.kind === 'deref') return this.value(expression.pointer);
    throw new CannotTell('this is no function of the program');
  }

  private load(place: Place, type: CType): bigint {
    const scalar = scalarOf(type);
    if (scalar === null) throw new CannotTell(`a value of type ${showType(type)} has to be looked into`);
    const { store, memory } = this.machine;
    if (place.kind === 'register')
      return wrap(
        scalar,
        bits64(store.get(place.slot), place.wide ? store.get(place.slot + 1) : store.get(place.slot) >> 31),
      );
    const unit = place.bits?.unit ?? scalar;
    const at = this.locate(place.address, scalarBytes(unit));
    wide.high = 0;
    const low = place.bits === null ? memory.read(at, unit) : memory.readBits(at, unit, place.bits);
    return wrap(scalar, bits64(low, isWide(unit) ? wide.high : isSigned(unit) ? low >> 31 : 0));
  }

  /** The byte at which accessible memory begins; throws in the words of the machine where there is none. */
  private locate(address: bigint, bytes: number): number {
    const [high, low] = [Number(BigInt.asIntN(32, address >> 32n)), Number(BigInt.asIntN(32, address))];
    const { memory } = this.machine;
    const at = memory.find(high, low, bytes);
    if (at < 0)
      throw new CannotTell(
        `${String(bytes)} byte${bytes === 1 ? '' : 's'} at ${memory.describe(high, low)} cannot be read`,
      );
    return at;
  }

  private watched(place: Place, bytes: number): WatchedPlace | null {
    if (place.kind !== 'memory') return null;
    const size = place.bits === null ? bytes : scalarBytes(place.bits.unit);
    return { at: this.locate(place.address, size), bytes: size };
  }

  private fieldsOf(
    type: CType,
    address: bigint,
    path: string,
    found: WatchedField[],
    bits: FieldBits | null = null,
  ): void {
    if (found.length >= MOST_FIELDS) return;
    if (type.kind === 'record') {
      for (const field of type.record.fields)
        this.fieldsOf(
          field.type,
          address + BigInt(field.offset),
          field.name === '' ? path : `${path}.${field.name}`,
          found,
          field.bits,
        );
    } else if (type.kind === 'array') {
      const size = BigInt(sizeOf(type.of) ?? 0);
      for (let i = 0; i < (type.count ?? 0) && found.length < MOST_FIELDS; i++)
        this.fieldsOf(type.of, address + BigInt(i) * size, `${path}[${String(i)}]`, found);
    } else if (scalarOf(type) !== null)
      found.push({
        path,
        type: showType(type),
        value: this.show(type, this.load({ kind: 'memory', address, bits }, type)),
      });
  }

  private show(type: CType, value: bigint): string {
    const { naming } = this.standing;
    const [low, high] = [Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n))];
    if (type.kind === 'pointer' || type.kind === 'function') return showPointer(naming, low, high);
    const named =
      type.kind === 'enum' ? type.enumeration.enumerators.find((one) => one.value === value)?.name : undefined;
    return named ?? showScalar(naming, scalarOf(type) ?? 'i64', isBool(type) ? 'bool' : showType(type), low, high);
  }
}

const isPlace = (expression: Expression): boolean =>
  expression.kind === 'variable' || expression.kind === 'deref' || expression.kind === 'member';

const bits64 = (low: number, high: number): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
