// What a search has to say beside its verdict: other violations, the nearest run that passes, and random schedules where
// all are too many.
import assert from 'node:assert/strict';

import { explore } from '../../../extension/kernel/explore/explore';
import { openReplay } from '../../../extension/kernel/trace/replay';
import { compiled } from '../compiled';

const TWO_BUGS = `#include <linux/bug.h>
#include <linux/slab.h>
#include <kapi/machine.h>
static int flag, other;
static int *data;
__actor void writer(void)
{
	flag = 1;
	other = 1;
	kfree(data);
}
__actor void reader(void)
{
	WARN_ON(flag && !other);
	WARN_ON(*data == 5);
}
void setup(void)
{
	data = kzalloc(sizeof(*data), GFP_KERNEL);
}
`;

/** A lost update that needs three actors, among far more schedules than the budget allows. */
const LARGE = `#include <kapi/machine.h>
static int a, b, c, d;
static void churn(int *what)
{
	for (int i = 0; i < 40; i++)
		*what += b + 1;
}
__actor void one(void) { churn(&a); }
__actor void two(void) { churn(&b); }
__actor void three(void) { churn(&c); }
__actor void four(void) { churn(&d); b = 1; churn(&a); }
`;

describe('a search', function () {
  // How long it takes is the machine's affair.
  this.timeout(0);

  it('goes on until it has as many different violations as are asked for, each made small', () => {
    const source = compiled(TWO_BUGS);
    const found = explore(source.program, source.files, { violations: 5 });
    assert.equal(found.verdict, 'violation');
    const rules = [found.violation, ...(found.others ?? []).map((one) => one.violation)].map((one) => one?.rule);
    assert.deepEqual([...rules].sort(), ['use-after-free', 'warning']);
    for (const { trace } of found.others ?? []) {
      assert.equal(openReplay(source.program, source.files, trace).verify(), null);
      assert.ok(trace.steps.filter((step) => !step.minor).length <= 6);
    }
    assert.equal(explore(source.program, source.files).others?.length, 0);
  });

  it('shows the nearest schedule that passes beside the one that does not', () => {
    const source = compiled(TWO_BUGS);
    const { trace, passing } = explore(source.program, source.files);
    assert.ok(trace !== null && passing);
    const replay = openReplay(source.program, source.files, passing.trace);
    assert.equal(replay.verify(), null);
    assert.equal(replay.trace.violation, null);
    assert.ok(passing.trace.steps.some((step) => step.name.startsWith('WARN_ON(flag')));
    assert.match(passing.trace.table, /^ A scenario that breaks no rule:/);
    const common = passing.trace.choices.findIndex((choice, index) => choice !== trace.choices[index]);
    assert.ok(common > 0, 'both begin alike');
    assert.ok(passing.parts > 1 && passing.parts <= passing.trace.steps.length);
  });

  it('draws random schedules where all are too many, and says so', () => {
    const source = compiled(LARGE);
    const once = explore(source.program, source.files, { maxStates: 400, seed: 3 });
    assert.equal(once.verdict, 'incomplete');
    assert.match(once.complete, /^budget: \d+ states.*; \d+ random schedules \(seed 3\) beside$/);
    const again = explore(source.program, source.files, { maxStates: 400, seed: 3 });
    assert.deepEqual(again, once);
  });

  it('finds by a random schedule what the budget hides from the search', () => {
    const late = LARGE.replace('churn(&a); }\n`', '').replace(
      'b = 1; churn(&a); }',
      'b = 1; __kapi_rule(a < 60, "late", "one has not come that far"); }',
    );
    const source = compiled(late);
    const found = explore(source.program, source.files, { maxStates: 60, seed: 1 });
    assert.equal(found.violation?.rule, 'late');
    assert.match(found.complete, /random schedules \(seed 1\)$/);
    assert.ok(found.trace !== null);
    assert.equal(openReplay(source.program, source.files, found.trace).verify(), null);
  });
});
