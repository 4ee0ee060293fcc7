/** Conformance programs: C files that say in comments what they print. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../../extension/kernel/c/compile';
import { primitiveNames } from '../../../extension/kernel/machine/primitives/primitives';
import { runMain, type RunOutcome } from '../../../extension/kernel/machine/run';
import { plainSource, type SourceFile } from '../../../extension/kernel/source';

export const PROGRAMS = join(__dirname, '..', 'programs');
const LIBC = join(__dirname, '..', '..', '..', 'extension', 'models', 'libc', 'include');

/** Long enough for every program here, short enough for a test. */
const MAX_INSTRUCTIONS = 5_000_000;

export interface ProgramFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** The lines of `expect:` comments in the order of the file. */
  readonly output: readonly string[];
  readonly status: number;
  /** The rule it breaks, for programs that gcc cannot judge. */
  readonly rule: string | null;
  /** What cannot be executed in it. */
  readonly opaque: string | null;
}

/** Reads the comments: `expect: line`, `expect status: 3`, `expect rule: out-of-bounds`, `expect opaque: inline assembly`. */
export function readPrograms(): ProgramFile[] {
  return readdirSync(PROGRAMS)
    .filter((name) => name.endsWith('.c'))
    .sort()
    .map((name) => {
      const path = join(PROGRAMS, name);
      const text = readFileSync(path, 'utf8');
      const one = (kind: string): string | null =>
        new RegExp(`/\\* expect ${kind}: (.*?) \\*/`).exec(text)?.[1] ?? null;
      return {
        name,
        path,
        text,
        output: [...text.matchAll(/\/\* expect: (.*?) ?\*\//g)].map((match) => (match[1] ?? '').trimEnd()),
        status: Number(one('status') ?? 0),
        rule: one('rule'),
        opaque: one('opaque'),
      };
    });
}

const headers = new Map<string, SourceFile | null>();

/** A header of the small C library. */
export function libcHeader(path: string): SourceFile | null {
  let found = headers.get(path);
  if (found === undefined) {
    try {
      found = plainSource(path, readFileSync(join(LIBC, path), 'utf8'));
    } catch {
      found = null;
    }
    headers.set(path, found);
  }
  return found;
}

export function runProgram(name: string, text: string): { readonly output: string; readonly outcome: RunOutcome } {
  const sources = { units: [plainSource(name, text)], include: libcHeader, defines: new Map<string, string>() };
  const { program } = compile(sources, { primitives: primitiveNames });
  let output = '';
  const outcome = runMain(program, { output: (piece) => (output += piece), maxInstructions: MAX_INSTRUCTIONS });
  return { output, outcome };
}
