import type { FileDiff } from '../patch/patch';
import type { Archive } from '../series/series';
import type { Anchor } from './comment';

/** A line of a file or message, with its number there. */
export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
  /** The line that the anchor names. */
  readonly here: boolean;
}

/**
 * The line of an anchor with those around it, as the mail shows them; empty where the anchor names no line, or none that
 * the mail shows.
 * @param around so many lines above and below
 */
export function excerptAt(archive: Archive, anchor: Anchor, around: number): readonly ExcerptLine[] {
  const { patch, file, side, line } = anchor;
  if (patch === null || line === null) return [];
  const lines = side === 'message' || file === null ? messageLines(archive, patch) : fileLines(archive, anchor, file);
  const at = lines.findIndex(({ number }) => number === line);
  if (at < 0) return [];
  return lines
    .slice(Math.max(0, at - around), at + around + 1)
    .filter(({ number }) => Math.abs(number - line) <= around)
    .map((each) => ({ ...each, here: each.number === line }));
}

interface Line {
  readonly number: number;
  readonly text: string;
}

const messageLines = (archive: Archive, id: string): readonly Line[] =>
  archive.placed
    .find(({ message }) => message.id === id)
    ?.message.body.split('\n')
    .map((text, index) => ({ number: index + 1, text })) ?? [];

function fileLines(archive: Archive, { patch, side }: Anchor, path: string): readonly Line[] {
  const files = archive.series.flatMap((series) => series.patches).find(({ messageId }) => messageId === patch)
    ?.patch.files;
  const file = files?.find((each) => each.path === path) ?? files?.find((each) => each.oldPath === path);
  return file === undefined ? [] : sideOf(file, side === 'old' ? 'old' : 'new');
}

const sideOf = (file: FileDiff, side: 'old' | 'new'): readonly Line[] =>
  file.hunks.flatMap(({ lines }) =>
    lines.flatMap((line) => {
      if (side === 'new') return line.kind === 'removed' ? [] : [{ number: line.new, text: line.text }];
      return line.kind === 'added' ? [] : [{ number: line.old, text: line.text }];
    }),
  );
