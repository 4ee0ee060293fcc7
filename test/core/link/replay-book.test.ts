import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changeReplayBook,
  formatReplayBook,
  parseReplayBook,
  placeGroups,
  replayBookName,
  type ReplayBook,
} from '../../../extension/link/replay-book';
import { readWatch } from '../../../extension/kernel/trace/watch';

const EMPTY: ReplayBook = { flow: 'lend', watches: [], groups: [] };
const group = (name: string, from: number, to: number) => ({
  name,
  from: { step: from, stateHash: `state ${from}` },
  to: { step: to, stateHash: `state ${to}` },
});

describe('what a reader keeps about the replays of a flow', () => {
  it('is written and read again as it was', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string({ maxLength: 500 })),
        fc.array(fc.tuple(fc.string(), fc.nat(), fc.nat())),
        (flow, watches, groups) => {
          const book = {
            flow,
            watches,
            groups: groups.map(([name, from, to], at) => ({ id: String(at), ...group(name, from + 1, to + 1) })),
          };
          assert.deepEqual(parseReplayBook(formatReplayBook(book), 'lend.json'), { book, problem: null });
        },
      ),
    );
  });

  it('is left alone where it is not understood, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { book, problem } = parseReplayBook(text, 'lend.json');
        assert.equal(book, null);
        assert.equal(problem?.code, 'replay-book-unreadable');
      }),
    );
    const newer = formatReplayBook(EMPTY).replace('"schema": 1', '"schema": 2');
    assert.match(
      parseReplayBook(newer, 'lend.json').problem?.message ?? '',
      /lend\.json is not what this version keeps.*schema/,
    );
  });

  it('has a watch once, and takes it away', () => {
    const twice = ['held = lock.owner', 'count', 'held = lock.owner '].reduce<ReplayBook>(
      (book, text) => changeReplayBook(book, { kind: 'watch', text, keep: true }),
      EMPTY,
    );
    assert.deepEqual(twice.watches, ['count', 'held = lock.owner']);
    assert.deepEqual(changeReplayBook(twice, { kind: 'watch', text: 'count', keep: false }).watches, [
      'held = lock.owner',
    ]);
    assert.deepEqual(changeReplayBook(EMPTY, { kind: 'watch', text: '  ', keep: true }).watches, []);
  });

  it('has a group under one id, renamed or taken away', () => {
    const made = changeReplayBook(EMPTY, { kind: 'group', id: 'a', group: group('lend it', 2, 5) });
    const renamed = changeReplayBook(made, { kind: 'group', id: 'a', group: group('lend', 2, 6) });
    assert.deepEqual(
      renamed.groups.map(({ name, to }) => `${name} to ${to.step}`),
      ['lend to 6'],
    );
    assert.deepEqual(changeReplayBook(renamed, { kind: 'group', id: 'a', group: null }).groups, []);
  });

  it('lies in a file of its own for every flow', () => {
    assert.match(replayBookName('lend-vs-recall'), /^lend-vs-recall-[0-9a-f]{8}\.json$/);
    assert.notEqual(replayBookName('a/b'), replayBookName('a b'));
    assert.match(replayBookName('../../x'), /^[\w-]+\.json$/);
  });
});

describe('a group of steps', () => {
  const run = (...states: readonly number[]) => states.map((state) => ({ stateHash: `state ${state}` }));

  it('is found by its states in every run that comes through them', () => {
    const groups = [{ id: 'a', ...group('lend', 2, 4) }];
    assert.deepEqual(placeGroups(groups, run(1, 2, 3, 4, 5)), [{ id: 'a', name: 'lend', from: 2, to: 4 }]);
    assert.deepEqual(placeGroups(groups, run(1, 9, 2, 3, 4)), [{ id: 'a', name: 'lend', from: 3, to: 5 }]);
  });

  it('is not shown in a run that misses one of its ends, or has them the other way round', () => {
    const groups = [{ id: 'a', ...group('lend', 2, 4) }];
    assert.deepEqual(placeGroups(groups, run(1, 2, 3, 5)), []);
    assert.deepEqual(placeGroups(groups, run(4, 1, 9, 3, 2)), []);
  });

  it('comes before those inside of it', () => {
    const groups = [
      { id: 'in', ...group('in', 2, 3) },
      { id: 'out', ...group('out', 2, 5) },
    ];
    assert.deepEqual(
      placeGroups(groups, run(1, 2, 3, 4, 5)).map(({ id }) => id),
      ['out', 'in'],
    );
  });
});

describe('a watch', () => {
  it('has a name where it is written with one', () => {
    assert.deepEqual(readWatch(' held = buf->lock.owner '), { name: 'held', expression: 'buf->lock.owner' });
    assert.deepEqual(readWatch('same = a == b'), { name: 'same', expression: 'a == b' });
  });

  it('is its own name otherwise, comparisons among them', () => {
    for (const text of ['buf->count', 'a == b', 'a <= b', 'p->q = 3', '= 3', 'x ='])
      assert.deepEqual(readWatch(text), { name: text, expression: text });
  });
});
