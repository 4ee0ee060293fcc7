import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageId } from '../../../extension/ground/brand';
import { commitsOfPatches, notesInGitNote, withGitNoteText } from '../../../extension/review/git-notes';
import type { Note } from '../../../extension/review/note';
import { parseNotebook } from '../../../extension/review/notebook';

const note = (id: string, text: string, line = 48): Note => ({
  id,
  revision: 1,
  subject: {
    kind: 'place',
    on: { patch: messageId('p1@example.org'), file: 'drivers/widget/core.c', side: 'new', line },
  },
  purpose: 'note',
  sent: false,
  resolved: false,
  text,
});

describe('notes in git notes', () => {
  it('are read by people and by us, beside what others wrote', () => {
    const text = withGitNoteText('Tested on two widgets.\n', [note('a', 'This leaks the lock.')]);
    assert.match(text, /^Tested on two widgets\.\n\ndrivers\/widget\/core\.c:48:\nThis leaks the lock\.\n/);
    assert.deepEqual(notesInGitNote(text).notes, [note('a', 'This leaks the lock.')]);
    const again = withGitNoteText(text, [note('a', 'This leaks the lock, still.')]);
    assert.match(again, /^Tested on two widgets\.\n\ndrivers\/widget\/core\.c:48:\nThis leaks the lock, still\.\n/);
    assert.equal(again.match(/leaks the lock/g)?.length, 2);
    assert.deepEqual(notesInGitNote('Tested on two widgets.\n').notes, []);
  });

  it('go to the commit that names the mail, else to the one of that subject', () => {
    const commits = [
      {
        commit: 'c1',
        subject: 'widget: frob it',
        message: 'Text.\n\nLink: https://lore.kernel.org/r/p1@example.org\n',
      },
      { commit: 'c2', subject: 'widget: frob it', message: 'Text.\n\nMessage-ID: <p2@example.org>\n' },
      { commit: 'c3', subject: 'gadget: twiddle', message: 'Text.\n' },
    ];
    const patches = ['p1', 'p2', 'p3'].map((id) => ({ messageId: `${id}@example.org`, subject: 'widget: frob it' }));
    const other = { messageId: 'p4@example.org', subject: 'gadget: twiddle' };
    assert.deepEqual(Object.fromEntries(commitsOfPatches([...patches, other], commits)), {
      'p1@example.org': 'c1',
      'p2@example.org': 'c2',
      'p4@example.org': 'c3',
    });
  });

  it('come back from a repository as they went', function () {
    if (spawnSync('git', ['--version']).error !== undefined) return this.skip();
    const directory = mkdtempSync(join(tmpdir(), 'kapi-git-notes-'));
    const env = {
      ...process.env,
      GIT_CONFIG_GLOBAL: join(directory, 'none'),
      GIT_AUTHOR_NAME: 'Rosa',
      GIT_COMMITTER_NAME: 'Rosa',
      GIT_AUTHOR_EMAIL: 'rosa@example.org',
      GIT_COMMITTER_EMAIL: 'rosa@example.org',
    };
    const git = (args: readonly string[], input = ''): string =>
      execFileSync('git', args, { cwd: directory, env, input, encoding: 'utf8' });
    try {
      git(['init', '-q']);
      git(['commit', '-q', '--allow-empty', '-m', 'widget: frob it']);
      git(
        ['notes', '--ref', 'kapi-replay', 'add', '-F', '-', 'HEAD'],
        withGitNoteText('', [note('a', 'Ünter.\n\n > x')]),
      );
      const text = git(['notes', '--ref', 'kapi-replay', 'show', 'HEAD']);
      assert.deepEqual(notesInGitNote(text).notes, [note('a', 'Ünter.\n\n > x')]);
      assert.deepEqual(parseNotebook(text, 'x').notes, []);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
