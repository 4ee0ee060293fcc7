/** What a review meets that is not as it should be: in each case clear words, and nothing is lost. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageId } from '../../../extension/ground/brand';
import { conversationsOf, placeComments } from '../../../extension/review/conversation';
import { draftReplies } from '../../../extension/review/draft';
import { checkDraft } from '../../../extension/review/draft-check';
import { formatMail } from '../../../extension/review/format-mail';
import type { Note } from '../../../extension/review/note';
import { NoteDirectory } from '../../../extension/review/note-files';
import { NoteStore } from '../../../extension/review/note-store';
import { reviewThreads } from '../../../extension/review/review-thread';
import { archiveOf, PATCH, reply } from './mails';

const HEAD = '> diff --git a/drivers/widget/core.c b/drivers/widget/core.c\n> @@ -40,9 +40,14 @@ struct widget {\n';

const note = (line: number): Note => ({
  id: `on ${String(line)}`,
  revision: 1,
  subject: {
    kind: 'place',
    on: { patch: messageId('p1@example.org'), file: 'drivers/widget/core.c', side: 'new', line },
  },
  purpose: 'reply',
  sent: false,
  resolved: false,
  text: 'Who waits?',
});

describe('a review of mails that are not as they should be', () => {
  it('lists a quote of code that is in no patch as unplaced, with its patch, its words and the reason', async () => {
    const archive = await archiveOf(PATCH, reply(`${HEAD}> +	gadget_twiddle(g, TWIDDLE_ALL);\n\nWhere is this from?\n`));
    const { comments, problems } = placeComments(archive);
    const [comment] = comments;
    assert.deepEqual(
      [comment?.patch, comment?.file, comment?.line, comment?.placement, comment?.text],
      ['p1@example.org', 'drivers/widget/core.c', 40, 'inferred', 'Where is this from?'],
    );
    assert.match(comment?.why ?? '', /the quoted line directly above it was not found in the mails that were given/);
    const bare = placeComments(await archiveOf(PATCH, reply('> +	gadget_twiddle(g);\n\nWhere is this from?\n')));
    assert.deepEqual([bare.comments[0]?.placement, bare.comments[0]?.text], ['unplaced', 'Where is this from?']);
    assert.match(bare.problems[0]?.message ?? '', /1 of 1 comments could not be put on a line/);
    assert.deepEqual(problems, []);
  });

  it('lists what answers a patch that is missing, and shows it as a conversation all the same', async () => {
    const archive = await archiveOf(reply(`${HEAD}> +	mutex_unlock(&w->lock);\n\nToo late.\n`));
    const { comments } = placeComments(archive);
    assert.deepEqual([comments[0]?.placement, comments[0]?.text], ['unplaced', 'Too late.']);
    assert.match(comments[0]?.why ?? '', /nor was the mail that it answers/);
    const threads = reviewThreads(archive, conversationsOf(comments), [], []);
    assert.deepEqual(
      threads.map(({ placement }) => placement),
      ['unplaced'],
    );
  });

  const twins = [
    PATCH.replace('[PATCH]', '[PATCH 0/2]')
      .replace('p1@example.org', 'p0@example.org')
      .replace(/\ndiff --git[\s\S]*/, '\n-- \n2.47.0\n'),
    PATCH.replace('[PATCH]', '[PATCH 1/2]').replace('\nMessage-ID', '\nIn-Reply-To: <p0@example.org>\nMessage-ID'),
    PATCH.replace('[PATCH]', '[PATCH 2/2]')
      .replace('p1@example.org', 'p2@example.org')
      .replace('\nMessage-ID', '\nIn-Reply-To: <p0@example.org>\nMessage-ID'),
  ] as const;
  const quote = `${HEAD}> +	mutex_lock(&w->lock);\n> +	ret = __widget_frob(w, count);\n\nSlow.\n`;

  it('takes of two patches with identical hunks the one that is answered', async () => {
    for (const answered of ['p1@example.org', 'p2@example.org']) {
      const [comment] = placeComments(await archiveOf(...twins, reply(quote, answered))).comments;
      assert.deepEqual([comment?.patch, comment?.line, comment?.placement], [answered, 46, 'exact']);
    }
  });

  it('takes neither of two identical hunks for certain where the cover letter is answered', async () => {
    const [comment] = placeComments(await archiveOf(...twins, reply(quote, 'p0@example.org'))).comments;
    assert.notEqual(comment?.placement, 'exact');
    assert.equal(comment?.text, 'Slow.');
    assert.match(comment?.why ?? '', /not found in the mails|in another one of the thread/);
  });

  it('keeps a note whose line is gone, without a place, and names it where a mail is made', async () => {
    const archive = await archiveOf(PATCH);
    const notes = [note(48), note(4711)];
    const threads = reviewThreads(archive, [], notes, []);
    assert.deepEqual(
      threads.map(({ lost, placement, notes: own }) => [lost, placement, own[0]?.text]),
      [
        [false, 'exact', 'Who waits?'],
        [true, 'unplaced', 'Who waits?'],
      ],
    );
    const { mails, problems } = draftReplies(archive, [], notes, null);
    assert.equal(mails.length, 1);
    assert.match(problems[0]?.message ?? '', /does not show line 4711/);
  });

  it('keeps a notes file of a newer version aside, and says where, before it writes its own', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'kapi-newer-'));
    try {
      const newer = '{ "schema": 9, "notes": [ { "id": "x", "mood": "curious" } ] }';
      writeFileSync(join(directory, 's.json'), newer);
      const store = new NoteStore(new NoteDirectory(directory), () => 'mine');
      await store.reload();
      assert.match(store.problems[0]?.message ?? '', /newer/);
      assert.equal(readFileSync(join(directory, 's.json'), 'utf8'), newer);
      const { problems } = await store.change('s.json', 'widget', { kind: 'put', note: note(48) });
      assert.match(problems[0]?.message ?? '', /s\.json\.aside-1/);
      assert.deepEqual(readdirSync(directory).sort(), ['s.json', 's.json.aside-1']);
      assert.equal(readFileSync(join(directory, 's.json.aside-1'), 'utf8'), newer);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it('writes the whole mail where git knows nobody, but for the sender, which git send-email asks git for', async () => {
    const archive = await archiveOf(PATCH);
    const [mail] = draftReplies(archive, [], [note(48)], null).mails;
    assert.ok(mail !== undefined);
    const text = formatMail(mail);
    assert.doesNotMatch(text, /^From:/m);
    assert.match(text, /^To: Ada Author <ada@example\.org>$/m);
    assert.match(text, /^In-Reply-To: <p1@example\.org>$/m);
    assert.match(text, /> \+\t\treturn ret;\n\nWho waits\?\n$/);
    const answered = archive.placed[0]?.message ?? null;
    assert.deepEqual(checkDraft(text, answered, null), []);
    // With a name it is the same mail, and only the header more.
    const [signed] = draftReplies(archive, [], [note(48)], { name: 'Rosa', email: 'rosa@example.org' }).mails;
    assert.equal(signed === undefined ? '' : formatMail(signed), `From: Rosa <rosa@example.org>\n${text}`);
  });
});
