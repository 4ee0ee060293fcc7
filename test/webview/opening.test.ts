import assert from 'node:assert/strict';
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
});
