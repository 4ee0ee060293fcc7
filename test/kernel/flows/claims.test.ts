import assert from 'node:assert/strict';

import { claimsShown } from '../../../extension/link/claims';
import { readMailBytes } from '../../../extension/mail/source';
import { corpusAtHand, corpusMail, models } from './corpus';

describe('claims of shipped flows', () => {
  before(function () {
    // The thread lies beside the repository, not in it.
    if (!corpusAtHand) this.skip();
  });

  it('stand in a sentence of the mail that they name', async () => {
    const { messages } = await readMailBytes(Buffer.from(corpusMail('seed-thread.mbox'), 'latin1'), 'seed.mbox');
    const shown = messages.flatMap((message) => claimsShown(message, models.flows));
    assert.deepEqual(
      shown.filter(({ isLost }) => isLost).map(({ flow }) => flow.id),
      [],
    );
    const marked = new Set(shown.filter(({ sentence }) => sentence !== null).map(({ flow }) => flow.id));
    assert.ok(marked.size >= 12, String(marked.size));
  });
});
