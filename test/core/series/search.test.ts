import assert from 'node:assert/strict';
import { sortIntoSeries } from '../../../extension/series/archive';
import { parseQuery, patchMatches, searchArchive } from '../../../extension/series/search';
import type { Archive } from '../../../extension/series/series';
import { cover, patch, readPosts, reply } from './post';

const short = (id: string): string => id.replace('@example.org', '');

describe('searching what is open', () => {
  let archive: Archive;
  before(async () => {
    archive = sortIntoSeries(
      await readPosts([
        cover('[PATCH 0/2] frob: mend it', 'c'),
        patch('[PATCH 1/2] frob: a race', 'p', { answers: 'c' }),
        patch('[PATCH 2/2] frob: b', 'q', { answers: 'c' }),
        reply('Re: [PATCH 1/2] frob: a race', 'r', 'p', { body: '> quoted\n\nWhat if İt Fails?\nAnd then?\n' }),
      ]),
    );
  });

  const found = (query: string): string[] =>
    searchArchive(archive, parseQuery(query), 100).map(
      ({ placed, where, line }) => `${short(placed.message.id)} ${where}${line === null ? '' : ` ${line}`}`,
    );

  for (const [query, expected] of [
    ['race', ['p subject', 'r subject']],
    ['RACE from:rita', ['r subject']],
    ['from:rita race', ['r person']],
    ['f:rita@example.com', ['r person']],
    ['file:lib/frob', ['p file', 'q file']],
    ['frob.c', ['p file', 'q file']],
    ['text:"what if"', ['r text 3']],
    ['"and then"', ['r text 4']],
    ['"> quoted"', ['r text 1']],
    ['subject:then', []],
    ['race nowhere', []],
    ['unknown:race', []],
    ['', []],
    ['   ', []],
  ] as const)
    it(`finds "${query}"`, () => assert.deepEqual(found(query), expected));

  it('stops at so many', () => {
    assert.equal(searchArchive(archive, parseQuery('frob'), 2).length, 2);
  });

  it('tells the patches of a series that a query asks for', () => {
    const matching = (query: string): string[] =>
      (archive.series[0]?.patches ?? [])
        .filter((each) =>
          patchMatches(
            each,
            archive.placed.find(({ message }) => message.id === each.messageId) ?? null,
            parseQuery(query),
          ),
        )
        .map(({ messageId }) => short(messageId));
    assert.deepEqual(matching('race'), ['p']);
    assert.deepEqual(matching('file:frob.c'), ['p', 'q']);
  });
});
