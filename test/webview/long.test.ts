import assert from 'node:assert/strict';
import { longReplay } from './fixture/long';
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
    await page.locator('#step-100000 .step-text', { hasText: 'at line' }).waitFor();
    await press('b', 'b');
    await at('99,998 / 100,000');
    await press('S');
    await at('99,995 / 100,000');
    await page.getByRole('slider').fill('50000');
    await at('50,000 / 100,000');
    await page.locator('#step-50000.current .step-text', { hasText: 'at line' }).waitFor();
    assert.ok((await page.locator('.lane-row').count()) < 80);
    assert.ok((await page.locator('.arrow').count()) < 200);
    const slices = await view.heard('steps');
    assert.ok(slices.length < 20, `${slices.length} slices were fetched`);
  });

  it('has a million steps at hand, and runs to a line of theirs without fetching them', async () => {
    const view = await suite.open({ replay: 'long-1000000', step: 500_000 });
    const { page, press, at, code } = view;
    await at('500,000 / 1,000,000');
    await code().locator('.actor-glyph.current').first().waitFor();
    await press('l');
    await at('500,002 / 1,000,000');
    await code().locator('.line-numbers', { hasText: /^147$/ }).first().click();
    await page.locator('.lane-row.current .step-text', { hasText: /at line 147$/ }).waitFor();
    const slices = await view.heard('steps');
    assert.ok(slices.length < 5, `${slices.length} slices were fetched`);
  });

  it('says what an older extension sent, and shows none of it', async () => {
    const { page, send } = await suite.open({ replay: 'none' });
    const replay = longReplay(20);
    await send({ type: 'replay', replay: { ...replay, stepCount: 21 }, step: 1 });
    await page.getByRole('alert').getByText('its columns do not have one entry for each step').waitFor();
  });
});
