import type { Replay } from './moment';
import type { MoveKind, Player } from './player';
import { isSameMoment, isStillThere, momentAt, type Visited, type VisitedMoment } from './visited';

/** Whoever walks no more rows than these is still where he arrived; VS Code's history takes as many lines of an editor. */
const NEAR_ROWS = 10;

/** Takes note of a move of the reader's. */
export function noteMove(visited: Visited, { replay, rows, step }: Player, how: MoveKind): void {
  const here = momentOf(replay, step);
  if (here === null) return;
  const row = rows.rowOf(step);
  if (how === 'jump') visited.jump(here);
  else visited.walk(here, ({ run, step: other }) => run === here.run && Math.abs(rows.rowOf(other) - row) <= NEAR_ROWS);
}

/**
 * Takes note of a run that has come on screen, at a step of it: a first one, another of the runs, or what a search or a link
 * made of them. Moments that no run has any more are left out.
 */
export function noteRun(visited: Visited, { replay, step }: Player): void {
  const { runs, run = '' } = replay.model;
  visited.keepOnly((moment) =>
    moment.run === run
      ? isStillThere(moment, replay.steps.at(moment.step))
      : runs?.some(({ id }) => id === moment.run) === true,
  );
  const here = momentOf(replay, step);
  if (here !== null && (visited.here === null || !isSameMoment(visited.here, here))) visited.jump(here);
}

function momentOf({ model, steps }: Replay, step: number): VisitedMoment | null {
  const head = steps.at(step);
  return head === null ? null : momentAt(model.run ?? '', head);
}
