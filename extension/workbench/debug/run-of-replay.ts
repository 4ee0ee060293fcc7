import type { Run } from '../../debug/run';
import { runOfTrace } from '../../debug/run-of-trace';
import type { Replay } from '../replay/replay';

/** A replay, as the debugger walks about in it. */
export function runOfReplay(replay: Replay): Run {
  const { flow, actors, rule, message, violationStep } = replay.model;
  const broken = violationStep === null ? undefined : replay.steps[violationStep - 1];
  return runOfTrace(
    {
      steps: replay.steps,
      stateAt: (step) => replay.state(step),
      evaluate: (...asked) => replay.evaluate(...asked),
      accesses: (...asked) => replay.accesses(...asked),
    },
    {
      name: flow,
      actors,
      violation: broken === undefined || rule === null ? null : { rule, message, actor: broken.actor },
      ending: message,
    },
  );
}
