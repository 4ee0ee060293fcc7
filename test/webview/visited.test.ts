import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { viewSuite } from './view';

const list = (page: Page) => page.getByRole('list', { name: 'Moments visited' });

/** The steps of the list, the one at which the reader stands in brackets. */
async function visited(page: Page): Promise<string> {
  const rows = await list(page)
    .locator('.choice-row')
    .evaluateAll((all) =>
      all.map((row) => {
        const step = row.querySelector('.number')?.textContent ?? '';
        return row.ariaCurrent === 'step' ? `[${step}]` : step;
      }),
    );
  return rows.join(' ');
}

describe('the replay view: moments visited', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('leads back and forward through the moments that were jumped to, by key and by button', async () => {
    const { page, press, at } = await suite.open({ step: 2 });
    await at('2 / 17');
    await press('v');
    await at('17 / 17');
    await press('b', 'b');
    await at('15 / 17');
    await page.locator('[data-step="5"]').first().click();
    await at('5 / 17');
    await press(',');
    await at('15 / 17');
    await press(',');
    await at('2 / 17');
    await press(',');
    await at('2 / 17');
    await press('.');
    await at('15 / 17');
    const forward = page.getByRole('button', { name: 'Forward to the moment visited after' });
    await forward.click();
    await at('5 / 17');
    assert.equal(await forward.getAttribute('aria-disabled'), 'true');
    await page.getByRole('button', { name: 'Back to the moment visited before' }).click();
    await at('15 / 17');
  });

  it('lists them by their words, and each leads there by keyboard alone', async () => {
    const { page, press, at } = await suite.open({ step: 2 });
    await at('2 / 17');
    await press('v', 'Home');
    await at('1 / 17');
    await press('h');
    await list(page).locator('[aria-current="step"]:focus').waitFor();
    assert.equal(await visited(page), '2 17 [1]');
    const words = (await list(page).getByRole('listitem').nth(1).textContent()) ?? '';
    assert.match(words, /^17Adevice_write/);
    assert.match(words, /\w+:\d+$/);
    await press('ArrowUp', 'Enter');
    await at('17 / 17');
    assert.equal(await visited(page), '2 [17] 1');
    await press('ArrowUp', 'Enter');
    await at('2 / 17');
  });

  it('copies a moment as a link, adds it to a tour, and opens a note on it', async () => {
    const view = await suite.open({ replay: 'able', step: 2 });
    const { page, press, at } = view;
    await at('2 / 17');
    await press('v');
    await at('17 / 17');
    await press('h');
    await list(page).locator('[aria-current="step"]:focus').waitFor();
    await press('ArrowUp', 'ArrowRight', 'ArrowRight', 'Enter', 'ArrowRight', 'Enter');
    assert.deepEqual(await view.heard('moment'), [
      { type: 'moment', run: 'found', step: 2, use: 'copy' },
      { type: 'moment', run: 'found', step: 2, use: 'tour' },
    ]);
    await page.getByRole('button', { name: 'Write a note on step 2' }).click();
    await at('2 / 17');
    await page.getByRole('textbox', { name: 'Note on step 2' }).waitFor();
  });

  it('holds each place that the slider was drawn to, and what a link of the host leads to', async () => {
    const { page, press, at, send } = await suite.open();
    await at('1 / 17');
    const slider = await page.getByRole('slider', { name: 'Step' }).boundingBox();
    assert.ok(slider !== null);
    const y = slider.y + slider.height / 2;
    await page.mouse.move(slider.x + 3, y);
    await page.mouse.down();
    await page.mouse.move(slider.x + slider.width - 2, y, { steps: 8 });
    await page.mouse.up();
    await at('17 / 17');
    await send({ type: 'go-to', step: 9, jump: true });
    await at('9 / 17');
    await send({ type: 'go-to', step: 10, jump: false });
    await at('10 / 17');
    await press('h');
    await list(page).locator('[aria-current="step"]').waitFor();
    assert.equal(await visited(page), '1 17 [10]');
  });

  it('leads back out of a what-if into the run that it left', async () => {
    const view = await suite.open({ replay: 'able', step: 8 });
    const { page, press, at } = view;
    await at('8 / 17');
    await press('w');
    await page.getByRole('button', { name: 'borrower' }).and(page.locator('.choice-row')).first().click();
    const bar = page.getByRole('group', { name: 'Runs' });
    await bar.getByRole('button', { name: /What if borrower goes/, pressed: true }).waitFor();
    await press('h');
    await list(page).getByText('As found').waitFor();
    await press(',');
    await bar.getByRole('button', { name: /As found/, pressed: true }).waitFor();
    await at('8 / 17');
    await list(page).getByText('What if borrower goes').waitFor();
    await press('.');
    await bar.getByRole('button', { name: /What if borrower goes/, pressed: true }).waitFor();
  });

  it('is kept over a reload, as far as the run is still the same', async () => {
    const { page, press, at } = await suite.open({ step: 2 });
    await at('2 / 17');
    await press('v', 'Home', 'h');
    await list(page).locator('[aria-current="step"]').waitFor();
    await page.waitForFunction(() => {
      const kept = sessionStorage.getItem('kept-view') ?? '';
      return kept.includes('"step":1,') && kept.includes('"tab":"visited"') && kept.includes('"at":2');
    });
    await page.reload();
    await at('1 / 17');
    await list(page).locator('[aria-current="step"]').waitFor();
    assert.equal(await visited(page), '2 17 [1]');
    await page.evaluate(() => {
      const kept = sessionStorage.getItem('kept-view') ?? '';
      // As if another run had been found since, which does something else at its end.
      sessionStorage.setItem('kept-view', kept.replace(/("step":17,"name":")/, '$1other '));
    });
    await page.reload();
    await at('1 / 17');
    await list(page).locator('[aria-current="step"]').waitFor();
    assert.equal(await visited(page), '2 [1]');
  });
});
