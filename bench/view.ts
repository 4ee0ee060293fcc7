import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../scripts/project.mjs';
import { startBrowser } from '../test/webview/stub/browser';
import { measureView, type ViewFigures } from '../test/webview/stub/measure';

export interface ReplayViewFigures {
  /** The view's scripts, style sheets and worker as a VSIX holds them. */
  readonly compressedBytes: number;
  readonly runs: readonly ViewFigures[];
}

/** What the page loads; Monaco's icons, which it draws nothing with, are left out. */
const PARTS = ['replay.js', 'replay.css', 'editor.js', 'editor.css', 'editor.worker.js'];
/** The same view on runs that grow: what it costs must not grow with them. */
const STEPS = [1_000, 100_000, 1_000_000];

/** The replay view by itself in headless Chromium. */
export async function measureReplayView(): Promise<ReplayViewFigures> {
  const built = join(root, 'dist', 'webview');
  const compressedBytes = PARTS.reduce((sum, part) => sum + gzipSync(readFileSync(join(built, part))).length, 0);
  const browser = await startBrowser();
  try {
    const runs: ViewFigures[] = [];
    for (const steps of STEPS) runs.push(await measureView(browser, steps));
    return { compressedBytes, runs };
  } finally {
    await browser.close();
  }
}
