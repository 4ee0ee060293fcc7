import assert from 'node:assert/strict';
import { viewSuite } from './view';

describe('the replay view: long runs', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('is usable at once with 100,000 steps, and draws only what is in sight', async () => {
    const view = await suite.open({ replay: 'long-100000' });
    const { page, press, at } = view;
    await at('1 / 100,000');
    await press('End');
    await at('100,000 / 100,000');
    await page.locator('#step-100000 .step-text', { hasText: 'of turn' }).waitFor();
    await press('b', 'b');
    await at('99,998 / 100,000');
    await press('S');
    await at('99,995 / 100,000');
    await page.getByRole('slider').fill('50000');
    await at('50,000 / 100,000');
    await page.locator('#step-50000.current .step-text', { hasText: 'of turn' }).waitFor();
    assert.ok((await page.locator('.lane-row').count()) < 80);
    assert.ok((await page.locator('.arrow').count()) < 200);
    const slices = await view.heard('steps');
    assert.ok(slices.length < 20, `${slices.length} slices were fetched`);
  });

  it('draws up the outline itself where the host sends none', async () => {
    const { press, at, page } = await suite.open({ replay: 'bare-20000' });
    await at('1 / 20,000');
    await page.waitForFunction(() => window.heard.filter(({ type }) => type === 'steps').length >= 38);
    await press('End');
    await page.locator('#step-20000 .step-text', { hasText: 'of turn' }).waitFor();
    await press('S');
    await at('19,999 / 20,000');
  });
});
