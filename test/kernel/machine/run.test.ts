import assert from 'node:assert/strict';

import { runMain, type RunOutcome } from '../../../extension/kernel/machine/run';
import { compiled } from '../compiled';

function run(text: string): { readonly outcome: RunOutcome; readonly output: string } {
  let output = '';
  const outcome = runMain(compiled(text).program, {
    output: (piece) => {
      output += piece;
    },
  });
  return { outcome, output };
}

/** What a program prints, after a run that ended with status 0. */
function printed(body: string, before = ''): string {
  const { outcome, output } = run(
    `#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n${before}\nint main(void)\n{\n${body}\n}\n`,
  );
  assert.deepEqual(outcome, { kind: 'exit', status: 0 });
  return output;
}

describe('a program that runs alone', () => {
  it('ends with the status that main returns', () => {
    assert.deepEqual(run('int main(void) { return 42; }').outcome, { kind: 'exit', status: 42 });
    assert.deepEqual(run('#include <stdlib.h>\nint main(void) { exit(7); }').outcome, { kind: 'exit', status: 7 });
    assert.deepEqual(run('int main(void) { return 256 + 3; }').outcome, { kind: 'exit', status: 3 });
  });

  it('computes with 64 bits as x86-64 does', () => {
    const a = 0xfedcba9876543210n;
    const b = 0x0123456789abcdefn;
    const c = -1234567890123456789n;
    const d = 987654321n;
    const hex = (value: bigint): string => BigInt.asUintN(64, value).toString(16);
    assert.equal(
      printed(`
        unsigned long a = 0xfedcba9876543210, b = 0x0123456789abcdef;
        long c = -1234567890123456789, d = 987654321;
        printf("%lx %lx %lx %lu %lu\\n", a + b, a - b, a * b, a / b, a % b);
        printf("%ld %ld %lx %lx %lx\\n", c / d, c % d, a << 20, a >> 36, (unsigned long)(c >> 33));
        printf("%d %d %d %d\\n", a > b, c < d, (long)a < (long)b, a == b);`),
      `${hex(a + b)} ${hex(a - b)} ${hex(a * b)} ${String(a / b)} ${String(a % b)}\n` +
        `${String(c / d)} ${String(c % d)} ${hex(a << 20n)} ${hex(a >> 36n)} ${hex(c >> 33n)}\n1 1 1 0\n`,
    );
  });

  it('keeps narrow integers narrow', () => {
    assert.equal(
      printed(`
        unsigned char byte = 250;
        signed char small = 127;
        unsigned short half = 65535;
        byte += 10;
        small++;
        half++;
        printf("%d %d %d %u\\n", byte, small, half, 0u - 1);`),
      '4 -128 0 4294967295\n',
    );
  });

  it('formats as printf does', () => {
    assert.equal(
      printed(
        `printf("[%5d|%-5d|%05d|%+d|%x|%#x|%8.3s|%c|%%|%s|%3s|%lld]\\n", 42, 42, 42, 42, 255, 255, "abcdef", 'x', "str", "toolong", -5LL);`,
      ),
      '[   42|42   |00042|+42|ff|0xff|     abc|x|%|str|toolong|-5]\n',
    );
  });

  it('has memory that is allocated, moved and freed', () => {
    assert.equal(
      printed(`
        char *text = malloc(16);
        strcpy(text, "kernel");
        memmove(text + 2, text, 7);
        text = realloc(text, 64);
        strcat(text, "!");
        printf("%s %zu %d %s\\n", text, strlen(text), memcmp("abc", "abd", 3) < 0, strchr(text, 'r'));
        free(text);`),
      'kekernel! 9 1 rnel!\n',
    );
  });

  it('calls through pointers, with structs by value', () => {
    assert.equal(
      printed(
        `struct point p = move((struct point){ 1, 2 }, 3);
         struct ops ops = { .move = move };
         p = ops.move(p, 10);
         printf("%d %d\\n", p.x, p.y);`,
        `struct point { int x, y; };
         struct ops { struct point (*move)(struct point, int); };
         static struct point move(struct point p, int by) { p.x += by; p.y += by; return p; }`,
      ),
      '14 15\n',
    );
  });

  it('says which rule broke, where', () => {
    const { outcome } = run('static int values[4];\nint main(void)\n{\n\tint i = 4;\n\treturn values[i];\n}\n');
    assert.deepEqual(outcome, {
      kind: 'violation',
      rule: 'out-of-bounds',
      message: 'read of 4 bytes at values + 16, but it has 16 bytes',
      file: 'test.c',
      line: 5,
      function: 'main',
    });
  });

  it('says what it cannot execute, instead of guessing', () => {
    const { outcome } = run('int elsewhere(int);\nint main(void)\n{\n\treturn elsewhere(1);\n}\n');
    assert.equal(outcome.kind, 'opaque');
    assert.equal('line' in outcome && outcome.line, 4);
  });

  it('notices a loop that comes back to the same state', () => {
    const { outcome } = run(
      'int main(void)\n{\n\tunsigned char i;\n\tfor (i = 0; i < 300; i++)\n\t\t;\n\treturn 0;\n}\n',
    );
    assert.equal(outcome.kind === 'violation' && outcome.rule, 'endless-loop');
    assert.equal('line' in outcome && outcome.line, 4);
  });

  it('notices recursion that does not end', () => {
    const { outcome } = run(
      'static int down(int n)\n{\n\treturn down(n + 1) + 1;\n}\nint main(void) { return down(0); }\n',
    );
    assert.equal(outcome.kind === 'violation' && outcome.rule, 'stack-overflow');
    assert.equal('line' in outcome && outcome.line, 3);
  });

  it('gives up on a loop without end after as many instructions as it may use', () => {
    const { program } = compiled('int main(void) { unsigned long i = 0; for (;;) i++; }');
    const outcome = runMain(program, { output: () => undefined, maxInstructions: 200_000 });
    assert.equal(outcome.kind, 'limit');
  });
});
