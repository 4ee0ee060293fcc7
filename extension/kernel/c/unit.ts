/** What parsing one translation unit knows at any moment. */
import type { Problem } from '../../ground/problem';
import type { Cursor } from './cursor';
import { Scope } from './scope';
import type { Token } from './token';
import type { Cleanups, Declaration, Expression, Label, Span, Statement, SwitchCase } from './syntax';
import { integer, type CType } from './type';

/** What parsing one function body knows beside that. */
export interface FunctionContext {
  readonly name: string;
  readonly returns: CType;
  readonly labels: Map<string, Label>;
  cleanups: Cleanups | null;
  /** The innermost switch collects its cases here. */
  cases: SwitchCase[] | null;
}

/**
 * The parts of C's grammar that contain each other: types hold expressions, expressions hold types and, with GNU's extensions,
 * statements. What stands further down reaches what stands further up through this (grammar.ts).
 */
export interface Grammar {
  readonly arguments: (unit: Unit) => Expression[];
  readonly assignment: (unit: Unit) => Expression;
  readonly expression: (unit: Unit) => Expression;
  readonly constant: (unit: Unit) => bigint | null;
  readonly statementExpression: (unit: Unit) => Expression;
  readonly declarator: (unit: Unit, base: CType) => { readonly type: CType };
  readonly record: (unit: Unit) => CType;
  readonly enumeration: (unit: Unit) => CType;
  readonly staticAssert: (unit: Unit) => void;
  readonly block: (unit: Unit) => Statement & { kind: 'block' };
}

export interface Unit {
  readonly grammar: Grammar;
  readonly cursor: Cursor;
  readonly file: Scope;
  scope: Scope;
  inFunction: FunctionContext | null;
  /** Plain `char`, which the kernel has unsigned. */
  readonly char: CType;
  readonly problems: Problem[];
  /** Functions whose text could not be read as a definition, and why. */
  readonly lost: Map<string, { readonly reason: string; readonly span: Span }>;
  /** Definitions of functions in the order of the text. */
  readonly functions: Declaration[];
  /** Objects defined at file scope, and static locals, in the order of the text. */
  readonly objects: Declaration[];
  /** The type of an undeclared function, if another unit defines it. */
  readonly typeElsewhere: (name: string) => CType | null;
  /** Reports at the place of a token range. */
  readonly report: (code: string, message: string, span: Span) => void;
  /** The first word of a range as a person reads it: the name of the macro where one stands there. */
  readonly wordAt: (span: Span) => string;
  /** The token stands in the first column of its line. */
  readonly startsLine: (token: Token) => boolean;
}

export const charType = (isUnsigned: boolean): CType => integer('char', isUnsigned ? 'u8' : 'i8');

/** Runs `inner` in a block of its own. */
export function inScope<T>(unit: Unit, inner: () => T): T {
  const outer = unit.scope;
  unit.scope = new Scope(outer);
  try {
    return inner();
  } finally {
    unit.scope = outer;
  }
}
