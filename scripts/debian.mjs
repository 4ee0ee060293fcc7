/** Programs of the system that tests need, fetched from Debian where this process may. */
import { existsSync } from 'node:fs';
import { findChromium, findProgram } from './browser.mjs';
import { task } from './task.mjs';

const program = (name) => ({ what: name, there: () => findProgram(name) !== null, package: name });

const NEEDED = [program('git'), { what: 'Chromium', there: () => findChromium() !== null, package: 'chromium' }];

const file = (what, path, name) => ({ what, there: () => existsSync(path), package: name });

/** What other people's programs confirm: where one of these is missing its tests are skipped. */
const COMPARED_WITH = [
  program('gcc'),
  file("the C library's headers", '/usr/include/stdio.h', 'libc6-dev'),
  program('csmith'),
  file("csmith's header", '/usr/include/csmith/csmith.h', 'libcsmith-dev'),
  program('spin'),
  { ...program('public-inbox-httpd'), package: 'public-inbox' },
  file('git send-email', '/usr/lib/git-core/git-send-email', 'git-email'),
  file("Perl's Mail::Address", '/usr/share/perl5/Mail/Address.pm', 'libmailtools-perl'),
  program('b4'),
];

/**
 * Installs what is missing as root on Debian; elsewhere says what to install. Without a peer it goes on, and says what
 * cannot be compared.
 */
export async function ensureSystemPrograms() {
  const missing = NEEDED.filter(({ there }) => !there());
  const peers = COMPARED_WITH.filter(({ there }) => !there());
  if (missing.length + peers.length === 0) return;
  const mayInstall = process.getuid?.() === 0 && findProgram('apt-get') !== null;
  if (missing.length > 0 && !mayInstall) {
    const what = missing.map((program) => program.what).join(' and ');
    throw new Error(`the tests need ${what}; on Debian: apt-get install ${packages(missing)}`);
  }
  if (mayInstall) {
    await task('Reading the list of Debian packages', 'apt-get', ['update'], { env: QUIET });
    if (missing.length > 0) await install(missing);
    if (peers.length > 0) await install(peers).catch((error) => console.log(String(error)));
  }
  for (const { what, there } of peers) {
    if (!there()) console.log(`${what} is not installed: what is compared with it is skipped`);
  }
}

const QUIET = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

const packages = (programs) => programs.map((program) => program.package).join(' ');

async function install(programs) {
  const names = programs.map((program) => program.package);
  await task(`Installing ${names.join(', ')}`, 'apt-get', ['install', '-y', '--no-install-recommends', ...names], {
    env: QUIET,
  });
}
