/** Happens-before over recorded steps: program order, and for every word the order of conflicting accesses. */
import { PIECES, type Sliced } from '../../ground/sliced';
import type { RecordedStep } from './record';

export interface Order {
  /** Pairs of indices, across actors, without those that follow from others. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Which steps the last one depends on, itself included. */
  readonly past: ReadonlySet<number>;
}

/** All that concerns everybody counts as access to one imaginary word. */
const EVERYBODY = -1;

export function* ordering(steps: readonly RecordedStep[]): Sliced<Order> {
  const lastWriter = new Map<number, number>();
  const readers = new Map<number, Map<number, number>>();
  const lastOf = new Map<number, number>();
  const width = steps.reduce((most, step) => Math.max(most, step.actor + 1), 1);
  /** For each step, the latest step of each actor that happens before it or is it, plus 1. */
  const clocks = new Int32Array(steps.length * width);
  const previousOf = new Int32Array(steps.length);
  /** What a step conflicts with, for the few that do with another actor's. */
  const before = new Map<number, number[]>();
  const pairs: [number, number][] = [];
  for (const [index, step] of steps.entries()) {
    if (index % PIECES === 0) yield;
    const clock = index * width;
    const from: number[] = [];
    const previous = lastOf.get(step.actor) ?? -1;
    previousOf[index] = previous;
    if (previous >= 0) join(clocks, clock, previous * width, width);
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
      if ((clocks[clock + other.actor] as number) > conflict) continue;
      join(clocks, clock, conflict * width, width);
      if (step.actor !== 0 && other.actor !== 0) pairs.push([conflict, index]);
    }
    clocks[clock + step.actor] = index + 1;
    if (from.length > 0) before.set(index, from);
    lastOf.set(step.actor, index);
  }
  yield;
  const past = new Set<number>();
  const open = steps.length === 0 ? [] : [steps.length - 1];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (past.has(index)) continue;
    past.add(index);
    const previous = previousOf[index] as number;
    if (previous >= 0) open.push(previous);
    open.push(...(before.get(index) ?? []));
  }
  return { pairs, past };
}

/** Makes the clock at `into` know what the one at `other` knows. */
function join(clocks: Int32Array, into: number, other: number, width: number): void {
  for (let i = 0; i < width; i++)
    if ((clocks[into + i] as number) < (clocks[other + i] as number)) clocks[into + i] = clocks[other + i] as number;
}
