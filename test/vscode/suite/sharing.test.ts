import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commands, workspace } from 'vscode';
import { messageId } from '../../../extension/ground/brand';
import type { KapiReplay } from '../../../extension/workbench/api';
import { closeEverything, folder, inFolder, read, rows, withSample, write } from '../installed';

const ring = messageId('20260302090000.4711-3-noor@example.org');
const on = { patch: ring, file: 'lib/chime.c', side: 'new', line: 115 } as const;
const v1 = '20260302090000.4711-1-noor@example.org';

const without = async (...paths: readonly string[]): Promise<void> => {
  for (const path of paths)
    await workspace.fs.delete(inFolder(path), { recursive: true }).then(undefined, () => undefined);
};

describe('sharing notes', () => {
  let kapi: KapiReplay;
  const fresh = async (): Promise<void> => {
    await closeEverything();
    await without('.kapi-replay/notes');
    kapi = await withSample();
    await kapi.conversations();
  };
  beforeEach(fresh);
  after(() => without('.kapi-replay/notes', '.git', 'notes.json'));

  const listed = async (): Promise<readonly string[]> => {
    await kapi.conversations();
    return (await rows(kapi, 'conversations')).filter((row) => row.includes('your note'));
  };

  it('goes through a file', async () => {
    await kapi.addNote({ kind: 'place', on }, 'Count it first.', 'note');
    await commands.executeCommand('kapi-replay.exportNotes', v1, inFolder('notes.json'));
    assert.match(await read(inFolder('notes.json')), /"Count it first\."/);
    await fresh();
    assert.deepEqual(await listed(), []);
    await commands.executeCommand('kapi-replay.importNotes', inFolder('notes.json'));
    assert.deepEqual(await listed(), ['    Count it first. · your note']);
    await commands.executeCommand('kapi-replay.importNotes', inFolder('notes.json'));
    assert.equal((await listed()).length, 1);
  });

  it('says what a file of others cannot give, and takes the rest', async () => {
    const file = await write('notes.json', '{ "schema": 9, "notes": [ { "id": "x" }, 7 ] }');
    await commands.executeCommand('kapi-replay.importNotes', file);
    assert.deepEqual(await listed(), []);
  });

  it('goes through git notes of the commits that the patches became', async () => {
    const cwd = folder().fsPath;
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=Rosa', '-c', 'user.email=rosa@example.org', ...args], {
        cwd,
        encoding: 'utf8',
      });
    git('init', '-q');
    git('config', 'user.name', 'Rosa');
    git('config', 'user.email', 'rosa@example.org');
    git('commit', '-q', '--allow-empty', '-m', `Ring one.\n\nLink: https://lore.kernel.org/r/${ring}`);
    await kapi.addNote({ kind: 'place', on }, 'Count it first.', 'note');
    await commands.executeCommand('kapi-replay.writeGitNotes');
    assert.match(git('notes', '--ref', 'kapi-replay', 'show', 'HEAD'), /^lib\/chime\.c:115:\nCount it first\.$/m);
    await fresh();
    await commands.executeCommand('kapi-replay.readGitNotes');
    assert.deepEqual(await listed(), ['    Count it first. · your note']);
  });
});
