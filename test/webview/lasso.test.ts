import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { viewSuite } from './view';

/** The rows that the way back reaches, by their ids. */
function reached(page: Page): Promise<readonly string[]> {
  return page.locator('.lanes-picture .lasso').evaluate((path) => {
    const { top, bottom } = path.getBoundingClientRect();
    return [...document.querySelectorAll('.lane-row')]
      .filter((row) => {
        const box = row.getBoundingClientRect();
        const middle = (box.top + box.bottom) / 2;
        return middle > top - 6 && middle < bottom + 6;
      })
      .map(({ id }) => id);
  });
}

describe('the replay view: a run that goes round for ever', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('is drawn as a lasso beside the line of its actor, from where it closes back to where it begins', async () => {
    const { page, at } = await suite.open({ replay: 'lasso', step: 7 });
    await at('7 / 7');
    await page.locator('.lanes-picture .lasso').waitFor({ state: 'attached' });
    assert.deepEqual(await reached(page), ['step-3', 'step-4', 'step-5', 'step-6']);
    const [loop, line] = await page
      .locator('.lanes-picture .lasso, .lanes-picture .life.actor-1')
      .evaluateAll((paths) =>
        ['lasso', 'life'].map(
          (name) => paths.find(({ classList }) => classList.contains(name))?.getBoundingClientRect().left ?? 0,
        ),
      );
    assert.ok(loop !== undefined && line !== undefined && loop < line && line - loop < 14);
  });

  it('is told in words by its rows and aloud', async () => {
    const { page, at, press } = await suite.open({ replay: 'lasso', step: 2 });
    await at('2 / 7');
    assert.match((await page.locator('#step-3').textContent()) ?? '', /goes round from here/);
    assert.match((await page.locator('#step-6').textContent()) ?? '', /back to 3/);
    assert.equal(await page.locator('.round-word').count(), 2);
    await press('n');
    await page.getByRole('status').filter({ hasText: 'An endless loop begins' }).first().waitFor({ state: 'attached' });
    await press('n', 'n', 'n');
    await page
      .getByRole('status')
      .filter({ hasText: 'The loop closes, back to step 3' })
      .first()
      .waitFor({ state: 'attached' });
  });

  it('is gone to by a key: where the loop begins, then where it closes', async () => {
    const { page, at, press } = await suite.open({ replay: 'lasso', step: 7 });
    await at('7 / 7');
    for (const there of [3, 6, 3]) {
      await press('a');
      await at(`${there} / 7`);
    }
    const other = await suite.open();
    await other.page.getByRole('status').filter({ hasText: 'Step 1 of 17' }).first().waitFor({ state: 'attached' });
    await other.press('a');
    await other.page
      .getByRole('status')
      .filter({ hasText: 'does not go round for ever' })
      .first()
      .waitFor({ state: 'attached' });
    await other.at('1 / 17');
    assert.equal(await other.page.locator('.lanes-picture .lasso').getAttribute('d'), '');
    assert.equal(await page.locator('.help').isVisible(), false);
  });

  it('stays one where only the story is shown, and where its end is out of sight', async () => {
    const { page, at, press } = await suite.open({ replay: 'lasso', step: 7, size: { width: 1440, height: 420 } });
    await at('7 / 7');
    await press('f');
    await page.locator('#step-2').waitFor({ state: 'detached' });
    assert.deepEqual(await reached(page), ['step-3', 'step-4', 'step-5', 'step-6']);
  });

  it('is in the picture and in the recording that are shared', async () => {
    const view = await suite.open({ replay: 'lasso', step: 7 });
    const { page, at } = view;
    await at('7 / 7');
    await page.getByRole('tab', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Save… Lanes' }).click();
    await page.getByRole('button', { name: 'Save… Recording' }).click();
    await page.waitForFunction(() => window.heard.filter(({ type }) => type === 'save').length === 2);
    const [picture, recording] = (await view.heard('save')).map((said) => (said.type === 'save' ? said.text : ''));
    assert.match(picture ?? '', /6 waiter: WRITE_ONCE\(tries, 0\), back to 3: the run goes round for ever/);
    assert.match(picture ?? '', /<path d="M\d+ \d+H\d+Q[^"]*" fill="none" stroke="#b00020" stroke-width="1.5"\/>/);
    assert.match(recording ?? '', /goes round for ever:.*\n.*while \(!READ_ONCE\(ready\)\)/);
    assert.match(recording ?? '', /back to 3, in the same state/);
  });
});
