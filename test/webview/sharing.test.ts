import assert from 'node:assert/strict';
import { viewSuite, type View } from './view';

describe('the replay view: out of the editor', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  /** What the view asks the host to put on the clipboard. */
  async function copied(view: View, what: string): Promise<string> {
    await view.page.getByRole('tab', { name: 'Share' }).click();
    await view.page.getByRole('button', { name: `Copy ${what}` }).click();
    await view.page.waitForFunction(() => window.heard.some(({ type }) => type === 'copy'));
    const [message] = await view.heard('copy');
    return message?.type === 'copy' ? message.text : '';
  }

  /** Read as a browser reads an SVG file that somebody sends: what is drawn, and what would run. */
  function read(view: View, svg: string) {
    return view.page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const texts = [...parsed.querySelectorAll('text')].map((one) => one.textContent);
      return {
        broken: parsed.querySelector('parsererror')?.textContent ?? null,
        active: parsed.querySelectorAll('script, foreignObject, image, a, [onload], [onerror]').length,
        title: parsed.querySelector('svg > title')?.textContent ?? '',
        description: parsed.querySelector('desc')?.textContent ?? '',
        texts,
      };
    }, svg);
  }

  it('copies the CPU table', async () => {
    const view = await suite.open({ step: 3 });
    assert.match(await copied(view, 'CPU table'), /STALE ACCESS/);
  });

  it('copies a report with links to the mails that argue', async () => {
    const view = await suite.open({ step: 3 });
    const text = await copied(view, 'Report');
    assert.match(text, /^# A borrowed page outlives its recall\n\nviolation \(stale-access\): The device wrote/);
    assert.match(text, /\| 17 \| borrower \| `device_write\(&dev, 0x1000, 0x42\)` \| extension/);
    assert.match(text, /\]\(https:\/\/lore\.kernel\.org\/r\/review-1@example\.org\/\)/);
  });

  it('puts links to its moments into the report, as the host makes them', async () => {
    const view = await suite.open({ replay: 'able', step: 3 });
    const text = await copied(view, 'Report');
    assert.match(
      text,
      /\n- \[step 17, where the rule is broken\]\(vscode:\/\/kapi-replay\.kapi-replay\/moment\?step=17\): `device_write/,
    );
    assert.match(text, /\n- \[step 3, where this report was made\]\(.*step=3\): `if \(buf->recalled\)`/);
  });

  it('puts what is watched into the report and the recording', async () => {
    const view = await suite.open({ step: 3 });
    await view.page.getByRole('tab', { name: 'State' }).click();
    await view.page.getByLabel('Watch an expression in C').fill('ten = tens');
    await view.page.keyboard.press('Enter');
    await view.page.getByRole('list', { name: 'Watched expressions' }).getByText('ten').waitFor();
    const text = await copied(view, 'Report');
    assert.match(text, /\n\| step \| actor \| what \| where \| `ten` \|\n\| ---: \| --- \| --- \| --- \| --- \|\n/);
    assert.match(text, /\n\| 9 \|.*\| 0 \|\n\| 10 \|.*\| \*\*1\*\* \|\n\| 11 \|.*\| 1 \|\n/);
    await view.page.evaluate(() => {
      window.heard = [];
    });
    assert.match(await copied(view, 'Recording'), /ten = 1/);
  });

  it('puts text into a reply where the host can', async () => {
    const view = await suite.open({ replay: 'able', step: 3 });
    await view.page.getByRole('tab', { name: 'Share' }).click();
    await view.page.getByRole('button', { name: 'Into Reply… CPU table' }).click();
    await view.page.waitForFunction(() => window.heard.some(({ type }) => type === 'insert'));
    const [message] = await view.heard('insert');
    assert.ok(message?.type === 'insert' && message.step === 3);
    assert.match(message.text, /CPU0 +CPU1/);
    const cannot = await suite.open({ step: 3 });
    await cannot.page.getByRole('tab', { name: 'Share' }).click();
    await cannot.page.getByRole('button', { name: 'Copy Report' }).waitFor();
    assert.equal(await cannot.page.getByRole('button', { name: /Into Reply/ }).count(), 0);
  });

  it('draws the lanes as a picture that says in words what it shows', async () => {
    const view = await suite.open({ step: 3 });
    const { broken, texts, title, description } = await read(view, await copied(view, 'Lanes'));
    assert.equal(broken, null);
    assert.equal(title, 'A borrowed page outlives its recall');
    assert.ok(texts.some((text) => text?.includes('waits: mutex_lock(&buf->lock)')));
    assert.match(description, /17 borrower: device_write\(&dev, 0x1000, 0x42\)/);
  });

  it('draws who references whom as a picture', async () => {
    const view = await suite.open({ step: 13 });
    const { broken, texts, description } = await read(view, await copied(view, 'State graph'));
    assert.equal(broken, null);
    assert.ok(texts.includes('table'));
    assert.match(description, /dev\.table points at table/);
  });

  it('records the replay for players of terminal recordings', async () => {
    const view = await suite.open({ step: 3 });
    const [head = '', ...events] = (await copied(view, 'Recording')).trimEnd().split('\n');
    assert.equal((JSON.parse(head) as { version: number }).version, 2);
    const said = events.map((line) => JSON.parse(line) as [number, string, string]);
    assert.ok(
      said.every(([time], at) => at === 0 || time >= (said[at - 1]?.[0] ?? 0)),
      'time goes forwards',
    );
    assert.ok(said.some(([, , text]) => text.includes('*** stale-access ***')));
    assert.ok(said.some(([, , text]) => text.includes('buf.lock.owner: none → borrower')));
  });

  it('has nothing in any of them that runs, whatever a name holds', async () => {
    const view = await suite.open({ replay: 'hostile', step: 3 });
    for (const what of ['Lanes', 'State graph']) {
      const { broken, active } = await read(view, await copied(view, what));
      assert.equal(broken, null, what);
      assert.equal(active, 0, what);
      await view.page.evaluate(() => {
        window.heard = [];
      });
    }
    const recording = await copied(view, 'Recording');
    assert.equal(recording.includes('\u202e'), false);
    await view.page.evaluate(() => {
      window.heard = [];
    });
    assert.equal(
      /(?<!\\)</.test((await copied(view, 'Report')).split('\n| step')[0]?.split('argued in')[1] ?? ''),
      false,
    );
  });

  it('leaves the trace as JSON to the host, where that can make it', async () => {
    const view = await suite.open({ replay: 'able', step: 3 });
    await view.page.getByRole('tab', { name: 'Share' }).click();
    await view.page.getByRole('button', { name: 'Copy Trace' }).click();
    await view.page.getByRole('button', { name: 'Save… Trace' }).click();
    assert.deepEqual(await view.heard('trace'), [
      { type: 'trace', use: 'copy' },
      { type: 'trace', use: 'save' },
    ]);
    const cannot = await suite.open({ step: 3 });
    await cannot.page.getByRole('tab', { name: 'Share' }).click();
    await cannot.page.getByRole('button', { name: 'Copy Report' }).waitFor();
    assert.equal(await cannot.page.getByRole('button', { name: 'Copy Trace' }).count(), 0);
  });

  it('saves under a name that says what it is', async () => {
    const view = await suite.open({ step: 3 });
    await view.page.getByRole('tab', { name: 'Share' }).click();
    await view.page.getByRole('button', { name: 'Save… Lanes' }).click();
    const [saved] = await view.heard('save');
    assert.equal(saved?.type === 'save' ? saved.name : '', 'borrow-vs-recall-lanes.svg');
  });
});
