/**
 * Lock classes by number, with the names that messages show. Numbers are given as classes are met; nothing of this is part
 * of the state, so the same class keeps its number over all schedules.
 */
export class LockClasses {
  private readonly numbers = new Map<number, number>();
  private readonly names = [''];
  private readonly witnesses = new Map<number, string>();
  /** Every order that any schedule had, as (first << 16 | second) with its kinds. */
  readonly orders = new Map<number, number>();
  /** A circle of orders that no one schedule is known to have, in words; null without one. */
  scattered: string | null = null;

  /** From 1. */
  index(key: number): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.names.length);
    return this.names.push('') - 1;
  }

  /** The first lock of a class that is held gives it its name. */
  call(index: number, name: () => string): void {
    if (this.names[index] === '') this.names[index] = name();
  }

  name(index: number): string {
    return this.names[index] ?? '';
  }

  /** Adds an order to those of all schedules; returns whether it is new there. */
  addOrder(edge: number, kind: number): boolean {
    const kinds = this.orders.get(edge) ?? 0;
    if ((kinds & kind) !== 0) return false;
    this.orders.set(edge, kinds | kind);
    return true;
  }

  /** Who first took a lock of one class while holding one of another, and where. */
  witness(edge: number, say: () => string): void {
    if (!this.witnesses.has(edge)) this.witnesses.set(edge, say());
  }

  witnessOf(edge: number): string {
    return this.witnesses.get(edge) ?? '';
  }
}
