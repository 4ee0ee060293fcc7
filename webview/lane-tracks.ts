import { element } from './dom';
import { icon } from './icons';
import type { Replay } from './moment';
import type { ViewTrack } from './protocol';
import type { Rows } from './rows';

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
export function trackCell(track: ViewTrack, replay: Replay, rows: Rows, row: number, column: number): HTMLElement {
  const n = rows.stepAt(row) ?? 0;
  const until = rows.until(n);
  const span = spanAt(track.spans, until);
  const cell = element('span', { role: 'gridcell', class: 'track' });
  cell.style.gridColumn = String(column);
  if (span === null) return cell;
  const actor = replay.actors.find(({ index }) => index === span.actor);
  cell.classList.add('held', track.kind, ...(actor === undefined ? [] : [actor.look]));
  if (span.from >= n) cell.classList.add('begins');
  const words = actor === undefined ? `${track.name} lives` : `${track.name}: held by ${actor.name}`;
  cell.title = words;
  // Said once, where it begins; the letter tells holders apart without colour.
  if (span.from >= n) cell.append(element('span', { class: 'track-word' }, actor?.letter ?? '+'));
  return cell;
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
