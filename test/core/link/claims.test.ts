import assert from 'node:assert/strict';

import { messageId } from '../../../extension/ground/brand';
import { claimedMails, claimsShown, flowsClaiming, sentencesOf } from '../../../extension/link/claims';
import { parseFlow } from '../../../extension/link/flow';

const BODY = `On Tue, Mar 3, 2026 Noor wrote:
> The bell may ring twice.

I don't think that it can. A second ring
needs the lock, and who holds the lock
doesn't ring! But then:

 - the hammer is not locked

> > Even older text. The hammer is locked.
Fine otherwise
-- 
Signed. Nobody
`;

const flow = (id: string, header: string) =>
  parseFlow(`flows/${id}.c`, `/**\n * flow: ${id}\n${header} * expect: pass\n */\n__actor void a(void) { }\n`);

describe('the sentences of a mail', () => {
  it('are what its author wrote, with the lines on which they stand', () => {
    assert.deepEqual(
      sentencesOf(BODY).map(({ first, last, text }) => `${String(first)}-${String(last)} ${text}`),
      [
        "4-4 I don't think that it can.",
        "4-6 A second ring needs the lock, and who holds the lock doesn't ring!",
        '6-6 But then:',
        '8-8 - the hammer is not locked',
        '11-11 Fine otherwise',
      ],
    );
  });

  it('know their columns', () => {
    const [, second] = sentencesOf(BODY);
    assert.equal(second?.start, 27);
    assert.equal(second.end, "doesn't ring!".length);
  });
});

describe('what a flow claims to show of a mail', () => {
  const mail = { id: messageId('<reply@example.org>'), body: BODY };
  const whole = flow('whole', ' * claims: <reply@example.org>\n');
  const spoken = flow('spoken', ' * says: <reply@example.org> second LOCK\n');
  const lost = flow('lost', ' * says: <reply@example.org> second bicycle\n');
  const other = flow('other', ' * claims: <else@example.org>\n');

  it('is found from the mail, the whole mail first', () => {
    const shown = claimsShown(mail, [spoken, other, whole]);
    assert.deepEqual(
      shown.map((one) => `${one.flow.id} ${String(one.sentence?.first ?? 0)}`),
      ['whole 0', 'spoken 4'],
    );
  });

  it('says so where no sentence has the words', () => {
    const [shown] = claimsShown(mail, [lost]);
    assert.equal(shown?.sentence, null);
    assert.equal(shown?.isLost, true);
  });

  it('does not take a quotation for the words of the author', () => {
    const [shown] = claimsShown(mail, [flow('quoted', ' * says: <reply@example.org> bell twice\n')]);
    assert.equal(shown?.isLost, true);
  });

  it('is found from the flow', () => {
    assert.deepEqual(claimedMails(spoken), ['reply@example.org']);
    assert.deepEqual(
      flowsClaiming(mail.id, [spoken, other, whole]).map(({ id }) => id),
      ['spoken', 'whole'],
    );
  });

  it('has a problem at its line where it can not be read', () => {
    const { problems } = flow('bad', ' * says: reply@example.org words\n');
    assert.deepEqual(
      problems.map(({ code, where }) => `${code} ${String(where?.line)}`),
      ['flow-says-unreadable 3'],
    );
  });
});
