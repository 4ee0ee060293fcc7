import { problem, type Problem } from '../ground/problem';
import { atOnce, type Sliced } from '../ground/sliced';
import { plainSource, scenarioSource, type LineOrigin, type SourceFile } from '../kernel/source';
import { afterImage, type Image, type ImageLine, type Step } from '../patch/image';
import { fileLine } from '../ground/brand';
import type { FileDiff, Patch } from '../patch/patch';
import type { Series } from '../series/series';
import { findingHeaders } from './declaring-headers';
import type { ModelFile, ModelLibrary } from './models';
import { modelLines, sourceFile } from './composed-line';
import { overlaying, renamed, renames, wholeFile } from './overlay';
import type { KernelTree } from './tree';

/** Where `#include <x>` is looked for, below the top of the kernel. */
export const INCLUDE_ROOTS = ['include/', 'include/uapi/', 'arch/x86/include/', 'arch/x86/include/uapi/', ''];

/** What a flow brings of its own to the kernel's text. */
export interface OwnText {
  /** Each applies after so many of the series, in this order. `path` is how the patch is shown. */
  readonly patches: readonly { readonly path: string; readonly patch: Patch; readonly after: number }[];
  /** Kernel paths whose hunks may have been made for another version of the file. */
  readonly loose: ReadonlySet<string>;
  /** By kernel path, the blob to take from a tree where no diff names one. */
  readonly bases: ReadonlyMap<string, string>;
}

const NOTHING_OWN: OwnText = { patches: [], loose: new Set(), bases: new Map() };

/** Files of ours that are what is played rather than what stands in for the kernel. */
const SCENARIO = /^(?:models\/flows|samples)\//;

/** One file as it is compiled, and what its composition left to say. */
export interface KernelFile {
  readonly file: SourceFile;
  readonly problems: readonly Problem[];
}

/**
 * The text of the kernel that one flow sees: real text first (DESIGN.md, invariant 3). A file is the series' after-image
 * where that is known whole; else the tree's; else the model that stands for it, with whatever the series adds to it. Headers
 * of the machine itself (locks, lists, memory) are always ours and only take what a series adds.
 */
export class KernelText {
  private readonly steps = new Map<string, Step[]>();
  /** What the series call by another name, old name first. */
  private readonly names = new Map<string, string>();
  private readonly composed = new Map<string, KernelFile | null>();
  private readonly composedModels = new Map<ModelFile, KernelFile>();

  constructor(
    series: readonly Series[],
    private readonly trees: readonly KernelTree[],
    private readonly models: ModelLibrary,
    private readonly local: (path: string) => string | null = () => null,
    private readonly own: OwnText = NOTHING_OWN,
  ) {
    for (const [at, posting] of series.entries()) {
      this.applyOwn((after) => after === at);
      for (const { patch, messageId } of posting.patches) this.apply(patch, messageId);
    }
    this.applyOwn((after) => after >= series.length);
  }

  private applyOwn(isDue: (after: number) => boolean): void {
    for (const { patch, path, after } of this.own.patches) if (isDue(after)) this.apply(patch, path);
  }

  private apply(patch: Patch, name: string): void {
    for (const diff of patch.files) {
      const before = diff.oldPath === null ? undefined : this.steps.get(diff.oldPath);
      const steps = this.steps.get(diff.path) ?? (diff.status === 'renamed' ? before : undefined) ?? [];
      this.steps.set(diff.path, [...steps, { patch: name, diff }]);
      for (const [old, fresh] of renames(diff)) this.names.set(old, fresh);
    }
  }

  /** Kernel paths that the series touches. */
  touched(): string[] {
    return [...this.steps.keys()].sort();
  }

  /** The file at a kernel path, or null where nobody has any of it. */
  file(path: string): KernelFile | null {
    return atOnce(this.composing(path));
  }

  /** The same, to be laid aside between any two pieces of the file. */
  *composing(path: string): Sliced<KernelFile | null> {
    const known = this.composed.get(path);
    if (known !== undefined) return known;
    const file = this.owned(yield* this.compose(path));
    this.composed.set(path, file);
    return file;
  }

