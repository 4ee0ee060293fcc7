import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Outline } from '../../../webview/outline';
import type { StepColumns } from '../../../webview/protocol';
import { NOTHING_FOLDED, Rows } from '../../../webview/rows';

/** A run of two actors; every third step is minor. */
function outline(count: number): Outline {
  const columns: StepColumns = {
    places: [],
    placeOf: new Uint32Array(count),
    actors: Uint8Array.from({ length: count }, (_, at) => (at % 5 < 3 ? 1 : 2)),
    cpus: new Uint8Array(count),
    kinds: new Uint8Array(count),
    depths: new Uint8Array(count),
    minors: Uint8Array.from({ length: count }, (_, at) => (at % 3 === 2 ? 1 : 0)),
  };
  return new Outline(columns);
}

const steps = (rows: Rows): readonly (number | null)[] =>
  Array.from({ length: rows.count }, (_, at) => rows.stepAt(at + 1));

const group = (from: number, to: number) => ({ id: `${from}`, name: 'a', from, to });

describe('the rows of a replay', () => {
  it('are all steps where nothing is folded', () => {
    const rows = new Rows(outline(4), NOTHING_FOLDED);
    assert.deepEqual([steps(rows), rows.whole, rows.folded], [[1, 2, 3, 4], true, false]);
  });

  it('have one left of a group that is folded, also where that is not of the story', () => {
    assert.deepEqual(steps(new Rows(outline(8), { story: false, groups: [group(3, 5)] })), [1, 2, 3, 6, 7, 8]);
    assert.deepEqual(steps(new Rows(outline(8), { story: true, groups: [] })), [1, 2, 4, 5, 7, 8]);
    assert.deepEqual(steps(new Rows(outline(8), { story: true, groups: [group(3, 5)] })), [1, 2, 3, 7, 8]);
  });

  it('have one of groups inside of each other, and of those that overlap', () => {
    const inside = new Rows(outline(8), { story: false, groups: [group(3, 4), group(2, 6)] });
    assert.deepEqual(steps(inside), [1, 2, 7, 8]);
    assert.deepEqual([inside.until(2), inside.rowOf(4), inside.until(7)], [6, 2, 7]);
    assert.deepEqual(
      steps(new Rows(outline(8), { story: false, groups: [group(2, 4), group(4, 6)] })),
      [1, 2, 5, 6, 7, 8],
    );
  });

  it('rise, hold every step once, and know whose are whose, whatever is folded', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 12 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.boolean(), pairs, (count, story, found) => {
        const groups = found.map(([from, more]) => group(Math.min(from, count), Math.min(from + more, count)));
        const rows = new Rows(outline(count), { story, groups });
        const shown = steps(rows);
        for (const [at, step] of shown.entries()) {
          assert.ok(step !== null && step >= 1 && step <= count && step > (shown[at - 1] ?? 0));
          assert.equal(rows.rowOf(step), at + 1);
          assert.equal(rows.until(step) + 1, shown[at + 1] ?? count + 1);
        }
        for (const actor of [1, 2])
          assert.equal(
            rows.lastOf(actor, count),
            shown.filter((step) => outline(count).actorAt(step ?? 0) === actor).at(-1) ?? null,
          );
      }),
    );
  });
});
