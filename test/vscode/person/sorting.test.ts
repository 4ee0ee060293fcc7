/** Sorting by hand as a person does it: with the mouse on rows of the tree, and by keyboard; remembered when VS Code comes back. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cover, diff, mailbox, patch } from '../../core/series/post';
import { Editor, PATIENCE_MS } from './editor';

/** The second patch came days later, from another address and in no thread: only a reader knows where it belongs. */
const MAILS = mailbox([
  cover('[PATCH 0/2] frob: mend it', 'c', { at: 0 }),
  patch('[PATCH 1/2] frob: lock the list', 'p', { answers: 'c', at: 1 }),
  patch('[PATCH 2/2] frob: free the list', 's', {
    from: 'Otto <otto@example.net>',
    at: 6000,
    body: diff('lib/list.c', '2'),
  }),
  patch('[PATCH] gadget: count once', 'g', {
    from: 'Gila <gila@example.net>',
    at: 9000,
    body: diff('lib/gadget.c', '3'),
  }),
]);

describe('a person who sorts series by hand', function () {
  this.timeout(4 * PATIENCE_MS);
  this.bail(true);
  let editor: Editor;

  before(async () => {
    editor = await Editor.start({
      settings: { 'window.autoDetectColorScheme': true },
      files: { 'frob.mbox': MAILS },
    });
    await editor.look('dark');
  });
  after(() => editor?.stop());
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await editor.picture(`failed ${this.currentTest.title}`);
  });

  const pins = (): string => {
    const file = join(editor.folder, '.kapi-replay', 'pins.json');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };

  async function until(what: string, ask: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!ask()) {
      assert.ok(Date.now() < deadline, `waited in vain for ${what}; the pins say: ${pins()}`);
      await editor.page.waitForTimeout(100);
    }
  }

  const choice = (text: string) =>
    editor.page
      .locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
      .filter({ hasText: text })
      .first();

  /** Chooses from the menu of a row. */
  async function fromMenu(row: string | RegExp, item: string): Promise<void> {
    await editor.row(row).click({ button: 'right' });
    const entry = editor.page.getByRole('menuitem', { name: item });
    await entry.waitFor();
    await editor.picture(`sort menu ${item}`);
    await editor.choose(entry);
  }

  it('opens a mailbox from the files of the folder', async () => {
    await fromMenu('frob.mbox', 'Open as Patch Series');
    await editor.row('gadget: count once').waitFor();
    for (const view of ['Conversations', 'Thread', 'Flows']) await editor.fold(view);
    await editor.picture('sort opened');
  });

  it('puts a series into another, and takes that back', async () => {
    await fromMenu(/free the list.*1 of 2 patches/, 'Put into Another Series…');
    await choice('frob: mend it').waitFor();
    await editor.picture('sort into which');
    await choice('frob: mend it').click();
    await editor.row(/mend it.*2 of 2 patches/).waitFor();
    await until('the join', () => pins().includes('"join":["s@example.org"]'));
    await editor.picture('sort joined');
    await editor.run('kAPI Replay: Undo Sorting by Hand…');
    await choice('→').click();
    await editor.page.keyboard.press('Enter');
    await editor.row(/free the list.*1 of 2 patches/).waitFor();
    await until('the join to go', () => !pins().includes('"join"'));
  });

  it('puts a patch into a series, and splits another one off', async () => {
    await fromMenu('2/2 frob: free the list', 'Put into Another Series…');
    await editor.page.locator('.quick-input-widget:visible input[type="text"]').fill('mend it');
    await choice('frob: mend it').waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.row(/mend it.*2 of 2 patches/).waitFor();
    await fromMenu('1/2 frob: lock the list', 'Split Off');
    await editor.row(/v1.*1 of 2 patches · frob: lock the list/).waitFor();
    await editor.row(/v1.*1 of 2 patches · frob: mend it/).waitFor();
    await until(
      'both',
      () => pins().includes('"join":["s@example.org"]') && pins().includes('"split":["p@example.org"]'),
    );
    await editor.picture('sort split');
  });

  it('pins a series as it is', async () => {
    await fromMenu(/gadget: count once.*1 of 1/, 'Pin Series as It Is');
    await editor.page.locator('.notification-toast').filter({ hasText: 'stays as it is' }).waitFor();
    await until('the pin', () => pins().includes('"split":["g@example.org"]'));
    await editor.picture('sort pinned');
  });

  it('finds all of it as it was when VS Code comes back', async () => {
    await editor.page.reload();
    await editor.page.locator('.statusbar-item').first().waitFor();
    await editor.run('Focus on Series View');
    await editor.row(/v1.*1 of 2 patches · frob: mend it/).waitFor();
    await editor.row('2/2 frob: free the list').waitFor();
    await editor.row(/v1.*1 of 2 patches · frob: lock the list/).waitFor();
    await editor.picture('sort remembered');
  });
});
