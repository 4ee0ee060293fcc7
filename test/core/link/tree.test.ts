import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { blobId, openTree, TreeError } from '../../../extension/link/tree';

const BELL = 'int bell;\n';
const BLOB = blobId(Buffer.from(BELL));

describe('kernel trees', () => {
  let directory = '';

  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'tree-'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('names content as git does', () => {
    assert.equal(blobId(Buffer.from('')), 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
  });

  it('knows single files by the blob that their content makes, not by their name', () => {
    put('bell.c.0123456', BELL);
    put('bell.c.fedcba9', 'int other;\n');
    put('horn.c.v6.12', 'int horn;\n');
    const tree = openTree(directory);
    assert.equal(tree.byBlob(BLOB.slice(0, 12)), BELL);
    assert.equal(tree.byBlob('0123456'), null);
    assert.equal(tree.byPath('lib/bell.c'), null, 'two files carry the name');
    assert.equal(tree.byPath('lib/horn.c'), 'int horn;\n', 'one file alone carries it');
    assert.equal(tree.byBlob('0000000'), null);
  });

  it('reads a source directory by path', () => {
    put('kernel/bell.c', BELL);
    const tree = openTree(directory);
    assert.equal(tree.byPath('kernel/bell.c'), BELL);
    assert.equal(tree.byPath('kernel/none.c'), null);
    assert.equal(tree.byPath('kernel'), null);
  });

  it('lets no path out of the directory', () => {
    put('inside/kernel/bell.c', BELL);
    put('secret', 'x');
    const tree = openTree(join(directory, 'inside'));
    for (const path of ['../secret', 'kernel/../../secret', '/etc/hostname', '', 'a\0b'])
      assert.equal(tree.byPath(path), null);
  });

  it('reads a git repository by blob and by path', function () {
    this.timeout(20_000);
    const git = (...args: string[]): void => {
      execFileSync('git', ['-C', directory, '-c', 'user.name=N', '-c', 'user.email=n@example.org', ...args]);
    };
    put('lib/bell.c', BELL);
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'bell');
    const tree = openTree(directory);
    assert.equal(tree.byBlob(BLOB.slice(0, 10)), BELL);
    assert.equal(tree.byPath('lib/bell.c'), BELL);
    assert.equal(tree.byPath('lib/none.c'), null);
    assert.equal(tree.byBlob('--help'), null);
  });

  it('says when there is nothing to open', () => {
    assert.throws(() => openTree(join(directory, 'none')), TreeError);
  });
});
