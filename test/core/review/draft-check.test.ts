import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Message } from '../../../extension/mail/message';
import { checkDraft } from '../../../extension/review/draft-check';
import { formatMail } from '../../../extension/review/format-mail';
import { composeReply } from '../../../extension/review/reply';
import { archiveOf, PATCH } from './mails';

const ROSA = { name: 'Rosa Reviewer', email: 'rosa@example.org' };

const HEAD = `To: Ada Author <ada@example.org>
Subject: Re: [PATCH] widget: frob the widget under its lock
In-Reply-To: <p1@example.org>
`;

describe('a draft is looked over', function () {
  this.timeout(60_000);
  let answered: Message;
  before(async () => {
    const message = (await archiveOf(PATCH)).placed[0]?.message;
    assert.ok(message !== undefined);
    answered = message;
  });

  /** The codes of what is found, with their lines in the body. */
  const found = (body: string, head = HEAD): unknown[] =>
    checkDraft(`${head}\n${body}`, answered, ROSA).map(({ code, line }) =>
      line === 1 ? code : `${code} ${String(line - head.split('\n').length)}`,
    );

  const GOOD = `On Tue, 03 Mar 2026 10:00:00 +0000, Ada Author <ada@example.org> wrote:
> +	if (ret < 0)
> +		return ret;

This leaks the lock.
`;

  it('and nothing is found in a good one', () => {
    assert.deepEqual(found(GOOD), []);
  });

  it('nor in one that was composed', () => {
    const mail = composeReply(answered, null, [{ first: null, line: null, text: 'Fine with me.' }], ROSA);
    assert.deepEqual(checkDraft(formatMail(mail), answered, ROSA), []);
  });

  it('for a quote', () => {
    assert.deepEqual(found('This leaks the lock.\n'), ['draft-no-quote 1']);
    assert.deepEqual(found('\n'), ['draft-empty 1']);
  });

  it('for an answer above what it answers', () => {
    assert.deepEqual(found(`This leaks the lock.\n\n${GOOD.replace(/\nThis leaks.*\n/, '')}`), ['draft-top-post 1']);
  });

  it('for quotes that nothing is said to', () => {
    const all = answered.body
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
    assert.deepEqual(found(`> Signed-off-by: Ada Author <ada@example.org>\n\nFine.\n\n${all}\n`), [
      'draft-untrimmed 5',
    ]);
  });

  it('for HTML', () => {
    assert.deepEqual(found(GOOD.replace('This leaks', 'This <b>leaks</b>')), ['draft-html 5']);
    assert.deepEqual(found(GOOD, `${HEAD}Content-Type: text/html\n`), ['draft-html']);
    assert.deepEqual(found(GOOD.replace('This leaks the lock.', 'Please include "<b>" in the test.')), []);
  });

  it('for lines that are too long, but code and links are as long as they are', () => {
    assert.deepEqual(found(GOOD.replace('the lock', 'the lock '.repeat(10))), ['draft-long-line 5']);
    assert.deepEqual(found(GOOD.replace('This', `\tint ${'very_'.repeat(20)}long;\n\nThis`)), []);
    assert.deepEqual(found(GOOD.replace('This', `${'x'.repeat(1000)}\n\nThis`)), ['draft-line-limit 5']);
  });

  it('for quotes that were changed or broken', () => {
    assert.deepEqual(found(GOOD.replace('return ret;', 'return 0;')), ['draft-quote-changed 3']);
    const long = '> -	widget_trace(w, "frobbed the widget as often as it was asked to do", count, ret);';
    const broken = long.replace(' as often', '\n> as often');
    assert.deepEqual(found(`${broken}\n\nKeep it.\n`), ['draft-quote-wrapped 1']);
    assert.deepEqual(found(`${broken.replace('\n> ', '\n')}\n\nKeep it.\n`), ['draft-quote-wrapped 1']);
  });

  it('for the words of somebody else', () => {
    assert.deepEqual(found(`${GOOD}\nReviewed-by: Kim <kim@example.org>\n`), ['draft-foreign-trailer 7']);
    assert.deepEqual(found(`${GOOD}\nReviewed-by: Rosa <rosa@example.org>\n`), []);
  });

  it('for the headers that it needs', () => {
    assert.deepEqual(found(GOOD, 'X-Nothing: here\n'), ['draft-no-recipient', 'draft-no-subject', 'draft-no-thread']);
    assert.deepEqual(
      checkDraft(`${HEAD}\n${GOOD}`, null, ROSA).map(({ code }) => code),
      ['draft-unknown-parent'],
    );
  });

  it('whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { line } of checkDraft(text, answered, ROSA)) assert.ok(line >= 1);
      }),
    );
  });
});
