import { shape } from './dom';
import type { Replay } from './moment';

/** Height of a step's row, in CSS pixels; the style sheet's `--row-height` says the same. */
export const ROW_HEIGHT = 22;

const ARROWS_AT_ONCE = 160;
const BLOCK = 256;

/** The happens-before arrows over the lanes. */
export interface Arrows {
  readonly element: SVGSVGElement;
  /** Learns where the columns stand; to be called when their width may have changed. */
  measure(head: HTMLElement): void;
  /** Draws the arrows that touch rows first to last. */
  draw(first: number, last: number, current: number): void;
}

/**
 * Arrows go from the step that releases to the step that this lets go on. There may be as many as steps, so those in
 * sight are found by blocks that know how far their longest arrow reaches.
 */
export function arrowLayer(replay: Replay): Arrows {
  const pairs = [...replay.model.order].sort(([left], [right]) => left - right);
  const reach = blockReach(pairs);
  const columns = new Map<number, number>();
  const layer = shape('svg', { class: 'arrows', 'aria-hidden': 'true', role: 'presentation' });
  const heads = shape('defs', {}, arrowHead('arrow-head'), arrowHead('arrow-head-current'));
  let drawn = '';

  return {
    element: layer,
    measure(head) {
      drawn = '';
      columns.clear();
      for (const cell of head.querySelectorAll<HTMLElement>('[data-actor]'))
        columns.set(Number(cell.dataset['actor']), cell.offsetLeft + 11);
    },
    draw(first, last, current) {
      const key = `${first} ${last} ${current}`;
      if (key === drawn) return;
      drawn = key;
      layer.replaceChildren(heads);
      for (const [from, to] of touching(pairs, reach, first, last)) {
        const start = columns.get(replay.steps.outline.actorAt(from) ?? -1);
        const end = columns.get(replay.steps.outline.actorAt(to) ?? -1);
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

function middle(step: number): number {
  return (step - 0.5) * ROW_HEIGHT;
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

/** For each block of arrows, the last step that one of them reaches. */
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
