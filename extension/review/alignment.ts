/**
 * Finds quoted lines in the text that they quote. Lines are compared without their blanks, so that tabs turned into
 * spaces and stripped line ends don't matter; first lines that are unique on both sides are paired in order (the
 * patience of Bram Cohen's diff), then their neighbours, then what is left between them by runs, by the joined text of
 * wrapped lines, and by likeness. Linear in the lines but for runs of equal ones.
 */

import { Shape } from './shape';
import { indexOf, linesOf, NOWHERE, type AlignedLine, type Line, type TargetIndex } from './target-index';

/** How a quoted line was found. */
export type Likeness = 'same' | 'respaced' | 'wrapped' | 'similar';

export interface Match {
  /** Index of the line in the text that is quoted. */
  readonly target: number;
  readonly likeness: Likeness;
  /** Nothing else in that text would have done as well. */
  readonly sure: boolean;
}

/**
 * Aligns the lines of a reply with those of the text that it answers. `quoted` says which lines of the reply are
 * quotes; the lines that follow a quote directly without being one are taken as its end where a mailer wrapped it, and
 * get a match as well. With `anyDepth` quote marks don't count (Outlook loses them; a parent between may be missing).
 */
export function alignQuotes(
  reply: readonly AlignedLine[],
  quoted: (index: number) => boolean,
  target: readonly AlignedLine[],
  anyDepth: boolean,
): ReadonlyMap<number, Match> {
  const alignment = new Alignment(reply, quoted, target);
  if (!anyDepth) alignment.pair(1);
  if (!alignment.complete) alignment.pair(null);
  alignment.pairAgain();
  alignment.joinWrapped();
  alignment.pairSimilar();
  return alignment.matches;
}

/** Aligns two texts as wholes, to answer for single lines of the first. */
export function alignLines(
  before: readonly AlignedLine[],
  after: readonly AlignedLine[],
): (index: number) => Match | undefined {
  const alignment = new Alignment(before, () => true, after);
  alignment.pair(null);
  alignment.joinWrapped();
  return (index) => alignment.find(index);
}

/** A piece of a line shorter than this says nothing about where it comes from. */
const TELLING = 4;
/** Between two pairs, at most so many lines are compared by likeness. */
const NEAR = 80;
/** Longer lines are not compared by likeness. */
const WIDEST = 2000;
/** Wrapped lines are looked for while the lines times the characters to look through are fewer. */
const EFFORT = 50_000_000;
/** The least likeness of a line to the one that it is taken for. */
const LIKE = 0.75;
/** The likeness by which it has to be ahead of every other line to be sure. */
const AHEAD = 0.1;
/** A line that is less like it is no rival either; how little like it doesn't matter. */
const WORTH = LIKE - AHEAD;
/** Quote marks beyond this depth are not told apart. */
const DEPTHS = 64;
/** So many places of a line are weighed against each other. */
const CANDIDATES = 200;
/** How far equal lines are followed to weigh a candidate. */
const RUN = 40;

interface Gap {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

/** The lines of a gap without what divides them. */
interface Joined {
  readonly text: string;
  /** Where each line begins in it. */
  readonly starts: readonly number[];
  readonly beginnings: ReadonlySet<number>;
}

class Alignment {
  readonly matches = new Map<number, Match>();
  private readonly index: TargetIndex;
  private readonly a: readonly Line[];
  private readonly b: readonly Line[];
  /** For each line of `a` the line of `b` that it is paired with, or -1; and the other way round. */
  private readonly pairOfA: Int32Array;
  private readonly pairOfB: Int32Array;
  private readonly sure: Uint8Array;
  /** The gaps that `find` goes by, with whether their lines have been compared by likeness. */
  private unlike: readonly { readonly gap: Gap; done: boolean }[] | null = null;

  constructor(
    private readonly reply: readonly AlignedLine[],
    private readonly quoted: (index: number) => boolean,
    target: readonly AlignedLine[],
  ) {
    this.index = indexOf(target);
    const { words } = this.index;
    this.a = linesOf(reply, quoted, (key) => words.get(key) ?? NOWHERE);
    this.b = this.index.lines;
    this.pairOfA = new Int32Array(this.a.length).fill(-1);
    this.pairOfB = new Int32Array(this.b.length).fill(-1);
    this.sure = new Uint8Array(this.a.length);
  }

  /** Every quoted line has been found. */
  get complete(): boolean {
    return this.matches.size === this.a.length;
  }

  /** Pairs equal lines; with a shift, only where the reply's depth is greater by it. */
  pair(shift: number | null): void {
    const within = (line: Line, depth: number): number =>
      shift === null ? line.words : line.words * DEPTHS + Math.min(Math.max(depth, 0), DEPTHS - 1);
    const keysA = new Int32Array(this.a.length);
    this.a.forEach((line, at) => (keysA[at] = within(line, line.depth - (shift ?? 0))));
    const keysB = new Int32Array(this.b.length);
    this.b.forEach((line, at) => (keysB[at] = within(line, line.depth)));
    for (const gap of this.gaps()) this.pairWithin(gap, keysA, keysB, 0);
    this.pairMoved(keysA, keysB);
  }

