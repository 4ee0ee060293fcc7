import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { ensureVsix, root } from '../scripts/project.mjs';
import { Editor } from '../test/vscode/person/editor';
import { median, type Move, timeMoves } from '../test/webview/stub/moves';
import { OPEN_PEER, packPeerView, PEER_PAINTED } from './peer-view';

export interface EditorFigures {
  /** What VS Code itself says that `activate()` took, its bundle loaded. */
  readonly activateMs: number;
  /** From the palette's entry to the first row of the tree. */
  readonly openSeriesMs: number;
  /** From the pointer's rest to the hover, VS Code's own delay left out. */
  readonly hoverMs: number;
  readonly sample: OpeningFigures;
  /** A view of one line of text, whose "editor" is that line: what VS Code itself takes. */
  readonly peer: OpeningFigures;
  readonly long: LongRunFigures;
  /** Windows whose first views were measured, of each of the two. */
  readonly windows: number;
  readonly vsixBytes: number;
}

/**
 * How long a view takes, from the click or the key to the frame that shows it; in milliseconds. All of a replay is on the
 * screen then, the code as plain text until the editor is there.
 */
export interface OpeningFigures {
  /** For the first time: everything of ours that it needs is loaded, and the flow is searched. The middle one of several windows. */
  readonly first: PaintedFigures;
  /** Closed and opened again; the middle one of several. */
  readonly again: PaintedFigures;
}

export interface PaintedFigures {
  /** Anything of the view at all: that the replay is coming, or the replay. */
  readonly firstMs: number;
  readonly paintedMs: number;
  readonly editorMs: number;
}

