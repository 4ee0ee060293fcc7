import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** VS Code with the packaged VSIX, as a person sees it and touches it. */
export class Editor {
  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly stopServer: () => Promise<void>,
    private readonly scratch: string,
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
    await installVsix(vsix, data);
    const server = await startCodeServer({ data, trust: options.trust ?? true });
    const executablePath = findChromium();
    const browser = await chromium.launch({ args: CHROMIUM_FLAGS, ...(executablePath ? { executablePath } : {}) });
    const page = await browser.newPage({ viewport: { width: options.width ?? 1400, height: options.height ?? 900 } });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(workbenchUrl(server.url, folder, [['skipWelcome', 'true']]));
    const editor = new Editor(page, browser, server.stop, scratch);
    await page.locator('.monaco-workbench .activitybar').waitFor();
    await page.locator('.statusbar-item').first().waitFor();
    return editor;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.stopServer();
    rmSync(this.scratch, { recursive: true, force: true });
  }

  /** Runs a command by its title, through the palette. It lists what was known when it opened, so it is asked again. */
  async run(title: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    const entry = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      await this.page.keyboard.press('F1');
      await input.fill(`>${title}`);
      try {
        await entry.waitFor({ timeout: 2000 });
        break;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
    await entry.click();
  }

  /** A row of a tree view, by a text in it. */
  row(text: string | RegExp): Locator {
    return this.page.locator('.pane-body .monaco-list-row').filter({ hasText: text }).first();
  }

  /** The lines of the editor, or of the right side of a diff, that hold a text. */
  codeLine(text: string): Locator {
    // Monaco draws blanks as no-break spaces.
    return this.page.locator('.modified .view-line, .editor-instance .view-line').filter({ hasText: text }).first();
  }

  /** Inside the newest webview. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
  }

  /** Leaves a picture under artifacts/. */
  async picture(name: string): Promise<void> {
    const directory = join(root, 'artifacts');
    mkdirSync(directory, { recursive: true });
    await this.page.screenshot({ path: join(directory, `${name}.png`) });
  }
}
