// What a flow may ask to fail does, with the kernel's error, once for each way; what it doesn't ask for never does.
import assert from 'node:assert/strict';
import { explore } from '../../../extension/kernel/explore/explore';
import type { Faults } from '../../../extension/kernel/machine/machine';
import { compiled } from '../compiled';

interface Case {
  readonly call: string;
  readonly error: string;
  /** How the call is made, and what undoes it. */
  readonly take: string;
  readonly release: string;
  /** What the actor does before and after, whatever the call returns. */
  readonly before: string;
  readonly after: string;
}

const LOCKS = `#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/ww_mutex.h>
static DEFINE_MUTEX(lock);
static struct rw_semaphore semaphore;
static DEFINE_WW_CLASS(class);
static struct ww_mutex first, ww;
static struct ww_acquire_ctx context;
void setup(void)
{
	init_rwsem(&semaphore);
	ww_mutex_init(&first, &class);
	ww_mutex_init(&ww, &class);
}
`;

const mutex = (call: string): Case => ({
  call,
  error: 'EINTR',
  take: `${call}(&lock)`,
  release: 'mutex_unlock(&lock)',
  before: '',
  after: '',
});
const semaphore = (call: string): Case => ({
  call,
  error: 'EINTR',
  take: `${call}(&semaphore)`,
  release: call.startsWith('down_read') ? 'up_read(&semaphore)' : 'up_write(&semaphore)',
  before: '',
  after: '',
});
const wound = (call: string): Case => ({
  call,
  error: 'EDEADLK',
  take: `${call}(&ww, &context)`,
  release: 'ww_mutex_unlock(&ww)',
  // Only who holds a lock of the context already has to back off.
  before: 'ww_acquire_init(&context, &class);\n\tBUG_ON(ww_mutex_lock(&first, &context));',
  after: 'ww_mutex_unlock(&first);\n\tww_acquire_fini(&context);',
});

const CASES = [
  mutex('mutex_lock_interruptible'),
  mutex('mutex_lock_killable'),
  semaphore('down_read_interruptible'),
  semaphore('down_read_killable'),
  semaphore('down_write_killable'),
  wound('ww_mutex_lock'),
  wound('ww_mutex_lock_interruptible'),
];

/** What the search makes of an actor that takes the lock and has a claim about the result. */
function verdict({ take, release, error, before, after }: Case, claim: string, faults: Partial<Faults>): string {
  const text = `${LOCKS}__actor void one(void)
{
	int ret;

	${before}
	ret = ${take};
	BUG_ON(${claim.replaceAll('ERROR', error)});
	if (!ret)
		${release};
	${after}
}
`;
  const { program, files } = compiled(text);
  const found = explore(program, files, { faults: { mayFail: [], fail: [], ...faults } });
  return found.violation?.rule ?? (found.verdict === 'unmodelled' ? found.message : found.verdict);
}

describe('a call that may fail', () => {
  for (const one of CASES) {
    it(`${one.call}() returns -${one.error} where the flow lets it, or nothing else`, () => {
      const mayFail = { mayFail: [one.call] };
      assert.equal(verdict(one, 'ret == -ERROR', mayFail), 'bug', 'one way fails');
      assert.equal(verdict(one, 'ret == 0', mayFail), 'bug', 'one way does not');
      assert.equal(verdict(one, 'ret != 0 && ret != -ERROR', mayFail), 'pass', 'there is no third');
    });

    it(`${one.call}() fails the time that the flow names, and never without`, () => {
      const first = { fail: [{ what: one.call, call: 1 }] };
      assert.equal(verdict(one, 'ret != -ERROR', first), 'pass');
      assert.equal(verdict(one, 'ret != 0', { fail: [{ what: one.call, call: 2 }] }), 'pass');
      assert.equal(verdict(one, 'ret != 0', {}), 'pass');
    });
  }

  it('says in the trace what it returned', () => {
    const { program, files } = compiled(
      `${LOCKS}__actor void one(void)\n{\n\tBUG_ON(mutex_lock_interruptible(&lock));\n\tmutex_unlock(&lock);\n}\n`,
    );
    const found = explore(program, files, { faults: { mayFail: ['mutex_lock_interruptible'], fail: [] } });
    const step = found.trace?.steps.find(({ name }) => name === 'mutex_lock_interruptible(&lock)');
    assert.equal(step?.result, '-EINTR');
  });
});
