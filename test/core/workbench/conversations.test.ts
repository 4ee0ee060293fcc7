import assert from 'node:assert/strict';
import { conversationsOf, placeComments } from '../../../extension/review/conversation';
import { portConversations } from '../../../extension/review/port';
import { commentMarkdown } from '../../../extension/workbench/conversations/comment-text';
import { threadLabel, threadPlace } from '../../../extension/workbench/conversations/thread-place';
import { archiveOf, PATCH, reply } from '../review/mails';

describe('a conversation in the editor', () => {
  /** What is shown of the conversations of these mails: where, and under which words. */
  async function shown(...mails: readonly string[]): Promise<unknown[]> {
    const archive = await archiveOf(...mails);
    const patches = archive.series.flatMap((series) => series.patches);
    const conversations = conversationsOf(placeComments(archive).comments);
    const ported = portConversations(archive, conversations);
    return conversations.map((conversation) => [
      threadPlace(
        conversation,
        (patch, path) =>
          patches
            .find(({ messageId }) => messageId === patch)
            ?.patch.files.find((file) => file.path === path || file.oldPath === path) ?? null,
      ),
      threadLabel(conversation, ported.get(conversation.id) ?? null, 2),
    ]);
  }

  const side = { kind: 'side', patch: 'p1@example.org', path: 'drivers/widget/core.c' };

  it('stands on its row of its side of the diff', async () => {
    assert.deepEqual(
      await shown(
        PATCH,
        reply('> -	int ret = __widget_frob(w, count);\n\nWhy?\n\n> +	mutex_unlock(&w->lock);\n\nToo late.\n'),
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
    assert.deepEqual(await shown(PATCH, second, reply('> +	mutex_unlock(&w->lock);\n\nToo late.\n')), [
      [{ ...side, side: 'new', row: 10 }, '1 comment · in v2: line unchanged'],
    ]);
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
});
