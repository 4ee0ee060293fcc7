// What VS Code calls inside its extension host: runs a suite with Mocha, compiled by tsx as it is loaded.
const { readdirSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { format } = require('node:util');
const Mocha = require('mocha');

/** KAPI_REPLAY_SUITE names the directory of the suite, beside this one; KAPI_REPLAY_GREP, which of its tests. */
const suite = resolve(__dirname, '..', process.env.KAPI_REPLAY_SUITE ?? 'suite');
const grep = process.env.KAPI_REPLAY_GREP;

/** Where the editor's own console comes along with ours, ours is told apart by this at the start of every line. */
const mark = process.env.KAPI_REPLAY_MARK ?? '';

/** For opening and searching on a busy machine of two cores; no measure of how long it should take. */
const TIMEOUT_MS = 120_000;

const say = (...args) => console.log(format(...args).replace(/^/gm, mark));

exports.run = async () => {
  try {
    const failures = await runMocha();
    if (failures > 0) throw new Error(`${failures} failed`);
  } catch (error) {
    say(error.stack);
    throw error;
  }
};

/** The number of tests that failed. Throws where a test cannot be loaded. */
async function runMocha() {
  const { register } = require('tsx/cjs/api');
  const unregister = register();
  Mocha.reporters.Base.consoleLog = say;
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: TIMEOUT_MS,
    ...(grep ? { grep } : {}),
  });
  for (const name of readdirSync(suite, { recursive: true }).sort()) {
    if (name.endsWith('.test.ts')) mocha.addFile(join(suite, name));
  }
  mocha.loadFiles();
  // What the extension itself loads from here on is loaded as it always is.
  unregister();
  return new Promise((ended) => mocha.run(ended));
}