  /**
   * Every line is paired once, but a writer may quote the same lines again further down. Where not all lines of a quote were
   * found, its end is looked for anew by the lines above it, whether they were quoted before or not.
   */
  pairAgain(): void {
    let begin = 0;
    for (let a = 0; a < this.a.length; a += 1) {
      if (a > 0 && !this.adjacent(a)) begin = a;
      if (a + 1 < this.a.length && this.adjacent(a + 1)) continue;
      const unpaired = this.pairOfA.subarray(begin, a + 1).includes(-1);
      if (unpaired) this.pairEndAgain(begin, a);
    }
  }

  private pairEndAgain(begin: number, end: number): void {
    const now = this.pairOfA[end] ?? -1;
    let best = -1;
    let bestRun = now < 0 ? 1 : this.runBack(begin, end, now);
    let rivals = 0;
    for (const b of this.index.placesOf(this.a[end]?.words ?? NOWHERE, 0, this.b.length).subarray(0, CANDIDATES)) {
      const run = this.runBack(begin, end, b);
      if (run > bestRun) [best, bestRun, rivals] = [b, run, 1];
      else if (run === bestRun) rivals += 1;
    }
    if (best < 0 || rivals !== 1) return;
    for (let n = 0; n < bestRun; n += 1) {
      const [line, target] = [this.a[end - n], this.b[best - n]];
      if (line === undefined || target === undefined) continue;
      const same = line.text.trimEnd() === target.text.trimEnd();
      this.matches.set(line.index, { target: target.index, likeness: same ? 'same' : 'respaced', sure: true });
    }
  }

  /** How many lines up from here, with their depths, are equal. */
  private runBack(begin: number, a: number, b: number): number {
    let run = 0;
    while (run <= Math.min(a - begin, b, RUN)) {
      const [line, target] = [this.a[a - run], this.b[b - run]];
      if (line === undefined || target?.words !== line.words || target.depth !== line.depth - 1) break;
      run += 1;
    }
    return run;
  }

  /** Lines broken by a mailer: their joined text is that of the line they were. */
  joinWrapped(): void {
    for (const gap of this.gaps()) {
      if (!this.hasTelling(gap)) continue;
      let text = '';
      const starts: number[] = [];
      for (let b = gap.b0; b < gap.b1; b += 1) {
        starts.push(text.length);
        text += this.b[b]?.key ?? '';
      }
      if (text !== '' && (gap.a1 - gap.a0) * text.length < EFFORT)
        this.joinWithin(gap, { text, starts, beginnings: new Set(starts) });
    }
  }

  /** Lines that were changed a little: a character set lost, a word mended. */
  pairSimilar(): void {
    for (const gap of this.gaps()) this.pairSimilarWithin(gap);
  }

  /** The match of a line for which those that were changed a little are looked for only where they are asked for. */
  find(index: number): Match | undefined {
    this.unlike ??= this.gaps().map((gap) => ({ gap, done: false }));
    const from = this.a[0]?.index ?? 0;
    const near =
      this.matches.has(index) || index < from
        ? undefined
        : this.unlike.find(({ gap }) => index <= (this.a[gap.a1 - 1]?.index ?? -1));
    if (near !== undefined && !near.done) {
      near.done = true;
      this.pairSimilarWithin(near.gap);
    }
    return this.matches.get(index);
  }

  private pairSimilarWithin(gap: Gap): void {
    if (gap.b1 - gap.b0 > NEAR || gap.a1 - gap.a0 > NEAR) return;
    let from = gap.b0;
    for (let a = gap.a0; a < gap.a1; a += 1) {
      const line = this.a[a];
      if (line === undefined || this.matches.has(line.index)) continue;
      if (line.key.length < 8 || line.key.length > WIDEST) continue;
      const shape = new Shape(line.key);
      let best = -1;
      let [bestScore, second] = [0, 0];
      for (let b = from; b < gap.b1; b += 1) {
        const other = this.b[b]?.key ?? '';
        // Lines whose lengths differ more can't reach the least score.
        if (other.length < line.key.length * 0.6 || line.key.length < other.length * 0.6) continue;
        const score = shape.likeness(this.index.shapeOf(b), WORTH);
        if (score > bestScore) [best, second, bestScore] = [b, bestScore, score];
        else if (score > second) second = score;
      }
      const found = this.b[best];
      if (found === undefined || bestScore < LIKE) continue;
      this.matches.set(line.index, { target: found.index, likeness: 'similar', sure: bestScore - second > AHEAD });
      from = best + 1;
    }
  }

