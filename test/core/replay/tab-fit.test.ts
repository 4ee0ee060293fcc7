import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { seenTabs } from '../../../webview/tab-fit';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe('tabs in one row', () => {
  it('are all seen where they fit, without room for a button', () => {
    assert.deepEqual([...seenTabs([40, 50, 60], 1, 24, 150)], [0, 1, 2]);
  });

  it('leave room for the button and for the chosen one, wherever it stands', () => {
    assert.deepEqual([...seenTabs([40, 50, 60], 0, 24, 149)].toSorted(), [0, 1]);
    assert.deepEqual([...seenTabs([40, 50, 60], 2, 24, 149)].toSorted(), [0, 2]);
  });

  it('are the chosen one at least', () => {
    assert.deepEqual([...seenTabs([40, 50, 60], 2, 24, 30)], [2]);
  });

  it('are the first ones and the chosen one, and as many as there is room for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(120), { minLength: 1, maxLength: 12 }),
        fc.nat(11),
        fc.nat(40),
        fc.nat(1000),
        (widths, any, more, room) => {
          const chosen = any % widths.length;
          const seen = seenTabs(widths, chosen, more, room);
          const width = (tabs: Iterable<number>): number => sum([...tabs].map((at) => widths[at] ?? 0));
          assert.ok(seen.has(chosen));
          if (seen.size === widths.length) return;
          assert.ok(sum(widths) > room, 'nothing is put away without need');
          const left = [...widths.keys()].filter((at) => !seen.has(at));
          assert.ok(
            [...seen].every((at) => at === chosen || at < (left[0] ?? 0)),
            'none is jumped over',
          );
          if (seen.size > 1) assert.ok(width(seen) + more <= room);
          assert.ok(width([...seen, left[0] ?? 0]) + more > room, 'one more would not fit');
        },
      ),
    );
  });
});
