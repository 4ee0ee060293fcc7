/** What is wrong with a state as a whole, which no single instruction broke. */
export interface StateFinding {
  readonly rule: string;
  readonly message: string;
  /** Whom it concerns. */
  readonly actors: readonly number[];
}
