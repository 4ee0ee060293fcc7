#!/usr/bin/env node
/**
 * Stands in for the desktop's executable: @vscode/test-electron starts it with the desktop's arguments, and it runs the
 * same tests in the same extension host, in code-server, its workbench in a headless Chromium.
 * KAPI_REPLAY_PROFILE names the profile (server data) directory, into which the VSIX was installed.
 */
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/browser.mjs';
import { remoteUri, startCodeServer, workbenchUrl } from '../../scripts/code-server.mjs';

/** The workbench's console comes with the tests'; theirs starts with this. KAPI_REPLAY_VERBOSE shows both. */
const MARK = '[kapi-replay-tests] ';
const verbose = Boolean(process.env.KAPI_REPLAY_VERBOSE);

/** A run that says nothing for so long hangs. */
const SILENCE_MS = 5 * 60_000;

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = process.argv.slice(2).find((argument) => argument.startsWith('/'));
const development = option('extensionDevelopmentPath');
const tests = option('extensionTestsPath');
const data = process.env.KAPI_REPLAY_PROFILE;
if (!folder || !development || !tests || !data) {
  console.error('host.mjs: wants a folder, --extensionDevelopmentPath=, --extensionTestsPath= and KAPI_REPLAY_PROFILE');
  process.exit(2);
}

const server = await startCodeServer({
  data,
  trust: process.env.KAPI_REPLAY_TRUST !== 'restricted',
  driver: true,
  env: { ...process.env, KAPI_REPLAY_MARK: MARK },
  log: (text) => verbose && process.stderr.write(text),
});
let browser = null;
let status = 1;
try {
  const executablePath = findChromium() ?? undefined;
  browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  status = await new Promise((resolve, reject) => {
    const silent = setTimeout(() => reject(new Error('the tests said nothing for five minutes')), SILENCE_MS);
    const interrupt = () => resolve(130);
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    void page
      .exposeFunction('codeAutomationLog', (type, args) => {
        silent.refresh();
        const lines = args
          .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
          .join(' ')
          .split('\n');
        for (const line of lines) {
          if (line.startsWith(MARK)) process.stdout.write(`${line.slice(MARK.length)}\n`);
          else if (verbose) process.stderr.write(`${type}: ${line}\n`);
        }
      })
      .then(() => page.exposeFunction('codeAutomationExit', resolve))
      .then(() =>
        page.goto(
          workbenchUrl(server.url, folder, [
            ['extensionDevelopmentPath', remoteUri(development)],
            ['extensionTestsPath', remoteUri(tests)],
            ['skipWelcome', 'true'],
          ]),
        ),
      )
      .catch(reject);
    void server.ended.then(() => reject(new Error('the server ended before the tests did')));
  });
} catch (error) {
  console.error(`host.mjs: ${error instanceof Error ? error.message : error}`);
} finally {
  await browser?.close();
  await server.stop();
}
process.exit(status);
