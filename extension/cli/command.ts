import type { Tuning } from './tuning';

/** Exit statuses that every subcommand shares (CLI.md). */
export const EXIT = { fine: 0, notAsExpected: 1, wrongUsage: 2 } as const;

/** The world as a subcommand sees it: handed in, so that tests can hold it. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** stderr is a terminal: progress may be drawn on it. */
  readonly interactive: boolean;
  readonly stdin: () => Promise<Uint8Array>;
  /** Aborted by Ctrl-C: stop cleanly and say how far it got. */
  readonly signal: AbortSignal;
  /** Milliseconds from an arbitrary start. */
  now(): number;
  /** Takes what the command knows and the engine can't. */
  readonly tune?: (tuning: Tuning) => void;
}

export interface Command {
  readonly name: string;
  /** One line for the overview, then the options, as text. */
  readonly summary: string;
  readonly usage: string;
  /** The exit status. Throws `UsageError` for wrong usage or unreadable input. */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** Wrong usage or unreadable input: one line on stderr that says what and where, exit status 2. */
export class UsageError extends Error {}
