import type { Comparison } from '../../../webview/protocol';
import { align } from './alignment';
import type { Replay } from './replay';

/** Two runs side by side, in lockstep. */
export function compareRuns(id: string, title: string, ours: Replay, theirs: Replay): Comparison {
  const { verdict, message, actors, stepCount, columns } = theirs.model;
  const aligned = align(
    { actors: ours.model.actors, steps: ours.steps },
    { actors: theirs.model.actors, steps: theirs.steps },
  );
  return { id, title, verdict, message, actors, stepCount, columns, ...aligned };
}

/** Runs that are tried at most. */
const MOST_TRIES = 600;
/** Milliseconds after which the search for a passing schedule gives up. */
const PATIENCE_MS = 8_000;
/** For so many turns in a row the other actor is let go on before the run goes on as it did. */
const TURNS = [1, 2, 4, 8, 16, 32, 64] as const;

/**
 * A schedule near one that breaks a rule that breaks none: of those tried, the one that leaves it latest. From the violation
 * backwards, everybody else is let go first, for some turns in a row, and then the run goes on as it did, as far as it can.
 * The caller's thread is given back after every try. Null where none was found within some hundred tries.
 */
export async function nearestPassing(broken: Replay): Promise<Replay | null> {
  const deadline = performance.now() + PATIENCE_MS;
  let tries = 0;
  for (let step = (broken.model.violationStep ?? broken.steps.length) - 1; step >= 0; step -= 1) {
    const next = broken.steps[step]?.actor;
    for (const choice of broken.choices(step)) {
      // A failure that the flow does not ask for is another flow, not another schedule of this one.
      if (choice.actor === next || choice.assumes !== null) continue;
      for (const turns of TURNS) {
        tries += 1;
        if (tries > MOST_TRIES || performance.now() > deadline) return null;
        const rest = Array.from({ length: turns - 1 }, () => ({ ...choice, way: 0 }));
        const { breaksRule, open } = broken.goOn(step, [choice, ...rest]);
        const replay = breaksRule ? null : open();
        if (replay !== null && isWhole(replay)) return replay;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }
  return null;
}

/** Whether everybody has come to an end: a run that stops half-way has not been shown to break nothing. */
function isWhole(replay: Replay): boolean {
  const { steps, model } = replay;
  return model.violationStep === null && replay.state(steps.length).stacks.every(({ status }) => status === 'ended');
}
