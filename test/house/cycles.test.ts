// No file needs itself to be read: neither values nor types are imported in a circle. What contains each other in C, what a
// machine and its primitives know of each other, and what the editor's rooms are given stand in interfaces that import none
// of them (kernel/c/program-builder.ts, kernel/machine/machine.ts, workbench/reading-rooms.ts).
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

const root = join(__dirname, '../..');

/** The files of a directory and of those in it, from the top of the project. */
function filesIn(directory: string): string[] {
  return readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => posix.join(directory, name.replaceAll('\\', '/')));
}

/** Files that a file names at its top. */
function imports(file: string, files: ReadonlySet<string>): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*? from '(\.[^']+)';/gm)]
    .map((match) => `${posix.join(posix.dirname(file), match[1] ?? '')}.ts`)
    .filter((name) => files.has(name));
}

/** The shortest way from a file back to itself, or null. */
function circle(graph: ReadonlyMap<string, readonly string[]>, from: string): string[] | null {
  const seen = new Set<string>();
  const open: string[][] = [[from]];
  for (let way = open.shift(); way !== undefined; way = open.shift()) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === from) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      open.push([...way, next]);
    }
  }
  return null;
}

describe('imports', () => {
  it('come round in a circle where they do', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    assert.equal(circle(graph, 'a'), null);
    assert.deepEqual(circle(graph, 'd'), ['d', 'b', 'd']);
  });

  it('of the extension and of its view never do', () => {
    const files = new Set([...filesIn('extension'), ...filesIn('webview')]);
    const graph = new Map([...files].map((file) => [file, imports(file, files)]));
    assert.ok([...graph.values()].flat().length > 2000, 'imports are found');
    const circles = [...files].flatMap((file) => circle(graph, file)?.join(' -> ') ?? []);
    assert.deepEqual(circles, []);
  });
});
