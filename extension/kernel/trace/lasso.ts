/**
 * Where a run that never ends begins its loop and where it closes it: the states after its steps say so, for a state that
 * has come again is followed by the same steps again (the lasso of a liveness counterexample, as in Spin's "<<<<<START OF CYCLE>>>>>").
 */

/** Indices of the first and the last step of a loop's first round. */
export interface Round {
  readonly first: number;
  readonly last: number;
}

/** What a step has to be known for: whose it is, and the hash of the state after it. */
export interface Passed {
  readonly actor: number;
  readonly hashFirst: number;
  readonly hashSecond: number;
}

/**
 * The first of the rounds that the steps end in, all of one actor; null where the states do not say that there is one.
 * @param steps that were executed, none of which only stands for what somebody waits for
 */
export function firstRound(steps: readonly Passed[]): Round | null {
  const end = steps.length - 1;
  const last = steps[end];
  if (last === undefined) return null;
  // Before the first step of its own actor nothing is a round of it.
  const own = steps.findLastIndex(({ actor }) => actor !== last.actor) + 1;
  const isSame = (one: number, other: number): boolean =>
    steps[one]?.hashFirst === steps[other]?.hashFirst && steps[one]?.hashSecond === steps[other]?.hashSecond;
  for (let period = 1; end - period >= own - 1 && end - period >= 0; period++) {
    if (!isSame(end - period, end)) continue;
    let before = end - period;
    while (before > 0 && before > own - 1 && isSame(before - 1, before - 1 + period)) before--;
    return { first: before + 1, last: before + period };
  }
  return null;
}
