import type { MessageId } from '../../ground/brand';
import type { ReviewThread } from '../../review/review-thread';
import { revisionName } from '../../review/summary';
import type { Archive, Series } from '../../series/series';

/** Threads under one heading, in the order of their places. */
export interface ThreadGroup {
  readonly id: string;
  readonly heading: string;
  readonly kind: 'patch' | 'unplaced' | 'steps' | 'other';
  readonly threads: readonly ReviewThread[];
}

/**
 * Threads as a reader goes through them: by revision, the newest first, in it by patch, in that the message and then the
 * files; at the end what has no place, and what stands on steps of a replay alone.
 */
export function threadGroups(archive: Archive, threads: readonly ReviewThread[]): readonly ThreadGroup[] {
  const revisions = archive.series.toSorted((left, right) => compare(dateOf(right), dateOf(left)));
  const unplaced = threads.filter(({ placement, lost }) => placement === 'unplaced' && !lost);
  const steps = threads.filter(({ anchor, conversation }) => conversation === null && anchor.patch === null);
  const placed = threads.filter((thread) => !unplaced.includes(thread) && !steps.includes(thread));
  const known = new Set<ReviewThread>();
  const groups: ThreadGroup[] = [];
  for (const series of revisions)
    for (const { id, heading, files } of headingsOf(series)) {
      const here = placed.filter(({ anchor }) => anchor.patch === id);
      for (const thread of here) known.add(thread);
      groups.push({ id, heading, kind: 'patch', threads: inOrder(here, files) });
    }
  const other = placed.filter((thread) => !known.has(thread));
  return [
    ...groups,
    { id: 'other', heading: 'Other mail', kind: 'other' as const, threads: other },
    { id: 'unplaced', heading: 'Unplaced', kind: 'unplaced' as const, threads: unplaced },
    { id: 'steps', heading: 'Steps of replays', kind: 'steps' as const, threads: steps },
  ].filter((group) => group.threads.length > 0);
}

interface Heading {
  readonly id: MessageId;
  readonly heading: string;
  readonly files: readonly string[];
}

function headingsOf(series: Series): readonly Heading[] {
  const total = String(series.total);
  const cover = series.cover;
  return [
    ...(cover === null
      ? []
      : [{ id: cover.id, heading: `${revisionName(series)} 0/${total} ${series.title}`, files: [] }]),
    ...series.patches.map(({ messageId, index, subject, patch }) => ({
      id: messageId,
      heading: `${revisionName(series)} ${String(index)}/${total} ${subject}`,
      files: patch.files.map(({ path }) => path),
    })),
  ];
}

function inOrder(threads: readonly ReviewThread[], files: readonly string[]): readonly ReviewThread[] {
  const fileOf = ({ anchor }: ReviewThread): number => (anchor.file === null ? -1 : files.indexOf(anchor.file));
  return threads.toSorted(
    (left, right) => fileOf(left) - fileOf(right) || (left.anchor.line ?? 0) - (right.anchor.line ?? 0),
  );
}

const dateOf = (series: Series): string => (series.cover ?? series.patches[0]?.message)?.date ?? '';
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
