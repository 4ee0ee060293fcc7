// The search step by step against SPIN on the same micro-steps: both have to count the same states. It is the oracle for
// the machine's hashes, its undoing, and what counts as a state.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { search } from '../../../extension/kernel/explore/search';
import { SEARCH_BOUNDS } from '../../../extension/kernel/machine/layout';
import { ClosureMachine } from '../../../extension/kernel/machine/closure-machine';
import type { Machine } from '../../../extension/kernel/machine/machine';
import { compiled } from '../compiled';
import { hasCompiler } from '../compiler';
import { NotExportable, toPromela } from './promela';

const HEAD = '#include <linux/mutex.h>\n#include <linux/spinlock.h>\n#include <kapi/machine.h>\n';

const PROGRAMS: Readonly<Record<string, string>> = {
  'a lost update': `static int balance;
static void deposit(int amount) { int old = balance; balance = old + amount; }
__actor void alice(void) { deposit(2); }
__actor void bob(void) { deposit(3); }
__actor void carol(void) { deposit(balance); }`,

  'philosophers, deadlock and all': `static DEFINE_MUTEX(a); static DEFINE_MUTEX(b); static DEFINE_MUTEX(c);
static int meals;
#define EAT(x, y) mutex_lock(&x); mutex_lock(&y); meals++; mutex_unlock(&y); mutex_unlock(&x)
__actor void one(void) { EAT(a, b); EAT(a, b); }
__actor void two(void) { EAT(b, c); }
__actor void three(void) { EAT(c, a); }`,

  "Peterson's lock": `static int wants[2]; static int turn; static int inside;
#define ENTER(me, other) WRITE_ONCE(wants[me], 1); WRITE_ONCE(turn, other); \\
	while (READ_ONCE(wants[other]) && READ_ONCE(turn) == other) ; inside++; inside--; WRITE_ONCE(wants[me], 0)
__actor void left(void) { ENTER(0, 1); ENTER(0, 1); }
__actor void right(void) { ENTER(1, 0); }`,

  'references and waiting': `static int references = 3; static bool released; static int jobs; static signed char last;
static void put(int who) { if (__kapi_fetch_add(&references, -1, 4) == 1) released = true; last = who - 2; }
__actor void worker(void) { __kapi_fetch_add(&jobs, 1, 4); __kapi_fetch_add(&jobs, -1, 4); put(1); }
__actor void waiter(void) { __kapi_wait_equal(&jobs, 4, 0); put(last + 2); }
__actor void third(void) { put(3); __kapi_wait_not_equal(&references, 4, 3); }`,

  'loops, bytes and trylock': `static DEFINE_MUTEX(lock); static unsigned char low = 250; static short count;
__actor void churn(void) { for (int i = 0; i < 4; i++) low += 3; }
__actor void taker(void) { int got = 0; for (int i = 0; i < 3; i++) if (mutex_trylock(&lock)) { got++; count -= got; mutex_unlock(&lock); } }
__actor void keeper(void) { mutex_lock(&lock); count = count * 2 + low; mutex_unlock(&lock); }`,

  'importers and an exporter': `static DEFINE_MUTEX(resv); static int references = 3; static bool released; static bool backing = true;
static bool revoked; static int generation = 1;
static struct importer { bool mapped; int iotlb; int jobs; } importers[2];
static void put(void) { if (__kapi_fetch_add(&references, -1, 4) == 1) released = true; }
static void use(struct importer *me)
{
	mutex_lock(&resv);
	if (revoked) { mutex_unlock(&resv); } else {
		me->mapped = true; me->iotlb = generation;
		__kapi_fetch_add(&me->jobs, 1, 4);
		mutex_unlock(&resv);
		if (READ_ONCE(me->iotlb) != READ_ONCE(generation)) released = true;
		__kapi_fetch_add(&me->jobs, -1, 4);
		mutex_lock(&resv);
		if (me->mapped) { me->mapped = false; me->iotlb = 0; }
		mutex_unlock(&resv);
	}
	put();
}
static void invalidate(struct importer *one)
{
	if (one->mapped) one->mapped = false;
	__kapi_wait_equal(&one->jobs, 4, 0);
	one->iotlb = 0;
}
__actor void exporter(void)
{
	mutex_lock(&resv); invalidate(&importers[0]); invalidate(&importers[1]); generation = 2; mutex_unlock(&resv);
	mutex_lock(&resv); revoked = true; backing = false; mutex_unlock(&resv);
	put();
}
__actor void first(void) { use(&importers[0]); }
__actor void second(void) { use(&importers[1]); }`,
};

function begun(text: string): Machine {
  const machine = new ClosureMachine(compiled(HEAD + text).program, { bounds: SEARCH_BOUNDS });
  machine.begin();
  return machine;
}

/** States of the search without reduction, whatever it finds on the way. */
function statesOf(text: string): number {
  const machine = new ClosureMachine(compiled(HEAD + text).program, { bounds: SEARCH_BOUNDS });
  const result = search(machine, null, {
    bound: Infinity,
    most: Infinity,
    budget: { maxStates: 5e6, maxSeconds: 1, maxBytes: 1e9, now: () => 0, cancelled: () => false },
  });
  assert.notEqual(result.outcome, 'spent');
  return result.states;
}

function spinStatesOf(promela: string): number {
  const work = mkdtempSync(join(tmpdir(), 'kapi-replay-spin-'));
  try {
    writeFileSync(join(work, 'model.pml'), promela);
    const run = (command: string, args: readonly string[]): string =>
      execFileSync(command, args, { cwd: work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    // Without SPIN's own data flow and statement merging: every step is one of ours already.
    run('spin', ['-o1', '-o2', '-o3', '-a', 'model.pml']);
    run('gcc', ['-O1', '-w', '-DSAFETY', '-DNOREDUCE', '-o', 'pan', 'pan.c']);
    const out = run('./pan', ['-n', '-E', '-m1000000']);
    assert.match(out, /errors: 0/, out);
    return Number(/(\d+) states, stored/.exec(out)?.[1]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

describe('the search step by step', function () {
  // A C compiler runs once a program.
  this.timeout(0);

  before(function () {
    if (spawnSync('spin', ['-V']).error === undefined && hasCompiler()) return;
    console.log('      spin and gcc are not installed: their states are not compared');
    this.skip();
  });

  for (const [name, text] of Object.entries(PROGRAMS))
    it(`counts the states that SPIN counts: ${name}`, () => {
      const states = statesOf(text);
      assert.ok(states > 50, String(states));
      assert.equal(spinStatesOf(toPromela(begun(text))), states);
    });

  it('is not compared where a program cannot be exported exactly', () => {
    assert.throws(
      () => toPromela(begun('static int v[4]; __actor void a(void) { for (int i = 0; i < 4; i++) v[i] = 1; }')),
      NotExportable,
    );
  });
});
