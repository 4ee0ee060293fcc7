import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../../scripts/browser.mjs';
import { ensureCodeServer, installVsix, startCodeServer, workbenchUrl } from '../../../scripts/code-server.mjs';
import { ensureVsix, root, workDirectory } from '../../../scripts/project.mjs';

/** How long a person would wait, on a machine of two busy cores. */
export const PATIENCE_MS = 60_000;

export interface EditorOptions {
  /** Trust every folder; else VS Code starts in Restricted Mode where nobody trusted the folder. */
  readonly trust?: boolean;
  readonly width?: number;
  readonly height?: number;
  /** User settings on top of those that keep the screen calm. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of VS Code on top of ours. */
  readonly env?: Readonly<Record<string, string>>;
  /** Extensions beside ours, as VSIX files. */
  readonly extensions?: readonly string[];
  /** Files of the folder that is opened: path inside it to content. */
  readonly files?: Readonly<Record<string, string>>;
}

const CALM = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'workbench.editor.enablePreview': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** The classes by which VS Code tells a look, in its own window and in webviews. */
const LOOKS = {
  dark: { workbench: 'vs-dark', view: 'vscode-dark' },
  light: { workbench: 'vs', view: 'vscode-light' },
  'high contrast': { workbench: 'hc-black', view: 'vscode-high-contrast' },
} as const;

