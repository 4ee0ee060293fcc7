import type { Replay } from '../kernel/trace/replay';
import type { Run, RunState } from './run';

/** As much of a trace that was executed again as a debugger asks for. */
export interface Walkable extends Pick<Replay, 'steps' | 'evaluate' | 'accesses'> {
  /** The state after a step; 0 is the state before the first. */
  stateAt(step: number): RunState;
}

/** A trace that was executed again, as the debugger walks about in it; `about` is what its steps do not say. */
export function runOfTrace(replay: Walkable, about: Pick<Run, 'name' | 'actors' | 'violation' | 'ending'>): Run {
  return {
    ...about,
    steps: replay.steps,
    state: (made) => replay.stateAt(made),
    evaluate: (expression, { made, actor, frame }) => {
      const found = replay.evaluate(made, actor, expression, frame);
      return found.kind === 'value' ? found : { kind: 'problem', message: found.message };
    },
    accesses: (expression, { made, actor, frame }) => replay.accesses(made, actor, expression, frame),
  };
}
