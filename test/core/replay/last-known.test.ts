/** What a watched expression was before: the marks of changes in the view, its report and its recording rest on it. */
import assert from 'node:assert/strict';
import { LastKnown } from '../../../webview/last-known';

const changes = (values: readonly (string | null)[]): readonly (string | null)[] => {
  const last = new LastKnown();
  return values.map((value) => last.take(value));
};

describe('the last known value', () => {
  it('is told where it changes', () => {
    assert.deepEqual(changes(['1', '1', '2', '1']), [null, null, '1', '2']);
  });

  it('is what it was before it was not known for a while', () => {
    assert.deepEqual(changes(['1', null, '2', null, '2']), [null, null, '1', null, null]);
  });

  it('is nothing at first, and an empty text is a value', () => {
    assert.deepEqual(changes([null, '', 'a']), [null, null, '']);
  });
});
