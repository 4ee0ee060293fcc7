/**
 * The states seen, as 64-bit fingerprints in open addressing, both halves side by side so that a look-up touches one cache line:
 * 8 bytes a place at 35 to 70 % load. A search with a cost (preemptions, or steps) keeps beside each the cost with which it was
 * reached most cheaply: reached more cheaply it is worth another visit.
 */
export class Visited {
  size = 0;
  private mask: number;
  /** Pairs (first half, second half). */
  private pairs: Int32Array;
  private cost: Uint16Array | null;
  private limit: number;

  /** @param costed whether `enter` is given different costs */
  constructor(costed: boolean, capacity = 1 << 12) {
    this.mask = capacity - 1;
    this.pairs = new Int32Array(capacity * 2);
    this.cost = costed ? new Uint16Array(capacity) : null;
    this.limit = Math.floor(capacity * 0.7);
  }

  /** False where the state was entered before, at no higher cost. Remembers it either way. */
  enter(first: number, second: number, cost: number): boolean {
    const { pairs, mask } = this;
    // 0:0 marks an empty place.
    const a = first === 0 && second === 0 ? 1 : first;
    let at = (a ^ Math.imul(second, 0x9e3779b1)) & mask;
    for (;;) {
      const held = pairs[at * 2] as number;
      const heldSecond = pairs[at * 2 + 1] as number;
      if (held === a && heldSecond === second) return this.cheaper(at, cost);
      if (held === 0 && heldSecond === 0) break;
      at = (at + 1) & mask;
    }
    pairs[at * 2] = a;
    pairs[at * 2 + 1] = second;
    if (this.cost !== null) this.cost[at] = cost;
    this.size++;
    if (this.size > this.limit) this.grow();
    return true;
  }

  get bytes(): number {
    return this.pairs.byteLength + (this.cost?.byteLength ?? 0);
  }

  private cheaper(at: number, cost: number): boolean {
    const { cost: costs } = this;
    if (costs === null || (costs[at] as number) <= cost) return false;
    costs[at] = cost;
    return true;
  }

  private grow(): void {
    const { pairs, cost } = this;
    const capacity = pairs.length;
    const mask = capacity - 1;
    const larger = new Int32Array(capacity * 2);
    const largerCost = cost === null ? null : new Uint16Array(capacity);
    for (let i = 0; i < pairs.length; i += 2) {
      const a = pairs[i] as number;
      const b = pairs[i + 1] as number;
      if (a === 0 && b === 0) continue;
      let at = (a ^ Math.imul(b, 0x9e3779b1)) & mask;
      while (larger[at * 2] !== 0 || larger[at * 2 + 1] !== 0) at = (at + 1) & mask;
      larger[at * 2] = a;
      larger[at * 2 + 1] = b;
      if (cost !== null && largerCost !== null) largerCost[at] = cost[i >> 1] as number;
    }
    this.pairs = larger;
    this.cost = largerCost;
    this.mask = mask;
    this.limit = Math.floor(capacity * 0.7);
  }
}