  /** What a patch of our own adds is not the series': it is shown in that patch. */
  private owned(found: KernelFile | null): KernelFile | null {
    const names = new Set(this.own.patches.map((one) => one.path));
    if (found === null || names.size === 0) return found;
    const lines = found.file.lines.map((line): LineOrigin => {
      if (line.patch === null || !names.has(line.patch)) return line;
      return { origin: 'model', file: line.patch, line: line.patchLine ?? 1, patch: null, patchLine: null };
    });
    return { ...found, file: { ...found.file, lines } };
  }

  /** A model as it is compiled: the kernel file that it stands for, or itself. */
  model(model: ModelFile): KernelFile {
    return atOnce(this.composingModel(model));
  }

  *composingModel(model: ModelFile): Sliced<KernelFile> {
    if (SCENARIO.test(model.path)) return { file: this.scenario(model.path, model.text), problems: [] };
    const real = model.standsFor === null ? null : yield* this.composing(model.standsFor);
    if (real !== null) return real;
    let own = this.composedModels.get(model);
    if (own === undefined)
      this.composedModels.set(model, (own = { file: sourceFile(model.path, this.linesOf(model)), problems: [] }));
    return own;
  }

  /** A file of the flow; what a series calls by another name, the flow does too. */
  scenario(path: string, text: string): SourceFile {
    const { lines } = scenarioSource(path, text);
    const composed = text.split('\n').flatMap((line, at) => {
      const origin = lines[at];
      return origin === undefined ? [] : [{ text: line, origin }];
    });
    return sourceFile(path, renamed(composed, this.names));
  }

  /** Whether a file that the series touches knows the name. */
  hasName(name: string): boolean {
    const word = new RegExp(`\\b${name}\\b`);
    return [...this.steps.values()].some((steps) =>
      steps.some(({ diff }) =>
        diff.hunks.some(({ lines }) => lines.some((line) => line.kind === 'added' && word.test(line.text))),
      ),
    );
  }

  include(path: string, from: string, quoted: boolean): SourceFile | null {
    return atOnce(this.including(path, from, quoted));
  }

  *including(path: string, from: string, quoted: boolean): Sliced<SourceFile | null> {
    if (quoted) {
      const beside = yield* this.beside(path, from);
      if (beside !== null) return beside;
    }
    for (const root of INCLUDE_ROOTS) {
      const found = yield* this.composing(root + path);
      if (found !== null) return found.file;
    }
    return null;
  }

  /** `#include "x"`: beside the including file first; beside a model, and beside the kernel file that it stands for. */
  private *beside(path: string, from: string): Sliced<SourceFile | null> {
    const next = normalised(`${from.replace(/[^/]*$/, '')}${path}`);
    if (next === null) return null;
    const local = this.local(next);
    if (local !== null) return this.scenario(next, local);
    const model = this.models.byPath.get(next);
    if (model !== undefined) return (yield* this.composingModel(model)).file;
    const real = yield* this.composing(next);
    if (real !== null) return real.file;
    const standsFor = this.models.byPath.get(from)?.standsFor ?? null;
    return standsFor === null ? null : yield* this.beside(path, standsFor);
  }

  private *compose(path: string): Sliced<KernelFile | null> {
    const model = this.models.byKernelPath.get(path) ?? this.machineHeader(path);
    const steps = this.steps.get(path);
    const isMachines = model !== null && model.standsFor === null;
    if (steps !== undefined && steps.at(-1)?.diff.status !== 'deleted') {
      const image = isMachines ? afterImage(path, steps, null, this.fit(path)) : this.image(path, steps);
      if (image.complete && !isMachines) return { file: wholeFile(image), problems: image.problems };
      const shown = image.segments.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n');
      const headers = model === null && path.endsWith('.c') ? yield* findingHeaders(shown, this.models) : [];
      const composition = yield* overlaying(model, image, steps, this.names, headers);
      return { file: composition.file, problems: [...image.problems, ...composition.problems] };
    }
    if (!isMachines) {
      const text = this.treeFile(path);
      if (text !== null) return { file: plainSource(path, text, 'tree'), problems: [] };
    }
    return model === null
      ? null
      : { file: sourceFile(isMachines ? model.path : path, this.linesOf(model)), problems: [] };
  }

