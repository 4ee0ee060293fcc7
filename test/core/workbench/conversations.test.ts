import assert from 'node:assert/strict';
import { conversationsOf, placeComments } from '../../../extension/review/conversation';
import type { Note } from '../../../extension/review/note';
import { reviewThreads } from '../../../extension/review/review-thread';
import { commentMarkdown } from '../../../extension/workbench/conversations/comment-text';
import { threadLabel, threadPlace } from '../../../extension/workbench/conversations/thread-place';
import { messageId } from '../../../extension/ground/brand';
import { archiveOf, PATCH, reply } from '../review/mails';

describe('a conversation in the editor', () => {
  /** What is shown of the conversations of these mails: where, and under which words. */
  async function shown(...mails: readonly string[]): Promise<unknown[]> {
    return shownWith([], ...mails);
  }

  async function shownWith(notes: readonly Note[], ...mails: readonly string[]): Promise<unknown[]> {
    const archive = await archiveOf(...mails);
    const patches = archive.series.flatMap((series) => series.patches);
    const conversations = conversationsOf(placeComments(archive).comments);
    return reviewThreads(archive, conversations, notes, []).map((thread) => [
      threadPlace(
        thread,
        (patch, path) =>
          patches
            .find(({ messageId }) => messageId === patch)
            ?.patch.files.find((file) => file.path === path || file.oldPath === path) ?? null,
      ),
      threadLabel(thread, thread.later === null ? null : 'v2'),
    ]);
  }

  const side = { kind: 'side', patch: 'p1@example.org', path: 'drivers/widget/core.c' };

  it('stands on its row of its side of the diff', async () => {
    assert.deepEqual(
      await shown(
        PATCH,
        reply(
          '> diff --git a/drivers/widget/core.c b/drivers/widget/core.c\n> @@ -40,9 +40,14 @@ struct widget {\n> -	int ret = __widget_frob(w, count);\n\nWhy?\n\n> +	mutex_unlock(&w->lock);\n\nToo late.\n',
        ),
      ),
      [
        // Row 0 is the gap above the first hunk, which begins with a blank line.
        [{ ...side, side: 'old', row: 4 }, '1 comment'],
        [{ ...side, side: 'new', row: 10 }, '1 comment'],
      ],
    );
  });

  it('stands on the line of the message that it is about, or on the whole of it', async () => {
    assert.deepEqual(
      await shown(
        PATCH,
        reply('A good idea.\n\n> around the frobbing, so that the second one waits.\n\nFor how long?\n'),
      ),
      [
        [{ kind: 'message', id: 'p1@example.org', line: null }, '1 comment · inferred'],
        [{ kind: 'message', id: 'p1@example.org', line: 2 }, '1 comment'],
      ],
    );
  });

  it('without a place stands on its own mail', async () => {
    assert.deepEqual(await shown(PATCH, reply('> +	gadget_twiddle(g);\n\nWhat is this?\n')), [
      [{ kind: 'message', id: 'r1@example.org', line: 3 }, '1 comment · unplaced'],
    ]);
  });

  it('says what became of its line', async () => {
    const second = PATCH.replace('[PATCH]', '[PATCH v2]').replace('<p1@', '<q1@').replace('Tue, 3 Mar', 'Tue, 10 Mar');
    assert.deepEqual(
      await shown(
        PATCH,
        second,
        reply(
          '> diff --git a/drivers/widget/core.c b/drivers/widget/core.c\n> @@ -40,9 +40,14 @@ struct widget {\n> +	mutex_unlock(&w->lock);\n\nToo late.\n',
        ),
      ),
      [[{ ...side, side: 'new', row: 10 }, '1 comment · in v2: line unchanged']],
    );
  });

  it('has the answers that the reader has not sent, and notes have places of their own', async () => {
    const note = (id: string, subject: Note['subject'], text: string): Note => ({
      id,
      revision: 1,
      subject,
      purpose: 'reply',
      sent: false,
      resolved: false,
      text,
    });
    const patch = messageId('p1@example.org');
    const file = 'drivers/widget/core.c';
    const notes = [
      note('a', { kind: 'answer', to: 'r1@example.org#1' }, 'No.'),
      note('b', { kind: 'place', on: { patch, file, side: 'new', line: 48 } }, 'Leaks.'),
      note('c', { kind: 'place', on: { patch, file, side: 'new', line: 48 } }, 'Really.'),
      note('d', { kind: 'hunk', on: { patch, file, hunk: 2 } }, 'Not needed.'),
      note('e', { kind: 'place', on: { patch, file: null, side: null, line: null } }, 'Fine.'),
      note('f', { kind: 'place', on: { patch, file, side: 'new', line: 4711 } }, 'Gone?'),
      note('g', { kind: 'place', on: { patch: messageId('closed@example.org'), file, side: null, line: null } }, 'Hm.'),
    ];
    assert.deepEqual(
      await shownWith(
        notes,
        PATCH,
        reply(
          '> diff --git a/drivers/widget/core.c b/drivers/widget/core.c\n> @@ -40,9 +40,14 @@ struct widget {\n> +	mutex_unlock(&w->lock);\n\nToo late.\n',
        ),
      ),
      [
        [{ ...side, side: 'new', row: 10 }, '1 comment · 1 answer of mine'],
        [{ ...side, side: 'new', row: 9 }, '2 notes'],
        [{ ...side, side: 'new', row: 18 }, '1 note'],
        [{ kind: 'message', id: 'p1@example.org', line: null }, '1 note'],
        [{ ...side, side: 'new', row: 0 }, '1 note · its line is not in this patch'],
      ],
    );
  });
});

describe('the text of a comment', () => {
  it('keeps its lines, and its code as code', () => {
    assert.equal(
      commentMarkdown('Better so:\n\n\tret = f();\n\tif (ret)\n\n\t\treturn ret;\n\nor\nnot.'),
      'Better so\\:\n\n```text\n\tret = f();\n\tif (ret)\n\n\t\treturn ret;\n```\n\nor\\\nnot\\.',
    );
  });

  it('is text only, whatever it says', () => {
    assert.equal(
      commentMarkdown('[x](command:evil) <img src=x> **b** ![y](z)'),
      '\\[x\\] \\(command\\:evil\\) \\<img src\\=x\\> \\*\\*b\\*\\* \\!\\[y\\] \\(z\\)',
    );
    assert.equal(commentMarkdown('\tx = 1;\n```\n\ty = 2;'), '````text\n\tx = 1;\n```\n\ty = 2;\n````');
    assert.doesNotMatch(commentMarkdown('\tx = \u202e1;\u0007'), /[\u202e\u0007]/);
  });

  it('is wrapped by its box where a mailer wrapped it, and keeps the breaks that were meant', () => {
    const said = [
      'The importer may still hold the mapping when the callback comes back, so',
      'the exporter has to wait for the fence before it frees anything; that is',
      'what the table says:',
      '- pinned: wait',
      '- dynamic: do not',
    ].join('\n');
    // What Markdown would read is escaped; a break stays where a backslash ends the line.
    assert.deepEqual(
      commentMarkdown(said)
        .replace(/\\(?=[^\n])/g, '')
        .split('\\\n'),
      [
        'The importer may still hold the mapping when the callback comes back, so the exporter has to wait for the fence ' +
          'before it frees anything; that is what the table says:',
        '- pinned: wait',
        '- dynamic: do not',
      ],
    );
    assert.equal(commentMarkdown('Hi Ada,\nfine with me.\nRosa').split('\\\n').length, 3);
  });
});
