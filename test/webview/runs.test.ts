import assert from 'node:assert/strict';
import { viewSuite } from './view';

describe('the replay view: other runs', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('lists what could happen next, and goes on so, by keyboard alone', async () => {
    const view = await suite.open({ replay: 'able', step: 8 });
    const { page, press, at } = view;
    await at('8 / 17');
    await press('w');
    const choices = page.getByRole('list', { name: 'What could happen next' }).getByRole('button');
    await choices.nth(2).waitFor();
    assert.match((await choices.nth(2).textContent()) ?? '', /owner.*kzalloc fails/);
    await press('ArrowDown', 'ArrowUp', 'Enter');
    await at('9 / 17');
    assert.deepEqual(await view.heard('choose'), [{ type: 'choose', step: 8, actor: 1, way: 0, assumes: null }]);
  });

  it('keeps the what-if beside the run that it left, and switches between the two', async () => {
    const view = await suite.open({ replay: 'able', step: 8 });
    const { page, press, at } = view;
    await at('8 / 17');
    const bar = page.getByRole('group', { name: 'Runs' });
    assert.equal(await bar.isVisible(), false);
    await press('w');
    await page.getByRole('button', { name: 'borrower' }).and(page.locator('.choice-row')).first().click();
    await bar.getByRole('button', { name: /What if borrower goes/, pressed: true }).waitFor();
    assert.match((await page.locator('.header').textContent()) ?? '', /breaks no rule; others may/);
    await press('[');
    await bar.getByRole('button', { name: /As found/, pressed: true }).waitFor();
    await press(']');
    await bar.getByRole('button', { name: /What if borrower goes/, pressed: true }).waitFor();
    const switched = await view.heard('switch-run');
    assert.deepEqual(
      switched.map((message) => (message.type === 'switch-run' ? message.run : '')),
      ['found', 'what-if-1'],
    );
  });

  it('keeps how its what-ifs were made, and which run is shown, for after a reload', async () => {
    const view = await suite.open({ replay: 'able', step: 8 });
    const { page, press, at } = view;
    await at('8 / 17');
    await press('w');
    await page.getByRole('button', { name: 'borrower' }).and(page.locator('.choice-row')).first().click();
    await at('9 / 17');
    await page.waitForFunction(() => sessionStorage.getItem('kept-view')?.includes('what-if-1') === true);
    await page.reload();
    await page.waitForFunction(() => window.heard.some(({ type }) => type === 'ready'));
    const [ready] = await view.heard('ready');
    assert.ok(ready?.type === 'ready');
    assert.deepEqual(ready.restored?.made, [{ from: 'found', step: 8, actor: 1, way: 0, assumes: null }]);
    assert.equal(ready.restored.run, 'what-if-1');
  });

  it('says that nothing could happen after the end', async () => {
    const { page, press, at } = await suite.open({ replay: 'able', step: 17 });
    await at('17 / 17');
    await press('w');
    await page.getByText('the run has ended here. Step back').waitFor();
  });

  it('lays two runs side by side in lockstep, from the first difference on', async () => {
    const { page, press, at } = await suite.open({ replay: 'able', step: 3 });
    await at('3 / 17');
    await press('c');
    await page.getByLabel('Compare with', { exact: true }).selectOption('passing');
    await page.getByText('The same up to step 8').waitFor();
    await page.locator('.pair.current .pair-cell', { hasText: 'if (buf->recalled)' }).first().waitFor();
    assert.equal(await page.locator('.pair.current .pair-cell', { hasText: 'if (buf->recalled)' }).count(), 2);
    await page.getByText('the states are the same').waitFor();
    await page.getByRole('button', { name: 'To the first difference' }).click();
    await at('9 / 17');
    await page.locator('.pair.first-difference').waitFor();
    await press('n');
    await at('10 / 17');
    await page.locator('.pair.current .pair-cell', { hasText: 'return ret' }).nth(1).waitFor();
  });

  it('plays faster and slower by key', async () => {
    const { page, press, at } = await suite.open();
    await at('1 / 17');
    await press('+', '+');
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('.pace')?.value === '150');
    await press('-');
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('.pace')?.value === '400');
  });

  it('runs to the line of the caret by key', async () => {
    const { code, press, at } = await suite.open({ step: 2 });
    await at('2 / 17');
    await code().getByText('lend_borrow_page').first().waitFor();
    await code().locator('.view-line', { hasText: 'ret = 0' }).last().click();
    await press('r');
    await at('7 / 17');
  });
});
