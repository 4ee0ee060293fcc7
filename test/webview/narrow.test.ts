import assert from 'node:assert/strict';
import { viewSuite } from './view';

describe('the replay view: a narrow panel', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('says where the reader is in a row of its own, above as few rows of buttons as there can be', async () => {
    const { page, at } = await suite.open({ replay: 'able', step: 16, size: { width: 400, height: 800 } });
    await at('16 / 17');
    const rows = await page.locator('.controls > *, .controls button').evaluateAll((parts) => {
      const seen = parts.filter((part) => part.getClientRects().length > 0);
      const tops = seen.map((part) => part.getBoundingClientRect().top).sort((one, other) => one - other);
      // What is a little less high than its row stands a little lower in it.
      return tops.filter((top, at) => top - (tops[at - 1] ?? -100) > 8).length;
    });
    assert.equal(rows, 3);
    const name = page.locator('.where .step-name');
    assert.equal(await name.textContent(), 'iotlb_map(&table, 0x1000, page->pfn)');
    assert.ok(((await name.boundingBox())?.width ?? 0) > 240, 'most of the name is seen');
  });

  it('puts no value over the code that it is about, where there is room for neither', async () => {
    const { page, at, code } = await suite.open({ replay: 'able', step: 16, size: { width: 1440, height: 800 } });
    await at('16 / 17');
    const value = code().locator('.inline-value', { hasText: 'table.entry' });
    await value.waitFor();
    await page.setViewportSize({ width: 360, height: 800 });
    await value.waitFor({ state: 'detached' });
    await code().locator('.actor-line.current').waitFor();
    await page.setViewportSize({ width: 1440, height: 800 });
    await value.waitFor();
  });
});
