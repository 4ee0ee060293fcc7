import assert from 'node:assert/strict';
import { tracksOf } from '../../../extension/workbench/replay/tracks';
import type { ViewStep } from '../../../webview/protocol';
import { REPLAY, STEPS } from '../../webview/fixture/lend';

describe('lanes of locks and objects', () => {
  it('say who held a lock from which step to which', () => {
    const [lock, ...others] = tracksOf(STEPS, REPLAY.actors);
    assert.equal(lock?.name, 'buf.lock');
    assert.deepEqual([...(lock?.spans ?? [])], [2, 8, 1, 9, 14, 2]);
    assert.deepEqual(others, []);
  });

  it('say how long an object lived, to the end where nobody frees it', () => {
    const [step] = STEPS;
    assert.ok(step !== undefined);
    const change = (n: number, what: string, from: string, to: string): ViewStep => ({
      ...step,
      n,
      changed: [{ what, from, to, local: false }],
    });
    const steps = [
      change(1, 'page', 'none', 'allocated'),
      change(2, 'kept', 'none', 'allocated'),
      change(3, 'page', 'allocated', 'freed'),
    ];
    assert.deepEqual(
      tracksOf(steps, REPLAY.actors).map(({ name, kind, spans }) => [name, kind, ...spans]),
      [
        ['page', 'object', 1, 3, -1],
        ['kept', 'object', 2, 4, -1],
      ],
    );
  });

  it('say from when to when a lock was held for reading', () => {
    const [step] = STEPS;
    assert.ok(step !== undefined);
    const change = (n: number, from: string, to: string): ViewStep => ({
      ...step,
      n,
      actor: 1,
      changed: [{ what: 'map.sem.readers', from, to, local: false }],
    });
    const steps = [change(1, 'none', '1 reader'), change(2, '1 reader', '2 readers'), change(3, '1 reader', 'none')];
    assert.deepEqual(
      tracksOf(steps, REPLAY.actors).map(({ name, kind, spans }) => [name, kind, ...spans]),
      [['map.sem', 'lock', 1, 3, 1]],
    );
  });

  it('do not take any field that is called owner for a lock', () => {
    const [step] = STEPS;
    assert.ok(step !== undefined);
    const changed = [{ what: 'file.owner', from: '0', to: '1000', local: false }];
    assert.deepEqual(tracksOf([{ ...step, changed }], REPLAY.actors), []);
  });
});
