import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { diffLines } from '../../../extension/patch/line-diff';

const words = (text: string): string[] => (text === '' ? [] : text.split(' '));
const script = (old: string, now: string): string =>
  diffLines(words(old), words(now))
    .map(
      ({ kind, old: i, new: j }) =>
        ({ same: ' ', removed: '-', added: '+' })[kind] + String(words(old)[i ?? -1] ?? words(now)[j ?? -1]),
    )
    .join('');

describe('line diffs', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  it('keep what is the same', () => {
    assert.equal(script('a b c', 'a b c'), ' a b c');
    assert.equal(script('', 'a'), '+a');
    assert.equal(script('a', ''), '-a');
    assert.equal(script('a b c', 'a x c'), ' a-b+x c');
    assert.equal(script('a b c d', 'b d e'), '-a b-c d+e');
    assert.equal(script('', ''), '');
  });

  it('lead from one text to the other, in order, and are the shortest', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (old, now) => {
        const edits = diffLines(old, now);
        assert.deepEqual(
          edits.filter((edit) => edit.old !== null).map((edit) => edit.old),
          [...old.keys()],
        );
        assert.deepEqual(
          edits.filter((edit) => edit.new !== null).map((edit) => edit.new),
          [...now.keys()],
        );
        for (const edit of edits) if (edit.kind === 'same') assert.equal(old[edit.old ?? -1], now[edit.new ?? -1]);
        assert.equal(edits.filter(({ kind }) => kind === 'same').length, longestCommon(old, now));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('of texts that share nothing are bounded in time', () => {
    const long = (word: string): string[] => Array.from({ length: 20_000 }, (_, n) => `${word} ${String(n)}`);
    assert.equal(diffLines(long('a'), long('b')).length, 40_000);
  });
});

/** The length of the longest common subsequence, by the textbook. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const each of a) {
    const row = [0];
    b.forEach((other, j) => row.push(each === other ? (above[j] ?? 0) + 1 : Math.max(above[j + 1] ?? 0, row[j] ?? 0)));
    above = row;
  }
  return above.at(-1) ?? 0;
}
