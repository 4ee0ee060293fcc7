/**
 * How the C text reaches the machine. kernel/ knows neither mail nor git: link/ gives it files whose every line says
 * where it came from (DESIGN: real text first; the origin of every executed line is shown).
 */
export type Origin = 'series' | 'tree' | 'model' | 'primitive' | 'opaque';

/** Where one line of a source file really stands. */
export interface LineOrigin {
  readonly origin: Exclude<Origin, 'primitive' | 'opaque'>;
  /** The path to show: a kernel path for series and tree, a model or flow path otherwise. */
  readonly file: string;
  /** The line in that file, counted from 1. */
  readonly line: number;
  /** The Message-ID of the patch whose mail holds this line, and the line of the mail's body; null for other origins. */
  readonly patch: string | null;
  readonly patchLine: number | null;
  /**
   * What a line of ours is where it doesn't stand in for kernel code: `flow` is the scenario that is played, `machine` a
   * header that goes with the machine's primitives (locks, lists, memory).
   */
  readonly part?: 'flow' | 'machine';
}

/** One file to be compiled or included. A file may be composed of lines of several origins. */
export interface SourceFile {
  /** Unique name, the include path of a header ("linux/list.h") or the path of a unit ("mm/page_alloc.c"). */
  readonly path: string;
  readonly text: string;
  /** One entry a line of `text`. */
  readonly lines: readonly LineOrigin[];
}

/** What a program is made of. Answers must not change during a run. */
export interface Sources {
  /** The translation units, in order of precedence: an external name defined twice is taken from the earlier one. */
  readonly units: readonly SourceFile[];
  /**
   * The file that `#include` names, or null where nobody has it (the include is then a note, not an error: what it
   * would have declared is found missing where it is used).
   * @param from path of the including file
   * @param quoted `"x"` rather than `<x>`
   */
  include(path: string, from: string, quoted: boolean): SourceFile | null;
  /** Macros that stand before the first line of every unit: the kernel configuration, as `-D` gives it to gcc. */
  readonly defines: ReadonlyMap<string, string>;
  /** Headers that are included before the first line of every unit, as `-include` gives them to gcc. */
  readonly preludes?: readonly string[];
}

/** One file of a single origin. */
export function plainSource(path: string, text: string, origin: LineOrigin['origin'] = 'model'): SourceFile {
  const count = text.split('\n').length;
  const lines: LineOrigin[] = [];
  for (let line = 1; line <= count; line++) lines.push({ origin, file: path, line, patch: null, patchLine: null });
  return { path, text, lines };
}

/** A file of the scenario itself. */
export function scenarioSource(path: string, text: string): SourceFile {
  const plain = plainSource(path, text);
  return { ...plain, lines: plain.lines.map((line) => ({ ...line, part: 'flow' as const })) };
}
