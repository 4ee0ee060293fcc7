/**
 * The real VS Code where no desktop is: the workbench and extension host of VS Code as the npm package code-server
 * brings them, shown in a browser. Its native modules stay unbuilt; only the integrated terminal misses them.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { task } from './task.mjs';
import { toolEnvironment, toolNode, workDirectory } from './project.mjs';

/** code-server 4.139.1 is VS Code 1.139.1. */
const VERSION = '4.139.1';
const home = join(workDirectory, `code-server-${VERSION}`);
const vscode = join(home, 'node_modules', 'code-server', 'lib', 'vscode');
const serverMain = join(vscode, 'out', 'server-main.js');
const READY_SECONDS = 60;

/** Puts code-server under .vscode-test/ when it is not there yet. Interrupted half way, it starts over. */
export async function ensureCodeServer() {
  const finished = join(home, 'finished');
  if (existsSync(finished) && existsSync(serverMain)) return;
  const partial = `${home}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  writeFileSync(join(partial, 'package.json'), '{ "private": true }\n');
  const install = (title, directory, ...what) =>
    task(
      title,
      'npm',
      ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=http', ...what],
      { cwd: directory, env: toolEnvironment() },
    );
  const inner = join(partial, 'node_modules', 'code-server', 'lib', 'vscode');
  await install(`Fetching VS Code (code-server ${VERSION})`, partial, `code-server@${VERSION}`);
  await install('Fetching what its server needs', inner);
  await install('Fetching what its own extensions need', join(inner, 'extensions'));
  rmSync(home, { recursive: true, force: true });
  renameSync(partial, home);
  writeFileSync(finished, `${VERSION}\n`);
}

/** Installs a VSIX into the profile at `data`, as a user would. */
export async function installVsix(vsix, data) {
  await task('Installing the VSIX', toolNode(), [
    serverMain,
    '--install-extension',
    vsix,
    '--force',
    '--server-data-dir',
    data,
  ]);
}

/**
 * Starts the server on a free loopback port and waits until it serves.
 * @param {{data: string, trust: boolean, driver?: boolean, log?: (text: string) => void, env?: NodeJS.ProcessEnv}} options
 *   `data`: profile directory. `trust`: trust every folder; else VS Code asks, and starts in Restricted Mode.
 *   `driver`: let a page pass VS Code's test payload.
 * @returns {Promise<{url: string, stop: () => Promise<void>, ended: Promise<void>}>}
 */
export async function startCodeServer({ data, trust, driver = false, log = () => {}, env = process.env }) {
  mkdirSync(data, { recursive: true });
  const port = await freePort();
  const args = [
    serverMain,
    ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', data, '--telemetry-level', 'off'],
    ...['--without-connection-token', '--accept-server-license-terms'],
    ...(trust ? ['--disable-workspace-trust'] : []),
    ...(driver ? ['--enable-smoke-test-driver'] : []),
  ];
  // Its own group, so that the extension hosts it starts can be ended with it.
  const child = spawn(toolNode(), args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = new Promise((resolve) => child.once('close', () => resolve()));
  const signal = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      // Already gone.
    }
  };
  const stop = async () => {
    signal('SIGTERM');
    const stubborn = setTimeout(() => signal('SIGKILL'), 3000);
    await ended;
    clearTimeout(stubborn);
    signal('SIGKILL');
  };
  let said = '';
  await new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`VS Code's server said nothing for ${READY_SECONDS} s\n${said}`)),
      READY_SECONDS * 1000,
    );
    const listen = (text) => {
      said = (said + text).slice(-10_000);
      log(text);
      if (said.includes('Web UI available')) {
        clearTimeout(late);
        resolve();
      }
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.once('error', reject);
    void ended.then(() => {
      clearTimeout(late);
      reject(new Error(`VS Code's server ended before it was ready\n${said}`));
    });
  }).catch(async (error) => {
    signal('SIGKILL');
    throw error;
  });
  return { url: `http://127.0.0.1:${port}/`, stop, ended };
}

/**
 * The address of a folder in the workbench.
 * @param {string} base
 * @param {string} folder absolute path
 * @param {readonly (readonly [string, string])[]} [payload] what VS Code's web client calls its payload
 */
export function workbenchUrl(base, folder, payload = []) {
  const url = new URL(base);
  url.searchParams.set('folder', folder);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** How the web client names a file of the machine that the server runs on. */
export function remoteUri(path) {
  return `vscode-remote://remote${path}`;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
