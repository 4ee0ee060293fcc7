import assert from 'node:assert/strict';
import { viewSuite } from './view';

describe('the replay view: steps under a name', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('offers the call around the step, and folds it into one row, by keyboard alone', async () => {
    const view = await suite.open({ replay: 'able', step: 6 });
    const { page, press, at } = view;
    await at('6 / 17');
    await press('G');
    const name = page.getByRole('dialog').getByLabel('Name');
    await name.waitFor();
    assert.deepEqual(
      [
        await name.inputValue(),
        await page.getByLabel('First step').inputValue(),
        await page.getByLabel('Last step').inputValue(),
      ],
      ['lend_borrow_page', '1', '10'],
    );
    await page.keyboard.type('look up <b>the page');
    await page.keyboard.press('Enter');
    await page.locator('#step-1.group-folded').getByText('▸ look up <b>the page: 10 steps').waitFor();
    assert.deepEqual(await view.heard('group'), [
      { type: 'group', id: null, from: 1, to: 10, name: 'look up <b>the page' },
    ]);
    for (let step = 2; step <= 10; step += 1) assert.equal(await page.locator(`#step-${step}`).count(), 0);
    await page.screenshot({ path: 'artifacts/groups-folded.png' });
    await press('Home', 'n');
    await at('11 / 17');
    await press('b');
    await at('1 / 17');
    const changed = page.getByRole('region', { name: 'This step' }).locator('tbody tr');
    await changed.first().waitFor();
    assert.match((await changed.allInnerTexts()).join(), /buf.lock.owner/, 'a row says what all of its steps changed');
  });

  it('is unfolded and folded by key and by its name, kept over a reload', async () => {
    const { page, press, at } = await suite.open({ replay: 'able', step: 3 });
    await at('3 / 17');
    await press('G');
    await page.getByLabel('First step').fill('5');
    await page.getByLabel('Last step').fill('2');
    await page.getByRole('button', { name: 'Group', exact: true }).click();
    await page.locator('#step-2.group-folded').waitFor();
    await press('z');
    await page.locator('#step-2').getByText('▾ lend_borrow_page').waitFor();
    await page.locator('#step-5.group-inside').waitFor();
    assert.equal(await page.locator('#step-6.group-inside').count(), 0);
    await page.screenshot({ path: 'artifacts/groups-open.png' });
    await page.waitForFunction(
      () => sessionStorage.getItem('kept-view')?.includes('"openGroups":["group-2"]') === true,
    );
    await page.locator('.group-chip').click();
    await page.locator('#step-2.group-folded').waitFor();
    await at('2 / 17');
  });

  it('is changed, and taken away', async () => {
    const view = await suite.open({ replay: 'able', step: 3 });
    const { page, press, at } = view;
    await at('3 / 17');
    await press('G');
    await page.keyboard.type('one');
    await page.keyboard.press('Enter');
    await page.locator('.group-chip').waitFor();
    await press('G');
    await page.getByRole('heading', { name: 'Change the group' }).waitFor();
    await page.keyboard.type('two');
    await page.keyboard.press('Enter');
    await page.locator('.group-chip', { hasText: 'two' }).waitFor();
    await press('G');
    await page.getByRole('button', { name: 'Ungroup' }).click();
    await page.locator('.group-chip').waitFor({ state: 'detached' });
    await page.locator('#step-2').waitFor();
  });

  it('is made of the steps from here to a row that is clicked with Shift', async () => {
    const { page, at } = await suite.open({ replay: 'able', step: 4 });
    await at('4 / 17');
    await page.locator('#step-8 .step-text').click({ modifiers: ['Shift'] });
    await page.getByRole('dialog').getByLabel('Name').waitFor();
    assert.deepEqual(
      [await page.getByLabel('First step').inputValue(), await page.getByLabel('Last step').inputValue()],
      ['4', '8'],
    );
    await page.keyboard.press('Escape');
    await at('4 / 17');
  });

  it('stands in the report as one row', async () => {
    const view = await suite.open({ replay: 'able', step: 3 });
    const { page, press, at } = view;
    await at('3 / 17');
    await press('G');
    await page.keyboard.type('look up');
    await page.keyboard.press('Enter');
    await page.locator('.group-chip').waitFor();
    await page.getByRole('tab', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Copy Report' }).click();
    await page.waitForFunction(() => window.heard.some(({ type }) => type === 'copy'));
    const [message] = await view.heard('copy');
    assert.match(message?.type === 'copy' ? message.text : '', /\n\| 1 \| borrower \| \*\*look up: 10 steps\*\* \|/);
  });

  it('cannot be made where nothing is kept', async () => {
    const view = await suite.open({ step: 3 });
    await view.at('3 / 17');
    await view.press('G', 'z');
    assert.equal(await view.page.getByRole('dialog').count(), 0);
    assert.equal((await view.heard('group')).length, 0);
  });
});
