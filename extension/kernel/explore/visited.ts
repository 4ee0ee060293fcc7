/**
 * The states seen, as 64-bit fingerprints in open addressing: 9 bytes a state at 70 % load. Beside each stands the cost
 * (preemptions, or steps) with which it was reached most cheaply: reached more cheaply it is worth another visit.
 */
export class Visited {
  size = 0;
  private mask: number;
  private first: Int32Array;
  private second: Int32Array;
  private cost: Uint16Array;
  private limit: number;

  constructor(capacity = 1 << 14) {
    this.mask = capacity - 1;
    this.first = new Int32Array(capacity);
    this.second = new Int32Array(capacity);
    this.cost = new Uint16Array(capacity);
    this.limit = Math.floor(capacity * 0.7);
  }

  /** Whether the state is new, or was reached at a higher cost only. Remembers it either way. */
  enter(first: number, second: number, cost: number): boolean {
    // 0:0 marks an empty place.
    const a = first === 0 && second === 0 ? 1 : first;
    let at = (a ^ Math.imul(second, 0x9e3779b1)) & this.mask;
    for (;;) {
      const held = this.first[at] as number;
      const heldSecond = this.second[at] as number;
      if (held === 0 && heldSecond === 0) break;
      if (held === a && heldSecond === second) {
        if ((this.cost[at] as number) <= cost) return false;
        this.cost[at] = cost;
        return true;
      }
      at = (at + 1) & this.mask;
    }
    this.first[at] = a;
    this.second[at] = second;
    this.cost[at] = cost;
    this.size++;
    if (this.size > this.limit) this.grow();
    return true;
  }

  get bytes(): number {
    return this.first.byteLength + this.second.byteLength + this.cost.byteLength;
  }

  private grow(): void {
    const { first, second, cost } = this;
    const capacity = first.length * 2;
    this.first = new Int32Array(capacity);
    this.second = new Int32Array(capacity);
    this.cost = new Uint16Array(capacity);
    this.mask = capacity - 1;
    this.limit = Math.floor(capacity * 0.7);
    for (let i = 0; i < first.length; i++) {
      const a = first[i] as number;
      const b = second[i] as number;
      if (a === 0 && b === 0) continue;
      let at = (a ^ Math.imul(b, 0x9e3779b1)) & this.mask;
      while (this.first[at] !== 0 || this.second[at] !== 0) at = (at + 1) & this.mask;
      this.first[at] = a;
      this.second[at] = b;
      this.cost[at] = cost[i] as number;
    }
  }
}
