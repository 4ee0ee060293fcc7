/**
 * The intermediate representation: what the front end makes of C and what the machine runs. Plain data, no classes,
 * no positions into syntax trees; it can be serialised to a worker.
 *
 * The rule that shapes it: **one instruction makes at most one access to memory that another actor could see.**
 * Everything else (registers, constants, arithmetic) is a pure expression inside an instruction. So the instructions
 * are the micro-steps between which the search may switch actors.
 *
 * Memory model: objects of bytes. A pointer is 64 bits: the high word names an object, the low word is a byte offset in it;
 * NULL is 0:0; function pointers name an object of the function range. Integers cast to pointers keep their
 * bits, so ERR_PTR(-EINVAL) and tagged low bits work as on x86-64, and a plain number is no valid address.
 * Layout (sizes, alignment, bit-fields, padding) is gcc's on x86-64.
 */

/** Scalar widths. Pointers are `u64`; `_Bool` is `u8` holding 0 or 1; enums are `i32` or `u32` as gcc chooses. */
export type Scalar = 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'i64' | 'u64';

/** Index into `Program.functions`, `Program.globals`, `IrFunction.registers`, `IrFunction.locals`, `Program.places`. */
export type FunctionIndex = number;
export type GlobalIndex = number;
export type RegisterIndex = number;
export type LocalIndex = number;
export type PlaceIndex = number;

/** Where an instruction comes from, in the text that a person reads. */
export interface CodePlace {
  /** Index into `Program.files`. */
  readonly file: number;
  /** 1-based lines of the SourceFile's text, and 1-based columns, of the expression or statement. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** What a person would call this step: the source text of the call or statement, white space folded, at most 120 characters. */
  readonly name: string;
}

export type UnaryOp = 'neg' | 'not' | 'lognot';
export type BinaryOp =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'rem'
  | 'and'
  | 'or'
  | 'xor'
  | 'shl'
  | 'shr'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge';

/**
 * Pure expressions. `type` is the type of the result. Arithmetic wraps as two's complement. Comparison operands have
 * the type `operands`, the result is `i32` 0 or 1. Signedness of div, rem, shr and comparisons is that of the operands.
 * Division by zero and shifts beyond the width are reported by the machine as rule violations when they execute.
 * Both operands of a binary have the type `operands` (a shift count is converted to it too); except for comparisons
 * that is also `type`. `lognot` takes any type and gives `i32`; the other unaries take and give `type`.
 * The words of a constant are signed 32-bit integers. A type of at most 32 bits has its value in `lo`, extended to 32
 * bits as its signedness says, and `hi` is 0 (so -1 as `i32` is -1:0, and as `i64` it is -1:-1). `convert` extends by
 * the signedness of `value.type` and truncates to `type`; a conversion to `_Bool` is written as a comparison with 0.
 * Only the chosen arm of a `select` is evaluated, but no arm holds anything that could break a rule.
 */
export type Expr =
  | { readonly op: 'const'; readonly type: Scalar; readonly lo: number; readonly hi: number }
  | { readonly op: 'register'; readonly type: Scalar; readonly index: RegisterIndex }
  | { readonly op: 'unary'; readonly type: Scalar; readonly unary: UnaryOp; readonly value: Expr }
  | {
      readonly op: 'binary';
      readonly type: Scalar;
      readonly binary: BinaryOp;
      readonly operands: Scalar;
      readonly left: Expr;
      readonly right: Expr;
    }
  | { readonly op: 'convert'; readonly type: Scalar; readonly value: Expr }
  /** Only for operands without side effects and without loads; C's && || ?: otherwise become branches. */
  | { readonly op: 'select'; readonly type: Scalar; readonly condition: Expr; readonly then: Expr; readonly else: Expr }
  | { readonly op: 'local-address'; readonly type: 'u64'; readonly local: LocalIndex; readonly offset: number }
  | { readonly op: 'global-address'; readonly type: 'u64'; readonly global: GlobalIndex; readonly offset: number }
  | { readonly op: 'function-address'; readonly type: 'u64'; readonly function: FunctionIndex };

