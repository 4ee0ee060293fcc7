import type { Timeline } from './timeline';

/**
 * Where a debugger's moves lead, were nothing in the way. Each takes the thread that the reader has chosen (an actor) and
 * the position, and gives a position; the schedule is that of the trace, so other actors move in between as they did.
 */
export type Move = (timeline: Timeline, actor: number, position: number) => number;

/** To the next line of the actor in the same function, or to its caller's where the function ends. */
export const stepOver: Move = (timeline, actor, position) => {
  const from = timeline.turnOf(actor, position);
  if (from === null) return timeline.length;
  return onTurn(timeline, actor, from + 1, depthAt(timeline, from), true) ?? afterTurn(timeline, actor, from);
};

/** The very next step of the trace, into calls and into the other actors; or until it is the actor's turn. */
export const stepIn: Move = (timeline, actor, position) => {
  const turn = timeline.turnOf(actor, position);
  return turn === null || turn === position ? Math.min(position + 1, timeline.length) : turn;
};

/** Until the function that the actor is in has returned. */
export const stepOut: Move = (timeline, actor, position) => {
  const from = timeline.turnOf(actor, position);
  if (from === null) return timeline.length;
  return onTurn(timeline, actor, from + 1, depthAt(timeline, from) - 1, false) ?? afterTurn(timeline, actor, from);
};

/** Back to the line of the actor before, in the same function or in the one that called it. */
export const stepBack: Move = (timeline, actor, position) => {
  const here = timeline.turnOf(actor, position);
  const deepest = here === null ? Infinity : depthAt(timeline, here);
  for (let turn = timeline.lastTurnOf(actor, position); turn !== null; turn = timeline.lastTurnOf(actor, turn))
    if (depthAt(timeline, turn) <= deepest && timeline.arrives(turn)) return turn;
  return timeline.lastTurnOf(actor, position) === null ? Math.max(0, position - 1) : 0;
};

/**
 * Back to the call by which the actor came into the function that it is in; out of its own function, to where it began.
 * Step Out, the other way round.
 */
export const stepBackOut: Move = (timeline, actor, position) => {
  const here = timeline.turnOf(actor, position) ?? timeline.lastTurnOf(actor, position);
  if (here === null) return Math.max(0, position - 1);
  const deepest = depthAt(timeline, here) - 1;
  let first: number | null = null;
  for (let turn = timeline.lastTurnOf(actor, position); turn !== null; turn = timeline.lastTurnOf(actor, turn)) {
    if (depthAt(timeline, turn) <= deepest) return turn;
    first = turn;
  }
  return first ?? Math.max(0, position - 1);
};

/** One step of the trace back, whoever made it. */
export const previousStep: Move = (_timeline, _actor, position) => Math.max(0, position - 1);

/** One step of the trace, whoever makes it. */
export const nextStep: Move = (timeline, _actor, position) => Math.min(timeline.length, position + 1);

/** The first turn of an actor, from a position on, at most so deep in calls; at a new line, where that is asked for. */
function onTurn(timeline: Timeline, actor: number, from: number, deepest: number, arriving: boolean): number | null {
  for (let turn = timeline.turnOf(actor, from); turn !== null; turn = timeline.turnOf(actor, turn + 1))
    if (
      depthAt(timeline, turn) <= deepest &&
      (!arriving || timeline.arrives(turn) || depthAt(timeline, turn) < deepest)
    )
      return turn;
  return null;
}

/** Right after the last turn of an actor: it has ended, or the trace has. */
function afterTurn(timeline: Timeline, actor: number, from: number): number {
  let last = from;
  for (let turn = timeline.turnOf(actor, from); turn !== null; turn = timeline.turnOf(actor, turn + 1)) last = turn;
  return last + 1;
}

const depthAt = (timeline: Timeline, position: number): number => timeline.next(position)?.depth ?? 0;
