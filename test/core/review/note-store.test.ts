import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { messageId } from '../../../extension/ground/brand';
import { EMPTY_NOTEBOOK, type Note, type NoteSubject, type Notebook } from '../../../extension/review/note';
import { applyChange } from '../../../extension/review/note-change';
import { NoteDirectory } from '../../../extension/review/note-files';
import { NoteStore } from '../../../extension/review/note-store';
import { formatNotebook, parseNotebook } from '../../../extension/review/notebook';
import { TypedDrafts } from '../../../extension/review/typed-drafts';

const patch = messageId('p1@example.org');

const note = (id: string, text: string, revision = 0): Note => ({
  id,
  revision,
  subject: { kind: 'place', on: { patch, file: 'drivers/widget/core.c', side: 'new', line: 48 } },
  purpose: 'note',
  sent: false,
  resolved: false,
  text,
});

const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);

/** Each window has its own store; ids count up from a letter of its own. */
function window(directory: string, letter: string): NoteStore {
  let count = 0;
  return new NoteStore(new NoteDirectory(directory), () => `${letter}${String((count += 1))}`);
}

describe('the notes of a reader', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kapi-notes-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const file = (name: string): string => readFileSync(join(directory, name), 'utf8');

  it('are files that differ by little when little changes', async () => {
    const store = window(directory, 'a');
    await store.change('s.json', 'widget: frob, v1', { kind: 'put', note: note('n2', 'This leaks.\n\nUse a guard?') });
    const before = file('s.json');
    assert.equal(
      before,
      `{
  "marks": [],
  "notes": [
    {
      "id": "n2",
      "on": {
        "file": "drivers/widget/core.c",
        "line": 48,
        "patch": "p1@example.org",
        "side": "new"
      },
      "purpose": "note",
      "revision": 1,
      "text": [
        "This leaks.",
        "",
        "Use a guard?"
      ]
    }
  ],
  "schema": 1,
  "title": "widget: frob, v1"
}
`,
    );
    await store.change('s.json', '', { kind: 'put', note: note('n1', 'And here.') });
    const added = file('s.json').split('\n');
    const kept = before.split('\n').filter((line) => added.includes(line));
    assert.equal(kept.length, before.split('\n').length);
  });

  it('are there again for whoever opens the folder next', async () => {
    await window(directory, 'a').change('s.json', 'widget', { kind: 'put', note: note('n1', 'This leaks.') });
    await window(directory, 'a').change('s.json', '', {
      kind: 'mark',
      mark: { conversation: 'r1@example.org#1', resolved: true, addressed: { 'q1@example.org': 'no' } },
    });
    const next = window(directory, 'b');
    await next.reload();
    assert.deepEqual(next.notes, [note('n1', 'This leaks.', 1)]);
    assert.deepEqual(next.marks, [
      { conversation: 'r1@example.org#1', revision: 1, resolved: true, addressed: { 'q1@example.org': 'no' } },
    ]);
    assert.equal(next.bookOf('n1'), 's.json');
  });

  it('stand both when two windows change the same one', async () => {
    const [here, there] = [window(directory, 'a'), window(directory, 'b')];
    await here.change('s.json', 'widget', { kind: 'put', note: note('n1', 'Leaks.') });
    await there.reload();
    await here.change('s.json', '', { kind: 'put', note: note('n1', 'Leaks the lock.', 1) });
    const written = await there.change('s.json', '', { kind: 'put', note: note('n1', 'Leaks memory.', 1) });
    assert.deepEqual([written.outcome, codes(written.problems)], ['kept-both', ['note-changed']]);
    assert.deepEqual(there.notes.map(({ id, text }) => [id, text]).sort(), [
      ['b1', 'Leaks memory.'],
      ['n1', 'Leaks the lock.'],
    ]);
  });

  it('are not deleted by a window that has not seen what another wrote', async () => {
    const [here, there] = [window(directory, 'a'), window(directory, 'b')];
    await here.change('s.json', 'widget', { kind: 'put', note: note('n1', 'Leaks.') });
    await here.change('s.json', '', { kind: 'put', note: note('n1', 'Leaks the lock.', 1) });
    const late = await there.change('s.json', '', { kind: 'remove', id: 'n1', revision: 1 });
    assert.deepEqual([late.outcome, there.notes.length], ['kept-theirs', 1]);
    await there.change('s.json', '', { kind: 'remove', id: 'n1', revision: 2 });
    await here.reload();
    assert.deepEqual(here.notes, []);
  });

  it('all arrive when two windows write at once', async () => {
    const windows = [window(directory, 'a'), window(directory, 'b')];
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        windows[n % 2]?.change('s.json', 'widget', { kind: 'put', note: note(`n${String(n)}`, 'Yes.') }),
      ),
    );
    assert.equal(parseNotebook(file('s.json'), 's.json').notes.length, 40);
  });

  for (const [what, text] of [
    ['that is no JSON', '{ "notes": [ oops'],
    ['of a newer version', '{ "schema": 7, "notes": [], "colours": [] }'],
    ['with a note that cannot be read', '{ "schema": 1, "notes": [ { "id": "x", "text": "Where?" } ] }'],
  ] as const)
    it(`in a file ${what} are kept aside before it is written`, async () => {
      writeFileSync(join(directory, 's.json'), text);
      const store = window(directory, 'a');
      await store.reload();
      assert.equal(store.problems.length, 1);
      assert.equal(file('s.json'), text);
      const { problems } = await store.change('s.json', 'widget', { kind: 'put', note: note('n1', 'Leaks.') });
      assert.deepEqual(codes(problems), ['notes-aside']);
      assert.match(problems[0]?.message ?? '', /s\.json\.aside-1/);
      assert.equal(file('s.json.aside-1'), text);
      assert.deepEqual(store.notes, [note('n1', 'Leaks.', 1)]);
      assert.deepEqual(
        codes((await store.change('s.json', '', { kind: 'put', note: note('n2', 'Too.') })).problems),
        [],
      );
    });

  it('tell the other window when they change', async () => {
    const [here, there] = [window(directory, 'a'), window(directory, 'b')];
    let told = 0;
    const listening = there.onDidChange(() => void (told += 1));
    await here.change('s.json', 'widget', { kind: 'put', note: note('n1', 'Leaks.') });
    await there.reload();
    await there.reload();
    assert.equal(told, 1);
    listening.dispose();
  });

  it('do not wait for a window that died while it wrote', async () => {
    // The lock of a process that has ended: no process has the greatest number that Linux gives.
    const { hostname } = await import('node:os');
    writeFileSync(join(directory, '.lock'), `${hostname()} 4194304`);
    writeFileSync(join(directory, '.s.json.4194304-1.unfinished'), '{ "sch');
    const store = window(directory, 'a');
    await store.change('s.json', 'widget', { kind: 'put', note: note('n1', 'Leaks.') });
    assert.deepEqual(readdirSync(directory).sort(), ['s.json']);
  });
});

