/** Collects the code of one function: instructions, registers, locals, labels, and the place each step is shown at. */
import type { CodePlace, Expr, Instr, Local, PlaceIndex, Register, Scalar } from './ir';
import type { Declaration, Span } from './syntax';
import { register } from './value';

/** Where a parameter or local lives. */
export type Home =
  { readonly kind: 'register'; readonly index: number } | { readonly kind: 'memory'; readonly address: Expr };

/** A place to jump to; its instruction index is known once it is bound. */
export interface Target {
  readonly id: number;
}

type Pending = Instr extends infer One ? (One extends Instr ? Omit<One, 'at'> : never) : never;

/** Interns places; shared by all functions of a program. */
export interface PlaceTable {
  intern(span: Span, step: Span): PlaceIndex;
  readonly places: readonly CodePlace[];
}

export class FunctionBuilder {
  readonly registers: Register[] = [];
  readonly locals: Local[] = [];
  readonly homes = new Map<Declaration, Home>();
  /** Reasons for the opaque instructions in the code. */
  readonly reasons: string[] = [];
  /** What a person would call the present step. */
  step: Span;
  private span: Span;
  private readonly code: Instr[] = [];
  private readonly bound: number[] = [];
  private readonly used = new Set<number>();
  private reachable = true;

  constructor(
    readonly name: string,
    private readonly table: PlaceTable,
    whole: Span,
  ) {
    this.step = whole;
    this.span = whole;
  }

  /** The present point of the code can be reached. */
  get isLive(): boolean {
    return this.reachable;
  }

  /** Runs `inner` with the place of its instructions set to an expression. */
  at<T>(span: Span, inner: () => T): T {
    const outer = this.span;
    this.span = span;
    const value = inner();
    this.span = outer;
    return value;
  }

  /** Runs `inner` as a step of its own: a call or a statement. */
  asStep<T>(span: Span, inner: () => T): T {
    const outer = this.step;
    this.step = span;
    const value = this.at(span, inner);
    this.step = outer;
    return value;
  }

  /** Whether what is being lowered stands inside of data_race(). */
  racy = false;

  emit(instr: Pending): void {
    if (!this.reachable) return;
    this.code.push({ ...instr, at: this.table.intern(this.span, this.step) } as Instr);
    if (
      instr.op === 'jump' ||
      instr.op === 'branch' ||
      instr.op === 'switch' ||
      instr.op === 'return' ||
      instr.op === 'opaque'
    ) {
      this.reachable = false;
    }
  }

  /** Ends the path: what would come here cannot be executed. */
  opaque(symbol: string, reason: string): void {
    if (!this.reachable) return;
    this.reasons.push(reason);
    this.emit({ op: 'opaque', symbol, reason });
  }

  /** The same for a call of what nothing declares; what stands behind it is lowered all the same. */
  undeclaredCall(symbol: string, reason: string): void {
    if (!this.reachable) return;
    this.reasons.push(reason);
    this.emit({ op: 'opaque', symbol, reason, undeclared: true });
    this.bind(this.target(), true);
  }

  temporary(type: Scalar): number {
    return this.registers.push({ name: '', type, shown: '' }) - 1;
  }

  /** Keeps a value as it is now. */
  keep(value: Expr): Expr {
    if (value.op === 'const') return value;
    const index = this.temporary(value.type);
    this.emit({ op: 'assign', register: index, value });
    return register(value.type, index);
  }

  target(): Target {
    return { id: this.bound.push(-1) - 1 };
  }

  /** @param always reachable by ways that are not emitted yet: a loop's head, a label */
  bind(target: Target, always = false): void {
    this.bound[target.id] = this.code.length;
    this.reachable ||= always || this.used.has(target.id);
  }

  jump(target: Target): void {
    if (!this.reachable) return;
    this.used.add(target.id);
    this.emit({ op: 'jump', target: target.id });
  }

  branch(condition: Expr, then: Target, otherwise: Target): void {
    if (!this.reachable) return;
    this.used.add(then.id);
    this.used.add(otherwise.id);
    this.emit({ op: 'branch', condition, then: then.id, else: otherwise.id });
  }

  select(value: Expr, cases: readonly { low: Expr; high: Expr; to: Target }[], otherwise: Target): void {
    if (!this.reachable) return;
    for (const { to } of cases) this.used.add(to.id);
    this.used.add(otherwise.id);
    this.emit({
      op: 'switch',
      value,
      cases: cases.map(({ low, high, to }) => ({ low, high, target: to.id })),
      otherwise: otherwise.id,
    });
  }

  /** The code with its labels resolved; jumps to jumps go straight. */
  finish(): Instr[] {
    const direct = (target: number): number => {
      let index = this.bound[target] ?? this.code.length;
      for (let hops = 0; hops < 32; hops++) {
        const instr = this.code[index];
        if (instr?.op !== 'jump') break;
        const next = this.bound[instr.target] ?? this.code.length;
        if (next === index) break;
        index = next;
      }
      return index;
    };
    return this.code.map((instr): Instr => {
      switch (instr.op) {
        case 'jump':
          return { ...instr, target: direct(instr.target) };
        case 'branch':
          return { ...instr, then: direct(instr.then), else: direct(instr.else) };
        case 'switch':
          return {
            ...instr,
            cases: instr.cases.map((one) => ({ ...one, target: direct(one.target) })),
            otherwise: direct(instr.otherwise),
          };
        default:
          return instr;
      }
    });
  }
}
