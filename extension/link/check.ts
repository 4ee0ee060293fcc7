import type { Problem } from '../ground/problem';
import type { ModelLibrary } from './models';
import { prepareFlow } from './explore-flow';
import { isFlow, parseFlow } from './flow';
import type { Series } from '../series/series';
import type { KernelTree } from './tree';
import { compile } from '../kernel/c/compile';
import type { Program } from '../kernel/c/ir';
import { PRIMITIVES } from '../kernel/machine/primitives/primitives';
import { plainSource } from '../kernel/source';

/** Something that the front end has to say about a text while it is written. */
export interface Remark {
  /** `opaque`: it can be written, and running into it ends a run as unmodelled. */
  readonly kind: 'problem' | 'opaque';
  /** Stable, as in `Problem.code`; `opaque` for what cannot be executed. */
  readonly code: string;
  readonly message: string;
  /** From 1; an end of 0 stands for the end of the line. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The function that nothing defines, where that is what is missing. */
  readonly missing: string | null;
}

export interface CheckRequest {
  readonly path: string;
  readonly text: string;
  readonly series: readonly Series[];
  readonly trees: readonly KernelTree[];
  readonly models: ModelLibrary;
}

/** What the front end makes of a flow's or a model's text, with everything around it. Never throws. */
export function check(request: CheckRequest): readonly Remark[] {
  return isFlow(request.text) ? checkFlow(request) : checkModel(request);
}

function checkFlow({ path, text, series, trees, models }: CheckRequest): readonly Remark[] {
  const prepared = prepareFlow({ flow: parseFlow(path, text), series, trees, models });
  const remarks = prepared.problems.flatMap((problem) => remarkOf(problem, path));
  const { program, files } = prepared;
  if (program === null) return remarks;
  const lineOf = (file: number, line: number): number | null => {
    const origin = files.lineOrigin(file, line);
    return origin?.file === path ? origin.line : null;
  };
  const inside = opaqueInside(program, lineOf);
  remarks.push(...untold(inside, remarks));
  const lines = text.split('\n');
  for (const { symbol, reason, at } of program.opaque) {
    const place = at === null ? undefined : program.places[at];
    // A function of this text is told at the places in it that make it so.
    if (place !== undefined && lineOf(place.file, place.line) !== null && inside.some((one) => one.reason === reason))
      continue;
    // What is opaque elsewhere concerns this text where it says the name.
    const used = callIn(lines, symbol);
    if (used === null) continue;
    const origin = place === undefined ? null : files.lineOrigin(place.file, place.line);
    const where = origin === null ? '' : ` (${origin.file}:${String(origin.line)})`;
    remarks.push({
      kind: 'opaque',
      code: 'opaque',
      message: `${symbol} cannot be executed${where}: ${reason}. Coming to it ends the run as unmodelled.`,
      ...used,
      missing: missingName(reason) ?? (reason.startsWith('nothing defines') ? symbol : null),
    });
  }
  return unique(remarks);
}

/** The statements of a text that cannot be executed. @param lineOf the line in the text, null for a line of another */
function opaqueInside(
  program: Program,
  lineOf: (file: number, line: number) => number | null,
): (Remark & { readonly reason: string })[] {
  return program.functions.flatMap(({ code }) =>
    code.flatMap((instr) => {
      const place = instr.op === 'opaque' ? program.places[instr.at] : undefined;
      const line = place === undefined ? null : lineOf(place.file, place.line);
      if (instr.op !== 'opaque' || place === undefined || line === null) return [];
      const { reason } = instr;
      return [
        {
          kind: 'opaque' as const,
          code: 'opaque',
          message: `Running into this ends the run as unmodelled: ${reason}.`,
          line,
          column: place.column,
          endLine: line + (place.endLine - place.line),
          endColumn: place.endColumn,
          missing: missingName(reason),
          reason,
        },
      ];
    }),
  );
}

/** A model alone: what it calls may be defined elsewhere, but its own text has to be C that can run. */
function checkModel({ path, text, models }: CheckRequest): readonly Remark[] {
  const header = (name: string) => {
    const file = models.headers.get(name) ?? models.byKernelPath.get(`include/${name}`);
    return file === undefined ? null : plainSource(file.path, file.text);
  };
  const { program, problems } = compile(
    {
      units: [plainSource(path, text)],
      include: header,
      defines: new Map([...models.config].filter(([, value]) => value !== '')),
    },
    { primitives: new Set(PRIMITIVES.keys()), roots: 'all', unlinked: true },
  );
  const remarks = problems.flatMap((problem) => remarkOf(problem, path));
  const inside = opaqueInside(program, (file, line) => (program.files[file]?.path === path ? line : null));
  remarks.push(...untold(inside, remarks));
  return unique(remarks);
}

/** A function that cannot be parsed is told as a problem already, at the very character. */
const untold = <Opaque extends Remark & { readonly reason: string }>(
  inside: readonly Opaque[],
  problems: readonly Remark[],
): readonly Opaque[] => inside.filter(({ reason }) => !problems.some(({ message }) => message.includes(reason)));

function remarkOf({ code, message, where }: Problem, path: string): Remark[] {
  if (where !== null && where.file !== path) return [];
  const { line, column } = where ?? { line: 1, column: 1 };
  return [{ kind: 'problem', code, message, line, column, endLine: line, endColumn: 0, missing: null }];
}

/** The front end's words for a name that it knows nothing of. */
const missingName = (reason: string): string | null =>
  /^(?:nothing defines )?([A-Za-z_]\w*)(?:\(\)| is not declared)$/.exec(reason)?.[1] ?? null;

/** Where a text calls a function: inside a body, which kernel style indents, rather than where it declares it. */
function callIn(
  lines: readonly string[],
  word: string,
): Pick<Remark, 'line' | 'column' | 'endLine' | 'endColumn'> | null {
  const pattern = new RegExp(`\\b${word.replace(/\W/g, '\\$&')}\\b`);
  let inComment = false;
  for (const [row, text] of lines.entries()) {
    const bare = inComment ? '' : text.replace(/\/\*.*?\*\/|\/\/.*$|\/\*.*$/g, (comment) => ' '.repeat(comment.length));
    const found = /^\s/.test(bare) ? pattern.exec(bare) : null;
    if (found !== null) {
      const column = found.index + 1;
      return { line: row + 1, column, endLine: row + 1, endColumn: column + word.length };
    }
    if (inComment ? text.includes('*/') : /\/\*(?!.*\*\/)/.test(text)) inComment = !inComment;
  }
  return null;
}

function unique(remarks: readonly Remark[]): readonly Remark[] {
  const seen = new Set<string>();
  return remarks.filter(({ line, column, message }) => {
    const key = `${String(line)}:${String(column)} ${message}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
