import type { Program } from '../c/ir';
import type { Bounds } from '../machine/layout';
import { SEARCH_BOUNDS } from '../machine/layout';
import type { Faults } from '../machine/machine';
import { Machine } from '../machine/machine';
import type { Files } from './build';
import { buildTrace, sourceHash, travel } from './build';
import { record } from './record';
import { viewState } from './view';
import type { StateView, Trace, TraceStep } from './trace';

/** What has to be the same as when the trace was made. */
export interface ReplayOptions {
  readonly bounds?: Bounds;
  readonly faults?: Faults;
}

/** The first step at which a re-execution differs from a saved trace. */
export interface Difference {
  /** `TraceStep.n`; 0 where the sources themselves differ before any step does. */
  readonly step: number;
  readonly message: string;
}

/** A trace that was executed again, to walk about in. */
export interface Replay {
  readonly steps: readonly TraceStep[];
  /** The trace as executed now. */
  readonly trace: Trace;
  /** The state after a step; 0 is the state before the first. */
  stateAt(step: number): StateView;
  /** Compares with the saved trace, hash by hash. Null if every step is the same. */
  verify(): Difference | null;
}

/** Executes a saved trace again. Never throws for a trace of other sources: `verify` then says where it parts. */
export function openReplay(program: Program, files: Files, trace: Trace, options: ReplayOptions = {}): Replay {
  const machine = new Machine(program, {
    bounds: options.bounds ?? SEARCH_BOUNDS,
    ...(options.faults === undefined ? {} : { faults: options.faults }),
  });
  const recording = record(machine, trace.choices);
  const again = buildTrace(recording, files, trace.flow);
  let at = recording.steps.length - 1;
  return {
    steps: again.steps,
    trace: again,
    stateAt: (step) => {
      const wanted = Math.max(-1, Math.min(recording.steps.length - 1, step - 1));
      travel(recording, at, wanted);
      at = wanted;
      return viewState(recording, wanted + 1, files);
    },
    verify: () => firstDifference(trace, again, sourceHash(program)),
  };
}

function firstDifference(saved: Trace, again: Trace, hash: string): Difference | null {
  const count = Math.max(saved.stateHashes.length, again.stateHashes.length);
  for (let i = 0; i < count; i++) {
    if (saved.stateHashes[i] === again.stateHashes[i]) continue;
    const step = again.steps[i] ?? saved.steps[i];
    const where = step === undefined ? '' : ` (${step.name}, ${step.file}:${String(step.line)})`;
    const why = saved.sourceHash === hash ? '' : ': the sources have changed since it was saved';
    return { step: i + 1, message: `step ${String(i + 1)}${where} does not lead to the state that was saved${why}` };
  }
  if (saved.sourceHash !== hash)
    return { step: 0, message: 'the sources have changed since the trace was saved, but every step is the same' };
  return null;
}
