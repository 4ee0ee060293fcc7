import { problem, type Problem } from '../ground/problem';
import { atOnce, type Sliced } from '../ground/sliced';
import type { SourceFile, Sources } from '../kernel/source';
import { parsePatch } from '../patch/parse';
import { CommonText, type ScannedFile } from './common-text';
import { identifiers, type Declaration } from './declarations';
import type { KernelText, OwnText } from './kernel-text';
import type { ModelLibrary } from './models';
import type { SourcesRequest } from './sources-request';

/** The program's text, and what a reader should know of how it came together. */
export interface ComposedSources {
  readonly sources: Sources;
  readonly problems: readonly Problem[];
  /** Every file that took part so far, by its path; headers join as they are included. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Every name that the flow can come to. */
  readonly names: ReadonlySet<string>;
}

/** Code of a patch that never becomes part of the kernel. */
const NOT_THE_KERNEL = /^(?:tools|samples|scripts|Documentation)\//;

/**
 * Puts the program of a flow together. A translation unit takes part only when something that the flow can reach by name
 * is defined in it, so that files which have nothing to do with the flow cost nothing and can't spoil it.
 */
export const composeSources = (request: SourcesRequest): ComposedSources => atOnce(composingSources(request));

/**
 * The same, to be laid aside between any two files.
 * @param common what was worked out for other flows of the same request
 */
export function* composingSources(request: SourcesRequest, common = new CommonText(request)): Sliced<ComposedSources> {
  const own = ownPatches(request);
  const { loose, bases } = request.flow;
  const text = common.of({ patches: own.patches, loose: new Set(loose), bases });
  const files = new Map<string, SourceFile>();
  const including: Including = function* (path, from, quoted) {
    const found = yield* text.including(path, from, quoted);
    if (found !== null) files.set(found.path, found);
    return found;
  };
  const flowFile = text.scenario(request.flow.path, request.flow.text);
  const candidates = yield* unitCandidates(text, request.models);
  const reach = new Reach(including, common);
  for (const { file } of candidates) {
    yield;
    reach.offer(file);
  }
  yield* reach.follow(flowFile);
  const problems = new Set<Problem>(own.problems);
  for (const unit of reach.units) {
    for (const found of candidates.find((one) => one.file === unit)?.problems ?? []) problems.add(found);
  }
  const defines = new Map([...request.models.config, ...request.flow.config].filter(([, value]) => value !== ''));
  for (const name of asksFor([flowFile, ...files.values(), ...reach.units])) {
    yield;
    if (text.hasName(name)) defines.set(`KAPI_HAS_${name}`, '1');
  }
  const units = [flowFile, ...candidates.map((one) => one.file).filter((unit) => reach.units.has(unit))];
  for (const unit of units) files.set(unit.path, unit);
  const include: Sources['include'] = (path, from, quoted) => atOnce(including(path, from, quoted));
  return { sources: { units, include, defines }, problems: [...problems], files, names: reach.names };
}

/** The patches that the flow names, read from beside it. One that isn't there leaves the program unfit to run. */
function ownPatches({ flow, models, local }: SourcesRequest): {
  patches: OwnText['patches'];
  problems: readonly Problem[];
} {
  const patches: OwnText['patches'][number][] = [];
  const problems: Problem[] = [];
  for (const { file: name, after } of flow.patches) {
    const path = `${flow.path.replace(/[^/]*$/, '')}${name}`;
    const text = local?.(path) ?? models.byPath.get(path)?.text;
    const patch = text === undefined ? null : parsePatch(text, path);
    if (patch !== null && patch.files.length > 0) patches.push({ path, patch, after });
    else {
      const what = text === undefined ? 'is not beside it' : 'holds no diff';
      const where = { file: flow.path, line: 1, column: 1 };
      problems.push(problem('flow-patch-missing', `${flow.id} applies ${path}, which ${what}.`, where));
    }
    problems.push(...(patch?.problems ?? []));
  }
  return { patches, problems };
}

/** `#ifdef KAPI_HAS_x` in a flow or a model asks whether the series brings the name: revisions differ in that. */
function asksFor(files: readonly SourceFile[]): Set<string> {
  return new Set(files.flatMap(({ text }) => [...text.matchAll(/\bKAPI_HAS_(\w+)/g)].map((found) => found[1] ?? '')));
}

interface UnitCandidate {
  readonly file: SourceFile;
  readonly problems: readonly Problem[];
}

