import assert from 'node:assert/strict';
import { viewSuite } from './view';

describe('the replay view: moving', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('shows the replay that the host sends, at its step', async () => {
    const { page, at } = await suite.open({ step: 6 });
    await at('6 / 17');
    assert.equal(await page.locator('h1').textContent(), 'A borrowed page outlives its recall');
    assert.match((await page.locator('.verdict').textContent()) ?? '', /Violation\s*stale-access/);
    assert.match((await page.locator('.facts').textContent()) ?? '', /all schedules with at most 2 preemptions/);
  });

  it('asks first, and says where it moves to', async () => {
    const view = await suite.open();
    await view.at('1 / 17');
    assert.deepEqual(await view.heard('ready'), [{ type: 'ready', restored: null, shown: false }]);
    await view.press('n');
    await view.at('2 / 17');
    assert.deepEqual(await view.heard('moved'), [{ type: 'moved', step: 2 }]);
  });

  it('steps forwards and backwards by key', async () => {
    const { press, at } = await suite.open();
    await at('1 / 17');
    await press('ArrowRight', 'n', 'n');
    await at('4 / 17');
    await press('ArrowLeft', 'b');
    await at('2 / 17');
    await press('End');
    await at('17 / 17');
    await press('n');
    await at('17 / 17');
    await press('Home');
    await at('1 / 17');
  });

  it('steps by button', async () => {
    const { page, at } = await suite.open();
    await page.getByRole('button', { name: 'Next step' }).click();
    await at('2 / 17');
    await page.getByRole('button', { name: 'To the end' }).click();
    await at('17 / 17');
    await page.getByRole('button', { name: 'Step back' }).click();
    await at('16 / 17');
  });

  it('goes to the violation, to switches, to locks, over and out of calls', async () => {
    const { press, at } = await suite.open();
    await at('1 / 17');
    await press('s');
    await at('4 / 17');
    await press('s');
    await at('6 / 17');
    await press('S');
    await at('5 / 17');
    await press('v');
    await at('17 / 17');
    await press('Home', 'l');
    await at('2 / 17');
    await press('u');
    await at('16 / 17');
    await press('O');
    await at('1 / 17');
    await press('o');
    await at('16 / 17');
  });

  it('follows an actor by its number', async () => {
    const { press, at } = await suite.open();
    await at('1 / 17');
    await press('2');
    await at('4 / 17');
    await press('1');
    await at('6 / 17');
  });

  it('scrubs', async () => {
    const { page, at } = await suite.open();
    const slider = page.getByRole('slider', { name: 'Step' });
    await slider.fill('9');
    await at('9 / 17');
    assert.equal(await slider.getAttribute('aria-valuetext'), 'Step 9 of 17, owner: mutex_lock(&buf->lock)');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await at('10 / 17');
  });

  it('goes to a row of the lanes that is clicked, and moves by arrows there', async () => {
    const { page, at } = await suite.open();
    await page.locator('#step-8').click();
    await at('8 / 17');
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await at('9 / 17');
    assert.equal(await page.getByRole('grid').getAttribute('aria-activedescendant'), 'step-9');
  });

  it('plays to the end and stops there', async () => {
    const { page, at, press } = await suite.open({ step: 14 });
    await at('14 / 17');
    await page.getByLabel('Speed of playing').selectOption('20×');
    await page.getByRole('button', { name: 'Play or pause' }).click();
    await at('17 / 17');
    await page.locator('.command-play[aria-pressed="false"]').waitFor();
    await press('p');
    await page.locator('.command-play[aria-pressed="true"]').waitFor();
  });

  it('obeys the extension', async () => {
    const { send, at, page } = await suite.open();
    await at('1 / 17');
    await send({ type: 'go-to', step: 12, jump: true });
    await at('12 / 17');
    await send({ type: 'run', command: 'back' });
    await at('11 / 17');
    await send({ type: 'run', command: 'help' });
    await page.getByRole('dialog').waitFor();
  });

  it('shows all keys on ?, and none moves the replay meanwhile', async () => {
    const { page, press, at } = await suite.open();
    await at('1 / 17');
    await press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    await help.waitFor();
    assert.match((await help.textContent()) ?? '', /To the violation/);
    await press('n', 'Escape');
    await help.waitFor({ state: 'hidden' });
    await at('1 / 17');
  });

  it('is where it was after a reload, and arranged as it was', async () => {
    const { page, press, at } = await suite.open();
    await at('1 / 17');
    await press('s', 's');
    await page.getByRole('tab', { name: 'Share' }).click();
    await at('6 / 17');
    await page.waitForFunction(() => sessionStorage.getItem('kept-view')?.includes('"tab":"share"') === true);
    await page.waitForFunction(() => sessionStorage.getItem('kept-view')?.includes('"step":6') === true);
    await page.reload();
    await at('6 / 17');
    assert.equal(await page.getByRole('tab', { name: 'Share' }).getAttribute('aria-selected'), 'true');
    const [ready] = await page.evaluate(() => window.heard.filter(({ type }) => type === 'ready'));
    assert.deepEqual(ready, {
      type: 'ready',
      restored: { flow: 'borrow-vs-recall', series: '20260301091500.0-lend@example.org', step: 6 },
      shown: false,
    });
  });

  it('steps through the story alone, with what was folded away told by the step that holds it', async () => {
    const { page, press, at } = await suite.open({ step: 6 });
    await at('6 / 17');
    await press('f');
    await page.getByText('story 6 / 14').waitFor();
    await press('n');
    await at('8 / 17');
    await press('b');
    await at('6 / 17');
    const rows = page.getByRole('region', { name: 'This step' }).locator('tbody tr');
    assert.deepEqual(await rows.allInnerTexts(), ['+\tborrower: page\tuninitialised\t→ &buf.pages[0]']);
    await press('f');
    await press('n');
    await at('7 / 17');
  });

  it('says so when the run no longer has the step', async () => {
    const { page, at } = await suite.open({ step: 400 });
    await at('17 / 17');
    await page.getByText('Step 400 is not in this run').waitFor();
  });

  it('reads the step out', async () => {
    const { page, press, at } = await suite.open();
    await at('1 / 17');
    await press('n');
    await page
      .getByText(
        'Step 2 of 17. borrower: mutex_lock(&buf->lock), lend_borrow_page line 138. buf.lock.owner from none to borrower',
      )
      .waitFor({ state: 'attached' });
  });

  it("runs to where a lock of the reader's choice is taken, by keyboard alone", async () => {
    const { page, press, at } = await suite.open({ step: 3 });
    await at('3 / 17');
    await press('g');
    const picker = page.getByRole('dialog', { name: 'Run to where a lock is taken' });
    await picker.getByRole('button', { name: /buf\.lock/ }).waitFor();
    await page.keyboard.type('nothing');
    await picker.getByText('No lock of this run is called so.').waitFor();
    await at('3 / 17');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('buf');
    await press('ArrowDown', 'Enter');
    await at('9 / 17');
    assert.equal(await picker.isVisible(), false);
    await press('g');
    await picker.waitFor();
    await press('Escape');
    await picker.waitFor({ state: 'hidden' });
    await at('9 / 17');
  });
});
