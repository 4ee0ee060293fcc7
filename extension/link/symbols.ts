import { atOnce, inSlices, type Sliced } from '../ground/sliced';
import type { LineOrigin, Origin, SourceFile } from '../kernel/source';
import type { Series } from '../series/series';
import { CommonText } from './common-text';
import { identifiers, scanDeclarations, type Declaration } from './declarations';
import type { Flow } from './flow';
import { KernelText } from './kernel-text';
import type { ModelLibrary } from './models';
import { composeSources, composingSources } from './sources';
import type { KernelTree } from './tree';

/** What a caller owes and gets, as far as the text says it. */
export interface Contract {
  /** Locks that the code asserts to be held, as it writes them: "dmabuf->resv". */
  readonly needs: readonly string[];
  /** Locks that it takes itself, so that the caller must not hold them. */
  readonly takes: readonly string[];
  /** True where it calls something that sleeps, null where nothing says so. */
  readonly maySleep: boolean | null;
  /** "Context:" of its kernel-doc, else empty. */
  readonly context: string;
  /** "Return:" of its kernel-doc, else the errors that its body returns. */
  readonly returns: string;
}

/** What a name means in the program of a series. */
export interface SymbolInfo {
  readonly name: string;
  readonly kind: 'function' | 'type' | 'variable' | 'macro' | 'member' | 'primitive' | 'unknown';
  /** Where its meaning comes from: `opaque` where only a declaration, or nothing, is known. */
  readonly origin: Origin;
  /** Where the definition stands; null for a primitive and for what nobody defines. */
  readonly where: LineOrigin | null;
  /** The declaration as text, without the body. */
  readonly signature: string;
  /** The kernel-doc comment above it, its markers removed. */
  readonly documentation: string;
  /** Null for anything but functions and members that are function pointers. */
  readonly contract: Contract | null;
  /** Flows that can reach it. */
  readonly flows: readonly Flow[];
}

export interface SymbolRequest {
  readonly series: readonly Series[];
  readonly trees: readonly KernelTree[];
  readonly models: ModelLibrary;
  /** Flows that run on these series. */
  readonly flows: readonly Flow[];
  readonly primitives: ReadonlySet<string>;
}

interface Definition {
  readonly file: SourceFile;
  readonly item: Declaration;
}

/** The names of one series' program: what each is, where its text comes from, what it asks of its callers. */
export class SymbolIndex {
  private readonly text: KernelText;
  private readonly definitions = new Map<string, Definition[]>();
  private readonly types: Definition[] = [];
  private readonly lines = new Map<SourceFile, readonly string[]>();
  private readonly reached = new Map<Flow, ReadonlySet<string>>();
  private readonly meanings = new Map<string, Omit<SymbolInfo, 'flows'>>();
  private preparing: Promise<void> | null = null;

  /** Everything at once. */
  static of(request: SymbolRequest): SymbolIndex {
    return atOnce(SymbolIndex.learning(request));
  }

  /** The same file by file, with a pause between them for whoever else wants to run. */
  static inSlices(request: SymbolRequest, pause: () => Promise<void>): Promise<SymbolIndex> {
    return inSlices(SymbolIndex.learning(request), pause);
  }

  private static *learning(request: SymbolRequest): Sliced<SymbolIndex> {
    const index = new SymbolIndex(request);
    for (const file of yield* index.files()) {
      yield;
      index.learn(file);
    }
    return index;
  }

  private constructor(private readonly request: SymbolRequest) {
    this.text = new KernelText(request.series, request.trees, request.models);
  }

  private *files(): Sliced<ReadonlySet<SourceFile>> {
    const { request } = this;
    const files = new Set<SourceFile>();
    for (const path of this.text.touched()) {
      yield;
      const found = yield* this.text.composing(path);
      if (found && /\.[ch]$/.test(path)) files.add(found.file);
    }
    for (const model of [
      ...request.models.units,
      ...request.models.byKernelPath.values(),
      ...request.models.headers.values(),
    ]) {
      yield;
      files.add((yield* this.text.composingModel(model)).file);
    }
    return files;
  }

  /** Never fails: a name that nobody knows is `unknown`, of origin `opaque`. */
  lookup(name: string): SymbolInfo {
    return { ...this.meaning(name), flows: this.flowsThrough(name) };
  }

  /** The same without the flows, which take a program each to find. */
  meaning(name: string): Omit<SymbolInfo, 'flows'> {
    let known = this.meanings.get(name);
    if (known === undefined) this.meanings.set(name, (known = this.findMeaning(name)));
    return known;
  }

  /** Flows whose program can come to this name. Puts together the programs that `prepareFlows` has not. */
  flowsThrough(name: string): readonly Flow[] {
    return this.request.flows.filter((flow) => this.namesReached(flow).has(name));
  }

  /** Every flow's program has been put together: `flowsThrough` answers at once. */
  get flowsReady(): boolean {
    return this.reached.size === this.request.flows.length;
  }

