// No file of the C front end needs itself to be loaded: what contains each other in C reaches each other through interfaces
// (kernel/c/grammar.ts, kernel/c/program-builder.ts).
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(__dirname, '../../extension/kernel/c');

/** Files beside it that a file imports values from. */
function imports(file: string): string[] {
  const text = readFileSync(join(directory, file), 'utf8');
  return [...text.matchAll(/^import (?!type\b)[^;]*? from '\.\/([\w-]+)';/gm)]
    .map((match) => `${match[1] ?? ''}.ts`)
    .filter((name) => existsSync(join(directory, name)));
}

/** A way from a file back to itself, or null. */
function circle(files: ReadonlyMap<string, readonly string[]>, from: string): string[] | null {
  const seen = new Set<string>();
  const open: string[][] = [[from]];
  for (let way = open.pop(); way !== undefined; way = open.pop()) {
    for (const next of files.get(way.at(-1) ?? '') ?? []) {
      if (next === from) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      open.push([...way, next]);
    }
  }
  return null;
}

describe('imports of the C front end', () => {
  it('never come round in a circle', () => {
    const files = new Map(
      readdirSync(directory)
        .filter((name) => name.endsWith('.ts'))
        .map((name) => [name, imports(name)]),
    );
    assert.ok(files.size > 30);
    assert.deepEqual(
      [...files.keys()].flatMap((file) => circle(files, file) ?? []),
      [],
    );
  });
});
