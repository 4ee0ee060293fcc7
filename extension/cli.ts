/**
 * The core from a terminal: `kapi-replay COMMAND ...`. This file knows which commands there are and what a process is;
 * everything else is in `cli/`. A command is loaded only when it is asked for.
 */
import manifest from '../package.json';
import { EXIT, UsageError, type Command, type Terminal } from './cli/command';
import { tuneEngine } from './cli/tuning';

/** In the order in which the overview shows them. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map<string, () => Promise<Command>>([
  ['inspect', async () => (await import('./cli/inspect')).inspectCommand],
  ['summary', async () => (await import('./cli/summary')).summaryCommand],
  ['reply', async () => (await import('./cli/reply')).replyCommand],
  ['parse', async () => (await import('./cli/parse')).parseCommand],
  ['run', async () => (await import('./cli/run')).runCommand],
  ['apis', async () => (await import('./cli/apis')).apisCommand],
  ['flows', async () => (await import('./cli/flows')).flowsCommand],
  ['explore', async () => (await import('./cli/explore')).exploreCommand],
  ['replay', async () => (await import('./cli/replay')).replayCommand],
  ['compare', async () => (await import('./cli/compare')).compareCommand],
]);

/** Ctrl-C twice ends at once, with the status that shells give to SIGINT. */
const INTERRUPTED = 130;

async function overview(): Promise<string> {
  const commands = await Promise.all([...COMMANDS.values()].map((load) => load()));
  const width = Math.max(0, ...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'usage: kapi-replay COMMAND [ARGUMENT...]',
    '',
    ...lines,
    '',
    'kapi-replay COMMAND --help explains one command; kapi-replay --version prints the version.',
    'Exit status: 0 fine, 1 something did not end as expected, 2 wrong usage or unreadable input.',
    '',
  ].join('\n');
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version') {
    terminal.out(`${manifest.version}\n`);
    return EXIT.fine;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(await overview());
    return name === undefined ? EXIT.wrongUsage : EXIT.fine;
  }
  const load = COMMANDS.get(name);
  if (load === undefined) {
    throw new UsageError(`no command is called '${name}'; kapi-replay --help lists them`);
  }
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`${command.summary}\n\n${command.usage.trimEnd()}\n`);
    return EXIT.fine;
  }
  return command.run(rest, terminal);
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

/** The real process as a command sees it. */
function processTerminal(): Terminal {
  const interrupt = new AbortController();
  process.on('SIGINT', () => {
    if (interrupt.signal.aborted) process.exit(INTERRUPTED);
    interrupt.abort();
  });
  // `kapi-replay ... | head` closes the pipe early; that is the reader's right and no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.fine);
    throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY,
    stdin: () => readAll(process.stdin),
    signal: interrupt.signal,
    now: () => performance.now(),
    tune: tuneEngine,
  };
}

/** Sets the exit status instead of exiting, so that what was written is flushed through a pipe. */
async function main(): Promise<void> {
  const terminal = processTerminal();
  try {
    process.exitCode = await dispatch(process.argv.slice(2), terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`kapi-replay: ${error.message}\n`);
    process.exitCode = EXIT.wrongUsage;
  }
}

void main();
