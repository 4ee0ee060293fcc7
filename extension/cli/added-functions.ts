import type { Sources } from '../kernel/source';
import { scanDeclarations } from '../link/declarations';
import { KernelText } from '../link/kernel-text';
import type { ModelFile, ModelLibrary } from '../link/models';
import type { KernelTree } from '../link/tree';
import { textOfTrees } from '../link/tree-text';
import type { FileDiff } from '../patch/patch';
import type { Series } from '../series/series';
import type { Headers } from './headers';
import { wordsOf, type StandInDeclarations } from './stand-in-declarations';

/** A file of a series and the names of the functions in it that the series adds whole. */
export interface AddedFunctions {
  readonly sources: Sources;
  readonly functions: ReadonlySet<string>;
}

/** Patches change more than the kernel; what runs in user space has other headers. */
const NOT_THE_KERNEL = /^(?:tools|samples|scripts|Documentation|rust)\//;
const INCLUDE_ROOTS = ['include/', 'include/uapi/', 'arch/x86/include/', 'arch/x86/include/uapi/'];

/**
 * The functions that stand in a series as lines it adds from the first to the last, each in the file as the series leaves
 * it: on the tree's own file where the hunks fit, else with what the hunks show laid over it. A file that the tree has not
 * comes from the series among the others that adds it, the last one posted before. Options that the series adds are on. What
 * the tree's headers are too old to declare is taken from the models.
 */
export function addedFunctions(
  series: Series,
  others: readonly Series[],
  trees: readonly KernelTree[],
  headers: Headers,
  declarations: StandInDeclarations,
): AddedFunctions[] {
  const names = new Map<string, Set<string>>();
  for (const { patch } of series.patches)
    for (const diff of patch.files)
      if (/\.[ch]$/.test(diff.path) && !NOT_THE_KERNEL.test(diff.path))
        for (const name of wholeFunctions(diff)) names.set(diff.path, (names.get(diff.path) ?? new Set()).add(name));
  const stack = [...groundOf(series, others, trees), series];
  const paths = stack.flatMap((one) => [...touched(one)]);
  const text = new KernelText(stack, trees, standIns(paths, trees));
  const options = stack.flatMap(addedOptions).map((name): [string, string] => [`CONFIG_${name}`, '1']);
  const root = rootOf(trees);
  const made: AddedFunctions[] = [];
  for (const [path, functions] of names) {
    const unit = text.file(path)?.file;
    if (unit === undefined) continue;
    const full = (from: string): string => (from.startsWith('/') || root === null ? from : `${root}/${from}`);
    const base = headers.sources({ ...unit, path });
    const used = wordsOf(unit.text);
    const include: Sources['include'] = (wanted, from, quoted) => {
      const beside = quoted ? normalised(`${kernelPath(from, root).replace(/[^/]*$/, '')}${wanted}`) : null;
      const paths = [...(beside === null ? [] : [beside]), ...INCLUDE_ROOTS.map((root) => root + wanted)];
      const touchedPath = paths.find((one) => text.touched().includes(one));
      const own = touchedPath === undefined ? undefined : text.file(touchedPath)?.file;
      if (own !== undefined) return own;
      const found = base.include(wanted, full(from), quoted);
      return found === null || !wanted.startsWith('linux/') ? found : declarations.supplement(found, wanted, used);
    };
    const defines = new Map([...base.defines, ...options]);
    made.push({ sources: { ...base, units: [unit], include, defines }, functions });
  }
  return made;
}

/** The series that a series stands on, as far as files tell: those that add what it changes and the tree has not. */
function groundOf(series: Series, others: readonly Series[], trees: readonly KernelTree[]): readonly Series[] {
  const posted = postedAt(series);
  const before = others
    .filter((one) => one.topic !== series.topic && postedAt(one) < posted)
    .sort((a, b) => (postedAt(a) < postedAt(b) ? -1 : 1));
  const adds = (one: Series, path: string): boolean =>
    one.patches.some(({ patch }) => patch.files.some((diff) => diff.path === path && diff.status === 'added'));
  const ground = new Set<Series>();
  for (const { patch } of series.patches)
    for (const { path, status } of patch.files) {
      if (status !== 'modified' || adds(series, path) || trees.some((tree) => tree.byPath(path) !== null)) continue;
      const found = before.filter((one) => adds(one, path)).at(-1);
      if (found !== undefined) ground.add(found);
    }
  return before.filter((one) => ground.has(one));
}

const postedAt = (series: Series): string => series.patches[0]?.message.date ?? '';

function* touched(series: Series): Generator<string> {
  for (const { patch } of series.patches) for (const diff of patch.files) yield diff.path;
}

/** The options that the Kconfig files of a series add. */
function addedOptions({ patches }: Series): string[] {
  return patches
    .flatMap(({ patch }) => patch.files)
    .filter(({ path }) => /(?:^|\/)Kconfig[^/]*$/.test(path))
    .flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines))
    .flatMap(({ kind, text }) => {
      const name = kind === 'added' ? /^(?:menu)?config\s+(\w+)/.exec(text)?.[1] : undefined;
      return name === undefined ? [] : [name];
    });
}

/** Where hunks do not fit the tree's file, it stands in for the real one as a model does. */
function standIns(paths: readonly string[], trees: readonly KernelTree[]): ModelLibrary {
  const byKernelPath = new Map<string, ModelFile>();
  const textOf = textOfTrees(trees);
  for (const path of paths) {
    const text = textOf(path);
    if (text !== null) byKernelPath.set(path, { path, text, standsFor: path });
  }
  return {
    directory: '',
    headers: new Map(),
    byKernelPath,
    byPath: new Map(),
    units: [],
    flows: [],
    config: new Map(),
  };
}

/** The directory of a tree that has the kernel's headers under their paths; null without one. */
const rootOf = (trees: readonly KernelTree[]): string | null =>
  trees.find((tree) => tree.byPath('include/linux/kernel.h') !== null)?.name ?? null;

const kernelPath = (from: string, root: string | null): string =>
  root !== null && from.startsWith(`${root}/`) ? from.slice(root.length + 1) : from;

/** Names of the functions that a diff adds from their first line to their last. */
function wholeFunctions(diff: FileDiff): string[] {
  const found: string[] = [];
  for (const hunk of diff.hunks) {
    let run: string[] = [];
    const end = (): void => {
      for (const one of scanDeclarations(run).declarations) if (one.kind === 'function') found.push(one.name);
      run = [];
    };
    for (const line of hunk.lines) {
      if (line.kind === 'added') run.push(line.text);
      else if (line.kind === 'context') end();
    }
    end();
  }
  return found;
}

function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
