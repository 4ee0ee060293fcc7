import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Comment } from '../../../extension/review/comment';
import { conversationsOf, placeComments } from '../../../extension/review/conversation';
import { archiveOf, commentsIn, PATCH, reply } from './mails';

const FIRST = reply(`> +	mutex_lock(&w->lock);

Should this be interruptible?

> +	if (ret < 0)
> +		return ret;

This leaks the lock.

> +	struct mutex lock;

No comment in the header on what it protects.
`);

/** Each comment's words with the words of the one that it answers. */
const threads = (comments: readonly Comment[]): unknown[] => {
  const words = new Map(comments.map((comment) => [comment.id, comment.text]));
  return comments.map(({ text, replyTo }) => [text, replyTo === null ? null : words.get(replyTo)]);
};

describe('a reply to a reply', () => {
  it('joins the conversations of the words that it quotes, one for each', async () => {
    const comments = await commentsIn(
      PATCH,
      FIRST,
      reply(
        `On Tue, Mar 03, 2026 at 12:00:00PM +0000, Rosa Reviewer wrote:
> > +	mutex_lock(&w->lock);
>
> Should this be interruptible?

No, it never sleeps long.

> This leaks the lock.

Right, mended in v2.

> No comment in the header on what it protects.

Will add one.
`,
        'r1@example.org',
        'a1@example.org',
        13,
      ),
    );
    assert.deepEqual(threads(comments).slice(3), [
      ['No, it never sleeps long.', 'Should this be interruptible?'],
      ['Right, mended in v2.', 'This leaks the lock.'],
      ['Will add one.', 'No comment in the header on what it protects.'],
    ]);
    assert.deepEqual(
      comments.slice(3).map(({ file, line, placement }) => [file, line, placement]),
      [
        ['drivers/widget/core.c', 45, 'inferred'],
        ['drivers/widget/core.c', 48, 'exact'],
        ['drivers/widget/core.h', 8, 'inferred'],
      ],
    );
  });

  const second = reply(
    '> Should this be interruptible?\n\nNo, it never sleeps long.\n',
    'r1@example.org',
    'a1@example.org',
    13,
  );

  it('is found at any depth', async () => {
    const comments = await commentsIn(
      PATCH,
      FIRST,
      second,
      reply(
        `> > > +	mutex_lock(&w->lock);
> >
> > Should this be interruptible?
>
> No, it never sleeps long.

A second, on my board.
`,
        'a1@example.org',
        'r2@example.org',
        14,
      ),
      reply(
        '>>> Should this be interruptible?\n>>\n>> No, it never sleeps long.\n>\n> A second, on my board.\n\nUgh.\n',
        'r2@example.org',
        'a2@example.org',
        15,
      ),
    );
    assert.deepEqual(threads(comments).slice(3), [
      ['No, it never sleeps long.', 'Should this be interruptible?'],
      ['A second, on my board.', 'No, it never sleeps long.'],
      ['Ugh.', 'A second, on my board.'],
    ]);
  });

  it('joins the words of an older mail where it quotes those', async () => {
    const comments = await commentsIn(
      PATCH,
      FIRST,
      second,
      reply(
        '>> Should this be interruptible?\n\nThat would need the callers to cope.\n',
        'a1@example.org',
        'r2@example.org',
        14,
      ),
    );
    assert.deepEqual(threads(comments).at(-1), [
      'That would need the callers to cope.',
      'Should this be interruptible?',
    ]);
  });

  it('joins words from another branch of the thread', async () => {
    const comments = await commentsIn(
      PATCH,
      FIRST,
      reply(
        '> +	ret = __widget_frob(w, count);\n\nThe count may be zero here, may it not?\n',
        'p1@example.org',
        'r2@example.org',
        13,
      ),
      reply('> The count may be zero here, may it not?\n\nIt may.\n', 'r1@example.org', 'a1@example.org', 14),
    );
    assert.deepEqual(threads(comments).at(-1), ['It may.', 'The count may be zero here, may it not?']);
    assert.equal(comments.at(-1)?.placement, 'inferred');
  });

  it('without a quote answers the only comment of its parent', async () => {
    const comments = await commentsIn(
      PATCH,
      reply('> +	mutex_unlock(&w->lock);\n\nToo late.\n'),
      reply('Indeed, thanks for finding it.\n', 'r1@example.org', 'a1@example.org', 13),
    );
    assert.deepEqual(threads(comments).at(-1), ['Indeed, thanks for finding it.', 'Too late.']);
    assert.deepEqual([comments.at(-1)?.line, comments.at(-1)?.placement], [49, 'inferred']);
  });

  it('without a quote, to a mail with several comments, is about the patch', async () => {
    const comments = await commentsIn(
      PATCH,
      FIRST,
      reply('Thanks for your time.\n', 'r1@example.org', 'a1@example.org', 13),
    );
    assert.deepEqual(threads(comments).at(-1), ['Thanks for your time.', null]);
    assert.equal(comments.at(-1)?.patch, 'p1@example.org');
  });

  it('to thanks for a trailer stays where the trailer stood', async () => {
    const comments = await commentsIn(
      PATCH,
      reply('> Signed-off-by: Ada Author <ada@example.org>\n\nReviewed-by: Rosa Reviewer <rosa@example.org>\n'),
      reply('> Reviewed-by: Rosa Reviewer <rosa@example.org>\n\nThank you!\n', 'r1@example.org', 'a1@example.org', 13),
    );
    assert.deepEqual(
      comments.map(({ text, side, line }) => [text, side, line]),
      [['Thank you!', 'message', 7]],
    );
  });

  it('with a parent that was not given answers what that one quotes', async () => {
    const comments = await commentsIn(
      PATCH,
      FIRST,
      reply(
        '> > Should this be interruptible?\n>\n> Surely not.\n\nWhy so sure?\n',
        'lost@example.org',
        'r2@example.org',
        14,
      ).replace('References: <p1@example.org>', 'References: <p1@example.org> <r1@example.org>'),
    );
    assert.deepEqual(threads(comments).at(-1), ['Why so sure?', 'Should this be interruptible?']);
    assert.equal(comments.at(-1)?.placement, 'inferred');
    assert.match(comments.at(-1)?.why ?? '', /a mail that was not given/);
  });

  it('may quote as Outlook does', async () => {
    const comments = await commentsIn(
      PATCH,
      FIRST,
      reply(
        `> From: Rosa Reviewer <rosa@example.org>
> Sent: Tuesday, March 3, 2026 12:00 PM
>
> > +	mutex_lock(&w->lock);
>
> Should this be interruptible?

No.
`,
        'r1@example.org',
        'a1@example.org',
        13,
      ),
      reply(
        `It must not sleep.

________________________________
From: Rosa Reviewer <rosa@example.org>
Sent: Tuesday, March 3, 2026 12:00 PM
To: Ada Author <ada@example.org>
Subject: Re: [PATCH] widget: frob the widget under its lock

Should this be interruptible?
`,
        'r1@example.org',
        'a2@example.org',
        14,
      ),
    );
    assert.deepEqual(threads(comments).slice(3), [
      ['No.', 'Should this be interruptible?'],
      ['It must not sleep.', null],
    ]);
  });
});

