/** The series that ship are real mail: git splits them and takes every revision on an empty repository. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const samples = resolve(__dirname, '../../extension/samples');

/** git without this machine's configuration, as nobody in particular. */
function git(directory: string, ...args: readonly string[]): string {
  const nobody = { GIT_COMMITTER_NAME: 'Nobody', GIT_COMMITTER_EMAIL: 'nobody@example.org' };
  const env = { ...process.env, ...nobody, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return execFileSync('git', args, { cwd: directory, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

interface PatchMail {
  readonly file: string;
  readonly revision: number;
  readonly index: number;
  readonly total: number;
}

/** `[RFC PATCH v2 1/3] …` but neither its cover letter nor a reply. */
function patchMail(file: string): PatchMail | null {
  const subject = /^Subject: \[(?:RFC )?PATCH(?: v(\d+))? (\d+)\/(\d+)\]/m.exec(readFileSync(file, 'utf8'));
  if (subject === null || subject[2] === '0') return null;
  return { file, revision: Number(subject[1] ?? 1), index: Number(subject[2]), total: Number(subject[3]) };
}

for (const name of readdirSync(samples).filter((file) => file.endsWith('.mbox'))) {
  describe(`the sample ${name}`, () => {
    const scratch = mkdtempSync(join(tmpdir(), 'kapi-replay-sample-'));
    after(() => rmSync(scratch, { recursive: true }));
    const patches: PatchMail[] = [];

    before(() => {
      git(scratch, 'mailsplit', '--mboxrd', `-o${scratch}`, join(samples, name));
      const mails = readdirSync(scratch).sort();
      patches.push(...mails.map((mail) => patchMail(join(scratch, mail))).filter((mail) => mail !== null));
    });

    it('has every patch of every revision', () => {
      for (const revision of new Set(patches.map((patch) => patch.revision))) {
        const found = patches.filter((patch) => patch.revision === revision);
        const wanted = Array.from({ length: found[0]?.total ?? 0 }, (_, before) => before + 1);
        assert.deepEqual(
          found.map(({ index }) => index),
          wanted,
          `v${revision}`,
        );
      }
    });

    it('applies to an empty repository, revision by revision', () => {
      assert.notEqual(patches.length, 0);
      for (const revision of new Set(patches.map((patch) => patch.revision))) {
        const repository = join(scratch, `v${revision}`);
        git(scratch, 'init', '--quiet', repository);
        const files = patches.filter((patch) => patch.revision === revision).map(({ file }) => file);
        git(repository, 'am', '--quiet', ...files);
        assert.equal(git(repository, 'rev-list', '--count', 'HEAD').trim(), String(files.length));
      }
    });

    it('names the blobs that git makes of its files', () => {
      const repository = join(scratch, 'blobs');
      git(scratch, 'init', '--quiet', repository);
      const latest = Math.max(...patches.map(({ revision }) => revision));
      for (const { file } of patches.filter(({ revision }) => revision === latest)) {
        git(repository, 'am', '--quiet', file);
        const [, ...diffs] = readFileSync(file, 'utf8').split(/^diff --git /m);
        for (const diff of diffs) {
          const path = /^a\/\S+ b\/(\S+)$/m.exec(diff)?.[1];
          const blob = /^index [0-9a-f]+\.\.([0-9a-f]+)/m.exec(diff)?.[1];
          assert.ok(path !== undefined && blob !== undefined, diff);
          assert.ok(git(repository, 'rev-parse', `HEAD:${path}`).startsWith(blob), `${path} is ${blob}`);
        }
      }
    });

    it('speaks of nobody real', () => {
      const addresses = readFileSync(join(samples, name), 'utf8').match(/[\w.+-]+@[\w.-]+\.\w+/g) ?? [];
      assert.deepEqual(
        addresses.filter((address) => !address.endsWith('example.org')),
        [],
      );
    });
  });
}
