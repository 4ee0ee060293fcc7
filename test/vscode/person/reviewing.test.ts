/** A review as a person makes it: from a conversation to its line, a note on it, an answer that waits to be sent. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workDirectory } from '../../../scripts/project.mjs';
import { Editor, PATIENCE_MS } from './editor';

describe('a person who reviews the sample series', function () {
  this.timeout(4 * PATIENCE_MS);
  this.bail(true);
  let editor: Editor;
  /** Where git looks for the commands that are no part of it; `git send-email` is there only when the test puts it there. */
  const commands = mkdtempSync(join(tmpdir(), 'kapi-git-'));

  before(async () => {
    editor = await Editor.start({
      settings: { 'window.autoDetectColorScheme': true },
      env: {
        GIT_EXEC_PATH: commands,
        // It knows nobody.
        GIT_CONFIG_GLOBAL: join(commands, 'none'),
        GIT_CONFIG_NOSYSTEM: '1',
        // The repository that the tests lie in is not the reader's.
        GIT_CEILING_DIRECTORIES: workDirectory,
      },
    });
    await editor.look('dark');
  });
  after(async () => {
    await editor?.stop();
    rmSync(commands, { recursive: true, force: true });
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await editor.picture(`failed ${this.currentTest.title}`);
  });

  /** What the notes' files say, all together. */
  const notes = (name: (file: string) => boolean = () => true): string => {
    const directory = join(editor.folder, '.kapi-replay', 'notes');
    const files = existsSync(directory) ? readdirSync(directory).filter(name) : [];
    return files.map((file) => readFileSync(join(directory, file), 'utf8')).join('\n');
  };

  async function until(what: string, ask: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!ask()) {
      assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  it('sees the conversations by patch', async () => {
    await editor.run('kAPI Replay: Open Sample Series');
    await editor.row('RFC v2').waitFor();
    // A person who reads conversations makes room for them.
    await editor.fold('Flows');
    await editor.fold('Thread');
    await editor.run('Focus on Conversations View');
    await editor.row('What keeps the listener alive').waitFor();
    await editor.picture('review conversations');
  });

  it('goes from a conversation to its line, where it is unfolded', async () => {
    await editor.row('What keeps the listener alive').click();
    await editor.page.locator('.review-widget').filter({ hasText: 'What keeps the listener alive' }).first().waitFor();
    await editor.picture('review thread');
  });

  it('writes an answer, which is on the disk while it is typed', async () => {
    const widget = editor.page.locator('.review-widget').filter({ hasText: 'What keeps the listener alive' }).first();
    await widget.locator('.review-thread-reply-button').click();
    await editor.page.keyboard.type('Who waits for the listener?');
    await until('the draft', () => notes((file) => file === 'drafts.json').includes('Who waits for the listener?'));
    await editor.picture('review typing');
    await widget.getByRole('button', { name: 'Add to Reply' }).click();
    await until('the answer', () => notes((file) => file !== 'drafts.json').includes('Who waits for the listener?'));
    await until('the draft to go', () => !notes((file) => file === 'drafts.json').includes('Who waits'));
    await widget.getByText('Pending').waitFor();
    await editor.picture('review answered');
  });

  it('writes a note by keyboard alone', async () => {
    await (await editor.scrollTo('listener->heard(listener->data)')).click();
    await editor.page.keyboard.press('Control+Alt+n');
    await editor.page.locator('.review-widget .comment-form .monaco-editor.focused').waitFor();
    await editor.page.keyboard.type('Is the list ever long?');
    await until('the draft', () => notes((file) => file === 'drafts.json').includes('Is the list ever long?'));
    await editor.page.keyboard.press('Control+Enter');
    await until('the note', () => notes((file) => file !== 'drafts.json').includes('Is the list ever long?'));
    await editor.picture('review note');
  });

  it('resolves a conversation, which folds it', async () => {
    const row = editor.row('What keeps the listener alive');
    await row.hover();
    await row.getByRole('button', { name: 'Resolve Conversation' }).click();
    await until('the decision', () => notes().includes('"resolved": true'));
    await editor.picture('review resolved');
  });

  it('composes the mail that says it, and sees how it will be read', async () => {
    await editor.run('kAPI Replay: Compose Reply Mail');
    await editor.codeLine('As its readers will see it').waitFor();
    await editor.picture('review draft');
  });

  it('is told what to do where git does not know who writes', async () => {
    await editor.notice('git does not know who you are').waitFor();
    await editor.notice('git config --global user.name').waitFor();
    const drafts = join(editor.folder, '.kapi-replay', 'drafts');
    const [draft = ''] = readdirSync(drafts);
    const text = readFileSync(join(drafts, draft), 'utf8');
    assert.doesNotMatch(text, /^From:/m);
    assert.match(text, /^To: Kjell Aas/m);
    assert.match(text, /Who waits for the listener\?/);
    await editor.run('Notifications: Clear All Notifications');
  });

  it('is told what to do where git cannot send, and keeps the draft', async () => {
    await editor.codeLine('Who waits for the listener?').first().click();
    await editor.run('kAPI Replay: Send Reply…');
    await editor.notice('git send-email is not installed').waitFor();
    await editor.picture('review cannot send');
    await editor.run('Notifications: Clear All Notifications');
    assert.equal(readdirSync(join(editor.folder, '.kapi-replay', 'drafts')).length, 1);
    const { stdout } = spawnSync('git', ['--exec-path'], { encoding: 'utf8' });
    symlinkSync(join(stdout.trim(), 'git-send-email'), join(commands, 'git-send-email'));
  });

  it('sees the command that would send it, and is asked', async () => {
    await editor.codeLine('Who waits for the listener?').first().click();
    await editor.run('kAPI Replay: Send Reply…');
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /git send-email --confirm=always/);
    await editor.picture('review send');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  it('reads what is still open', async () => {
    await editor.run('kAPI Replay: Show What Is Still Open');
    await editor.page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: 'RFC v2' }).waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.page
      .frameLocator('iframe.webview.ready')
      .last()
      .frameLocator('iframe#active-frame')
      .getByText('Revisions')
      .first()
      .waitFor();
    await editor.picture('review summary');
  });

  for (const [name, size] of [
    ['light', { width: 1400, height: 900 }],
    ['high contrast', { width: 1400, height: 900 }],
    ['narrow', { width: 720, height: 900 }],
  ] as const) {
    it(`sees the same in ${name}`, async () => {
      await editor.look(name === 'narrow' ? 'dark' : name);
      await editor.page.setViewportSize(size);
      // The list draws only the rows that are in sight; this one always is.
      await editor.row('That closes it').click();
      await editor.page.locator('.review-widget').filter({ hasText: 'That closes it' }).first().waitFor();
      await editor.picture(`review ${name}`);
    });
  }
});
