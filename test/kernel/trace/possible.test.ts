import assert from 'node:assert/strict';
import { explore } from '../../../extension/kernel/explore/explore';
import { SEARCH_BOUNDS } from '../../../extension/kernel/machine/layout';
import { possiblePart } from '../../../extension/kernel/trace/possible';
import { compiled } from '../compiled';

/** Two count under a lock, or the second without; what is lost is found where it has none. */
const counting = (second: string): string => `#include <kapi/machine.h>
#include <linux/mutex.h>
static DEFINE_MUTEX(lock);
static int count;
__actor void careful(void)
{
	int was;

	mutex_lock(&lock);
	was = count;
	count = was + 1;
	mutex_unlock(&lock);
}
__actor void careless(void)
{
${second}
}
void finally(void)
{
	__kapi_rule(count == 3, "lost", "an amount is lost");
}
`;

const UNLOCKED = '\tcount = count + 2;';
const LOCKED = '\tmutex_lock(&lock);\n\tcount = count + 2;\n\tmutex_unlock(&lock);';

const settingOf = (text: string) => ({
  ...compiled(text),
  bounds: SEARCH_BOUNDS,
  faults: { mayFail: [], fail: [] },
});

/** The schedule that loses an amount. */
function lost(): readonly number[] {
  const { program, files } = compiled(counting(UNLOCKED));
  const { trace } = explore(program, files, { flow: 'count' });
  assert.equal(trace?.violation?.rule, 'lost');
  return trace.choices;
}

describe('a schedule that is followed on other code', () => {
  it('is possible as a whole on the code that it was made on', () => {
    const choices = lost();
    const part = possiblePart(settingOf(counting(UNLOCKED)), { choices, mayFail: [] });
    assert.equal(part.impossible, null);
    assert.deepEqual(part.choices, choices);
  });

  it('stops where its next actor sleeps on a lock, and says who holds it and who could go on', () => {
    const choices = lost();
    const { choices: made, impossible } = possiblePart(settingOf(counting(LOCKED)), { choices, mayFail: [] });
    assert.ok(impossible);
    assert.ok(made.length < choices.length);
    assert.equal(impossible.actorName, 'careless');
    assert.equal(impossible.name, 'mutex_lock(&lock)');
    assert.equal(impossible.why, 'waits for mutex lock, which careful holds');
    assert.deepEqual(
      impossible.alternatives.map(({ actorName }) => actorName),
      ['careful'],
    );
  });

  it('stops where its next actor has ended, or is not there', () => {
    const choices = lost();
    const short = settingOf(counting('\tbarrier();'));
    const ended = possiblePart(short, { choices: [...choices.slice(0, 2), 2, 2, 2, 2, 2, 2], mayFail: [] });
    assert.equal(ended.impossible?.why, 'has ended');
    assert.equal(ended.impossible.name, '');
    const nobody = possiblePart(short, { choices: [9], mayFail: [] });
    assert.deepEqual([nobody.impossible?.actorName, nobody.impossible?.why], ['actor 9', 'is not in this run']);
    const way = possiblePart(short, { choices: [1 | (3 << 8)], mayFail: [] });
    assert.deepEqual(
      [way.impossible?.name, way.impossible?.why],
      ['mutex_lock(&lock)', 'cannot end it in the way that was chosen'],
    );
  });

  it('is not called impossible where the run ends before it does', () => {
    const choices = lost();
    const part = possiblePart(settingOf(counting(UNLOCKED)), { choices: [...choices, 1, 2], mayFail: [] });
    assert.equal(part.impossible, null);
    assert.deepEqual(part.choices, choices);
  });
});
