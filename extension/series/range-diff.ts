import type { MailLine } from '../ground/brand';
import { diffLines } from '../patch/line-diff';
import { assign } from './assignment';
import type { Series, SeriesPatch } from './series';

/** What became of a patch: `same` text, `changed`, `dropped` from the later revision, or `added` by it. */
export type Fate = 'same' | 'changed' | 'dropped' | 'added';

/** One line of a patch beside its counterpart in the other revision, with where each mail shows it. */
export interface RangeLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
  readonly before: MailLine | null;
  readonly after: MailLine | null;
}

export interface RangePair {
  readonly fate: Fate;
  readonly before: SeriesPatch | null;
  readonly after: SeriesPatch | null;
}

/** In percent: a pair that differs by more than this of its size is rather one patch dropped and one added (git's default). */
const CREATION_FACTOR = 60;

/**
 * Pairs the patches of two revisions as `git range-diff` does, from their mails alone: equal texts first, then the pairing
 * that leaves the fewest lines of difference. In git's order: that of the later revision, and a dropped patch as soon as
 * all before it have been shown.
 */
export function rangeDiff(before: Series, after: Series): RangePair[] {
  const old = before.patches.map(shown);
  const now = after.patches.map(shown);
  const partner = pairs(old, now);
  const taken = new Set(partner.values());
  const told = new Set<number>();
  const result: RangePair[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    while (told.has(i)) i++;
    const [left, right] = [old[i], now[j]];
    const mate = partner.get(j);
    const other = mate === undefined ? undefined : old[mate];
    if (left !== undefined && !taken.has(i)) {
      result.push({ fate: 'dropped', before: left.patch, after: null });
      i++;
    } else if (right !== undefined && other !== undefined && mate !== undefined) {
      result.push({ fate: other.text === right.text ? 'same' : 'changed', before: other.patch, after: right.patch });
      told.add(mate);
      j++;
    } else if (right !== undefined) {
      result.push({ fate: 'added', before: null, after: right.patch });
      j++;
    }
  }
  return result;
}

/** The two texts of a pair line by line: author, message and diff without line numbers, as git range-diff shows them. */
export function rangeLines({ before, after }: RangePair): RangeLine[] {
  const old = before === null ? [] : patchLines(before);
  const now = after === null ? [] : patchLines(after);
  return diffLines(
    old.map(({ text }) => text),
    now.map(({ text }) => text),
  ).map((edit) => {
    const [left, right] = [
      edit.old === null ? undefined : old[edit.old],
      edit.new === null ? undefined : now[edit.new],
    ];
    return {
      kind: edit.kind,
      text: (right ?? left)?.text ?? '',
      before: left?.mailLine ?? null,
      after: right?.mailLine ?? null,
    };
  });
}

interface Shown {
  readonly patch: SeriesPatch;
  readonly text: string;
  /** The lines of the diff alone, by which patches are paired. */
  readonly diff: readonly string[];
}

interface PatchLine {
  readonly text: string;
  readonly mailLine: MailLine | null;
}

function shown(patch: SeriesPatch): Shown {
  return {
    patch,
    text: patchLines(patch)
      .map(({ text }) => text)
      .join('\n'),
    diff: diffText(patch).map(({ text }) => text),
  };
}

function patchLines(patch: SeriesPatch): PatchLine[] {
  const plain = (text: string): PatchLine => ({ text, mailLine: null });
  return [
    plain(` ## Metadata ##`),
    plain(`Author: ${patch.author.name} <${patch.author.email}>`),
    plain(` ## Commit message ##`),
    plain(`    ${patch.subject}`),
    ...patch.patch.message.split('\n').map((line) => plain(line === '' ? '' : `    ${line}`)),
    ...diffText(patch),
  ];
}

const SIGN = { context: ' ', added: '+', removed: '-' } as const;

function diffText({ patch }: SeriesPatch): PatchLine[] {
  return patch.files.flatMap((file) => {
    const note = { added: ' (new)', deleted: ' (deleted)' }[file.status as string] ?? '';
    const name = file.oldPath === null ? file.path : `${file.oldPath} => ${file.path}`;
    return [
      { text: ` ## ${name}${note} ##`, mailLine: file.first },
      ...file.hunks.flatMap((hunk) => [
        { text: `@@ ${file.path}${hunk.heading === '' ? '' : `: ${hunk.heading}`}`, mailLine: hunk.mailLine },
        ...hunk.lines.map((line) => ({ text: SIGN[line.kind] + line.text, mailLine: line.mailLine })),
      ]),
    ];
  });
}

/** For patches of the later revision (by position) the position of their counterpart in the earlier one. */
function pairs(old: readonly Shown[], now: readonly Shown[]): Map<number, number> {
  const partner = new Map<number, number>();
  const free = new Set(old.keys());
  now.forEach(({ text }, at) => {
    for (const mate of free)
      if (old[mate]?.text === text) {
        partner.set(at, mate);
        free.delete(mate);
        break;
      }
  });
  const left = [...free];
  const right = [...now.keys()].filter((at) => !partner.has(at));
  const size = left.length + right.length;
  // Every patch may also stay alone, which costs part of its size: one spare row or column for each.
  const alone = (each: Shown | undefined): number =>
    Math.floor((((each?.diff.length ?? 0) + 1) * CREATION_FACTOR) / 100);
  const cost = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => {
      const [a, b] = [old[left[row] ?? -1], now[right[column] ?? -1]];
      if (a !== undefined && b !== undefined) return difference(a.diff, b.diff);
      return a === undefined && b === undefined ? 0 : alone(a ?? b);
    }),
  );
  assign(cost).forEach((column, row) => {
    const [mate, at] = [left[row], right[column]];
    if (mate !== undefined && at !== undefined) partner.set(at, mate);
  });
  return partner;
}

/** How many lines a unified diff of two texts has, hunk headers and three lines of context included: git's measure. */
function difference(a: readonly string[], b: readonly string[]): number {
  const edits = diffLines(a, b);
  let lines = 0;
  let last = -Infinity;
  edits.forEach(({ kind }, at) => {
    if (kind === 'same') return;
    // A hunk begins three lines above its first change; changes up to six lines apart share one.
    const apart = at - last - 1;
    if (last === -Infinity) lines += 1 + Math.min(3, at);
    else lines += apart > 6 ? 3 + 1 + 3 : apart;
    lines++;
    last = at;
  });
  return last === -Infinity ? 0 : lines + Math.min(3, edits.length - 1 - last);
}
