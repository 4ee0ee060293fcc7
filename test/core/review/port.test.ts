import assert from 'node:assert/strict';
import { conversationsOf, placeComments } from '../../../extension/review/conversation';
import { portConversations } from '../../../extension/review/port';
import { archiveOf, PATCH, reply } from './mails';

/** The same patch a week later, as v2. */
const second = (change: (patch: string) => string = (patch) => patch): string =>
  change(PATCH.replace('[PATCH]', '[PATCH v2]').replace('<p1@', '<q1@').replace('Tue, 3 Mar', 'Tue, 10 Mar'));

/** What became of each conversation of the mails: its first words, the state, and where it is now. */
async function ported(...mails: readonly string[]): Promise<unknown[]> {
  const archive = await archiveOf(...mails);
  const conversations = conversationsOf(placeComments(archive).comments);
  const found = portConversations(archive, conversations);
  return conversations.map(({ id, comments }) => {
    const now = found.get(id);
    return [comments[0]?.text, now?.state ?? null, now?.anchor?.file ?? null, now?.anchor?.line ?? null];
  });
}

const LEAK = reply('> +	if (ret < 0)\n> +		return ret;\n\nThis leaks the lock.\n');

describe('a conversation is carried to the next revision', () => {
  it('and waits while there is none', async () => {
    assert.deepEqual(await ported(PATCH, LEAK), [['This leaks the lock.', null, null, null]]);
  });

  it('where its line is unchanged, at its new number', async () => {
    const moved = second((patch) =>
      patch.replace('@@ -40,9 +40,14 @@', '@@ -50,9 +55,14 @@').replace('@@ -90,4 +95,6 @@', '@@ -100,4 +110,6 @@'),
    );
    assert.deepEqual(await ported(PATCH, LEAK, moved), [
      ['This leaks the lock.', 'line-unchanged', 'drivers/widget/core.c', 63],
    ]);
  });

  it('where its line was rewritten', async () => {
    const mended = second((patch) => patch.replace('+		return ret;\n+	mutex_unlock', '+		goto out_unlock;\n+	mutex_unlock'));
    assert.deepEqual(await ported(PATCH, LEAK, mended), [
      ['This leaks the lock.', 'line-changed', 'drivers/widget/core.c', 48],
    ]);
  });

  it('where its line is gone', async () => {
    const mended = second((patch) =>
      patch.replace('+	if (ret < 0)\n+		return ret;\n', '').replace('@@ -40,9 +40,14 @@', '@@ -40,9 +40,12 @@'),
    );
    assert.deepEqual(await ported(PATCH, LEAK, mended), [
      ['This leaks the lock.', 'line-removed', 'drivers/widget/core.c', null],
    ]);
  });

  it('to the line that says the same in other words, not to the first one in its place', async () => {
    const mended = second((patch) =>
      patch
        .replace('@@ -40,9 +40,14 @@', '@@ -40,9 +40,15 @@')
        .replace(
          '+	if (ret < 0)\n+		return ret;\n',
          '+	/* Nothing was frobbed: the lock has to go. */\n+	if (ret <= 0)\n+		goto out;\n',
        ),
    );
    const asked = reply('> +	if (ret < 0)\n\nAnd zero?\n');
    assert.deepEqual(await ported(PATCH, asked, mended), [['And zero?', 'line-changed', 'drivers/widget/core.c', 48]]);
  });

  it('on a blank line, which goes along with the line above it', async () => {
    const moved = second((patch) => patch.replace('@@ -40,9 +40,14 @@', '@@ -50,9 +55,14 @@'));
    const asked = reply('> +	int ret;\n> +\n\nOne blank line is enough.\n');
    assert.deepEqual(await ported(PATCH, asked, moved), [
      ['One blank line is enough.', 'line-unchanged', 'drivers/widget/core.c', 59],
    ]);
  });

  it('on a whole patch, which is the same if only what stands around its changes is another', async () => {
    const praise = reply('Looks fine, but why now?\n');
    const rebased = second((patch) =>
      patch.replace(' EXPORT_SYMBOL_GPL(widget_frob);', ' EXPORT_SYMBOL(widget_frob);'),
    );
    assert.deepEqual(await ported(PATCH, praise, rebased), [
      ['Looks fine, but why now?', 'line-unchanged', null, null],
    ]);
  });

  it('to another file, where the code was moved there', async () => {
    const moved = second((patch) => patch.replaceAll('drivers/widget/core.c', 'drivers/widget/frob.c'));
    assert.deepEqual(await ported(PATCH, LEAK, moved), [
      ['This leaks the lock.', 'line-unchanged', 'drivers/widget/frob.c', 48],
    ]);
  });

  it('but not to code like it that stood elsewhere before', async () => {
    const twin = (patch: string): string =>
      patch.replace(
        '-- \n2.47.0',
        `${patch.slice(patch.indexOf('diff --git'), patch.indexOf('diff --git', patch.indexOf('diff --git') + 1)).replaceAll('widget/core.c', 'widget/twin.c')}-- \n2.47.0`,
      );
    const mended = second((patch) =>
      twin(patch)
        .replace('+	ret = __widget_frob(w, count);\n+	if (ret < 0)\n+		return ret;\n', '')
        .replace('@@ -40,9 +40,14 @@', '@@ -40,9 +40,11 @@'),
    );
    const asked = reply(
      '> --- a/drivers/widget/core.c\n> +++ b/drivers/widget/core.c\n> +	ret = __widget_frob(w, count);\n\nAll of it?\n',
    );
    assert.deepEqual(await ported(twin(PATCH), asked, mended), [
      ['All of it?', 'line-removed', 'drivers/widget/core.c', null],
    ]);
  });

  it('with what the author promised', async () => {
    const promise = reply(
      '> This leaks the lock.\n\nIndeed, will fix.\n',
      'r1@example.org',
      'a1@example.org',
      13,
    ).replace('Rosa Reviewer <rosa@example.org>', 'Ada Author <ada@example.org>');
    assert.deepEqual(await ported(PATCH, LEAK, promise, second()), [
      ['This leaks the lock.', 'author-replied', 'drivers/widget/core.c', 48],
    ]);
    const remark = promise.replace('Indeed, will fix.', 'Does it?');
    assert.deepEqual(await ported(PATCH, LEAK, remark, second()), [
      ['This leaks the lock.', 'line-unchanged', 'drivers/widget/core.c', 48],
    ]);
  });

  it('on the commit message as on a file', async () => {
    const question = reply('> around the frobbing, so that the second one waits.\n\nFor how long?\n');
    const reworded = second((patch) =>
      patch.replace('so that the second one waits.', 'so that the second one sleeps.'),
    );
    assert.deepEqual(await ported(PATCH, question, reworded), [['For how long?', 'line-changed', null, 2]]);
  });

  describe('in a series whose patches', () => {
    const core = PATCH.replace('[PATCH]', '[PATCH 1/2]');
    const trace = PATCH.replace(
      '[PATCH] widget: frob the widget under its lock',
      '[PATCH 2/2] gadget: trace what it twiddles',
    )
      .replace('<p1@example.org>', '<p2@example.org>\nIn-Reply-To: <p1@example.org>')
      .replace(
        /diff --git[\s\S]*/,
        `diff --git a/drivers/gadget/core.c b/drivers/gadget/core.c
index 5555555555..6666666666 100644
--- a/drivers/gadget/core.c
+++ b/drivers/gadget/core.c
@@ -10,3 +10,4 @@ struct gadget {
 void gadget_twiddle(struct gadget *g)
 {
+	gadget_trace(g, "twiddled");
 }
-- 
2.47.0
`,
      );
    const next = (mail: string, n: string): string =>
      mail
        .replace('/2]', `/${n.slice(-1)}]`)
        .replace(/\[PATCH \d/, `[PATCH v2 ${n.slice(0, 1)}`)
        .replace(/<p(\d)@/g, '<q$1@')
        .replace('Tue, 3 Mar', 'Tue, 10 Mar');
    const twiddled = reply('> +	gadget_trace(g, "twiddled");\n\nTwice?\n', 'p2@example.org', 'r2@example.org');

    it('were reordered', async () => {
      const first = next(trace, '1/2').replace('\nIn-Reply-To: <q1@example.org>', '');
      const last = next(core, '2/2').replace('Message-ID: <q1@', 'In-Reply-To: <q2@example.org>\nMessage-ID: <q1@');
      assert.deepEqual(await ported(core, trace, LEAK, twiddled, first, last), [
        ['This leaks the lock.', 'line-unchanged', 'drivers/widget/core.c', 48],
        ['Twice?', 'line-unchanged', 'drivers/gadget/core.c', 12],
      ]);
    });

    it('were cut down by one', async () => {
      const archive = await ported(core, trace, LEAK, twiddled, next(core, '1/1'));
      assert.deepEqual(archive[1], ['Twice?', 'patch-dropped', null, null]);
    });
  });
});
