import type { DiffDocument, DiffSide, ViewStep } from './protocol';

/** A row of a diff's new side. */
export interface DiffPlace {
  /** Index in the replay's diffs. */
  readonly diff: number;
  /** 1-based row of the new side's text. */
  readonly row: number;
}

/** Finds the row of a diff that a step stands on. */
export class DiffPlaces {
  readonly #byFileLine: readonly ReadonlyMap<number, number>[];
  readonly #byMailLine: readonly ReadonlyMap<number, number>[];
  readonly #diffs: readonly DiffDocument[];

  constructor(diffs: readonly DiffDocument[]) {
    this.#diffs = diffs;
    this.#byFileLine = diffs.map((diff) => rows(diff.new.lineNumbers));
    this.#byMailLine = diffs.map((diff) => rows(diff.new.mailLines ?? []));
  }

  /**
   * By the line of the mail where the host gave it, else by file and line, in the step's own patch first; a later patch may
   * have moved the file's lines, the mail's stay.
   */
  of(step: ViewStep): DiffPlace | null {
    if (step.patch !== null && step.patchLine !== null) {
      for (const [diff, document] of this.#diffs.entries()) {
        if (document.patch !== step.patch) continue;
        const row = this.#byMailLine[diff]?.get(step.patchLine);
        if (row !== undefined) return { diff, row };
      }
    }
    return this.#ofFile(step, (document) => document.patch === step.patch) ?? this.#ofFile(step, () => true);
  }

  /** The file line of a row; 0 for a gap between hunks. */
  fileLine(diff: number, row: number): number {
    return this.#diffs[diff]?.new.lineNumbers[row - 1] ?? 0;
  }

  #ofFile(step: ViewStep, accepts: (document: DiffDocument) => boolean): DiffPlace | null {
    for (const [diff, document] of this.#diffs.entries()) {
      if (document.path !== step.file || !accepts(document)) continue;
      const row = this.#byFileLine[diff]?.get(step.line);
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
