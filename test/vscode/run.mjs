/**
 * Runs the suites inside VS Code, with the packaged VSIX installed into a fresh profile.
 * KAPI_REPLAY_VSCODE chooses where: `desktop` (what `code` is on this machine, else downloaded), `host` (code-server,
 * scripts/code-server.mjs), `auto` (the default): the desktop where there is a screen and it can be had, else the host.
 * Arguments name suites; without any, all run.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { findProgram } from '../../scripts/browser.mjs';
import { ensureCodeServer, installVsix } from '../../scripts/code-server.mjs';
import { ensureVsix, root, workDirectory } from '../../scripts/project.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const REACH_MS = 5000;
const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * Every suite is a directory of tests; a restricted one runs in a folder that nobody trusted. What only measures
 * (bench/responding.ts) runs only where it is named.
 */
const SUITES = [
  { name: 'suite', trust: 'trusted' },
  { name: 'restricted', trust: 'restricted' },
  { name: 'responding', trust: 'trusted', measures: true },
];

async function downloadable() {
  try {
    return (await fetch(DOWNLOADS, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) })).ok;
  } catch {
    return false;
  }
}

/** @returns {Promise<string | null>} the desktop's executable, or null to use the host */
async function desktop() {
  const choice = process.env.KAPI_REPLAY_VSCODE ?? 'auto';
  if (!['auto', 'desktop', 'host'].includes(choice)) {
    throw new Error(`KAPI_REPLAY_VSCODE is '${choice}'; it may be desktop, host or auto`);
  }
  if (choice === 'host') return null;
  const screen = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (choice === 'auto' && !screen) return null;
  const code = findProgram('code');
  // The launcher of an installed desktop stands two levels above its executable: .../bin/code beside .../code.
  const installed = code === null ? null : join(dirname(dirname(realpathSync(code))), 'code');
  if (installed !== null && existsSync(installed)) return installed;
  if (choice === 'desktop' || (await downloadable())) return downloadAndUnzipVSCode('stable');
  return null;
}

function installOnDesktop(executable, vsix, profile) {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  const all = [...args, ...profile, '--install-extension', vsix, '--force'];
  const { status } = spawnSync(cli, all, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`installing ${vsix} into the desktop ended with ${status}`);
}

const vsix = await ensureVsix();
const executable = await desktop();
console.log(`Running in ${executable ?? 'the code-server host'}`);
if (executable === null) await ensureCodeServer();
mkdirSync(workDirectory, { recursive: true });

const wanted = process.argv.slice(2);
let failed = false;
for (const { name, trust, measures = false } of SUITES) {
  if (!existsSync(join(here, name)) || !(wanted.length > 0 ? wanted.includes(name) : !measures)) continue;
  const scratch = mkdtempSync(join(workDirectory, 'run-'));
  try {
    const data = join(scratch, 'profile');
    const folder = join(scratch, 'workspace');
    mkdirSync(folder);
    const samples = join(root, 'extension', 'samples');
    if (existsSync(samples)) cpSync(samples, folder, { recursive: true });
    const profile = [`--user-data-dir=${data}`, `--extensions-dir=${join(data, 'extensions')}`];
    if (executable === null) await installVsix(vsix, data);
    else installOnDesktop(executable, vsix, profile);
    await runTests({
      vscodeExecutablePath: executable ?? join(here, 'host.mjs'),
      extensionDevelopmentPath: join(here, 'runner'),
      extensionTestsPath: join(here, 'runner', 'index.cjs'),
      reuseMachineInstall: true,
      launchArgs: executable === null ? [folder] : [folder, ...profile],
      extensionTestsEnv: {
        KAPI_REPLAY_PROFILE: data,
        KAPI_REPLAY_SUITE: name,
        KAPI_REPLAY_TRUST: trust,
        KAPI_REPLAY_ROOT: root,
      },
    });
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    failed = true;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
process.exitCode = failed ? 1 : 0;
