import assert from 'node:assert/strict';
import { explorePrepared, prepareFlow, type PreparedFlow } from '../../../extension/link/explore-flow';
import { parseFlow } from '../../../extension/link/flow';
import { readModels } from '../../../extension/link/models';
import { FoundRuns, type FoundRun } from '../../../extension/workbench/found-runs';
import type { Exploration, Trace } from '../../../extension/kernel/trace/trace';
import type { Limits } from '../../../extension/workbench/replay/search-job';

const models = readModels();
const LIMITS: Limits = { bound: null, maxStates: 1_000, maxSeconds: 10, violations: 1 };

describe('runs that were found', () => {
  it('are shown again for the same program within the same limits', () => {
    const runs = new FoundRuns();
    const found = run(counting(3));
    runs.keep(found);
    assert.equal(runs.of(found.prepared, { ...LIMITS }), found);
  });

  it('are searched for again within other limits, and on a program that was put together anew', () => {
    const runs = new FoundRuns();
    const found = run(counting(3));
    runs.keep(found);
    for (const other of [{ violations: 2 }, { bound: 2 }, { maxStates: 5 }, { maxSeconds: 1 }])
      assert.equal(runs.of(found.prepared, { ...LIMITS, ...other }), null);
    assert.equal(runs.of(counting(3), LIMITS), null);
    runs.clear();
    assert.equal(runs.of(found.prepared, LIMITS), null);
  });

  it('give way to what is found later for the same program, which serves for fewer violations too', () => {
    const runs = new FoundRuns();
    const prepared = counting(3);
    const wider = run(prepared, { ...LIMITS, violations: 12 });
    for (const found of [run(prepared), wider]) runs.keep(found);
    for (const violations of [12, 5, 1]) assert.equal(runs.of(prepared, { ...LIMITS, violations }), wider);
    assert.equal(runs.of(prepared, { ...LIMITS, violations: 13 }), null);
  });

  it('go, the longest unwanted first, where they are many', () => {
    const runs = new FoundRuns();
    const all = Array.from({ length: 12 }, () => run(counting(1)));
    for (const found of all) runs.keep(found);
    const kept = all.filter(({ prepared }) => runs.of(prepared, LIMITS) !== null);
    assert.deepEqual(kept, all.slice(-8));
  });

  it('go where they are long, and one that is too long alone is not kept', () => {
    const runs = new FoundRuns();
    const short = run(counting(1));
    const long = run(counting(1));
    runs.keep(short);
    runs.keep(ofLength(long, 200_000));
    assert.equal(runs.of(short.prepared, LIMITS), null);
    assert.notEqual(runs.of(long.prepared, LIMITS), null);
    runs.keep(ofLength(long, 200_001));
    assert.equal(runs.of(long.prepared, LIMITS), null);
  });

  it('count those that are beside them, and go no sooner than they must', () => {
    const runs = new FoundRuns();
    const [first, second, third] = [run(counting(1)), run(counting(1)), run(counting(1))];
    const trace = lengthened(second, 60_000);
    assert.ok(trace.violation !== null);
    const other = { violation: trace.violation, trace, passing: { trace, parts: 1 } };
    runs.keep(first);
    runs.keep({ ...second, exploration: { ...second.exploration, others: [other] } });
    runs.keep(ofLength(third, 70_000));
    assert.notEqual(runs.of(first.prepared, LIMITS), null);
    runs.keep(ofLength(third, 90_000));
    assert.deepEqual(
      [first, second, third].map(({ prepared }) => runs.of(prepared, LIMITS) !== null),
      [false, false, true],
    );
  });
});

/** A flow of one actor that counts, and breaks a rule at the end. */
function counting(to: number): PreparedFlow {
  const text = `/**
 * flow: counting
 * title: Counts and stops
 * expect: violation bug
 */
#include <linux/bug.h>
static int count;
__actor void counter(void)
{
	while (count < ${String(to)})
		count++;
	BUG_ON(count == ${String(to)});
}
`;
  return prepareFlow({ flow: parseFlow('counting.c', text), series: [], trees: [], models });
}

/** A run that was found, with its steps. */
type Whole = FoundRun & { readonly exploration: Exploration };

function run(prepared: PreparedFlow, limits = LIMITS): Whole {
  const { exploration, asExpected } = explorePrepared(prepared, { maxStates: limits.maxStates });
  const time = { seconds: 0, searchSeconds: 0 };
  return { prepared, limits, exploration, asExpected, time, replay: null };
}

/** The same run as if it had so many steps. */
const ofLength = (found: Whole, steps: number): FoundRun => ({
  ...found,
  exploration: { ...found.exploration, trace: lengthened(found, steps) },
});

function lengthened({ exploration: { trace } }: Whole, steps: number): Trace {
  const [step] = trace?.steps ?? [];
  assert.ok(trace !== null && step !== undefined);
  const all = Array.from({ length: steps }, () => step);
  return { ...trace, steps: all, stateHashes: all.map(({ stateHash }) => stateHash) };
}
