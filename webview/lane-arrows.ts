import { setAttribute, shape } from './dom';
import { ROW_HEIGHT } from './lane-row';
import type { Replay } from './moment';
import type { Rows } from './rows';

/** Where in its column the middle of an actor's line runs, in CSS pixels. */
export const LIFE_LINE = 11;
const ARROWS_AT_ONCE = 160;
const BLOCK = 256;
/** Rows beyond those in sight to which an arrow is drawn that ends further away. */
const BEYOND = 4;

/** The happens-before arrows over the lanes. */
export interface Arrows {
  readonly element: SVGSVGElement;
  /** Learns where each actor's column stands; to be called when that may have changed. */
  place(columns: ReadonlyMap<number, { readonly from: number }>): void;
  /** Draws the arrows that touch rows first to last, those of the current step strongest. */
  draw(first: number, last: number, step: number): void;
}

/**
 * Arrows go from the step that releases to the step that this lets go on. There may be as many as steps, so those in
 * sight are found by blocks that know how far their longest arrow reaches. The layer is as high as what is in sight.
 */
export function arrowLayer(replay: Replay, rows: Rows): Arrows {
  const pairs = rowPairs(replay, rows);
  const reach = blockReach(pairs);
  const columns = new Map<number, number>();
  const layer = shape('svg', { class: 'arrows', 'aria-hidden': 'true', role: 'presentation' });
  const heads = shape('defs', {}, arrowHead('arrow-head'), arrowHead('arrow-head-current'));
  layer.append(heads);
  const paths: SVGPathElement[] = [];
  let drawn = '';

  return {
    element: layer,
    place(placed) {
      drawn = '';
      columns.clear();
      for (const [actor, { from }] of placed) columns.set(actor, from + LIFE_LINE);
    },
    draw(first, last, step) {
      const current = rows.rowOf(step);
      const key = `${first} ${last} ${current}`;
      if (key === drawn) return;
      drawn = key;
      const top = (first - 1) * ROW_HEIGHT;
      layer.style.top = `${top}px`;
      layer.style.height = `${(last - first + 1) * ROW_HEIGHT}px`;
      let count = 0;
      for (const [from, to] of touching(pairs, reach, first, last)) {
        const start = columns.get(actorOfRow(replay, rows, from));
        const end = columns.get(actorOfRow(replay, rows, to));
        if (start === undefined || end === undefined) continue;
        // What begins or ends far out of sight is drawn to just beyond it, so that no line is a million rows long.
        const fromY = middle(Math.max(from, first - BEYOND)) - top;
        const toY = middle(Math.min(to, last + BEYOND)) - top;
        const near = from === current || to === current;
        let path = paths[count];
        if (path === undefined) {
          path = shape('path', {});
          paths.push(path);
        }
        count += 1;
        setAttribute(path, 'class', near ? 'arrow current' : 'arrow');
        setAttribute(path, 'd', route(start, fromY, end, toY));
        setAttribute(path, 'marker-end', near ? 'url(#arrow-head-current)' : 'url(#arrow-head)');
        if (path.parentNode === null) layer.append(path);
      }
      for (const path of paths.slice(count)) path.remove();
    },
  };
}

/**
 * The pairs as rows, in order. A step that is folded away stands in for its actor's row before it: the unlock inside a
 * call is the call's.
 */
function rowPairs(replay: Replay, rows: Rows): Uint32Array {
  const { order } = replay.model;
  if (rows.whole) return order;
  const rowOf = (step: number): number => {
    const actor = replay.steps.outline.actorAt(step);
    const shown = actor === null ? null : rows.lastOf(actor, step);
    return shown === null ? 0 : rows.rowOf(shown);
  };
  const pairs: [number, number][] = [];
  for (let at = 0; at + 1 < order.length; at += 2) {
    const [from, to] = [rowOf(order[at] ?? 0), rowOf(order[at + 1] ?? 0)];
    if (from > 0 && to > from) pairs.push([from, to]);
  }
  return Uint32Array.from(pairs.sort(([left], [right]) => left - right).flat());
}

function actorOfRow(replay: Replay, rows: Rows, row: number): number {
  return replay.steps.outline.actorAt(rows.stepAt(row) ?? 0) ?? -1;
}

function middle(row: number): number {
  return (row - 0.5) * ROW_HEIGHT;
}

/** Down from the one node, along the edge between two rows, where no text is, and down on the other node. */
function route(fromX: number, fromY: number, toX: number, toY: number): string {
  const side = toX >= fromX ? 1 : -1;
  const edge = fromY + ROW_HEIGHT / 2;
  const corner = Math.min(6, Math.abs(toX - fromX) / 2);
  return [
    `M${fromX} ${fromY + 5}`,
    `Q${fromX} ${edge} ${fromX + side * corner} ${edge}`,
    `H${toX - side * corner}`,
    `Q${toX} ${edge} ${toX} ${Math.min(edge + corner, toY - 7)}`,
    `V${toY - 6}`,
  ].join(' ');
}

function arrowHead(id: string): SVGMarkerElement {
  return shape(
    'marker',
    { id, viewBox: '0 0 6 6', refX: 5, refY: 3, markerWidth: 6, markerHeight: 6, orient: 'auto' },
    shape('path', { d: 'M0 0 6 3 0 6z' }),
  );
}

/** For each block of arrows, the last row that one of them reaches. */
function blockReach(pairs: Uint32Array): Uint32Array {
  const reach = new Uint32Array(Math.ceil(pairs.length / (2 * BLOCK)));
  for (let at = 0; at < reach.length; at += 1)
    for (let pair = at * BLOCK; pair < (at + 1) * BLOCK; pair += 1)
      reach[at] = Math.max(reach[at] ?? 0, pairs[pair * 2 + 1] ?? 0);
  return reach;
}

function touching(
  pairs: Uint32Array,
  reach: Uint32Array,
  first: number,
  last: number,
): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const [block, end] of reach.entries()) {
    if ((pairs[block * BLOCK * 2] ?? Infinity) > last) break;
    if (end < first) continue;
    for (let pair = block * BLOCK; pair < (block + 1) * BLOCK; pair += 1) {
      const [from, to] = [pairs[pair * 2], pairs[pair * 2 + 1]];
      if (from === undefined || to === undefined || from > last || found.length >= ARROWS_AT_ONCE) return found;
      if (to >= first) found.push([from, to]);
    }
  }
  return found;
}
