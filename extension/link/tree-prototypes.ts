import { identifiers, scanDeclarations } from './declarations';
import { INCLUDE_ROOTS } from './kernel-text';
import type { KernelTree } from './tree';

/** Headers that are read at most: a git tree takes some milliseconds for each. */
const MOST_HEADERS = 500;

/** A file that may include what declares a name. */
export interface Including {
  /** Kernel path. */
  readonly path: string;
  readonly text: string;
}

/**
 * Prototypes out of the trees' own headers, for names that no file which is put together declares: a header of ours stands where
 * the tree's would, and has what flows needed so far. Looked for in what the files include, then in what those headers include, and so on.
 *
 * @returns the declaration as the tree has it, by name; nothing for a name that it declares nowhere there
 */
export function treePrototypes(
  names: Iterable<string>,
  files: readonly Including[],
  trees: readonly KernelTree[],
): ReadonlyMap<string, string> {
  const missing = new Set(names);
  const found = new Map<string, string>();
  const seen = new Set<string>();
  // What a model that stands for a file includes is not what the file itself does.
  let from = [...files, ...files.flatMap(({ path }) => firstOf([path], trees) ?? [])];
  while (from.length > 0 && trees.length > 0) {
    const headers: Including[] = [];
    for (const file of from)
      for (const candidates of includedBy(file)) {
        if (missing.size === 0 || seen.size >= MOST_HEADERS) return found;
        const key = candidates.join();
        if (seen.has(key)) continue;
        seen.add(key);
        const header = firstOf(candidates, trees);
        if (header === null) continue;
        headers.push(header);
        for (const [name, text] of prototypesIn(header.text, missing)) {
          found.set(name, text);
          missing.delete(name);
        }
      }
    from = headers;
  }
  return found;
}

/** For each `#include` of a file the kernel paths that it may mean, in order. */
function includedBy({ path, text }: Including): readonly (readonly string[])[] {
  const directory = path.replace(/[^/]*$/, '');
  return [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]/gm)].map(([, open, name = '']) => [
    ...(open === '"' ? [`${directory}${name}`] : []),
    ...INCLUDE_ROOTS.map((root) => root + name),
  ]);
}

function firstOf(paths: readonly string[], trees: readonly KernelTree[]): Including | null {
  for (const path of paths)
    for (const tree of trees) {
      const text = tree.byPath(path);
      if (text !== null) return { path, text };
    }
  return null;
}

function prototypesIn(text: string, names: ReadonlySet<string>): readonly (readonly [string, string])[] {
  const words = identifiers(text);
  if (![...names].some((name) => words.has(name))) return [];
  const lines = text.split('\n');
  return scanDeclarations(lines).declarations.flatMap(({ kind, name, first, last }) =>
    kind === 'prototype' && names.has(name) ? [[name, lines.slice(first, last + 1).join('\n')] as const] : [],
  );
}
