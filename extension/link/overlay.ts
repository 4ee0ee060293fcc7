import { fileLine } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import type { Sliced } from '../ground/sliced';
import type { LineOrigin, SourceFile } from '../kernel/source';
import type { Image, ImageLine } from '../patch/image';
import type { FileDiff } from '../patch/patch';
import { modelLines, sourceFile, type ComposedLine, type HunkStep } from './composed-line';
import { scanDeclarations, type Declaration } from './declarations';
import { layingOver } from './lay-over';
import type { ModelFile } from './models';
import { spliceMembers } from './splice-members';

export interface Composition {
  readonly file: SourceFile;
  readonly problems: readonly Problem[];
}

/** A file that is known whole. Every line that a mail shows is the series', the rest is the tree's. */
export function wholeFile(image: Image): SourceFile {
  const lines = image.segments.flatMap((segment) => segment.lines.map((line) => imageLine(image.path, line)));
  return sourceFile(image.path, [...lines, { text: '', origin: { ...lastOrigin(lines, image.path) } }]);
}

/**
 * A file of which only pieces are known. What stands whole in them joins the model that stands for the file, in the place
 * of what the model has under that name; what is known in part stays as the model has it, and a problem says so.
 * Without a model the pieces stand alone, on the headers that most kernel code includes. To be laid aside between any two
 * pieces.
 */
export function* overlaying(
  model: ModelFile | null,
  image: Image,
  steps: readonly HunkStep[],
  names: ReadonlyMap<string, string>,
  /** What a unit without a model includes beside the headers that most kernel code includes. */
  headers: readonly string[] = [],
): Sliced<Composition> {
  const isHeader = image.path.endsWith('.h');
  let lines = model ? modelLines(model) : frame(image.path, isHeader, headers);
  const problems: Problem[] = [];
  for (const step of steps) {
    yield;
    lines = spliceMembers(lines, step, image.path);
  }
  lines = renamed(lines, names);
  const placed = new Set<string>();
  for (const step of model === null || isHeader ? [] : steps) {
    const laid = yield* layingOver(lines, step, image.path);
    lines = [...laid.lines];
    for (const line of laid.placed) placed.add(`${step.patch}:${String(line)}`);
  }
  const pieces = image.segments.map((segment) => withHeading(segment.lines, steps));
  for (const piece of pieces) {
    lines = yield* joiningPiece(lines, piece, image.path, { isHeader, isAlone: model === null });
    yield;
    problems.push(...partialFunctions(piece, lines, { model, path: image.path, steps, placed }));
  }
  return { file: sourceFile(image.path, yield* movingTypesAhead(lines)), problems };
}

/** Rounds of moving after which types that contain each other are left alone. */
const MOST_MOVES = 16;

/**
 * A type that a patch adds stands ahead of the types that contain it, wherever the pieces put it: what the pieces don't
 * show may be what the model has in another order.
 */
function* movingTypesAhead(composed: readonly ComposedLine[]): Sliced<readonly ComposedLine[]> {
  let lines = composed;
  for (let round = 0; round < MOST_MOVES; round++) {
    yield;
    const types = definitions(lines).filter((item) => item.kind === 'type' && !isAnnounced(item, lines));
    const bodies = types.map((item) => withoutComments(textOf(lines, item)));
    const late = types.findIndex(
      (item, at) => lines[item.last]?.origin.origin === 'series' && containerOf(item.name, bodies.slice(0, at)) >= 0,
    );
    const moved = types[late];
    const before = moved && types[containerOf(moved.name, bodies.slice(0, late))];
    if (moved === undefined || before === undefined) return lines;
    lines = [
      ...lines.slice(0, before.lead),
      ...lines.slice(moved.lead, moved.last + 1),
      ...lines.slice(before.lead, moved.lead),
      ...lines.slice(moved.last + 1),
    ];
  }
  return lines;
}

/** The first of the types that has a member of that type itself, and not only a pointer to one; -1 where none has. */
function containerOf(name: string, bodies: readonly string[]): number {
  const member = new RegExp(`\\b(?:struct|union|enum)\\s+${name}\\s+\\w`);
  return bodies.findIndex((body) => member.test(body));
}

