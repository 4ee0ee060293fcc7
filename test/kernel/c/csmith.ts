/**
 * Generated programs, run by the machine and by what gcc -O0 makes of them. csmith writes programs without undefined
 * behaviour that print a checksum of all their variables, so that one line of output judges every operation in them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../../../extension/kernel/c/compile';
import { FileTable } from '../../../extension/kernel/c/file-table';
import { RUN_BOUNDS } from '../../../extension/kernel/machine/layout';
import { primitiveNames } from '../../../extension/kernel/machine/primitives/primitives';
import { runMain } from '../../../extension/kernel/machine/run';
import { plainSource, type SourceFile } from '../../../extension/kernel/source';
import { hasCompiler } from '../compiler';
import { libcHeader } from './program';

/** Where Debian's csmith keeps the headers that its programs include. */
const RUNTIME = '/usr/include/csmith';

/** What a generated program needs: none recurses, so a small machine does. */
const BOUNDS = { ...RUN_BOUNDS, spawned: 0, frames: 1 << 16, locals: 1 << 18, heap: 1 << 10, heapObjects: 1 << 4 };

/** Instructions after which a program is given up, and the processor time that a compiled one gets. */
const BUDGET = { instructions: 1_000_000, milliseconds: 50 };

export type Comparison =
  | { readonly kind: 'equal' }
  | { readonly kind: 'different'; readonly machine: string; readonly gcc: string }
  /** The machine says that it cannot execute the program. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Neither, or only the machine, came to an end within its budget. */
  | { readonly kind: 'endless' | 'slow' };

export interface Generated {
  readonly seed: number;
  readonly text: string;
}

/** Why programs cannot be generated and compared here; null where they can. */
export function whatIsMissing(): string | null {
  if (spawnSync('csmith', ['--version'], { cwd: tmpdir() }).status !== 0) return 'csmith is not installed';
  if (!hasCompiler()) return 'gcc is not installed';
  return existsSync(join(RUNTIME, 'csmith.h')) ? null : `${RUNTIME}/csmith.h is not there`;
}

/** The program of a seed. Null where csmith gives up, as it does now and then. The dialect has no floating point. */
export function generate(seed: number): Generated | null {
  const { status, stdout } = spawnSync('csmith', ['--seed', String(seed), ...shapeOf(seed)], {
    encoding: 'utf8',
    timeout: 5000,
    maxBuffer: 1 << 24,
    // It leaves a file platform.info where it runs.
    cwd: tmpdir(),
  });
  return status === 0 ? { seed, text: stdout } : null;
}

/** Most programs are small, so that many can be tried; now and then one is as large as csmith makes them by itself. */
function shapeOf(seed: number): readonly string[] {
  const always = ['--concise', '--quiet', '--no-float'];
  if (seed % 100 === 0) return always;
  const large = seed % 10 === 0 ? 2 : 0;
  return [
    ...always,
    ...['--max-funcs', String(1 + large + (seed % 3))],
    ...['--max-block-depth', String(2 + large), '--max-block-size', String(2 + (seed % 3))],
    ...['--max-expr-complexity', String(4 + (seed % 5))],
    ...['--max-array-dim', '2', '--max-array-len-per-dim', String(2 + large + (seed % 5))],
    ...['--max-pointer-depth', String(2 + (seed % 2))],
  ];
}

/** Runs each program in both worlds. gcc is started once for all of them. */
export function compare(programs: readonly Generated[]): Comparison[] {
  const compiled = runCompiled(programs);
  const table = new FileTable();
  return programs.map((program, index) => judge(runOnMachine(program, table), compiled[index] ?? null));
}

type Ran =
  | { readonly kind: 'ended'; readonly said: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'endless' };

function judge(machine: Ran, gcc: Ran | null): Comparison {
  if (gcc === null || gcc.kind === 'refused') return { kind: 'different', machine: said(machine), gcc: said(gcc) };
  if (machine.kind === 'refused') return machine;
  if (machine.kind === 'endless') return { kind: gcc.kind === 'endless' ? 'endless' : 'slow' };
  if (gcc.kind === 'endless' || gcc.said !== machine.said)
    return { kind: 'different', machine: machine.said, gcc: said(gcc) };
  return { kind: 'equal' };
}