  /** The after-image on the best base at hand: the blob that the first diff names, the tree's file, or the last diff's result. */
  private image(path: string, steps: readonly Step[]): Image {
    const first = steps[0]?.diff;
    const blob = first?.oldBlob ?? null;
    const isNew = first === undefined || first.status === 'added';
    const named = isNew || blob === null ? null : this.fromTrees((tree) => tree.byBlob(blob));
    const base = named ?? (isNew ? null : this.treeFile(first.oldPath ?? path));
    const image = afterImage(path, steps, base, this.fit(path));
    if (image.complete) return image;
    if (named === null && base !== null && image.problems.some(({ code }) => code === 'base-does-not-fit')) {
      return { ...image, problems: [...image.problems, treeDoesNotFit(path, steps)] };
    }
    // A hunk whose counts lie leaves doubt about its own end, not about the lines of the base around it.
    const isWhole = base !== null && image.problems.length === 0 && image.segments.length === 1;
    if (isWhole) return { ...image, complete: true };
    const last = steps.at(-1)?.diff;
    const after = last?.newBlob ? this.fromTrees((tree) => tree.byBlob(last.newBlob ?? '')) : null;
    return after === null || last === undefined ? image : (completed(image, after, last) ?? image);
  }

  private fit(path: string): 'exact' | 'nearest' {
    return this.own.loose.has(path) ? 'nearest' : 'exact';
  }

  private linesOf(model: ModelFile): ReturnType<typeof modelLines> {
    return renamed(modelLines(model), this.names);
  }

  private machineHeader(path: string): ModelFile | null {
    for (const root of INCLUDE_ROOTS) {
      const header = path.startsWith(root) ? this.models.headers.get(path.slice(root.length)) : undefined;
      if (header !== undefined && header.standsFor === null) return header;
    }
    const uapi = path.startsWith('include/') ? this.models.headers.get(path.slice('include/'.length)) : undefined;
    return uapi ?? null;
  }

  /** The blob that the flow names for the path, where a tree knows blobs; else what the tree has there. */
  private treeFile(path: string): string | null {
    const blob = this.own.bases.get(path);
    const named = blob === undefined ? null : this.fromTrees((tree) => tree.byBlob(blob));
    return named ?? this.fromTrees((tree) => tree.byPath(path));
  }

  private fromTrees(ask: (tree: KernelTree) => string | null): string | null {
    for (const tree of this.trees) {
      const text = ask(tree);
      if (text !== null) return text;
    }
    return null;
  }
}

/**
 * The whole text of the file after the patches; lines that the mails show keep their mail. Null where the last patch says
 * something else: then the mails are not those that made the text, whatever blob they name.
 */
function completed(sparse: Image, text: string, last: FileDiff): Image | null {
  const shown = new Map<number, ImageLine>();
  for (const segment of sparse.segments) for (const line of segment.lines) shown.set(line.line, line);
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const differs = last.hunks.some((hunk) => {
    const known = hunk.lines.filter((line) => line.kind !== 'removed');
    return known.length !== hunk.newCount || known.some((line) => lines[line.new - 1] !== line.text);
  });
  if (differs) return null;
  return {
    path: sparse.path,
    complete: true,
    problems: [],
    segments: [
      {
        first: fileLine(1),
        lines: lines.map((line, index) => {
          const known = shown.get(index + 1);
          if (known?.text === line) return known;
          return { text: line, line: fileLine(index + 1), patch: null, mailLine: null, added: false };
        }),
      },
    ],
  };
}

/** The tree has another version of the file than the patches were made for: what runs then is not what the reader has. */
function treeDoesNotFit(path: string, steps: readonly Step[]): Problem {
  const [first] = steps;
  const line = first?.diff.hunks[0]?.mailLine ?? 1;
  return problem(
    'tree-does-not-fit',
    `The patches don't apply to ${path} of the tree that was given; give one of the version that they were made for.`,
    { file: first?.patch ?? path, line, column: 1 },
  );
}

/** "a/b/../c.h" -> "a/c.h"; null where the path leaves the top. */
function normalised(path: string): string | null {
  const top = path.startsWith('/') ? '/' : '';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return top + parts.join('/');
}
