import assert from 'node:assert/strict';
import type { ToView } from '../../webview/protocol';
import { HOSTILE, SCRIPT } from './fixture/hostile';
import { viewSuite } from './view';

describe('the replay view: hostile text', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('shows markup as text and runs none of it', async () => {
    const { page, at } = await suite.open({ replay: 'hostile', step: 2 });
    await at('2 / 17');
    await page.locator('.mail-line').first().waitFor();
    for (const tab of ['State', 'Stacks', 'What if', 'Compare', 'Share', 'Mail'])
      await page.getByRole('tab', { name: tab }).click();
    assert.equal(
      await page
        .locator('h1')
        .textContent()
        .then((text) => text?.startsWith(SCRIPT)),
      true,
    );
    assert.equal(await page.locator('.mail-line').first().textContent(), SCRIPT);
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
    assert.equal(await page.locator('#replay script, #replay img, #replay a[href]').count(), 0);
  });

  it('shows characters that turn or hide text by their numbers, and says so', async () => {
    const { page } = await suite.open({ replay: 'hostile' });
    const line = page.locator('.mail-line.argues');
    await line.waitFor();
    assert.equal(await line.textContent(), 'access U+202E{ on )nimda_si( fi U+2066returnU+2069');
    await page.getByText('not seen by themselves').waitFor();
  });

  for (const width of [1440, 900, 420]) {
    it(`keeps its layout with names that never end, ${width} wide`, async () => {
      const { page, at } = await suite.open({ replay: 'hostile', step: 6, size: { width, height: 900 } });
      await at('6 / 17');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    });
  }

  it('is not stopped by what another version has kept, and loses nothing that was typed', async () => {
    const { page, at } = await suite.open({ replay: 'able' });
    await at('1 / 17');
    await page.evaluate(() => {
      const arrangement = { codeShare: 'wide', lanesShare: null, tab: 7, draft: { step: 4, id: null, text: 'typed' } };
      window.addEventListener('beforeunload', () => {
        sessionStorage.setItem('kept-view', JSON.stringify({ flow: 'x', series: 5, step: 'four', arrangement }));
      });
    });
    await page.reload();
    await at('1 / 17');
    assert.deepEqual(await page.evaluate(() => window.heard.filter(({ type }) => type === 'ready')), [
      { type: 'ready', restored: { flow: 'x', series: null, step: 0 }, shown: false },
    ]);
    assert.equal(await page.getByLabel('Note on step 4').inputValue(), 'typed');
  });

  it('tells the reader of a replay in a form that it does not know, and keeps the one on screen', async () => {
    const { page, send, at } = await suite.open({ step: 5 });
    await at('5 / 17');
    const { columns: _, ...rest } = HOSTILE;
    await send({ type: 'replay', replay: rest, step: 3 } as unknown as ToView);
    await page.getByRole('alert').getByText('in a form that this version does not know').waitFor();
    await at('5 / 17');
    await send({ type: 'from-the-future' } as unknown as ToView);
    await page.keyboard.press('n');
    await at('6 / 17');
  });
});
