/**
 * What a parser reports instead of throwing. The code is stable (it may be matched on and documented), the message
 * says in a sentence what happened and what to do, the place says where.
 */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly where: Place | null;
}

/** Somewhere in something that was read. Line and column count from 1; column is in UTF-16 code units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export const problem = (code: string, message: string, where: Place | null = null): Problem => ({
  code,
  message,
  where,
});
