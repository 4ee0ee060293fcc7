import { statSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { vsixPath } from '../scripts/project.mjs';
import { Editor } from '../test/vscode/person/editor';

export interface EditorFigures {
  /** What VS Code itself says that `activate()` took, its bundle loaded. */
  readonly activateMs: number;
  /** From the palette's entry to the first row of the tree. */
  readonly openSeriesMs: number;
  /** From the pointer's rest to the hover, VS Code's own delay left out. */
  readonly hoverMs: number;
  /** From the lens to the marked line: the search, the panel, Monaco and the first step. */
  readonly replayFirstPaintMs: number;
  /** From a key to the frame in which the step is drawn; the middle of twenty. */
  readonly stepMs: number;
  readonly vsixBytes: number;
}

const SERIES = 'RFC v1';
const PATCH = '2/3 lib: chime';
const STEPS = 20;
const SETTLED_MS = 8000;

/** The sample series in VS Code, opened, asked and replayed as the browser test does it. */
export async function measureEditor(): Promise<EditorFigures> {
  const editor = await Editor.start({ settings: { 'editor.hover.delay': 0 } });
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
    const stepMs = await middleStep(editor.webview().locator('body'));
    const activateMs = await activation(editor);
    return { activateMs, openSeriesMs, hoverMs, replayFirstPaintMs, stepMs, vsixBytes: statSync(vsixPath).size };
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

/** Measured inside the view, so that the time that a test driver takes to send a key does not count. */
function middleStep(body: Locator): Promise<number> {
  return body.evaluate(async (page, count) => {
    const times: number[] = [];
    page.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
    for (let step = 0; step <= count; step++) {
      const started = performance.now();
      page.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - started);
    }
    // The first one waits for the frame of the jump to the start.
    const [middle = 0] = times
      .slice(1)
      .sort((left, right) => left - right)
      .slice(count >> 1);
    return Math.round(middle * 10) / 10;
  }, STEPS);
}

/** "Developer: Show Running Extensions" lists every extension with how long its activation took. */
async function activation(editor: Editor): Promise<number> {
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
