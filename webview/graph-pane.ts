import { element, shape } from './dom';
import { layOut, type GraphPlace } from './graph-layout';
import type { Moment, Pane } from './moment';
import type { ViewObject, ViewState } from './protocol';
import { type Reference, references } from './references';
import { objectChanges } from './state-changes';

const WIDTH = 168;
const HEIGHT = 38;
const GAP_X = 76;
const GAP_Y = 14;
const EDGE = 12;
const NAME_LENGTH = 21;
/** More objects than this are no picture any more. */
const MOST = 60;

/** Who references whom at this moment, as a picture and, below it, as a list that says the same. */
export class GraphPane implements Pane {
  readonly element: HTMLElement;
  #shown: ViewState | null = null;

  constructor() {
    this.element = element('div', { class: 'graph-pane', tabindex: 0, role: 'group', 'aria-label': 'References' });
  }

  show(moment: Moment): void {
    this.element.ariaBusy = String(moment.state === null);
    if (moment.state === null || moment.state === this.#shown) return;
    this.#shown = moment.state;
    const { objects } = moment.state;
    const edges = references(objects);
    const places = layOut(edges);
    if (places.length === 0) {
      this.element.replaceChildren(element('p', { class: 'empty' }, 'No object points at another here.'));
      return;
    }
    const changed = new Set(
      objectChanges(moment.before, moment.state)
        .filter(({ how }) => how !== 'same')
        .map(({ object }) => object.name),
    );
    const { scrollTop, scrollLeft } = this.element;
    this.element.replaceChildren(
      ...(places.length > MOST
        ? [element('p', { class: 'empty' }, `${places.length} objects are too many for a picture; the list has all.`)]
        : [picture(places, edges, new Map(objects.map((object) => [object.name, object])), changed)]),
      list(edges),
    );
    this.element.scrollTo(scrollLeft, scrollTop);
  }
}

function picture(
  places: readonly GraphPlace[],
  edges: readonly Reference[],
  objects: ReadonlyMap<string, ViewObject>,
  changed: ReadonlySet<string>,
): SVGSVGElement {
  const at = new Map(places.map((place) => [place.name, place]));
  const width = EDGE * 2 + (Math.max(...places.map(({ column }) => column)) + 1) * (WIDTH + GAP_X) - GAP_X;
  const height = EDGE * 2 + (Math.max(...places.map(({ row }) => row)) + 1) * (HEIGHT + GAP_Y) - GAP_Y;
  return shape(
    'svg',
    { class: 'graph', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    shape(
      'defs',
      {},
      shape(
        'marker',
        { id: 'reference-head', viewBox: '0 0 6 6', refX: 6, refY: 3, markerWidth: 6, markerHeight: 6, orient: 'auto' },
        shape('path', { d: 'M0 0 6 3 0 6z' }),
      ),
    ),
    ...edges.flatMap((edge) => {
      const from = at.get(edge.from);
      const to = at.get(edge.to);
      return from === undefined || to === undefined ? [] : [arrow(edge, from, to)];
    }),
    ...places.map((place) => node(place, objects.get(place.name), changed.has(place.name))),
  );
}

function node({ name, column, row }: GraphPlace, object: ViewObject | undefined, changed: boolean): SVGGElement {
  const dead = object?.live === false;
  const x = EDGE + column * (WIDTH + GAP_X);
  const y = EDGE + row * (HEIGHT + GAP_Y);
  return shape(
    'g',
    { class: `node ${object?.storage ?? ''}${dead ? ' dead' : ''}${changed ? ' changed' : ''}` },
    shape('title', {}, `${name}: ${object?.type ?? ''}${dead ? ', freed' : ''}`),
    shape('rect', { x, y, width: WIDTH, height: HEIGHT, rx: 3 }),
    shape('text', { x: x + 8, y: y + 16, class: 'name' }, shorten(name)),
    shape('text', { x: x + 8, y: y + 31, class: 'type' }, shorten(dead ? 'freed' : (object?.type ?? ''))),
  );
}

/** From the right edge to the left one; back to an earlier column, from the left edge to the right one. */
function arrow(edge: Reference, from: GraphPlace, to: GraphPlace): SVGGElement {
  const forwards = to.column > from.column;
  const x1 = EDGE + from.column * (WIDTH + GAP_X) + (forwards || to.column === from.column ? WIDTH : 0);
  const x2 = EDGE + to.column * (WIDTH + GAP_X) + (forwards ? 0 : WIDTH);
  const y1 = EDGE + from.row * (HEIGHT + GAP_Y) + HEIGHT / 2 + (forwards ? -4 : 4);
  const y2 = EDGE + to.row * (HEIGHT + GAP_Y) + HEIGHT / 2 + (forwards ? -4 : 4);
  const bend = forwards ? GAP_X / 2 : to.column === from.column ? -GAP_X / 2 : GAP_X / 2;
  const d = forwards
    ? `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
    : `M${x1} ${y1} C${x1 - bend} ${y1} ${x2 + GAP_X / 2} ${y2} ${x2} ${y2}`;
  return shape(
    'g',
    { class: `reference${edge.stale ? ' stale' : ''}` },
    shape('title', {}, `${edge.from}.${edge.field} → ${edge.to}`),
    shape('path', { d, 'marker-end': 'url(#reference-head)' }),
  );
}

function list(edges: readonly Reference[]): HTMLElement {
  return element(
    'table',
    { class: 'references' },
    element('caption', {}, 'References'),
    element(
      'thead',
      {},
      element('tr', {}, ...['Object', 'Field', 'Points at'].map((name) => element('th', { scope: 'col' }, name))),
    ),
    element(
      'tbody',
      {},
      ...edges.map(({ from, field, to, stale }) =>
        element(
          'tr',
          { class: stale ? 'stale' : '' },
          element('td', {}, from),
          element('td', {}, field),
          element('td', {}, stale ? `${to} (gone)` : to),
        ),
      ),
    ),
  );
}

function shorten(text: string): string {
  return text.length > NAME_LENGTH ? `${text.slice(0, NAME_LENGTH - 1)}…` : text;
}
