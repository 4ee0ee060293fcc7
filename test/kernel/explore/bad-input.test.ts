// Programs that would never end, never fit, or run anywhere: a verdict with the line that it is about, within a small budget. What
// takes too long here takes for ever: mocha's timeout is the bound.
import assert from 'node:assert/strict';
import { explore } from '../../../extension/kernel/explore/explore';
import { compiled } from '../compiled';

const HEAD = `#include <linux/compiler.h>
#include <linux/slab.h>
#include <kapi/machine.h>
`;

/** "verdict rule line", the line counted from the first one below HEAD. */
function told(body: string): string {
  const { program, files } = compiled(HEAD + body, 'bad.c');
  const { verdict, violation, unmodelled, message } = explore(program, files, { maxStates: 20_000, samples: 20 });
  const inMessage = /bad\.c:(\d+)/.exec(message)?.[1];
  const at = violation?.line ?? unmodelled[0]?.line ?? Number(inMessage ?? 0);
  const file = violation?.file ?? unmodelled[0]?.file ?? (inMessage === undefined ? '' : 'bad.c');
  const line = at === 0 ? '' : ` ${file}:${String(at - HEAD.split('\n').length + 1)}`;
  return `${verdict}${violation === null ? '' : ` ${violation.rule}`}${line}`;
}

describe('a program that goes wrong without end', function () {
  this.timeout(60_000);

  it('calls itself for ever', () => {
    assert.equal(
      told('static int down(int n)\n{\n\treturn down(n + 1) + 1;\n}\n__actor void a(void)\n{\n\tdown(0);\n}\n'),
      'violation stack-overflow bad.c:3',
    );
  });

  it('calls itself by way of another, with locals on the stack', () => {
    assert.equal(
      told(
        'static int pong(int *n);\nstatic int ping(int *n)\n{\n\tint copy = *n + 1;\n\treturn pong(&copy);\n}\nstatic int pong(int *n)\n{\n\treturn ping(n);\n}\n__actor void a(void)\n{\n\tint n = 0;\n\tping(&n);\n}\n',
      ).replace(/\d+$/, 'n'),
      'violation stack-overflow bad.c:n',
    );
  });

  it('loops without changing anything', () => {
    assert.equal(told('__actor void a(void)\n{\n\tfor (;;)\n\t\t;\n}\n'), 'violation endless-loop bad.c:3');
  });

  it('counts for ever', () => {
    assert.equal(
      told('__actor void a(void)\n{\n\tunsigned long i = 0;\n\tfor (;;)\n\t\ti++;\n}\n'),
      'incomplete bad.c:5',
    );
  });

  it('counts for ever where others can see it', () => {
    const found = told(
      'static unsigned long ticks;\n__actor void a(void)\n{\n\tfor (;;)\n\t\tWRITE_ONCE(ticks, ticks + 1);\n}\n__actor void b(void)\n{\n\tREAD_ONCE(ticks);\n}\n',
    );
    assert.match(found, /^incomplete/);
  });

  it('spins for what nobody will write', () => {
    const found = told('static int flag;\n__actor void a(void)\n{\n\twhile (!READ_ONCE(flag))\n\t\t;\n}\n');
    assert.equal(found, 'violation endless-loop bad.c:4');
  });

  it('spins for what another actor writes, which is fine', () => {
    assert.equal(
      told(
        'static int flag;\n__actor void a(void)\n{\n\twhile (!READ_ONCE(flag))\n\t\t;\n}\n__actor void b(void)\n{\n\tWRITE_ONCE(flag, 1);\n}\n',
      ),
      'pass',
    );
  });

  it('allocates for ever', () => {
    assert.equal(
      told('static void *last;\n__actor void a(void)\n{\n\tfor (;;)\n\t\tlast = kmalloc(64, GFP_ATOMIC);\n}\n').replace(
        / .*/,
        '',
      ),
      'incomplete',
    );
  });

  it('starts threads for ever', () => {
    assert.match(
      told(
        'static void work(void *x)\n{\n\t__kapi_wait_equal(&last, 4, 1);\n}\n__actor void a(void)\n{\n\tfor (;;)\n\t\t__kapi_spawn("work", work, NULL, 0);\n}\n'.replace(
          'static void',
          'static int last;\nstatic void',
        ),
      ),
      /^incomplete/,
    );
  });

  it('has a function of a megabyte', () => {
    const body = '\tx = x * 3 + 1;\n'.repeat(70_000);
    assert.equal(told(`static int f(int x)\n{\n${body}\treturn x;\n}\n__actor void a(void)\n{\n\tf(1);\n}\n`), 'pass');
  });

  it('writes through a number', () => {
    assert.equal(told('__actor void a(void)\n{\n\t*(int *)0x1234567890 = 1;\n}\n'), 'violation wild-access bad.c:3');
  });

  it('writes through what is left in memory', () => {
    assert.equal(
      told('__actor void a(void)\n{\n\tint **p = kmalloc(8, GFP_ATOMIC);\n\t**p = 1;\n}\n'),
      'violation wild-access bad.c:4',
    );
  });

  it('jumps to a number', () => {
    assert.equal(
      told('__actor void a(void)\n{\n\t((void (*)(void))0x1234567890)();\n}\n'),
      'violation wild-call bad.c:3',
    );
  });
});
