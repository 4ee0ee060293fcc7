import assert from 'node:assert/strict';
import { SOURCES } from './fixture/lend';
import { viewSuite, type View } from './view';

/** The row of the sketch at which the step stands. */
const sketched = ({ page }: View) => page.locator('.code-sketch .sketch-row.current').first();

/** The text of the editor's line that is marked. */
async function edited(view: View): Promise<string> {
  const mark = view.code().locator('.actor-line.current').first();
  await mark.waitFor();
  return mark.evaluate((element) => {
    const lines = [...(element.closest('.monaco-editor')?.querySelectorAll<HTMLElement>('.view-line') ?? [])];
    const top = (element as HTMLElement).style.top;
    return (lines.find((line) => line.style.top === top)?.textContent ?? '').replaceAll('\u00a0', ' ');
  });
}

describe('the replay view: the code while the editor is coming', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('is plain text that follows the step, and gives way to the editor at the same line', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const view = await suite.open({
      step: 6,
      editor: async (request) => {
        await held;
        await request.continue();
      },
    });
    const { page, at, press } = view;
    await at('6 / 17');
    const row = await sketched(view).evaluate(({ childNodes }) =>
      [...childNodes].map(({ textContent }) => textContent),
    );
    assert.deepEqual(row.slice(0, 2), ['A   143   ', '\t*page = &buf->pages[index];']);
    assert.match(row[2] ?? '', /page: uninitialised → &buf\.pages\[0\]/);
    await press('n');
    await at('7 / 17');
    const code = await sketched(view).evaluate((row) => row.childNodes[1]?.textContent ?? '');
    assert.match(code, /^\t\S/);
    release();
    assert.equal(await edited(view), code.replace('\t', ' '.repeat(8)));
    await page.locator('.code-sketch').waitFor({ state: 'detached' });
  });

  it('has tabs as wide as the kernel has them, in a diff and in a whole file', async () => {
    const view = await suite.open({ step: 6 });
    assert.equal(await edited(view), '        *page = &buf->pages[index];');
    await view.press('End');
    await view.at('17 / 17');
    await view.page.locator('.path', { hasText: 'borrow-vs-recall.c' }).waitFor();
    assert.equal(await edited(view), '        device_write(&dev, 0x1000, 0x42);');
  });

  it('stays, and says why, where the editor does not come', async () => {
    const view = await suite.open({ step: 6, editor: (request) => request.fulfill({ status: 200, body: '' }) });
    const { page, at, press } = view;
    await page.locator('.bar.error', { hasText: 'the code is plain text here' }).waitFor();
    await press('n');
    await at('7 / 17');
    assert.equal(await sketched(view).isVisible(), true);
  });

  it('is not that of the step before where a file cannot be shown, and comes back with the next diff', async () => {
    const view = await suite.open({
      replay: 'sourceless',
      step: 15,
      editor: (request) => request.fulfill({ status: 200, body: '' }),
    });
    const { page, at, press } = view;
    const note = page.locator('.code-pane .pane-note', {
      hasText: 'borrow-vs-recall.c cannot be shown: No source is known',
    });
    await at('15 / 17');
    await note.waitFor();
    assert.equal(await page.locator('.sketch-row').filter({ visible: true }).count(), 0);
    await press('b');
    await at('14 / 17');
    await sketched(view).waitFor();
    assert.equal(await note.isVisible(), false);
    await press('n');
    await note.waitFor();
    assert.equal(await page.locator('.sketch-row').filter({ visible: true }).count(), 0);
  });

  it('says what it knows of the moment while a file is on its way', async () => {
    const view = await suite.open({ replay: 'slow-source', step: 14 });
    const { page, at, press, code } = view;
    await at('14 / 17');
    await edited(view);
    await press('End');
    await at('17 / 17');
    await page.locator('.code-stack[aria-busy="true"]').first().waitFor();
    await code().locator('.actor-line.current').waitFor({ state: 'detached' });
    assert.match((await page.locator('.code-title .path').textContent()) ?? '', /lend-core\.c$/);
    const [asked] = await view.heard('source');
    assert.ok(asked?.type === 'source');
    const source = SOURCES.find(({ file }) => file === asked.file);
    assert.ok(source !== undefined);
    await view.send({ type: 'source', request: asked.request, source });
    await code().locator('.actor-line.current').waitFor();
    await page.locator('.code-stack[aria-busy="false"]').first().waitFor();
    assert.match((await page.locator('.code-title .path').textContent()) ?? '', /borrow-vs-recall\.c$/);
  });
});

describe('the replay view: a document that holds the replay', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('shows it before the host has answered, and tells the host so', async () => {
    const view = await suite.open({ written: true, step: 6 });
    await view.at('6 / 17');
    assert.deepEqual(await view.heard('ready'), [{ type: 'ready', restored: null, shown: true }]);
    assert.equal(await edited(view), '        *page = &buf->pages[index];');
    await view.press('n');
    await view.at('7 / 17');
  });

  it('is asked for again by a view that has stood elsewhere meanwhile', async () => {
    const { page, at, press, heard } = await suite.open({ written: true, step: 6 });
    await at('6 / 17');
    await press('End');
    await at('17 / 17');
    await page.waitForFunction(() => sessionStorage.getItem('kept-view')?.includes('"step":17') === true);
    await page.reload();
    await at('17 / 17');
    const [ready] = await heard('ready');
    assert.ok(ready?.type === 'ready' && !ready.shown && ready.restored?.step === 17);
  });
});
