import assert from 'node:assert/strict';

import { mutantsOf } from '../../../bench/mutants';

const RING = `int ring(struct bell *bell)
{
	mutex_lock(&bell->lock);
	if (bell->revoked)
		return -ENODEV;
	wait_for_completion(&bell->done);
	fput(bell->file);
	mutex_unlock(&bell->lock);
	return 0;
}
`;

describe('mutants of C', () => {
  it('forget a lock, a wait, a release and a test, and swap a release with the unlock', () => {
    const found = mutantsOf(RING).map(({ operator, line }) => `${String(line)} ${operator}`);
    assert.deepEqual(found, [
      '3 drop a lock',
      '4 skip a test',
      '6 drop a wait',
      '7 drop a release',
      '7 swap with the unlock',
    ]);
  });

  it('leave the rest of the text as it is', () => {
    const [lock, test] = mutantsOf(RING);
    assert.equal(lock?.text, RING.replace('	mutex_lock(&bell->lock);', ';').replace('	mutex_unlock(&bell->lock);', ';'));
    assert.equal(test?.text, RING.replace('if (bell->revoked)', 'if (0 && (bell->revoked))'));
  });

  it('are none of text without functions', () => {
    assert.deepEqual(mutantsOf('#define ring(b) mutex_lock(&(b)->lock)\nint n;\n'), []);
  });
});
