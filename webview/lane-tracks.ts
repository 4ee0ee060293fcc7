import { element, setAttribute, setText } from './dom';
import { icon } from './icons';
import type { Replay } from './moment';
import type { ViewTrack } from './protocol';
import type { Rows } from './rows';

/** Width of the column of a lock or an object, in CSS pixels; the style sheet says the same. */
const TRACK_WIDTH = 88;

/** The head of a column for a lock or an object. */
export function trackHead({ name, kind }: ViewTrack): HTMLElement {
  return element(
    'span',
    { role: 'columnheader', class: 'track-head', title: `${kind === 'lock' ? 'lock' : 'object'} ${name}` },
    icon(kind === 'lock' ? 'lock' : 'allocate'),
    element('span', {}, name),
  );
}

/** A row of such a column: a bar in the colour of whoever holds the lock, or in the text's while the object lives. */
export class TrackCell {
  readonly element = element('span', { role: 'gridcell', class: 'track' });

  /** Columns count from 0. */
  constructor(column: number, columns: number) {
    this.element.style.right = `calc(${(columns - 1 - column) * TRACK_WIDTH}px + var(--watches, 0) * 120px)`;
  }

  fill(track: ViewTrack, replay: Replay, rows: Rows, row: number): void {
    const n = rows.stepAt(row) ?? 0;
    const span = spanAt(track.spans, rows.until(n));
    const actor = span === null ? undefined : replay.actors.find(({ index }) => index === span.actor);
    const begins = span !== null && span.from >= n;
    const held = span === null ? '' : ` held ${track.kind} ${actor?.look ?? ''}${begins ? ' begins' : ''}`;
    setAttribute(this.element, 'class', `track${held}`);
    const words = actor === undefined ? `${track.name} lives` : `${track.name}: held by ${actor.name}`;
    setAttribute(this.element, 'title', span === null ? '' : words);
    // Said once, where it begins; the letter tells holders apart without colour.
    setText(this.element, begins ? (actor?.letter ?? '+') : '');
  }
}

function spanAt(spans: Int32Array, step: number): { readonly from: number; readonly actor: number } | null {
  let [low, high] = [0, spans.length / 3];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle * 3] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  const [from, to, actor] = [spans[low * 3 - 3], spans[low * 3 - 2], spans[low * 3 - 1]];
  if (from === undefined || to === undefined || actor === undefined || step >= to) return null;
  return { from, actor };
}
