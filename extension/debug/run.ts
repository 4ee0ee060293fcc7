/** What a debug session walks about in: the steps of one trace, and the state before and after each. */

/** Where a line of code really stands, as steps and frames say it. */
export interface CodeLine {
  readonly origin: string;
  readonly file: string;
  /** From 1, in `file`; 0 where there is none. */
  readonly line: number;
  /** Message-ID of the patch whose mail holds the line, and the line of the mail's body; null for other origins. */
  readonly patch?: string | null;
  readonly patchLine?: number | null;
}

export interface RunStep extends CodeLine {
  /** From 1. */
  readonly n: number;
  readonly actor: number;
  readonly name: string;
  /** Depth of the call stack, 0 for the actor's own function. */
  readonly depth: number;
  readonly function: string;
  readonly changed: readonly { readonly what: string; readonly from: string; readonly to: string }[];
}

export interface RunVariable {
  /** A member of a struct has a path: "ctx.stamp", "pages[2]". */
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly argument?: boolean;
}

export interface RunFrame extends CodeLine {
  readonly function: string;
  readonly variables: readonly RunVariable[];
}

export interface RunObject {
  readonly name: string;
  readonly type: string;
  readonly storage: string;
  readonly live: boolean;
  readonly fields: readonly { readonly path: string; readonly type: string; readonly value: string }[];
}

export interface RunStack {
  readonly actor: number;
  /** "ready", "ended", "waits for ring.lock". */
  readonly status: string;
  /** Innermost first. */
  readonly frames: readonly RunFrame[];
  /** Names of the locks that the actor holds, oldest first. */
  readonly held?: readonly string[];
}

export interface RunState {
  readonly stacks: readonly RunStack[];
  readonly objects: readonly RunObject[];
}

/** Where an expression is looked at: after so many steps, in a frame (0 is the innermost) of an actor. */
export interface Viewpoint {
  readonly made: number;
  readonly actor: number;
  readonly frame: number;
}

export type Evaluated =
  | {
      readonly kind: 'value';
      readonly value: string;
      readonly type: string;
      /** Whether C's `if` would take it. */
      readonly truth: boolean;
      /** What is inside a struct or an array: paths from the value on, ".lock.owner", "[2]". */
      readonly fields: readonly { readonly path: string; readonly type: string; readonly value: string }[];
    }
  | { readonly kind: 'problem'; readonly message: string };

export interface RunAccess {
  /** `RunStep.n`. */
  readonly step: number;
  readonly read: boolean;
  readonly write: boolean;
}

export interface Run {
  /** What is debugged, for people: the flow's name. */
  readonly name: string;
  readonly actors: readonly { readonly index: number; readonly name: string }[];
  readonly steps: readonly RunStep[];
  readonly violation: { readonly rule: string; readonly message: string; readonly actor: number } | null;
  /** How the run ends, in a sentence. */
  readonly ending: string;
  /** The state after so many steps. */
  state(made: number): RunState;
  /** The value of a C expression; a run that cannot work expressions out leaves it away, and only names are found. */
  readonly evaluate?: (expression: string, at: Viewpoint) => Evaluated;
  /** The steps of the run that read or write what an expression names there, in order; null where it names no memory. */
  readonly accesses?: (expression: string, at: Viewpoint) => readonly RunAccess[] | null;
}
