import { fileLine, type FileLine, type MailLine } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import type { DiffLine, FileDiff, Hunk, Patch } from './patch';

/** One line of a file as far as it is known. */
export interface ImageLine {
  readonly text: string;
  readonly line: FileLine;
  /** The Message-ID of the patch whose mail shows this line, the one that adds it before all; null for a line of the base. */
  readonly patch: string | null;
  /** Where that mail shows it. */
  readonly mailLine: MailLine | null;
  /** A patch of the sequence adds it, rather than showing it as context. */
  readonly added: boolean;
}

/** Lines that follow each other without a gap. */
export interface ImageSegment {
  readonly first: FileLine;
  readonly lines: readonly ImageLine[];
}

/** A *sparse image*: what is known of one file at one point of a sequence of patches. */
export interface Image {
  readonly path: string;
  /** In order of line, never touching. */
  readonly segments: readonly ImageSegment[];
  /** Every line of the file is known: from a base, or from the diff that adds the file, and all hunks fit. */
  readonly complete: boolean;
  readonly problems: readonly Problem[];
}

/** One patch's diff of the file, with the Message-ID of the mail that holds it. */
export interface Step {
  readonly patch: string;
  readonly diff: FileDiff;
}

/**
 * The file after all `steps`, which follow each other as the patches of a series do.
 * @param base the text of the whole file before the first step, or null where nobody has it
 * @param fit what becomes of a hunk that was made for another version of the text: `exact` takes its lines as posted at
 *   the stated place, `nearest` lays them over the lines that they resemble most where there are such, and leaves them out of a file that is known whole where
 *   there are none; all of it is reported
 */
export function afterImage(
  path: string,
  steps: readonly Step[],
  base: string | null = null,
  fit: 'exact' | 'nearest' = 'exact',
): Image {
  if (fit === 'exact') return imageBetween(path, steps, [], base);
  const { known, complete, problems } = advance(path, steps, base, fit);
  return { path, segments: segments(known), complete, problems };
}

/**
 * The file before all `steps`.
 * @param base the text of the whole file before the first step, or null where nobody has it
 */
export function beforeImage(path: string, steps: readonly Step[], base: string | null = null): Image {
  return imageBetween(path, [], steps, base);
}

/**
 * The file between two patches of a sequence. What later patches show of lines that they don't change is known
 * already before them, so both sides of the point teach.
 * @param base the text of the whole file before the first of the `earlier` steps, or null
 */
export function imageBetween(
  path: string,
  earlier: readonly Step[],
  later: readonly Step[],
  base: string | null = null,
): Image {
  let forward = advance(path, earlier, base);
  const unfit: Problem[] = [];
  if (base !== null && forward.problems.length > 0) {
    unfit.push(
      problem(
        'base-does-not-fit',
        `The text given for ${path} is not what the patches were made for; it was not used.`,
      ),
    );
    forward = advance(path, earlier, null);
  }
  const backward = advance(path, later.map(reversed).reverse(), null);
  const known = forward.known;
  for (const [at, line] of backward.known) {
    const mine = known.get(at);
    if (mine === undefined) {
      if (!forward.complete) known.set(at, { ...line, added: false });
    } else if (mine.patch === null && mine.text === line.text) known.set(at, { ...line, added: false });
  }
  return {
    path,
    segments: segments(known),
    complete: forward.complete || backward.complete,
    problems: [...unfit, ...forward.problems],
  };
}

/**
 * The diffs that make up the history of a file over a sequence of patches, renames and copies followed back.
 * @param path the file's path after the last patch
 */
export function stepsOf(path: string, patches: readonly { readonly id: string; readonly patch: Patch }[]): Step[] {
  const steps: Step[] = [];
  let wanted = path;
  for (const { id, patch } of patches.toReversed()) {
    for (const diff of patch.files.toReversed()) {
      if (diff.path !== wanted) continue;
      steps.push({ patch: id, diff });
      wanted = diff.oldPath ?? wanted;
    }
  }
  return steps.reverse();
}

/** A line without its number, which changes as hunks above it come and go. */
type Known = Omit<ImageLine, 'line'>;

interface Knowledge {
  known: Map<number, Known>;
  complete: boolean;
  readonly problems: Problem[];
}

function advance(
  path: string,
  steps: readonly Step[],
  base: string | null,
  fit: 'exact' | 'nearest' = 'exact',
): Knowledge {
  const state: Knowledge = { known: new Map(), complete: base !== null, problems: [] };
  if (base !== null) {
    const lines = base.split('\n');
    if (lines.at(-1) === '') lines.pop();
    lines.forEach((text, at) => state.known.set(at + 1, { text, patch: null, mailLine: null, added: false }));
  }
  for (const step of steps) apply(state, step, path, fit);
  return state;
}

