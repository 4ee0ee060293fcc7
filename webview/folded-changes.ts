import type { ViewChange } from './protocol';
import type { StepLog } from './step-log';

/** More steps than this are not gone through: what a whole set-up changed is not what a reader asks of one row. */
const STEPS_AT_MOST = 2000;

/**
 * What the steps from first to last changed together: each field once, from what it was before to what it is after, and
 * not at all where it came back. Null while one of them is being fetched.
 */
export function foldedChanges(steps: StepLog, first: number, last: number): readonly ViewChange[] | null {
  let isWhole = true;
  const changes = new Map<string, ViewChange>();
  for (let n = first; n <= Math.min(last, first + STEPS_AT_MOST); n += 1) {
    const detail = steps.detail(n);
    // The others are asked for as well, so that all that is missing comes together.
    if (detail === null) isWhole = false;
    for (const change of detail?.changed ?? []) {
      if (n > first && change.local) continue;
      const before = changes.get(change.what);
      changes.set(change.what, before === undefined ? change : { ...change, from: before.from });
    }
  }
  if (!isWhole) return null;
  return [...changes.values()].filter(({ from, to }) => from !== to);
}
