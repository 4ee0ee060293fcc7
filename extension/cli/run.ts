import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { compile } from '../kernel/c/compile';
import { primitiveNames } from '../kernel/machine/primitives/primitives';
import { runMain } from '../kernel/machine/run';
import { plainSource, type SourceFile, type Sources } from '../kernel/source';
import { shippedModels } from '../link/models';
import { UsageError, type Command, type Terminal } from './command';

/** Exit statuses of `run` alone (CLI.md): they stand apart from what main() may return in practice. */
const OPAQUE = 98;
const VIOLATION = 99;

export const runCommand: Command = {
  name: 'run',
  summary: 'Run the main() of a C program on the machine.',
  usage: `usage: kapi-replay run FILE.c [--seed N] [--include DIR]...

Its output goes to standard output, its return value is the exit status. A rule that it breaks is one line on standard
error and exit status 99; what cannot be executed, one line and 98.

  --include DIR   look for headers there, as gcc's -I does (repeatable)
  --seed N        accepted for symmetry with explore: a program that runs alone has nothing to be seeded
`,
  run(args, terminal) {
    return Promise.resolve(runFile(parse(args), terminal));
  },
};

interface Arguments {
  readonly file: string;
  readonly include: readonly string[];
}

function parse(args: readonly string[]): Arguments {
  const include: string[] = [];
  const files: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--include' || arg === '--seed') {
      const value = args[++i];
      if (value === undefined) throw new UsageError(`${arg} needs a value`);
      if (arg === '--include') include.push(value);
      else if (!/^\d+$/.test(value)) throw new UsageError(`--seed ${value} is no number`);
    } else if (arg.startsWith('--')) throw new UsageError(`run knows no option ${arg}`);
    else files.push(arg);
  }
  const [file] = files;
  if (file === undefined || files.length > 1) throw new UsageError('run needs exactly one C file');
  return { file, include };
}

function runFile({ file, include }: Arguments, terminal: Terminal): number {
  const { program } = compile(sourcesOf(file, include), { primitives: primitiveNames });
  const out = new Output(terminal);
  const outcome = runMain(program, {
    output: (text) => {
      out.write(text);
    },
    cancelled: () => terminal.signal.aborted,
  });
  out.flush();
  if (outcome.kind === 'exit') return outcome.status;
  const where = `${outcome.file}:${String(outcome.line)}${outcome.function === '' ? '' : ` in ${outcome.function}()`}`;
  switch (outcome.kind) {
    case 'violation':
      terminal.err(`kapi-replay: ${outcome.rule}: ${outcome.message} (${where})\n`);
      return VIOLATION;
    case 'opaque':
      terminal.err(`kapi-replay: not executable: ${outcome.symbol}: ${outcome.reason} (${where})\n`);
      return OPAQUE;
    case 'limit':
      terminal.err(`kapi-replay: given up: ${outcome.message} (${where})\n`);
      return OPAQUE;
  }
}

/** The file, and headers beside it, in the directories named, in the small C library, and of the machine itself. */
function sourcesOf(file: string, include: readonly string[]): Sources {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const models = shippedModels();
  const directories = [...include.map((one) => resolve(one)), join(models, 'libc', 'include'), join(models, 'include')];
  const known = new Map<string, SourceFile | null>();
  const read = (path: string): SourceFile | null => {
    let found = known.get(path);
    if (found === undefined) {
      found = existsSync(path) ? plainSource(path, readFileSync(path, 'utf8')) : null;
      known.set(path, found);
    }
    return found;
  };
  return {
    units: [plainSource(file, text)],
    include: (path, from, quoted) => {
      for (const directory of [...(quoted ? [dirname(resolve(from))] : []), ...directories]) {
        const found = read(join(directory, path));
        if (found !== null) return found;
      }
      return null;
    },
    defines: new Map(),
  };
}

/** Collects small pieces of output: one write a line would be slow. */
class Output {
  private pieces: string[] = [];
  private size = 0;

  constructor(private readonly terminal: Terminal) {}

  write(text: string): void {
    this.pieces.push(text);
    this.size += text.length;
    if (this.size > 1 << 14) this.flush();
  }

  flush(): void {
    // The machine hands over bytes, one a character.
    if (this.size > 0) this.terminal.out(Buffer.from(this.pieces.join(''), 'latin1').toString('utf8'));
    this.pieces = [];
    this.size = 0;
  }
}
