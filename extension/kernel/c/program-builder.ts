/** What lowering asks of the program as a whole: indices of functions, objects, shapes and places. */
import type { FunctionBuilder, PlaceTable, Target } from './function-builder';
import type { Callee, Expr, Lvalue, Relocation, Scalar } from './ir';
import type { Cleanups, Declaration, Expression, Label, SwitchCase } from './syntax';
import type { CType, FieldBits } from './type';
import type { Unit } from './unit';

/** What a function's name leads to (DESIGN: series, tree, model, primitive, opaque). */
export type Resolution =
  Extract<Callee, { kind: 'function' | 'primitive' }> | { readonly kind: 'opaque'; readonly reason: string };

export interface ProgramBuilder extends PlaceTable {
  /** Who answers a call of this function from this unit. */
  resolve(unit: Unit, declaration: Declaration): Resolution;
  /** The function to point at; one that is not executable in the program gets a body that says so. */
  functionIndex(unit: Unit, declaration: Declaration): number;
  /** The object that holds this declaration, or the reason why there is none. */
  globalIndex(unit: Unit, declaration: Declaration): number | string;
  stringIndex(unit: Unit, string: Expression & { kind: 'string' }): number;
  /** A read-only object that local initialisers are copied from. */
  templateIndex(data: Uint8Array, relocations: readonly Relocation[], shape: number, align: number): number;
  shape(type: CType): number;
}

/** What an lvalue designates. */
export type Place =
  | { readonly kind: 'register'; readonly index: number; readonly type: Scalar }
  | {
      readonly kind: 'memory';
      readonly address: Expr;
      readonly type: CType;
      readonly bits: FieldBits | null;
      readonly lvalue: Lvalue;
    };

/**
 * How the kinds of expressions are lowered, for those that stand inside of each other: values hold choices, choices hold values, and
 * with GNU's extensions values hold statements.
 */
export interface Lower {
  readonly value: (lowering: Lowering, expression: Expression) => Expr;
  readonly effect: (lowering: Lowering, expression: Expression) => void;
  readonly place: (lowering: Lowering, expression: Expression) => Place;
  readonly aggregate: (lowering: Lowering, expression: Expression) => Expr;
  readonly blockValue: <T>(
    lowering: Lowering,
    expression: Expression & { kind: 'statements' },
    give: (last: Expression) => T,
  ) => T | null;
}

/** Where `break` and `continue` of a function's present place go, and where its labels are. */
export interface Jumps {
  readonly breaks: { readonly target: Target; readonly cleanups: Cleanups | null }[];
  readonly continues: { readonly target: Target; readonly cleanups: Cleanups | null }[];
  readonly labels: Map<Label, Target>;
  readonly cases: Map<SwitchCase, Target>;
}

/** A function being lowered. */
export interface Lowering {
  readonly lower: Lower;
  readonly unit: Unit;
  readonly program: ProgramBuilder;
  readonly builder: FunctionBuilder;
  /** Address to write a struct result to. */
  readonly resultAddress: Expr | null;
  readonly returns: CType;
  readonly jumps: Jumps;
}