  /** The stretches between pairs in which neither side is paired; pairs out of order close none. */
  private gaps(): readonly Gap[] {
    const gaps: Gap[] = [];
    let [a0, b0] = [0, 0];
    for (let a = 0; a <= this.a.length; a += 1) {
      const b = a === this.a.length ? this.b.length : (this.pairOfA[a] ?? -1);
      if (b < b0) continue;
      if (a > a0 && b > b0) gaps.push({ a0, a1: a, b0, b1: b });
      [a0, b0] = [a + 1, b + 1];
    }
    return gaps;
  }

  private pairWithin(gap: Gap, keysA: Int32Array, keysB: Int32Array, level: number): void {
    const anchors = level > 12 ? [] : this.uniquePairs(gap, keysA, keysB);
    if (anchors.length === 0) {
      this.pairRuns(gap, keysA, keysB);
      return;
    }
    for (const [a, b] of anchors) this.set(a, b, true);
    for (const [a, b] of anchors) {
      for (let n = 1; this.free(a + n, b + n, gap) && keysA[a + n] === keysB[b + n]; n += 1)
        this.set(a + n, b + n, true);
      for (let n = 1; this.free(a - n, b - n, gap) && keysA[a - n] === keysB[b - n]; n += 1)
        this.set(a - n, b - n, true);
    }
    let [a0, b0] = [gap.a0, gap.b0];
    for (let a = gap.a0; a <= gap.a1; a += 1) {
      const b = a === gap.a1 ? gap.b1 : (this.pairOfA[a] ?? -1);
      if (b < b0) continue;
      if (a > a0 && b > b0) this.pairWithin({ a0, a1: a, b0, b1: b }, keysA, keysB, level + 1);
      [a0, b0] = [a + 1, b + 1];
    }
  }

  /** Pairs of unpaired lines that are unique in their stretch on both sides; in order, the longest such chain. */
  private uniquePairs(
    gap: Gap,
    keysA: Int32Array,
    keysB: Int32Array,
    inOrder = true,
  ): readonly (readonly [number, number])[] {
    const once = new Map<number, number>();
    for (let a = gap.a0; a < gap.a1; a += 1) {
      const key = keysA[a] ?? NOWHERE;
      if (this.pairOfA[a] === -1 && this.a[a]?.words !== NOWHERE) once.set(key, once.has(key) ? -1 : a);
    }
    const pairs: (readonly [number, number])[] = [];
    for (const [key, a] of once) {
      const b = a < 0 ? -1 : this.onlyPlace(key, a, gap, keysB);
      if (b >= 0) pairs.push([a, b]);
    }
    pairs.sort((left, right) => left[0] - right[0]);
    return inOrder ? longestRising(pairs) : pairs;
  }

  /** The one unpaired line of a stretch that equals line `a`; -1 if there is none or another. */
  private onlyPlace(key: number, a: number, gap: Gap, keysB: Int32Array): number {
    let only = -1;
    for (const b of this.index.placesOf(this.a[a]?.words ?? NOWHERE, gap.b0, gap.b1)) {
      if (keysB[b] !== key || this.pairOfB[b] !== -1) continue;
      if (only >= 0) return -1;
      only = b;
    }
    return only;
  }

  private free(a: number, b: number, gap: Gap): boolean {
    const inside = a >= gap.a0 && a < gap.a1 && b >= gap.b0 && b < gap.b1;
    return inside && this.pairOfA[a] === -1 && this.pairOfB[b] === -1;
  }

  private set(a: number, b: number, sure: boolean): void {
    const [line, target] = [this.a[a], this.b[b]];
    if (line === undefined || target === undefined) return;
    this.pairOfA[a] = b;
    this.pairOfB[b] = a;
    this.sure[a] = sure ? 1 : 0;
    const same = line.text.trimEnd() === target.text.trimEnd();
    this.matches.set(line.index, { target: target.index, likeness: same ? 'same' : 'respaced', sure });
  }

  /** Nothing unique is left: takes, in order, the candidate with which most lines that follow agree; the nearest on a tie. */
  private pairRuns(gap: Gap, keysA: Int32Array, keysB: Int32Array): void {
    let from = gap.b0;
    for (let a = gap.a0; a < gap.a1; a += 1) {
      if (this.pairOfA[a] !== -1) continue;
      const key = keysA[a] ?? NOWHERE;
      const words = this.a[a]?.words ?? NOWHERE;
      if (words === NOWHERE) continue;
      // Places above are passed for good: the quotes of a stretch stand in order.
      const candidates: number[] = [];
      for (const b of this.index.placesOf(words, from, gap.b1)) {
        if (keysB[b] === key && this.pairOfB[b] === -1) candidates.push(b);
        if (candidates.length === CANDIDATES) break;
      }
      let best = -1;
      let bestRun = 0;
      let rivals = 0;
      for (const b of candidates) {
        const run = this.runLength(a, b, gap, keysA, keysB);
        if (run > bestRun) [best, bestRun, rivals] = [b, run, 1];
        else if (run === bestRun) rivals += 1;
      }
      // A line that continues what was quoted directly before needs no other witness.
      const continues = candidates[0] === from && this.pairOfA[a - 1] === from - 1 && this.adjacent(a);
      if (continues && bestRun < 8) [best, rivals] = [from, this.sure[a - 1] === 1 ? 1 : 2];
      if (best < 0) continue;
      this.set(a, best, rivals === 1);
      from = best + 1;
    }
  }

