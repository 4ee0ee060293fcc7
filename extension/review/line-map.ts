import { withoutBlanks } from '../ground/blanks';
import type { AlignedLine, Match } from './alignment';
import { alignLines } from './alignment';

/** What became of a line in a later text. */
export type LineState = 'line-changed' | 'line-unchanged' | 'line-removed';

/** A line with its number in the file or message that it is in. */
export interface NumberedLine extends AlignedLine {
  readonly number: number;
}

export const numbered = (number: number, text: string): NumberedLine => ({
  number,
  text,
  depth: 0,
  key: withoutBlanks(text),
});

/** Where the lines of one text are in another. */
export class LineMap {
  private readonly matchOf: (index: number) => Match | undefined;

  constructor(
    private readonly before: readonly NumberedLine[],
    private readonly after: readonly NumberedLine[],
  ) {
    this.matchOf = alignLines(before, after);
  }

  find(line: number): { state: LineState; line: number | null } {
    let at = this.before.findIndex(({ number }) => number === line);
    // A blank line goes where the line above it goes.
    while (at > 0 && this.before[at]?.key === '') at -= 1;
    const match = this.trusted(at);
    if (match !== undefined) {
      const same = match.likeness === 'same' || match.likeness === 'respaced';
      return { state: same ? 'line-unchanged' : 'line-changed', line: this.after[match.target]?.number ?? null };
    }
    // Something else may stand between the neighbours that are still there: then the line was rewritten.
    const above = this.neighbour(at, -1);
    const below = this.neighbour(at, 1);
    if (above !== null && below !== null) {
      // As many lines below the one above as it was before, or the last that there is.
      const gap = this.after.slice(above.target + 1, below.target);
      const near = gap.slice(0, above.distance).findLast(({ key }) => key !== '');
      const between = near ?? gap.find(({ key }) => key !== '');
      if (between !== undefined) return { state: 'line-changed', line: between.number };
    }
    const rewrapped = this.rewrapped(at);
    return rewrapped === null ? { state: 'line-removed', line: null } : { state: 'line-changed', line: rewrapped };
  }

  /** The one line that has all words of this one, in their order, among its own: a paragraph that was wrapped anew. */
  private rewrapped(at: number): number | null {
    const words = wordsOf(this.before[at]?.text ?? '');
    if (words.length < PROSE) return null;
    const found = this.after.filter(({ text }) => inOrder(words, wordsOf(text)));
    return found.length === 1 ? (found[0]?.number ?? null) : null;
  }

  /** A line such as `return 0;` is anywhere: it is only taken for the same if telling lines beside it are beside it still. */
  private trusted(at: number): Match | undefined {
    const match = this.matchOf(at);
    if (match === undefined || (match.sure && this.tells(at))) return match;
    return this.companion(at, match.target, -1) || this.companion(at, match.target, 1) ? match : undefined;
  }

  /** Whether one of the next three lines in a direction is telling, and all up to it went along. */
  private companion(at: number, target: number, step: 1 | -1): boolean {
    for (let distance = 0, left = at, right = target; distance < 3; distance += 1) {
      do left += step;
      while (this.before[left]?.key === '');
      do right += step;
      while (this.after[right]?.key === '');
      if (this.matchOf(left)?.target !== right) return false;
      if (this.tells(left)) return true;
    }
    return false;
  }

  private readonly tells = (at: number): boolean => (this.before[at]?.key.length ?? 0) >= TELLING;

  /** The nearest line in one direction that is still there, with its place; null if it is too far to be a neighbour. */
  private neighbour(at: number, step: 1 | -1): { distance: number; target: number } | null {
    for (let distance = 1; distance <= NEIGHBOURS; distance += 1) {
      const match = this.matchOf(at + step * distance);
      if (match !== undefined) return { distance, target: match.target };
    }
    return null;
  }
}

/** So many words make a line tell its place by them. */
const PROSE = 5;

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\w+/g) ?? [];

function inOrder(words: readonly string[], there: readonly string[]): boolean {
  let next = 0;
  for (const word of there) if (word === words[next]) next += 1;
  return next === words.length;
}

/** A line with fewer characters is found in many places. */
const TELLING = 16;

/** So many lines away a line that is still there tells where its neighbours were. */
const NEIGHBOURS = 4;
