import type { Sliced } from '../ground/sliced';
import type { DiffLine } from '../patch/patch';
import { scanDeclarations } from './declarations';
import type { ComposedLine, HunkStep } from './composed-line';

export interface Laid {
  readonly lines: readonly ComposedLine[];
  /** Lines of the mail that found their place, by the patch. */
  readonly placed: ReadonlySet<number>;
}

/** A run of removed and added lines, with the lines around it that can be recognised. */
interface Change {
  readonly above: readonly string[];
  readonly removed: readonly DiffLine[];
  readonly added: readonly (DiffLine & { kind: 'added' })[];
  readonly below: readonly string[];
}

/** The lines of one function among others: the first and the last. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * Carries a patch's changes inside of functions that its hunks show only in part over to the model's version of those
 * functions: what is removed has to be there, and what is added goes beside the same neighbour. Where the model doesn't
 * have the surroundings of one change, none of that function's changes is taken, and the caller reports it.
 */
export function* layingOver(base: readonly ComposedLine[], step: HunkStep, path: string): Sliced<Laid> {
  let lines = base;
  const placed = new Set<number>();
  for (const part of step.diff.hunks.flatMap((hunk) => parts(hunk.lines, nameOf(hunk.heading)))) {
    yield;
    const range = part.isWhole ? null : functionRange(lines, part.name);
    if (range === null) continue;
    const changes = changesOf(part.lines);
    const next = placeAll(lines, changes, range, (line) => ({
      text: line.text,
      origin: { origin: 'series', file: path, line: line.new, patch: step.patch, patchLine: line.mailLine },
    }));
    if (next === null) continue;
    lines = shown(next, part, { ...range, last: range.last + next.length - lines.length }, { path, patch: step.patch });
    for (const change of changes) for (const line of change.added) placed.add(line.mailLine);
  }
  return { lines, placed };
}

/**
 * What the hunk shows around its changes is the mail's as well where the model says the same: a step there is a step on a
 * line of the patch, as it is in a file that is known whole.
 */
function shown(
  lines: readonly ComposedLine[],
  part: Part,
  { first, last }: Range,
  { path, patch }: { readonly path: string; readonly patch: string },
): readonly ComposedLine[] {
  const marked = [...lines];
  const anchor = (line: DiffLine): number =>
    line.kind !== 'added'
      ? -1
      : lines.findIndex(({ origin }) => origin.patch === patch && origin.patchLine === line.mailLine);
  const anchors = part.lines.map(anchor);
  const isAnchor = (at: number): boolean => at >= 0;
  part.lines.forEach((line, index) => {
    if (line.kind !== 'context' || !tells(line.text)) return;
    const above = anchors.slice(0, index).findLast(isAnchor);
    const below = anchors.slice(index + 1).find(isAnchor);
    // Above its changes a function is looked through upwards, so that what is nearest to them is meant.
    const from = above ?? first;
    const to = below ?? last;
    const same = (at: number): boolean =>
      marked[at]?.origin.origin === 'model' && squeezed(marked[at].text) === squeezed(line.text);
    const places = Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset).filter(same);
    const at = above === undefined ? places.at(-1) : places[0];
    const found = at === undefined ? undefined : marked[at];
    if (at === undefined || found === undefined) return;
    const { new: number, mailLine: patchLine } = line;
    marked[at] = { text: found.text, origin: { origin: 'series', file: path, line: number, patch, patchLine } };
  });
  return marked;
}

