/** Programs of the system that tests need, fetched from Debian where this process may. */
import { findChromium, findProgram } from './browser.mjs';
import { task } from './task.mjs';

const NEEDED = [
  { what: 'git', there: () => findProgram('git') !== null, package: 'git' },
  { what: 'Chromium', there: () => findChromium() !== null, package: 'chromium' },
];

/** Installs what is missing as root on Debian; elsewhere says what to install. */
export async function ensureSystemPrograms() {
  const missing = NEEDED.filter(({ there }) => !there());
  if (missing.length === 0) return;
  const names = missing.map((program) => program.package);
  if (process.getuid?.() !== 0 || findProgram('apt-get') === null) {
    const what = missing.map((program) => program.what).join(' and ');
    throw new Error(`the tests need ${what}; on Debian: apt-get install ${names.join(' ')}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await task('Reading the list of Debian packages', 'apt-get', ['update'], { env });
  await task(`Installing ${names.join(', ')}`, 'apt-get', ['install', '-y', '--no-install-recommends', ...names], {
    env,
  });
}
