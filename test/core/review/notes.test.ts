import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messageId } from '../../../extension/ground/brand';
import { placeComments } from '../../../extension/review/conversation';
import { draftReplies, missingIn } from '../../../extension/review/draft';
import { formatMail } from '../../../extension/review/format-mail';
import type { Note } from '../../../extension/review/note';
import { parseNotebook } from '../../../extension/review/notebook';
import { archiveOf, PATCH, reply } from './mails';

const FILE = `{
  "schema": 1,
  "notes": [
    {
      "id": "a",
      "on": {
        "patch": "p1@example.org",
        "file": "drivers/widget/core.c",
        "side": "new",
        "line": 48
      },
      "text": [
        "This leaks the lock.",
        "",
        "Use a guard?"
      ]
    },
    {
      "id": "b",
      "answers": "r1@example.org#1",
      "text": [
        "Right."
      ]
    }
  ]
}
`;

const FRESH = { revision: 1, purpose: 'reply', sent: false, resolved: false } as const;

const NOTES: readonly Note[] = [
  {
    id: 'a',
    ...FRESH,
    subject: {
      kind: 'place',
      on: { patch: messageId('p1@example.org'), file: 'drivers/widget/core.c', side: 'new', line: 48 },
    },
    text: 'This leaks the lock.\n\nUse a guard?',
  },
  { id: 'b', ...FRESH, subject: { kind: 'answer', to: 'r1@example.org#1' }, text: 'Right.' },
];

const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);

describe('a notes file', function () {
  // Many mails are made and read here; a busy machine may take its time.
  this.timeout(60_000);

  it('holds the lines of a text, or the text', () => {
    assert.deepEqual(parseNotebook(FILE, 'notes.json'), { title: '', notes: NOTES, marks: [], problems: [] });
    assert.deepEqual(parseNotebook(FILE.replace(/\[\s*"Right\."\s*\]/, '"Right."'), 'notes.json').notes, NOTES);
  });

  it('may hold anything at all', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        for (const each of [text, `{"schema": 1, "notes": [${text}]}`]) parseNotebook(each, 'notes.json');
      }),
    );
  });

  it('keeps what can be read of a broken one', () => {
    const broken = FILE.replace('"id": "b"', '"name": "b"');
    const read = parseNotebook(broken, 'notes.json');
    assert.deepEqual([read.notes.map(({ id }) => id), codes(read.problems)], [['a'], ['note-unreadable']]);
    for (const text of ['', '{', '[]', '{"schema": 1}', 'null']) {
      const nothing = parseNotebook(text, 'notes.json');
      assert.deepEqual([nothing.notes, codes(nothing.problems)], [[], ['notes-unreadable']]);
    }
  });

  it('of a newer version is read as far as it is known, and says so', () => {
    const read = parseNotebook(FILE.replace('"schema": 1', '"schema": 2'), 'notes.json');
    assert.deepEqual([read.notes.length, codes(read.problems)], [2, ['notes-newer']]);
  });
});

describe('notes become replies', () => {
  it('one to each mail that is answered', async () => {
    const archive = await archiveOf(
      PATCH,
      reply('> +	mutex_unlock(&w->lock);\n\nToo late.\n\nMove it.\n\nThanks,\nRosa\n'),
    );
    const { comments } = placeComments(archive);
    const { mails, problems } = draftReplies(archive, comments, NOTES, null);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      mails.map(({ inReplyTo }) => inReplyTo),
      ['p1@example.org', 'r1@example.org'],
    );
    assert.match(mails[0]?.body ?? '', /> \+\t\treturn ret;\n\nThis leaks the lock\.\n\nUse a guard\?\n$/);
    assert.match(
      mails[1]?.body ?? '',
      /\n> > \+\tmutex_unlock\(&w->lock\);\n>\n> Too late\.\n>\n> Move it\.\n\nRight\.\n$/,
    );
  });

  it('and those without a place are named', async () => {
    const archive = await archiveOf(PATCH);
    const gone = (line: number, patch = 'p1@example.org'): Note => ({
      id: `on ${String(line)}`,
      ...FRESH,
      subject: { kind: 'place', on: { patch: messageId(patch), file: 'drivers/widget/core.c', side: 'new', line } },
      text: 'Here?',
    });
    const { mails, problems } = draftReplies(
      archive,
      [],
      [gone(48), gone(4711), gone(1, 'lost@example.org'), ...NOTES.slice(1)],
      null,
    );
    assert.equal(mails.length, 1);
    assert.deepEqual(codes(problems), ['note-without-place', 'note-without-place', 'note-without-place']);
    assert.match(problems[0]?.message ?? '', /does not show line 4711/);
  });

  it('that are put below a draft which was edited, where it lacks them', async () => {
    const archive = await archiveOf(PATCH);
    const [first] = NOTES;
    assert.ok(first !== undefined);
    const later: Note = { ...first, id: 'later', text: 'And who unlocks it?' };
    const [mail] = draftReplies(archive, [], [first], null).mails;
    const edited = `${formatMail(mail ?? assert.fail())}\nP.S. All else is fine.\n`;
    assert.equal(missingIn(edited, 'p1@example.org', archive, [], [first]), null);
    const more = missingIn(edited, 'p1@example.org', archive, [], [first, later]) ?? '';
    assert.match(
      more,
      /^> diff --git a\/drivers\/widget\/core\.c[\s\S]*\n> \+\t\treturn ret;\n\nAnd who unlocks it\?\n$/,
    );
    const { comments } = placeComments(
      await archiveOf(PATCH, reply(`${edited.slice(edited.indexOf('\n\n') + 2).trimEnd()}\n\n${more}`)),
    );
    assert.deepEqual(
      comments.map(({ line, text }) => [line, text]),
      [
        [48, 'This leaks the lock.\n\nUse a guard?\n\nP.S. All else is fine.'],
        [48, 'And who unlocks it?'],
      ],
    );
  });

  it('with a word about what will be read otherwise than it was written', async () => {
    const archive = await archiveOf(PATCH);
    const said = (text: string): readonly string[] =>
      codes(
        draftReplies(
          archive,
          [],
          NOTES.slice(0, 1).map((note) => ({ ...note, text })),
          null,
        ).problems,
      );
    assert.deepEqual(said('Fine.'), []);
    assert.deepEqual(said('> not a quote\n\nFine.'), ['reply-quote-mark']);
    assert.deepEqual(said('Fine.\n-- \nRosa'), ['reply-signature']);
    assert.deepEqual(said('word '.repeat(30)), ['reply-long-line']);
    assert.deepEqual(said(`+	${'code '.repeat(30)}`), []);
    assert.deepEqual(said('  '), ['reply-empty']);
  });
});
