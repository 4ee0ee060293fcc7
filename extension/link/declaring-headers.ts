import type { Sliced } from '../ground/sliced';
import { identifiers, scanDeclarations } from './declarations';
import type { ModelLibrary } from './models';

const known = new WeakMap<ModelLibrary, ReadonlyMap<string, string>>();

/**
 * Headers of ours that declare what a text names, as `#include <…>` names them, in order. A patch that changes a function in the
 * middle of a file does not show what the file includes.
 */
export function* findingHeaders(text: string, models: ModelLibrary): Sliced<string[]> {
  let declared = known.get(models);
  if (declared === undefined) known.set(models, (declared = yield* declarationsOf(models)));
  const wanted = new Set<string>();
  for (const name of identifiers(text)) {
    const header = declared.get(name);
    if (header !== undefined) wanted.add(header);
  }
  return [...wanted].sort();
}

/** Which header of `linux/` declares a function, a type or a macro; none for a name that several have. */
function* declarationsOf({ headers }: ModelLibrary): Sliced<Map<string, string>> {
  const found = new Map<string, string>();
  const several = new Set<string>();
  for (const [path, { text }] of headers) {
    if (!path.startsWith('linux/')) continue;
    yield;
    const lines = text.split('\n');
    for (const { name, kind, first, last } of scanDeclarations(lines).declarations) {
      // `struct x;` says nothing of x.
      if (name === '' || kind === 'include') continue;
      if (kind === 'type' && !lines.slice(first, last + 1).some((line) => line.includes('{'))) continue;
      if (found.has(name) && found.get(name) !== path) several.add(name);
      found.set(name, path);
    }
  }
  for (const name of several) found.delete(name);
  return found;
}
