import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explore } from '../../../extension/kernel/explore/explore';
import { firstRound } from '../../../extension/kernel/trace/lasso';
import { openReplay } from '../../../extension/kernel/trace/replay';
import type { Trace } from '../../../extension/kernel/trace/trace';
import { compiled } from '../compiled';

/** A waiter that spins for what the giver forgets on one of its ways, looking about meanwhile. */
const SPIN = `#include <kapi/machine.h>
#include <linux/compiler.h>
static int ready, tries;
static void look(void)
{
	tries = READ_ONCE(ready);
}
__actor void waiter(void)
{
	while (!READ_ONCE(ready)) {
		look();
		WRITE_ONCE(tries, 0);
	}
}
__actor void giver(void)
{
	if (__kapi_choose(2, "an error"))
		return;
	WRITE_ONCE(ready, 1);
}
`;

/** Nobody else could notice anything of this loop, which comes back to where it was every second time. */
const SWAP = `#include <kapi/machine.h>
static int swapped(int x)
{
	return x ^ 1;
}
__actor void swapper(void)
{
	int x = 0;
	for (;;)
		x = swapped(x);
}
`;

/** All of it is one statement. */
const STUCK = `#include <kapi/machine.h>
static int begun;
__actor void stuck(void)
{
	begun = 1;
	for (;;)
		;
}
`;

const TWO_LOCKS = `#include <linux/mutex.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(a);
static DEFINE_MUTEX(b);
__actor void one(void)
{
	mutex_lock(&a);
	mutex_lock(&b);
	mutex_unlock(&b);
	mutex_unlock(&a);
}
__actor void two(void)
{
	mutex_lock(&b);
	mutex_lock(&a);
	mutex_unlock(&a);
	mutex_unlock(&b);
}
`;

const found = new Map<string, Trace>();

function traceOf(text: string): Trace {
  const known = found.get(text);
  if (known !== undefined) return known;
  const { program, files } = compiled(text);
  const { trace } = explore(program, files);
  assert.ok(trace !== null);
  found.set(text, trace);
  return trace;
}

/** The names of the steps of the loop, and the step at which the rule breaks. */
function told({ loop, steps, violation }: Trace): unknown {
  assert.ok(loop !== undefined);
  return [steps.slice(loop.from - 1, loop.to).map(({ name }) => name), loop.from, violation?.step];
}

/** By looking at every period and every place for it to begin: how long the round at the end is, and where its first one begins. */
function roundByLooking(states: readonly number[]): { first: number; last: number } | null {
  const end = states.length - 1;
  const period = [...states.keys()].slice(1).find((length) => states[end - length] === states[end]);
  if (period === undefined) return null;
  const before = [...states.keys()].find((from) =>
    states.slice(from, states.length - period).every((state, at) => state === states[from + at + period]),
  );
  return before === undefined ? null : { first: before + 1, last: before + period };
}

describe('a run that goes round for ever', function () {
  this.timeout(60_000);

  it('says where its loop begins and where it closes, with one round of it', () => {
    const round = ['while (!READ_ONCE(ready))', 'look()', 'tries = READ_ONCE(ready)', 'WRITE_ONCE(tries, 0)'];
    assert.deepEqual(told(traceOf(SPIN)), [round, 3, 7]);
  });

  it('is in the state at the end of its loop that it was in before it', () => {
    for (const text of [SPIN, SWAP]) {
      const { loop, stateHashes } = traceOf(text);
      assert.ok(loop !== undefined);
      assert.equal(stateHashes[loop.to - 1], stateHashes[loop.from - 2]);
    }
  });

  it('says so of a loop that nobody else can notice', () => {
    const { loop, steps } = traceOf(SWAP);
    assert.deepEqual(loop, { from: 2, to: 7 });
    assert.equal(steps.length, 7, 'it turned tens of thousands of times until that was certain');
  });

  it('says so of a loop inside of one statement', () => {
    assert.deepEqual(traceOf(STUCK).loop, { from: 2, to: 2 });
  });

  it('has the loop in its story and in its table, marked where it begins and closes', () => {
    const trace = traceOf(SPIN);
    assert.deepEqual(
      trace.steps.map(({ minor }) => minor),
      [true, true, false, false, false, false, false],
    );
    assert.match(
      trace.table,
      new RegExp(
        [
          '/* goes round for ever: */',
          'while (!READ_ONCE(ready))',
          'look()',
          ' tries = READ_ONCE(ready)',
          'WRITE_ONCE(tries, 0)',
          '/* the same state: round again */',
          'while (!READ_ONCE(ready))\n',
        ]
          .map((line) => line.replaceAll(/[/*(){}!]/g, '\\$&'))
          .join('\n {2}'),
      ),
    );
  });

  it('is executed again to the same steps and states', () => {
    for (const text of [SPIN, SWAP, STUCK]) {
      const { program, files } = compiled(text);
      const trace = traceOf(text);
      const replay = openReplay(program, files, trace);
      assert.deepEqual(
        [replay.trace.stateHashes, replay.trace.loop, replay.trace.table],
        [trace.stateHashes, trace.loop, trace.table],
      );
    }
  });

  it('is told from a run that ends otherwise', () => {
    assert.equal('loop' in traceOf(TWO_LOCKS), false);
  });
});

describe('the first round of a loop', () => {
  const stepsOf = (states: readonly number[], others: number) =>
    states.map((state, at) => ({ actor: at < others ? 2 : 1, hashFirst: state, hashSecond: ~state }));

  it('is found behind any stem, however often it is gone round', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { maxLength: 8 }),
        fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 2, max: 4 }),
        (stem, round, times) => {
          const states = [...stem, ...Array.from({ length: times }, () => round).flat()];
          assert.deepEqual(firstRound(stepsOf(states, 0)), roundByLooking(states));
        },
      ),
    );
  });

  it('is of one actor alone: the step of another one ends the stem', () => {
    assert.deepEqual(firstRound(stepsOf([7, 1, 2, 1, 2, 1], 5)), null);
    assert.deepEqual(firstRound(stepsOf([7, 1, 2, 1, 2, 1], 2)), { first: 2, last: 3 });
    assert.deepEqual(firstRound(stepsOf([1, 2, 3], 0)), null);
    assert.deepEqual(firstRound([]), null);
  });
});
