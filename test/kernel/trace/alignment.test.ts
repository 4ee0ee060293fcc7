import assert from 'node:assert/strict';
import fc from 'fast-check';
import { align, type AlignedRun } from '../../../extension/kernel/trace/alignment';
import { STEPS } from '../../webview/fixture/lend';

const [STEP] = STEPS;

/** A run that makes steps with these names, one actor. */
function runOf(names: readonly string[]): AlignedRun {
  if (STEP === undefined) throw new Error('the fixture has no steps');
  return {
    actors: [{ index: 1, name: 'one' }],
    steps: names.map((name, at) => ({ ...STEP, n: at + 1, actor: 1, name })),
  };
}

function pairs(left: string, right: string): string {
  const { rows } = align(runOf([...left]), runOf([...right]));
  const shown: string[] = [];
  for (let at = 0; at < rows.length; at += 2)
    shown.push(`${left[(rows[at] ?? 0) - 1] ?? '.'}${right[(rows[at + 1] ?? 0) - 1] ?? '.'}`);
  return shown.join(' ');
}

describe('two runs in lockstep', () => {
  it('pairs the steps that are the same', () => {
    assert.equal(pairs('abcd', 'abcd'), 'aa bb cc dd');
    assert.equal(pairs('abxd', 'abyd'), 'aa bb x. .y dd');
    assert.equal(pairs('abcabba', 'cbabac').replaceAll(/[^.a-z]/g, '').length, 18);
    assert.equal(pairs('', 'ab'), '.a .b');
  });

  it('says where they part first', () => {
    assert.equal(align(runOf(['a', 'b', 'c']), runOf(['a', 'c'])).difference, 1);
    assert.equal(align(runOf(['a']), runOf(['a'])).difference, null);
    assert.equal(align(runOf(['a']), runOf(['a', 'b'])).difference, 1);
  });

  it('does not care for lines, which another revision moves', () => {
    const there = runOf(['a', 'b']);
    const moved = { ...there, steps: there.steps.map((step) => ({ ...step, line: 7 })) };
    assert.equal(align(there, moved).difference, null);
  });

  it('keeps every step of both, in order, and pairs only what is the same', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 });
    fc.assert(
      fc.property(letters, letters, (left, right) => {
        const { rows } = align(runOf(left), runOf(right));
        const ours: number[] = [];
        const theirs: number[] = [];
        for (let at = 0; at < rows.length; at += 2) {
          const [one = 0, other = 0] = [rows[at], rows[at + 1]];
          if (one > 0) ours.push(one);
          if (other > 0) theirs.push(other);
          if (one > 0 && other > 0) assert.equal(left[one - 1], right[other - 1]);
          assert.ok(one > 0 || other > 0);
        }
        assert.deepEqual(
          ours,
          left.map((_name, at) => at + 1),
        );
        assert.deepEqual(
          theirs,
          right.map((_name, at) => at + 1),
        );
      }),
    );
  });

  it('finds the fewest differences', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (left, right) => {
        const { rows } = align(runOf(left), runOf(right));
        let paired = 0;
        for (let at = 0; at < rows.length; at += 2) if ((rows[at] ?? 0) > 0 && (rows[at + 1] ?? 0) > 0) paired += 1;
        assert.equal(paired, longestCommon(left, right));
      }),
    );
  });
});

/** Length of the longest common subsequence, by the textbook's table. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  const table = Array.from({ length: left.length + 1 }, () => new Uint8Array(right.length + 1));
  for (let i = 1; i <= left.length; i += 1)
    for (let j = 1; j <= right.length; j += 1) {
      const [row, above] = [table[i], table[i - 1]];
      if (row === undefined || above === undefined) continue;
      row[j] = left[i - 1] === right[j - 1] ? (above[j - 1] ?? 0) + 1 : Math.max(above[j] ?? 0, row[j - 1] ?? 0);
    }
  return table[left.length]?.[right.length] ?? 0;
}
