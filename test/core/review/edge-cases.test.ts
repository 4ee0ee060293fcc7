/**
 * What extractors of review mail get wrong, case by case: each row of the table of edge cases in the facts about review
 * mail (section 2.5.4, in ../shared where that is there) with what a reader would expect instead.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comment } from '../../../extension/review/comment';
import { conversationsOf } from '../../../extension/review/conversation';
import { commentsIn, PATCH, reply } from './mails';

const CORE = 'drivers/widget/core.c';
const HEAD = '> diff --git a/drivers/widget/core.c b/drivers/widget/core.c\n> @@ -40,9 +40,14 @@ struct widget {\n';

const said = (body: string): Promise<readonly Comment[]> => commentsIn(PATCH, reply(body));

const places = (comments: readonly Comment[]): unknown[] =>
  comments.map(({ file, side, line, placement, text }) => [file, side, line, placement, text]);

interface Row {
  /** What the row is about, in words of ours, as the title of its test. */
  readonly title: string;
  /** Words of the row's input, by which it is found in the table. */
  readonly input: RegExp;
  readonly check: () => Promise<void>;
}

const ROWS: readonly Row[] = [
  {
    title: 'a single quoted line without any header stands on the only line that is like it, marked inferred',
    input: /lone .*without any header/,
    check: async () => {
      const comments = await said('> +	mutex_unlock(&w->lock);\n\nToo late.\n');
      assert.deepEqual(places(comments), [[CORE, 'new', 49, 'inferred', 'Too late.']]);
      assert.match(comments[0]?.why ?? '', /line 49 .*only this line is quoted/);
    },
  },
  {
    title: 'a mark that something was left out is no comment, nor part of one',
    input: /<snip>/,
    check: async () => {
      for (const mark of ['[...]', '<snip>', '[snip]', '...'])
        for (const snip of [mark, `> ${mark}`])
          assert.deepEqual(
            places(
              await said(
                `${HEAD}${snip}\n> +	mutex_lock(&w->lock);\n> +	ret = __widget_frob(w, count);\n\nSlow.\n\n${snip}\n> +	mutex_unlock(&w->lock);\n\nLate.\n\n${snip}\n`,
              ),
            ),
            [
              [CORE, 'new', 46, 'exact', 'Slow.'],
              [CORE, 'new', 49, 'exact', 'Late.'],
            ],
          );
    },
  },
  {
    title: 'a quoted signature below a hunk is no removed line: the hunk ends where its head says',
    input: /> -- /,
    check: async () => {
      const comments = await said(`> @@ -7,3 +7,4 @@ struct widget {
>  	struct kref ref;
> +	struct mutex lock;
>  	unsigned int frobbed;
>  };
> --
> 2.43.0

Otherwise fine.
`);
      assert.deepEqual(places(comments), [['drivers/widget/core.h', 'new', 10, 'inferred', 'Otherwise fine.']]);
      assert.match(comments[0]?.why ?? '', /a quoted signature stands between/);
    },
  },
  {
    title: 'a quoted line that a mailer broke in two is still that line, and the lines below do not drift',
    input: /wrapped by the mailer/,
    check: async () => {
      const comments = await said(`${HEAD}> +	mutex_unlock(&w->lock);
>
> -	widget_trace(w, "frobbed the widget as often as
> it was asked to do", count, ret);

Keep the trace.

>  	return ret;
>  }
>  EXPORT_SYMBOL_GPL(widget_frob);

Exported for whom?
`);
      assert.deepEqual(places(comments), [
        [CORE, 'old', 45, 'fuzzy', 'Keep the trace.'],
        [CORE, 'new', 53, 'exact', 'Exported for whom?'],
      ]);
    },
  },
  {
    title: 'tabs that were turned into spaces make no other line of it',
    input: /tabs turned to spaces/,
    check: async () => {
      assert.deepEqual(places(await said(`${HEAD}> +        mutex_unlock(&w->lock);\n\nToo late.\n`)), [
        [CORE, 'new', 49, 'fuzzy', 'Too late.'],
      ]);
    },
  },
  {
    title: 'a line below the name of its file alone is found in that file by what it says',
    input: /no `@@`/,
    check: async () => {
      assert.deepEqual(
        places(
          await said(
            '> diff --git a/drivers/widget/core.c b/drivers/widget/core.c\n> [...]\n> +	if (w->frobbed)\n\nOf whom?\n',
          ),
        ),
        [[CORE, 'new', 97, 'exact', 'Of whom?']],
      );
    },
  },
  {
    title: 'a comment between the names of a file and its first hunk is on the file',
    input: /between `\+\+\+ b\/f` and `@@`/,
    check: async () => {
      assert.deepEqual(
        places(
          await said(
            '> --- a/drivers/widget/core.c\n> +++ b/drivers/widget/core.c\n\nThis file has moved.\n\n> @@ -40,9 +40,14 @@ struct widget {\n',
          ),
        ),
        [[CORE, null, null, 'exact', 'This file has moved.']],
      );
    },
  },
  {
    title: 'what stands above the first quote is about the patch as a whole',
    input: /text before first quote/,
    check: async () => {
      const comments = await said(`I like where this goes.\n\n${HEAD}> +	int ret;\n\nInitialised?\n`);
      assert.deepEqual(places(comments), [
        [null, null, null, 'inferred', 'I like where this goes.'],
        [CORE, 'new', 43, 'exact', 'Initialised?'],
      ]);
      assert.equal(comments[0]?.patch, 'p1@example.org');
    },
  },
  {
    title: 'a reply to a reply joins the conversation of the words that it quotes',
    input: /reply to a reply/,
    check: async () => {
      const comments = await commentsIn(
        PATCH,
        reply(`${HEAD}> +	mutex_lock(&w->lock);\n\nInterruptible?\n`),
        reply(
          '> > +	mutex_lock(&w->lock);\n>\n> Interruptible?\n\nNo, it never sleeps long.\n',
          'r1@example.org',
          'a1@example.org',
          13,
        ),
      );
      const [conversation, ...others] = conversationsOf(comments);
      assert.deepEqual(others, []);
      assert.deepEqual(
        conversation?.comments.map(({ line, text }) => [line, text]),
        [
          [45, 'Interruptible?'],
          [45, 'No, it never sleeps long.'],
        ],
      );
    },
  },
  {
    title: 'trailers and the signature below are not what is said last',
    input: /trailer \+ `-- ` signature/,
    check: async () => {
      const comments = await said(
        `${HEAD}> +	mutex_unlock(&w->lock);\n\nToo late.\n\nReviewed-by: Rosa Reviewer <rosa@example.org>\n\n-- \nRosa Reviewer\n`,
      );
      assert.deepEqual(places(comments), [[CORE, 'new', 49, 'exact', 'Too late.']]);
    },
  },
  {
    title: 'the footer that a list adds is not what is said last',
    input: /Mailman footer/,
    check: async () => {
      const comments = await said(
        `${HEAD}> +	mutex_unlock(&w->lock);\n\nToo late.\n_______________________________________________\nLinux-widget mailing list -- linux-widget@lists.example.org\nTo unsubscribe send an email to linux-widget-leave@lists.example.org\n`,
      );
      assert.deepEqual(places(comments), [[CORE, 'new', 49, 'exact', 'Too late.']]);
    },
  },
  {
    title: 'an attribution is no comment: on one line, on two, or as the block of headers that Outlook writes',
    input: /attribution on two lines/,
    check: async () => {
      for (const attribution of [
        'On Tue, Mar 03, 2026 at 10:00:00AM +0000, Ada Author wrote:\n',
        'On Tue, Mar 03, 2026 at 10:00:00AM +0000,\nAda Author <ada@example.org> wrote:\n',
        '> From: Ada Author <ada@example.org>\n> Sent: Tuesday, March 3, 2026 11:00 AM\n> To: linux-widget@lists.example.org\n> Subject: [PATCH] widget: frob the widget under its lock\n>\n',
        '-----Original Message-----\nFrom: Ada Author <ada@example.org>\nSent: Tuesday, March 3, 2026 11:00 AM\nTo: linux-widget@lists.example.org\nSubject: [PATCH] widget: frob the widget under its lock\n\n',
      ])
        assert.deepEqual(
          places(await said(`${attribution}${HEAD}> +	mutex_unlock(&w->lock);\n\nToo late.\n`)),
          [[CORE, 'new', 49, 'exact', 'Too late.']],
          attribution,
        );
    },
  },
];

describe('edge cases of replies', () => {
  for (const [index, { title, check }] of ROWS.entries()) it(`row ${String(index + 1)}: ${title}`, check);

  it('are all rows of the table, in its order', function () {
    const facts = join(__dirname, '../../../../shared/REVIEW-FACTS.md');
    if (!existsSync(facts)) {
      console.log('    ../shared is not there: the rows could not be counted');
      return this.skip();
    }
    const section = /^#### 2\.5\.4 [\s\S]*?(?=^#{1,4} )/m.exec(readFileSync(facts, 'utf8'))?.[0] ?? '';
    const table = section.split('\n').filter((line) => /^\| (?!input \|)/.test(line));
    assert.equal(table.length, ROWS.length);
    table.forEach((line, at) => assert.match(line, ROWS[at]?.input ?? /$^/));
  });
});
