import { openReplay } from '../kernel/trace/replay';
import type { Exploration } from '../kernel/trace/trace';
import type { PreparedFlow } from './explore-flow';
import { deviation, traceToExecute, type Deviation, type Moment } from './moment';

/** A moment's schedule, executed on the code that is at hand. */
export interface ExecutedMoment {
  /** One schedule, and what became of it: its verdict is never `pass`, because nothing was searched. */
  readonly exploration: Exploration;
  readonly deviation: Deviation | null;
}

/** Executes the choices of a moment. Null where the flow has no program. */
export function executeMoment({ program, files, faults }: PreparedFlow, moment: Moment): ExecutedMoment | null {
  if (program === null) return null;
  const { trace } = openReplay(program, files, traceToExecute(moment), { faults });
  const { violation } = trace;
  return {
    deviation: deviation(moment, trace),
    exploration: {
      verdict: violation === null ? 'incomplete' : 'violation',
      violation,
      message: violation === null ? 'this one schedule breaks no rule; others were not tried' : violation.message,
      complete: 'one schedule, out of a link',
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
  const lines = new Map<string, string>();
  for (const { origin, file, line } of steps) lines.set(`${file}:${String(line)}`, origin);
  const counts: Record<string, number> = {};
  for (const origin of lines.values()) counts[origin] = (counts[origin] ?? 0) + 1;
  return counts;
}
