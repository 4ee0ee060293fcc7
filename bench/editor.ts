import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { root, vsixPath } from '../scripts/project.mjs';
import { Editor } from '../test/vscode/person/editor';
import { type Move, timeMoves } from '../test/webview/stub/moves';

export interface EditorFigures {
  /** What VS Code itself says that `activate()` took, its bundle loaded. */
  readonly activateMs: number;
  /** From the palette's entry to the first row of the tree. */
  readonly openSeriesMs: number;
  /** From the pointer's rest to the hover, VS Code's own delay left out. */
  readonly hoverMs: number;
  /** From the lens to the marked line: the search, the panel, Monaco and the first step. */
  readonly replayFirstPaintMs: number;
  readonly long: LongRunFigures;
  readonly vsixBytes: number;
}

/** A run of 100,000 steps in VS Code's own webview. */
export interface LongRunFigures {
  readonly steps: number;
  /** From the picker's Enter to the first row: the search with it, and once more when the run is known. */
  readonly searchedMs: number;
  readonly firstPaintMs: number;
  /** One letter of the view changes: what a frame of VS Code costs whatever a webview does in it. */
  readonly letter: Move;
  readonly step: Move;
  readonly back: Move;
  readonly scrub: Move;
}

const SERIES = 'RFC v1';
const PATCH = '2/3 lib: chime';
const LONG_FLOW = 'long-run';
const SETTLED_MS = 8000;
/** Room for the list of all extensions, in which ours stands the further down the faster it is. */
const TALL = { width: 1400, height: 3000 };

/** The sample series in VS Code, opened, asked and replayed as the browser test does it, and a long run. */
export async function measureEditor(): Promise<EditorFigures> {
  const editor = await Editor.start({
    settings: { 'editor.hover.delay': 0 },
    files: {
      [`.kapi-replay/flows/${LONG_FLOW}.c`]: readFileSync(join(root, 'bench', `${LONG_FLOW}.c`), 'utf8'),
    },
  });
  try {
    // What starts with VS Code itself is no cost of ours.
    await editor.page.waitForTimeout(SETTLED_MS);
    await editor.find('kAPI Replay: Open Sample Series');
    const openSeriesMs = await timed(
      () => editor.page.keyboard.press('Enter'),
      () => editor.row(SERIES).waitFor(),
    );
    // Its rows are drawn only where there is room for them.
    for (const view of ['Conversations', 'Thread', 'Flows']) await editor.fold(view);
    await editor.expand(editor.row(SERIES));
    await editor.expand(await editor.rowUnder(SERIES, PATCH));
    await (await editor.rowUnder(SERIES, 'chime.c')).click();
    await editor.hover('chime_find(struct chime', 'chime_find', 'Function');
    const hoverMs = await timed(
      () => Promise.resolve(),
      () => editor.hover('chime_init(struct chime', 'chime_init', 'Function'),
    );
    const lens = editor.page.locator('.codelens-decoration a').filter({ hasText: 'Replay' }).first();
    await lens.waitFor();
    const replayFirstPaintMs = await timed(
      () => lens.click(),
      () => editor.marked().waitFor(),
    );
    await closeReplay(editor);
    const long = await measureLongRun(editor);
    const activateMs = await activation(editor);
    return { activateMs, openSeriesMs, hoverMs, replayFirstPaintMs, long, vsixBytes: statSync(vsixPath).size };
  } finally {
    await editor.stop();
  }
}

async function timed(act: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  await seen();
  return Math.round(performance.now() - started);
}

async function measureLongRun(editor: Editor): Promise<LongRunFigures> {
  const searchedMs = await openLongRun(editor);
  await closeReplay(editor);
  const firstPaintMs = await openLongRun(editor);
  await editor.marked().waitFor();
  const view = await frameOf(editor);
  const position = await editor.webview().locator('.controls .position').innerText();
  const steps = Number(/(?<=\/ )[\d,]+/.exec(position)?.[0].replaceAll(',', ''));
  const letter = await timeMoves(editor.page, view, 'letter');
  // Not from the end of the run, where there is no next step.
  await timeMoves(editor.page, view, 'scrub');
  const step = await timeMoves(editor.page, view, 'next');
  const back = await timeMoves(editor.page, view, 'back');
  const scrub = await timeMoves(editor.page, view, 'scrub');
  return { steps, searchedMs, firstPaintMs, letter, step, back, scrub };
}

/** Milliseconds from the choice of the flow until its lanes are there. */
async function openLongRun(editor: Editor): Promise<number> {
  const { page } = editor;
  await editor.run('kAPI Replay: Replay Flow');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  // The same widget lists commands until it lists flows.
  await rows.filter({ hasText: 'expects pass' }).first().waitFor();
  await page.keyboard.type(LONG_FLOW);
  await rows.first().filter({ hasText: LONG_FLOW }).waitFor();
  return timed(
    () => page.keyboard.press('Enter'),
    () => editor.webview().locator('.lane-row.current .step-text').first().waitFor(),
  );
}

async function closeReplay({ page }: Editor): Promise<void> {
  await page.locator('.tabs-container .tab').filter({ hasText: 'Replay:' }).first().click({ button: 'middle' });
  await page.locator('iframe.webview.ready').first().waitFor({ state: 'detached' });
}

/** The frame in which the view is, within VS Code's own. */
async function frameOf(editor: Editor): Promise<Frame> {
  const body = await editor.webview().locator('body').elementHandle();
  const frame = (await body?.ownerFrame()) ?? null;
  if (frame === null) throw new Error('The view has no frame.');
  return frame;
}

/** "Developer: Show Running Extensions" lists every extension with how long its activation took, the longest first. */
async function activation(editor: Editor): Promise<number> {
  await editor.page.setViewportSize(TALL);
  await editor.run('Developer: Show Running Extensions');
  const row = editor.page
    .locator('.runtime-extensions-editor .monaco-list-row')
    .filter({ hasText: 'kAPI Replay' })
    .first();
  const text = await row.innerText();
  const [, milliseconds] = /Activation:?\s*([\d.]+)\s*ms/.exec(text.replaceAll('\u00a0', ' ')) ?? [];
  if (milliseconds === undefined) throw new Error(`VS Code does not say how long activation took: ${text}`);
  return Number(milliseconds);
}
