/**
 * The syntax tree: what the parser makes of a function body or an initialiser. Every expression knows its C type and
 * the range of tokens it was read from; conversions that C leaves implicit are written out as casts where a value's
 * bits could change. `poison` stands for whatever could not be understood: reaching it is opaque, no more.
 */
import type { CType, Field } from './type';

/** A half-open range of the text that a person reads. */
export interface Span {
  readonly file: number;
  readonly start: number;
  readonly end: number;
}

/** An object or function that a name can mean. */
export interface Declaration {
  readonly name: string;
  type: CType;
  readonly storage: 'static' | 'extern' | 'auto' | 'parameter';
  /** Somebody takes its address, so it must live in memory. */
  addressTaken: boolean;
  readonly span: Span;
  /** Of a variable: its initialiser. Of a function: its body, parsed when it is first lowered. */
  initializer: Initializer | null;
  body: FunctionBody | null;
  /** `extern` at file scope, no initialiser: some other unit defines it. */
  isDefined: boolean;
  readonly scope: 'file' | 'block';
  attributes: Attributes;
}

/** Where the body of a function stands in its unit's tokens: half-open, braces included. */
export interface FunctionBody {
  readonly from: number;
  readonly to: number;
  readonly parameters: readonly Declaration[];
  readonly span: Span;
}

/** What attributes and annotation words said of a declaration. */
/** What `__must_hold(x)` and its like say of a function (Documentation/dev-tools/sparse.rst): the tokens of x, and when. */
export interface LockContext {
  readonly from: number;
  readonly to: number;
  readonly heldBefore: boolean;
  readonly heldAfter: boolean;
}

export interface Attributes {
  readonly annotations: readonly string[];
  readonly section: string;
  readonly cleanup: string | null;
  readonly align: number;
  readonly packed: boolean;
  readonly weak: boolean;
  readonly mode: string | null;
  readonly alias: string | null;
  readonly transparent: boolean;
  readonly contexts: readonly LockContext[];
}

export type UnaryOperator = 'neg' | 'not' | 'lognot';
export type ArithmeticOperator = 'add' | 'sub' | 'mul' | 'div' | 'rem' | 'and' | 'or' | 'xor' | 'shl' | 'shr';
export type ComparisonOperator = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

export type Expression = { readonly type: CType; readonly span: Span } & (
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'string'; readonly elements: readonly number[]; readonly elementBytes: number }
  | { readonly kind: 'variable'; readonly declaration: Declaration }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
  | { readonly kind: 'deref'; readonly pointer: Expression }
  | { readonly kind: 'address'; readonly of: Expression }
  | { readonly kind: 'member'; readonly of: Expression; readonly field: Field; readonly record: string }
  /** Both operands have the type of the result; the count of a shift too. */
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** Both operands have one type. */
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** `index` is of type long and counts elements of `scale` bytes. */
  | { readonly kind: 'offset'; readonly pointer: Expression; readonly index: Expression; readonly scale: number }
  | { readonly kind: 'distance'; readonly left: Expression; readonly right: Expression; readonly scale: number }
  | { readonly kind: 'logical'; readonly operator: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      /** Null for GNU's `a ?: b`. */
      readonly then: Expression | null;
      readonly otherwise: Expression;
    }
  | { readonly kind: 'comma'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'assign'; readonly target: Expression; readonly value: Expression }
  /**
   * `target op= value`, `++` and `--`: the target is evaluated once. `compute` is the new value in the target's type
   * with `previous` standing for the old one; `result` says which of the two the expression has. A value with effects
   * is `first`: gcc evaluates it before the target, and `compute` names it.
   */
  | {
      readonly kind: 'update';
      readonly target: Expression;
      readonly previous: Declaration;
      readonly first: { readonly declaration: Declaration; readonly value: Expression } | null;
      readonly compute: Expression;
      readonly result: 'old' | 'new';
    }
  /** `undeclared`: nothing declares the function (undeclared.ts). */
  | {
      readonly kind: 'call';
      readonly callee: Expression;
      readonly args: readonly Expression[];
      readonly undeclared?: boolean;
    }
  | { readonly kind: 'builtin'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'cast'; readonly operand: Expression }
  | { readonly kind: 'compound-literal'; readonly declaration: Declaration }
  | { readonly kind: 'statements'; readonly block: Statement }
  /** `undeclared`: a name that nothing declares, and that is all that is wrong with it. */
  | { readonly kind: 'poison'; readonly reason: string; readonly undeclared?: string }
);