/** The name of the function that a hunk's heading, or a line at the left margin, opens. */
const nameOf = (text: string): string => /(\w+)\s*\(/.exec(text)?.[1] ?? '';

function changesOf(lines: readonly DiffLine[]): Change[] {
  const changes: Change[] = [];
  let at = 0;
  while (at < lines.length) {
    if (lines[at]?.kind === 'context') {
      at++;
      continue;
    }
    let end = at;
    while (end < lines.length && lines[end]?.kind !== 'context') end++;
    const run = lines.slice(at, end);
    changes.push({
      above: lines.slice(0, at).flatMap((line) => (line.kind === 'removed' ? [] : [line.text])),
      removed: run.filter((line) => line.kind === 'removed'),
      added: run.filter((line) => line.kind === 'added'),
      below: lines.slice(end).flatMap((line) => (line.kind === 'added' ? [] : [line.text])),
    });
    at = end;
  }
  return changes;
}

interface Part {
  readonly name: string;
  readonly isWhole: boolean;
  readonly lines: DiffLine[];
}

/** A hunk taken apart where a function begins at the left margin. */
function parts(hunk: readonly DiffLine[], heading: string): Part[] {
  const found: { name: string; begins: boolean; ends: boolean; lines: DiffLine[] }[] = [
    { name: heading, begins: false, ends: false, lines: [] },
  ];
  for (const line of hunk) {
    const last = found.at(-1);
    if (last === undefined) break;
    const opens = /^[A-Za-z_][^;=:]*\(/.test(line.text);
    if (opens && (last.ends || last.lines.length === 0 || !last.begins)) {
      found.push({ name: nameOf(line.text), begins: true, ends: false, lines: [line] });
    } else {
      last.lines.push(line);
      if (line.text.startsWith('}')) last.ends = true;
    }
  }
  return found.map(({ name, begins, ends, lines }) => ({ name, isWhole: begins && ends, lines }));
}

function placeAll(
  base: readonly ComposedLine[],
  changes: readonly Change[],
  { first, last }: Range,
  compose: (line: DiffLine & { kind: 'added' }) => ComposedLine,
): readonly ComposedLine[] | null {
  const before = new Set(base);
  let lines = base;
  for (const change of changes) {
    const range = { first, last: last + lines.length - base.length };
    const next = place(lines, change, range, { compose, wasThere: (line) => before.has(line) });
    if (next === null) return null;
    lines = next;
  }
  return lines;
}

function place(
  lines: readonly ComposedLine[],
  change: Change,
  range: Range,
  {
    compose,
    wasThere,
  }: {
    readonly compose: (line: DiffLine & { kind: 'added' }) => ComposedLine;
    /** What this very patch has just added is not what it removes. */
    readonly wasThere: (line: ComposedLine) => boolean;
  },
): readonly ComposedLine[] | null {
  const find = (text: string, from: number): number =>
    lines.findIndex((line, at) => at >= from && at <= range.last && squeezed(line.text) === squeezed(text));
  const near = besides(change, range, find);
  // What is removed below a line that both have is below it here too.
  const start = near?.isBelow === true ? near.at : range.first;
  const removed: number[] = [];
  for (const line of change.removed) {
    const at = tells(line.text)
      ? lines.findIndex(
          (other, index) =>
            index >= (removed.at(-1) ?? start) &&
            index <= range.last &&
            wasThere(other) &&
            squeezed(other.text) === squeezed(line.text),
        )
      : sameNear(lines, line.text, (removed.at(-1) ?? (near?.at ?? range.last) - 1) + 1);
    if (at !== null && at >= 0) removed.push(at);
    else if (line.text.trim() !== '') return null;
  }
  const at = removed[0] ?? near?.at;
  if (at === undefined) return null;
  const gone = new Set(removed);
  return [
    ...lines.slice(0, at),
    ...change.added.map(compose),
    ...lines.slice(at).filter((_, index) => !gone.has(at + index)),
  ];
}

/** A brace or an `else`, which every function has, within a few lines from where it has to be. */
function sameNear(lines: readonly ComposedLine[], text: string, from: number): number | null {
  for (let at = from; at < from + 3; at++) {
    if (text.trim() !== '' && squeezed(lines[at]?.text ?? '') === squeezed(text)) return at;
  }
  return null;
}

/** Below the nearest line above that the model has too, else above the nearest one below. */
function besides(
  change: Change,
  range: Range,
  find: (text: string, from: number) => number,
): { readonly at: number; readonly isBelow: boolean } | null {
  const above = change.above.findLast(tells);
  const under = above === undefined ? -1 : find(above, range.first + 1);
  if (under >= 0) return { at: under + 1, isBelow: true };
  const below = change.below.find(tells);
  const over = below === undefined ? -1 : find(below, range.first + 1);
  return over < 0 ? null : { at: over, isBelow: false };
}

function functionRange(lines: readonly ComposedLine[], name: string): Range | null {
  if (name === '') return null;
  const { declarations } = scanDeclarations(lines.map((line) => line.text));
  return declarations.find((item) => item.kind === 'function' && item.name === name) ?? null;
}

/** Says more than a brace or a label that every function has. */
const tells = (text: string): boolean => /\w{4}/.test(text) && !/^\s*(?:\/?\*|return;|break;|else\b)/.test(text);

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();
