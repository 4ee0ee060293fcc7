/** Work that can be laid aside wherever it yields; what it returns is its result. */
export type Sliced<Result> = Generator<undefined, Result, undefined>;

/** Pieces of work of a few microseconds each, such as the steps of a run, that are done between two yields. */
export const PIECES = 1_024;

/** Does the work to its end. */
export function atOnce<Result>(work: Sliced<Result>): Result {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** Does the work with a pause at each of its yields; `pause` decides whether anybody else gets a turn there. */
export async function inSlices<Result>(work: Sliced<Result>, pause: () => Promise<void>): Promise<Result> {
  let step = work.next();
  while (step.done !== true) {
    await pause();
    step = work.next();
  }
  return step.value;
}