/** `struct x;` */
function isAnnounced(item: Declaration, lines: readonly ComposedLine[]): boolean {
  return item.kind === 'type' && !textOf(lines, item).includes('{') && !/^\s*typedef\b/.test(textOf(lines, item));
}

function textOf(lines: readonly ComposedLine[], item: Declaration): string {
  return lines
    .slice(item.first, item.last + 1)
    .map((line) => line.text)
    .join('\n');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, ' ').replace(/\/\/.*$/gm, ' ');
}

/**
 * A piece that begins with the second line of a function's signature gets the first one back: diff shows it as the hunk's
 * heading, and one that ends with a comma goes on below.
 */
function withHeading(piece: readonly ImageLine[], steps: readonly HunkStep[]): readonly ImageLine[] {
  const [first, second] = piece;
  if (first === undefined || second?.text !== '{' || !/^\s+\S.*\)$/.test(first.text)) return piece;
  for (const { patch, diff } of steps) {
    const hunk = diff.hunks.find((one) => one.heading.endsWith(',') && one.lines[0]?.text === first.text);
    if (hunk === undefined) continue;
    const line = fileLine(Math.max(1, first.line - 1));
    return [{ text: hunk.heading, line, patch, mailLine: hunk.mailLine, added: false }, ...piece];
  }
  return piece;
}

/** What stands around pieces without a model: common headers for a unit, an include guard for a header. */
function frame(path: string, isHeader: boolean, headers: readonly string[]): ComposedLine[] {
  const guard = `__KAPI_PIECES_${path.toUpperCase().replace(/\W/g, '_')}`;
  const texts = isHeader
    ? [`#ifndef ${guard}`, `#define ${guard}`, '#include <linux/types.h>', '#endif', '']
    : ['#include <kapi/kernel.h>', ...headers.map((header) => `#include <${header}>`)];
  return texts.map((text) => ({ text, origin: modelOrigin('models/include/kapi/kernel.h') }));
}

/** The items that stand whole in one run of known lines, and that a patch adds to. */
function* joiningPiece(
  base: readonly ComposedLine[],
  piece: readonly ImageLine[],
  path: string,
  { isHeader, isAlone }: { readonly isHeader: boolean; readonly isAlone: boolean },
): Sliced<ComposedLine[]> {
  const texts = piece.map((line) => line.text);
  const groups = groupByConditional(texts, scanDeclarations(texts).declarations);
  let lines = [...base];
  let pending: ComposedLine[] = [];
  for (const group of groups) {
    const known = piece.slice(group.lead, group.last + 1);
    const isNew = piece.slice(group.first, group.last + 1).some((line) => line.added);
    const kinds = group.items.map((item) => item.kind);
    // A model has the includes that it needs; pieces that stand alone need those of the file.
    if (!isNew && !(isAlone && kinds.every((kind) => kind === 'include'))) continue;
    yield;
    const text = known.map((line) => imageLine(path, line));
    if (kinds.every((kind) => kind === 'include')) {
      lines = insertInclude(lines, text);
      continue;
    }
    const old = definitions(lines).filter((there) => group.items.some((item) => replaces(item, there)));
    // Where a type is only announced is no place for what it consists of.
    const first = old.find((there) => !isAnnounced(there, lines)) ?? old[0];
    const user = first === undefined ? firstUse(lines, group.items) : null;
    if (user !== null) lines = [...lines.slice(0, user), ...text, blankLine(text), ...lines.slice(user)];
    else if (first === undefined) pending.push(blankLine(text), ...text);
    else {
      const removed = new Set(old.flatMap((there) => range(there.lead, there.last)));
      const at = first.lead;
      lines = [
        ...lines.slice(0, at),
        ...pending,
        ...text,
        ...lines.slice(at).filter((_, index) => !removed.has(at + index)),
      ];
      pending = [];
    }
  }
  return pending.length === 0 ? lines : append(lines, pending, isHeader);
}

interface Group {
  readonly items: readonly Declaration[];
  readonly lead: number;
  readonly first: number;
  readonly last: number;
}

