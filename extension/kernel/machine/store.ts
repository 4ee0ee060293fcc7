/**
 * The state of a run: one flat array of 32-bit slots, a trail that undoes writes, and a 64-bit hash that follows them.
 *
 * Two kinds of write. `put` is for memory that the hash covers incrementally: objects, lock state, actor control.
 * `keep` is for frames, whose hash is taken once a transition over the live registers only (frame-hash.ts), so that values
 * nobody will read again do not tell states apart. Both are undone alike.
 *
 * The two halves of the hash come from different non-linear mixers of (slot, value): with a linear one the second half would
 * be a function of the first (MODEL-FACTS 0.5).
 */
export class Store {
  readonly slots: Int32Array;
  /** Bytes and half-words of the same memory; both ends of the wire are little endian on every host of VS Code. */
  readonly bytes: Uint8Array;
  /** [0], [1]: the hash of everything written by `put`. */
  readonly hash = new Int32Array(2);
  /** Pairs (slot, value before). */
  private trail = new Int32Array(1 << 12);
  private top = 0;
  /** Off for runs that never go back: nothing is remembered then. */
  recording = true;

  constructor(size: number) {
    this.slots = new Int32Array(size);
    this.bytes = new Uint8Array(this.slots.buffer);
  }

  get(slot: number): number {
    return this.slots[slot] as number;
  }

  put(slot: number, value: number): void {
    const slots = this.slots;
    const old = slots[slot] as number;
    if (old === value) return;
    slots[slot] = value;
    if (this.top === this.trail.length) this.makeRoom();
    const { trail, top } = this;
    trail[top] = slot;
    trail[top + 1] = old;
    this.top = top + 2;
    const hash = this.hash;
    let first = hash[0] as number;
    let second = hash[1] as number;
    if (old !== 0) {
      first ^= mixFirst(slot, old);
      second ^= mixSecond(slot, old);
    }
    if (value !== 0) {
      first ^= mixFirst(slot, value);
      second ^= mixSecond(slot, value);
    }
    hash[0] = first;
    hash[1] = second;
  }

  keep(slot: number, value: number): void {
    const slots = this.slots;
    const old = slots[slot] as number;
    if (old === value) return;
    slots[slot] = value;
    if (this.top === this.trail.length) this.makeRoom();
    const { trail, top } = this;
    trail[top] = slot;
    trail[top + 1] = old;
    this.top = top + 2;
  }

  /** Makes the hash depend on something that is set once and undone with the slots. */
  stir(what: number, value: number): void {
    this.hash[0] = (this.hash[0] as number) ^ mixFirst(~what, value);
    this.hash[1] = (this.hash[1] as number) ^ mixSecond(~what, value);
  }

  /** A point to return to with `undo`; the caller saves the hash beside it. */
  mark(): number {
    return this.top;
  }

  undo(mark: number, first: number, second: number): void {
    const { slots, trail } = this;
    let top = this.top;
    while (top > mark) {
      top -= 2;
      slots[trail[top] as number] = trail[top + 1] as number;
    }
    this.top = mark;
    this.hash[0] = first;
    this.hash[1] = second;
  }

  /**
   * Moves along a finished run: from `from` back to `to`, or forward again. Each trail entry changes places with its slot, so the
   * way back keeps what the way forward needs. The caller sets the hash.
   */
  travel(from: number, to: number): void {
    const { slots, trail } = this;
    if (to < from)
      for (let at = from - 2; at >= to; at -= 2) {
        const slot = trail[at] as number;
        const value = slots[slot] as number;
        slots[slot] = trail[at + 1] as number;
        trail[at + 1] = value;
      }
    else
      for (let at = from; at < to; at += 2) {
        const slot = trail[at] as number;
        const value = slots[slot] as number;
        slots[slot] = trail[at + 1] as number;
        trail[at + 1] = value;
      }
  }

  /** Makes everything written so far final: for runs that never go back. */
  forget(): void {
    this.top = 0;
  }

  /** Calls `each(slot, value before)` for the writes from one mark to another, oldest first; a slot may come several times. */
  written(from: number, to: number, each: (slot: number, before: number) => void): void {
    for (let at = from; at < to; at += 2) each(this.trail[at] as number, this.trail[at + 1] as number);
  }

  /** Bytes that the trail occupies. */
  get trailBytes(): number {
    return this.trail.byteLength;
  }

  /** The trail is full: a longer one, or for runs that never go back the same one from its beginning. */
  private makeRoom(): void {
    if (!this.recording) {
      this.top = 0;
      return;
    }
    const longer = new Int32Array(this.trail.length * 2);
    longer.set(this.trail);
    this.trail = longer;
  }
}

/** Finaliser of "splitmix32" over a combination of slot and value. */
export function mixFirst(slot: number, value: number): number {
  let x = (value + Math.imul(slot, 0x9e3779b9)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}

/** MurmurHash3's finaliser over another combination, so that no pair collides in both halves for the same reason. */
export function mixSecond(slot: number, value: number): number {
  let x = Math.imul(value ^ 0x5bd1e995, 0x2c1b3c6d) ^ Math.imul(slot + 0x165667b1, 0x297a2d39);
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/**
 * One word more in a hash of a sequence, cheaply: each is a bijection of the word, the two are of different kinds (FNV-1a's
 * order of operations, and MurmurHash3's round), and the caller ends the sequence with a full mixer.
 */
export function foldFirst(hash: number, value: number): number {
  const x = Math.imul(hash ^ value, 0x01000193);
  return x ^ (x >>> 15);
}

export function foldSecond(hash: number, value: number): number {
  const x = (Math.imul(value, 0xcc9e2d51) + hash) | 0;
  return (Math.imul((x << 13) | (x >>> 19), 5) + 0x6b64e654) | 0;
}
