import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { messageId } from '../../../extension/ground/brand';
import {
  emptyTour,
  findStep,
  parseTour,
  shownNote,
  withStop,
  wordsFor,
  type TourStop,
} from '../../../extension/link/tour';

const SAMPLE = join(__dirname, '../../../extension/samples/chime.tour.json');

const stop: TourStop = {
  title: 'Here',
  note: 'It is *this* line.\n\nNot the next.',
  flow: 'race',
  at: { step: 'count = was + amount', actor: 'two', function: 'add', nth: 2 },
  link: 'vscode://kapi-replay.kapi-replay/moment?v=1',
  on: {
    series: [{ id: messageId('v2-0@example.org'), revision: 2 }],
    patch: messageId('v2-1@example.org'),
    blobs: { 'lib/bell.c': '0123456789abcdef0123456789abcdef01234567' },
  },
};

const steps = [
  { n: 1, actor: 1, name: 'lock(&a)', function: 'one' },
  { n: 2, actor: 2, name: 'lock(&a)', function: 'two' },
  { n: 3, actor: 1, name: 'x = 1', function: 'one' },
  { n: 4, actor: 1, name: 'lock(&a)', function: 'one' },
];
const nameOf = (actor: number): string => ['setup', 'alice', 'bob'][actor] ?? '';

describe('a tour', () => {
  it('is written and read again', () => {
    const { tour, problems } = parseTour(
      'a.tour.json',
      withStop(withStop(emptyTour('Two'), stop), { ...stop, at: null, on: null }),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(tour, { title: 'Two', description: '', stops: [stop, { ...stop, at: null, on: null }] });
  });

  it('keeps fields that this version does not know when a moment is added', () => {
    const text = JSON.stringify({ schema: 1, title: 'T', author: 'Noor', moments: [] });
    assert.equal((JSON.parse(withStop(text, stop)) as { author: string }).author, 'Noor');
  });

  it('that cannot be understood says why', () => {
    const code = (text: string): string | undefined => parseTour('a.tour.json', text).problems[0]?.code;
    assert.equal(code('{'), 'tour-no-json');
    assert.equal(code('{"schema": 2, "title": "T", "moments": []}'), 'tour-shape');
    assert.equal(code('{"schema": 1, "title": "T", "moments": [{"note": "x"}]}'), 'tour-shape');
    assert.equal(code('{"schema": 1, "title": "T", "moments": [{"flow": "x"}]}'), 'tour-no-step');
  });

  it('is read without a throw, whatever stands in it', () => {
    fc.assert(fc.property(fc.json(), (text) => void parseTour('a.tour.json', text)));
  });

  it('names steps by words that find them again', () => {
    for (const { n } of steps) {
      const words = wordsFor(n, steps, nameOf);
      assert.ok(words);
      assert.equal(findStep(words, steps, nameOf), n);
    }
    assert.deepEqual(wordsFor(4, steps, nameOf), { step: 'lock(&a)', actor: 'alice', function: 'one', nth: 2 });
  });

  it('finds the nearest step where the words fit none exactly', () => {
    const words = { step: 'lock(&a)', actor: 'alice', function: null, nth: 1 };
    assert.equal(findStep({ ...words, nth: 9 }, steps, nameOf), 4);
    assert.equal(findStep({ ...words, actor: 'carol' }, steps, nameOf), 1);
    assert.equal(findStep({ ...words, step: 'gone()' }, steps, nameOf), null);
  });

  it('that ships has notes and words for every moment', () => {
    const { tour, problems } = parseTour('chime.tour.json', readFileSync(SAMPLE, 'utf8'));
    assert.deepEqual(problems, []);
    assert.ok(tour && tour.stops.length >= 4);
    for (const { note, title, at } of tour.stops) assert.ok(note !== '' && title !== '' && at !== null);
  });
});

describe('a note of a tour', () => {
  it('keeps its Markdown', () => {
    const note = '**Look** at `a->b`, [the mail](https://example.org/x), and\n\n- one\n- two';
    assert.equal(shownNote(note), note);
  });

  it('fetches no picture, runs no command, and holds no markup', () => {
    assert.equal(shownNote('![x](https://evil.example/p.png)'), '\\!\\[x](https://evil.example/p.png)');
    assert.equal(shownNote('[run](command:workbench.action.quit)'), '[run]\\(command:workbench.action.quit)');
    assert.equal(shownNote('[run] (COMMAND:x)'), '[run]\\(COMMAND:x)');
    assert.equal(shownNote('[run][1]\n\n[1]: command:x'), '[run][1]\n\n\\[1]: command:x');
    assert.equal(shownNote('<img src=x onerror=y>'), '&lt;img src=x onerror=y>');
    assert.equal(shownNote('a\u202eb'), 'ab');
  });
});
