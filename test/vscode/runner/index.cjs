// What VS Code calls inside its extension host. The suites are TypeScript, which tsx compiles as they are loaded.
const { format } = require('node:util');

/** KAPI_REPLAY_SUITE names the directory of the suite, beside this one; its index runs it. */
const suite = process.env.KAPI_REPLAY_SUITE ?? 'suite';

/** Where the editor's own console comes along with ours, ours is told apart by this at the start of every line. */
const mark = process.env.KAPI_REPLAY_MARK ?? '';

exports.run = () => {
  if (mark !== '') globalThis.console = markedConsole(globalThis.console);
  // Mocha keeps console.log as it finds it, so it is loaded after that.
  require('tsx/cjs');
  return require(`../${suite}/index.ts`).run();
};

/** The extension host lets nobody replace the methods of its console, so this one stands before it. */
function markedConsole(console) {
  const log = { value: (...args) => console.log(format(...args).replace(/^/gm, mark)) };
  return Object.create(console, { log, info: log, warn: log, error: log });
}
