import assert from 'node:assert/strict';

import { explore } from '../../../extension/kernel/explore/explore';
import { compiled } from '../compiled';

const COUNTING = `#include <linux/mutex.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(lock);
static int served;
static void serve(unsigned long long bytes)
{
	__kapi_count("calls", 1);
	__kapi_count("bytes", bytes);
	mutex_lock(&lock);
	served++;
	mutex_unlock(&lock);
}
__actor void reader(void)
{
	serve(0x100000000);
	serve(1);
}
__actor void writer(void)
{
	serve(2);
}
`;

describe('what a program counts of itself', () => {
  const source = compiled(COUNTING);

  it('is the total of the run that is shown, in the order in which it was first counted', () => {
    const { verdict, trace } = explore(source.program, source.files);
    assert.equal(verdict, 'pass');
    assert.deepEqual(
      trace?.counts.map(({ what, total }) => `${what} ${String(total)}`),
      ['calls 3', `bytes ${String(0x100000000 + 3)}`],
    );
  });

  it('names the steps that counted, each with the total after it', () => {
    const { trace } = explore(source.program, source.files);
    const calls = trace?.counts.find(({ what }) => what === 'calls')?.steps ?? [];
    assert.deepEqual(
      calls.map(([, total]) => total),
      [1, 2, 3],
    );
    for (const [n] of calls) assert.match(trace?.steps[n - 1]?.name ?? '', /__kapi_count/);
  });

  it('is no part of the state: counting makes no schedule different from another', () => {
    const silent = compiled(COUNTING.replace(/\t__kapi_count.*\n/g, ''));
    const counted = explore(source.program, source.files);
    const uncounted = explore(silent.program, silent.files);
    assert.equal(counted.states, uncounted.states);
    assert.equal(counted.transitions, uncounted.transitions);
  });

  it('lists the files that executed, by origin', () => {
    const { rests, origins } = explore(source.program, source.files);
    assert.ok(rests.length > 0);
    assert.equal(
      rests.reduce((sum, { lines }) => sum + lines, 0),
      origins.series + origins.tree + origins.model,
    );
  });
});
