import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { seriousFaults } from './axe';
import { viewSuite } from './view';

const seen = (page: Page) => page.getByRole('tab');
const chosen = (page: Page): Promise<string | null> => page.getByRole('tab', { selected: true }).textContent();
const more = (page: Page) => page.getByRole('button', { name: 'More tabs' });
const menu = (page: Page) => page.getByRole('menu', { name: 'More tabs' });

const ALL = ['Lanes', 'Step', 'Mail', 'State', 'Stacks', 'References', 'What if', 'Visited', 'Compare', 'Share'];

/** Tabs that are cut off, out of the row, or in another row than the first. */
function broken(page: Page): Promise<readonly string[]> {
  return seen(page).evaluateAll((tabs) =>
    tabs.flatMap((tab) => {
      const { left, right, top } = tab.getBoundingClientRect();
      const row = tab.closest('.tab-bar')?.getBoundingClientRect();
      const isWhole = tab.scrollWidth <= tab.clientWidth && row !== undefined && left >= row.left && right <= row.right;
      return isWhole && top === tabs[0]?.getBoundingClientRect().top ? [] : [tab.textContent];
    }),
  );
}

describe('the replay view: tabs in a narrow panel', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  for (const zoom of [1, 1.5, 2])
    for (const width of [320, 420, 520]) {
      it(`stand in one row of a panel ${width} wide at ${zoom * 100} %, and lead to every part by pointer`, async () => {
        const { page, at } = await suite.open({ size: { width: width * zoom, height: 800 * zoom }, zoom });
        await at('1 / 17');
        const beside = await seen(page).allTextContents();
        assert.deepEqual(beside, ALL.slice(0, beside.length), 'the first ones');
        assert.ok(beside.length > 3);
        assert.deepEqual(await broken(page), []);
        if (beside.length === ALL.length) return;
        await more(page).click();
        const away = await menu(page).getByRole('menuitem').allTextContents();
        assert.deepEqual([...beside, ...away], ALL);
        await page.keyboard.press('Escape');
        for (const name of away) {
          await more(page).click();
          await menu(page).getByRole('menuitem', { name }).click();
          assert.equal(await chosen(page), name);
          assert.equal(await page.evaluate(() => document.activeElement?.textContent), name, 'the focus goes along');
          assert.equal(await page.getByRole('tabpanel', { name }).isVisible(), true);
          assert.deepEqual(await broken(page), []);
          assert.equal(await menu(page).isVisible(), false);
        }
      });
    }

  it('are all gone through by the arrows, those in the menu as well', async () => {
    const { page, at } = await suite.open({ size: { width: 320, height: 800 } });
    await at('1 / 17');
    await seen(page).first().click();
    const met = ['Lanes'];
    for (let count = 1; count < ALL.length; count += 1) {
      await page.keyboard.press('ArrowRight');
      met.push((await chosen(page)) ?? '');
      assert.deepEqual(await broken(page), []);
    }
    assert.deepEqual(met, ALL);
    await page.keyboard.press('ArrowRight');
    assert.equal(await chosen(page), 'Lanes');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await chosen(page), 'Share');
    await at('1 / 17');
  });

  it('have a menu that is worked by keyboard alone, and moves no step', async () => {
    const { page, at } = await suite.open({ size: { width: 320, height: 800 } });
    await at('1 / 17');
    await page.getByRole('tab', { selected: true }).focus();
    await page.keyboard.press('Tab');
    assert.equal(await more(page).evaluate((button) => button === document.activeElement), true);
    assert.equal(await more(page).getAttribute('aria-expanded'), 'false');
    const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.textContent ?? null);
    const items = menu(page).getByRole('menuitem');
    await page.keyboard.press('ArrowDown');
    await items.first().waitFor();
    const away = await items.allTextContents();
    const [first, second, last] = [away[0], away[1], away.at(-1)];
    assert.ok(away.length > 2);
    assert.equal(await focused(), first);
    assert.equal(await more(page).getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(), last);
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), first);
    await page.keyboard.press('End');
    assert.equal(await focused(), last);
    await page.keyboard.press('Escape');
    await items.first().waitFor({ state: 'hidden' });
    assert.equal(await more(page).evaluate((button) => button === document.activeElement), true);
    await page.keyboard.press('Enter');
    await items.first().waitFor();
    assert.equal(await focused(), first);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('tabpanel', { name: second ?? '' }).waitFor();
    assert.equal(await focused(), second);
    await at('1 / 17');
  });

  it('come back into the row as it becomes wider, and the chosen one never leaves it', async () => {
    const { page, at } = await suite.open({ size: { width: 320, height: 800 } });
    await at('1 / 17');
    await more(page).click();
    await menu(page).getByRole('menuitem', { name: 'Share' }).click();
    for (const width of [759, 360, 500, 1400, 300]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForFunction((wide) => innerWidth === wide, width);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      assert.equal(await chosen(page), 'Share');
      assert.deepEqual(await broken(page), []);
      if (width !== 500) assert.equal(await more(page).isVisible(), width < 500);
    }
  });

  for (const theme of ['dark', 'high-contrast-light'] as const)
    it(`have no serious fault with the menu open in the ${theme} theme`, async () => {
      const { page, at } = await suite.open({ size: { width: 420, height: 800 }, theme });
      await at('1 / 17');
      await more(page).click();
      await menu(page).getByRole('menuitem').first().waitFor();
      assert.deepEqual(await seriousFaults(page), []);
    });
});
