import { ROW_HEIGHT } from './lane-row';
import type { Moment } from './moment';
import type { Rows } from './rows';

/** How far left of its actor's line the loop comes back, in CSS pixels; a node reaches four of them. */
const SIDE = 10;
const NODE = 4;
const CORNER = 4;
/** Rows beyond those in sight to which the way back is drawn where it goes on. */
const BEYOND = 2;

/** The rows between which a run goes round for ever, as far as they are shown; null where it does not, or where they are folded away. */
export function loopRows({ model, steps }: Moment['replay'], rows: Rows): { from: number; to: number } | null {
  const { loop } = model;
  if (loop === undefined) return null;
  const actor = steps.outline.actorAt(loop.from);
  const shown = (step: number): number | null => (actor === null ? null : rows.lastOf(actor, step));
  const [from, to] = [shown(loop.from), shown(loop.to)];
  return from === null || to === null ? null : { from: rows.rowOf(from), to: rows.rowOf(to) };
}

/**
 * The way back of a loop, from its last row up to its first, beside the actor's line, with the point of an arrow where it comes in.
 * Of rows first to last what is in sight is drawn; empty where nothing is.
 */
export function lassoPath(
  loop: { readonly from: number; readonly to: number },
  first: number,
  last: number,
  line: number,
): string {
  if (loop.from > last || loop.to < first) return '';
  const middle = (row: number): number =>
    (Math.min(Math.max(row, first - BEYOND), last + BEYOND) - first) * ROW_HEIGHT + ROW_HEIGHT / 2;
  // A loop of one row leaves its node below and comes back above.
  const apart = loop.from === loop.to ? CORNER + 2 : 0;
  return backTo(middle(loop.from) - apart, middle(loop.to) + apart, line);
}

/** The same between any two heights. */
export function backTo(top: number, bottom: number, line: number): string {
  const side = line - SIDE;
  const [edge, point] = [line - NODE, line - NODE - 1];
  return [
    `M${edge} ${bottom}H${side + CORNER}Q${side} ${bottom} ${side} ${bottom - CORNER}`,
    `V${top + CORNER}Q${side} ${top} ${side + CORNER} ${top}H${point}`,
    `M${point - 3} ${top - 3}L${point} ${top}L${point - 3} ${top + 3}`,
  ].join('');
}
