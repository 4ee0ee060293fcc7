import assert from 'node:assert/strict';

import { explore } from '../../../extension/kernel/explore/explore';
import type { LineOrigin } from '../../../extension/kernel/source';
import type { Trace, Violation } from '../../../extension/kernel/trace/trace';
import { compiled } from '../compiled';

/**
 * A program of which some lines are a patch's (their comment says so), some the kernel's that it is made for; the scenario is what
 * stands below the line of that name.
 */
function found(text: string): Trace {
  const { program, files } = compiled(`${HEAD}${text}`);
  const lines = `${HEAD}${text}`.split('\n');
  const scenario = lines.indexOf('/* scenario */') + 1;
  const { trace } = explore(program, {
    lineOrigin: (file, line): LineOrigin | null => {
      const origin = files.lineOrigin(file, line);
      if (origin?.file !== 'test.c') return origin;
      if (line > scenario) return { ...origin, part: 'flow' };
      const source = lines[line - 1] ?? '';
      return {
        ...origin,
        origin: source.includes('/* patch */') ? 'series' : source.includes('/* kernel */') ? 'tree' : 'model',
      };
    },
  });
  assert.ok(trace !== null);
  return trace;
}

const HEAD = '#include <linux/mutex.h>\n#include <linux/slab.h>\n#include <kapi/machine.h>\n';

function answer(text: string): [Violation['answers'], string] {
  const { violation } = found(text);
  assert.ok(violation !== null);
  const line = `${HEAD}${text}`.split('\n')[violation.line - 1] ?? '';
  return [violation.answers, line.replace(/\/\*.*/, '').trim()];
}

const DEVICE = `
static DEFINE_MUTEX(lock);
static u64 memory;
static u64 entry;
static void device_access(void)
{
	__kapi_access(entry, 4, true, "phys");
}
static void reset(void)
{
	__kapi_renew(memory);
}
`;

describe('which line answers for a broken rule', () => {
  it('the one that calls a model, of a patch before one of the kernel that it calls', () => {
    const program = (kernel: string): string => `
static void model(int n) { __kapi_rule(n == 1, "one", "it is not one"); }
static void core(int n) { model(n); } ${kernel}
static void driver(void) {
	core(2); /* patch */
} /* patch */
/* scenario */
__actor void user(void) { driver(); }
`;
    assert.deepEqual(answer(program('/* kernel */')), ['called', 'core(2);']);
    assert.deepEqual(answer(program('')), ['called', 'core(2);']);
  });

  it('the scenario itself where nothing else took part', () => {
    const text = `
/* scenario */
__actor void user(void) { __kapi_rule(0, "one", "it is not one"); }
`;
    assert.equal(answer(text)[0], 'broke');
  });

  it('the one that gave the value that is condemned, and the table says what decided it', () => {
    const text = `
static bool revoked;
static int map(void)
{
	if (revoked) /* patch */
		return -19; /* patch */
	return 0; /* patch */
}
static void revoke(void)
{
	revoked = true; /* patch */
}
/* scenario */
__actor void importer(void) { int ret = map(); __kapi_rule(ret == 0, "lost", "it can't be mapped"); }
__actor void exporter(void) { revoke(); }
`;
    assert.deepEqual(answer(text), ['gave', 'return -19;']);
    assert.match(found(text).table, /revoked = true/);
  });

  it('the one that gave up the lock under which an address was valid', () => {
    const text = `${DEVICE}
static u64 look_up(void)
{
	u64 found;

	mutex_lock(&lock); /* patch */
	found = memory; /* patch */
	mutex_unlock(&lock); /* patch */
	return found;
}
/* scenario */
void setup(void) { memory = __kapi_range("phys", 4096); }
__actor void importer(void) { entry = look_up(); device_access(); }
__actor void exporter(void) { mutex_lock(&lock); entry = 0; reset(); memory = __kapi_renewed(memory); mutex_unlock(&lock); }
`;
    assert.deepEqual(answer(text), ['released', 'mutex_unlock(&lock);']);
  });

  it('the one that takes away what can still be reached', () => {
    const text = `${DEVICE}
static void revoke(void)
{
	reset(); /* patch */
}
/* scenario */
void setup(void) { memory = __kapi_range("phys", 4096); entry = memory; }
__actor void importer(void) { device_access(); }
__actor void exporter(void) { revoke(); }
`;
    assert.deepEqual(answer(text), ['retired', 'reset();']);
  });

  it('the one that made the entry, where the scenario takes the memory away', () => {
    const text = `${DEVICE}
static void map(void)
{
	entry = memory; /* patch */
}
/* scenario */
void setup(void) { memory = __kapi_range("phys", 4096); }
__actor void importer(void) { map(); device_access(); }
__actor void exporter(void) { if (entry) reset(); }
`;
    assert.deepEqual(answer(text), ['left', 'entry = memory;']);
  });

  it('the one that hands an address on when it is stale already', () => {
    const text = `${DEVICE}
static u64 map(void)
{
	return memory; /* patch */
}
/* scenario */
void setup(void) { memory = __kapi_range("phys", 4096); reset(); }
__actor void importer(void) { entry = map(); device_access(); }
`;
    assert.deepEqual(answer(text), ['used', 'return memory;']);
  });

  it('the one that allocated what is lost', () => {
    const text = `
static void leak(void)
{
	kmalloc(8, GFP_KERNEL); /* patch */
}
/* scenario */
__actor void user(void) { leak(); }
void finally(void) { __kapi_check_leaks(); }
`;
    assert.deepEqual(answer(text), ['allocated', 'kmalloc(8, GFP_KERNEL);']);
  });
});