/**
 * A bit-field inside its storage unit, bit 0 being the least significant. A load gives the bits extended as the
 * signedness of the instruction's `type` (the storage unit's width with the field's signedness) says; a store takes a value of that type, keeps its
 * low `width` bits and leaves the rest of the unit as it was.
 */
export interface BitRange {
  readonly shift: number;
  readonly width: number;
}

/** How a person names what is read or written: `page->mapping->host` is {"address_space", "host"}. Either may be empty. */
export interface Lvalue {
  readonly struct: string;
  readonly member: string;
  /** The C type as text, for showing values: `struct inode *`, `u64`, `enum migrate_mode`. */
  readonly type: string;
}

/** How the access is marked: KCSAN treats marked accesses (READ_ONCE, WRITE_ONCE, volatile, atomics) as not racing. */
/** Address spaces that sparse knows beside the kernel's own, by number. */
export const SPACES = ['', '__user', '__iomem', '__percpu', '__rcu'] as const;

export type Marking = 'plain' | 'marked' | 'rcu';

export type Instr =
  | { readonly op: 'assign'; readonly at: PlaceIndex; readonly register: RegisterIndex; readonly value: Expr }
  | {
      readonly op: 'load';
      readonly at: PlaceIndex;
      readonly register: RegisterIndex;
      readonly type: Scalar;
      readonly address: Expr;
      readonly bits: BitRange | null;
      readonly marking: Marking;
      readonly lvalue: Lvalue;
    }
  | {
      readonly op: 'store';
      readonly at: PlaceIndex;
      readonly type: Scalar;
      readonly address: Expr;
      readonly value: Expr;
      readonly bits: BitRange | null;
      readonly marking: Marking;
      readonly lvalue: Lvalue;
    }
  /** Struct assignment and the like; `bytes` is constant. */
  | {
      readonly op: 'copy';
      readonly at: PlaceIndex;
      readonly to: Expr;
      readonly from: Expr;
      readonly bytes: number;
      readonly lvalue: Lvalue;
    }
  /** Zeroes `bytes` bytes: the unnamed rest of an initialiser. */
  | { readonly op: 'clear'; readonly at: PlaceIndex; readonly address: Expr; readonly bytes: number }
  | { readonly op: 'jump'; readonly at: PlaceIndex; readonly target: number }
  | {
      readonly op: 'branch';
      readonly at: PlaceIndex;
      readonly condition: Expr;
      readonly then: number;
      readonly else: number;
    }
  | {
      readonly op: 'switch';
      readonly at: PlaceIndex;
      readonly value: Expr;
      readonly cases: readonly { readonly low: Expr; readonly high: Expr; readonly target: number }[];
      readonly otherwise: number;
    }
  /**
   * A struct result is returned through `result`, the address of a caller's local; struct arguments are passed as the
   * address of a copy that the callee owns. Variadic arguments follow the named ones, each already promoted.
   * `types` gives the scalar type of each argument as passed.
   */
  | {
      readonly op: 'call';
      readonly at: PlaceIndex;
      readonly callee: Callee;
      readonly args: readonly Expr[];
      readonly types: readonly Scalar[];
      readonly register: RegisterIndex | null;
      readonly returns: Scalar | null;
      readonly result: Expr | null;
    }
  | { readonly op: 'return'; readonly at: PlaceIndex; readonly value: Expr | null }
  /** Reaching this ends the run with verdict `unmodelled`: the machine never guesses. */
  /** `undeclared`: a call, complete but for what it calls, which nothing declares. */
  | {
      readonly op: 'opaque';
      readonly at: PlaceIndex;
      readonly symbol: string;
      readonly reason: string;
      readonly undeclared?: true;
    };

