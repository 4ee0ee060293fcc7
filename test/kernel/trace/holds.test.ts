import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holdsOf } from '../../../extension/kernel/trace/holds';

interface Step {
  readonly actor: number;
  readonly held: readonly number[];
}

/** By looking at every step: what the hold is at one of them, told without any table. */
function holdByLooking(steps: readonly Step[], index: number, lock: number): unknown {
  const own = steps.flatMap((step, at) => (step.actor === steps[index]?.actor ? [{ at, held: step.held }] : []));
  const here = own.findIndex(({ at }) => at === index);
  if (own[here]?.held.includes(lock) !== true) return null;
  const lastWithout = own.slice(0, here).findLastIndex(({ held }) => !held.includes(lock));
  const until = own.slice(here).find(({ held }) => !held.includes(lock));
  return { since: own[lastWithout + 1]?.at, until: until?.at ?? null };
}

const step = fc.record({
  actor: fc.integer({ min: 0, max: 3 }),
  held: fc.uniqueArray(fc.integer({ min: 100, max: 103 }), { maxLength: 3 }),
});

describe('holds of locks', () => {
  it('begin with the step that takes the lock and end with the one that gives it back', () => {
    const holds = holdsOf([
      { actor: 1, held: [] },
      { actor: 1, held: [8] },
      { actor: 2, held: [] },
      { actor: 1, held: [8, 9] },
      { actor: 1, held: [9] },
    ]);
    assert.deepEqual(holds.at(1, 8, 3), { since: 1, until: 4 });
    assert.deepEqual(holds.at(1, 9, 4), { since: 3, until: null });
    assert.equal(holds.at(2, 8, 2), null);
    assert.equal(holds.at(1, 8, 4), null);
  });

  it('are what looking at every step finds, however actors and locks take turns', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const holds = holdsOf(steps);
        for (const [index, { actor }] of steps.entries())
          for (const lock of [100, 101, 102, 103])
            assert.deepEqual(holds.at(actor, lock, index), holdByLooking(steps, index, lock));
      }),
    );
  });
});
