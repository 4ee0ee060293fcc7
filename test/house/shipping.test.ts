/** What ships: the VSIX that `npm run package` made, and the command line in it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { listFiles } from '@vscode/vsce';
import { ensureVsix, manifest, root, vsixPath } from '../../scripts/project.mjs';

const MEGABYTE = 1_000_000;

describe('what ships', function () {
  this.timeout(0);
  let files: readonly string[];

  before(async () => {
    await ensureVsix();
    files = await listFiles({ cwd: root, packageManager: 0 });
  });

  it('is a VSIX of at most 2.5 MB', () => {
    assert.ok(statSync(vsixPath).size <= 2.5 * MEGABYTE, `${statSync(vsixPath).size} bytes`);
  });

  it('holds bundles, data and words, and no sources, tests or packages', () => {
    const expected = /^(dist|syntaxes|extension\/media)\/|^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;
    assert.deepEqual(
      files.filter((file) => !expected.test(file)),
      [],
    );
    assert.deepEqual(
      files.filter((file) => /\.(ts|map)$|node_modules/.test(file)),
      [],
    );
  });

  for (const needed of ['dist/extension.js', 'dist/cli.js']) {
    it(`holds ${needed}`, () => assert.ok(files.includes(needed)));
  }

  it('activates from a small bundle: everything heavy is loaded when it is needed', () => {
    assert.ok(statSync(join(root, 'dist/extension.js')).size <= 0.3 * MEGABYTE);
  });

  it('names no place of the machine that built it', () => {
    for (const file of files.filter((name) => name.startsWith('dist/') && name.endsWith('.js'))) {
      const text = readFileSync(join(root, file), 'utf8');
      for (const place of [root, `${homedir()}/`]) assert.ok(!text.includes(place), `${file} names ${place}`);
    }
  });
});

describe('kapi-replay', function () {
  this.timeout(30_000);

  /** The command line as a shell would start it, but on the Node that runs this test. */
  const kapiReplay = (...args: readonly string[]): { status: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], {
      encoding: 'utf8',
    });
    return { status, out: stdout, err: stderr };
  };

  it('starts with a line by which a shell finds Node', () => {
    assert.match(readFileSync(join(root, 'dist/cli.js'), 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  it('--version says the version of the package', () => {
    assert.deepEqual(kapiReplay('--version'), { status: 0, out: `${manifest.version}\n`, err: '' });
  });

  it('--help lists the commands, and each explains itself', () => {
    const { status, out } = kapiReplay('--help');
    assert.equal(status, 0);
    const names = [...out.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, name]) => name);
    assert.notEqual(names.length, 0);
    for (const name of names) {
      const help = kapiReplay(String(name), '--help');
      assert.equal(help.status, 0, help.err);
      assert.match(help.out, /usage: kapi-replay/i);
    }
  });

  it('without a command shows how it is used, as a mistake', () => {
    const { status, out } = kapiReplay();
    assert.equal(status, 2);
    assert.match(out, /^usage: /);
  });

  it('says in one line what it does not know', () => {
    const { status, out, err } = kapiReplay('replyay');
    assert.deepEqual([status, out], [2, '']);
    assert.match(err, /^kapi-replay: .*replyay.*\n$/);
  });
});
