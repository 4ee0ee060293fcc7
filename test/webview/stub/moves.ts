import type { Frame, Page } from 'playwright-core';

/** What a move in the view costs; times in milliseconds. */
export interface Move {
  /** From the key to the end of the frame that shows the step; the middle of all. */
  readonly ms: number;
  /** The same to the frame in which also stands what the host had to be asked for. */
  readonly filledMs: number;
  /** Processor time of the page's main thread, everything that a move sets off included; the mean. */
  readonly cpuMs: number;
}

/** `letter` is no move: one letter of the view changes, which is what a frame costs whatever it shows. */
export type MoveKind = 'next' | 'back' | 'scrub' | 'letter';

const MOVES = 40;

/** Makes moves in the view in this frame of the page, by events, so that the time that a test driver takes does not count. */
export async function timeMoves(page: Page, view: Frame, move: MoveKind): Promise<Move> {
  const metrics = await page.context().newCDPSession(page);
  // Thread time does not grow while somebody else has the processor.
  await metrics.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<number> => {
    const { metrics: all } = await metrics.send('Performance.getMetrics');
    return 1000 * (all.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  const before = await spent();
  const taken = await makeMoves(view, move);
  const cpuMs = ((await spent()) - before) / MOVES;
  await metrics.detach();
  return { ms: median(taken.map(({ shown }) => shown)), filledMs: median(taken.map(({ filled }) => filled)), cpuMs };
}

interface Taken {
  readonly shown: number;
  readonly filled: number;
}

function makeMoves(view: Frame, move: MoveKind): Promise<Taken[]> {
  return view.evaluate(
    async ({ move, moves }) => {
      const slider = document.querySelector<HTMLInputElement>('input[type="range"]');
      const position = document.querySelector('.controls .position');
      if (slider === null || position === null) throw new Error('There is no replay to move in.');
      const taken: Taken[] = [];
      for (let count = 0; count < moves; count += 1) {
        await new Promise((rested) => setTimeout(rested, 60));
        const begun = performance.now();
        if (move === 'letter') {
          position.textContent = String(1 + (count % 9));
        } else if (move === 'scrub') {
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
        while (document.querySelector('.step-pane[aria-busy="true"]') !== null) {
          if ((frames += 1) > 500) throw new Error('What the host was asked for has not come.');
          await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 0)));
        }
        taken.push({ shown, filled: performance.now() - begun });
      }
      return taken;
    },
    { move, moves: MOVES },
  );
}

/** The middle one; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
