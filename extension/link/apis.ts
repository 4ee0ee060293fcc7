import type { LineOrigin, SourceFile } from '../kernel/source';
import type { Series } from '../series/series';
import { identifiers, scanDeclarations, type Declaration } from './declarations';
import { KernelText } from './kernel-text';
import type { ModelLibrary } from './models';
import { SymbolIndex } from './symbols';
import type { KernelTree } from './tree';
import { treePrototypes } from './tree-prototypes';

/** How far a name has a meaning that can be executed. `opaque`: nobody gives it a body. */
export type ApiState = 'series' | 'tree' | 'model' | 'primitive' | 'opaque';

/** Where a name is used in what the mails show. */
export interface ApiUse {
  /** The function that it stands in, empty outside of one. */
  readonly in: string;
  readonly where: LineOrigin;
}

/** A name of kernel code that a series adds for others, or needs of others. */
export interface Api {
  readonly name: string;
  /** `operation`: a member of an ops table, named "struct.member". */
  readonly kind: 'function' | 'operation' | 'type' | 'macro';
  readonly state: ApiState;
  /** Its definition; null for a primitive and where nobody has it. */
  readonly where: LineOrigin | null;
  readonly signature: string;
  readonly isExported: boolean;
  readonly uses: readonly ApiUse[];
}

/** A function that something else calls by pointer: an entry into the series' code. */
export interface EntryPoint {
  readonly function: string;
  /** "vfio_pci_dmabuf_ops" and "mmap"; or the struct, where the table is written to member by member. */
  readonly table: string;
  readonly member: string;
  readonly isStatic: boolean;
  readonly signature: string;
  readonly where: LineOrigin;
}

/** What a series that nobody prepared brings and needs, from its text alone. */
export interface SeriesApis {
  /** Added by the series for others: exported and external functions, operations, types and macros of headers. */
  readonly adds: readonly Api[];
  /** Functions that lines of the series call and that it does not define. */
  readonly needs: readonly Api[];
  readonly entryPoints: readonly EntryPoint[];
}

export interface ApisRequest {
  readonly series: readonly Series[];
  readonly trees: readonly KernelTree[];
  readonly models: ModelLibrary;
  readonly primitives: ReadonlySet<string>;
}

/** Code of a patch that never becomes part of the kernel. */
const NOT_THE_KERNEL = /^(?:tools|samples|scripts|Documentation)\//;

/**
 * Reads a series for its kernel APIs. Names are found by the layout of kernel code (link/declarations.ts), so a file of
 * which only hunks are known counts as far as they go.
 */
export function seriesApis(request: ApisRequest): SeriesApis {
  const index = SymbolIndex.of({ ...request, flows: [] });
  const text = new KernelText(request.series, request.trees, request.models);
  const added = addedLines(request.series);
  const files = text
    .touched()
    .filter((path) => /\.[ch]$/.test(path) && !NOT_THE_KERNEL.test(path))
    .flatMap((path) => text.file(path)?.file ?? [])
    .map((file) => new ReadFile(file, added));
  const uses = usesOf(files);
  const defined = new Set(
    files.flatMap((file) => file.items.flatMap(({ kind, name }) => (kind === 'function' ? name : []))),
  );
  const adds = files.flatMap((file) => addsOf(file, { uses, index, defined }));
  const own = new Set(
    files.flatMap((file) => file.items.flatMap(({ kind, name }) => (kind === 'prototype' ? [] : name))),
  );
  const needs = [...uses]
    .filter(([name, used]) => !own.has(name) && used.some(({ isCall }) => isCall))
    .map(([name, used]) => needOf(name, used, index))
    .filter((api): api is Api => api !== null);
  const undeclared = needs.filter(({ state, signature }) => state === 'opaque' && signature === '');
  const declared = treePrototypes(
    undeclared.map(({ name }) => name),
    files.map(({ source }) => source),
    request.trees,
  );
  const entryPoints = files.flatMap((file) => entriesOf(file, files));
  const known = needs.map((api) => ({ ...api, signature: declared.get(api.name) ?? api.signature }));
  return { adds: unique(adds), needs: known.sort(byState), entryPoints };
}

