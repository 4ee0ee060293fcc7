/** From words to a step, as a person clicks them: in a terminal, and in the console of the debugger. */
import assert from 'node:assert/strict';
import { Editor, PATIENCE_MS } from './editor';

const FLOW = 'chime-ring-vs-remove';
const PRINTED = 'look at step 3 once more';

describe('a person who follows a text to a step', function () {
  this.timeout(4 * PATIENCE_MS);
  this.bail(true);
  let editor: Editor;

  before(async () => {
    editor = await Editor.startOnSample();
  });
  after(() => editor?.stop());
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await editor.picture(`failed ${this.currentTest.title}`);
  });

  /** Runs a command that asks for a flow. */
  async function runOn(title: string): Promise<void> {
    await editor.run(title);
    await editor.input().fill(FLOW);
    await editor.page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: FLOW }).first().waitFor();
    await editor.page.keyboard.press('Enter');
  }

  it('comes from a line of a terminal to the step that it names', async () => {
    await runOn('kAPI Replay: Replay Flow');
    await editor.marked().waitFor();
    await editor.run('Terminal: Create New Terminal');
    const rows = editor.page.locator('.terminal-wrapper.active .xterm-rows > div');
    await rows.filter({ hasText: /\S/ }).first().waitFor();
    const prompt = await editor.placeOf(rows.filter({ hasText: /\S/ }).first());
    await editor.page.mouse.click(prompt.x + 4, prompt.y + prompt.height / 2);
    await editor.page.locator('.terminal-wrapper.active .xterm.focus').waitFor();
    // What is typed is not what is printed.
    await editor.page.keyboard.type(`echo ${PRINTED.replace('step', 'st""ep')}`);
    await editor.page.keyboard.press('Enter');
    const line = rows.filter({ hasText: new RegExp(`^${PRINTED}`) }).last();
    await line.waitFor();
    const position = editor.webview().locator('.controls .position').filter({ hasText: /^3 \// });
    const hover = editor.page
      .locator('.monaco-hover:visible, .terminal-hover-target')
      .filter({ hasText: 'Go to step 3' });
    const deadline = Date.now() + PATIENCE_MS;
    let [x, y] = [0, 0];
    do {
      assert.ok(Date.now() < deadline, 'no link is shown');
      const box = await editor.placeOf(line.locator('span').first());
      // A letter of a terminal is as wide as every other.
      x = box.x + (box.width / PRINTED.length) * (PRINTED.indexOf('3') - 1.5);
      y = box.y + box.height / 2;
      await editor.page.mouse.move(x, y - 60);
      await editor.page.mouse.move(x, y, { steps: 4 });
      await hover
        .first()
        .waitFor({ timeout: 5000 })
        .catch(() => undefined);
    } while ((await hover.count()) === 0);
    await editor.page.keyboard.down('Control');
    await editor.page.mouse.click(x, y);
    await editor.page.keyboard.up('Control');
    await position.waitFor();
    await editor.picture('following terminal');
  });

  it('comes from what a logpoint printed to the step that printed it', async () => {
    await editor.run('View: Close All Editors');
    await editor.collapse(editor.row('RFC v2'));
    await editor.expand(editor.row('RFC v1'));
    await editor.expandUnder('RFC v1', '1/3 lib: add chime');
    await (await editor.rowUnder('1/3 lib: add chime', 'chime.c')).click();
    await editor.codeLine('mutex_init(&chime->lock);').first().click();
    await editor.run('Debug: Add Logpoint...');
    await editor.page.locator('.breakpoint-widget .monaco-editor.focused').waitFor();
    await editor.page.keyboard.type('the lock is made');
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.breakpoint-widget').waitFor({ state: 'detached' });
    await runOn('kAPI Replay: Debug Flow');
    await editor.page.locator('.debug-toolbar .codicon-debug-continue').waitFor();
    await editor.run('Debug: Continue');
    await editor.run('Debug Console: Focus on Debug Console View');
    const printed = editor.page.locator('.repl .monaco-list-row').filter({ hasText: /step \d+: the lock is made/ });
    await printed.first().waitFor();
    const input = editor.page.locator('.repl-input-wrapper .view-lines');
    await input.waitFor();
    assert.equal(((await input.textContent()) ?? '').trim(), '', 'the input of the console is the reader’s');
    await printed
      .locator('.link, a')
      .filter({ hasText: '/step?' })
      .first()
      .click({ modifiers: ['Control'] });
    // The line at which the lock is made, where the session did not stop.
    await editor.page
      .locator('.statusbar-item')
      .filter({ hasText: /^Ln 12,/ })
      .waitFor();
    await editor.page.locator('.debug-top-stack-frame-line').first().waitFor();
    await editor.picture('following console');
    assert.equal(await editor.notice('no text of its own').count(), 0);
    await editor.page.locator('.debug-toolbar .codicon-debug-stop').click();
    await editor.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  });
});