  /** Puts the flows' programs together one after another, with pauses between their files. It is done once, whoever asks. */
  prepareFlows(pause: () => Promise<void>): Promise<void> {
    this.preparing ??= this.prepareEach(pause);
    return this.preparing;
  }

  private async prepareEach(pause: () => Promise<void>): Promise<void> {
    const common = new CommonText(this.request);
    for (const flow of this.request.flows) {
      if (this.reached.has(flow)) continue;
      this.reached.set(flow, (await inSlices(composingSources({ ...this.request, flow }, common), pause)).names);
    }
  }

  /** Names that begin with some letters, in order; at most so many. */
  names(prefix: string, most: number): readonly { readonly name: string; readonly kind: SymbolInfo['kind'] }[] {
    const found = [...new Set([...this.definitions.keys(), ...this.request.primitives])].filter((name) =>
      name.startsWith(prefix),
    );
    return found
      .sort((a, b) => (a < b ? -1 : 1))
      .slice(0, most)
      .map((name) => ({ name, kind: this.kindOf(name) }));
  }

  /** Headers that the series touches, as `#include` names them. */
  headers(): readonly string[] {
    return this.text.touched().flatMap((path) => {
      const name = /^(?:arch\/x86\/)?include\/(?:uapi\/)?(.+\.h)$/.exec(path)?.[1];
      return name === undefined ? [] : [name];
    });
  }

  /** The prototype of a function, and the header that has it; null where nobody declares it. */
  declarationOf(name: string): { readonly text: string; readonly header: string | null } | null {
    const found = this.definitions.get(name)?.find(({ item }) => item.kind === 'prototype');
    if (found === undefined) return null;
    const header = /(?:^|\/)include\/(?:uapi\/)?(.+\.h)$/.exec(found.file.path)?.[1] ?? found.file.path;
    return { text: textOf(found), header: header.endsWith('.h') ? header : null };
  }

  private namesReached(flow: Flow): ReadonlySet<string> {
    let names = this.reached.get(flow);
    if (names === undefined) this.reached.set(flow, (names = composeSources({ ...this.request, flow }).names));
    return names;
  }

  private findMeaning(name: string): Omit<SymbolInfo, 'flows'> {
    const definition = this.best(name);
    if (definition) return this.describe(name, definition);
    const member = this.member(name);
    if (member) return member;
    const isPrimitive = this.request.primitives.has(name);
    return {
      name,
      kind: isPrimitive ? 'primitive' : 'unknown',
      origin: isPrimitive ? 'primitive' : 'opaque',
      where: null,
      signature: this.prototype(name),
      documentation: '',
      contract: null,
    };
  }

  private linesOf(file: SourceFile): readonly string[] {
    let lines = this.lines.get(file);
    if (lines === undefined) this.lines.set(file, (lines = file.text.split('\n')));
    return lines;
  }

  private learn(file: SourceFile): void {
    for (const item of scanDeclarations(this.linesOf(file)).declarations) {
      if (item.kind === 'include' || item.kind === 'call') continue;
      const known = this.definitions.get(item.name) ?? [];
      this.definitions.set(item.name, [...known, { file, item }]);
      if (item.kind === 'type') this.types.push({ file, item });
    }
  }

  private kindOf(name: string): SymbolInfo['kind'] {
    const kind = this.best(name)?.item.kind;
    if (kind === 'function' || kind === 'type' || kind === 'variable' || kind === 'macro') return kind;
    return this.request.primitives.has(name) ? 'primitive' : 'function';
  }

  /** A body before a prototype or a forward declaration, the series' before the tree's before a model's. */
  private best(name: string): Definition | null {
    const candidates = (this.definitions.get(name) ?? []).filter(({ item }) => item.kind !== 'prototype');
    const rank = (definition: Definition): number =>
      ['series', 'tree', 'model'].indexOf(originOf(definition).origin) + (isAnnounced(definition) ? 3 : 0);
    return candidates.sort((a, b) => rank(a) - rank(b))[0] ?? null;
  }

  private prototype(name: string): string {
    const found = this.definitions.get(name)?.find(({ item }) => item.kind === 'prototype');
    return found ? signatureOf(found) : '';
  }

  private describe(name: string, definition: Definition): Omit<SymbolInfo, 'flows'> {
    const { item } = definition;
    const where = originOf(definition);
    const documentation = documentationOf(definition);
    const kind = item.kind === 'prototype' || item.kind === 'include' || item.kind === 'call' ? 'unknown' : item.kind;
    return {
      name,
      kind,
      origin: where.origin,
      where,
      signature: signatureOf(definition),
      documentation,
      contract: kind === 'function' ? contractOf(bodyOf(definition), documentation) : null,
    };
  }

