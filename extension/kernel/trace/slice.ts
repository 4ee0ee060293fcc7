/**
 * Which steps explain how a rule came to be broken: backwards from the end along values (through registers and memory), with the
 * locks around them, the waits that ordered them, and the decisions that others made stale. Happens-before alone keeps everything
 * that the actors did before (MODEL-FACTS 5, minimising, point 6).
 */
import { PIECES, type Sliced } from '../../ground/sliced';
import { countUpTo } from '../../ground/sorted';
import { bytesOf, lastBefore, type Accesses } from './accesses';
import { holdsOf } from './holds';
import type { RecordedStep } from './record';

const ORDERING = /wait|complete|wake|join|spawn|synchronize|schedule/;

/**
 * @param accesses those of all steps
 * @param seeds steps that have to be explained too, beside the last one
 */
export function* explaining(
  steps: readonly RecordedStep[],
  accesses: ReadonlyMap<number, Accesses>,
  past: ReadonlySet<number>,
  seeds: readonly number[],
): Sliced<Set<number>> {
  const holds = holdsOf(steps);
  const relevant = new Set<number>();
  const open: number[] = [];
  const add = (index: number | undefined): void => {
    if (index === undefined || index < 0 || relevant.has(index)) return;
    // Setup is nobody's turn: what it left behind needs no explanation.
    if (steps[index]?.actor === 0 && index < steps.length - 1) return;
    relevant.add(index);
    open.push(index);
  };
  const addLocksAround = (index: number): void => {
    const { actor, held } = steps[index] as RecordedStep;
    for (const lock of held) {
      const hold = holds.at(actor, lock, index);
      add(hold?.since);
      add(hold?.until ?? undefined);
    }
  };
  yield;
  steps.forEach((step, index) => {
    if (index === steps.length - 1 || step.waits) add(index);
    if (step.primitive !== null && ORDERING.test(step.primitive) && past.has(index)) add(index);
  });
  seeds.forEach(add);
  // What the last step looks at has a history: everything that the actors wrote there.
  for (const touch of steps.at(-1)?.touched ?? [])
    for (const byte of bytesOf(touch))
      for (const write of (accesses.get(byte) as Accesses).writes) if (steps[write]?.actor !== 0) add(write);
  let explained = 0;
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (++explained % PIECES === 0) yield;
    const step = steps[index] as RecordedStep;
    for (const from of step.from) add(from);
    for (const touch of step.touched)
      for (const byte of bytesOf(touch)) {
        const { writes } = accesses.get(byte) as Accesses;
        if (!touch.write || touch.bytes > 8) add(lastBefore(writes, index));
        else lostUpdates(steps, accesses, index, byte).forEach(add);
      }
    addLocksAround(index);
  }
  yield;
  staleReads(steps, accesses, relevant).forEach(add);
  yield;
  for (let index = open.pop(); index !== undefined; index = open.pop()) addLocksAround(index);
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
  const read = [...step.from].filter((from) => lastBefore(reads, from + 1) === from).at(-1);
  if (read === undefined) return [];
  return writes
    .slice(countUpTo(writes, read), countUpTo(writes, index - 1))
    .filter((other) => (steps[other] as RecordedStep).actor !== step.actor);
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
      const write = overwriteOf(steps, writes, read, goesOn);
      if (write !== null && lastRelevant.has((steps[write] as RecordedStep).actor)) found.push(read, write);
    }
  return found;
}

/** The first of the writes after a read and before a limit that is a plain one of another actor. */
function overwriteOf(
  steps: readonly RecordedStep[],
  writes: readonly number[],
  read: number,
  limit: number,
): number | null {
  const { actor } = steps[read] as RecordedStep;
  for (let at = countUpTo(writes, read); at < writes.length; at++) {
    const write = writes[at] as number;
    if (write >= limit) return null;
    const by = steps[write] as RecordedStep;
    if (by.actor !== actor && by.actor !== 0 && by.primitive === null) return write;
  }
  return null;
}
