import type { Browser, Page } from 'playwright-core';
import { openPage } from './browser';
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
const MOVES = 40;

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
      step: await timeMoves(page, 'next'),
      back: await timeMoves(page, 'back'),
      scrub: await timeMoves(page, 'scrub'),
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

interface Move {
  /** From the key to the end of the frame that shows the step; the middle of all. */
  readonly ms: number;
  /** The same to the frame in which also stands what the host had to be asked for. */
  readonly filledMs: number;
  /** Processor time of the page's main thread, everything that a move sets off included; the mean. */
  readonly cpuMs: number;
}

async function timeMoves(page: Page, move: 'next' | 'back' | 'scrub'): Promise<Move> {
  const metrics = await page.context().newCDPSession(page);
  // Thread time does not grow while somebody else has the processor.
  await metrics.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<number> => {
    const { metrics: all } = await metrics.send('Performance.getMetrics');
    return 1000 * (all.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  const before = await spent();
  const taken = await makeMoves(page, move);
  const cpuMs = ((await spent()) - before) / MOVES;
  await metrics.detach();
  return { ms: median(taken.map(({ shown }) => shown)), filledMs: median(taken.map(({ filled }) => filled)), cpuMs };
}

interface Taken {
  readonly shown: number;
  readonly filled: number;
}

function makeMoves(page: Page, move: 'next' | 'back' | 'scrub'): Promise<Taken[]> {
  return page.evaluate(
    async ({ move, moves }) => {
      const slider = document.querySelector<HTMLInputElement>('input[type="range"]');
      const taken: Taken[] = [];
      for (let count = 0; count < moves; count += 1) {
        await new Promise((rested) => setTimeout(rested, 60));
        const begun = performance.now();
        if (move === 'scrub' && slider !== null) {
          slider.value = String(((count * 7919) % Number(slider.max)) + 1);
          slider.dispatchEvent(new Event('input'));
        } else {
          const key = move === 'next' ? 'n' : 'b';
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        }
        await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 0)));
        const shown = performance.now() - begun;
        // Once a step is shown, the marked row is its; what is still to come says so.
        let frames = 1;
        while (document.querySelector('[aria-busy="true"]') !== null) {
          if ((frames += 1) > 200) throw new Error('What the host was asked for has not come.');
          await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 0)));
        }
        taken.push({ shown, filled: performance.now() - begun });
      }
      return taken;
    },
    { move, moves: MOVES },
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
