import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flowOfText, stepMentions } from '../../../extension/link/step-mentions';

/** The text of each mention, with the step that it names. */
const named = (line: string): readonly string[] =>
  stepMentions(line).map(({ start, length, step }) => `${line.slice(start, start + length)} -> ${step}`);

describe('steps that a text speaks of', () => {
  it('are found in prose', () => {
    assert.deepEqual(named('The lock is gone at step 12, and Step 14 takes it again.'), [
      'step 12 -> 12',
      'Step 14 -> 14',
    ]);
    assert.deepEqual(named('a footstep 12, step twelve, steps 3, step 0'), []);
  });

  it('are found in what the command line lists', () => {
    assert.deepEqual(named('  17  ring           mutex_lock(&lock)  [series lib/chime.c:31 <a@b> line 9]'), [
      '17 -> 17',
    ]);
    assert.deepEqual(named('  17  bottles of beer'), []);
  });

  it("are found in a report's table and its links", () => {
    assert.deepEqual(named('| 9 | borrower | `mutex_lock(&buf->lock)` | lib/lend.c:20 |'), ['9 -> 9']);
    assert.deepEqual(named('- [step 17, where the rule is broken](vscode://x/moment?step=17%2F17): `f()`'), [
      'step 17 -> 17',
    ]);
    assert.deepEqual(named('| step | actor | what | where |'), []);
  });

  it('belong to the flow that the text names', () => {
    assert.equal(flowOfText('# A title\n\n- flow: ring-vs-remove\n- series: x\n'), 'ring-vs-remove');
    assert.equal(flowOfText('Look:\nStep 3 of 9 in the flow "my flow":\n  a: b()\n'), 'my flow');
    assert.equal(flowOfText('At step 3 it goes wrong.'), null);
  });

  it('lie inside of any line', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('step ', '1', '| ', ' ', '0', '`', '[series', '9999999') }),
        (line) => {
          for (const { start, length, step } of stepMentions(line))
            assert.match(line.slice(start, start + length), new RegExp(`^(?:step )?0*${step}$`));
        },
      ),
    );
  });
});
