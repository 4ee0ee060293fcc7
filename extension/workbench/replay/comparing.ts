import type { Comparison } from '../../../webview/protocol';
import { align } from '../../kernel/trace/alignment';
import type { Replay } from './replay';

/** Two runs side by side, in lockstep. */
export function compareRuns(
  id: string,
  title: string,
  ours: Pick<Replay, 'model' | 'steps'>,
  theirs: Pick<Replay, 'model' | 'steps'>,
): Comparison {
  const { verdict, message, actors, stepCount, columns } = theirs.model;
  const aligned = align(
    { actors: ours.model.actors, steps: ours.steps },
    { actors: theirs.model.actors, steps: theirs.steps },
  );
  return { id, title, verdict, message, actors, stepCount, columns, ...aligned };
}
