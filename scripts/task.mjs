/** Running other programs so that a person sees that something is going on, and what went wrong when it does. */
import { spawn } from 'node:child_process';

/** A program ended other than it should. The message holds the end of what it said. */
export class TaskFailed extends Error {}

const QUIET_SECONDS = 10;
const LINES_OF_A_FAILURE = 40;

/**
 * Runs a program to its end under a title, with its latest line and the seconds so far shown meanwhile: in place on a
 * terminal, a line every ten seconds elsewhere.
 * @param {string} title
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<string>} everything that it printed
 * @throws {TaskFailed}
 */
export async function task(title, program, args, options = {}) {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const screen = process.stderr;
  let output = '';
  let latest = '';
  let told = started;
  const show = () => {
    if (screen.isTTY) {
      const line = `${title} … ${seconds()}  ${latest}`;
      screen.write(`\r\x1b[2K${line.slice(0, Math.max(20, screen.columns - 1))}`);
    } else if (Date.now() - told >= QUIET_SECONDS * 1000) {
      told = Date.now();
      screen.write(`  … ${seconds()}  ${latest.slice(0, 100)}\n`);
    }
  };
  if (!screen.isTTY) screen.write(`${title} …\n`);
  const ticking = setInterval(show, 500);
  try {
    const status = await new Promise((resolve, reject) => {
      const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
      const listen = (stream) =>
        stream.setEncoding('utf8').on('data', (text) => {
          output += text;
          latest = text.trimEnd().split('\n').at(-1)?.trim() ?? latest;
        });
      listen(child.stdout);
      listen(child.stderr);
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(code ?? signal));
    });
    if (status !== 0)
      throw new TaskFailed(`${title}: '${program} ${args.join(' ')}' ended with ${status}\n${tail(output)}`);
  } catch (error) {
    if (error instanceof TaskFailed) throw error;
    throw new TaskFailed(`${title}: '${program}' could not be started (${error.message})`);
  } finally {
    clearInterval(ticking);
    if (screen.isTTY) screen.write('\r\x1b[2K');
  }
  screen.write(`${title}: done in ${seconds()}\n`);
  return output;
}

function tail(output) {
  return output.trimEnd().split('\n').slice(-LINES_OF_A_FAILURE).join('\n');
}
