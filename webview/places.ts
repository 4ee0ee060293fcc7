import type { Outline } from './outline';
import type { DiffDocument, DiffSide, StepPlace } from './protocol';

/** A line of code that somebody stands on: a step's, or a frame's. */
export interface CodeLine {
  readonly file: string;
  readonly line: number;
  readonly patch?: string | null;
  readonly patchLine?: number | null;
}

/** A row of a diff's new side. */
export interface DiffPlace {
  /** Index in the replay's diffs. */
  readonly diff: number;
  /** 1-based row of the new side's text. */
  readonly row: number;
}

/** Finds the row of a diff that a line of code is. */
export class DiffPlaces {
  readonly #byFileLine: readonly ReadonlyMap<number, number>[];
  readonly #byMailLine: readonly ReadonlyMap<number, number>[];
  readonly #diffs: readonly DiffDocument[];
  readonly #executed = new Map<string, ReadonlyMap<number, number>>();

  constructor(diffs: readonly DiffDocument[]) {
    this.#diffs = diffs;
    this.#byFileLine = diffs.map((diff) => rows(diff.new.lineNumbers));
    this.#byMailLine = diffs.map((diff) => rows(diff.new.mailLines ?? []));
  }

  /**
   * By the line of the mail where the host gave it, else by file and line, in the line's own patch first; a later patch may
   * have moved the file's lines, the mail's stay.
   */
  of(at: CodeLine): DiffPlace | null {
    if (typeof at.patch === 'string' && typeof at.patchLine === 'number') {
      for (const [diff, document] of this.#diffs.entries()) {
        if (document.patch !== at.patch) continue;
        const row = this.#byMailLine[diff]?.get(at.patchLine);
        if (row !== undefined) return { diff, row };
      }
    }
    return this.#ofFile(at, (document) => document.patch === at.patch) ?? this.#ofFile(at, () => true);
  }

  /** Rows of a diff that run at some time, with the first step at which they do. */
  executed(diff: number, outline: Outline): ReadonlyMap<number, number> {
    return this.#known(`diff ${diff}`, outline, (place) => {
      const found = this.of(place);
      return found?.diff === diff ? found.row : null;
    });
  }

  /** The same for the lines of a whole file. */
  executedIn(file: string, outline: Outline): ReadonlyMap<number, number> {
    return this.#known(`file ${file}`, outline, (place) => (place.file === file ? place.line : null));
  }

  /** Worked out once, as neither the places nor the run change. */
  #known(key: string, outline: Outline, rowOf: (place: StepPlace) => number | null): ReadonlyMap<number, number> {
    const known = this.#executed.get(key);
    if (known !== undefined) return known;
    const rows = new Map<number, number>();
    for (const [place, first] of outline.executed()) {
      const row = rowOf(place);
      if (row !== null) rows.set(row, Math.min(first, rows.get(row) ?? first));
    }
    this.#executed.set(key, rows);
    return rows;
  }

  #ofFile(at: CodeLine, accepts: (document: DiffDocument) => boolean): DiffPlace | null {
    for (const [diff, document] of this.#diffs.entries()) {
      if (document.path !== at.file || !accepts(document)) continue;
      const row = this.#byFileLine[diff]?.get(at.line);
      if (row !== undefined) return { diff, row };
    }
    return null;
  }
}

/** Whether the row stands for lines that no hunk shows. */
export function isGap(side: DiffSide, row: number): boolean {
  return (side.lineNumbers[row - 1] ?? 0) === 0;
}

function rows(lines: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [at, line] of lines.entries()) if (line > 0) found.set(line, at + 1);
  return found;
}
