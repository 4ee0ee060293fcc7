import type { Browser, Page } from 'playwright-core';
import { openPage } from './browser';
import { median, type Move, timeMoves } from './moves';
import { serveView } from './server';

/** Medians over several pages or steps, in milliseconds; memory in bytes. */
export interface ViewFigures {
  readonly steps: number;
  /** From the script to its first question, and from the answer to the frame that first shows the replay. */
  readonly loadMs: number;
  readonly firstPaintMs: number;
  readonly step: Move;
  readonly back: Move;
  readonly scrub: Move;
  readonly heapBytes: number;
}

const PAGES = 5;

/** Measures the built view in this browser, on a run of so many steps. */
export async function measureView(browser: Browser, steps: number): Promise<ViewFigures> {
  const server = await serveView();
  const context = await browser.newContext();
  try {
    const loads: number[] = [];
    const paints: number[] = [];
    let page: Page | null = null;
    for (let count = 0; count < PAGES; count += 1) {
      await page?.close();
      ({ page } = await openPage(context, server.page(`long-${steps}`)));
      await page.locator('.lane-row.current .step-text').first().waitFor();
      const { load, paint } = await page.evaluate(firstPaint);
      loads.push(load);
      paints.push(paint);
      await page.locator('.actor-glyph.current').first().waitFor();
    }
    if (page === null) throw new Error('No page was measured.');
    const heapBytes = await page.evaluate(
      () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
    );
    return {
      steps,
      loadMs: median(loads),
      firstPaintMs: median(paints),
      step: await timeMoves(page, page.mainFrame(), 'next'),
      back: await timeMoves(page, page.mainFrame(), 'back'),
      scrub: await timeMoves(page, page.mainFrame(), 'scrub'),
      heapBytes,
    };
  } finally {
    await context.close();
    await server.close();
  }
}

/** Read in the page. What the stub takes to make a replay up, which is before it answers, does not count. */
function firstPaint(): { readonly load: number; readonly paint: number } {
  const [asked, sent, painted] = ['replay-asked', 'sent replay', 'replay-painted'].map(
    (mark) => performance.getEntriesByName(mark)[0]?.startTime ?? 0,
  );
  const script = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/replay.js'));
  const arrived = (script as PerformanceResourceTiming | undefined)?.responseEnd ?? 0;
  return { load: (asked ?? 0) - arrived, paint: (painted ?? 0) - (sent ?? 0) };
}