/** One element of a flattened initialiser: what is stored where, in bytes from the start of the object. */
export interface InitializerItem {
  readonly offset: number;
  readonly type: CType;
  readonly bits: Field['bits'];
  readonly value: Expression;
}

/** Everything that no item names is zero. */
export interface Initializer {
  readonly items: readonly InitializerItem[];
  readonly span: Span;
  /** Written as a braced list: the rest must be cleared. */
  readonly braced: boolean;
}

/** Variables with a cleanup function that are live at some place, innermost first. */
export interface Cleanups {
  readonly declaration: Declaration;
  readonly function: Expression;
  readonly outer: Cleanups | null;
}

export interface Label {
  readonly name: string;
  defined: boolean;
  cleanups: Cleanups | null;
}

export type Statement = { readonly span: Span } & (
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'declaration'; readonly declaration: Declaration }
  | {
      readonly kind: 'block';
      readonly statements: readonly Statement[];
      readonly outer: Cleanups | null;
      readonly inner: Cleanups | null;
    }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: Statement;
      readonly otherwise: Statement | null;
      readonly head: Span;
    }
  | {
      readonly kind: 'while';
      readonly condition: Expression;
      readonly body: Statement;
      readonly head: Span;
      readonly cleanups: Cleanups | null;
    }
  | {
      readonly kind: 'do';
      readonly condition: Expression;
      readonly body: Statement;
      readonly head: Span;
      readonly cleanups: Cleanups | null;
    }
  | {
      readonly kind: 'for';
      readonly first: readonly Statement[];
      readonly condition: Expression | null;
      readonly next: Expression | null;
      readonly body: Statement;
      readonly head: Span;
      readonly outer: Cleanups | null;
      readonly cleanups: Cleanups | null;
    }
  | {
      readonly kind: 'switch';
      readonly value: Expression;
      readonly body: Statement;
      readonly cases: readonly SwitchCase[];
      readonly head: Span;
      readonly cleanups: Cleanups | null;
    }
  | { readonly kind: 'case'; readonly marker: SwitchCase; readonly body: Statement }
  | { readonly kind: 'break'; readonly cleanups: Cleanups | null }
  | { readonly kind: 'continue'; readonly cleanups: Cleanups | null }
  | { readonly kind: 'goto'; readonly label: Label; readonly cleanups: Cleanups | null }
  | { readonly kind: 'label'; readonly label: Label; readonly body: Statement }
  | { readonly kind: 'return'; readonly value: Expression | null; readonly cleanups: Cleanups | null }
  | { readonly kind: 'empty' }
  | { readonly kind: 'opaque'; readonly reason: string }
);

/** A `case` (with both ends, equal but for GNU ranges) or `default` (null). */
export interface SwitchCase {
  readonly range: { low: bigint; high: bigint } | null;
}

/** Nothing said. */
export const EMPTY_ATTRIBUTES = {
  annotations: [],
  section: '',
  cleanup: null,
  align: 0,
  packed: false,
  weak: false,
  mode: null,
  alias: null,
  transparent: false,
  contexts: [],
} as const;

/** What some other unit, or the machine, defines. */
export const declaredElsewhere = (name: string, type: CType, span: Span): Declaration => ({
  name,
  type,
  storage: 'extern',
  addressTaken: true,
  span,
  initializer: null,
  body: null,
  isDefined: false,
  scope: 'file',
  attributes: EMPTY_ATTRIBUTES,
});
