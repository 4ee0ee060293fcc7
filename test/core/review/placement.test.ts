import assert from 'node:assert/strict';
import type { Comment } from '../../../extension/review/comment';
import { commentsIn, PATCH, reply } from './mails';

const CORE = 'drivers/widget/core.c';

/** What Rosa says in one reply to the patch. */
const said = (body: string): Promise<readonly Comment[]> => commentsIn(PATCH, reply(body));

const places = (comments: readonly Comment[]): unknown[] =>
  comments.map(({ file, side, line, placement, text }) => [file, side, line, placement, text]);

describe('a comment under a quoted line of the diff', () => {
  it('is on that line, exactly', async () => {
    const comments = await said(`On Tue, Mar 03, 2026 at 10:00:00AM +0000, Ada Author wrote:
> @@ -40,9 +40,14 @@ struct widget {
>
>  int widget_frob(struct widget *w, unsigned int count)
>  {
> -	int ret = __widget_frob(w, count);
> +	int ret;
> +
> +	mutex_lock(&w->lock);

Should this be interruptible?
`);
    assert.deepEqual(places(comments), [[CORE, 'new', 45, 'exact', 'Should this be interruptible?']]);
    assert.equal(comments[0]?.patch, 'p1@example.org');
    assert.match(comments[0]?.why ?? '', /line 45 of drivers\/widget\/core\.c/);
  });

  it('is on the old side of a removed line', async () => {
    const comments = await said(`> -	int ret = __widget_frob(w, count);

Why split this?
`);
    assert.deepEqual(places(comments), [[CORE, 'old', 43, 'inferred', 'Why split this?']]);
  });

  it('is told from its like by the lines around', async () => {
    const comments = await said(`> +	ret = __widget_frob(w, count);
> +	if (ret < 0)
> +		return ret;

This one leaks the lock.

> +	if (w->frobbed)
> +		return ret;

And there is no ret here.
`);
    assert.deepEqual(places(comments), [
      [CORE, 'new', 48, 'exact', 'This one leaks the lock.'],
      [CORE, 'new', 98, 'exact', 'And there is no ret here.'],
    ]);
  });

  it('is never exact where only the order tells', async () => {
    const [comment] = await said(`> +		return ret;

Leaks.
`);
    assert.equal(comment?.placement, 'inferred');
  });

  it('stands on the only line that is like a lone one without any header, by inference', async () => {
    const comments = await said('> +	mutex_unlock(&w->lock);\n\nToo late.\n');
    assert.deepEqual(places(comments), [[CORE, 'new', 49, 'inferred', 'Too late.']]);
    assert.match(comments[0]?.why ?? '', /only this line is quoted, without the head of a hunk/);
  });

  it('keeps all its paragraphs', async () => {
    const [comment] = await said('> +	mutex_unlock(&w->lock);\n\nToo late.\n\nMove it up.\n\n> -- \n> 2.47.0\n');
    assert.equal(comment?.text, 'Too late.\n\nMove it up.');
  });
});

