/** Finding a browser: one that a person looks at, or one that a test drives. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The full path of a program, or null. */
export function findProgram(name) {
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(directory, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this directory.
    }
  }
  return null;
}

/** A Chromium that can be driven: what CHROMIUM names, else the system's; null where there is none. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of CHROMIUMS) {
    const path = findProgram(name);
    if (path !== null) return path;
  }
  return null;
}

/** The flags under which Chromium runs headless as root, in a container, without talking to anyone. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Shows a page to the person at the screen. False where there is no screen or no browser. */
export function openInBrowser(url) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false;
  const program = ['xdg-open', ...CHROMIUMS, 'firefox'].map(findProgram).find((path) => path !== null);
  if (program === undefined) return false;
  spawn(program, [url], { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref();
  return true;
}