  /** A member of some struct: the operations of an ops table above all. */
  private member(name: string): Omit<SymbolInfo, 'flows'> | null {
    const declares = new RegExp(`\\(\\s*\\*\\s*${name}\\s*\\)\\s*\\(|\\b${name}(?:\\s*\\[[^\\]]*\\])?\\s*[;,:]`);
    for (const definition of this.types) {
      if (!definition.file.text.includes(name)) continue;
      const lines = this.linesOf(definition.file);
      for (let at = definition.item.first + 1; at < definition.item.last; at++) {
        const line = lines[at] ?? '';
        const where = definition.file.lines[at];
        if (!where || /^\s*(?:\/?\*|\/\/)/.test(line) || !declares.test(line)) continue;
        const documentation = memberDocumentation(lines, at);
        return {
          name,
          kind: 'member',
          origin: where.origin,
          where,
          signature: `${definition.item.name}: ${statement(lines, at)}`,
          documentation,
          contract: line.includes('(*') ? contractOf('', documentation) : null,
        };
      }
    }
    return null;
  }
}

function originOf({ file, item }: Definition): LineOrigin {
  return (
    file.lines[item.first] ?? { origin: 'model', file: file.path, line: item.first + 1, patch: null, patchLine: null }
  );
}

function textOf({ file, item }: Definition): string {
  return file.text
    .split('\n')
    .slice(item.first, item.last + 1)
    .join('\n');
}

function bodyOf(definition: Definition): string {
  const text = textOf(definition);
  return text.slice(text.indexOf('{'));
}

/** `struct x;` says that there is one, and nothing else. */
function isAnnounced(definition: Definition): boolean {
  const text = textOf(definition);
  return definition.item.kind === 'type' && !text.includes('{') && !/^\s*typedef\b/.test(text);
}

function signatureOf(definition: Definition): string {
  const text = textOf(definition);
  if (definition.item.kind === 'function') return text.slice(0, text.indexOf('{')).replace(/\s+/g, ' ').trim();
  const shown = text.split('\n').slice(0, 12).join('\n');
  return shown === text ? shown : `${shown}\n…`;
}

function documentationOf({ file, item }: Definition): string {
  return plainComment(file.text.split('\n').slice(item.lead, item.first).join('\n'));
}

/** The comment that ends right above a member. */
function memberDocumentation(lines: readonly string[], at: number): string {
  let first = at - 1;
  if (!(lines[first] ?? '').includes('*/')) return '';
  while (first > 0 && !(lines[first] ?? '').includes('/*')) first--;
  return plainComment(lines.slice(first, at).join('\n'));
}

function plainComment(comment: string): string {
  return comment
    .replace(/^\s*\/\*+/, '')
    .replace(/\*\/\s*$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim();
}

function statement(lines: readonly string[], at: number): string {
  let text = (lines[at] ?? '').trim();
  for (let next = at + 1; next < lines.length && !text.endsWith(';'); next++) text += ` ${(lines[next] ?? '').trim()}`;
  return text;
}

const ASSERTS =
  /\b(?:dma_resv_assert_held|lockdep_assert_held(?:_write|_read)?|assert_spin_locked|iommu_group_mutex_assert)\s*\(\s*&?([^;]+?)\s*\)\s*;/g;
const TAKES =
  /\b(?:dma_resv_lock(?:_interruptible|_slow)?|(?:ww_)?mutex_lock(?:_interruptible|_killable|_nested)?|spin_lock(?:_irq|_irqsave|_bh)?|down_(?:read|write)(?:_killable)?|might_lock|[A-Z][A-Z_]*_LOCK)\s*\(\s*&?([^,;()]+(?:\([^()]*\))?[^,;()]*)/g;
const SLEEPS = new Set([
  'might_sleep',
  'might_lock',
  'mutex_lock',
  'ww_mutex_lock',
  'dma_resv_lock',
  'down_read',
  'down_write',
  'wait_for_completion',
  'wait_event',
  'dma_resv_wait_timeout',
  'dma_fence_wait',
  'synchronize_rcu',
  'schedule',
  'copy_from_user',
  'copy_to_user',
  'GFP_KERNEL',
]);

function contractOf(text: string, documentation: string): Contract {
  const names = identifiers(text);
  const errors = [...new Set(text.match(/-E[A-Z]{2,}\b/g) ?? [])].map((error) => error.replace('-', '−'));
  const context = section(documentation, 'Context');
  return {
    needs: unique([...text.matchAll(ASSERTS)].map((match) => match[1] ?? '')),
    takes: unique([...text.matchAll(TAKES)].map((match) => (match[1] ?? '').trim())),
    maySleep: [...SLEEPS].some((name) => names.has(name)) || /\bmay sleep\b/i.test(context) ? true : null,
    context,
    returns: section(documentation, 'Returns?') || (errors.length > 0 ? `on failure ${errors.join(', ')}` : ''),
  };
}

/** A section of kernel-doc reaches to the next empty line or section (Documentation/doc-guide/kernel-doc.rst). */
function section(documentation: string, name: string): string {
  const found = new RegExp(`^${name}:\\s*([^]*?)(?=\\n\\s*\\n|\\n\\w+:|$(?![^]))`, 'm').exec(documentation);
  return (found?.[1] ?? '').replace(/\s+/g, ' ').trim();
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}
