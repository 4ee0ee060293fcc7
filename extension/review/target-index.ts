import { Shape } from './shape';

/** A line to be aligned. `depth` counts quote marks; a line that quotes has one more than the line that it quotes. */
export interface AlignedLine {
  readonly depth: number;
  readonly text: string;
  /** The text without its blanks. */
  readonly key: string;
}

/** A line that is aligned: not blank. */
export interface Line {
  readonly index: number;
  readonly depth: number;
  readonly key: string;
  readonly text: string;
  /** Equal for lines with equal keys; `NOWHERE` for a line of the reply that the other text has nowhere. */
  readonly words: number;
}

export const NOWHERE = -1;

/** The lines wanted that are not blank; `words` gives equal lines equal numbers. */
export function linesOf(
  lines: readonly AlignedLine[],
  wanted: (index: number) => boolean,
  words: (key: string) => number,
): readonly Line[] {
  const kept: Line[] = [];
  lines.forEach(({ depth, key, text }, index) => {
    if (key !== '' && wanted(index)) kept.push({ index, depth, key, text, words: words(key) });
  });
  return kept;
}

/** A text that is quoted, prepared once for all the replies that quote it: where each of its lines stands. */
export class TargetIndex {
  readonly lines: readonly Line[];
  readonly words = new Map<string, number>();
  /** The lines in order of their words, and for each number of words where in there they begin. */
  private readonly places: Int32Array;
  private readonly begins: Int32Array;
  private readonly shapes: (Shape | undefined)[] = [];

  constructor(target: readonly AlignedLine[]) {
    const { words } = this;
    this.lines = linesOf(
      target,
      () => true,
      (key) => {
        let number = words.get(key);
        if (number === undefined) words.set(key, (number = words.size));
        return number;
      },
    );
    this.begins = new Int32Array(words.size + 1);
    for (const line of this.lines) this.begins[line.words + 1] = (this.begins[line.words + 1] ?? 0) + 1;
    for (let number = 1; number <= words.size; number += 1)
      this.begins[number] = (this.begins[number] ?? 0) + (this.begins[number - 1] ?? 0);
    const free = this.begins.slice();
    this.places = new Int32Array(this.lines.length);
    this.lines.forEach((line, b) => {
      const at = free[line.words] ?? 0;
      this.places[at] = b;
      free[line.words] = at + 1;
    });
  }

  /** The lines from `b0` on and above `b1` that have these words. */
  placesOf(words: number, b0: number, b1: number): Int32Array {
    const [from, to] = [this.placeFrom(words, b0), this.placeFrom(words, b1)];
    return this.places.subarray(from, Math.max(from, to));
  }

  /** Where in `places` the lines with these words go on at `line`. */
  private placeFrom(words: number, line: number): number {
    let [low, high] = [this.begins[words] ?? 0, this.begins[words + 1] ?? 0];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.places[middle] ?? line) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  shapeOf(b: number): Shape {
    return (this.shapes[b] ??= new Shape(this.lines[b]?.key ?? ''));
  }
}

const indexes = new WeakMap<readonly AlignedLine[], TargetIndex>();

export function indexOf(target: readonly AlignedLine[]): TargetIndex {
  let index = indexes.get(target);
  if (index === undefined) indexes.set(target, (index = new TargetIndex(target)));
  return index;
}
