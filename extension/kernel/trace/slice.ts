/**
 * Which steps explain how a rule came to be broken: backwards from the end along values (through registers and memory), with the
 * locks around them, the waits that ordered them, and the decisions that others made stale. Happens-before alone keeps everything
 * that the actors did before (MODEL-FACTS 5, minimising, point 6).
 */
import { accessesOf, bytesOf, lastBefore, type Accesses } from './accesses';
import type { RecordedStep } from './record';

const ORDERING = /wait|complete|wake|join|spawn|synchronize|schedule/;

/** @param seeds steps that have to be explained too, beside the last one */
export function explainingSteps(
  steps: readonly RecordedStep[],
  past: ReadonlySet<number>,
  seeds: readonly number[] = [],
): Set<number> {
  const accesses = accessesOf(steps);
  const relevant = new Set<number>();
  const open: number[] = [];
  const add = (index: number | undefined): void => {
    if (index === undefined || index < 0 || relevant.has(index)) return;
    // Setup is nobody's turn: what it left behind needs no explanation.
    if (steps[index]?.actor === 0 && index < steps.length - 1) return;
    relevant.add(index);
    open.push(index);
  };
  steps.forEach((step, index) => {
    if (index === steps.length - 1 || step.waits) add(index);
    if (step.primitive !== null && ORDERING.test(step.primitive) && past.has(index)) add(index);
  });
  seeds.forEach(add);
  // What the last step looks at has a history: everything that the actors wrote there.
  for (const touch of steps.at(-1)?.touched ?? [])
    for (const byte of bytesOf(touch))
      for (const write of (accesses.get(byte) as Accesses).writes) if (steps[write]?.actor !== 0) add(write);
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const step = steps[index] as RecordedStep;
    for (const from of step.from) add(from);
    for (const touch of step.touched)
      for (const byte of bytesOf(touch)) {
        const { writes } = accesses.get(byte) as Accesses;
        if (!touch.write || touch.bytes > 8) add(lastBefore(writes, index));
        else lostUpdates(steps, accesses, index, byte).forEach(add);
      }
    for (const lock of step.held) {
      add(heldSince(steps, index, lock));
      add(heldUntil(steps, index, lock));
    }
  }
  staleReads(steps, accesses, relevant).forEach(add);
  for (let index = open.pop(); index !== undefined; index = open.pop())
    for (const lock of (steps[index] as RecordedStep).held) {
      add(heldSince(steps, index, lock));
      add(heldUntil(steps, index, lock));
    }
  return relevant;
}

/** Writes of others between the read and the write of a read-modify-write: they are lost. */
function lostUpdates(
  steps: readonly RecordedStep[],
  accesses: ReadonlyMap<number, Accesses>,
  index: number,
  byte: number,
): number[] {
  const step = steps[index] as RecordedStep;
  const { reads, writes } = accesses.get(byte) as Accesses;
  const read = [...step.from].filter((from) => reads.includes(from)).at(-1);
  if (read === undefined) return [];
  return writes.filter((other) => other > read && other < index && (steps[other] as RecordedStep).actor !== step.actor);
}

/** Decisions of a relevant actor over what another one overwrites before the first has gone on, and those writes. */
function staleReads(
  steps: readonly RecordedStep[],
  accesses: ReadonlyMap<number, Accesses>,
  relevant: ReadonlySet<number>,
): number[] {
  const lastRelevant = new Map<number, number>();
  for (const index of relevant) {
    const { actor } = steps[index] as RecordedStep;
    lastRelevant.set(actor, Math.max(lastRelevant.get(actor) ?? -1, index));
  }
  const found: number[] = [];
  for (const { reads, writes } of accesses.values())
    for (const read of reads) {
      const step = steps[read] as RecordedStep;
      const goesOn = lastRelevant.get(step.actor) ?? -1;
      if (step.actor === 0 || !step.branches) continue;
      const write = writes.find((other) => {
        const by = steps[other] as RecordedStep;
        return other > read && other < goesOn && by.actor !== step.actor && by.actor !== 0 && by.primitive === null;
      });
      if (write !== undefined && lastRelevant.has((steps[write] as RecordedStep).actor)) found.push(read, write);
    }
  return found;
}

/** The step at which the actor of a step took a lock that it holds there. */
function heldSince(steps: readonly RecordedStep[], index: number, lock: number): number {
  const { actor } = steps[index] as RecordedStep;
  let since = index;
  for (let i = index - 1; i >= 0; i--) {
    const step = steps[i] as RecordedStep;
    if (step.actor !== actor) continue;
    if (!step.held.includes(lock)) break;
    since = i;
  }
  return since;
}

/** The step at which it gives it back, or -1. */
function heldUntil(steps: readonly RecordedStep[], index: number, lock: number): number {
  const { actor } = steps[index] as RecordedStep;
  return steps.findIndex((step, i) => i > index && step.actor === actor && !step.held.includes(lock));
}
