/** Moments as a person comes to them, keeps them and hands them on: notes, watches, groups, a tour, links and a reload. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Editor, PATIENCE_MS } from './editor';

const FLOW = 'chime-ring-vs-remove';

describe('a person who keeps moments of a replay', function () {
  this.timeout(4 * PATIENCE_MS);
  this.bail(true);
  let editor: Editor;

  before(async () => {
    editor = await Editor.startOnSample();
  });
  after(() => editor?.stop());
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await editor.picture(`failed ${this.currentTest.title}`);
  });

  /** What the files of a folder of ours say, all together. */
  const kept = (folder: string): string => {
    const directory = join(editor.folder, '.kapi-replay', folder);
    const files = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith('.json')) : [];
    return files.map((file) => readFileSync(join(directory, file), 'utf8')).join('\n');
  };

  async function until(what: string, ask: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await ask())) {
      assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  const position = (): ReturnType<Editor['row']> => editor.webview().locator('.controls .position');

  /** The number of the step at which the view stands. */
  const step = async (): Promise<number> => Number(((await position().textContent()) ?? '').split(' / ')[0]);

  /** Puts the focus into the view, where no key is typed into a field. */
  const intoView = (): Promise<void> =>
    editor
      .webview()
      .locator('.controls')
      .click({ position: { x: 2, y: 2 } });

  it('comes from a sentence of a mail to the flow that shows it', async () => {
    await editor.run('kAPI Replay: Find in What Is Open…');
    await editor.input().fill('text:"keeps the listener"');
    await editor.page
      .locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
      .filter({ hasText: 'Re: [RFC PATCH 2/3] lib: chime' })
      .first()
      .click();
    const lens = editor.page
      .locator('.codelens-decoration a')
      .filter({ hasText: `Run what this mail claims: ${FLOW}` });
    await lens.first().click();
    await editor.webview().locator('.verdict').waitFor();
    await editor.marked().waitFor();
    await editor.picture('moments from mail');
  });

  it('writes a note on a step, which is on the disk', async () => {
    await intoView();
    await editor.press('v');
    await editor.press('m');
    await editor.page.keyboard.type('Here the listener is gone.');
    await editor.page.keyboard.press('Control+Enter');
    await until('the note', () => kept('notes').includes('Here the listener is gone.'));
    await editor.webview().locator('.note-text', { hasText: 'Here the listener is gone.' }).waitFor();
  });

  it('watches an expression under a name, beside the lanes', async () => {
    const view = editor.webview();
    await view.getByRole('tab', { name: 'State' }).click();
    await view.getByLabel('Watch an expression in C').fill('next = front_door.next_id');
    await editor.page.keyboard.press('Enter');
    await until('the watch', () => kept('replays').includes('next = front_door.next_id'));
    await view.getByLabel('Columns in the lanes').check();
    // Beside the mail the view is narrow, and the lanes have a tab of their own.
    await view.getByRole('tab', { name: 'Lanes' }).click();
    await view.getByRole('columnheader', { name: 'next', exact: true }).waitFor();
    await view.locator('.watch-cell', { hasText: /\d/ }).first().waitFor();
    await editor.picture('moments watch dark');
    await editor.look('light');
    await editor.picture('moments watch light');
    await editor.look('dark');
  });

  it('puts steps under a name, which folds them', async () => {
    const view = editor.webview();
    await intoView();
    await editor.press('G');
    await view.getByRole('dialog').getByLabel('Name').waitFor();
    await editor.page.keyboard.type('the end of it');
    await editor.page.keyboard.press('Enter');
    await view.locator('.group-chip', { hasText: 'the end of it' }).waitFor();
    await until('the group', () => kept('replays').includes('the end of it'));
    await editor.picture('moments group');
    await editor.press('z');
    await view.locator('.group-chip', { hasText: '▾ the end of it' }).waitFor();
  });

  it('has an editor follow while the view is linked with it, and goes on by keyboard', async () => {
    await intoView();
    await editor.press('v');
    const last = await step();
    await editor.press('e');
    const diff = editor.page.locator('.tab').filter({ hasText: /^chime\.c/ });
    await diff.first().waitFor();
    await editor.press('b');
    await until('the step before', async () => (await step()) < last);
    await editor.picture('moments linked');
    await editor.press('n');
    await until('the last step again', async () => (await step()) === last);
    await editor.press('e');
    await editor.webview().locator('.command-link[aria-pressed="false"]').waitFor();
  });

  it('records a tour of two moments, and plays it', async () => {
    await editor.press('v');
    await editor.run('kAPI Replay: Add This Moment to Tour…');
    await editor.page
      .locator('.quick-input-widget:visible .quick-input-title')
      .filter({ hasText: 'New Tour' })
      .waitFor();
    await editor.page.keyboard.type('What I saw');
    await editor.page.keyboard.press('Enter');
    const tour = join(editor.folder, '.kapi-replay', 'tours', 'what-i-saw.tour.json');
    const moments = (): number => (existsSync(tour) ? readFileSync(tour, 'utf8').split('"flow":').length - 1 : 0);
    await until('the first moment', () => moments() === 1);
    // The cursor waits in the note of the moment.
    await editor.codeLine('"note":').first().waitFor();
    await editor.page.keyboard.type('It breaks here.');
    await editor.page.keyboard.press('Control+s');
    await until('the note of the moment', () => readFileSync(tour, 'utf8').includes('It breaks here.'));
    await editor.run('kAPI Replay: Replay Flow');
    await editor.input().fill(FLOW);
    await editor.page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: FLOW }).waitFor();
    await editor.page.keyboard.press('Enter');
    await position().waitFor();
    const last = await step();
    await intoView();
    await editor.press('S');
    await until('another step', async () => (await step()) < last);
    await editor.run('kAPI Replay: Add This Moment to Tour…');
    await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'What I saw' }).click();
    await until('the second moment', () => moments() === 2);
    await editor.run('kAPI Replay: Play Tour…');
    await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'What I saw' }).click();
    await editor.page.locator('.review-widget').filter({ hasText: 'It breaks here.' }).first().waitFor();
    await editor.picture('moments tour');
    await until('the first moment in the view', async () => (await step()) === last);
    await editor.run('kAPI Replay: Tour: Next Moment');
    await until('the second moment in the view', async () => (await step()) < last);
    await editor.run('kAPI Replay: Tour: Previous Moment');
    await until('the first again', async () => (await step()) === last);
    await editor.run('kAPI Replay: Tour: End');
  });

  it('goes off into a what-if, and back through the moments that it jumped between', async () => {
    const view = editor.webview();
    await intoView();
    await editor.press('Home');
    await editor.press('v');
    await editor.press('S');
    const before = await step();
    await editor.press('w');
    await view.getByText(/^What could happen after step/).waitFor();
    const other = view.locator('.what-if-pane .choice-row').filter({ hasNotText: 'as in this run' }).first();
    await other.click();
    await view.locator('.run-bar .run[aria-pressed="true"]').filter({ hasText: 'What if' }).waitFor();
    await intoView();
    await editor.press('h');
    await view.locator('.visited-list [aria-current="step"]').waitFor();
    await editor.press(',');
    await view.locator('.run-bar .run[aria-pressed="true"]').filter({ hasText: 'As found' }).waitFor();
    await until('the moment of the choice', async () => (await step()) === before);
    await editor.press('.');
    await view.locator('.run-bar .run[aria-pressed="true"]').filter({ hasText: 'What if' }).waitFor();
    for (const look of ['light', 'high contrast', 'dark'] as const) {
      await editor.look(look);
      await editor.picture(`moments visited ${look}`);
    }
  });

  it('finds all that where it was after the window is loaded again in mid-step', async () => {
    await intoView();
    await editor.press('b');
    const here = await editor.moment();
    const visited = (): Promise<readonly string[]> => editor.webview().locator('.visited-list li').allTextContents();
    const been = await visited();
    assert.ok(been.length > 2);
    const asItWas = async (): Promise<void> => {
      await editor.webview().locator('.run-bar .run[aria-pressed="true"]').filter({ hasText: 'What if' }).waitFor();
      await until('the same step', async () => (await position().textContent()) === here.position);
      await editor.marked().waitFor();
      await until('the same line', async () => (await editor.moment()).line === here.line);
      assert.deepEqual(await visited(), been);
    };
    // What is kept over a reload is kept when the reader rests.
    await editor.page.waitForTimeout(1000);
    await editor.run('Developer: Reload Webviews');
    await asItWas();
    await Promise.all([editor.page.waitForEvent('load'), editor.run('Developer: Reload Window')]);
    await editor.page.locator('.monaco-workbench .activitybar').waitFor();
    await asItWas();
    await editor.picture('moments reloaded');
  });

  it('is offered to open the series that a link leads to, and comes to its moment', async () => {
    await editor.webview().getByRole('tab', { name: 'Stacks' }).click();
    await intoView();
    const here = (await position().textContent()) ?? '';
    await editor.run('kAPI Replay: Copy Link to This Moment');
    await editor.page
      .locator('.statusbar-item')
      .filter({ hasText: /Link to step \d+ copied/ })
      .waitFor();
    await editor.run('View: Close All Editors');
    await editor.run('kAPI Replay: Close All Series');
    await editor.row('RFC v2').waitFor({ state: 'detached' });
    await editor.run('kAPI Replay: Open Link to a Moment…');
    await until('the link from the clipboard', async () => (await editor.input().inputValue()).includes('/moment?'));
    await editor.page.keyboard.press('Enter');
    const notice = editor.notice('is not open here');
    await notice.getByRole('button', { name: 'Fetch Series' }).waitFor();
    await editor.picture('moments link');
    await notice.getByRole('button', { name: 'Open Series…' }).click();
    const mailbox = join(editor.folder, 'series.mbox');
    // The dialog fills in the folder that it was in last, a moment after it has opened.
    await until('the folder in the dialog', async () => /\/$/.test(await editor.input().inputValue()));
    await editor.input().fill(mailbox);
    await until('the mailbox in the list', async () => {
      if ((await editor.input().inputValue()) !== mailbox) await editor.input().fill(mailbox);
      return editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'series.mbox' }).isVisible();
    });
    await editor.page.keyboard.press('Enter');
    await position().waitFor();
    await until('the moment of the link', async () => (await position().textContent()) === here);
    // The part of the view that was open comes along.
    await editor.webview().getByRole('tab', { name: 'Stacks', selected: true }).waitFor();
  });
});
