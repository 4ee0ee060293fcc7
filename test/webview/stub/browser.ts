import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** The system's Chromium; another can be named by CHROMIUM. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Opens a page and notes whatever goes wrong in it: errors, and what the content policy refused. */
export async function openPage(
  browser: Browser | BrowserContext,
  url: string,
  size = { width: 1440, height: 900 },
): Promise<{ readonly page: Page; readonly faults: readonly string[] }> {
  const page = await browser.newPage();
  await page.setViewportSize(size);
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults };
}
