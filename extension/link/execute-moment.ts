import { atOnce, type Sliced } from '../ground/sliced';
import { SEARCH_BOUNDS } from '../kernel/machine/layout';
import { findingPossible, impossibleWords } from '../kernel/trace/possible';
import { openingReplay, type Replay } from '../kernel/trace/replay';
import type { Exploration } from '../kernel/trace/trace';
import type { PreparedFlow } from './explore-flow';
import { deviation, traceToExecute, type Deviation, type Moment } from './moment';

/** A moment's schedule, executed on the code that is at hand. */
export interface ExecutedMoment {
  /** One schedule, and what became of it: its verdict is never `pass`, because nothing was searched. */
  readonly exploration: Exploration;
  /** The same, to walk about in. */
  readonly replay: Replay;
  readonly deviation: Deviation | null;
  /** Where the schedule stops being possible on the code that is at hand; null where it never does. */
  readonly stop: MomentStop | null;
}

/** The run stands after its last step, and the schedule's next turn is not there. */
export interface MomentStop {
  /** The step that could not be made: one more than the run has. */
  readonly step: number;
  /** Who was wanted, why it could not go on, and who could, as the end of a sentence. */
  readonly message: string;
}

/** Executes the choices of a moment, as far as each is possible when it comes. Null where the flow has no program. */
export const executeMoment = (prepared: PreparedFlow, moment: Moment): ExecutedMoment | null =>
  atOnce(executingMoment(prepared, moment));

/** The same in slices. */
export function* executingMoment(
  { program, files, faults }: PreparedFlow,
  moment: Moment,
): Sliced<ExecutedMoment | null> {
  if (program === null) return null;
  const { choices, mayFail } = moment;
  const possible = yield* findingPossible({ program, bounds: SEARCH_BOUNDS, faults }, { choices, mayFail });
  const kept = { ...traceToExecute(moment), choices: possible.choices };
  const replay = yield* openingReplay(program, files, kept, { faults });
  const { trace } = replay;
  yield;
  const step = trace.steps.length + 1;
  const stop = possible.impossible === null ? null : { step, message: impossibleWords(possible.impossible, step) };
  const { violation } = trace;
  return {
    replay,
    deviation: deviation(moment, trace),
    stop,
    exploration: {
      verdict: violation === null ? 'incomplete' : 'violation',
      violation,
      message:
        violation?.message ??
        (stop === null
          ? 'this one schedule breaks no rule; others were not tried'
          : `The schedule stops here: ${stop.message}.`),
      complete: stop === null ? 'one schedule, out of a link' : 'one schedule, out of a link, as far as it is possible',
      states: trace.steps.length,
      transitions: trace.choices.length,
      origins: { series: 0, flow: 0, tree: 0, model: 0, machine: 0, primitive: 0, ...originsOf(trace.steps) },
      rests: [],
      unmodelled: [],
      trace,
    },
  };
}

/** Executed lines by origin, each once. */
function originsOf(
  steps: readonly { readonly origin: string; readonly file: string; readonly line: number }[],
): Record<string, number> {
  const files = new Map<string, Map<number, string>>();
  for (const { origin, file, line } of steps) {
    let lines = files.get(file);
    if (lines === undefined) files.set(file, (lines = new Map()));
    lines.set(line, origin);
  }
  const counts: Record<string, number> = {};
  for (const lines of files.values()) for (const origin of lines.values()) counts[origin] = (counts[origin] ?? 0) + 1;
  return counts;
}