function apply(state: Knowledge, { patch, diff }: Step, path: string, fit: 'exact' | 'nearest'): void {
  if (diff.status === 'added') {
    state.known = new Map();
    state.complete = true;
  }
  const next = new Map<number, Known>();
  let copied = 1;
  let shift = 0;
  let drift = 0;
  const rest = [...state.known.keys()].sort((a, b) => a - b);
  let cursor = 0;
  const copyUpTo = (end: number): void => {
    for (; cursor < rest.length; cursor++) {
      const at = rest[cursor] ?? 0;
      if (at >= end) break;
      const line = state.known.get(at);
      if (at >= copied && line !== undefined) next.set(at + shift, line);
    }
  };
  for (const hunk of diff.hunks) {
    const old = hunk.lines.filter((line) => line.kind !== 'added').map((line) => line.text);
    const stated = hunk.oldStart + (hunk.oldCount === 0 ? 1 : 0);
    const found = place(state, old, stated + drift, copied);
    const near = found === null && fit === 'nearest' ? nearest(state.known, old, stated + drift, copied) : null;
    if (found === null && near === null && fit === 'nearest' && state.complete) {
      state.problems.push(leftOut(path, patch, hunk));
      continue;
    }
    const from = found ?? near?.from ?? Math.max(stated + drift, copied);
    const covered = near?.count ?? old.length;
    if (near !== null) {
      drift = from - stated;
      state.problems.push(laidOver(path, patch, hunk));
    } else if (found === null) {
      state.complete = false;
      const unfit = doesNotFit(path, patch, hunk);
      state.problems.push(fit === 'nearest' ? { ...unfit, code: 'hunk-taken-as-posted' } : unfit);
    } else drift = found - stated;
    if (isShort(hunk)) state.complete = false;
    copyUpTo(from);
    write(next, hunk.lines, { patch, at: from, to: from + shift, known: state.known });
    copied = from + covered;
    shift += hunk.lines.filter((line) => line.kind !== 'removed').length - covered;
  }
  copyUpTo(Infinity);
  state.known = next;
  if (diff.status === 'deleted') state.complete = true;
}

const isShort = (hunk: Hunk): boolean =>
  hunk.lines.filter((line) => line.kind !== 'added').length < hunk.oldCount ||
  hunk.lines.filter((line) => line.kind !== 'removed').length < hunk.newCount;

/** Puts the new side of a hunk down; a context line keeps the better origin where an earlier patch added it. */
function write(
  next: Map<number, Known>,
  lines: readonly DiffLine[],
  { patch, at, to, known }: { patch: string; at: number; to: number; known: ReadonlyMap<number, Known> },
): void {
  for (const line of lines) {
    if (line.kind === 'removed') at++;
    else if (line.kind === 'added') next.set(to++, { text: line.text, patch, mailLine: line.mailLine, added: true });
    else {
      const before = known.get(at++);
      const shown = { text: line.text, patch, mailLine: line.mailLine, added: false };
      next.set(to++, before !== undefined && before.patch !== null && before.text === line.text ? before : shown);
    }
  }
}

/** How far from its stated line a hunk is looked for, as `git apply` does where files have drifted. */
const REACH = 2000;

/** After so many hunks that fit nowhere the others are not looked for any more. */
const HOPELESS = 20;

/**
 * The line at which the old side of a hunk agrees with everything known, nearest to where it is expected, or null. A line
 * of which nothing is known agrees with anything, but only at the expected place: elsewhere every line must be known.
 */
function place(
  { known, complete, problems }: Knowledge,
  old: readonly string[],
  expected: number,
  floor: number,
): number | null {
  const agrees = (from: number, whole: boolean): boolean => {
    if (from < floor) return false;
    for (let i = 0; i < old.length; i++) {
      const line = known.get(from + i);
      if (line === undefined ? whole : line.text !== old[i]) return false;
    }
    return true;
  };
  if (agrees(expected, complete)) return expected;
  const reach = problems.length < HOPELESS ? REACH : 0;
  for (let off = 1; off <= reach && old.length > 0; off++) {
    if (agrees(expected - off, true)) return expected - off;
    if (agrees(expected + off, true)) return expected + off;
  }
  return null;
}

/** How far around its expected place a hunk made for another version is looked for, and how much more it may cover. */
const NEAR = 250;
const SLACK = 16;

/**
 * The run of known lines that a hunk made for another version stands for: from the first to the last line that it has
 * in common with them, in order, where it has most. Null where less than half of its telling lines are there.
 */