describe('conversations', function () {
  // Many mails are made and read here; a busy machine may take its time.
  this.timeout(60_000);

  it('are the comments that answer one another, on the line of the first', async () => {
    const comments = await commentsIn(
      PATCH,
      FIRST,
      reply('> This leaks the lock.\n\nRight.\n', 'r1@example.org', 'a1@example.org', 13),
    );
    const conversations = conversationsOf(comments);
    assert.deepEqual(
      conversations.map(({ line, comments: all }) => [line, all.map((comment) => comment.text)]),
      [
        [45, ['Should this be interruptible?']],
        [48, ['This leaks the lock.', 'Right.']],
        [8, ['No comment in the header on what it protects.']],
      ],
    );
  });

  it('do not depend on the order of the mails', async () => {
    const mails = [
      PATCH,
      FIRST,
      reply('> This leaks the lock.\n\nRight.\n', 'r1@example.org', 'a1@example.org', 13),
      reply('> Right.\n\nThen v2?\n', 'a1@example.org', 'r2@example.org', 14),
    ];
    const expected = await commentsIn(...mails);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(mails, { minLength: mails.length }), async (shuffled) => {
        assert.deepEqual(await commentsIn(...shuffled), expected);
      }),
      { numRuns: 12 },
    );
  });

  it('come out of any text without failing', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        '> +	mutex_lock(&w->lock);',
        '> > text',
        'On Tue, 3 Mar 2026, x@example.org wrote:',
        '-- ',
        '',
        '>',
        'From: a',
        'Sent: b',
      ),
      fc.string({ maxLength: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
        const archive = await archiveOf(PATCH, reply(lines.join('\n')));
        for (const comment of placeComments(archive).comments) assert.ok(comment.text.trim() !== '');
      }),
      { numRuns: 100 },
    );
  });
});
