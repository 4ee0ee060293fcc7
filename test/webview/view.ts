/** What the tests of the view share: one browser and one server a suite, and the view as a person finds it. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Locator, Page, Route } from 'playwright-core';
import type { FromView, ToView } from '../../webview/protocol';
import { openPage, startBrowser } from './stub/browser';
import { serveView, type ViewServer } from './stub/server';
import type { ThemeName } from './stub/themes';

export interface View {
  readonly page: Page;
  /** Where the reader is, as the controls say it: `6 / 17`. */
  position(): Promise<string>;
  press(...keys: readonly string[]): Promise<void>;
  /** Waits until the controls say this. */
  at(position: string): Promise<void>;
  heard(type: FromView['type']): Promise<readonly FromView[]>;
  send(message: ToView): Promise<void>;
  code(): Locator;
}

export interface Wanted {
  readonly replay?: string;
  readonly theme?: ThemeName;
  readonly step?: number;
  /** The document holds `lend` at this step, as it does where the replay is found soon. */
  readonly written?: boolean;
  /** Of the panel, in pixels of the screen. */
  readonly size?: { readonly width: number; readonly height: number };
  /** 1.5 for a window that is zoomed to 150 %: a pixel of the style sheets is so many of the screen. */
  readonly zoom?: number;
  /** What becomes of the request for the editor's script; it is answered where this is left out. */
  readonly editor?: (request: Route) => Promise<void>;
}

export interface ViewSuite {
  /** Opens the view; at the end of the test it is checked that nothing went wrong in it, then closed. */
  open(wanted?: Wanted): Promise<View>;
}

const WIDE = { width: 1440, height: 900 };

/** To be called inside `describe`. */
export function viewSuite(): ViewSuite {
  let browser: Browser;
  let context: BrowserContext;
  let own: BrowserContext[] = [];
  let server: ViewServer;
  let opened: { readonly page: Page; readonly faults: readonly string[] }[] = [];
  before(async function () {
    this.timeout(120_000);
    [browser, server] = await Promise.all([startBrowser(), serveView()]);
    // Pages of one context share Chromium's cache of compiled scripts, which Monaco's size makes worth having.
    context = await browser.newContext();
  });
  afterEach(async () => {
    const faults = opened.flatMap((each) => each.faults);
    await Promise.all(opened.map(({ page }) => page.close()));
    await Promise.all(own.map((one) => one.close()));
    opened = [];
    own = [];
    assert.deepEqual(faults, [], 'the page reported errors, or its policy refused something');
  });
  after(async () => {
    await browser.close();
    await server.close();
  });
  return {
    async open({ replay = 'lend', theme = 'dark', step = 1, written = false, size = WIDE, zoom = 1, editor } = {}) {
      const isShared = zoom === 1 && editor === undefined;
      const within = isShared ? context : await browser.newContext({ deviceScaleFactor: zoom });
      if (!isShared) own.push(within);
      if (editor !== undefined) await within.route('**/editor.js', editor);
      const address = written ? server.written(step) : server.page(replay, theme, step);
      const inside = { width: Math.round(size.width / zoom), height: Math.round(size.height / zoom) };
      const { page, faults } = await openPage(within, address, inside);
      opened.push({ page, faults });
      return viewOn(page);
    },
  };
}

function viewOn(page: Page): View {
  const position = page.locator('.controls .position');
  return {
    page,
    position: async () => (await position.textContent()) ?? '',
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    async at(expected) {
      await position.filter({ hasText: new RegExp(`^${expected}$`) }).waitFor();
    },
    heard: (type) => page.evaluate((wanted) => window.heard.filter((message) => message.type === wanted), type),
    send: (message) =>
      page.evaluate((said) => {
        window.send(said);
      }, message),
    code: () => page.locator('.code-host:not([hidden])'),
  };
}
