/** Where things are in a checkout, and bringing its dependencies and its VSIX up to date. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { task } from './task.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Downloads, profiles and generated workspaces: all that can be deleted at any time. */
export const workDirectory = join(root, '.vscode-test');

export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

export const vsixPath = join(root, `${manifest.name}-${manifest.version}.vsix`);

/** The id under which VS Code knows the extension. */
export const extensionId = `${manifest.publisher}.${manifest.name}`;

/** @throws when this Node is older than package.json asks for */
export function checkNode() {
  const wanted = Number(manifest.engines.node.match(/\d+/)[0]);
  const have = Number(process.versions.node.split('.')[0]);
  if (have >= wanted) return;
  throw new Error(
    `this is Node ${process.versions.node} at ${process.execPath}; kAPI Replay needs Node ${wanted} or newer`,
  );
}

/** The Node that current packaging and test tools want: the one that the package `node` brings, else this one. */
export function toolNode() {
  const brought = join(root, 'node_modules', '.bin', 'node');
  return existsSync(brought) ? brought : process.execPath;
}

/** The environment in which npm's own scripts run: tools of this project, and its Node, come first. */
export function toolEnvironment() {
  return { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` };
}

/** Installs the dependencies when they are missing or are not those of package-lock.json. */
export async function ensureDependencies() {
  if (!dependenciesAreCurrent()) {
    await task('Installing dependencies', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=http'], { cwd: root });
  }
}

function dependenciesAreCurrent() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const packages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const have = packages(installed);
  return Object.entries(packages(join(root, 'package-lock.json'))).every(
    ([place, { version, optional }]) => place === '' || optional || have[place]?.version === version,
  );
}

/** What the VSIX is made of. */
const INGREDIENTS = [
  'extension',
  'webview',
  'syntaxes',
  'package.json',
  'package-lock.json',
  'README.md',
  'CHANGELOG.md',
];
const INGREDIENT_FILES = /^(webpack\..*cjs|\.vscodeignore|tsconfig.*)$/;

/**
 * Builds and packages the extension, unless nothing changed since that was last done, or KAPI_REPLAY_VSIX names a VSIX
 * to use as it is.
 * @returns {Promise<string>} its path
 */
export async function ensureVsix() {
  if (process.env.KAPI_REPLAY_VSIX) return resolve(process.env.KAPI_REPLAY_VSIX);
  const newest = Math.max(
    ...INGREDIENTS.map((name) => newestChange(join(root, name))),
    ...readdirSync(root)
      .filter((name) => INGREDIENT_FILES.test(name))
      .map((name) => newestChange(join(root, name))),
  );
  if (existsSync(vsixPath) && statSync(vsixPath).mtimeMs > newest && existsSync(join(root, 'dist', 'cli.js')))
    return vsixPath;
  await task('Building and packaging', 'npm', ['run', '-s', 'package'], { cwd: root });
  return vsixPath;
}

/** Milliseconds of the newest change to a file, or to anything in a directory. */
function newestChange(path) {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(own.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}
