import assert from 'node:assert/strict';
import { REPLAY } from './fixture/lend';
import { viewSuite } from './view';

describe('the replay view: what a step shows', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('marks every actor in the diff, the running one strongest, by letter and line', async () => {
    const { code, page } = await suite.open({ step: 6 });
    await code().locator('.actor-glyph.letter-A.current').waitFor();
    await code().locator('.actor-glyph.letter-B.other.waits').waitFor();
    assert.equal(await code().locator('.actor-glyph.letter-A').textContent(), 'A');
    await code().locator('.actor-line.current').waitFor();
    assert.equal(await page.locator('.code-title .path').textContent(), 'drivers/misc/lend/lend-core.c');
  });

  it('numbers the lines as the file does', async () => {
    const { code } = await suite.open({ step: 6 });
    await code().locator('.line-numbers', { hasText: /^143$/ }).first().waitFor();
  });

  it('tells lines that have run from those that will and those that never do', async () => {
    const { code } = await suite.open({ step: 6 });
    await code().locator('.coverage.ran').first().waitFor();
    await code().locator('.coverage.will-run').first().waitFor();
    await code().locator('.coverage.never-runs').first().waitFor();
  });

  it('shows values at the ends of lines', async () => {
    const { code } = await suite.open({ step: 9 });
    await code().getByText('buf.lock.owner: none → owner').waitFor();
    await code().getByText('buf = &buf').first().waitFor();
  });

  it('shows the whole file where a step is in no diff', async () => {
    const view = await suite.open({ step: 17 });
    await view.code().getByText('device_write').first().waitFor();
    assert.equal(
      await view.page.locator('.code-title .path').textContent(),
      'extension/models/flows/borrow-vs-recall.c',
    );
    const asked = await view.heard('source');
    assert.deepEqual(asked.length, 1, 'a source is asked for once');
    await view.code().locator('.violation-line').waitFor();
  });

  it('shows where another actor stands without moving', async () => {
    const { page, at, press } = await suite.open({ step: 16 });
    await at('16 / 17');
    await press('b');
    await at('15 / 17');
    await page.locator('.chip', { hasText: 'borrower' }).click();
    await page.locator('.code-title .path', { hasText: 'lend-core.c' }).waitFor();
    await at('15 / 17');
  });

  it('runs to the line whose number is clicked', async () => {
    const { code, at } = await suite.open();
    await at('1 / 17');
    await code().getByText('lend_borrow_page').first().waitFor();
    await code().locator('.line-numbers', { hasText: /^14$/ }).click();
    await at('1 / 17');
    await code().locator('.line-numbers', { hasText: /^17$/ }).click();
    await at('17 / 17');
  });

  it('says what the step changed', async () => {
    const { page } = await suite.open({ step: 13 });
    const rows = page.getByRole('region', { name: 'This step' }).locator('tbody tr');
    await rows.first().waitFor();
    assert.deepEqual(await rows.allInnerTexts(), [
      '~\tbuf.pages[0].generation\t1\t→ 2',
      '~\tbuf.pages[0].state\tlent\t→ free',
    ]);
  });

  it('draws waits and happens-before, and the violation', async () => {
    const { page } = await suite.open({ step: 9, size: { width: 1440, height: 1200 } });
    // From the top of one row to the bottom of another.
    const rowsBeside = (line: string): Promise<readonly string[]> =>
      page.locator(`.lanes-picture .${line}`).evaluate((path) => {
        const { top, bottom } = path.getBoundingClientRect();
        const rows = [...document.querySelectorAll('.lane-row')];
        return rows
          .filter((row) => row.getBoundingClientRect().bottom > top + 1 && row.getBoundingClientRect().top < bottom - 1)
          .map(({ id }) => id);
      });
    assert.deepEqual(await rowsBeside('waits.actor-2'), ['step-6', 'step-7', 'step-8'], 'B waits');
    assert.equal((await rowsBeside('life.actor-1')).length, 17, 'A lives');
    await page.locator('.arrows .arrow.current').waitFor();
    assert.match((await page.locator('#step-17').textContent()) ?? '', /breaks the rule/);
  });

  it('shows who holds which lock as a lane, on demand', async () => {
    const { page, press, at } = await suite.open({ step: 3 });
    await at('3 / 17');
    assert.equal(await page.locator('.track').count(), 0);
    await press('k');
    await page.getByRole('columnheader', { name: 'buf.lock' }).waitFor();
    await page.locator('#step-2 .track.held.begins', { hasText: 'A' }).waitFor();
    assert.equal(await page.locator('#step-3 .track').getAttribute('title'), 'buf.lock: held by borrower');
    assert.equal(await page.locator('#step-8 .track.held').count(), 0);
    await press('k');
    await page.locator('.track').first().waitFor({ state: 'detached' });
  });

  it('shows changed state alone, all of it on demand, and filters', async () => {
    const { page } = await suite.open({ step: 13 });
    await page.getByRole('tab', { name: 'State' }).click();
    const fields = page.locator('.objects tbody tr');
    await page.locator('.objects tr.modified').first().waitFor();
    assert.equal(await fields.count(), 2);
    assert.match((await fields.first().textContent()) ?? '', /was 1/);
    await page.getByLabel('Unchanged').check();
    assert.equal(await fields.count(), 10);
    await page.getByLabel('Filter the state').fill('iotlb');
    assert.equal(await fields.count(), 3);
    await page.keyboard.press('n');
    assert.equal(await page.getByLabel('Filter the state').inputValue(), 'iotlbn', 'keys typed in a field stay there');
  });

  it('shows stacks with arguments', async () => {
    const { page } = await suite.open({ step: 6 });
    await page.getByRole('tab', { name: 'Stacks' }).click();
    await page.getByText('lend_borrow_page(buf=&buf, index=0, page=&page)').waitFor();
    await page.getByText('waits for buf.lock').waitFor();
  });

  it('shows the mail that argues, at its sentence, quotes apart', async () => {
    const view = await suite.open();
    const { page } = view;
    const line = page.locator('.mail-line.argues');
    await line.waitFor();
    assert.match((await line.textContent()) ?? '', /recalled between your unlock and my map/);
    await page.waitForFunction(() => (document.querySelector('.mail-body')?.scrollTop ?? 0) > 0);
    assert.equal(
      await page.locator('.mail-line.quote-2').first().textContent(),
      '> > How does a borrower learn that the page has gone?',
    );
    await page.getByRole('button', { name: 'Sam Second' }).click();
    await page.getByText('Agreed, and please say').waitFor();
    await page.getByRole('button', { name: 'Open in the editor' }).click();
    assert.deepEqual(await view.heard('open-message'), [{ type: 'open-message', messageId: 'review-2@example.org' }]);
  });

  it('opens the place in the editor', async () => {
    const view = await suite.open({ step: 3 });
    await view.at('3 / 17');
    await view.page.getByRole('button', { name: 'Open in editor' }).click();
    assert.deepEqual(await view.heard('open-step'), [{ type: 'open-step', step: 3 }]);
  });

  it('asks that editors follow where the host can do that, and shows whether they do', async () => {
    const view = await suite.open({ replay: 'able', step: 3 });
    await view.at('3 / 17');
    const button = view.page.getByRole('button', { name: /^Link with editor/ });
    assert.equal(await button.getAttribute('aria-pressed'), 'false');
    await button.click();
    await view.page.locator('.command-link[aria-pressed="true"]').waitFor();
    await view.press('e');
    await view.page.locator('.command-link[aria-pressed="false"]').waitFor();
    assert.deepEqual(await view.heard('link'), [
      { type: 'link', linked: true },
      { type: 'link', linked: false },
    ]);
    const cannot = await suite.open({ step: 3 });
    await cannot.at('3 / 17');
    assert.equal(await cannot.page.locator('.command-link').isVisible(), false);
    await cannot.press('e');
    assert.equal((await cannot.heard('link')).length, 0);
  });

  it('draws who references whom, and lists it', async () => {
    const { page } = await suite.open({ step: 13 });
    await page.getByRole('tab', { name: 'References' }).click();
    await page.locator('.graph .node', { hasText: 'table' }).waitFor();
    assert.deepEqual(await page.getByRole('table', { name: 'References' }).locator('tbody tr').allInnerTexts(), [
      'dev\ttable\ttable',
    ]);
  });

  it('searches again where the host can do that', async () => {
    const view = await suite.open({ replay: 'able', step: 3 });
    await view.page.getByRole('button', { name: 'Search again' }).click();
    assert.deepEqual(await view.heard('explore'), [{ type: 'explore', violations: 1 }]);
    await view.press('w');
    await view.page.getByRole('button', { name: 'Search for other violations' }).click();
    assert.deepEqual((await view.heard('explore'))[1], { type: 'explore', violations: 12 });
  });

  it('says what to do while there is nothing, while it searches, and when it failed', async () => {
    const view = await suite.open({ replay: 'none' });
    const { page, send } = view;
    await page.getByRole('heading', { name: 'Waiting for the replay' }).waitFor();
    await send({ type: 'progress', text: 'bound 2', states: 12345, done: false, can: ['stop'] });
    await page.getByRole('main').getByText('bound 2 · 12,345 states').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    assert.equal((await view.heard('stop')).length, 1);
    await send({ type: 'error', message: 'The series is not open. Open it, then replay again.', request: null });
    await page.getByRole('alert').getByText('Open it, then replay again').waitFor();
  });

  it('takes back what it said of the search when the replay comes', async () => {
    const { page, send, at } = await suite.open();
    await at('1 / 17');
    const bar = page.locator('.bar.progress');
    await send({ type: 'progress', text: 'bound 2', states: 12345, done: false, can: ['stop'] });
    await bar.getByText('bound 2 · 12,345 states').waitFor();
    await send({ type: 'replay', replay: REPLAY, step: 3 });
    await at('3 / 17');
    assert.equal(await bar.isVisible(), false);
  });

  it('keeps the replay when an error comes', async () => {
    const { page, send, at } = await suite.open();
    await at('1 / 17');
    await send({ type: 'error', message: 'The mail could not be opened.', request: null });
    await page.getByRole('alert').getByText('The mail could not be opened.').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    assert.equal(await page.locator('.bar.error').count(), 0);
    await at('1 / 17');
  });

  it('works expressions of the reader out at every step, and keeps them over a reload', async () => {
    const { page, press, at } = await suite.open({ step: 6 });
    await at('6 / 17');
    await page.getByRole('tab', { name: 'State' }).click();
    const input = page.getByLabel('Watch an expression in C');
    await input.fill('step');
    await press('Enter');
    await input.fill('nobody');
    await press('Enter');
    const watches = page.getByRole('list', { name: 'Watched expressions' }).getByRole('listitem');
    await watches.filter({ hasText: 'step6' }).waitFor();
    await watches.filter({ hasText: 'nobody is not declared here' }).waitFor();
    await page.locator('.lanes').focus();
    await press('n');
    await watches.filter({ hasText: 'step7' }).and(page.locator('.modified')).waitFor();
    await page.waitForFunction(() => sessionStorage.getItem('kept-view')?.includes('"step":7') === true);
    await page.reload();
    await watches.filter({ hasText: 'step7' }).waitFor();
    await page.getByRole('button', { name: 'Watch nobody no longer' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.watch').length === 1);
  });

  it('shows what is watched under its name as a column beside the lanes, changes marked', async () => {
    const view = await suite.open({ step: 9 });
    const { page, at } = view;
    await at('9 / 17');
    await page.getByRole('tab', { name: 'State' }).click();
    assert.equal(await page.getByLabel('Columns in the lanes').isVisible(), false, 'there is nothing to show yet');
    const input = page.getByLabel('Watch an expression in C');
    for (const watch of ['ten = tens', 'nobody']) {
      await input.fill(watch);
      await page.keyboard.press('Enter');
      await page
        .getByRole('list', { name: 'Watched expressions' })
        .getByText(watch.split(' ')[0] ?? '')
        .first()
        .waitFor();
    }
    assert.equal((await view.heard('values')).length, 0, 'nothing is worked out for rows that nobody wants to see');
    await page.getByLabel('Columns in the lanes').check();
    await page.getByRole('columnheader', { name: 'ten', exact: true }).waitFor();
    const cells = (step: number) => page.locator(`#step-${step} .watch-cell`);
    await cells(10).first().and(page.locator('.changed')).getByText('~ 1').waitFor();
    assert.equal(await cells(10).first().getAttribute('title'), 'ten = 1, was 0');
    assert.equal(await cells(9).first().textContent(), '0');
    assert.equal(
      await cells(11).first().getAttribute('class'),
      'watch-cell',
      'marked where it changes, and there alone',
    );
    assert.equal(await cells(10).nth(1).getAttribute('title'), 'nobody is not declared here');
    await page.screenshot({ path: 'artifacts/watch-columns.png' });
    await page.waitForFunction(() => sessionStorage.getItem('kept-view')?.includes('"watchColumns":true') === true);
    await page.reload();
    await cells(10).first().getByText('~ 1').waitFor();
    await page.getByRole('button', { name: 'Watch ten no longer' }).click();
    await page.getByRole('columnheader', { name: 'ten', exact: true }).waitFor({ state: 'detached' });
  });
});
