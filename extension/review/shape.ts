/** The number of 32-bit words of a sketch: twice as many bits as most lines have characters. */
const WORDS = 4;

/** A text made ready to be compared with many others by its pairs of neighbouring characters. */
export class Shape {
  /** How many pairs it has. */
  private readonly size: number;
  /** One bit for each pair that it has, several pairs a bit: what is missing in another sketch is missing in its text. */
  private readonly sketch = new Int32Array(WORDS);
  private sorted: Uint32Array | null = null;

  constructor(private readonly text: string) {
    this.size = Math.max(text.length - 1, 0);
    for (let at = 0; at < this.size; at += 1) {
      const bit = Math.imul(this.pair(at), 0x9e3779b1) >>> 25;
      this.sketch[bit >> 5] = (this.sketch[bit >> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  /**
   * Dice's coefficient over pairs of neighbouring characters: 1 for equal texts, 0 for texts that share none. Where it is
   * below `least` it may come out as 0.
   */
  likeness(other: Shape, least: number): number {
    const all = this.size + other.size;
    if (this.size === 0 || other.size === 0) return 0;
    const most = Math.min(this.size - this.missingIn(other), other.size - other.missingIn(this));
    return 2 * most < least * all ? 0 : (2 * sharedPairs(this.pairs, other.pairs)) / all;
  }

  /** How many pairs, at least, the other text has not. */
  private missingIn({ sketch }: Shape): number {
    let count = 0;
    for (let word = 0; word < WORDS; word += 1) count += bits((this.sketch[word] ?? 0) & ~(sketch[word] ?? 0));
    return count;
  }

  /** The pairs as numbers, in order of size. */
  private get pairs(): Uint32Array {
    if (this.sorted !== null) return this.sorted;
    const pairs = new Uint32Array(this.size);
    for (let at = 0; at < this.size; at += 1) pairs[at] = this.pair(at);
    return (this.sorted = pairs.sort());
  }

  private pair(at: number): number {
    return this.text.charCodeAt(at) * 0x10000 + this.text.charCodeAt(at + 1);
  }
}

function sharedPairs(left: Uint32Array, right: Uint32Array): number {
  let [at, to, shared] = [0, 0, 0];
  while (at < left.length && to < right.length) {
    const apart = (left[at] ?? 0) - (right[to] ?? 0);
    if (apart === 0) shared += 1;
    if (apart <= 0) at += 1;
    if (apart >= 0) to += 1;
  }
  return shared;
}

/** How many bits of a 32-bit word are set. */
function bits(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
