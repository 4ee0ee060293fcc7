import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { viewSuite } from './view';

/** Buttons and fields that nobody could read or hit: cut off, out of sight, or under something else. */
function hidden(controls: Locator): Promise<readonly string[]> {
  return controls.evaluateAll((all) =>
    all.flatMap((control) => {
      control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const name = control.getAttribute('aria-label') ?? control.textContent ?? '';
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      // Between two pixels of the screen, half a pixel is none.
      const isWhole =
        left > -0.5 && right < innerWidth + 0.5 && top > -0.5 && bottom < innerHeight + 0.5 && right - left >= 16;
      const isCut = control.tagName === 'BUTTON' && control.scrollWidth > control.clientWidth + 1;
      return isWhole && !isCut && (hit === control || control.contains(hit)) ? [] : [name];
    }),
  );
}

async function assertAllInReach(page: Page): Promise<void> {
  const controls = page.locator(
    '.controls button, .controls select, .scrubber input, .chips button, .code-title button',
  );
  assert.deepEqual(await hidden(controls.filter({ visible: true })), []);
  const tabs = page.getByRole('tab').filter({ visible: true });
  assert.deepEqual(await hidden(tabs), []);
  for (const name of await tabs.allTextContents()) {
    await page.getByRole('tab', { name, exact: true }).click();
    const panel = page.getByRole('tabpanel');
    const wide = await panel.evaluate(
      (element) => element.getBoundingClientRect().right <= innerWidth && element.getBoundingClientRect().left >= 0,
    );
    assert.ok(wide, `"${name}" reaches out of the panel`);
  }
  const beyond = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { right: scrollWidth - innerWidth, down: scrollHeight - innerHeight, height: innerHeight };
  });
  assert.equal(beyond.right, 0, 'the page scrolls to the side');
  if (beyond.height > 560) assert.equal(beyond.down, 0, 'the page scrolls');
}

describe('the replay view: zoom and size', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  for (const [name, size] of [
    ['a whole window', { width: 1440, height: 900 }],
    ['a panel beside an editor', { width: 800, height: 900 }],
    ["a projector's screen", { width: 1920, height: 1080 }],
  ] as const) {
    for (const zoom of [1.5, 2])
      it(`has everything within reach in ${name} that is zoomed to ${zoom * 100} %`, async () => {
        const { page, at, code } = await suite.open({ size, zoom, step: 9 });
        await at('9 / 17');
        await code().locator('.actor-line.current').first().waitFor();
        await assertAllInReach(page);
      });
  }

  it('keeps the step in sight, in lanes and code, when the panel becomes low, narrow and large again', async () => {
    const { page, at, code } = await suite.open({ replay: 'long-1000', step: 700 });
    await at('700 / 1,000');
    const inSight = async (): Promise<void> => {
      for (const [what, frame] of [
        [page.locator('.lane-row.current'), page.locator('.lanes')],
        [code().locator('.actor-line.current').first(), code()],
      ] as const) {
        if (!(await frame.isVisible())) continue;
        await what.waitFor();
        const handle = await frame.elementHandle();
        await page.waitForFunction(
          ([row, around]) => {
            const [inner, outer] = [row?.getBoundingClientRect(), around?.getBoundingClientRect()];
            if (inner === undefined || outer === undefined) return false;
            return inner.top >= outer.top && inner.bottom <= outer.bottom + 1;
          },
          [await what.elementHandle(), handle] as const,
        );
      }
    };
    await inSight();
    for (const [width, height] of [
      [1440, 420],
      [500, 700],
      [500, 420],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      if (width < 760) await page.getByRole('tab', { name: 'Lanes' }).click();
      await inSight();
    }
    // And no empty room is left below a text that would fill it.
    await page.waitForFunction(() => {
      const editor = document.querySelector('.code-host:not([hidden]) .modified')?.getBoundingClientRect();
      const lines = [...document.querySelectorAll('.code-host:not([hidden]) .modified .view-line')];
      const last = Math.max(...lines.map((line) => line.getBoundingClientRect().bottom));
      return editor !== undefined && last > editor.bottom - 60;
    });
  });

  it('leaves the lanes where the reader has scrolled them to', async () => {
    const { page, at } = await suite.open({ replay: 'long-1000', step: 700 });
    await at('700 / 1,000');
    await page.locator('#step-700').waitFor();
    await page.locator('.lanes').hover();
    await page.mouse.wheel(0, -9000);
    const scrolled = (): Promise<number> => page.locator('.lanes').evaluate((lanes) => lanes.scrollTop);
    await page.locator('#step-700').waitFor({ state: 'detached' });
    const before = await scrolled();
    assert.ok(before > 1000 && before < 12_000);
    await page.setViewportSize({ width: 1440, height: 600 });
    await page.waitForFunction(() => innerHeight === 600);
    // Once rows have been drawn for that size, nothing will scroll any more.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    assert.equal(await scrolled(), before);
  });
});

describe('the replay view: less movement', function () {
  this.timeout(120_000);
  const suite = viewSuite();

  /** What moves by itself: elements whose style would, and animations under way. */
  const moving = (page: Page): Promise<readonly string[]> =>
    page.evaluate(() => {
      const ours = [...document.querySelectorAll('body *')].filter((one) => one.closest('.monaco-editor') === null);
      const styled = ours.flatMap((one) =>
        ['', '::before', '::after'].flatMap((pseudo) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one, pseudo);
          const still =
            /^0s(, 0s)*$/.test(transitionDuration) && animationName === 'none' && scrollBehavior !== 'smooth';
          return still ? [] : [`${one.className}${pseudo}`];
        }),
      );
      return [...new Set(styled), ...document.getAnimations().map(({ id }) => `running ${id}`)];
    });

  it('moves something where nobody asked otherwise', async () => {
    const { page, at } = await suite.open();
    await at('1 / 17');
    assert.ok((await moving(page)).length > 0);
  });

  for (const asked of ['the system', 'VS Code'] as const) {
    it(`moves nothing by itself where ${asked} asks for less, while playing neither`, async () => {
      const { page, at, press, code } = await suite.open({ replay: 'long-1000' });
      await at('1 / 1,000');
      await code().locator('.actor-line.current').first().waitFor();
      if (asked === 'the system') await page.emulateMedia({ reducedMotion: 'reduce' });
      else
        await page.evaluate(() => {
          document.body.classList.add('vscode-reduce-motion');
        });
      assert.deepEqual(await moving(page), []);
      await press('p');
      await page.waitForFunction(() => !document.querySelector('.controls .position')?.textContent?.startsWith('1 '));
      assert.deepEqual(await moving(page), []);
      await press('p');
      // The code is where it will be in the frame of the step, and stays there.
      const tops = await page.evaluate(async () => {
        const seen: string[] = [];
        for (let step = 0; step < 24; step += 1) {
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true }));
          const frames: string[] = [];
          for (let frame = 0; frame < 4; frame += 1) {
            await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)));
            const line = document.querySelector('.code-host:not([hidden]) .actor-line.current');
            frames.push(String(Math.round(line?.getBoundingClientRect().top ?? -1)));
          }
          seen.push([...new Set(frames)].join(' '));
        }
        return seen;
      });
      for (const top of tops) assert.match(top, /^\d+$/);
    });
  }
});
