import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mailLine } from '../../../extension/ground/brand';
import { conversationsOf, placeComments } from '../../../extension/review/conversation';
import { formatMail } from '../../../extension/review/format-mail';
import { composeReply, type Point } from '../../../extension/review/reply';
import type { SeriesPatch } from '../../../extension/series/series';
import { archiveOf, PATCH, reply } from './mails';

const ROSA = { name: 'Rosa Reviewer', email: 'rosa@example.org' };

async function patchOf(...mails: readonly string[]): Promise<SeriesPatch> {
  const patch = (await archiveOf(...mails)).series[0]?.patches[0];
  assert.ok(patch !== undefined);
  return patch;
}

const lineOf = (body: string, start: string) =>
  mailLine(body.split('\n').findIndex((line) => line.startsWith(start)) + 1);

describe('a reply', function () {
  // Many mails are made and read here; a busy machine may take its time.
  this.timeout(60_000);

  it('quotes what it answers, with the heads of file and hunk, and says it below', async () => {
    const { message, patch } = await patchOf(PATCH);
    const mail = composeReply(
      message,
      patch,
      [
        { first: null, line: lineOf(message.body, '+		return ret;'), text: 'This leaks the lock.' },
        { first: null, line: lineOf(message.body, 'around the frobbing'), text: 'For how long?' },
        { first: null, line: lineOf(message.body, '+	if (w->frobbed)'), text: 'Of whom?' },
      ],
      ROSA,
    );
    assert.equal(
      mail.body,
      `On Tue, 03 Mar 2026 10:00:00 +0000, Ada Author <ada@example.org> wrote:
> Two callers may frob the same widget at once. Take the lock of the widget
> around the frobbing, so that the second one waits.

For how long?

> diff --git a/drivers/widget/core.c b/drivers/widget/core.c
> @@ -40,9 +40,14 @@ struct widget {
> [...]
> +
> +	mutex_lock(&w->lock);
> +	ret = __widget_frob(w, count);
> +	if (ret < 0)
> +		return ret;

This leaks the lock.

> @@ -90,4 +95,6 @@ static void widget_release(struct kref *ref)
>  	struct widget *w = container_of(ref, struct widget, ref);
>
> +	if (w->frobbed)

Of whom?
`,
    );
  });

  it('goes to the author, with everyone else in copy, into the thread', async () => {
    const [answered] = (await archiveOf(PATCH, reply('> +	mutex_unlock(&w->lock);\n\nToo late.\n'))).placed.slice(1);
    assert.ok(answered !== undefined);
    const mail = composeReply(answered.message, null, [{ first: null, line: null, text: 'Yes.' }], {
      name: 'Ada Author',
      email: 'ada@example.org',
    });
    assert.deepEqual(mail.to, [ROSA]);
    assert.deepEqual(mail.cc, []);
    assert.equal(mail.subject, 'Re: [PATCH] widget: frob the widget under its lock');
    assert.equal(mail.inReplyTo, 'r1@example.org');
    assert.deepEqual(mail.references, ['p1@example.org', 'r1@example.org']);
    assert.match(mail.body, /^> > \+\tmutex_unlock\(&w->lock\);\n>\n> Too late\.\n\nYes\.$/m);
  });

  it('to the whole of a patch stands below its message, where trailers go', async () => {
    const { message, patch } = await patchOf(PATCH);
    const mail = composeReply(
      message,
      patch,
      [{ first: null, line: null, text: 'Reviewed-by: Rosa Reviewer <rosa@example.org>' }],
      ROSA,
    );
    assert.match(
      mail.body,
      /> Signed-off-by: Ada Author <ada@example.org>\n\nReviewed-by: Rosa Reviewer <rosa@example.org>\n$/,
    );
  });

  it('answers the address that the sender asked for', async () => {
    const { message } = await patchOf(
      PATCH.replace('\nDate:', '\nReply-To: "Ada, at home" <ada@home.example.org>\nDate:'),
    );
    const mail = composeReply(message, null, [{ first: null, line: null, text: 'Yes.' }], ROSA);
    assert.deepEqual(mail.to, [{ name: 'Ada, at home', email: 'ada@home.example.org' }]);
  });

  it('is a mail that any program reads', async () => {
    const { message, patch } = await patchOf(PATCH);
    const mail = composeReply(message, patch, [{ first: null, line: null, text: 'Schön.' }], {
      name: 'Rosa Prüferin',
      email: 'rosa@example.org',
    });
    const text = formatMail({ ...mail, cc: [{ name: 'Widgets, Inc.', email: 'info@example.org' }] });
    assert.match(text, /^From: =\?UTF-8\?q\?Rosa=20Pr=C3=BCferin\?= <rosa@example.org>$/m);
    assert.match(text, /^Cc: "Widgets, Inc\." <info@example.org>$/m);
    assert.match(text, /^Content-Transfer-Encoding: 8bit$/m);
    const read = (await archiveOf(text)).placed[0]?.message;
    assert.deepEqual(read?.from, { name: 'Rosa Prüferin', email: 'rosa@example.org' });
    assert.deepEqual(read?.cc, [{ name: 'Widgets, Inc.', email: 'info@example.org' }]);
    assert.equal(read?.body.trimEnd(), mail.body.trimEnd());
  });

  it('is read as it was meant, wherever its points are', async () => {
    const { message, patch } = await patchOf(PATCH);
    const places = patch.files.flatMap((file) =>
      file.hunks.flatMap((hunk) =>
        hunk.lines
          .filter((line) => line.text.trim() !== '')
          .map((line) => ({ at: line.mailLine, file: file.path, line: line.kind === 'removed' ? line.old : line.new })),
      ),
    );
    const words = fc.array(fc.constantFrom('the', 'lock', 'is', 'held', 'ö', 'too long', 'a\n\nb', '`foo()`'), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat({ max: places.length - 1 }), { minLength: 1, maxLength: 6 }),
        fc.array(words, { minLength: 6, maxLength: 6 }),
        async (chosen, texts) => {
          const said = chosen
            .sort((left, right) => left - right)
            .flatMap((at, n) => {
              const place = places[at];
              return place === undefined ? [] : [{ ...place, text: `No ${String(n)}: ${(texts[n] ?? []).join(' ')}` }];
            });
          const points = said.map(({ at, text }): Point => ({ first: null, line: at, text }));
          const posted = formatMail(composeReply(message, patch, points, ROSA));
          const { comments } = placeComments(await archiveOf(PATCH, posted));
          assert.deepEqual(
            conversationsOf(comments).map(({ file, line, comments: [first] }) => [file, line, first?.text]),
            said.map(({ file, line, text }) => [file, line, text]),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('has no line that mail forbids', async () => {
    const { message, patch } = await patchOf(PATCH);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), async (noise) => {
        const text = `x${noise.replace(/[\p{Cc}\p{Cs}]/gu, '?')}x`;
        const mail = composeReply(
          message,
          patch,
          [{ first: null, line: null, text: `${text}${'long '.repeat(250)}end` }],
          ROSA,
        );
        const posted = formatMail(mail);
        for (const line of posted.split('\n')) assert.ok(Buffer.byteLength(line) <= 998);
        assert.equal((await archiveOf(posted)).placed[0]?.message.body.trimEnd(), mail.body.trimEnd());
      }),
      { numRuns: 20 },
    );
  });
});
