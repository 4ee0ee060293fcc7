import assert from 'node:assert/strict';

import { MOST_ROWS, tableRows } from '../../../extension/kernel/trace/table-rows';
import type { TraceStep, StepKind } from '../../../extension/kernel/trace/trace';

/** Steps as "actor depth kind name", in order; all of them matter. */
function steps(...lines: readonly string[]): TraceStep[] {
  return lines.map((line, index) => {
    const [actor = '1', depth = '0', kind = 'access', ...name] = line.split(' ');
    return {
      n: index + 1,
      actor: Number(actor),
      cpu: Number(actor) - 1,
      name: name.join(' '),
      kind: kind as StepKind,
      depth: Number(depth),
      function: '',
      origin: 'series',
      file: 'a.c',
      line: index + 1,
      endLine: index + 1,
      patch: null,
      patchLine: null,
      changed: [],
      result: null,
      minor: name[0]?.startsWith('-') === true,
      stateHash: '',
    };
  });
}

const names = (rows: readonly TraceStep[]): string[] => rows.map(({ name }) => name);
const many = (count: number, line: string): string[] => Array.from({ length: count }, (_, i) => `${line}${String(i)}`);

describe('the rows of a CPU table', () => {
  it('stand where they took effect: a call with the first thing inside it that others notice', () => {
    const rows = tableRows({
      steps: steps('2 0 call revoke()', '1 0 access look', '2 1 lock -lock', '1 0 access use'),
      violation: null,
    });
    assert.deepEqual(names(rows), ['look', 'revoke()', 'use']);
  });

  it('are all there while there is room', () => {
    const all = steps('1 0 call outer()', ...many(MOST_ROWS - 1, '1 1 access step '));
    assert.equal(tableRows({ steps: all, violation: null }).length, MOST_ROWS);
  });

  it('become one a call, the innermost first, where nobody came between', () => {
    const all = steps(
      '1 0 call outer()',
      '1 1 call inner()',
      ...many(12, '1 2 access deep '),
      ...many(12, '1 1 access flat '),
      '2 0 access other',
    );
    const rows = names(tableRows({ steps: all, violation: null }));
    assert.equal(rows.length, 15);
    assert.deepEqual(rows.slice(0, 3), ['outer()', 'inner()', 'flat 0']);
  });

  it('stay where another actor came between, and around the line that answers', () => {
    const interrupted = steps(
      '1 0 call outer()',
      ...many(12, '1 1 access one '),
      '2 0 access other',
      ...many(12, '1 1 access two '),
    );
    assert.equal(tableRows({ steps: interrupted, violation: null }).length, 26);
    const answering = steps('1 0 call outer()', ...many(25, '1 1 access one '));
    const violation = {
      rule: 'r',
      message: '',
      actor: 1,
      step: 26,
      answers: 'broke',
      answering: 5,
      origin: 'series',
      file: '',
      line: 1,
      function: '',
    } as const;
    assert.equal(tableRows({ steps: answering, violation }).length, 26);
  });

  it('leave out what only their own actor could notice, and repetitions, when there are too many', () => {
    const all = steps(
      ...many(11, '1 0 statement local '),
      ...many(10, '1 0 access shared '),
      '1 0 access loop',
      '1 0 access loop',
    );
    assert.deepEqual(names(tableRows({ steps: all, violation: null })).slice(-2), ['shared 9', 'loop']);
    assert.equal(tableRows({ steps: all, violation: null }).length, 11);
  });
});
