import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messageId } from '../../../extension/ground/brand';
import { placeComments } from '../../../extension/review/conversation';
import { draftReplies } from '../../../extension/review/draft';
import { formatNotes, parseNotes, type Note } from '../../../extension/review/notes';
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

const NOTES: readonly Note[] = [
  {
    id: 'a',
    subject: {
      kind: 'place',
      on: { patch: messageId('p1@example.org'), file: 'drivers/widget/core.c', side: 'new', line: 48 },
    },
    text: 'This leaks the lock.\n\nUse a guard?',
  },
  { id: 'b', subject: { kind: 'answer', to: 'r1@example.org#1' }, text: 'Right.' },
];

const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);

describe('a notes file', function () {
  // Many mails are made and read here; a busy machine may take its time.
  this.timeout(60_000);

  it('holds a line of text on each of its own, in the order of the ids', () => {
    assert.equal(formatNotes([...NOTES].reverse()), FILE);
  });

  it('is read as it was written', () => {
    assert.deepEqual(parseNotes(FILE, 'notes.json'), { notes: NOTES, newer: false, problems: [] });
    const place = fc.record(
      {
        patch: fc.string({ minLength: 1 }).map((text) => messageId(`x${text.trim()}x`)),
        file: fc.option(fc.string()),
        side: fc.constantFrom('old' as const, 'new' as const, 'message' as const, null),
        line: fc.option(fc.integer({ min: 1, max: 100_000 })),
      },
      { noNullPrototype: true },
    );
    const subject = fc.oneof(
      place.map((on) => ({ kind: 'place' as const, on })),
      fc.string().map((to) => ({ kind: 'answer' as const, to })),
    );
    const note = fc.record(
      { id: fc.string(), subject, text: fc.string({ unit: 'grapheme' }) },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.uniqueArray(note, { selector: ({ id }) => id, maxLength: 5 }), (notes) => {
        const sorted = [...notes].sort((left, right) => (left.id < right.id ? -1 : 1));
        assert.deepEqual(parseNotes(formatNotes(notes), 'notes.json').notes, sorted);
      }),
    );
  });

  it('keeps what can be read of a broken one', () => {
    const broken = FILE.replace('"id": "b"', '"name": "b"');
    const read = parseNotes(broken, 'notes.json');
    assert.deepEqual([read.notes.map(({ id }) => id), codes(read.problems)], [['a'], ['note-unreadable']]);
    for (const text of ['', '{', '[]', '{"schema": 1}', 'null']) {
      const nothing = parseNotes(text, 'notes.json');
      assert.deepEqual([nothing.notes, codes(nothing.problems)], [[], ['notes-unreadable']]);
    }
  });

  it('of a newer version can be read, and says that it must not be written', () => {
    const read = parseNotes(FILE.replace('"schema": 1', '"schema": 2'), 'notes.json');
    assert.deepEqual([read.notes.length, read.newer, codes(read.problems)], [2, true, ['notes-newer']]);
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