function nearest(
  known: ReadonlyMap<number, Known>,
  old: readonly string[],
  expected: number,
  floor: number,
): { from: number; count: number } | null {
  const telling = old.filter(tells);
  let best: { from: number; count: number; common: number } | null = null;
  for (let from = Math.max(floor, expected - NEAR); from <= expected + NEAR; from++) {
    const first = known.get(from);
    if (first === undefined || !tells(first.text)) continue;
    const start = old.indexOf(first.text);
    if (start < 0) continue;
    const run = commonRun(known, old.slice(start), from);
    const isBetter =
      best === null ||
      run.common > best.common ||
      (run.common === best.common && Math.abs(from - expected) < Math.abs(best.from - expected));
    if (isBetter) best = { from, count: run.count, common: run.common };
  }
  if (best === null || best.common * 2 < telling.length) return null;
  return grown(known, old, best);
}

/** Blank lines and braces at both ends belong to the run where both sides have them. */
function grown(
  known: ReadonlyMap<number, Known>,
  old: readonly string[],
  { from, count }: { from: number; count: number },
): { from: number; count: number } {
  let [first, start] = [from, old.indexOf(known.get(from)?.text ?? '')];
  while (start > 0 && known.get(first - 1)?.text === old[start - 1]) {
    first--;
    start--;
  }
  let last = from + count - 1;
  let end = old.lastIndexOf(known.get(last)?.text ?? '');
  while (end + 1 < old.length && known.get(last + 1)?.text === old[end + 1]) {
    last++;
    end++;
  }
  return { from: first, count: last - first + 1 };
}

/** A line that other places of a file don't have just as well. */
const tells = (text: string): boolean => /\w{3}/.test(text);

/** The longest common subsequence of a hunk's old side and the lines from `from` on: its size, and how far it reaches. */
function commonRun(
  known: ReadonlyMap<number, Known>,
  old: readonly string[],
  from: number,
): { common: number; count: number } {
  const reach = old.length + SLACK;
  let row: { common: number; count: number }[] = Array.from({ length: reach + 1 }, () => ({ common: 0, count: 0 }));
  for (const text of old) {
    const next: { common: number; count: number }[] = [{ common: 0, count: 0 }];
    for (let at = 0; at < reach; at++) {
      const up = row[at + 1] ?? { common: 0, count: 0 };
      const left = next[at] ?? { common: 0, count: 0 };
      const diagonal = row[at] ?? { common: 0, count: 0 };
      const isCommon = tells(text) && known.get(from + at)?.text === text;
      const taken = { common: diagonal.common + 1, count: at + 1 };
      const kept = up.common > left.common || (up.common === left.common && up.count <= left.count) ? up : left;
      next.push(isCommon && taken.common > kept.common ? taken : kept);
    }
    row = next;
  }
  return row[reach] ?? { common: 0, count: 0 };
}

function laidOver(path: string, patch: string, hunk: Hunk): Problem {
  return problem(
    'hunk-laid-over',
    `The hunk at line ${String(hunk.oldStart)} of ${path} was made for another version of the file; it stands over the lines that it resembles most.`,
    { file: patch, line: hunk.mailLine, column: 1 },
  );
}

function leftOut(path: string, patch: string, hunk: Hunk): Problem {
  return problem(
    'hunk-left-out',
    `The hunk at line ${String(hunk.oldStart)} of ${path} was made for another version of the file, which has nothing like it; it was left out.`,
    { file: patch, line: hunk.mailLine, column: 1 },
  );
}

function doesNotFit(path: string, patch: string, hunk: Hunk): Problem {
  return problem(
    'hunk-does-not-fit',
    `The hunk at line ${String(hunk.oldStart)} of ${path} contradicts what is known of the file before it; its lines were taken as posted.`,
    { file: patch, line: hunk.mailLine, column: 1 },
  );
}

function segments(known: ReadonlyMap<number, Known>): ImageSegment[] {
  const found: { first: FileLine; lines: ImageLine[] }[] = [];
  for (const [at, line] of [...known].sort(([a], [b]) => a - b)) {
    const last = found.at(-1);
    const placed = { ...line, line: fileLine(at) };
    if (last !== undefined && last.first + last.lines.length === at) last.lines.push(placed);
    else found.push({ first: fileLine(at), lines: [placed] });
  }
  return found;
}

/** The diff that takes the step back: what it added is removed, what it removed is added. */
function reversed({ patch, diff }: Step): Step {
  const status = diff.status === 'added' ? 'deleted' : diff.status === 'deleted' ? 'added' : diff.status;
  return { patch, diff: { ...diff, status, hunks: diff.hunks.map(reversedHunk) } };
}

function reversedHunk(hunk: Hunk): Hunk {
  const lines = hunk.lines.map((line): DiffLine => {
    const { text, mailLine } = line;
    if (line.kind === 'added') return { kind: 'removed', text, old: line.new, mailLine };
    if (line.kind === 'removed') return { kind: 'added', text, new: line.old, mailLine };
    return { kind: 'context', text, old: line.new, new: line.old, mailLine };
  });
  return {
    ...hunk,
    oldStart: hunk.newStart,
    oldCount: hunk.newCount,
    newStart: hunk.oldStart,
    newCount: hunk.oldCount,
    lines,
  };
}
