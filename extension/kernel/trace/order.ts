/** Happens-before over recorded steps: program order, and for every word the order of conflicting accesses. */
import type { RecordedStep } from './record';

export interface Order {
  /** Pairs of indices, across actors, without those that follow from others. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Which steps the last one depends on, itself included. */
  readonly past: ReadonlySet<number>;
}

/** All that concerns everybody counts as access to one imaginary word. */
const EVERYBODY = -1;

export function orderOf(steps: readonly RecordedStep[]): Order {
  const lastWriter = new Map<number, number>();
  const readers = new Map<number, Map<number, number>>();
  const lastOf = new Map<number, number>();
  const clocks: Map<number, number>[] = [];
  const before: number[][] = [];
  const pairs: [number, number][] = [];
  steps.forEach((step, index) => {
    const clock = new Map<number, number>();
    const from: number[] = [];
    const previous = lastOf.get(step.actor);
    if (previous !== undefined) {
      from.push(previous);
      join(clock, clocks[previous]);
    }
    const conflicts = new Set<number>();
    const look = (slot: number, write: boolean): void => {
      const writer = lastWriter.get(slot);
      if (writer !== undefined && writer !== index) conflicts.add(writer);
      let known = readers.get(slot);
      if (write) {
        known?.forEach((reader) => {
          if (reader !== index) conflicts.add(reader);
        });
        lastWriter.set(slot, index);
        readers.delete(slot);
      } else {
        if (known === undefined) readers.set(slot, (known = new Map()));
        known.set(step.actor, index);
      }
    };
    for (const touch of step.touched)
      for (let slot = touch.at >> 2; slot * 4 < touch.at + touch.bytes; slot++) look(slot, touch.write);
    if (step.concernsAll) look(EVERYBODY, true);
    // The latest first: what it already knows of needs no pair of its own.
    for (const conflict of [...conflicts].sort((a, b) => b - a)) {
      const other = steps[conflict] as RecordedStep;
      if (other.actor === step.actor) continue;
      from.push(conflict);
      if ((clock.get(other.actor) ?? -1) >= conflict) continue;
      join(clock, clocks[conflict]);
      if (step.actor !== 0 && other.actor !== 0) pairs.push([conflict, index]);
    }
    clock.set(step.actor, index);
    clocks.push(clock);
    before.push(from);
    lastOf.set(step.actor, index);
  });
  const past = new Set<number>();
  const open = steps.length === 0 ? [] : [steps.length - 1];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (past.has(index)) continue;
    past.add(index);
    open.push(...(before[index] as number[]));
  }
  return { pairs, past };
}

function join(into: Map<number, number>, other: Map<number, number> | undefined): void {
  other?.forEach((value, actor) => {
    if ((into.get(actor) ?? -1) < value) into.set(actor, value);
  });
}
