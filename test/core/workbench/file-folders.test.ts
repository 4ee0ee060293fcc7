import assert from 'node:assert/strict';
import fc from 'fast-check';
import { branches, type Branch } from '../../../extension/workbench/file-folders';

interface File {
  readonly path: string;
}

const files = (...paths: readonly string[]): File[] => paths.map((path) => ({ path }));

/** Folders with a slash, what they hold deeper. */
function drawn(held: readonly Branch<File>[], depth = 0): string[] {
  return held.flatMap((branch) =>
    branch.kind === 'file'
      ? ['  '.repeat(depth) + branch.file.path]
      : ['  '.repeat(depth) + `${branch.name}/`, ...drawn(branches(branch.files, branch.within), depth + 1)],
  );
}

describe('files in their folders', () => {
  it('stand below them, folders that hold only a folder together with it', () => {
    const all = files('MAINTAINERS', 'drivers/misc/a.c', 'drivers/misc/b.c', 'drivers/gpu/drm/x/y.c', 'include/a.h');
    assert.deepEqual(drawn(branches(all, '')), [
      'MAINTAINERS',
      'drivers/',
      '  misc/',
      '    drivers/misc/a.c',
      '    drivers/misc/b.c',
      '  gpu/drm/x/',
      '    drivers/gpu/drm/x/y.c',
      'include/',
      '  include/a.h',
    ]);
  });

  it('are all there, each once, whatever they are called', () => {
    const name = fc.string({ minLength: 1, maxLength: 3 }).filter((text) => !text.includes('/'));
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), (paths) => {
        const seen: string[] = [];
        const walk = (held: readonly Branch<File>[]): void => {
          for (const branch of held)
            if (branch.kind === 'file') seen.push(branch.file.path);
            else walk(branches(branch.files, branch.within));
        };
        walk(branches(files(...paths), ''));
        assert.deepEqual(seen.toSorted(), paths.toSorted());
      }),
    );
  });
});
