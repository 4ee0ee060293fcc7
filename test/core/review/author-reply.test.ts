import assert from 'node:assert/strict';
import { agrees } from '../../../extension/review/author-reply';

describe('an author who answers a reviewer', () => {
  for (const said of [
    'Done.',
    'Fixed, thanks.',
    'Oops, right, fixed.',
    'Good catch, thanks!',
    'Reworded this, and said why.',
    'I see what you mean, removed. Thanks.',
    "That makes sense.  I'll move it.",
    'OK, will do.',
    'Will change.',
    'Indeed, will\nfix.',
    "I've also renamed the helper.",
    'Let me prepare a patch for that.',
    'No problem.',
    'Yes, I can reword that paragraph.',
    'This part is going to be different in v6.',
    'Keeping it was a habit, no worries, removed it and the function is shorter now.',
  ])
    it(`agrees with: ${JSON.stringify(said)}`, () => {
      assert.equal(agrees(said), true);
    });

  for (const said of [
    'Does it?',
    'No, the check is done within the helper, which holds the lock.',
    'It was like that when I added the call.',
    'This FIXME is added to the wrapper, see there.',
    'If we can clarify what is missing, all the better.',
    'This will change nothing for them.',
    'That was noted in the log:\n - Removed the getter, as nobody reads it',
    'I would keep it as it is.',
    'As we fixed nothing here, I prefer to leave it.',
  ])
    it(`does not agree with: ${JSON.stringify(said)}`, () => {
      assert.equal(agrees(said), false);
    });
});
