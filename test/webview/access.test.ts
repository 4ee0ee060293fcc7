import assert from 'node:assert/strict';
import { seriousFaults } from './axe';
import { viewSuite } from './view';

describe('the replay view: for everybody', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) {
    it(`has no serious fault in the ${theme} theme`, async () => {
      const { page, at } = await suite.open({ theme, step: 9 });
      await at('9 / 17');
      for (const tab of ['Mail', 'State', 'Stacks', 'References', 'What if', 'Visited', 'Compare', 'Share']) {
        await page.getByRole('tab', { name: tab }).click();
        assert.deepEqual(await seriousFaults(page), [], tab);
      }
      await page.keyboard.press('End');
      await at('17 / 17');
      await page.keyboard.press('?');
      assert.deepEqual(await seriousFaults(page), [], 'at the violation, with help');
    });
  }

  it('has no serious fault without a replay', async () => {
    const { page, send } = await suite.open({ replay: 'none' });
    await send({ type: 'error', message: 'Nothing here.', request: null });
    await page.getByRole('alert').waitFor();
    assert.deepEqual(await seriousFaults(page), []);
  });

  for (const width of [420, 500]) {
    it(`has everything in sight in a panel ${width} wide, lanes and step in tabs`, async () => {
      const { page, at } = await suite.open({ size: { width, height: 800 } });
      await at('1 / 17');
      for (const [name, tab] of [
        ['Controls', null],
        ['Code', null],
        ['Lanes', 'Lanes'],
        ['This step', 'Step'],
        ['Details', 'State'],
      ] as const) {
        if (tab !== null) await page.getByRole('tab', { name: tab }).click();
        const box = await page.getByRole('region', { name, exact: true }).boundingBox();
        assert.ok(box !== null && box.width > 300 && box.x >= 0 && box.x + box.width <= width, `${name} is not whole`);
        assert.ok(box.y >= 0 && box.y + box.height <= 800 && box.height > 40, `${name} has to be scrolled to`);
      }
      assert.deepEqual(await seriousFaults(page), []);
    });
  }

  it('gives lanes and step their places back when the panel is made wider', async () => {
    const { page, at } = await suite.open({ size: { width: 500, height: 800 } });
    await at('1 / 17');
    await page.getByRole('tab', { name: 'Lanes' }).click();
    await page.setViewportSize({ width: 1400, height: 800 });
    await page.locator('.side > .lanes-pane .lane-row').first().waitFor();
    assert.equal(await page.getByRole('tab', { name: 'Lanes' }).isVisible(), false);
    assert.equal(await page.getByRole('tab', { selected: true }).textContent(), 'Mail');
  });

  it('is walked through by Tab in the order of the screen, and out of the code again', async () => {
    const { page, at, code } = await suite.open({ step: 6 });
    await at('6 / 17');
    await code().locator('.actor-glyph.current').first().waitFor();
    const met: string[] = [];
    for (let count = 0; count < 45; count += 1) {
      await page.keyboard.press('Tab');
      const place = await page.evaluate(
        () =>
          document.activeElement
            ?.closest('.controls, .scrubber, .chips, .code-title, .code-host, .lanes, .step-pane, .tabs')
            ?.className.split(' ')[0],
      );
      if (place !== undefined && met.at(-1) !== place) met.push(place);
    }
    assert.deepEqual(met.slice(0, 8), [
      'controls',
      'scrubber',
      'chips',
      'code-title',
      'code-host',
      'lanes',
      'step-pane',
      'tabs',
    ]);
  });

  it('keeps actors apart without colour', async () => {
    const { page, at, code } = await suite.open({ step: 6 });
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await at('6 / 17');
    await code().locator('.actor-glyph.letter-A.current').waitFor();
    assert.equal(await page.locator('.lanes-head .actor-badge').first().textContent(), 'A');
  });

  it('tells what is chosen where the system sets the colours', async () => {
    const { page, at, press } = await suite.open({ replay: 'able', step: 2 });
    await page.emulateMedia({ forcedColors: 'active' });
    await at('2 / 17');
    await press('v', 'h');
    const rows = page.getByRole('list', { name: 'Moments visited' }).locator('.choice-row');
    await rows.nth(1).and(page.locator('[aria-current="step"]')).waitFor();
    const [one, other] = await rows.evaluateAll((all) => all.map((row) => getComputedStyle(row).backgroundColor));
    assert.notEqual(one, other);
    const borders = await page
      .getByRole('tab')
      .evaluateAll((all) => all.map((tab) => [tab.ariaSelected, getComputedStyle(tab).borderBottomWidth].join()));
    assert.deepEqual([...new Set(borders)].toSorted(), ['false,1px', 'true,3px']);
  });
});
