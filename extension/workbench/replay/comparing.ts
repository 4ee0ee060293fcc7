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

/** Choices that are tried at most. */
const MOST_TRIES = 400;
/** Milliseconds after which the search for a passing schedule gives up. */
const PATIENCE_MS = 8_000;

/**
 * The schedule nearest to one that breaks a rule that breaks none: the one that leaves it latest. From the violation backwards,
 * every other choice is tried, and then the run goes on as it did, as far as it can. The caller's thread is given back
 * after every try. Null where none was found within a few hundred tries.
 */
export async function nearestPassing(broken: Replay): Promise<Replay | null> {
  const deadline = performance.now() + PATIENCE_MS;
  let tries = 0;
  for (let step = (broken.model.violationStep ?? broken.steps.length) - 1; step >= 0; step -= 1) {
    const next = broken.steps[step]?.actor;
    for (const choice of broken.choices(step)) {
      // A failure that the flow does not ask for is another flow, not another schedule of this one.
      if (choice.actor === next || choice.assumes !== null) continue;
      tries += 1;
      if (tries > MOST_TRIES || performance.now() > deadline) return null;
      const { replay } = broken.goOn(step, choice);
      if (replay.model.violationStep === null && replay.model.verdict !== 'unmodelled') return replay;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return null;
}
