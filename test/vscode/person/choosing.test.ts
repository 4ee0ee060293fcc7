/** Finding, filtering and sorting by hand as a person does it: by what is typed and chosen from lists. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor, PATIENCE_MS } from './editor';

describe('a person who looks for something in what is open', function () {
  this.timeout(4 * PATIENCE_MS);
  this.bail(true);
  let editor: Editor;

  before(async () => {
    editor = await Editor.start({ settings: { 'window.autoDetectColorScheme': true } });
    await editor.look('dark');
    await editor.run('kAPI Replay: Open Sample Series');
    await editor.row('RFC v2').waitFor();
    for (const view of ['Conversations', 'Thread', 'Flows']) await editor.fold(view);
  });
  after(() => editor?.stop());
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await editor.picture(`failed ${this.currentTest.title}`);
  });

  const input = () => editor.page.locator('.quick-input-widget:visible input[type="text"]');
  const choices = (text: string) =>
    editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row').filter({ hasText: text });

  /** The list as it is in every look, and in a narrow window. */
  async function pictures(name: string): Promise<void> {
    for (const look of ['dark', 'light', 'high contrast'] as const) {
      await editor.look(look);
      await editor.page.waitForTimeout(500);
      await editor.picture(`${name} ${look}`);
    }
    await editor.look('dark');
    await editor.page.setViewportSize({ width: 520, height: 900 });
    await editor.picture(`${name} narrow`);
    await editor.page.setViewportSize({ width: 1400, height: 900 });
  }

  it('finds mails by words, while they are typed, and opens one', async () => {
    await editor.run('kAPI Replay: Find in What Is Open…');
    await input().fill('text:"keeps the listener"');
    await choices('Re: [RFC PATCH 2/3] lib: chime').first().waitFor();
    await pictures('find');
    await input().fill('nothing has this word');
    await choices('Nothing was found.').waitFor();
    await input().fill('from:duarte');
    await choices('Ines Duarte').first().waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.tab.active').filter({ hasText: 'chime' }).waitFor();
    await editor.codeLine('Ines Duarte').first().waitFor();
  });

  it('filters the series, which say so, and shows all again', async () => {
    await editor.run('kAPI Replay: Filter Series…');
    await input().fill('file:doorbell');
    await editor.picture('filter');
    await editor.page.keyboard.press('Enter');
    await editor.row('1/3 lib: add chime').waitFor({ state: 'detached' });
    await editor.row('3/3 misc: doorbell').waitFor();
    await editor.picture('filtered');
    await editor.run('kAPI Replay: Filter Series…');
    await input().fill('');
    await editor.page.keyboard.press('Enter');
    await editor.row('1/3 lib: add chime').waitFor();
  });

  it('splits a revision off by hand, and takes that back', async () => {
    const pins = (): string => {
      const file = join(editor.folder, '.kapi-replay', 'pins.json');
      return existsSync(file) ? readFileSync(file, 'utf8') : '';
    };
    const until = async (ask: () => boolean): Promise<void> => {
      const deadline = Date.now() + PATIENCE_MS;
      while (!ask()) {
        assert.ok(Date.now() < deadline, `the pins say: ${pins()}`);
        await editor.page.waitForTimeout(100);
      }
    };
    // The document in front must not be what is asked about.
    await editor.run('View: Close All Editors');
    await editor.run('kAPI Replay: Split Off');
    await choices('RFC v1').waitFor();
    await pictures('split off');
    await choices('RFC v1').click();
    await until(() => pins().includes('"apart"'));
    await editor.run('kAPI Replay: Undo Sorting by Hand…');
    await choices('two works').waitFor();
    await editor.picture('undo sorting');
    await choices('two works').click();
    await editor.page.keyboard.press('Enter');
    await until(() => !pins().includes('"apart"'));
  });
});
