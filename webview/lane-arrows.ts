import { shape } from './dom';
import type { Replay } from './moment';
import type { Rows } from './rows';

/** Height of a step's row, in CSS pixels; the style sheet's `--row-height` says the same. */
export const ROW_HEIGHT = 22;

/** Where in its column an actor's line runs. */
const LIFE_LINE = 11;
const ARROWS_AT_ONCE = 160;
const BLOCK = 256;

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
 * sight are found by blocks that know how far their longest arrow reaches.
 */
export function arrowLayer(replay: Replay, rows: Rows): Arrows {
  const pairs = rowPairs(replay, rows);
  const reach = blockReach(pairs);
  const columns = new Map<number, number>();
  const layer = shape('svg', { class: 'arrows', 'aria-hidden': 'true', role: 'presentation' });
  const heads = shape('defs', {}, arrowHead('arrow-head'), arrowHead('arrow-head-current'));
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
      layer.replaceChildren(heads);
      for (const [from, to] of touching(pairs, reach, first, last)) {
        const start = columns.get(actorOfRow(replay, rows, from));
        const end = columns.get(actorOfRow(replay, rows, to));
        if (start === undefined || end === undefined) continue;
        const near = from === current || to === current;
        layer.append(
          shape('path', {
            class: near ? 'arrow current' : 'arrow',
            d: route(start, middle(from), end, middle(to)),
            'marker-end': near ? 'url(#arrow-head-current)' : 'url(#arrow-head)',
          }),
        );
      }
    },
  };
}

/**
 * The pairs as rows, in order. A step that is folded away stands in for its actor's row before it: the unlock inside a
 * call is the call's.
 */
function rowPairs(replay: Replay, rows: Rows): readonly (readonly [number, number])[] {
  const rowOf = (step: number): number => {
    const actor = replay.steps.outline.actorAt(step);
    const shown = actor === null || !rows.folded ? step : rows.lastOf(actor, step);
    return shown === null ? 0 : rows.rowOf(shown);
  };
  return replay.model.order
    .map(([from, to]) => [rowOf(from), rowOf(to)] as const)
    .filter(([from, to]) => from > 0 && to > from)
    .sort(([left], [right]) => left - right);
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
function blockReach(pairs: readonly (readonly [number, number])[]): readonly number[] {
  const reach: number[] = [];
  for (const [at, [, to]] of pairs.entries()) {
    const block = Math.floor(at / BLOCK);
    reach[block] = Math.max(reach[block] ?? 0, to);
  }
  return reach;
}

function touching(
  pairs: readonly (readonly [number, number])[],
  reach: readonly number[],
  first: number,
  last: number,
): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const [block, end] of reach.entries()) {
    if ((pairs[block * BLOCK]?.[0] ?? Infinity) > last) break;
    if (end < first) continue;
    for (const pair of pairs.slice(block * BLOCK, (block + 1) * BLOCK)) {
      if (pair[0] > last || found.length >= ARROWS_AT_ONCE) return found;
      if (pair[1] >= first) found.push(pair);
    }
  }
  return found;
}
