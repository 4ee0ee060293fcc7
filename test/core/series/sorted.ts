import assert from 'node:assert/strict';
import { sortIntoSeries } from '../../../extension/series/archive';
import type { Archive } from '../../../extension/series/series';
import { readPosts, shuffled, type Post } from './post';

export const bare = (id: string): string => id.replace(/@example\.org$/, '');

/** A series in a line: its revision, how many of how many, cover, patches; `~` before what is carried over. */
export const inALine = ({ series }: Archive): string[] =>
  series.map(({ revision, total, cover: letter, patches, missing, problems }) =>
    [
      `v${String(revision)} of ${String(total)}:`,
      ...(letter === null ? [] : [`0=${bare(letter.id)}`]),
      ...patches.map(
        ({ index, messageId, problems: mine }) =>
          `${String(index)}=${mine.some(({ code }) => code === 'patch-carried-over') ? '~' : ''}${bare(messageId)}`,
      ),
      ...(missing.length === 0 ? [] : [`missing ${missing.join(',')}`]),
      ...problems.filter(({ code }) => code === 'patch-replaced').map(() => 'replaced'),
    ].join(' '),
  );

/** Everything that must be the same in any order. */
const shown = (archive: Archive): unknown => ({
  series: inALine(archive),
  topics: archive.series.map(({ id, topic }) => [id, topic]),
  told: archive.series.map(({ title, rfc, baseCommit, changeId }) => ({ title, rfc, baseCommit, changeId })),
  said: archive.series.map(({ problems }) => problems),
  patches: archive.series.flatMap(({ patches }) =>
    patches.map(({ subject, author, trailers, problems, patch }) => ({ subject, author, trailers, problems, patch })),
  ),
  placed: archive.placed
    .map(({ message, kind, series, parent, why }) => [message.id, kind, series, parent, why].join(' '))
    .sort(),
});

/** Sorts the mails in file order and in twenty random orders, and holds the result against the lines. */
export async function check(posts: readonly Post[], ...lines: string[]): Promise<Archive> {
  const archive = await sortedInAnyOrder(posts);
  assert.deepEqual(inALine(archive), lines);
  for (const { why } of archive.placed) assert.match(why, /\.$/);
  return archive;
}

/** The mails sorted in file order; sorted again, and in twenty random orders, they must come out the same. */
export async function sortedInAnyOrder(posts: readonly Post[]): Promise<Archive> {
  const messages = await readPosts(posts);
  const archive = sortIntoSeries(messages);
  assert.deepEqual(shown(sortIntoSeries(messages)), shown(archive), 'sorted twice');
  for (let seed = 1; seed <= 20; seed++)
    assert.deepEqual(shown(sortIntoSeries(shuffled(messages, seed))), shown(archive), `order ${String(seed)}`);
  return archive;
}

export const kinds = ({ placed }: Archive): Record<string, string> =>
  Object.fromEntries(placed.map(({ message, kind }) => [bare(message.id), kind]));
export const homes = ({ placed }: Archive): Record<string, string | null> =>
  Object.fromEntries(placed.map(({ message, series }) => [bare(message.id), series === null ? null : bare(series)]));
export const topics = ({ series }: Archive): number => new Set(series.map(({ topic }) => topic)).size;
