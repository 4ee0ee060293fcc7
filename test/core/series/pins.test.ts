import assert from 'node:assert/strict';
import { messageId } from '../../../extension/ground/brand';
import { sortIntoSeries } from '../../../extension/series/archive';
import { readPins, writePins, type Pin } from '../../../extension/series/pins';
import { cover, patch, readPosts, shuffled, type Post } from './post';

const id = (name: string) => messageId(`${name}@example.org`);

/** Each series as the ids of its patches without their host, in order; the topic in front. */
async function sorted(posts: readonly Post[], pins: readonly Pin[], seed = 0): Promise<string[]> {
  const messages = await readPosts(posts);
  const { series } = sortIntoSeries(seed === 0 ? messages : shuffled(messages, seed), pins);
  const short = (text: string): string => text.replace('@example.org', '');
  return series.map(
    ({ topic, patches }) => `${short(topic)}: ${patches.map(({ messageId }) => short(messageId)).join(' ')}`,
  );
}

/** The second patch was sent by somebody else, days later and unthreaded: nothing in the mails says that it belongs. */
const STRAY = [
  cover('[PATCH 0/2] frob: mend it', 'c', { at: 0 }),
  patch('[PATCH 1/2] frob: a', 'p', { answers: 'c', at: 1 }),
  patch('[PATCH] other: b', 'q', { from: 'Otto <otto@example.net>', at: 5000 }),
  patch('[PATCH 2/2] frob: b', 's', { from: 'Otto <otto@example.net>', at: 6000 }),
];

describe('what a reader sorts by hand', () => {
  it('puts a mail into a series', async () => {
    assert.deepEqual(await sorted(STRAY, []), ['c: p', 'q: q', 's: s']);
    const pins: Pin[] = [{ kind: 'join', messages: [id('s')], to: id('p') }];
    assert.deepEqual(await sorted(STRAY, pins), ['c: p s', 'q: q']);
    const { placed, series } = sortIntoSeries(await readPosts(STRAY), pins);
    assert.match(placed.find(({ message }) => message.id === id('s'))?.why ?? '', /a reader put it here/);
    assert.deepEqual(series[0]?.missing, []);
  });

  it('takes mails out of a series', async () => {
    const whole = [
      cover('[PATCH 0/3] frob', 'c'),
      ...['p', 'q', 'r'].map((name, at) => patch(`[PATCH ${at + 1}/3] frob: ${name}`, name, { answers: 'c' })),
    ];
    assert.deepEqual(await sorted(whole, []), ['c: p q r']);
    assert.deepEqual(
      await sorted(whole, [
        { kind: 'split', messages: [id('q'), id('r')] },
        { kind: 'apart', messages: [id('p'), id('q')] },
      ]),
      ['c: p', 'q: q r'],
    );
  });

  it('shows what a mail took the place of', async () => {
    const twice = [patch('[PATCH 1/1] frob: a', 'p', { at: 0 }), patch('[PATCH 1/1] grok: b', 'q', { at: 9000 })];
    const { series, placed } = sortIntoSeries(await readPosts(twice), [
      { kind: 'join', messages: [id('q')], to: id('p') },
    ]);
    assert.deepEqual(
      series.map(({ patches }) => patches.map(({ messageId }) => messageId)),
      [[id('q')]],
    );
    assert.deepEqual(
      series[0]?.problems.map(({ code }) => code),
      ['patch-replaced'],
    );
    assert.ok(placed.every(({ series: home }) => home === series[0]?.id));
  });

  it('tells works together and apart', async () => {
    const two = [patch('[PATCH] frob: a', 'p', { at: 0 }), patch('[PATCH] grok: b', 'q', { at: 9000 })];
    assert.deepEqual(await sorted(two, []), ['p: p', 'q: q']);
    assert.deepEqual(await sorted(two, [{ kind: 'topic', messages: [id('q'), id('p')] }]), ['p: p', 'p: q']);
    const same = [patch('[PATCH] frob: a', 'p', { at: 0 }), patch('[PATCH v2] frob: a', 'q', { at: 9000 })];
    assert.deepEqual(await sorted(same, []), ['p: p', 'p: q']);
    assert.deepEqual(await sorted(same, [{ kind: 'apart', messages: [id('p'), id('q')] }]), ['p: p', 'q: q']);
    assert.deepEqual(await sorted(same, [{ kind: 'apart', messages: [id('q'), id('p')] }]), ['p: p', 'q: q']);
  });

  it('counts the same in any order of the mails', async () => {
    const pins: Pin[] = [
      { kind: 'join', messages: [id('s')], to: id('c') },
      { kind: 'topic', messages: [id('q'), id('c')] },
    ];
    const expected = await sorted(STRAY, pins);
    for (let seed = 1; seed <= 20; seed++) assert.deepEqual(await sorted(STRAY, pins, seed), expected);
  });

  it('changes nothing where its mails are not here', async () => {
    const pins: Pin[] = [
      { kind: 'join', messages: [id('s')], to: id('gone') },
      { kind: 'split', messages: [id('gone')] },
      { kind: 'topic', messages: [id('c'), id('gone')] },
      { kind: 'apart', messages: [id('gone'), id('c')] },
    ];
    assert.deepEqual(await sorted(STRAY, pins), await sorted(STRAY, []));
  });

  it('is kept as text, and read as it was written', () => {
    const pins: Pin[] = [
      { kind: 'join', messages: [id('s')], to: id('c') },
      { kind: 'split', messages: [id('q')] },
      { kind: 'topic', messages: [id('a'), id('b')] },
      { kind: 'apart', messages: [id('a'), id('c')] },
    ];
    assert.deepEqual(readPins(writePins(pins), 'pins.json'), { pins, problems: [] });
    assert.deepEqual(readPins(writePins([]), 'pins.json'), { pins: [], problems: [] });
  });

  it('says what it cannot read, and takes the rest', () => {
    const read = readPins('{"schema":1,"pins":[{"split":["<a@b>"]},{"join":["a@b"]},{"topic":["a"]},7]}', 'pins.json');
    assert.deepEqual(read.pins, [{ kind: 'split', messages: ['a@b'] }]);
    assert.deepEqual(
      read.problems.map(({ code }) => code),
      ['pin-unreadable', 'pin-unreadable', 'pin-unreadable'],
    );
    for (const text of ['', '[]', '{"schema":2,"pins":[]}', 'null'])
      assert.deepEqual(
        readPins(text, 'pins.json').problems.map(({ code }) => code),
        ['pins-unreadable'],
      );
  });
});