/** One composed file, its items, and which of its lines a patch adds. */
class ReadFile {
  readonly lines: readonly string[];
  readonly items: readonly Declaration[];
  readonly exported: ReadonlySet<string>;

  constructor(
    readonly source: SourceFile,
    private readonly added: ReadonlySet<string>,
  ) {
    this.lines = source.text.split('\n');
    this.items = scanDeclarations(this.lines).declarations;
    this.exported = new Set(this.lines.flatMap((line) => /^EXPORT_SYMBOL\w*\(\s*(\w+)/.exec(line)?.[1] ?? []));
  }

  get isHeader(): boolean {
    return this.source.path.endsWith('.h');
  }

  origin(at: number): LineOrigin | null {
    return this.source.lines[at] ?? null;
  }

  isAdded(at: number): boolean {
    const origin = this.origin(at);
    return origin !== null && origin.patch !== null && this.added.has(`${origin.patch}:${String(origin.patchLine)}`);
  }

  /** The item around a line, or null between items. */
  around(at: number): Declaration | null {
    return this.items.find((item) => item.first <= at && at <= item.last) ?? null;
  }

  textOf(item: Declaration): string {
    return this.lines.slice(item.first, item.last + 1).join('\n');
  }
}

interface FoundUse extends ApiUse {
  readonly isCall: boolean;
}

/** Every identifier that a line of the series has outside of its own declaration. */
function usesOf(files: readonly ReadFile[]): Map<string, FoundUse[]> {
  const uses = new Map<string, FoundUse[]>();
  for (const file of files) {
    for (const [at, line] of file.lines.entries()) {
      const where = file.origin(at);
      if (where === null || !file.isAdded(at)) continue;
      const item = file.around(at);
      const code = codeOf(line);
      for (const name of identifiers(code)) {
        const declares = item?.name === name && !new RegExp(`^\\s.*\\b${name}\\s*\\(`).test(line);
        if (declares || KEYWORDS.has(name)) continue;
        const isCall = item?.kind === 'function' && new RegExp(`(?<![.>]\\s*)\\b${name}\\s*\\(`).test(code);
        const known = uses.get(name) ?? [];
        known.push({ in: item?.kind === 'function' ? item.name : '', where, isCall });
        uses.set(name, known);
      }
    }
  }
  return uses;
}

interface Known {
  readonly uses: ReadonlyMap<string, readonly ApiUse[]>;
  readonly index: SymbolIndex;
  /** Functions that stand whole somewhere in the series. */
  readonly defined: ReadonlySet<string>;
}

function addsOf(file: ReadFile, { uses, index, defined }: Known): Api[] {
  const adds: Api[] = [];
  for (const item of file.items) {
    const where = file.origin(item.first);
    if (item.kind === 'type' && file.isHeader) adds.push(...operationsOf(file, item, uses));
    if (where === null || !file.isAdded(item.first)) continue;
    const isExported = file.exported.has(item.name);
    // Declared for others, while the mails show its body in part, or not at all.
    const isDeclared = item.kind === 'prototype' && file.isHeader && !defined.has(item.name);
    const isForOthers =
      isDeclared ||
      (item.kind === 'function' && (!item.isStatic || isExported || file.isHeader)) ||
      (item.kind === 'type' && file.isHeader && file.textOf(item).includes('{')) ||
      (item.kind === 'macro' && file.isHeader && !/^_|_H_*$/.test(item.name));
    if (!isForOthers) continue;
    const info = index.lookup(item.name);
    adds.push({
      name: item.name,
      kind: item.kind === 'type' || item.kind === 'macro' ? item.kind : 'function',
      state: isDeclared ? info.origin : 'series',
      where,
      signature: info.signature,
      isExported,
      uses: (uses.get(item.name) ?? []).filter((use) => use.in !== item.name),
    });
  }
  return adds;
}

/** Members of an ops table that the series adds: what others are asked to implement. */
function operationsOf(file: ReadFile, type: Declaration, uses: ReadonlyMap<string, readonly ApiUse[]>): Api[] {
  const operations: Api[] = [];
  for (let at = type.first + 1; at < type.last; at++) {
    const member = /\(\s*\*\s*(\w+)\s*\)\s*\(/.exec(file.lines[at] ?? '')?.[1];
    const where = file.origin(at);
    if (member === undefined || where === null || !file.isAdded(at)) continue;
    let signature = '';
    for (let next = at; next <= type.last && !signature.endsWith(';'); next++) {
      signature = `${signature} ${(file.lines[next] ?? '').trim()}`.trim();
    }
    operations.push({
      name: `${type.name}.${member}`,
      kind: 'operation',
      state: 'series',
      where,
      signature,
      isExported: false,
      uses: uses.get(member) ?? [],
    });
  }
  return operations;
}

function needOf(name: string, used: readonly FoundUse[], index: SymbolIndex): Api | null {
  const info = index.lookup(name);
  if (info.origin === 'series' || info.kind === 'type' || info.kind === 'member') return null;
  return {
    name,
    kind: info.kind === 'macro' ? 'macro' : 'function',
    state: info.origin,
    where: info.where,
    signature: info.signature,
    isExported: false,
    uses: used.filter(({ isCall }) => isCall).map(({ in: within, where }) => ({ in: within, where })),
  };
}

/** `.mmap = x,` in a table that the series adds or fills, and `ops->mmap = x;`. */
function entriesOf(file: ReadFile, files: readonly ReadFile[]): EntryPoint[] {
  const entries: EntryPoint[] = [];
  for (const [at, line] of file.lines.entries()) {
    const assigned = /(?:\.|->)(\w+)\s*=\s*&?(\w+)\s*[,;]?\s*$/.exec(codeOf(line).trimEnd());
    const [, member, name] = assigned ?? [];
    if (member === undefined || name === undefined || !file.isAdded(at)) continue;
    for (const owner of files) {
      const item = owner.items.find((one) => one.kind === 'function' && one.name === name);
      const where = item && owner.origin(item.first);
      if (!item || !where) continue;
      const table = file.around(at);
      const text = owner.textOf(item);
      entries.push({
        function: name,
        table: table?.name ?? '',
        member,
        isStatic: item.isStatic,
        signature: text.slice(0, text.indexOf('{')).replace(/\s+/g, ' ').trim(),
        where,
      });
      break;
    }
  }
  return entries;
}

/** "Message-ID:line" of every line that a patch adds. */
function addedLines(series: readonly Series[]): Set<string> {
  const added = new Set<string>();
  for (const { patches } of series) {
    for (const { patch, messageId } of patches) {
      for (const file of patch.files) {
        for (const hunk of file.hunks) {
          for (const line of hunk.lines) {
            if (line.kind === 'added') added.add(`${messageId}:${String(line.mailLine)}`);
          }
        }
      }
    }
  }
  return added;
}

/** A line without what is no code. Comments over several lines are told by their stars. */
function codeOf(line: string): string {
  if (/^\s*\*(?:\s|\/|$)/.test(line)) return '';
  return line
    .replace(/\/\*.*?(?:\*\/|$)/g, ' ')
    .replace(/\/\/.*$/, ' ')
    .replace(/"(?:[^"\\]|\\.)*"/g, '""');
}

const KEYWORDS = new Set(
  'if else for while do switch case default break continue return goto sizeof typeof alignof struct union enum static inline const volatile void int long short char unsigned signed bool true false extern typedef NULL'.split(
    ' ',
  ),
);

const STATES: readonly ApiState[] = ['opaque', 'primitive', 'model', 'tree', 'series'];

/** What is missing first. */
function byState(a: Api, b: Api): number {
  return STATES.indexOf(a.state) - STATES.indexOf(b.state) || (a.name < b.name ? -1 : 1);
}

/** A function that a later patch of the series moves or changes is still one. */
function unique(apis: readonly Api[]): Api[] {
  const byName = new Map<string, Api>();
  for (const api of apis) if (!byName.has(`${api.kind} ${api.name}`)) byName.set(`${api.kind} ${api.name}`, api);
  return [...byName.values()];
}
