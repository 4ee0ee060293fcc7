import { readFile, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { compile } from '../kernel/c/compile';
import { PRIMITIVES, primitiveNames } from '../kernel/machine/primitives/primitives';
import { FileTable } from '../kernel/c/file-table';
import { plainSource } from '../kernel/source';
import { EXIT, UsageError, type Command, type Terminal } from './command';
import { Headers } from './headers';

export const parseCommand: Command = {
  name: 'parse',
  summary: 'Say what the C front end makes of kernel source.',
  usage: `usage: kapi-replay parse FILE-or-DIR... [--include DIR]... [--json]

Counts the functions of every .c file, those read without an error, those that become executable completely, and why
the others do not, most frequent reason first. Each file is read by itself, with the headers it includes.

  --include DIR   look for headers there, as gcc's -I does (repeatable). Where linux/kconfig.h is among them the files
                  are read as a kernel build reads them: __KERNEL__, unsigned char, kconfig.h and compiler_types.h first.
                  What such a build generates is taken from there too, else made up: the configuration is that of a
                  .config or include/generated/autoconf.h, else one with most options on
  --json          print the counts as JSON
`,
  async run(args, terminal) {
    const wanted = parseArguments(args);
    const files = (await Promise.all(wanted.paths.map(sourceFiles))).flat();
    if (files.length === 0) throw new UsageError(`no .c file in ${wanted.paths.join(', ')}`);
    const tally = new Tally();
    const headers = new Headers(wanted.include);
    for (const [index, file] of files.entries()) {
      if (terminal.signal.aborted) {
        terminal.err(`kapi-replay: stopped after ${String(index)} of ${String(files.length)} files\n`);
        break;
      }
      if (terminal.interactive) terminal.err(`\r${String(index + 1)}/${String(files.length)} ${file}\u001b[K`);
      await tally.add(file, headers);
    }
    if (terminal.interactive) terminal.err('\r\u001b[K');
    print(tally, wanted.json, terminal);
    return EXIT.fine;
  },
};

interface Arguments {
  readonly paths: readonly string[];
  readonly include: readonly string[];
  readonly json: boolean;
}

function parseArguments(args: readonly string[]): Arguments {
  const paths: string[] = [];
  const include: string[] = [];
  let json = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--json') json = true;
    else if (arg === '--include') {
      const value = args[++at];
      if (value === undefined) throw new UsageError('--include needs a directory');
      include.push(resolve(value));
    } else if (arg.startsWith('--')) throw new UsageError(`parse knows no option ${arg}`);
    else paths.push(arg);
  }
  if (paths.length === 0) throw new UsageError('parse needs a file or a directory');
  return { paths, include, json };
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

interface Reason {
  count: number;
  readonly example: string;
}

class Tally {
  /** Headers are cut into tokens once for all files. */
  private readonly table = new FileTable();
  files = 0;
  lines = 0;
  functions = 0;
  clean = 0;
  lowered = 0;
  private readonly reasons = new Map<string, Reason>();

  async add(file: string, headers: Headers): Promise<void> {
    const text = await readFile(file, 'utf8');
    const unit = plainSource(file, text, 'tree');
    const { program, problems } = compile(headers.sources(unit), {
      primitives: primitiveNames,
      prototype: (name) => PRIMITIVES.get(name)?.signature ?? null,
      roots: 'all',
      unlinked: true,
      table: this.table,
    });
    this.files++;
    this.lines += unit.lines.length;
    const unparsed = new Set<string>();
    for (const { code, message, where } of problems) {
      if (code !== 'function-unparsed' || where?.file !== file) continue;
      unparsed.add(/^(\w+)\(\)/.exec(message)?.[1] ?? message);
      this.because(
        message.replace(/^\w+\(\) is not executable: /, '').replace(/\.$/, ''),
        `${file}:${String(where.line)}`,
      );
    }
    this.functions += unparsed.size;
    for (const one of program.functions) {
      const place = program.places[one.at];
      if (place === undefined || program.files[place.file]?.path !== file || unparsed.has(one.name)) continue;
      this.functions++;
      this.clean++;
      const opaque = one.code.find((instr) => instr.op === 'opaque');
      if (opaque === undefined) this.lowered++;
      else this.because(opaque.reason, `${file}:${String(program.places[opaque.at]?.line ?? place.line)}`);
    }
  }

  private because(reason: string, example: string): void {
    const known = this.reasons.get(reason);
    if (known === undefined) this.reasons.set(reason, { count: 1, example });
    else known.count++;
  }

  /** Most frequent first. */
  ranked(): { readonly reason: string; readonly count: number; readonly example: string }[] {
    return [...this.reasons]
      .map(([reason, { count, example }]) => ({ reason, count, example }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}

const share = (part: number, whole: number): string => (whole === 0 ? '' : ` (${((part / whole) * 100).toFixed(1)} %)`);

function print(tally: Tally, json: boolean, terminal: Terminal): void {
  const { files, lines, functions, clean, lowered } = tally;
  const reasons = tally.ranked();
  if (json) {
    terminal.out(`${JSON.stringify({ schema: 1, files, lines, functions, clean, lowered, reasons }, null, 2)}\n`);
    return;
  }
  terminal.out(
    `${String(files)} files, ${String(lines)} lines, ${String(functions)} functions\n` +
      `${String(clean)} without a parse error${share(clean, functions)}\n` +
      `${String(lowered)} executable completely${share(lowered, functions)}\n`,
  );
  for (const { reason, count, example } of reasons)
    terminal.out(`${String(count).padStart(6)}  ${reason}  (${example})\n`);
}
