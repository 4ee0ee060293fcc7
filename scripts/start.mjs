#!/usr/bin/env node
/**
 * `npm start [-- PATH...]`: from a fresh clone to VS Code with the extension and a series, and nothing needed but Node
 * and npm. Uses no package, because it is what installs them.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { findProgram, openInBrowser } from './browser.mjs';
import { ensureCodeServer, installVsix, startCodeServer, workbenchUrl } from './code-server.mjs';
import { checkNode, ensureDependencies, ensureVsix, workDirectory } from './project.mjs';

/** What makes a first look calm: no chat beside it, no welcome page over it, no words about what is being sent. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/**
 * A folder for what is to be opened: it holds links to it, and says so in the file that the extension looks for. The
 * same paths get the same folder, so that the editor finds its windows and our notes as they were left. Links, because
 * a folder that nobody trusted yet may open what is inside it and nothing else.
 */
function workspaceFor(paths) {
  const name = workspaceName(paths);
  const folder = join(workDirectory, 'start', name);
  mkdirSync(join(folder, '.kapi-replay'), { recursive: true });
  const links = new Map();
  for (const path of paths) {
    let link = basename(path);
    for (let n = 2; links.has(link); n++) link = `${n}-${basename(path)}`;
    links.set(link, path);
  }
  for (const [link, path] of links) {
    rmSync(join(folder, link), { force: true });
    symlinkSync(path, join(folder, link));
  }
  const open = { schema: 1, open: [...links.keys()], sample: paths.length === 0 };
  writeFileSync(join(folder, '.kapi-replay', 'open.json'), `${JSON.stringify(open, null, 2)}\n`);
  return folder;
}

/** A person reads it in the title of the window; what makes it unique comes last. */
function workspaceName([first, ...more]) {
  if (first === undefined) return 'sample';
  const unique = createHash('sha256')
    .update([first, ...more].join('\n'))
    .digest('hex')
    .slice(0, 6);
  return `${basename(first).replace(/\.\w+$/, '')}-${unique}`;
}

/** Installs and opens in the desktop's VS Code. False where that does not work, for root without a profile, say. */
function startDesktop(code, vsix, folder) {
  for (const args of [
    ['--install-extension', vsix, '--force'],
    ['--new-window', folder],
  ]) {
    if (spawnSync(code, args, { stdio: 'inherit' }).status !== 0) return false;
  }
  console.log('\nVS Code is open; it stays when this ends.');
  return true;
}

async function startInBrowser(vsix, folder) {
  await ensureCodeServer();
  const data = join(workDirectory, 'profile');
  mkdirSync(join(data, 'data', 'Machine'), { recursive: true });
  writeFileSync(join(data, 'data', 'Machine', 'settings.json'), `${JSON.stringify(SETTINGS, null, 2)}\n`);
  await installVsix(vsix, data);
  const server = await startCodeServer({ data, trust: true });
  const url = workbenchUrl(server.url, folder, [['skipWelcome', 'true']]);
  console.log(`\nVS Code is ready at\n\n  ${url}\n`);
  console.log(
    openInBrowser(url) ? 'It opens in your browser. Ctrl-C stops it.' : 'Open it in a browser. Ctrl-C stops it.',
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void server.stop());
  await server.ended;
}

async function main() {
  checkNode();
  const paths = process.argv.slice(2).map((path) => resolve(process.env.INIT_CWD ?? process.cwd(), path));
  for (const path of paths)
    if (!existsSync(path)) throw new Error(`there is no ${path}; give a mailbox, a mail, a patch or a folder of mail`);
  await ensureDependencies();
  const vsix = await ensureVsix();
  const folder = workspaceFor(paths);
  const code = findProgram('code');
  if (code === null || !startDesktop(code, vsix, folder)) await startInBrowser(vsix, folder);
}

try {
  await main();
} catch (error) {
  console.error(`npm start: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
