import { readFile, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { plainSource } from '../kernel/source';
import { openTree } from '../link/tree';
import { EXIT, UsageError, type Command, type Terminal } from './command';
import { addedFunctions } from './added-functions';
import { readSeries } from './flow-inputs';
import { Headers } from './headers';
import { StandInDeclarations } from './stand-in-declarations';
import { Tally } from './tally';

export const parseCommand: Command = {
  name: 'parse',
  summary: 'Say what the C front end makes of kernel source.',
  usage: `usage: kapi-replay parse FILE-or-DIR-or-MAIL... [--include DIR]... [--tree DIR] [--json]

Counts the functions of every .c file, those read without an error, those that become executable completely, and why
the others do not, most frequent reason first. Each file is read by itself, with the headers it includes. Of mail (mbox,
eml, patch) the functions count that its patches add as a whole, each in the file that the series makes.

  --tree DIR      the kernel source that the patches of mail are read on: a source directory, or one of single files that
                  are known by their blobs (repeatable)

  --include DIR   look for headers there, as gcc's -I does (repeatable). Where linux/kconfig.h is among them the files
                  are read as a kernel build reads them: __KERNEL__, unsigned char, kconfig.h and compiler_types.h first.
                  What such a build generates is taken from there too, else made up: the configuration is that of a
                  .config or include/generated/autoconf.h, else one with most options on
  --json          print the counts as JSON
`,
  async run(args, terminal) {
    const wanted = parseArguments(args);
    const mail = wanted.paths.filter((path) => MAIL.test(path));
    const files = (await Promise.all(wanted.paths.filter((path) => !MAIL.test(path)).map(sourceFiles))).flat();
    if (files.length + mail.length === 0) throw new UsageError(`no .c file in ${wanted.paths.join(', ')}`);
    const tally = new Tally();
    const headers = new Headers(wanted.include);
    if (mail.length > 0) {
      const { series } = await readSeries(mail, terminal);
      const declarations = new StandInDeclarations();
      const trees = wanted.trees.map((directory) => openTree(directory));
      for (const one of series) {
        if (terminal.signal.aborted) break;
        for (const added of addedFunctions(one, series, trees, headers, declarations))
          tally.add(added.sources, { functions: added.functions });
      }
    }
    for (const [index, file] of files.entries()) {
      if (terminal.signal.aborted) {
        terminal.err(`kapi-replay: stopped after ${String(index)} of ${String(files.length)} files\n`);
        break;
      }
      if (terminal.interactive) terminal.err(`\r${String(index + 1)}/${String(files.length)} ${file}\u001b[K`);
      const unit = plainSource(file, await readFile(file, 'utf8'), 'tree');
      tally.add(headers.sources(unit));
    }
    if (terminal.interactive) terminal.err('\r\u001b[K');
    print(tally, wanted.json, terminal);
    return EXIT.fine;
  },
};

const MAIL = /\.(?:mbox(?:\.gz)?|eml|patch|diff)$/;

interface Arguments {
  readonly paths: readonly string[];
  readonly include: readonly string[];
  readonly trees: readonly string[];
  readonly json: boolean;
}

function parseArguments(args: readonly string[]): Arguments {
  const paths: string[] = [];
  const include: string[] = [];
  let json = false;
  const trees: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--json') json = true;
    else if (arg === '--include' || arg === '--tree') {
      const value = args[++at];
      if (value === undefined) throw new UsageError(`${arg} needs a directory`);
      if (arg === '--tree') trees.push(resolve(value));
      else include.push(resolve(value));
    } else if (arg.startsWith('--')) throw new UsageError(`parse knows no option ${arg}`);
    else paths.push(arg);
  }
  if (paths.length === 0) throw new UsageError('parse needs a file or a directory');
  return { paths, include, trees, json };
}

/** The .c files under a path, in the order of their names. */
async function sourceFiles(path: string): Promise<string[]> {
  try {
    const info = await stat(path);
    if (!info.isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    const inside = entries
      .filter((entry) => entry.isDirectory() || entry.name.endsWith('.c'))
      .map(({ name }) => join(path, name))
      .sort();
    return (await Promise.all(inside.map(sourceFiles))).flat();
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const share = (part: number, whole: number): string => (whole === 0 ? '' : ` (${((part / whole) * 100).toFixed(1)} %)`);

function print(tally: Tally, json: boolean, terminal: Terminal): void {
  const { files, lines, functions, clean, lowered, undeclared } = tally;
  const reasons = tally.ranked();
  if (json) {
    terminal.out(
      `${JSON.stringify({ schema: 1, files, lines, functions, clean, lowered, undeclared, reasons }, null, 2)}\n`,
    );
    return;
  }
  terminal.out(
    `${String(files)} files, ${String(lines)} lines, ${String(functions)} functions\n` +
      `${String(clean)} without a parse error${share(clean, functions)}\n` +
      `${String(lowered)} executable completely${share(lowered, functions)}\n` +
      (undeclared === 0
        ? ''
        : `${String(undeclared)} of these call what nothing declares: complete but for that call, which is unmodelled\n`) +
      (tally.leftOut === 0 ? '' : `${String(tally.leftOut)} more left out by the configuration\n`),
  );
  for (const { reason, count, example } of reasons)
    terminal.out(`${String(count).padStart(6)}  ${reason}  (${example})\n`);
}
