import { withoutBlanks } from '../ground/blanks';
import type { MessageId } from '../ground/brand';
import type { Sliced } from '../ground/sliced';
import type { Archive, Series, SeriesPatch } from '../series/series';

/**
 * The revision of the same work that follows a series: the lowest number above its own, and of several postings with
 * that number the first. Null if it is the last, or no later one was given.
 */
export function nextRevision(archive: Archive, series: Series): Series | null {
  const later = archive.series
    .filter((other) => other.topic === series.topic && other.id !== series.id && follows(other, series))
    .sort(
      (left, right) => rank(left) - rank(right) || compare(dateOf(left), dateOf(right)) || compare(left.id, right.id),
    );
  return later[0] ?? null;
}

/** An RFC is numbered apart from the postings that follow it: v1 follows RFC v3. */
const rank = (series: Series): number => (series.rfc ? 0 : 1000) + series.revision;
const follows = (other: Series, series: Series): boolean =>
  rank(other) > rank(series) && compare(dateOf(series), dateOf(other)) <= 0;
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const dateOf = (series: Series): string => (series.cover ?? series.patches[0]?.message)?.date ?? '~';

/** Patches are taken for one another from this likeness on. */
const LEAST = 0.35;

/**
 * Which patch of the next revision each patch became, told by subject and by the lines that it adds and removes, each
 * patch at most once, the most alike first. Patches without a counterpart are absent. Unlike series/range-diff, which
 * shows pairs as git does, this takes a patch that kept its subject for the same however much of it was rewritten, and
 * compares no texts line by line: it is done for every series that is opened.
 */
export function* matchingPatches(from: Series, to: Series): Sliced<ReadonlyMap<MessageId, SeriesPatch>> {
  const after: Gist[] = [];
  for (const patch of to.patches) {
    yield;
    after.push(gistOf(patch));
  }
  const pairs: { left: Gist; right: Gist; score: number; apart: number }[] = [];
  for (const patch of from.patches) {
    yield;
    const left = gistOf(patch);
    for (const right of after) {
      const apart = Math.abs(patch.index - right.patch.index);
      pairs.push({ left, right, score: similarity(left, right), apart });
    }
  }
  pairs.sort((a, b) => b.score - a.score || a.apart - b.apart);
  const matches = new Map<MessageId, SeriesPatch>();
  const taken = new Set<SeriesPatch>();
  for (const { left, right, score } of pairs) {
    if (score < LEAST) break;
    if (matches.has(left.patch.messageId) || taken.has(right.patch)) continue;
    matches.set(left.patch.messageId, right.patch);
    taken.add(right.patch);
  }
  return matches;
}

/** What tells a patch from others. */
interface Gist {
  readonly patch: SeriesPatch;
  readonly words: Bag;
  readonly lines: Bag;
}

/** Patches don't change, and each but those of the first and last revision is compared twice. */
const gists = new WeakMap<SeriesPatch, Gist>();

function gistOf(patch: SeriesPatch): Gist {
  let known = gists.get(patch);
  if (known === undefined) gists.set(patch, (known = gist(patch)));
  return known;
}

function gist(patch: SeriesPatch): Gist {
  const words = patch.subject
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== '');
  const lines = patch.patch.files.flatMap((file) =>
    file.hunks.flatMap((hunk) =>
      hunk.lines.filter((line) => line.kind !== 'context').map((line) => line.kind + withoutBlanks(line.text)),
    ),
  );
  return { patch, words: counted(words), lines: counted(lines) };
}

/** How often each item occurs, and how many there are in all. */
interface Bag {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

function counted(items: readonly string[]): Bag {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return { counts, size: items.length };
}

const similarity = (left: Gist, right: Gist): number =>
  0.5 * shared(left.words, right.words) + 0.5 * shared(left.lines, right.lines);

/** How much of two bags is in both: 1 for equal ones (two empty ones among them), 0 for bags that share nothing. */
function shared(left: Bag, right: Bag): number {
  const all = left.size + right.size;
  if (all === 0) return 1;
  const [few, many] = left.counts.size <= right.counts.size ? [left, right] : [right, left];
  let both = 0;
  for (const [item, count] of few.counts) both += Math.min(count, many.counts.get(item) ?? 0);
  return (2 * both) / all;
}
