import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atOnce, type Sliced } from '../ground/sliced';
import { isFlow, parseFlow, type Flow } from './flow';

/** A file of extension/models: our own C, written from the contract of the kernel code that it stands in for. */
export interface ModelFile {
  /** As it is shown: "models/dma-buf/dma-buf.c". */
  readonly path: string;
  readonly text: string;
  /**
   * The kernel file that it stands for. A model gives way to that file where the series or a tree has it whole. Null
   * for a header of the machine itself, which only takes what a series adds to it.
   */
  readonly standsFor: string | null;
}

/** All shipped C that is not the series' and not the kernel's. */
export interface ModelLibrary {
  /** Where it was read from. */
  readonly directory: string;
  /** By path below models/include: "linux/list.h". */
  readonly headers: ReadonlyMap<string, ModelFile>;
  /** By the kernel path that they stand for; private headers of a subsystem are among them. */
  readonly byKernelPath: ReadonlyMap<string, ModelFile>;
  /** Flows, their patches, and models alike, by path: a flow may include another one. */
  readonly byPath: ReadonlyMap<string, ModelFile>;
  /** Translation units, in order of path. */
  readonly units: readonly ModelFile[];
  readonly flows: readonly Flow[];
  /** What the kernel's configuration holds for every unit: "CONFIG_DMABUF_MOVE_NOTIFY" -> "1". */
  readonly config: ReadonlyMap<string, string>;
}

/** The models beside the bundle (dist/models), else those of the source tree. */
export function shippedModels(): string {
  const beside = join(__dirname, 'models');
  return existsSync(join(beside, 'include')) ? beside : join(__dirname, '..', 'models');
}

/** Sample series bring their flows with them; they live beside the models. */
export function shippedSamples(): string {
  const beside = join(__dirname, 'samples');
  return existsSync(beside) ? beside : join(__dirname, '..', 'samples');
}

/** The mailboxes of the sample series. */
export function sampleMail(directory = shippedSamples()): string[] {
  return filesBelow(directory)
    .filter((name) => name.endsWith('.mbox'))
    .map((name) => join(directory, name));
}

/** Reads models, and flows of all the directories given. A directory that isn't there is empty. */
export const readModels = (directory?: string, flowDirectories?: readonly string[]): ModelLibrary =>
  atOnce(readingModels(directory, flowDirectories));

/** The same, to be laid aside between any two files. */
export function* readingModels(
  directory = shippedModels(),
  flowDirectories: readonly string[] = [shippedSamples()],
): Sliced<ModelLibrary> {
  const headers = new Map<string, ModelFile>();
  const byKernelPath = new Map<string, ModelFile>();
  const byPath = new Map<string, ModelFile>();
  const units: ModelFile[] = [];
  const flows: Flow[] = [];
  for (const relative of filesBelow(directory)) {
    if (relative.startsWith('libc/') || !/\.(?:[ch]|patch)$/.test(relative)) continue;
    yield;
    const text = readFileSync(join(directory, relative), 'utf8');
    const file: ModelFile = { path: `models/${relative}`, text, standsFor: standsFor(text) };
    byPath.set(file.path, file);
    if (isFlow(text)) {
      flows.push(parseFlow(file.path, text));
      continue;
    }
    if (relative.startsWith('flows/')) continue;
    if (relative.startsWith('include/')) headers.set(relative.slice('include/'.length), file);
    else if (relative.endsWith('.c')) units.push(file);
    if (file.standsFor !== null) byKernelPath.set(file.standsFor, file);
  }
  for (const below of flowDirectories) {
    for (const relative of filesBelow(below).filter((name) => /\.(?:[ch]|patch)$/.test(name))) {
      yield;
      const text = readFileSync(join(below, relative), 'utf8');
      const file: ModelFile = { path: `samples/${relative}`, text, standsFor: null };
      byPath.set(file.path, file);
      if (isFlow(text) && relative.endsWith('.c')) flows.push(parseFlow(file.path, text));
    }
  }
  flows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { directory, headers, byKernelPath, byPath, units, flows, config: readConfig(directory) };
}

/**
 * The library with models of the reader's own, which come before those that ship: what both define is the reader's. A
 * header below an `include` directory is found by `#include`.
 */
export function withOwnModels(library: ModelLibrary, own: readonly ModelFile[]): ModelLibrary {
  if (own.length === 0) return library;
  const headers = own.flatMap((file) => {
    const name = /(?:^|\/)include\/(.+\.h)$/.exec(file.path)?.[1];
    return name === undefined ? [] : [[name, file] as const];
  });
  const standing = own.flatMap((file) => (file.standsFor === null ? [] : [[file.standsFor, file] as const]));
  return {
    ...library,
    headers: new Map([...library.headers, ...headers]),
    byKernelPath: new Map([...library.byKernelPath, ...standing]),
    byPath: new Map([...library.byPath, ...own.map((file) => [file.path, file] as const)]),
    units: [...own.filter(({ path }) => path.endsWith('.c')), ...library.units],
  };
}

/** A file of models by its text. */
export const modelFile = (path: string, text: string): ModelFile => ({ path, text, standsFor: standsFor(text) });

/** "stands-for: drivers/dma-buf/dma-buf.c" in the leading comment. */
function standsFor(text: string): string | null {
  const comment = /^(?:\s*\/\*[^]*?\*\/)+/.exec(text)?.[0] ?? '';
  return /\bstands-for:\s*(\S+)/.exec(comment)?.[1] ?? null;
}

/** models/kernel.config, in the form of the kernel's own .config files. */
function readConfig(directory: string): Map<string, string> {
  const path = join(directory, 'kernel.config');
  return existsSync(path) ? parseConfig(readFileSync(path, 'utf8')) : new Map<string, string>();
}

/** The options of a .config with the values that macros of their names have; those that are off are left out. */
export function parseConfig(text: string): Map<string, string> {
  const config = new Map<string, string>();
  for (const line of text.split('\n')) {
    const parsed = /^(CONFIG_\w+)=(\S.*)$/.exec(line.trim());
    if (parsed?.[1] === undefined || parsed[2] === undefined || parsed[2] === 'n') continue;
    config.set(parsed[1], parsed[2] === 'y' ? '1' : parsed[2]);
  }
  return config;
}

function filesBelow(directory: string, prefix = ''): string[] {
  if (!existsSync(directory)) return [];
  const found: string[] = [];
  const entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory()) found.push(...filesBelow(join(directory, entry.name), `${name}/`));
    else found.push(name);
  }
  return found;
}
