/** The whole way, as a person goes it: from the palette to a step of the replay, with mouse and keyboard alone. */
import assert from 'node:assert/strict';
import { Editor, PATIENCE_MS } from './editor';

const FLOW = 'chime-ring-vs-remove';

describe('a person who opens the sample series', function () {
  this.timeout(4 * PATIENCE_MS);
  this.bail(true);
  let editor: Editor;

  before(async () => {
    editor = await Editor.start({ settings: { 'window.autoDetectColorScheme': true } });
    await editor.look('dark');
  });
  after(() => editor?.stop());
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await editor.picture(`failed ${this.currentTest.title}`);
  });

  it('finds it in the palette, and its patches and files in the tree', async () => {
    await editor.run('kAPI Replay: Open Sample Series');
    await editor.collapse(editor.row('RFC v2'));
    await editor.expand(editor.row('RFC v1'));
    await editor.expandUnder('RFC v1', '2/3 lib: chime');
    await editor.picture('series');
  });

  it('sees in the thread who answered whom', async () => {
    await editor.row('Ines Duarte').waitFor();
    await editor.row('Kjell Aas').waitFor();
  });

  it('opens the diff of a file', async () => {
    await (await editor.rowUnder('RFC v1', 'chime.c')).click();
    await editor.codeLine('chime_find(struct chime').waitFor();
    await editor.picture('diff');
  });

  it('learns from a hover what a name means and where the meaning comes from', async () => {
    const hover = await editor.hover('chime_find(struct chime', 'chime_find', 'Function');
    assert.match(await hover.innerText(), /this series itself/);
    await editor.picture('hover');
    await editor.page.keyboard.press('Escape');
  });

  it('replays a flow from the lens above the function', async () => {
    const lens = editor.page
      .locator('.codelens-decoration a')
      .filter({ hasText: `Replay ${FLOW}` })
      .first();
    await lens.click();
    const view = editor.webview();
    await view.locator('.verdict').waitFor();
    assert.match(await view.locator('.verdict').innerText(), /violation\s*use-after-free/i);
    await editor.marked().waitFor();
    await editor.picture('replay dark');
  });

  it('steps by keyboard, forwards and back, and the marked line follows', async () => {
    const view = editor.webview();
    await view.locator('.controls').click({ position: { x: 2, y: 2 } });
    // Next and back go by the rows of the story, which begins after what leads up to it.
    await editor.press('Home');
    await editor.press('n');
    const first = await editor.moment();
    const seen = [first];
    for (let step = 0; step < 6; step++) {
      await editor.press('n');
      seen.push(await editor.moment());
    }
    assert.ok(new Set(seen.map(({ line }) => line)).size > 3, 'the marked line moves');
    for (let step = 0; step < 6; step++) await editor.press('b');
    assert.deepEqual(await editor.moment(), first);
  });

  it('goes to the violation, which stands on a line of the patch', async () => {
    await editor.press('v');
    const { line } = await editor.moment();
    assert.match(line, /\S/);
    await editor.picture('violation');
  });

  it('reads the mail that argues about it, one click away', async () => {
    const view = editor.webview();
    await view.getByRole('tab', { name: 'Mail' }).click();
    await view.getByText('Ines Duarte').first().waitFor();
  });

  for (const [name, size] of [
    ['light', { width: 1400, height: 900 }],
    ['high contrast', { width: 1400, height: 900 }],
    ['narrow', { width: 720, height: 900 }],
  ] as const) {
    it(`sees the same in ${name}`, async () => {
      await editor.look(name === 'narrow' ? 'dark' : name);
      await editor.page.setViewportSize(size);
      await editor.marked().waitFor();
      await editor.picture(`replay ${name}`);
    });
  }
});