/** Items inside of an `#if` … `#endif` that is known whole belong together; the rest stand alone. */
function groupByConditional(texts: readonly string[], items: readonly Declaration[]): Group[] {
  const conditionals: { first: number; last: number }[] = [];
  const open: number[] = [];
  texts.forEach((text, index) => {
    if (/^#\s*if/.test(text)) open.push(index);
    else if (/^#\s*endif/.test(text)) {
      const first = open.pop();
      if (first !== undefined && open.length === 0) conditionals.push({ first, last: index });
    }
  });
  const groups: Group[] = [];
  for (const around of conditionals) {
    const inside = items.filter((item) => item.first > around.first && item.last < around.last);
    if (inside.length > 0) groups.push({ items: inside, lead: around.first, first: around.first, last: around.last });
  }
  const branches = openBranches(texts);
  for (const item of items) {
    if (conditionals.some((around) => item.first > around.first && item.last < around.last)) continue;
    // The other half of a conditional that is known in part is what a kernel without that option has: stubs, mostly.
    const branch = branches[item.first];
    if (branch === 'else' || (branch === 'unknown' && item.kind === 'function' && item.isStatic)) continue;
    groups.push({ items: [item], lead: item.lead, first: item.first, last: item.last });
  }
  return groups.sort((a, b) => a.first - b.first);
}

type Branch = 'none' | 'then' | 'else' | 'unknown';

/** For each line, the branch that it stands in of a conditional whose beginning or end is not among the lines. */
function openBranches(texts: readonly string[]): Branch[] {
  const open: ('then' | 'else')[] = [];
  const branches: Branch[] = [];
  let settled = 0;
  texts.forEach((text, at) => {
    const isEnd = /^#\s*endif/.test(text);
    const isElse = /^#\s*el(?:se|if)/.test(text);
    if (/^#\s*if/.test(text)) open.push('then');
    else if (isElse || isEnd) {
      const opener = open.pop();
      // The #endif at the end of a header closes its include guard, which is no condition.
      const isLast = texts.slice(at + 1).every((later) => later.trim() === '');
      const isGuard = isEnd && isLast && !text.includes('CONFIG_');
      if (opener === undefined && !isGuard) {
        for (let before = settled; before < at; before++) {
          if (branches[before] === 'none') branches[before] = isElse ? 'then' : 'unknown';
        }
      }
      settled = at;
      if (isElse) open.push('else');
    }
    branches.push(open.includes('else') ? 'else' : (open.at(-1) ?? 'none'));
  });
  return branches;
}

function definitions(lines: readonly ComposedLine[]): Declaration[] {
  return [...scanDeclarations(lines.map((line) => line.text)).declarations];
}

function replaces(item: Declaration, there: Declaration): boolean {
  return item.name !== '' && item.name === there.name && item.kind === there.kind && item.kind !== 'call';
}

/** Where the first item begins that mentions a type or a function which the items define, and which therefore has to follow. */
function firstUse(lines: readonly ComposedLine[], items: readonly Declaration[]): number | null {
  const names = items.flatMap(({ kind, name }) => (kind === 'type' || kind === 'function' ? [name] : []));
  if (names.length === 0 || names.includes('')) return null;
  const mentions = new RegExp(`\\b(?:${names.join('|')})\\b`);
  const user = definitions(lines).find(
    ({ kind, first, last }) =>
      (kind === 'type' || kind === 'function') && lines.slice(first, last + 1).some((line) => mentions.test(line.text)),
  );
  return user?.lead ?? null;
}

/** Ahead of the `#endif` that closes an include guard; at the end of anything else. */
function append(lines: readonly ComposedLine[], added: readonly ComposedLine[], isHeader: boolean): ComposedLine[] {
  const last = lines.findLastIndex((line) => /^#\s*endif/.test(line.text));
  return isHeader && last >= 0
    ? [...lines.slice(0, last), ...added, ...lines.slice(last)]
    : [...lines, ...added, blankLine(added)];
}

function insertInclude(lines: readonly ComposedLine[], added: readonly ComposedLine[]): ComposedLine[] {
  const last = lines.findLastIndex((line) => /^#\s*include/.test(line.text));
  return [...lines.slice(0, last + 1), ...added, ...lines.slice(last + 1)];
}

/**
 * What a series renames in a header: a declaration goes and comes back with one word changed. Lines of models that use
 * the old name follow, as every user of it in the kernel has to.
 */
export function renames(diff: FileDiff): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!diff.path.endsWith('.h')) return found;
  for (const hunk of diff.hunks) {
    hunk.lines.forEach((line, at) => {
      const next = hunk.lines[at + 1];
      if (line.kind !== 'removed' || next?.kind !== 'added' || !/\)\s*;$/.test(line.text)) return;
      const before = line.text.split(/\b/);
      const after = next.text.split(/\b/);
      const changed = before.flatMap((word, index) => (word === after[index] ? [] : [index]));
      const [old, fresh] = [before[changed[0] ?? -1], after[changed[0] ?? -1]];
      if (before.length !== after.length || changed.length !== 1 || old === undefined || fresh === undefined) return;
      if (/^[A-Za-z_]\w*$/.test(old) && /^[A-Za-z_]\w*$/.test(fresh)) found.set(old, fresh);
    });
  }
  return found;
}

export function renamed(lines: readonly ComposedLine[], names: ReadonlyMap<string, string>): ComposedLine[] {
  if (names.size === 0) return [...lines];
  return lines.map((line) => {
    if (line.origin.origin !== 'model') return line;
    return { ...line, text: line.text.replace(/\b[A-Za-z_]\w*\b/g, (word) => names.get(word) ?? word) };
  });
}

/** Functions that a patch changes without showing them whole: the model's version runs, and a reader has to know. */
function partialFunctions(
  piece: readonly ImageLine[],
  lines: readonly ComposedLine[],
  of: {
    readonly model: ModelFile | null;
    readonly path: string;
    readonly steps: readonly HunkStep[];
    /** "patch:line" of what has its place in the model's version. */
    readonly placed: ReadonlySet<string>;
  },
): Problem[] {
  if (of.path.endsWith('.h')) return [];
  const { fragments } = scanDeclarations(piece.map((line) => line.text));
  const known = new Set(definitions(lines).map((item) => item.name));
  const problems: Problem[] = [];
  for (const fragment of fragments) {
    const isOpen = (line: ImageLine): boolean =>
      line.added && !of.placed.has(`${line.patch ?? ''}:${String(line.mailLine ?? 0)}`);
    const changed = piece.slice(fragment.first, fragment.last + 1).find(isOpen);
    if (changed === undefined || changed.patch === null) continue;
    const name = fragment.name === '' ? enclosing(of.steps, changed) : fragment.name;
    const runs = of.model !== null && (name === '' || known.has(name));
    const instead = of.model !== null && runs ? `the version of ${of.model.path} runs instead` : 'it cannot run';
    problems.push(
      problem(
        'function-in-part',
        `${name === '' ? 'A function' : `${name}()`} of ${of.path} is shown only in part (near line ${String(changed.line)}), so ${instead}; give a tree that holds the file to run the patch's own.`,
        { file: changed.patch, line: changed.mailLine ?? 1, column: 1 },
      ),
    );
  }
  return problems;
}

/** The function that the heading of the line's hunk names, as diff saw it. */
function enclosing(steps: readonly HunkStep[], line: ImageLine): string {
  const hunks = steps.filter((step) => step.patch === line.patch).flatMap((step) => step.diff.hunks);
  const hunk = hunks.find((one) => one.lines.some(({ mailLine }) => mailLine === line.mailLine));
  return /(\w+)\s*\(/.exec(hunk?.heading ?? '')?.[1] ?? '';
}

function imageLine(path: string, line: ImageLine): ComposedLine {
  const shown = line.patch !== null;
  return {
    text: line.text,
    origin: {
      origin: shown ? 'series' : 'tree',
      file: path,
      line: line.line,
      patch: line.patch,
      patchLine: shown ? line.mailLine : null,
    },
  };
}

function modelOrigin(file: string): LineOrigin {
  return { origin: 'model', file, line: 1, patch: null, patchLine: null };
}

function lastOrigin(lines: readonly ComposedLine[], path: string): LineOrigin {
  return lines.at(-1)?.origin ?? { origin: 'tree', file: path, line: 1, patch: null, patchLine: null };
}

function blankLine(near: readonly ComposedLine[]): ComposedLine {
  const origin = near[0]?.origin ?? modelOrigin('');
  return { text: '', origin };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
