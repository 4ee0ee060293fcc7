import assert from 'node:assert/strict';
import { compare, generate, whatIsMissing } from './csmith';

/** A sample of the campaign (bench/csmith.ts); the seeds are the same every time. */
describe('programs that csmith generates', function () {
  this.timeout(300_000);

  before(function () {
    if (whatIsMissing() !== null) this.skip();
  });

  it('come out as gcc has them', () => {
    const programs = Array.from({ length: 100 }, (_, index) => generate(7_000_001 + index)).filter(
      (one) => one !== null,
    );
    const results = compare(programs);
    const odd = results.flatMap((result, index) =>
      result.kind === 'different' || result.kind === 'refused' ? [{ seed: programs[index]?.seed, ...result }] : [],
    );
    assert.deepEqual(odd, []);
    const equal = results.filter(({ kind }) => kind === 'equal').length;
    assert.ok(equal >= 70, `only ${String(equal)} programs came to an end on both sides`);
  });
});