const said = (ran: Ran | null): string =>
  ran === null ? 'nothing' : ran.kind === 'ended' ? ran.said : ran.kind === 'refused' ? ran.reason : 'no end';

const headers = new Map<string, SourceFile | null>();

function header(path: string): SourceFile | null {
  const libc = libcHeader(path);
  if (libc !== null) return libc;
  let found = headers.get(path);
  if (found === undefined) {
    const full = join(RUNTIME, path);
    found = existsSync(full) ? plainSource(path, readFileSync(full, 'utf8')) : null;
    headers.set(path, found);
  }
  return found;
}

function runOnMachine({ seed, text }: Generated, table: FileTable): Ran {
  const units = [plainSource(`${String(seed)}.c`, text)];
  const sources = { units, include: header, defines: new Map() };
  const { program } = compile(sources, { primitives: primitiveNames, table });
  let output = '';
  const outcome = runMain(program, {
    output: (piece) => (output += piece),
    maxInstructions: BUDGET.instructions,
    bounds: BOUNDS,
  });
  switch (outcome.kind) {
    case 'exit':
      return { kind: 'ended', said: `${output.trim()} status ${String(outcome.status)}` };
    case 'violation':
      if (outcome.rule === 'endless-loop') return { kind: 'endless' };
      return { kind: 'ended', said: `${outcome.rule}: ${outcome.message} in line ${String(outcome.line)}` };
    case 'opaque':
      return { kind: 'refused', reason: outcome.reason };
    case 'limit':
      return { kind: 'endless' };
  }
}

/** All programs as one binary, each in a process of its own when it runs: starting gcc costs more than compiling. */
function runCompiled(programs: readonly Generated[]): (Ran | null)[] {
  const directory = mkdtempSync(join(tmpdir(), 'csmith-'));
  try {
    const source = join(directory, 'all.c');
    const binary = join(directory, 'all');
    writeFileSync(source, merged(programs));
    const flags = ['-std=gnu17', '-O0', '-w', '-fno-strict-aliasing', '-fwrapv', '-I', RUNTIME];
    const built = spawnSync('gcc', [...flags, '-o', binary, source], { encoding: 'utf8', timeout: 600_000 });
    if (built.status !== 0) throw new Error(`gcc: ${built.stderr}`);
    const { stdout } = spawnSync(binary, { encoding: 'utf8', maxBuffer: 1 << 26 });
    const results = new Map<number, Ran>();
    for (const [, index, output, status] of stdout.matchAll(/^begin (\d+)\n([^]*?)end (-?\d+)$/gm))
      results.set(
        Number(index),
        // Killed by SIGVTALRM.
        status === '-26'
          ? { kind: 'endless' }
          : { kind: 'ended', said: `${output?.trim() ?? ''} status ${status ?? ''}` },
      );
    return programs.map((_, index) => results.get(index) ?? null);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** One text: every name of file scope gets its program's number. */
function merged(programs: readonly Generated[]): string {
  const texts = programs.map(({ text }, index) =>
    text.replace(/\b(?:main|func_\d+|g_\d+|[SU]\d+|__undefined)\b/g, (name) => `p${String(index)}_${name}`),
  );
  const calls = programs.map((_, index) => `(int (*)(int, char **))p${String(index)}_main`);
  return `#include "csmith.h"
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#pragma pack(push)
${texts.join('\n#pragma pack(pop)\n#pragma pack(push)\n')}
static int (*const mains[])(int, char **) = { ${calls.join(', ')} };
int main(void)
{
	for (int i = 0; i < ${String(programs.length)}; i++) {
		char *arguments[] = { "program", 0 };
		struct itimerval limit = { .it_value.tv_usec = ${String(BUDGET.milliseconds * 1000)} };
		int status = 0;
		printf("begin %d\\n", i);
		fflush(stdout);
		if (fork() == 0) {
			setitimer(ITIMER_VIRTUAL, &limit, 0);
			status = mains[i](1, arguments);
			fflush(stdout);
			_exit(status);
		}
		wait(&status);
		printf("end %d\\n", WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status));
		fflush(stdout);
	}
	return 0;
}
`;
}
