import assert from 'node:assert/strict';
import { viewSuite } from './view';

describe('the replay view: notes on steps', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('keeps a note on the step it was begun on, by keyboard alone, and marks its row', async () => {
    const view = await suite.open({ replay: 'able', step: 6 });
    const { page, press, at } = view;
    await at('6 / 17');
    await press('m');
    const box = page.getByLabel('Note on step 6');
    await box.waitFor();
    await page.keyboard.type('Who holds the page now? <b>n');
    await at('6 / 17');
    await page.keyboard.press('Tab');
    await press('Enter');
    await page.locator('#step-6.noted').waitFor();
    assert.equal(await page.locator('.note-text').textContent(), 'Who holds the page now? <b>n');
    assert.deepEqual(await view.heard('note'), [
      { type: 'note', step: 6, id: null, text: 'Who holds the page now? <b>n' },
    ]);
    await press('n');
    await at('7 / 17');
    assert.equal(await page.locator('.note-text').count(), 0);
  });

  it('changes a note, and takes one without text away', async () => {
    const { page, press, at } = await suite.open({ replay: 'able', step: 6 });
    await at('6 / 17');
    await press('m');
    await page.keyboard.type('first');
    await page.getByRole('button', { name: 'Save note' }).click();
    await page.getByRole('button', { name: 'Change this note' }).click();
    await page.getByLabel('Changed note on step 6').fill('');
    await page.getByRole('button', { name: 'Save note' }).click();
    await page.locator('#step-6:not(.noted)').waitFor();
  });

  it('loses nothing that is typed when the reader steps on or the view is loaded again', async () => {
    const { page, press, at } = await suite.open({ replay: 'able', step: 6 });
    await at('6 / 17');
    await press('m');
    await page.keyboard.type('half a thou');
    await page.getByRole('button', { name: 'Next step' }).click();
    await at('7 / 17');
    assert.equal(await page.getByLabel('Note on step 6').inputValue(), 'half a thou');
    await page.waitForFunction(() => {
      const kept = sessionStorage.getItem('kept-view') ?? '';
      return kept.includes('half a thou') && kept.includes('"step":7');
    });
    await page.reload();
    await at('7 / 17');
    assert.equal(await page.getByLabel('Note on step 6').inputValue(), 'half a thou');
  });
});
