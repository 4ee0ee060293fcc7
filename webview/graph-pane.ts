import { element, shape } from './dom';
import { arrowPath, type GraphPlace, layOut, NODE, placeOf, sizeOf, spacesOf } from './graph-layout';
import type { Moment, Pane } from './moment';
import type { ViewObject, ViewState } from './protocol';
import { type Reference, references } from './references';
import { objectChanges } from './state-changes';

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
  const { width, height } = sizeOf(places);
  const spaces = spacesOf(edges);
  const spaceOf = new Map(edges.flatMap(({ to, space }) => (space === null ? [] : [[to, space] as const])));
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
      return from === undefined || to === undefined ? [] : [arrow(edge, from, to, spaces)];
    }),
    ...places.map((place) => {
      const space = spaceOf.get(place.name);
      return space === undefined
        ? node(place, objects.get(place.name), changed.has(place.name))
        : range(place, space, spaces);
    }),
  );
}

function node(place: GraphPlace, object: ViewObject | undefined, changed: boolean): SVGGElement {
  const { name } = place;
  const dead = object?.live === false;
  const { x, y } = placeOf(place);
  return shape(
    'g',
    { class: `node ${object?.storage ?? ''}${dead ? ' dead' : ''}${changed ? ' changed' : ''}` },
    shape('title', {}, `${name}: ${object?.type ?? ''}${dead ? ', freed' : ''}`),
    shape('rect', { x, y, ...NODE, rx: 3 }),
    shape('text', { x: x + 8, y: y + 16, class: 'name' }, shorten(name)),
    shape('text', { x: x + 8, y: y + 31, class: 'type' }, shorten(dead ? 'freed' : (object?.type ?? ''))),
  );
}

/** A range of an address space: round, so that it is told from an object without its colour. */
function range(place: GraphPlace, space: string, spaces: readonly string[]): SVGGElement {
  const { x, y } = placeOf(place);
  return shape(
    'g',
    { class: `node range ${spaceClass(space, spaces)}` },
    shape('title', {}, `${place.name}: a range of the address space ${space}`),
    shape('rect', { x, y, ...NODE, rx: NODE.height / 2 }),
    shape('text', { x: x + 18, y: y + 16, class: 'name' }, shorten(place.name)),
    shape('text', { x: x + 18, y: y + 31, class: 'type' }, shorten(`in ${space}`)),
  );
}

function arrow(edge: Reference, from: GraphPlace, to: GraphPlace, spaces: readonly string[]): SVGGElement {
  const maps = edge.space === null ? '' : ` maps ${spaceClass(edge.space, spaces)}`;
  return shape(
    'g',
    { class: `reference${edge.stale ? ' stale' : ''}${maps}` },
    shape('title', {}, `${edge.from}.${edge.field} ${edge.space === null ? '→' : 'maps'} ${edge.to}`),
    shape('path', { d: arrowPath(from, to), 'marker-end': 'url(#reference-head)' }),
  );
}

/** Six colours go round; a space's name stands in every one of its boxes. */
function spaceClass(space: string, spaces: readonly string[]): string {
  return `space-${(spaces.indexOf(space) % 6) + 1}`;
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
      ...edges.map(({ from, field, to, stale, space }) =>
        element(
          'tr',
          { class: stale ? 'stale' : '' },
          element('td', {}, from),
          element('td', {}, field),
          element('td', {}, `${space === null ? '' : 'maps '}${to}${stale ? ' (gone)' : ''}`),
        ),
      ),
    ),
  );
}

function shorten(text: string): string {
  return text.length > NAME_LENGTH ? `${text.slice(0, NAME_LENGTH - 1)}…` : text;
}