/** VS Code with the packaged VSIX, as a person sees it and touches it. */
export class Editor {
  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly stopServer: () => Promise<void>,
    private readonly scratch: string,
    /** The folder that is open. */
    readonly folder: string,
  ) {}

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const vsix = await ensureVsix();
    await ensureCodeServer();
    const scratch = mkdtempSync(join(workDirectory, 'person-'));
    const folder = join(scratch, 'workspace');
    const data = join(scratch, 'profile');
    mkdirSync(join(data, 'data', 'Machine'), { recursive: true });
    writeFileSync(join(data, 'data', 'Machine', 'settings.json'), JSON.stringify({ ...CALM, ...options.settings }));
    mkdirSync(folder);
    for (const [path, content] of Object.entries(options.files ?? {})) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    for (const each of [vsix, ...(options.extensions ?? [])]) await installVsix(each, data);
    const env = { ...process.env, ...options.env };
    const server = await startCodeServer({ data, trust: options.trust ?? true, env });
    const executablePath = findChromium();
    const browser = await chromium.launch({ args: CHROMIUM_FLAGS, ...(executablePath ? { executablePath } : {}) });
    const page = await browser.newPage({ viewport: { width: options.width ?? 1400, height: options.height ?? 900 } });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(workbenchUrl(server.url, folder, [['skipWelcome', 'true']]));
    const editor = new Editor(page, browser, server.stop, scratch, folder);
    await page.locator('.monaco-workbench .activitybar').waitFor();
    await page.locator('.statusbar-item').first().waitFor();
    return editor;
  }

  /** In a workspace that has the sample series open, dark, with its rows in sight; terminals are drawn as text. */
  static async startOnSample(): Promise<Editor> {
    const editor = await Editor.start({
      settings: { 'window.autoDetectColorScheme': true, 'terminal.integrated.gpuAcceleration': 'off' },
      files: {
        'series.mbox': readFileSync(join(root, 'extension/samples/chime.mbox'), 'utf8'),
        '.kapi-replay/open.json': JSON.stringify({ schema: 1, open: ['series.mbox'] }),
      },
    });
    await editor.look('dark');
    await editor.run('Focus on Series View');
    await editor.row('RFC v2').waitFor();
    return editor;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.stopServer();
    rmSync(this.scratch, { recursive: true, force: true });
  }

  /** Runs a command by its title, through the palette. */
  async run(title: string): Promise<void> {
    await this.find(title);
    await this.page.keyboard.press('Enter');
  }

  /** Looks a command up in the palette, which lists what was known when it opened. Enter runs it. */
  async find(title: string): Promise<void> {
    const entry = this.page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: title }).first();
    await this.patiently(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      // A palette that is still closing takes no text; the next attempt finds it closed.
      await this.page.locator('.quick-input-widget input[type="text"]').fill(`>${title}`, { timeout: 2000 });
      await entry.waitFor({ timeout: 2000 });
    });
  }

  /** Chooses an entry of a menu. VS Code takes no click for a choice that comes right after the menu has. */
  async choose(entry: Locator): Promise<void> {
    await this.patiently(async () => {
      if (await entry.isVisible()) await entry.click({ timeout: 2000 });
      await entry.waitFor({ state: 'detached', timeout: 2000 });
    });
  }

  /** Tries again, as a person would, until it works or patience ends. */
  private async patiently(attempt: () => Promise<void>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        await attempt();
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }

  /** Rows of the views in the side bar that hold a text. */
  rows(text: string | RegExp): Locator {
    return this.page.locator('.sidebar .monaco-list-row').filter({ hasText: text });
  }

  row(text: string | RegExp): Locator {
    return this.rows(text).first();
  }

  /** The first row with a text below the first row with another, in the view of the series. */
  async rowUnder(parent: string, text: string): Promise<Locator> {
    const view = this.page
      .locator('.sidebar .pane')
      .filter({ has: this.page.locator('.pane-header', { hasText: 'Series' }) })
      .last();
    await view.locator('.monaco-list-row', { hasText: parent }).first().waitFor();
    let found: Locator | null = null as Locator | null;
    await this.patiently(async () => {
      // The list keeps its rows in the order in which they were drawn, and numbers them in the order that one sees.
      const rows = await view
        .locator('.monaco-list-row')
        .evaluateAll((elements) =>
          elements.map((row) => ({ index: Number(row.getAttribute('data-index')), text: row.textContent ?? '' })),
        );
      const top = rows.find((row) => row.text.includes(parent))?.index ?? Number.POSITIVE_INFINITY;
      const below = rows.filter((row) => row.index > top && row.text.includes(text)).map(({ index }) => index);
      if (below.length === 0) throw new Error(`nothing below '${parent}' says '${text}'`);
      found = view.locator(`.monaco-list-row[data-index="${Math.min(...below)}"]`);
    });
    return found ?? this.row(text);
  }

  /** Opens a row of a tree, where it is closed. */
  async expand(row: Locator): Promise<void> {
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
  }

  /** Opens the row with a text below another, however the tree moves meanwhile. */
  async expandUnder(parent: string, text: string): Promise<void> {
    await this.patiently(async () => {
      const row = await this.rowUnder(parent, text);
      if ((await row.getAttribute('aria-expanded')) === 'true') return;
      await row.locator('.monaco-tl-twistie').click({ timeout: 2000 });
      await this.page.waitForTimeout(500);
      throw new Error(`'${text}' below '${parent}' does not open`);
    });
  }

  /** Closes a row of a tree, where it is open, so that what stands below it comes on the screen. */
  async collapse(row: Locator): Promise<void> {
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'true') await row.locator('.monaco-tl-twistie').click();
  }

  /** Folds a view of the side bar away, so that the others have its room. */
  async fold(view: string): Promise<void> {
    const header = this.page.locator('.sidebar .pane-header').filter({ hasText: view }).first();
    await this.patiently(async () => {
      if ((await header.getAttribute('aria-expanded')) === 'false') return;
      await header.click({ timeout: 2000 });
      throw new Error(`'${view}' stays open`);
    });
  }

  /** What VS Code tells in a corner of its window. */
  notice(text: string): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }).first();
  }

  /** The newest line that holds a text, in an editor or in the right side of a diff. */
  codeLine(text: string): Locator {
    return this.page
      .locator('.editor-instance .view-line')
      .filter({ hasText: spaced(text) })
      .last();
  }

  /** Where something stands on the screen, as soon as it does: a terminal draws its rows anew at any time. */
  async placeOf(
    locator: Locator,
  ): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
    let place = await locator.boundingBox();
    while (place === null) place = await locator.boundingBox();
    return place;
  }

  /** Scrolls down with the wheel until a line is in sight: a conversation before it may be taller than the window. */
  async scrollTo(text: string): Promise<Locator> {
    const line = this.codeLine(text);
    // At the left edge, where no conversation lies over it.
    const box = await this.page.locator('.editor-instance').first().boundingBox();
    if (box === null) throw new Error('there is no editor to scroll');
    await this.page.mouse.move(box.x + 20, box.y + box.height / 2);
    await this.patiently(async () => {
      if (await line.isVisible()) return;
      await this.page.mouse.wheel(0, 150);
      await line.waitFor({ timeout: 500 });
    });
    return line;
  }

  /** Rests the pointer on a word of a line until a hover with a text comes up. */
  async hover(line: string, word: string, text: string): Promise<Locator> {
    const place = this.codeLine(line).locator('span span').filter({ hasText: word }).first();
    const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: text }).last();
    await this.patiently(async () => {
      await this.page.mouse.move(0, 0);
      const box = await place.boundingBox();
      if (box === null) throw new Error(`'${word}' is not on the screen`);
      await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
      await hover.waitFor({ timeout: 5000 });
    });
    return hover;
  }

  /** What the system asks applications to look like; VS Code follows with `window.autoDetectColorScheme`. */
  async look(name: 'dark' | 'light' | 'high contrast'): Promise<void> {
    await this.page.emulateMedia({
      colorScheme: name === 'light' ? 'light' : 'dark',
      forcedColors: name === 'high contrast' ? 'active' : 'none',
    });
    const { workbench, view } = LOOKS[name];
    await this.page.locator(`.monaco-workbench.${workbench}`).waitFor();
    for (const webview of await this.page.locator('iframe.webview.ready').all())
      await webview.contentFrame().frameLocator('iframe#active-frame').locator(`body.${view}`).waitFor();
  }

  /** Inside the newest webview. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
  }

  /** The input of the box that asks for something at the top of the window. */
  input(): Locator {
    return this.page.locator('.quick-input-widget:visible input[type="text"]');
  }

  /** The line that executes, as the replay view marks it. */
  marked(): Locator {
    return this.webview().locator('.code-host:not([hidden]) .actor-line.current').first();
  }

  /** A key in the replay view, and the view drawn after it. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.webview()
      .locator('body')
      .evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }

  /** Where the replay stands: the position that the controls say, and the text of the marked line. */
  async moment(): Promise<{ readonly position: string; readonly line: string }> {
    const view = this.webview();
    const position = (await view.locator('.controls .position').textContent()) ?? '';
    return { position, line: await markedText(this.marked()) };
  }

  /** Leaves a picture under artifacts/. */
  async picture(name: string): Promise<void> {
    const directory = join(root, 'artifacts');
    mkdirSync(directory, { recursive: true });
    await this.page.screenshot({ path: join(directory, `${name.replaceAll(/\W+/g, '-')}.png`) });
  }
}

/** Monaco draws blanks as no-break spaces. */
const spaced = (text: string): RegExp =>
  new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[ \u00a0]'));

/** A mark and the text of its line are in two layers; what belongs together stands at the same height. */
function markedText(mark: Locator): Promise<string> {
  return mark.evaluate((element) => {
    const { top } = (element as HTMLElement).style;
    const lines = element.closest('.monaco-editor')?.querySelectorAll<HTMLElement>('.view-lines .view-line') ?? [];
    return [...lines].find((line) => line.style.top === top)?.textContent?.replaceAll('\u00a0', ' ') ?? '';
  });
}
