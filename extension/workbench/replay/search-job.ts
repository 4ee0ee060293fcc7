import type { Program } from '../../kernel/c/ir';
import type { Faults } from '../../kernel/machine/machine';
import type { LineOrigin } from '../../kernel/source';
import type { Exploration, KeptTrace } from '../../kernel/trace/trace';

/** How far a search goes. */
export interface Limits {
  /** Preemptions at most; null for all schedules. */
  readonly bound: number | null;
  readonly maxStates: number;
  readonly maxSeconds: number;
  /** Different violations after which it ends. */
  readonly violations: number;
}

/** What the worker is given. */
export interface SearchJob {
  readonly flow: string;
  readonly program: Program;
  /** Where the lines of each of the program's files stand. */
  readonly lines: readonly (readonly LineOrigin[])[];
  readonly faults: Faults;
  readonly limits: Limits;
  /** One 32-bit word, shared: not 0 stops the search. A message would only be read when the search has ended. */
  readonly stop: SharedArrayBuffer;
}

/** What the worker says. */
export type SearchReport =
  | { readonly type: 'progress'; readonly states: number; readonly bound: number | null }
  /** The run goes without its steps: a long one takes longer to hand over than to execute in slices. */
  | { readonly type: 'found'; readonly exploration: Exploration<KeptTrace> };
