import type { Machine } from '../machine';

/**
 * One thing the machine can do that C alone cannot say. The entry is its documentation: completion and hovers show
 * signature, effect and context, and `source` says which kernel text it stands for.
 */
export interface Primitive {
  readonly name: string;
  /** The prototype in C. */
  readonly signature: string;
  /** One or two sentences. */
  readonly effect: string;
  /** Where it may be called. `may-sleep`: not in atomic context, which the machine checks. */
  readonly context: 'any' | 'may-sleep';
  /** File (and function or document) of the kernel that defines the behaviour; `machine` where it has no counterpart. */
  readonly source: string;
  /**
   * Whether other actors can notice when it runs. `never`: it only looks at or changes its own actor · `touches`: as an
   * access of the memory that `touch` reports · `always`.
   */
  readonly visible: 'never' | 'touches' | 'always';
  /** Reports the memory that the call will access; arguments are prepared. Never throws and changes nothing. */
  readonly touch?: (machine: Machine) => void;
  /** Broken rules that can be told when an actor arrives at the call, before it is its turn. Changes nothing. */
  readonly arrive?: (machine: Machine) => void;
  /** Whether the actor could go on now; it waits otherwise. Changes nothing. */
  readonly ready?: (machine: Machine) => boolean;
  /** For what waits for one word to become 0, and for nothing else: the slot of that word, -1 where it cannot be told. */
  readonly waitsForZero?: (machine: Machine) => number;
  /** What it waits for, for messages about deadlocks. */
  readonly waitsFor?: (machine: Machine) => string;
  /** The actor that alone can end the waiting, or -1. */
  readonly blocker?: (machine: Machine) => number;
  /** How many outcomes there are to choose from (`machine.choice`); 1 where absent. */
  readonly ways?: (machine: Machine) => number;
  /** What an outcome means, in words: `kzalloc fails`. Arguments are prepared. */
  readonly outcome?: (machine: Machine, way: number) => string;
  /** The fault that the call asks about, if it is one that a flow may ask for. Arguments are prepared. */
  readonly fault?: (machine: Machine) => string;
  readonly run: (machine: Machine) => void;
}
