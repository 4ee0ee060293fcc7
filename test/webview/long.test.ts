import assert from 'node:assert/strict';
import { longReplay } from './fixture/long';
import { viewSuite } from './view';

describe('the replay view: long runs', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  it('is usable at once with 100,000 steps, and draws only what is in sight', async () => {
    const view = await suite.open({ replay: 'long-100000' });
    const { page, press, at } = view;
    await at('1 / 100,000');
    await press('End');
    await at('100,000 / 100,000');
    await page.locator('#step-100000 .step-text', { hasText: 'at line' }).waitFor();
    await press('b', 'b');
    await at('99,998 / 100,000');
    await press('S');
    await at('99,995 / 100,000');
    await page.getByRole('slider').fill('50000');
    await at('50,000 / 100,000');
    await page.locator('#step-50000.current .step-text', { hasText: 'at line' }).waitFor();
    assert.ok((await page.locator('.lane-row').count()) < 80);
    assert.ok((await page.locator('.arrow').count()) < 200);
    const slices = await view.heard('steps');
    assert.ok(slices.length < 20, `${slices.length} slices were fetched`);
  });

  it('shows one and the same step everywhere in every frame of a scrub, and nothing of the one before', async () => {
    const { page, at, code } = await suite.open({ replay: 'long-100000' });
    await at('1 / 100,000');
    await code().locator('.actor-glyph.current').first().waitFor();
    const seen = await page.evaluate(async () => {
      const slider = document.querySelector<HTMLInputElement>('input[type="range"]');
      const frames: Record<string, string>[] = [];
      // A method, because the loader that runs this file leaves those as they are.
      const text = {
        of(selector: string): string {
          return document.querySelector(selector)?.textContent ?? '';
        },
      };
      for (let move = 1; move <= 24; move += 1) {
        if (slider === null) break;
        slider.value = String(move % 2 === 0 ? 40_000 + move * 5 : 70_000 - move * 9);
        slider.dispatchEvent(new Event('input'));
        await new Promise((drawn) => requestAnimationFrame(drawn));
        const current = [...document.querySelectorAll<HTMLElement>('.lane-row.current')];
        const busy = document.querySelector('.step-pane')?.getAttribute('aria-busy') === 'true';
        frames.push({
          slider: Number(slider.value).toLocaleString('en'),
          controls: text.of('.controls .position').split(' ')[0] ?? '',
          lane: current.map((row) => Number(row.dataset['step']).toLocaleString('en')).join(),
          changed: busy ? '' : text.of('.step-pane .to span:last-child'),
          names: [
            ...new Set([
              text.of('.controls .step-name'),
              text.of('.lane-row.current .step-text'),
              text.of('.step-pane .step-name'),
            ]),
          ].join(),
          line: (text.of('.controls .step-name').split(' ').at(-1) ?? '').concat(
            ' ',
            text.of('.chip.current .chip-place').split(':').at(-1) ?? '',
          ),
        });
      }
      return frames;
    });
    assert.equal(seen.length, 24);
    for (const { slider, controls, lane, changed, names, line } of seen) {
      assert.deepEqual([controls, lane], [slider, slider]);
      assert.match(names ?? '', /^\w+ at line \d+$/);
      assert.match(line ?? '', /^(\d+) \1$/);
      if (changed !== '') assert.equal(Number(changed).toLocaleString('en'), slider);
    }
    await page.locator('.step-pane[aria-busy="false"] .to', { hasText: /^→ 40120$/ }).waitFor();
  });

  it('keeps the rows of the lanes in their order and their places, wherever they are scrolled to', async () => {
    const { page, at, press } = await suite.open({ replay: 'long-100000', step: 50_000 });
    await at('50,000 / 100,000');
    const inOrder = async (step: number): Promise<void> => {
      await page.locator(`#step-${step}`).waitFor();
      await page.waitForFunction(() => {
        const lanes = document.querySelector('.lanes')?.getBoundingClientRect();
        const rows = [...document.querySelectorAll<HTMLElement>('.lane-row')];
        const [first] = rows;
        if (lanes === undefined || first === undefined) return false;
        const from = first.getBoundingClientRect();
        const scrolled = document.querySelector('.lanes')?.scrollTop ?? 0;
        const number = Number(first.dataset['step']);
        // The head is 27 pixels high, and a row 22.
        if (Math.abs(from.top - (lanes.top + 27 + (number - 1) * 22 - scrolled)) > 1.5) return false;
        return rows.every(
          (row, at) =>
            row.dataset['step'] === String(number + at) &&
            row.querySelector('.number')?.textContent === String(number + at) &&
            Math.abs(row.getBoundingClientRect().top - from.top - at * 22) < 0.5,
        );
      });
    };
    await inOrder(50_000);
    for (const key of ['PageDown', 'PageDown', 'PageUp']) {
      await page.locator('.lanes').focus();
      await press(key);
    }
    await page.locator('.lanes').hover();
    for (const by of [44, 66, 1200, -22, -900, 10_000, -10_000]) {
      const before = await page.locator('.lanes').evaluate((lanes) => lanes.scrollTop);
      await page.mouse.wheel(0, by);
      await page.waitForFunction(
        (wanted) => Math.abs((document.querySelector('.lanes')?.scrollTop ?? 0) - wanted) < 2,
        before + by,
      );
      await inOrder(Math.floor((before + by) / 22) + 3);
    }
    for (const step of [3, 99_999, 99_980, 50_001, 50_020, 49_999]) {
      await page.getByRole('slider').fill(String(step));
      await inOrder(step);
    }
  });

  it('has a million steps at hand, and runs to a line of theirs without fetching them', async () => {
    const view = await suite.open({ replay: 'long-1000000', step: 500_000 });
    const { page, press, at, code } = view;
    await at('500,000 / 1,000,000');
    await code().locator('.actor-glyph.current').first().waitFor();
    await press('l');
    await at('500,002 / 1,000,000');
    // A line that is still being scrolled to is not where it is seen to be.
    await code()
      .locator('.actor-line.current')
      .first()
      .evaluate(async (line) => {
        for (let still = 0, last = NaN; still < 12;) {
          const { top } = line.getBoundingClientRect();
          still = top === last ? still + 1 : 0;
          last = top;
          await new Promise((drawn) => requestAnimationFrame(drawn));
        }
      });
    await code().locator('.line-numbers', { hasText: /^147$/ }).first().click();
    await page.locator('.lane-row.current .step-text', { hasText: /at line 147$/ }).waitFor();
    const slices = await view.heard('steps');
    assert.ok(slices.length < 5, `${slices.length} slices were fetched`);
  });

  it('says what an older extension sent, and shows none of it', async () => {
    const { page, send } = await suite.open({ replay: 'none' });
    const replay = longReplay(20);
    await send({ type: 'replay', replay: { ...replay, stepCount: 21 }, step: 1 });
    await page.getByRole('alert').getByText('its columns do not have one entry for each step').waitFor();
  });
});