/** A function of the program, a name that only the machine knows (a primitive), or whatever a pointer holds. */
export type Callee =
  | { readonly kind: 'function'; readonly function: FunctionIndex }
  | { readonly kind: 'primitive'; readonly name: string }
  | { readonly kind: 'pointer'; readonly value: Expr };

/** A scalar that has no address: parameters and locals whose address is never taken, and temporaries. */
export interface Register {
  readonly name: string;
  readonly type: Scalar;
  /** The C type as text; empty for temporaries, which are not shown. */
  readonly shown: string;
}

/** A local with an address: arrays, structs, and scalars whose address is taken. One object a frame and local. */
export interface Local {
  readonly name: string;
  readonly bytes: number;
  readonly align: number;
  /** Index into `Program.types`. */
  readonly shape: number;
}

export interface IrFunction {
  readonly name: string;
  /** The place of the whole definition. */
  readonly at: PlaceIndex;
  readonly origin: 'series' | 'tree' | 'model';
  readonly isStatic: boolean;
  /** Registers that receive the arguments, in order. A struct parameter arrives as its address in a `u64` register. */
  readonly params: readonly RegisterIndex[];
  readonly variadic: boolean;
  /** Register that receives the address for a struct result, or null. */
  readonly resultAddress: RegisterIndex | null;
  readonly returns: Scalar | null;
  readonly registers: readonly Register[];
  readonly locals: readonly Local[];
  readonly code: readonly Instr[];
  /** Words after the declarator that the machine or rules act on: `__actor`, `__init`, `__must_check`, `__acquires(x)` … */
  readonly annotations: readonly string[];
  /** The signature as text, for hovers. */
  readonly signature: string;
}

/** A static object. `data` is its initial bytes; `relocations` are the addresses inside it. */
export interface Global {
  readonly name: string;
  readonly at: PlaceIndex;
  readonly origin: 'series' | 'tree' | 'model';
  readonly isStatic: boolean;
  readonly readOnly: boolean;
  readonly bytes: number;
  readonly align: number;
  readonly shape: number;
  readonly data: Uint8Array;
  readonly relocations: readonly Relocation[];
  /** `__section`-like placement that the machine acts on, e.g. `initcall`; empty otherwise. */
  readonly section: string;
}

export type Relocation =
  | { readonly offset: number; readonly target: 'global'; readonly index: GlobalIndex; readonly addend: number }
  | { readonly offset: number; readonly target: 'function'; readonly index: FunctionIndex; readonly addend: number };

/** The shape of a type, for showing memory by field name and for finding pointers in it. */
export type Shape =
  | {
      readonly kind: 'scalar';
      readonly type: Scalar;
      readonly shown: string;
      readonly enumerators: readonly { readonly name: string; readonly value: number }[];
    }
  | { readonly kind: 'pointer'; readonly to: number | null; readonly shown: string }
  | {
      readonly kind: 'array';
      readonly element: number;
      readonly count: number;
      readonly bytes: number;
      readonly shown: string;
    }
  | {
      readonly kind: 'struct';
      readonly name: string;
      readonly bytes: number;
      readonly fields: readonly ShapeField[];
      readonly shown: string;
    }
  | { readonly kind: 'void'; readonly shown: string };

export interface ShapeField {
  /** Empty for an anonymous struct or union member. */
  readonly name: string;
  readonly offset: number;
  readonly shape: number;
  readonly bits: BitRange | null;
}

/** A function or object whose text cannot be executed, and why. Calling it ends the run as `unmodelled`. */
export interface Opaque {
  readonly symbol: string;
  readonly reason: string;
  readonly at: PlaceIndex | null;
}

/** Everything the machine needs. */
export interface Program {
  readonly files: readonly { readonly path: string }[];
  readonly places: readonly CodePlace[];
  readonly functions: readonly IrFunction[];
  readonly globals: readonly Global[];
  readonly types: readonly Shape[];
  readonly opaque: readonly Opaque[];
}
