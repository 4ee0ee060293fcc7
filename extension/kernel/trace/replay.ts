import { atOnce, type Sliced } from '../../ground/sliced';
import type { Program } from '../c/ir';
import type { Bounds } from '../machine/layout';
import { SEARCH_BOUNDS } from '../machine/layout';
import { isOrderRule } from '../rules/lock-order';
import type { Faults } from '../machine/machine';
import type { Files } from './build';
import { alternatives, goingOn, type Alternative, type Rest, type Schedule, type Setting, type Turn } from './continue';
import { evaluate, type Evaluation, type WatchedPlace } from './evaluate';
import { recordingSchedule, tracing } from './execute';
import type { RecordedStep, Recording, Standing } from './record';
import { viewState } from './view';
import type { KeptTrace, StateView, Trace, TraceStep } from './trace';

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

/** A step that touched memory that is watched. */
export interface Access {
  /** `TraceStep.n`. */
  readonly step: number;
  /** A statement may do both: `count++`. */
  readonly read: boolean;
  readonly write: boolean;
}

/** A run that left a trace at some step. */
export interface Continuation {
  readonly replay: Replay;
  /** How many of its first steps are those of the trace that it left. */
  readonly kept: number;
}

/** A trace that was executed again, to walk about in. */
export interface Replay {
  readonly steps: readonly TraceStep[];
  /** The trace as executed now. */
  readonly trace: Trace;
  /** The state after a step; 0 is the state before the first. */
  stateAt(step: number): StateView;
  /** Compares with the saved trace, hash by hash. Null if every step is the same, and for a run that nobody saved. */
  verify(): Difference | null;
  /**
   * The choices that there are after a step (0: before the first): who could go on, and with which outcome where there are
   * several. Every call that a flow's `may-fail:` could name may fail, whether the flow asks for it or not. What only its own
   * actor can notice counts as not yet done, so that the choices are those before it.
   */
  choicesAt(step: number): Sliced<readonly Alternative[]>;
  /** What if: the run that goes on after a step with the turns given, and then as `rest` says. Turns that are not possible are left out. */
  continueFrom(step: number, turns: readonly Turn[], rest?: Rest): Sliced<Continuation>;
  /** A C expression over the state after a step, with the names that an actor's frame sees (0: the innermost), and the globals. */
  evaluate(step: number, actor: number, expression: string, frame?: number): Evaluation;
  /** The steps that read or write what such an expression names after a step, in order; null where it names no memory. */
  accesses(step: number, actor: number, expression: string, frame?: number): readonly Access[] | null;
}

/** Executes a saved trace again. Never throws for a trace of other sources: `verify` then says where it parts. */
export const openReplay = (program: Program, files: Files, trace: KeptTrace, options: ReplayOptions = {}): Replay =>
  atOnce(openingReplay(program, files, trace, options));

/** The same in slices; what is laid aside for good leaves nothing behind. */
export function openingReplay(
  program: Program,
  files: Files,
  trace: KeptTrace,
  options: ReplayOptions = {},
): Sliced<Replay> {
  const setting: Setting = {
    program,
    bounds: options.bounds ?? SEARCH_BOUNDS,
    faults: options.faults ?? { mayFail: [], fail: [] },
    strictOrders: isOrderRule(trace.violation?.rule),
  };
  const schedule: Schedule = { choices: trace.choices, mayFail: trace.mayFail ?? [] };
  return executing(setting, files, schedule, trace.flow, trace);
}

/** @param saved what `verify` compares with; null for a schedule that nobody saved */
function* executing(
  setting: Setting,
  files: Files,
  schedule: Schedule,
  flow: string,
  saved: KeptTrace | null,
): Sliced<Replay> {
  const recording = yield* recordingSchedule(setting, schedule);
  const again = yield* tracing(recording, files, flow, schedule.mayFail);
  // What was saved is compared with at once: it would take as much room as what was made anew.
  const difference = saved === null ? null : firstDifference(saved, again);
  yield;
  const walk = walkOf(recording);
  yield;
  return replayOf(setting, files, schedule, again, walk, difference);
}