describe('what mailers and people do to quotes', () => {
  for (const snip of [
    '[...]',
    '<snip>',
    '[snip]',
    '...',
    '[ ... ]',
    '[ ... skip 12 lines ... ]',
    '<...>',
    '(...)',
    '…',
  ])
    it(`${snip} is a mark, not a comment`, async () => {
      for (const mark of [snip, `> ${snip}`]) {
        const comments = await said(`${mark}
> +	mutex_lock(&w->lock);
${mark}
> +	mutex_unlock(&w->lock);

Too late.

${mark}
> +	struct mutex lock;
`);
        assert.deepEqual(places(comments), [[CORE, 'new', 49, 'inferred', 'Too late.']]);
      }
    });

  it('a quoted signature is no removed line', async () => {
    const [comment] = await said(`>  	struct kref ref;
> +	struct mutex lock;
>  	unsigned int frobbed;
>  };
> --
> 2.47.0

Looks good otherwise.
`);
    assert.deepEqual([comment?.file, comment?.side, comment?.line], ['drivers/widget/core.h', 'new', 10]);
    assert.equal(comment?.placement, 'inferred');
  });

  it('a line wrapped by the mailer is still that line', async () => {
    for (const rest of ['> it was asked to do", count, ret);', 'it was asked to do", count, ret);'])
      assert.deepEqual(
        places(
          await said(`> +	mutex_unlock(&w->lock);
>
> -	widget_trace(w, "frobbed the widget as often as
${rest}

Keep the trace.
`),
        ),
        [[CORE, 'old', 45, 'fuzzy', 'Keep the trace.']],
      );
  });

  it('tabs turned into spaces are found', async () => {
    assert.deepEqual(places(await said('> +        mutex_unlock(&w->lock);\n\nToo late.\n')), [
      [CORE, 'new', 49, 'fuzzy', 'Too late.'],
    ]);
  });

  it('a diff cut down to its file and a line is found', async () => {
    assert.deepEqual(
      places(
        await said(`> diff --git a/drivers/widget/core.c b/drivers/widget/core.c
> [...]
> +	if (w->frobbed)

Of whom?
`),
      ),
      [[CORE, 'new', 97, 'exact', 'Of whom?']],
    );
  });

  it('a comment between the file header and its first hunk is on the file', async () => {
    assert.deepEqual(
      places(
        await said(`> --- a/drivers/widget/core.c
> +++ b/drivers/widget/core.c

This file has moved.

> @@ -40,9 +40,14 @@ struct widget {
`),
      ),
      [[CORE, null, null, 'exact', 'This file has moved.']],
    );
  });

  it('a comment under the head of a hunk is on the hunk, by inference', async () => {
    assert.deepEqual(
      places(await said('> @@ -90,4 +95,6 @@ static void widget_release(struct kref *ref)\n\nNot needed at all.\n')),
      [[CORE, 'new', 95, 'inferred', 'Not needed at all.']],
    );
  });

  it('code quoted without the sign of the diff is found', async () => {
    assert.deepEqual(places(await said('> mutex_unlock(&w->lock);\n\nToo late.\n')), [
      [CORE, 'new', 49, 'inferred', 'Too late.'],
    ]);
  });

  it('a diff pasted without quote marks is a quote', async () => {
    assert.deepEqual(places(await said('+	if (w->frobbed)\n+		return ret;\n 	kfree(w);\n\nThere is no ret here.\n')), [
      [CORE, 'new', 99, 'exact', 'There is no ret here.'],
    ]);
  });

  it('quotes may carry initials or bars for marks', async () => {
    for (const mark of ['AA> ', '| '])
      assert.deepEqual(
        places(
          await said(`${mark}+	int ret;
${mark}+
${mark}+	mutex_lock(&w->lock);
${mark}+	ret = __widget_frob(w, count);

Interruptible?
`),
        ),
        [[CORE, 'new', 46, 'exact', 'Interruptible?']],
      );
  });

  for (const [what, attribution] of [
    ['on one line', 'On Tue, Mar 03, 2026 at 10:00:00AM +0000, Ada Author wrote:'],
    ['on two lines', 'On Tue, Mar 03, 2026 at 10:00:00AM +0000,\nAda Author <ada@example.org> wrote:'],
    ['broken inside the address', 'On Tue, 3 Mar 2026 at 10:00, Ada Author\n<ada@example.org> wrote:'],
    ['in another language', 'Am Di., 3. März 2026 um 10:00 Uhr schrieb Ada Author <ada@example.org>:'],
  ] as const)
    it(`an attribution ${what} is nothing that is said`, async () => {
      assert.deepEqual(places(await said(`${attribution}\n> +	mutex_unlock(&w->lock);\n\nToo late.\n`)), [
        [CORE, 'new', 49, 'inferred', 'Too late.'],
      ]);
    });

  it('a quote with a mended word is found', async () => {
    assert.deepEqual(
      places(
        await said(`> Two callers may frob the same widget at once. Take the lock of the widget
> around the frobing, so that the second one waits.

How long?
`),
      ),
      [[null, 'message', 2, 'fuzzy', 'How long?']],
    );
  });

  it('the text above the first quote is about the patch', async () => {
    const comments = await said(`Hi Ada,

I like where this goes.

On Tue, 3 Mar 2026 at 10:00, Ada Author <ada@example.org> wrote:
> Two callers may frob the same widget at once. Take the lock of the widget
> around the frobbing, so that the second one waits.
`);
    assert.deepEqual(places(comments), [[null, null, null, 'inferred', 'I like where this goes.']]);
    assert.equal(comments[0]?.patch, 'p1@example.org');
  });

  it('signature, trailers and footer are not what is said', async () => {
    const comments = await said(`> Signed-off-by: Ada Author <ada@example.org>

With the leak mended:

Reviewed-by: Rosa Reviewer <rosa@example.org>
Tested-by: Rosa Reviewer <rosa@example.org> # on two widgets

--
Rosa Reviewer
_______________________________________________
Linux-widget mailing list -- linux-widget@lists.example.org
To unsubscribe send an email to linux-widget-leave@lists.example.org
`);
    assert.deepEqual(places(comments), [[null, 'message', 7, 'exact', 'With the leak mended:']]);
  });

  it('a name at the end is a farewell where it is the sender\u2019s, else it is the last thing said', async () => {
    const body = (last: string): string =>
      `> Two callers may frob the same widget at once. Take the lock of the widget\n\nTwo?\n\n> around the frobbing, so that the second one waits.\n\n${last}\n`;
    for (const farewell of ['Rosa', '/Rosa', 'Thanks,\nRosa', 'R.'])
      assert.deepEqual(
        (await said(body(farewell))).map(({ text }) => text),
        ['Two?'],
        farewell,
      );
    for (const word of ['Unneeded.', 'Never'])
      assert.deepEqual(
        (await said(body(word))).map(({ text }) => text),
        ['Two?', word],
      );
  });

  it('a mail that only gives trailers makes no comment', async () => {
    assert.deepEqual(
      await said('> Signed-off-by: Ada Author <ada@example.org>\n\nAcked-by: Rosa Reviewer <rosa@example.org>\n'),
      [],
    );
  });
});

