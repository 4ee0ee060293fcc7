/** Which steps of a recording read and write which bytes. */
import { PIECES, type Sliced } from '../../ground/sliced';
import { countUpTo } from '../../ground/sorted';
import type { Touch } from '../machine/reduction';
import type { RecordedStep } from './record';

/** Indices of the steps that read and write a byte, ascending. */
export interface Accesses {
  readonly reads: number[];
  readonly writes: number[];
}

/** Of every byte of the slots; the words of locks are left out: who held one before explains nothing. */
export function* accessing(steps: readonly RecordedStep[]): Sliced<Map<number, Accesses>> {
  const found = new Map<number, Accesses>();
  for (const [index, step] of steps.entries()) {
    if (index % PIECES === 0) yield;
    for (const touch of step.touched)
      for (const byte of bytesOf(touch)) {
        let accesses = found.get(byte);
        if (accesses === undefined) found.set(byte, (accesses = { reads: [], writes: [] }));
        (touch.write ? accesses.writes : accesses.reads).push(index);
      }
  }
  return found;
}

/** The bytes that a touch covers; none for the word of a lock. */
export function bytesOf(touch: Touch): number[] {
  const bytes: number[] = [];
  if (!touch.lock) for (let byte = touch.at; byte < touch.at + touch.bytes; byte++) bytes.push(byte);
  return bytes;
}

/** The last of the indices before a limit. */
export const lastBefore = (indices: readonly number[], limit: number): number | undefined =>
  indices[countUpTo(indices, limit - 1) - 1];