/** In order of precedence: what the series touches, then the models (or the tree's files that they stand for). */
function* unitCandidates(text: KernelText, models: ModelLibrary): Sliced<readonly UnitCandidate[]> {
  const candidates = new Map<string, UnitCandidate>();
  for (const path of text.touched()) {
    if (!path.endsWith('.c') || NOT_THE_KERNEL.test(path)) continue;
    yield;
    const found = yield* text.composing(path);
    if (found !== null) candidates.set(found.file.path, found);
  }
  for (const model of models.units) {
    yield;
    const found = yield* text.composingModel(model);
    if (!candidates.has(found.file.path)) candidates.set(found.file.path, found);
  }
  return [...candidates.values()];
}

/** Finds what an `#include` means, in slices. */
type Including = (path: string, from: string, quoted: boolean) => Sliced<SourceFile | null>;

/** The part of the program that a flow can reach, by name alone: too much rather than too little. */
class Reach {
  readonly units = new Set<SourceFile>();
  private readonly defined = new Map<string, { scanned: ScannedFile; item: Declaration }[]>();
  private readonly external = new Map<string, SourceFile>();
  private readonly opened = new Set<SourceFile>();
  readonly names = new Set<string>();
  private readonly queue: string[] = [];

  constructor(
    private readonly including: Including,
    private readonly common: CommonText,
  ) {}

  /** Takes a unit for what it defines; of several that define a name, the first one offered. */
  offer(file: SourceFile): void {
    const scanned = this.common.scan(file);
    for (const item of scanned.declarations) {
      const isDefinition = item.kind === 'function' || item.kind === 'variable' || definesVariable(scanned, item);
      if (!isDefinition || item.isStatic) continue;
      for (const name of definedNames(scanned, item)) if (!this.external.has(name)) this.external.set(name, file);
    }
  }

  *follow(flow: SourceFile): Sliced<void> {
    yield* this.opening(flow);
    for (const name of identifiers(flow.text)) this.want(name);
    for (let name = this.queue.pop(); name !== undefined; name = this.queue.pop()) {
      yield;
      const unit = this.external.get(name);
      if (unit !== undefined && !this.units.has(unit)) {
        this.units.add(unit);
        yield* this.opening(unit);
      }
      for (const { scanned, item } of this.defined.get(name) ?? []) this.wantAll(textOf(scanned, item));
    }
  }

  private want(name: string): void {
    if (this.names.has(name)) return;
    this.names.add(name);
    this.queue.push(name);
  }

  private wantAll(text: string): void {
    for (const name of identifiers(text)) this.want(name);
  }

  /** Learns what a file and all that it includes define; what an init call names is wanted as soon as its unit takes part. */
  private *opening(file: SourceFile): Sliced<void> {
    if (this.opened.has(file)) return;
    yield;
    this.opened.add(file);
    const scanned = this.common.scan(file);
    for (const item of scanned.declarations) {
      if (item.kind === 'include') {
        const quoted = (scanned.lines[item.first] ?? '').includes('"');
        const included = yield* this.including(item.name, file.path, quoted);
        if (included !== null) {
          yield* this.opening(included);
          // A flow that includes another one has all that the other one does.
          if (included.lines[0]?.part === 'flow') this.wantAll(included.text);
        }
        continue;
      }
      if (item.kind === 'call' && /init(?:call)?$/.test(item.name)) this.wantAll(textOf(scanned, item));
      if (item.kind === 'prototype' || item.kind === 'type') continue;
      for (const name of definedNames(scanned, item)) {
        const known = this.defined.get(name) ?? [];
        this.defined.set(name, [...known, { scanned, item }]);
        if (this.names.has(name)) this.wantAll(textOf(scanned, item));
      }
    }
  }
}

/** `DEFINE_WD_CLASS(reservation_ww_class);` defines what its first argument names. */
function definedNames(file: ScannedFile, item: Declaration): string[] {
  const argument = item.kind === 'call' ? /^\w+\s*\(\s*(\w+)/.exec(textOf(file, item))?.[1] : undefined;
  return argument === undefined ? [item.name] : [argument];
}

function definesVariable(file: ScannedFile, item: Declaration): boolean {
  return item.kind === 'call' && /^(?:DEFINE|DECLARE|LIST_HEAD|ATOMIC)/.test(textOf(file, item));
}

const textOf = ({ lines }: ScannedFile, { first, last }: Declaration): string =>
  lines.slice(first, last + 1).join('\n');
