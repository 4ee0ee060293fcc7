/** Steps that a text speaks of: a report, a paragraph with a link, what the command line printed. */

export interface StepMention {
  /** Index of the first character, and how many there are. */
  readonly start: number;
  readonly length: number;
  /** `TraceStep.n`, from 1. */
  readonly step: number;
}

/** `step 12`, as prose, notes and the debug console have it. */
const WORDS = /\bstep (\d{1,7})\b/gi;
/** A row of `kapi-replay replay`: the number, the actor, what it did, and where in brackets. */
const LISTED = /^( {0,6})(\d{1,7}) {2}\S.*\[(?:series|tree|model|flow|machine|primitive|opaque)\b/;
/** A row of a report's table of steps: the number, the actor, and what it did as code. */
const TABLED = /^(\| )(\d{1,7}) \| [^|]*\| `/;

/** The steps that a line speaks of, in their order. */
export function stepMentions(line: string): readonly StepMention[] {
  const row = LISTED.exec(line) ?? TABLED.exec(line);
  const first =
    row?.[2] === undefined ? [] : [{ start: row[1]?.length ?? 0, length: row[2].length, step: Number(row[2]) }];
  const words = [...line.matchAll(WORDS)].map((found) => ({
    start: found.index,
    length: found[0].length,
    step: Number(found[1]),
  }));
  return [...first, ...words].filter(({ step }) => step > 0);
}

/** The flow whose steps a text speaks of, as a report or the paragraph of a link names it; null where it names none. */
export function flowOfText(text: string): string | null {
  return /^- flow: (\S+)$/m.exec(text)?.[1] ?? /^Step \d+ of \d+ in the flow "([^"\n]+)":/m.exec(text)?.[1] ?? null;
}
