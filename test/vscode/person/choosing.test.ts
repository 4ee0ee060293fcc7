/** Finding as a person does it: by what is typed and chosen from a list. */
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
});
