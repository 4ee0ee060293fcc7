/** Programs of the system that tests need, fetched from Debian where this process may. */
import { findChromium, findProgram } from './browser.mjs';
import { task } from './task.mjs';

const program = (name) => ({ what: name, there: () => findProgram(name) !== null, package: name });

const NEEDED = [program('git'), { what: 'Chromium', there: () => findChromium() !== null, package: 'chromium' }];

/** What other people's programs confirm: where one of these is missing its tests are skipped. */
const COMPARED_WITH = [
  program('gcc'),
  program('csmith'),
  program('spin'),
  { ...program('public-inbox-httpd'), package: 'public-inbox' },
];

/** Installs what is missing as root on Debian; elsewhere says what to install, and goes on without peers. */
export async function ensureSystemPrograms() {
  const missing = NEEDED.filter(({ there }) => !there());
  const peers = COMPARED_WITH.filter(({ there }) => !there());
  if (missing.length + peers.length === 0) return;
  const names = [...missing, ...peers].map((program) => program.package);
  if (process.getuid?.() !== 0 || findProgram('apt-get') === null) {
    for (const { what } of peers) console.log(`${what} is not installed: what is compared with it is skipped`);
    if (missing.length === 0) return;
    const what = missing.map((program) => program.what).join(' and ');
    throw new Error(`the tests need ${what}; on Debian: apt-get install ${names.join(' ')}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await task('Reading the list of Debian packages', 'apt-get', ['update'], { env });
  await task(`Installing ${names.join(', ')}`, 'apt-get', ['install', '-y', '--no-install-recommends', ...names], {
    env,
  });
}
