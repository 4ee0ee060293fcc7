import { compile } from '../kernel/c/compile';
import { FileTable } from '../kernel/c/file-table';
import { PRIMITIVES, primitiveNames } from '../kernel/machine/primitives/primitives';
import type { Sources } from '../kernel/source';

interface Reason {
  count: number;
  readonly example: string;
}

/** What the front end makes of functions: how many, and why not of the others. */
export class Tally {
  /** Headers are cut into tokens once for all files. */
  private readonly table = new FileTable();
  files = 0;
  lines = 0;
  functions = 0;
  clean = 0;
  lowered = 0;
  /** Of those, functions that call what nothing declares: executable up to that call, which is unmodelled. */
  undeclared = 0;
  /** Functions asked for that stand in a branch of #if that is not taken. */
  leftOut = 0;
  private readonly reasons = new Map<string, Reason>();

  /**
   * Counts the functions of a program's only unit.
   * @param only where not all of them count: the names of those that do, and their file
   */
  add(sources: Sources, only: { readonly functions: ReadonlySet<string> } | null = null): void {
    const unit = sources.units[0];
    if (unit === undefined) return;
    const file = unit.path;
    const { program, problems } = compile(sources, {
      primitives: primitiveNames,
      prototype: (name) => PRIMITIVES.get(name)?.signature ?? null,
      roots: 'all',
      unlinked: true,
      table: this.table,
    });
    const counts = (name: string): boolean => only?.functions.has(name) ?? true;
    this.files++;
    this.lines += unit.lines.length;
    const unparsed = new Set<string>();
    const met = new Set<string>();
    for (const { code, message, where } of problems) {
      if (code !== 'function-unparsed' || where?.file !== file) continue;
      const name = /^(\w+)\(\)/.exec(message)?.[1] ?? message;
      if (!counts(name)) continue;
      unparsed.add(name);
      this.because(
        message.replace(/^\w+\(\) is not executable: /, '').replace(/\.$/, ''),
        `${file}:${String(where.line)}`,
      );
    }
    this.functions += unparsed.size;
    for (const one of program.functions) {
      const place = program.places[one.at];
      if (place === undefined || program.files[place.file]?.path !== file || unparsed.has(one.name)) continue;
      if (!counts(one.name)) continue;
      met.add(one.name);
      this.functions++;
      this.clean++;
      const opaque = one.code.find((instr) => instr.op === 'opaque' && instr.undeclared !== true);
      if (opaque?.op !== 'opaque') {
        this.lowered++;
        if (one.code.some((instr) => instr.op === 'opaque')) this.undeclared++;
      } else this.because(opaque.reason, `${file}:${String(program.places[opaque.at]?.line ?? place.line)}`);
    }
    // A function in a branch that the configuration leaves out is in no program: it counts nowhere.
    for (const name of only?.functions ?? []) {
      if (met.has(name) || unparsed.has(name)) continue;
      const said = problems.find(({ message }) => message.includes(name));
      if (said === undefined) this.leftOut++;
      else {
        this.functions++;
        this.because(said.message.replaceAll(name, '…'), `${file}: ${name}()`);
      }
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
