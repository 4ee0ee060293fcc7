import type { Browser, Page } from 'playwright-core';
import { openPage } from './browser';
import { serveView } from './server';

/** Medians over several pages or steps, in milliseconds; memory in bytes. */
export interface ViewFigures {
  readonly steps: number;
  /** From the script's start to the frame that first shows the lanes. */
  readonly firstPaintMs: number;
  /** From a key to the end of the frame that shows its step. */
  readonly stepMs: number;
  readonly backMs: number;
  readonly scrubMs: number;
  readonly heapBytes: number;
}

const PAGES = 5;
const MOVES = 40;

/** Measures the built view in this browser, on a run of so many steps. */
export async function measureView(browser: Browser, steps: number): Promise<ViewFigures> {
  const server = await serveView();
  const context = await browser.newContext();
  try {
    const paints: number[] = [];
    let page: Page | null = null;
    for (let count = 0; count < PAGES; count += 1) {
      await page?.close();
      ({ page } = await openPage(context, server.page(`long-${steps}`)));
      await page.locator('.lane-row.current .step-text').first().waitFor();
      paints.push(await page.evaluate(firstPaint));
      await page.locator('.actor-glyph.current').first().waitFor();
    }
    if (page === null) throw new Error('No page was measured.');
    const heapBytes = await page.evaluate(
      () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
    );
    return {
      steps,
      firstPaintMs: median(paints),
      stepMs: await timeMoves(page, 'next'),
      backMs: await timeMoves(page, 'back'),
      scrubMs: await timeMoves(page, 'scrub'),
      heapBytes,
    };
  } finally {
    await context.close();
    await server.close();
  }
}

/** Read in the page: when the lanes were first painted, counted from when the view's script was there to run. */
function firstPaint(): number {
  const script = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/replay.js'));
  const painted = performance.getEntriesByName('replay-painted')[0];
  return (painted?.startTime ?? 0) - ((script as PerformanceResourceTiming | undefined)?.responseEnd ?? 0);
}

function timeMoves(page: Page, move: 'next' | 'back' | 'scrub'): Promise<number> {
  return page
    .evaluate(
      async ({ move, moves }) => {
        const slider = document.querySelector<HTMLInputElement>('input[type="range"]');
        const taken: number[] = [];
        for (let count = 0; count < moves; count += 1) {
          await new Promise((rested) => setTimeout(rested, 30));
          const begun = performance.now();
          if (move === 'scrub' && slider !== null) {
            slider.value = String(((count * 7919) % Number(slider.max)) + 1);
            slider.dispatchEvent(new Event('input'));
          } else {
            const key = move === 'next' ? 'n' : 'b';
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
          }
          await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 0)));
          taken.push(performance.now() - begun);
        }
        return taken;
      },
      { move, moves: MOVES },
    )
    .then(median);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
