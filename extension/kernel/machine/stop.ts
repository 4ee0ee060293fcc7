/** Ways in which a run ends before its last statement. They are thrown by the machine and caught by whoever runs it. */

/** A rule does not hold. The machine adds who and where. */
export class RuleBroken extends Error {
  /**
   * @param rule stable id of the rule, e.g. `use-after-free`
   * @param message one sentence: what happened, to what
   */
  constructor(
    readonly rule: string,
    message: string,
  ) {
    super(message);
  }
}

/** Execution reached text that nothing models: the verdict is `unmodelled` (DESIGN, invariant 2). */
export class OpaqueReached extends Error {
  constructor(
    readonly symbol: string,
    readonly reason: string,
  ) {
    super(`${symbol}: ${reason}`);
  }
}

/** The bounds of the machine (stack, arena, actors, instructions) do not suffice for this program. */
export class OutOfRoom extends Error {}

/** The program called exit(). */
export class ProgramExit extends Error {
  constructor(readonly status: number) {
    super(`exit(${String(status)})`);
  }
}