/** A run of 100,000 steps in VS Code's own webview. */
export interface LongRunFigures {
  readonly steps: number;
  readonly opening: OpeningFigures;
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
/** As long as a reader needs to find the lens: what follows from the hovers is done by then. */
const RESTED_MS = 3000;
/** A window has one first view only. */
const WINDOWS = 5;
/** So often a view is opened again. */
const AGAIN = 5;
/** Room for the list of all extensions, in which ours stands the further down the faster it is. */
const TALL = { width: 1400, height: 3000 };

/** The sample series in VS Code, opened, asked and replayed as the browser test does it, and a long run. */
export async function measureEditor(): Promise<EditorFigures> {
  const work = mkdtempSync(join(tmpdir(), 'kapi-replay-bench-'));
  try {
    const peerVsix = packPeerView(work);
    const firsts = await firstViews(peerVsix, WINDOWS - 1);
    const peer = await inWindow(peerVsix, async (editor) => {
      await askDiff(editor);
      return measureOpening(editor, () => editor.run(OPEN_PEER), firsts.peer);
    });
    const figures = await inWindow(peerVsix, (editor) => measureOurs(editor, firsts.ours));
    return { ...figures, peer, windows: WINDOWS, vsixBytes: statSync(await ensureVsix()).size };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The first view of so many windows, in turn with the peer's, each after the same acts and the same rest. */
async function firstViews(
  peerVsix: string,
  windows: number,
): Promise<{ readonly peer: PaintedFigures[]; readonly ours: PaintedFigures[] }> {
  const first = (open: (editor: Editor, lens: Locator) => Promise<void>): Promise<PaintedFigures> =>
    inWindow(peerVsix, async (editor) => {
      const { lens } = await askDiff(editor);
      await open(editor, lens);
      return painted(editor);
    });
  const [peer, ours]: [PaintedFigures[], PaintedFigures[]] = [[], []];
  for (let count = 0; count < windows; count += 1) {
    peer.push(await first((editor) => editor.run(OPEN_PEER)));
    ours.push(await first((_, lens) => lens.click()));
  }
  return { peer, ours };
}

async function measureOurs(
  editor: Editor,
  firsts: readonly PaintedFigures[],
): Promise<Omit<EditorFigures, 'peer' | 'windows' | 'vsixBytes'>> {
  const { openSeriesMs, hoverMs, lens } = await askDiff(editor);
  const sample = await measureOpening(editor, () => lens.click(), firsts);
  const long = await measureLongRun(editor);
  const activateMs = await activation(editor);
  return { activateMs, openSeriesMs, hoverMs, sample, long };
}

/** What comes before any view: a diff of the sample, two names asked, the lens seen, and a rest. */
async function askDiff(
  editor: Editor,
): Promise<{ readonly openSeriesMs: number; readonly hoverMs: number; readonly lens: Locator }> {
  const openSeriesMs = await openDiff(editor);
  await editor.hover('chime_find(struct chime', 'chime_find', 'Function');
  const hoverMs = await timed(
    () => Promise.resolve(),
    () => editor.hover('chime_init(struct chime', 'chime_init', 'Function'),
  );
  const lens = editor.page.locator('.codelens-decoration a').filter({ hasText: 'Replay' }).first();
  await lens.waitFor();
  await editor.page.waitForTimeout(RESTED_MS);
  return { openSeriesMs, hoverMs, lens };
}

/** A window in which what VS Code starts with has come to rest. */
async function inWindow<Result>(peerVsix: string, use: (editor: Editor) => Promise<Result>): Promise<Result> {
  const editor = await Editor.start({
    extensions: [peerVsix],
    settings: { 'editor.hover.delay': 0 },
    files: {
      [`.kapi-replay/flows/${LONG_FLOW}.c`]: readFileSync(join(root, 'bench', `${LONG_FLOW}.c`), 'utf8'),
    },
  });
  try {
    // What starts with VS Code itself is no cost of ours.
    await editor.page.waitForTimeout(SETTLED_MS);
    await noteActs(editor.page);
    return await use(editor);
  } finally {
    await editor.stop();
  }
}

/** Opens the sample, and a diff of it. @returns milliseconds from the palette's entry to the first row of the tree */
async function openDiff(editor: Editor): Promise<number> {
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
  await editor.codeLine('chime_find(struct chime').waitFor();
  return openSeriesMs;
}

async function timed(act: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  await seen();
  return Math.round(performance.now() - started);
}

async function measureLongRun(editor: Editor): Promise<LongRunFigures> {
  const opening = await measureOpening(editor, () => openLongRun(editor));
  await openLongRun(editor);
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
  return { steps, opening, letter, step, back, scrub };
}

/** Chooses the long run in the picker. */
async function openLongRun(editor: Editor): Promise<void> {
  const { page } = editor;
  await editor.run('kAPI Replay: Replay Flow');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  // The same widget lists commands until it lists flows.
  await rows.filter({ hasText: 'expects pass' }).first().waitFor();
  await page.keyboard.type(LONG_FLOW);
  await rows.first().filter({ hasText: LONG_FLOW }).waitFor();
  await page.keyboard.press('Enter');
}

/**
 * Opens a view by what ends in a click or a key, waits until it shows all that it will, and closes it, several times.
 * @param firsts what the first views of other windows took
 */
async function measureOpening(
  editor: Editor,
  open: () => Promise<void>,
  firsts: readonly PaintedFigures[] = [],
): Promise<OpeningFigures> {
  const all: PaintedFigures[] = [];
  for (let count = 0; count <= AGAIN; count += 1) {
    await open();
    all.push(await painted(editor));
    await closeView(editor);
  }
  return { first: middle([...firsts, ...all.slice(0, 1)]), again: middle(all.slice(1)) };
}

const middle = (all: readonly PaintedFigures[]): PaintedFigures => ({
  firstMs: median(all.map(({ firstMs }) => firstMs)),
  paintedMs: median(all.map(({ paintedMs }) => paintedMs)),
  editorMs: median(all.map(({ editorMs }) => editorMs)),
});

/** Has the page of VS Code keep when the last click or key was, so that a driver's own time does not count. */
async function noteActs(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const act of ['click', 'keydown'])
      window.addEventListener(
        act,
        () => (document.body.dataset['act'] = String(performance.timeOrigin + performance.now())),
        true,
      );
  });
}

/** When the newest view showed itself first, and its editor, since the last click or key. */
async function painted(editor: Editor): Promise<PaintedFigures> {
  await editor.webview().locator('body').waitFor();
  const view = await frameOf(editor);
  const paintedAt = await markedAt(view, ['replay-painted', PEER_PAINTED]);
  const editorAt = await markedAt(view, ['editor-painted', PEER_PAINTED]);
  const firstAt = await view.evaluate(
    () => performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
  );
  const act = Number(await editor.page.locator('body').getAttribute('data-act'));
  const [firstMs = 0, paintedMs = 0, editorMs = 0] = [firstAt, paintedAt, editorAt].map((at) => Math.round(at - act));
  return { firstMs, paintedMs, editorMs };
}

/** When the first of these marks was set in a view. */
async function markedAt(view: Frame, names: readonly string[]): Promise<number> {
  const mark = await view.waitForFunction(
    (wanted) => performance.getEntriesByType('mark').find(({ name }) => wanted.includes(name)),
    names,
  );
  return mark.evaluate((set) => performance.timeOrigin + (set?.startTime ?? 0));
}

async function closeView({ page }: Editor): Promise<void> {
  await page.locator('.tabs-container .tab.active').last().click({ button: 'middle' });
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
