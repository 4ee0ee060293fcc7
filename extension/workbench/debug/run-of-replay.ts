import type { Run } from '../../debug/run';
import type { Replay } from '../replay/replay';

/** A replay, as the debugger walks about in it. */
export function runOfReplay(replay: Replay): Run {
  const { flow, actors, rule, message, violationStep } = replay.model;
  const broken = violationStep === null ? undefined : replay.steps[violationStep - 1];
  return {
    name: flow,
    actors,
    steps: replay.steps,
    violation: broken === undefined || rule === null ? null : { rule, message, actor: broken.actor },
    ending: message,
    state: (made) => replay.state(made),
    evaluate: (expression, { made, actor, frame }) => {
      const found = replay.evaluate(made, actor, expression, frame);
      return found.kind === 'value' ? found : { kind: 'problem', message: found.message };
    },
    accesses: (expression, { made, actor, frame }) => replay.accesses(made, actor, expression, frame),
  };
}