describe('what is typed', () => {
  it('is on the disk, and goes when it was said or taken back', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'kapi-drafts-'));
    try {
      const drafts = new TypedDrafts(new NoteDirectory(directory));
      const draft = { id: 'box', document: 'kapi-replay:/lib/chime.c', row: 12 };
      void drafts.save({ ...draft, text: 'W' });
      void drafts.save({ ...draft, text: 'Wh' });
      await drafts.save({ ...draft, text: 'Why?' });
      assert.deepEqual(await new TypedDrafts(new NoteDirectory(directory)).all(), [{ ...draft, text: 'Why?' }]);
      await drafts.forget('box');
      assert.deepEqual(await drafts.all(), []);
      writeFileSync(join(directory, 'drafts.json'), 'mine');
      await drafts.save({ ...draft, text: 'Why?' });
      assert.equal(readFileSync(join(directory, 'drafts.json.aside'), 'utf8'), 'mine');
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

/** Records as the reader of files makes them. */
const record = <Model extends object>(model: { [Key in keyof Model]: fc.Arbitrary<Model[Key]> }): fc.Arbitrary<Model> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<Model>;

const place = record({
  patch: fc.constant(patch),
  file: fc.option(fc.string()),
  side: fc.constantFrom('old' as const, 'new' as const, 'message' as const, null),
  line: fc.option(fc.integer({ min: 1, max: 9999 })),
});

const subject: fc.Arbitrary<NoteSubject> = fc.oneof(
  place.map((on) => ({ kind: 'place', on }) as const),
  record({ kind: fc.constant('answer' as const), to: fc.string() }),
  record({
    kind: fc.constant('hunk' as const),
    on: record({ patch: fc.constant(patch), file: fc.string(), hunk: fc.integer({ min: 1, max: 9 }) }),
  }),
  record({
    kind: fc.constant('step' as const),
    at: record({
      flow: fc.string(),
      step: fc.integer({ min: 1, max: 999 }),
      actor: fc.string(),
      statement: fc.string(),
      stateHash: fc.option(fc.string()),
      on: fc.option(place),
    }),
  }),
);

const notebook: fc.Arbitrary<Notebook> = record({
  title: fc.string(),
  notes: fc.uniqueArray(
    record({
      id: fc.string({ minLength: 1, maxLength: 3 }),
      revision: fc.integer({ min: 1, max: 3 }),
      subject,
      purpose: fc.constantFrom('note' as const, 'reply' as const),
      sent: fc.boolean(),
      resolved: fc.boolean(),
      text: fc.string({ unit: 'binary' }),
    }),
    { selector: ({ id }) => id, maxLength: 6 },
  ),
  marks: fc.constant([]),
});

describe('a notebook', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(notebook, (book) => {
        const { problems, ...read } = parseNotebook(formatNotebook(book), 'n.json');
        const sorted = book.notes.toSorted((left, right) => (left.id < right.id ? -1 : 1));
        assert.deepEqual([problems, read], [[], { ...book, notes: sorted }]);
      }),
    );
  });

  it('loses no words to another that is merged into it', () => {
    let count = 0;
    const freshId = (): string => `fresh ${String((count += 1))}`;
    fc.assert(
      fc.property(notebook, notebook, (mine, theirs) => {
        const { book } = applyChange(mine, { kind: 'merge', from: theirs }, freshId);
        for (const { id, revision, text } of [...mine.notes, ...theirs.notes]) {
          const later = [...mine.notes, ...theirs.notes].some((each) => each.id === id && each.revision > revision);
          assert.ok(later || book.notes.some((each) => each.text === text));
        }
        const again = applyChange(book, { kind: 'merge', from: theirs }, freshId);
        assert.deepEqual(again.book.notes.length, book.notes.length);
        assert.deepEqual(applyChange(EMPTY_NOTEBOOK, { kind: 'merge', from: mine }, freshId).book, mine);
      }),
    );
  });
});
