import { setFlagsFromString } from 'node:v8';

/** What a command knows about its run and the engine can't know. */
export type Tuning =
  /** Much code runs, each part of it briefly. */
  | 'brief'
  /** What will stay in memory is there. */
  | 'filled';

/**
 * Tells V8 what it would guess wrong. Measured on 27 MB of mail: an optimizing compiler that inlines less saves a sixth of
 * the processor time where every function is compiled by it (V8 12 and newer have a cheaper one between), and a young
 * generation that grows no more saves a third of the memory, which is garbage then, at no cost.
 */
export function tuneEngine(tuning: Tuning): void {
  if (tuning === 'filled') setFlagsFromString('--semi-space-growth-factor=1');
  else if (parseInt(process.versions.v8, 10) < 12) setFlagsFromString('--max-inlined-bytecode-size-cumulative=150');
}
