import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesWithoutBlanks, withoutBlanks } from '../../../extension/ground/blanks';

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(' ', '\t', '\n', '\r', '\u00a0', '\u2003', '\u2028', '\u3000', '\ufeff', 'é', '行', '\ud83d'),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
});

describe('blanks', () => {
  it('go as a regular expression takes them', () => {
    fc.assert(
      fc.property(text, (given) => {
        assert.equal(withoutBlanks(given), given.replace(/\s+/g, ''));
      }),
    );
  });

  it('go from every line of a text', () => {
    fc.assert(
      fc.property(text, (given) => {
        assert.deepEqual(
          linesWithoutBlanks(given),
          given.split('\n').map((line) => line.replace(/\s+/g, '')),
        );
      }),
    );
  });
});
