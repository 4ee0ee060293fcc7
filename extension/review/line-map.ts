import { withoutBlanks } from '../ground/blanks';
import { alignLines, type Match } from './alignment';
import { alike, LineWords } from './line-words';
import type { AlignedLine } from './target-index';

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
  /** The words of lines that were asked for. */
  private readonly words = { before: [] as (LineWords | undefined)[], after: [] as (LineWords | undefined)[] };

  constructor(
    private readonly before: readonly NumberedLine[],
    private readonly after: readonly NumberedLine[],
  ) {
    this.matchOf = alignLines(before, after);
  }

  find(line: number): { state: LineState; line: number | null } {
    const at = this.before.findIndex(({ number }) => number === line);
    if (this.before[at]?.key === '') return this.findBlank(at);
    const match = this.trusted(at);
    if (match !== undefined) {
      const to = match.likeness === 'wrapped' ? this.mostOf(at, match.target) : match.target;
      const same = this.after[to]?.key === this.before[at]?.key;
      return { state: same ? 'line-unchanged' : 'line-changed', line: this.after[to]?.number ?? null };
    }
    const found = this.rewritten(at) ?? this.rewrapped(at);
    if (found === null) return { state: 'line-removed', line: null };
    const same = this.after[found]?.key === this.before[at]?.key;
    return { state: same ? 'line-unchanged' : 'line-changed', line: this.after[found]?.number ?? null };
  }

  /** A blank line goes along with the line above it, or with the one below where it is the first that is shown. */
  private findBlank(at: number): { state: LineState; line: number | null } {
    for (const step of [-1, 1] as const) {
      let distance = 1;
      while (this.goesOn(this.before, at, step * distance) && this.before[at + step * distance]?.key === '')
        distance += 1;
      if (!this.goesOn(this.before, at, step * distance)) continue;
      const match = this.trusted(at + step * distance);
      if (match === undefined) continue;
      const blank = match.target - step * distance;
      const there = this.goesOn(this.after, match.target, -step * distance) && this.after[blank]?.key === '';
      if (there) return { state: 'line-unchanged', line: this.after[blank]?.number ?? null };
    }
    // Where it is gone, what stands above it was changed, or ends there now.
    const above = this.before.slice(0, at).findLast(({ text }) => /\w/.test(text));
    const found = above === undefined || !this.goesOn(this.before, at, 1) ? null : this.find(above.number).line;
    return found === null ? { state: 'line-removed', line: null } : { state: 'line-changed', line: found };
  }

  /** Whether nothing is left out between a line and the one `distance` further. */
  private readonly goesOn = (lines: readonly NumberedLine[], at: number, distance: number): boolean => {
    const there = lines[at + distance];
    return there !== undefined && there.number === (lines[at]?.number ?? NaN) + distance;
  };

  /** A line that was wrapped anew ends on one line and may have most of its words on the one above. */
  private mostOf(at: number, end: number): number {
    const { words } = this.wordsBefore(at);
    const here = alike(words, this.wordsAfter(end).words);
    return alike(words, this.wordsAfter(end - 1).words) > here ? end - 1 : end;
  }

  /**
   * The line that was written in place of one that is gone: among those nearby that no other line became, the one most
   * like it in its words; else what now stands between the neighbours that are still there.
   */
  private rewritten(at: number): number | null {
    const above = this.neighbour(at, -1);
    const below = this.neighbour(at, 1);
    if (above === null && below === null) return null;
    const first = above === null ? (below?.target ?? 0) - 1 : above.target + 1;
    const last = below === null ? first : below.target - 1;
    // A line that may be anywhere says little alone.
    const least = above !== null && below !== null ? ALIKE : (above ?? below)?.trusted === true ? ALIKE : DOUBTED;
    return this.mostAlike(at, first, last, least) ?? this.between(at, above, below);
  }

  private mostAlike(at: number, first: number, last: number, least: number): number | null {
    const taken = new Set<number>();
    for (let near = at - REACH; near <= at + REACH; near += 1) {
      const match = this.matchOf(near);
      if (match !== undefined && near !== at) taken.add(match.target);
    }
    const line = this.wordsBefore(at);
    let best: { there: number; score: number } | null = null;
    for (let there = Math.min(first, last) - REACH; there <= Math.max(first, last) + REACH; there += 1) {
      if ((this.after[there]?.key ?? '') === '' || taken.has(there)) continue;
      const away = Math.max(first - there, there - last, 0);
      if (!this.goesOn(this.after, there, Math.min(Math.max(there, first), Math.max(first, last)) - there)) continue;
      const other = this.wordsAfter(there);
      const likeness = (alike(line.words, other.words) + alike(line.parts, other.parts)) / 2;
      if (likeness < (away === 0 ? least : MOVED)) continue;
      const score = likeness - away * AWAY;
      if (best === null || score > best.score) best = { there, score };
    }
    return best?.there ?? null;
  }

  /** As far from the nearer neighbour as it was, or the last line that stands there. */
  private between(at: number, above: Neighbour | null, below: Neighbour | null): number | null {
    if (above === null || below === null || !/\w/.test(this.before[at]?.text ?? '')) return null;
    const holds = [above, below].some(({ trusted, distance }) => trusted && distance <= BESIDE);
    if (!holds && !(above.trusted && below.trusted)) return null;
    if (below.target - above.target > WIDER * (above.distance + below.distance) + REACH) return null;
    const gap = range(above.target + 1, below.target).filter((there) => this.after[there]?.key !== '');
    const there = below.distance < above.distance ? gap.at(-below.distance) : gap[above.distance - 1];
    const found = there ?? (below.distance < above.distance ? gap[0] : gap.at(-1)) ?? null;
    // Of a sentence something is left where it was put in other words.
    const { all, words } = this.wordsBefore(at);
    const left = found !== null && alike(words, this.wordsAfter(found).words) > 0;
    return all.length >= PROSE && !left ? null : found;
  }

  /** The one line anywhere that has the words of this one: a paragraph that was wrapped anew, or a sentence that was moved. */
  private rewrapped(at: number): number | null {
    const line = this.wordsBefore(at);
    if (line.all.length < PROSE) return null;
    const whole = range(0, this.after.length).filter((there) => line.standIn(this.wordsAfter(there)));
    if (whole.length > 0) return whole.length === 1 ? (whole[0] ?? null) : null;
    const most = range(0, this.after.length).filter(
      (there) => alike(line.words, this.wordsAfter(there).words) >= REWORDED,
    );
    return most.length === 1 ? (most[0] ?? null) : null;
  }

  private wordsBefore(at: number): LineWords {
    return (this.words.before[at] ??= new LineWords(this.before[at]?.text ?? ''));
  }

  private wordsAfter(there: number): LineWords {
    return (this.words.after[there] ??= new LineWords(this.after[there]?.text ?? ''));
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
      if (!this.goesOn(this.before, at, left - at) || !this.goesOn(this.after, target, right - target)) return false;
      if (this.matchOf(left)?.target !== right) return false;
      if (this.tells(left)) return true;
    }
    return false;
  }

  private readonly tells = (at: number): boolean => (this.before[at]?.key.length ?? 0) >= TELLING;

  /** The nearest line in one direction that is still there, with its place; null if it is too far to be a neighbour. */
  private neighbour(at: number, step: 1 | -1): Neighbour | null {
    for (let away = 1, distance = 0; away <= NEIGHBOURS && this.goesOn(this.before, at, step * away); away += 1) {
      if (this.before[at + step * away]?.key !== '') distance += 1;
      const match = this.matchOf(at + step * away);
      if (match === undefined) continue;
      return { distance, target: match.target, trusted: this.trusted(at + step * away) !== undefined };
    }
    return null;
  }
}

/** A line near another that is still there. */
interface Neighbour {
  /** How many lines that are not blank it is away. */
  readonly distance: number;
  readonly target: number;
  readonly trusted: boolean;
}

/** So many words make a line tell its place by them. */
const PROSE = 5;

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(to - from, 0) }, (_, n) => from + n);

/** A line with fewer characters is found in many places. */
const TELLING = 16;

/** So many lines away a line that is still there tells where its neighbours were. */
const NEIGHBOURS = 4;
/** So near a line that is still there vouches alone for what stands beside it. */
const BESIDE = 2;
/** So many lines beyond its neighbours a rewritten line is looked for. */
const REACH = 10;
/** The least likeness of the line that took its place between its neighbours, and of one that stands beyond them. */
const ALIKE = 0.4;
const MOVED = 0.6;
/** The same where the only neighbour may be another line. */
const DOUBTED = 0.5;
/** What stands between two neighbours that are so many times further apart than they were was not put in one line's place. */
const WIDER = 2;
/** The least likeness of the one line that a sentence became which moved further. */
const REWORDED = 0.7;
/** A line beyond the neighbours has to be the more alike the further away it is. */
const AWAY = 0.02;
