import assert from 'node:assert/strict';

import { explore } from '../../../extension/kernel/explore/explore';
import { PIECES, atOnce } from '../../../extension/ground/sliced';
import { openReplay, openingReplay } from '../../../extension/kernel/trace/replay';
import type { Trace } from '../../../extension/kernel/trace/trace';
import { compiled, type Compiled } from '../compiled';

const LOST_UPDATE = `#include <linux/mutex.h>
#include <kapi/machine.h>
struct account { struct mutex lock; int balance; };
static struct account account;
static void deposit(int amount)
{
	int balance = account.balance;
	account.balance = balance + amount;
}
__actor void alice(void)
{
	deposit(2);
}
__actor void bob(void)
{
	deposit(3);
}
__actor void carol(void)
{
	mutex_lock(&account.lock);
	mutex_unlock(&account.lock);
}
void finally(void)
{
	__kapi_rule(account.balance == 5, "lost-deposit", "a deposit is lost");
}
`;

const DEADLOCK = `#include <linux/mutex.h>
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

const LONG = `#include <linux/bug.h>
#include <kapi/machine.h>
static int pushed, last;
__actor void producer(void)
{
	for (int i = 0; i < 1000; i++) {
		pushed = pushed + 1;
		last = pushed;
	}
	BUG_ON(pushed == 1000);
}
`;

function found(source: Compiled): Trace {
  const { trace } = explore(source.program, source.files);
  assert.ok(trace !== null);
  return trace;
}

describe('a trace', () => {
  it('tells each statement with what it changed, by name', () => {
    const trace = found(compiled(LOST_UPDATE));
    const store = trace.steps.filter((step) => step.name === 'account.balance = balance + amount');
    assert.deepEqual(
      store.map((step) => step.changed.filter((change) => !change.local)),
      [
        [{ what: 'account.balance', from: '0', to: '3', local: false }],
        [{ what: 'account.balance', from: '3', to: '2', local: false }],
      ],
    );
    assert.deepEqual(trace.violation?.rule, 'lost-deposit');
    assert.equal(trace.violation?.line, 25);
  });

  it('leaves out who has nothing to do with it', () => {
    const trace = found(compiled(LOST_UPDATE));
    const names = new Set(trace.steps.filter((step) => !step.minor).map((step) => step.actor));
    assert.deepEqual([...names].sort(), [1, 2]);
  });

  it('prints the table of a deadlock as lockdep does', () => {
    assert.equal(
      found(compiled(DEADLOCK)).table,
      ` Possible unsafe scenario:

       CPU0 (one)              CPU1 (two)
       ----------              ----------
  mutex_lock(&a)
                               mutex_lock(&b)
  mutex_lock(&b)
                               mutex_lock(&a)

 *** DEADLOCK ***

 one waits for mutex b, which two holds; two waits for mutex a, which one holds
`.replace(
        'one waits for mutex b, which two holds; two waits for mutex a, which one holds',
        found(compiled(DEADLOCK)).violation?.message ?? '',
      ),
    );
  });

  it('of a flow that passes goes from its beginning to its end', () => {
    const source = compiled(
      LOST_UPDATE.replace(
        '\tint balance = account.balance;\n\taccount.balance = balance + amount;',
        '\tmutex_lock(&account.lock);\n\taccount.balance += amount;\n\tmutex_unlock(&account.lock);',
      ),
    );
    const result = explore(source.program, source.files);
    assert.equal(result.verdict, 'pass');
    const { trace } = result;
    assert.ok(trace !== null);
    assert.equal(trace.violation, null);
    const names = trace.steps.map((step) => step.name);
    assert.equal(names.filter((name) => name === 'account.balance += amount').length, 2);
    assert.ok(names.some((name) => name.startsWith('__kapi_rule(')));
    assert.match(trace.table, /^ A scenario that breaks no rule:/);
    assert.equal(openReplay(source.program, source.files, trace).verify(), null);
  });

  it('replays to the same states', () => {
    const source = compiled(LOST_UPDATE);
    const trace = JSON.parse(JSON.stringify(found(source))) as Trace;
    const replay = openReplay(source.program, source.files, trace);
    assert.equal(replay.verify(), null);
    assert.deepEqual(replay.steps, trace.steps);
  });

  it('of a long run is executed again in slices, of which none is more than a piece of it', () => {
    const source = compiled(LONG);
    const trace = found(source);
    const opening = openingReplay(source.program, source.files, trace);
    let slices = 0;
    let slice = opening.next();
    for (; slice.done !== true; slice = opening.next()) slices += 1;
    assert.ok(trace.steps.length > 3 * PIECES);
    // Choices are executed, ordered and gone through for what they access and explain, and each step is shown.
    assert.ok(slices > (4 * trace.steps.length) / PIECES, `${String(slices)} slices`);
    assert.deepEqual(slice.value.trace, trace);
    const half = openingReplay(source.program, source.files, trace);
    half.next();
    half.return(slice.value);
    assert.deepEqual(atOnce(openingReplay(source.program, source.files, trace)).trace, trace);
  });

  it('refuses other sources with the first step that differs', () => {
    const trace = found(compiled(LOST_UPDATE));
    const other = compiled(LOST_UPDATE.replace('balance + amount', 'balance + amount + 1'));
    const difference = openReplay(other.program, other.files, trace).verify();
    const step = trace.steps.find((one) => one.name.startsWith('account.balance ='));
    assert.equal(difference?.step, step?.n);
    assert.match(difference?.message ?? '', /sources have changed/);
  });

  it('shows the state at any step, in any order', () => {
    const source = compiled(LOST_UPDATE);
    const trace = found(source);
    const replay = openReplay(source.program, source.files, trace);
    const balance = (step: number): string | undefined =>
      replay
        .stateAt(step)
        .objects.find((object) => object.name === 'account')
        ?.fields.find((field) => field.path === 'balance')?.value;
    const [first, second] = trace.steps
      .filter((step) => step.name === 'account.balance = balance + amount')
      .map((step) => step.n);
    assert.equal(balance(trace.steps.length), '2');
    assert.equal(balance(0), '0');
    assert.equal(balance(first ?? 0), '3');
    assert.equal(balance((first ?? 0) - 1), '0');
    assert.equal(balance(second ?? 0), '2');
  });

  it('shows the frames and variables of every actor', () => {
    const source = compiled(LOST_UPDATE);
    const trace = found(source);
    const replay = openReplay(source.program, source.files, trace);
    const read = trace.steps.find((step) => step.name.startsWith('int balance'));
    const stack = replay.stateAt(read?.n ?? 0).stacks.find((one) => one.actor === read?.actor);
    assert.equal(stack?.frames[0]?.function, 'deposit');
    assert.match(stack?.frames[0]?.arguments ?? '', /^amount=[23]$/);
    assert.equal(stack?.frames[0]?.variables.find((variable) => variable.name === 'balance')?.value, '0');
    assert.equal(stack?.frames.length, 2);
  });

  it('orders what conflicts across actors', () => {
    const trace = found(compiled(LOST_UPDATE));
    for (const [before, after] of trace.order) {
      assert.ok(before < after);
      assert.notEqual(trace.steps[before - 1]?.actor, trace.steps[after - 1]?.actor);
    }
    assert.ok(trace.order.length > 0);
  });
});