  /** Line `a` follows the one before it in the reply with nothing between them but blank lines. */
  private adjacent(a: number): boolean {
    const [before, line] = [this.a[a - 1], this.a[a]];
    if (before === undefined || line === undefined) return false;
    for (let index = before.index + 1; index < line.index; index += 1) if (!this.quoted(index)) return false;
    return true;
  }

  /** The weight of the equal lines from here on: characters, with a limit. */
  private runLength(a: number, b: number, gap: Gap, keysA: Int32Array, keysB: Int32Array): number {
    let weight = 0;
    for (let n = 0; n < RUN && a + n < gap.a1 && b + n < gap.b1 && keysA[a + n] === keysB[b + n]; n += 1)
      weight += (this.a[a + n]?.key.length ?? 0) + 1;
    return weight;
  }

  /** Telling lines that are unique on both sides but stand out of order: quotes that the writer moved. */
  private pairMoved(keysA: Int32Array, keysB: Int32Array): void {
    const whole = { a0: 0, a1: this.a.length, b0: 0, b1: this.b.length };
    for (const [a, b] of this.uniquePairs(whole, keysA, keysB, false))
      if ((this.a[a]?.key.length ?? 0) >= 3 * TELLING) this.set(a, b, true);
  }

  /** Whether a line that was not found is long enough to be looked for. */
  private hasTelling({ a0, a1 }: Gap): boolean {
    for (let a = a0; a < a1; a += 1) {
      const line = this.a[a];
      if (line !== undefined && line.key.length >= TELLING && !this.matches.has(line.index)) return true;
    }
    return false;
  }

  private joinWithin(gap: Gap, joined: Joined): void {
    const { text } = joined;
    let cursor = 0;
    let continued = false;
    for (let a = gap.a0; a < gap.a1; a += 1) {
      const line = this.a[a];
      if (line === undefined || this.matches.has(line.index)) continue;
      const goesOn = continued && text.startsWith(line.key, cursor);
      const at: number = goesOn ? cursor : this.wrappedStart(line.key, joined, cursor);
      continued = at >= 0;
      if (at < 0) continue;
      cursor = at + line.key.length;
      this.setWrapped(line.index, gap, joined, cursor);
      cursor = this.joinLoose(line.index, gap, joined, cursor);
    }
  }

  /** Where a wrapped line begins: at the beginning of a line, or, when it is long, anywhere. */
  private wrappedStart(key: string, { text, beginnings }: Joined, cursor: number): number {
    if (key.length < TELLING) return -1;
    let at = text.indexOf(key, cursor);
    for (let tries = 0; at >= 0 && tries < 20; tries += 1) {
      if (beginnings.has(at) || key.length >= 6 * TELLING) return at;
      at = text.indexOf(key, at + 1);
    }
    return -1;
  }

  private setWrapped(index: number, gap: Gap, { starts }: Joined, end: number): void {
    const after = starts.findIndex((start) => start >= end);
    const target = this.b[gap.b0 + (after < 0 ? starts.length : after) - 1];
    if (target !== undefined) this.matches.set(index, { target: target.index, likeness: 'wrapped', sure: true });
  }

  /** The lines below a wrapped quote that lost their quote marks though they are the rest of it. */
  private joinLoose(index: number, gap: Gap, joined: Joined, cursor: number): number {
    const { text, beginnings } = joined;
    const depth = this.reply[index]?.depth ?? 0;
    for (let next = index + 1; next <= index + 2; next += 1) {
      const loose = this.reply[next];
      const key = loose?.key ?? '';
      const inLine = !beginnings.has(cursor) && cursor < text.length;
      if (loose === undefined || key === '' || loose.depth >= depth || !inLine) break;
      if (!text.startsWith(key, cursor)) break;
      cursor += key.length;
      this.setWrapped(next, gap, joined, cursor);
    }
    return cursor;
  }
}

/** The longest subsequence that rises in its second member (patience sorting, O(n log n)). */
function longestRising(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, b], index) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < b) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const chain: (readonly [number, number])[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) chain.push(pair);
  }
  return chain.reverse();
}
