import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isStillThere, keptVisits, Visited, type VisitedMoment } from '../../../webview/visited';

const at = (step: number, run = 'found'): VisitedMoment => ({
  run,
  step,
  name: `statement ${step}`,
  actor: 1,
  function: 'lend_page',
  file: 'drivers/lend.c',
  line: step,
});

const NEAR = 10;
const walk = (visited: Visited, step: number, run = 'found'): void => {
  visited.walk(at(step, run), (other) => other.run === run && Math.abs(other.step - step) <= NEAR);
};

/** The steps of the list; the one at which the reader stands in brackets. */
const list = (visited: Visited): string =>
  visited.moments.map(({ step }, index) => (index === visited.at ? `[${step}]` : String(step))).join(' ');

describe('the moments that a reader visited', () => {
  it('are those that he jumped between, and lead back and forward', () => {
    const visited = new Visited();
    for (const step of [1, 50, 20]) visited.jump(at(step));
    assert.equal(list(visited), '1 50 [20]');
    assert.equal(visited.go(-1)?.step, 50);
    assert.equal(visited.go(-1)?.step, 1);
    assert.equal(visited.go(-1), null);
    assert.equal(visited.go(1)?.step, 50);
    assert.equal(list(visited), '1 [50] 20');
  });

  it('hold where he left from, which is where he comes back to, and not every single step', () => {
    const visited = new Visited();
    visited.jump(at(50));
    for (const step of [51, 52, 53]) walk(visited, step);
    visited.jump(at(9));
    assert.equal(list(visited), '53 [9]');
    assert.equal(visited.go(-1)?.step, 53);
  });

  it('hold both ends of a long walk', () => {
    const visited = new Visited();
    visited.jump(at(5));
    for (let step = 6; step <= 40; step += 1) walk(visited, step);
    assert.equal(list(visited), '5 [40]');
    visited.jump(at(90));
    assert.equal(list(visited), '5 40 [90]');
  });

  it('hold each place to which a slider was drawn and let go', () => {
    const visited = new Visited();
    visited.jump(at(1));
    for (const step of [30, 60, 90]) walk(visited, step);
    visited.arrive();
    for (const step of [70, 30]) walk(visited, step);
    assert.equal(list(visited), '1 90 [30]');
  });

  it('are not lost when he goes back and jumps elsewhere', () => {
    const visited = new Visited();
    for (const step of [1, 30, 60]) visited.jump(at(step));
    visited.go(-1);
    visited.jump(at(90));
    assert.equal(list(visited), '1 60 30 [90]');
    assert.equal(visited.go(-1)?.step, 30);
  });

  it('stand once each, however often he comes there', () => {
    const visited = new Visited();
    for (const step of [1, 30, 1, 30, 1]) visited.jump(at(step));
    assert.equal(list(visited), '30 [1]');
  });

  it('tell the runs apart', () => {
    const visited = new Visited();
    visited.jump(at(8));
    visited.jump(at(8, 'what-if-1'));
    assert.deepEqual(
      visited.moments.map(({ run }) => run),
      ['found', 'what-if-1'],
    );
    walk(visited, 9, 'what-if-1');
    assert.equal(visited.go(-1)?.run, 'found');
  });

  it('leave out what no run has any more, and keep where he stands', () => {
    const visited = new Visited();
    for (const step of [1, 30, 60, 90]) visited.jump(at(step));
    visited.go(-1);
    visited.keepOnly(({ step }) => step !== 1 && step !== 90);
    assert.equal(list(visited), '30 [60]');
    visited.keepOnly(() => false);
    assert.equal(visited.here, null);
    visited.jump(at(3));
    assert.equal(list(visited), '[3]');
  });

  it('know a step of another run that only has the same number', () => {
    const step = {
      ...at(4),
      n: 4,
      endLine: 4,
      origin: 'series',
      patch: null,
      patchLine: null,
      cpu: 0,
      kind: 'call',
      depth: 0,
      minor: false,
    } as const;
    assert.equal(isStillThere(at(4), step), true);
    assert.equal(isStillThere(at(4), { ...step, name: 'kfree(buf)' }), false);
    assert.equal(isStillThere(at(4), null), false);
  });

  it('are read again as they were kept, and anything else is not', () => {
    const visited = new Visited();
    for (const step of [1, 30, 60]) visited.jump(at(step));
    visited.go(-1);
    const again = new Visited(keptVisits(JSON.parse(JSON.stringify(visited.kept))));
    assert.equal(list(again), '1 [30] 60');
    for (const kept of [null, 'text', {}, { moments: [1], at: 0 }, { moments: [{ ...at(1), step: '1' }], at: 0 }])
      assert.equal(keptVisits(kept), null);
    assert.equal(list(new Visited({ moments: [at(1), at(2)], at: 7 })), '1 [2]');
  });

  it('always hold where he stands, and at most fifty', () => {
    const moves = fc.array(
      fc.oneof(
        fc.record({ how: fc.constantFrom('jump', 'walk'), step: fc.integer({ min: 1, max: 200 }) }),
        fc.record({ how: fc.constantFrom('back', 'forward'), step: fc.constant(0) }),
      ),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(moves, (made) => {
        const visited = new Visited();
        let stands: number | null = null;
        for (const { how, step } of made) {
          if (how === 'jump') visited.jump(at(step));
          else if (how === 'walk') walk(visited, step);
          else stands = visited.go(how === 'back' ? -1 : 1)?.step ?? stands;
          if (step > 0) stands = step;
          assert.equal(visited.here?.step ?? null, stands);
          assert.ok(visited.moments.length <= 50);
        }
        visited.jump(at(300));
        const steps = visited.moments.map((moment) => moment.step);
        assert.equal(steps.filter((step) => step === 300).length, 1);
      }),
    );
  });
});
