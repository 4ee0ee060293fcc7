/** Small C texts as programs, for tests of the front end alone. */
import { compile, type CompileOptions, type Compiled } from '../../../extension/kernel/c/compile';
import type { Instr, IrFunction } from '../../../extension/kernel/c/ir';
import { plainSource, type SourceFile, type Sources } from '../../../extension/kernel/source';

/** Files by path; those that end in .c are units, in the order given. */
export function sourcesOf(
  files: Readonly<Record<string, string>>,
  defines: Readonly<Record<string, string>> = {},
): Sources {
  const all = new Map<string, SourceFile>(Object.entries(files).map(([path, text]) => [path, plainSource(path, text)]));
  return {
    units: [...all.values()].filter(({ path }) => path.endsWith('.c')),
    include: (path) => all.get(path) ?? null,
    defines: new Map(Object.entries(defines)),
  };
}

export function compileText(text: string, options: Partial<CompileOptions> = {}): Compiled {
  return compileFiles({ 'a.c': text }, options);
}

export function compileFiles(files: Readonly<Record<string, string>>, options: Partial<CompileOptions> = {}): Compiled {
  return compile(sourcesOf(files), { primitives: new Set(['printk']), roots: 'all', ...options });
}

export function functionNamed({ program }: Compiled, name: string): IrFunction {
  const found = program.functions.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
}

/** The code of a function as its operations, calls with the name of what they call. */
export function operations(compiled: Compiled, name: string): string[] {
  const { program } = compiled;
  const show = (instr: Instr): string => {
    if (instr.op === 'opaque') return `opaque: ${instr.reason}`;
    if (instr.op !== 'call') return instr.op;
    const { callee } = instr;
    if (callee.kind === 'function') return `call ${program.functions[callee.function]?.name ?? '?'}`;
    return callee.kind === 'primitive' ? `call primitive ${callee.name}` : 'call pointer';
  };
  return functionNamed(compiled, name).code.map(show);
}

export const codes = ({ problems }: Compiled): string[] => problems.map(({ code }) => code);