/** What is kept of a recording to walk about in it: of every step a few numbers, and what it touched. */
interface Walk {
  readonly standing: Standing;
  /** Trail marks: before the first step, and after each. */
  readonly marks: Int32Array;
  /** `RecordedStep.choices`. */
  readonly choices: Int32Array;
  readonly touched: readonly RecordedStep['touched'][];
}

const walkOf = ({ machine, naming, start, steps }: Recording): Walk => ({
  standing: { machine, naming },
  marks: Int32Array.from([start, ...steps.map(({ end }) => end)]),
  choices: Int32Array.from(steps, ({ choices }) => choices),
  touched: steps.map(({ touched }) => touched),
});

function replayOf(
  setting: Setting,
  files: Files,
  schedule: Schedule,
  again: Trace,
  { standing, marks, choices, touched }: Walk,
  difference: Difference | null,
): Replay {
  const last = choices.length;
  let at = last;
  const standAfter = (step: number): void => {
    const wanted = Math.max(0, Math.min(last, step));
    standing.machine.store.travel(marks[at] as number, marks[wanted] as number);
    at = wanted;
  };
  const evaluateAfter: Replay['evaluate'] = (step, actor, expression, frame = 0) => {
    standAfter(step);
    return evaluate(standing, actor, frame, expression);
  };
  const choicesUpTo = (step: number): number => (step <= 0 ? 0 : (choices[Math.min(step, last) - 1] ?? 0));
  return {
    steps: again.steps,
    trace: again,
    stateAt: (step) => {
      standAfter(step);
      return viewState(standing, at, files);
    },
    verify: () => difference,
    choicesAt: (step) => alternatives(setting, { ...schedule, choices: schedule.choices.slice(0, choicesUpTo(step)) }),
    *continueFrom(step, turns, rest = 'as-before') {
      const next = yield* goingOn(setting, schedule, choicesUpTo(step), turns, rest);
      const replay = yield* executing(setting, files, next, again.flow, null);
      yield;
      return { replay, kept: sameSteps(again, replay.trace) };
    },
    evaluate: evaluateAfter,
    accesses: (step, actor, expression, frame) => {
      const found = evaluateAfter(step, actor, expression, frame);
      return found.kind === 'value' && found.place !== null ? touching(touched, found.place) : null;
    },
  };
}

function touching(steps: Walk['touched'], { at, bytes }: WatchedPlace): readonly Access[] {
  return steps.flatMap((touched, index) => {
    const hits = touched.filter((touch) => touch.at < at + bytes && at < touch.at + touch.bytes);
    return hits.length === 0
      ? []
      : [{ step: index + 1, read: hits.some((touch) => !touch.write), write: hits.some((touch) => touch.write) }];
  });
}

function sameSteps(one: Trace, other: Trace): number {
  const count = Math.min(one.steps.length, other.steps.length);
  for (let i = 0; i < count; i++) {
    const [a, b] = [one.steps[i], other.steps[i]];
    if (a?.actor !== b?.actor || a?.name !== b?.name || a?.stateHash !== b?.stateHash) return i;
  }
  return count;
}

function firstDifference(saved: KeptTrace, again: Trace): Difference | null {
  const count = Math.max(saved.stateHashes.length, again.stateHashes.length);
  for (let i = 0; i < count; i++) {
    if (saved.stateHashes[i] === again.stateHashes[i]) continue;
    const step = again.steps[i] ?? saved.steps?.[i];
    const where = step === undefined ? '' : ` (${step.name}, ${step.file}:${String(step.line)})`;
    const why = saved.sourceHash === again.sourceHash ? '' : ': the sources have changed since it was saved';
    return { step: i + 1, message: `step ${String(i + 1)}${where} does not lead to the state that was saved${why}` };
  }
  if (saved.sourceHash !== again.sourceHash)
    return { step: 0, message: 'the sources have changed since the trace was saved, but every step is the same' };
  return null;
}