describe('a comment on what is not the diff', () => {
  it('is on its line of the commit message, however it was wrapped', async () => {
    const comments = await said(`> Two callers may frob the same widget at
> once. Take the lock of the widget around
> the frobbing, so that the second one
> waits.

Waits for what?
`);
    assert.deepEqual(places(comments), [[null, 'message', 2, 'fuzzy', 'Waits for what?']]);
  });

  it('is on the notes below the three dashes', async () => {
    const [comment] = await said('> ---\n>  drivers/widget/core.c | 12 ++++++++++--\n\nMany lines for a lock.\n');
    assert.deepEqual([comment?.side, comment?.line], ['message', 9]);
  });

  it('is on its line of the cover letter', async () => {
    const cover = PATCH.replace('[PATCH]', '[PATCH 0/1]')
      .replace('p1@example.org', 'p0@example.org')
      .replace(/\ndiff --git[\s\S]*/, '\n-- \n2.47.0\n');
    const patch = PATCH.replace('[PATCH]', '[PATCH 1/1]').replace(
      '\nMessage-ID',
      '\nIn-Reply-To: <p0@example.org>\nMessage-ID',
    );
    const comments = await commentsIn(
      cover,
      patch,
      reply('> The lock is not taken by the release path, which has no callers left when\n\nNone?\n', 'p0@example.org'),
    );
    assert.deepEqual(places(comments), [[null, 'message', 4, 'exact', 'None?']]);
    assert.equal(comments[0]?.patch, 'p0@example.org');
  });
});

describe('bad input', () => {
  it('code that is in no patch is listed as unplaced, with its patch', async () => {
    const comments = await said('> +	gadget_twiddle(g, TWIDDLE_ALL);\n\nWhere does this come from?\n');
    assert.deepEqual(places(comments), [[null, null, null, 'unplaced', 'Where does this come from?']]);
    assert.equal(comments[0]?.patch, 'p1@example.org');
  });

  it('a reply to a patch that was not given is unplaced and says so', async () => {
    const comments = await commentsIn(reply('> +	mutex_unlock(&w->lock);\n\nToo late.\n'));
    assert.deepEqual(places(comments), [[null, null, null, 'unplaced', 'Too late.']]);
    assert.match(comments[0]?.why ?? '', /not found in the mails that were given/);
  });

  it('one of two patches with the same hunk is meant: the one that is answered', async () => {
    const second = PATCH.replace('[PATCH]', '[PATCH 2/2]')
      .replace('p1@example.org', 'p2@example.org')
      .replaceAll('drivers/widget/', 'drivers/gadget/');
    const first = PATCH.replace('[PATCH]', '[PATCH 1/2]');
    const quote = '> +	mutex_unlock(&w->lock);\n\nToo late.\n';
    const comments = await commentsIn(first, second, reply(quote, 'p2@example.org'));
    assert.deepEqual(places(comments), [['drivers/gadget/core.c', 'new', 49, 'inferred', 'Too late.']]);
  });

  it('mails that answer each other in a ring are read all the same', async () => {
    const comments = await commentsIn(
      reply('> a line of the other mail\n\nYes.\n', 'r2@example.org', 'r1@example.org'),
      reply('> another line of the other mail\n\nNo.\n', 'r1@example.org', 'r2@example.org'),
    );
    assert.deepEqual(comments.map((comment) => comment.text).sort(), ['No.', 'Yes.']);
  });
});
