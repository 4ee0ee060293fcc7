import { element, setAttribute, setText } from './dom';
import { icon } from './icons';
import type { ViewWatch, WatchedValue } from './protocol';

/** Width of the column of a watched expression, in CSS pixels; the style sheet says the same. */
const WATCH_WIDTH = 120;

/** The head of the column of a watched expression. */
export function watchHead({ name, text }: ViewWatch): HTMLElement {
  return element(
    'span',
    { role: 'columnheader', class: 'watch-head', title: `watched: ${text}` },
    icon('watch'),
    element('span', {}, name),
  );
}

/** A row of such a column. */
export class WatchCell {
  readonly element = element('span', { role: 'gridcell', class: 'watch-cell' });

  /** Columns count from 0. */
  constructor(column: number, columns: number) {
    this.element.style.right = `${(columns - 1 - column) * WATCH_WIDTH}px`;
  }

  /** `was` is what it came to before, where that was something else; null where it has not changed. */
  fill({ name }: ViewWatch, found: WatchedValue | undefined, was: string | null): void {
    const value = found?.value ?? null;
    const changed = was !== null;
    setAttribute(this.element, 'class', `watch-cell${changed ? ' changed' : ''}${value === null ? ' unknown' : ''}`);
    // A letter beside the colour: a change is seen without it.
    setText(this.element, value === null ? '' : `${changed ? '~ ' : ''}${value}`);
    const words = value === null ? (found?.problem ?? '') : `${name} = ${value}${changed ? `, was ${was}` : ''}`;
    setAttribute(this.element, 'title', words);
  }
}
