/** How much a search may spend. Time comes from the caller: the core has no clock. */
export interface Budget {
  readonly maxStates: number;
  readonly maxSeconds: number;
  /** Bytes of the table of visited states. */
  readonly maxBytes: number;
  /** Milliseconds from an arbitrary start. */
  readonly now: () => number;
  readonly cancelled: () => boolean;
}

/** Raised inside a search when the budget is spent; `reason` is what the reader is told. */
export class BudgetSpent extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}
