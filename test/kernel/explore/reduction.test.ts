// Random small programs with locks, flags and counters: whatever the reduction leaves out, it must not change what can be
// found. The search step by step is the oracle.
import assert from 'node:assert/strict';
import fc from 'fast-check';

import { explore } from '../../../extension/kernel/explore/explore';
import { compiled } from '../compiled';

const LOCKS = 2;
const VARIABLES = 3;

type Statement =
  | { readonly kind: 'write' | 'add' | 'check'; readonly variable: number; readonly value: number }
  | { readonly kind: 'copy'; readonly variable: number; readonly from: number }
  | { readonly kind: 'locked' | 'tried'; readonly lock: number; readonly body: readonly Statement[] }
  | { readonly kind: 'await'; readonly variable: number; readonly value: number };

const variable = fc.nat(VARIABLES - 1);
const value = fc.nat(2);
const simple: fc.Arbitrary<Statement> = fc.oneof(
  fc.record({ kind: fc.constantFrom('write' as const, 'add' as const, 'check' as const), variable, value }),
  fc.record({ kind: fc.constant('copy' as const), variable, from: variable }),
);
const waiting: fc.Arbitrary<Statement> = fc.record({ kind: fc.constant('await' as const), variable, value });
const locked: fc.Arbitrary<Statement> = fc.record({
  kind: fc.constantFrom('locked' as const, 'locked' as const, 'tried' as const),
  lock: fc.nat(LOCKS - 1),
  body: fc.array(simple, { minLength: 1, maxLength: 3 }),
});
const nested: fc.Arbitrary<Statement> = fc.record({
  kind: fc.constant('locked' as const),
  lock: fc.constant(0),
  body: fc.tuple(simple, locked).map((pair) => [...pair]),
});
const actor = fc.array(fc.oneof({ weight: 3, arbitrary: simple }, { weight: 3, arbitrary: locked }, nested, waiting), {
  minLength: 1,
  maxLength: 4,
});
const program = fc.array(actor, { minLength: 2, maxLength: 3 });

function text(statement: Statement, rule: () => string): string {
  switch (statement.kind) {
    case 'write':
      return `v${String(statement.variable)} = ${String(statement.value)};`;
    case 'add':
      return `v${String(statement.variable)} += ${String(statement.value)};`;
    case 'copy':
      return `v${String(statement.variable)} = v${String(statement.from)};`;
    case 'check':
      return `__kapi_rule(v${String(statement.variable)} != ${String(statement.value + 2)}, "${rule()}", "");`;
    case 'await':
      return `__kapi_wait_not_equal(&v${String(statement.variable)}, 4, ${String(statement.value)});`;
    case 'locked':
      return `mutex_lock(&l${String(statement.lock)}); ${statement.body.map((one) => text(one, rule)).join(' ')} mutex_unlock(&l${String(statement.lock)});`;
    case 'tried':
      return `if (mutex_trylock(&l${String(statement.lock)})) { ${statement.body.map((one) => text(one, rule)).join(' ')} mutex_unlock(&l${String(statement.lock)}); }`;
  }
}

function source(actors: readonly (readonly Statement[])[]): string {
  const head = ['#include <linux/mutex.h>', '#include <kapi/machine.h>'];
  for (let i = 0; i < LOCKS; i++) head.push(`static DEFINE_MUTEX(l${String(i)});`);
  for (let i = 0; i < VARIABLES; i++) head.push(`static int v${String(i)};`);
  const bodies = actors.map(
    (statements, i) =>
      `__actor void actor${String(i)}(void)\n{\n${statements.map((one) => `\t${text(one, () => 'check')}`).join('\n')}\n}`,
  );
  return [...head, ...bodies].join('\n');
}

/** Which rules can be broken at all: a search stops at its first violation, so it is asked for each in turn. */
function verdict(text: string, reduction: boolean): string {
  const { program, files } = compiled(text);
  const found = explore(program, files, { reduction, bound: Infinity, maxStates: 300_000 });
  return found.verdict;
}

describe('reduction', function () {
  this.timeout(0);
  it('finds a violation exactly where the search step by step does', () => {
    fc.assert(
      fc.property(program, (actors) => {
        const c = source(actors);
        const full = verdict(c, false);
        fc.pre(full !== 'incomplete');
        assert.equal(verdict(c, true), full, c);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 150), seed: Number(process.env['SEED'] ?? 20260211) },
    );
  });
});
