/** What code a moment was recorded on, so that whoever shows it on other code can say so. */
import * as v from 'valibot';
import { messageId, type MessageId } from '../ground/brand';
import type { Series } from '../series/series';
import { blobId } from './tree';

/** A posting of a series, by its first mail. */
export interface Posting {
  readonly id: MessageId;
  readonly revision: number;
}

export interface RecordedOn {
  /** The postings whose code ran. */
  readonly series: readonly Posting[];
  /** The mail of the patch on whose line the step stands; null where it stands on none. */
  readonly patch: MessageId | null;
  /** The files of the kernel tree that ran up to the step: git's blob id of each, by path. */
  readonly blobs: Readonly<Record<string, string>>;
}

/** Where a file of the kernel tree lies at hand: its text, or null. */
export type TreeText = (path: string) => string | null;

/** As `RecordedOn` stands in a file. */
export const RecordedOnInFile = v.object({
  series: v.optional(
    v.array(v.object({ id: v.pipe(v.string(), v.transform(messageId)), revision: v.pipe(v.number(), v.integer()) })),
    [],
  ),
  patch: v.optional(v.nullable(v.pipe(v.string(), v.transform(messageId))), null),
  blobs: v.optional(v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{4,64}$/))), {}),
});

/** More files than these are not named one by one in words. */
const MOST_NAMED = 3;

/** What a step of a run stands on. */
export function recordedOn(
  series: readonly Series[],
  steps: readonly { readonly origin: string; readonly file: string; readonly patch: string | null }[],
  step: number,
  treeText: TreeText,
): RecordedOn {
  const made = steps.slice(0, step);
  const files = [...new Set(made.filter(({ origin }) => origin === 'tree').map(({ file }) => file))].toSorted();
  const patch = made.at(-1)?.patch ?? null;
  return {
    series: series.flatMap(postingOf),
    patch: patch === null ? null : messageId(patch),
    blobs: Object.fromEntries(
      files.flatMap((file) => {
        const text = treeText(file);
        return text === null ? [] : [[file, blobOf(text)]];
      }),
    ),
  };
}

/** In one line: `Recorded on v2 of <…>, in the patch <…>, with 2 files of the kernel tree`. */
export function recordedWords({ series, patch, blobs }: RecordedOn): string {
  const files = Object.keys(blobs).length;
  const on = series.map(postingWords).join(' and ');
  return [
    `Recorded ${on === '' ? 'without a series' : `on ${on}`}`,
    ...(patch === null ? [] : [`in the patch <${patch}>`]),
    ...(files === 0 ? [] : [`with ${String(files)} ${files === 1 ? 'file' : 'files'} of the kernel tree`]),
  ].join(', ');
}

/** In which way the code at hand is not the one that a moment was recorded on, a sentence each; none where it is the same. */
export function driftWords(then: RecordedOn, series: readonly Series[], treeText: TreeText): readonly string[] {
  const now = series.flatMap(postingOf);
  const others = now.filter(({ id }) => then.series.every((one) => one.id !== id));
  const gone = then.series.filter(({ id }) => now.every((one) => one.id !== id));
  const posted =
    gone.length === 0
      ? []
      : [
          `It was recorded on ${gone.map(postingWords).join(' and ')}; here runs ${others.length === 0 ? 'no such series' : others.map(postingWords).join(' and ')}.`,
        ];
  const changed = Object.entries(then.blobs).flatMap(([file, blob]) => {
    const text = treeText(file);
    if (text === null) return [`${file} is in no kernel tree here`];
    const here = blobOf(text);
    return here.startsWith(blob) ? [] : [`${file} is another here (${short(here)}, recorded with ${short(blob)})`];
  });
  const more = changed.length - MOST_NAMED;
  const named = changed.slice(0, MOST_NAMED).join('; ');
  return [...posted, ...(changed.length === 0 ? [] : [`${named}${more > 0 ? `; and ${String(more)} more` : ''}.`])];
}

function postingOf({ cover, patches, revision }: Series): Posting[] {
  const first = cover ?? patches[0]?.message;
  return first === undefined ? [] : [{ id: first.id, revision }];
}

const postingWords = ({ id, revision }: Posting): string => `v${String(revision)} of <${id}>`;

const blobOf = (text: string): string => blobId(new TextEncoder().encode(text));

/** As git abbreviates the id of a blob of a repository of the kernel's size. */
const short = (blob: string): string => blob.slice(0, 12);
