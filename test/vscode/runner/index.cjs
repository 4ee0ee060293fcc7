// What VS Code calls inside its extension host: runs a suite with Mocha. tsx compiles the tests as they are loaded.
const { readdirSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { format } = require('node:util');

/** KAPI_REPLAY_SUITE names the directory of the suite, beside this one; KAPI_REPLAY_GREP, which of its tests. */
const suite = resolve(__dirname, '..', process.env.KAPI_REPLAY_SUITE ?? 'suite');
const grep = process.env.KAPI_REPLAY_GREP;

/** Where the editor's own console comes along with ours, ours is told apart by this at the start of every line. */
const mark = process.env.KAPI_REPLAY_MARK ?? '';

/** For opening and searching on a busy machine of two cores; no measure of how long it should take. */
const TIMEOUT_MS = 120_000;

exports.run = () => {
  if (mark !== '') globalThis.console = markedConsole(globalThis.console);
  // Mocha keeps console.log as it finds it, so it is loaded after that.
  require('tsx/cjs');
  const { default: Mocha } = require('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    timeout: TIMEOUT_MS,
    ...(grep ? { grep } : {}),
  });
  for (const name of readdirSync(suite, { recursive: true }).sort()) {
    if (name.endsWith('.test.ts')) mocha.addFile(join(suite, name));
  }
  return new Promise((passed, fail) => {
    mocha.run((failures) => (failures > 0 ? fail(new Error(`${failures} failed`)) : passed()));
  });
};

/** The extension host lets nobody replace the methods of its console, so this one stands before it. */
function markedConsole(console) {
  const log = { value: (...args) => console.log(format(...args).replace(/^/gm, mark)) };
  return Object.create(console, { log, info: log, warn: log, error: log });
}
