/** Which pointers may be given for which without a cast: every pair of many, beside what gcc says of it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { compile } from '../../../extension/kernel/c/compile';
import { plainSource } from '../../../extension/kernel/source';
import { hasCompiler } from '../compiler';

const DECLARED = 'struct a; struct b { int x; }; union u { int x; }; enum e { E }; enum f { F }; enum n { N = -1 };';

/** A declaration of each with `NAME` in the name's place. */
const TYPES = [
  'void *NAME',
  'char *NAME',
  'signed char *NAME',
  'unsigned char *NAME',
  'short *NAME',
  'int *NAME',
  'unsigned *NAME',
  'long *NAME',
  'unsigned long *NAME',
  'long long *NAME',
  '_Bool *NAME',
  'const int *NAME',
  'volatile int *NAME',
  'int **NAME',
  'unsigned **NAME',
  'const int **NAME',
  'void **NAME',
  'struct a *NAME',
  'const struct a *NAME',
  'struct a **NAME',
  'struct b *NAME',
  'union u *NAME',
  'enum e *NAME',
  'enum f *NAME',
  'enum e **NAME',
  'enum n *NAME',
  'int (*NAME)[4]',
  'int (*NAME)[5]',
  'int (*NAME)[]',
  'int (*NAME)(int)',
  'int (*NAME)(unsigned)',
  'int (*NAME)(const int)',
  'int (*NAME)(void)',
  'int (*NAME)()',
  'void (*NAME)(int)',
  'int (*NAME)(struct a *)',
  'int (*NAME)(void *)',
] as const;

/** The four ways to give a value where a type is wanted (C11 6.5.2.2, 6.5.16.1, 6.7.9, 6.8.6.4), one a line. */
const GIVEN = [
  (from: string, to: string, at: number) =>
    `void take_${at}(${named(to, 'it')}) {} void f_${at}(${named(from, 'v')}) { take_${at}(v); }`,
  (from: string, to: string, at: number) =>
    `void f_${at}(${named(from, 'v')}, ${named(to, 'it')}) { it = v; if (it == 0) return; }`,
  (from: string, to: string, at: number) =>
    `int f_${at}(${named(from, 'v')}) { ${named(to, 'it')} = v; return it == 0; }`,
  (from: string, to: string, at: number) =>
    `typedef ${named(to, `t_${at}`)}; t_${at} f_${at}(${named(from, 'v')}) { return v; }`,
];

const named = (type: string, name: string): string => type.replace('NAME', name);

const LINES = TYPES.flatMap((from, row) =>
  TYPES.map((to, column) => {
    const at = row * TYPES.length + column;
    return GIVEN[at % GIVEN.length]?.(from, to, at) ?? '';
  }),
);

/** So that all of them belong to the program. */
const CALLED = `void *all[] = { ${LINES.map((_line, at) => `(void *)f_${at}`).join(', ')} };
__attribute__((annotate("actor"))) void look(void) { all[0] = all[1]; }`;

const TEXT = [DECLARED, ...LINES, CALLED].join('\n');

function refusedHere(): number[] {
  const unit = plainSource('pairs.c', TEXT);
  const { program } = compile({ units: [unit], include: () => null, defines: new Map() }, { primitives: new Set() });
  const reasons = program.functions.flatMap(({ name, code }) =>
    code.flatMap((instr) => (instr.op === 'opaque' && name.startsWith('f_') ? [{ name, reason: instr.reason }] : [])),
  );
  for (const { name, reason } of reasons)
    assert.match(reason, /^a value of type ".*" is given where ".*" is wanted/, name);
  return [...new Set(reasons.map(({ name }) => Number(name.slice(2))))].sort((a, b) => a - b);
}

function refusedByGcc(): number[] {
  const flags = ['-std=gnu11', '-fsyntax-only', '-Wincompatible-pointer-types', '-fno-diagnostics-show-caret'];
  const { stderr } = spawnSync('gcc', [...flags, '-xc', '-'], {
    input: TEXT,
    encoding: 'utf8',
  });
  const said = stderr.split('\n').filter((line) => line.includes('-Wincompatible-pointer-types'));
  return [...new Set(said.map((line) => Number(/^<stdin>:(\d+):/.exec(line)?.[1]) - 2))].sort((a, b) => a - b);
}

describe('a pointer that is given where another one is wanted', function () {
  this.timeout(60_000);

  it('is refused where gcc refuses it, and nowhere else', function () {
    if (!hasCompiler()) this.skip();
    const [ours, gccs] = [refusedHere(), refusedByGcc()];
    assert.ok(gccs.length > 400 && gccs.length < LINES.length, String(gccs.length));
    const told = (numbers: readonly number[]): string[] => numbers.map((at) => LINES[at] ?? '');
    assert.deepEqual(told(ours.filter((at) => !gccs.includes(at))), [], 'refused here alone');
    assert.deepEqual(told(gccs.filter((at) => !ours.includes(at))), [], 'refused by gcc alone');
  });
});
