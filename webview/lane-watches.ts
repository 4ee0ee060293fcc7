import { element, setAttribute, setText } from './dom';
import { icon } from './icons';
import type { LaneRow } from './lane-row';
import { LastKnown } from './last-known';
import type { Moment } from './moment';
import type { ViewWatch, WatchedValue } from './protocol';
import { WatchLog, sameWatches, type FetchValues } from './watch-log';

/** Width of the column of a watched expression, in CSS pixels; the style sheet says the same. */
export const WATCH_WIDTH = 120;

/**
 * Watched expressions as columns beside the lanes: at every row in sight what each came to, as the actor of that row sees it,
 * and marked where that is something else than before. Rows that nobody looks at cost nothing.
 */
export class LaneWatches {
  readonly #fetch: FetchValues;
  readonly #arrived: () => void;
  #log: WatchLog | null = null;

  /** `arrived` is called when values that were missing have come. */
  constructor(fetch: FetchValues, arrived: () => void) {
    this.#fetch = fetch;
    this.#arrived = arrived;
  }

  /** Takes a moment's watches, none where they are not shown; true where the columns are others now. */
  take(moment: Moment, shown: boolean): boolean {
    const before = this.watches;
    if (!shown || moment.watches.length === 0) this.#log = null;
    else if (this.#log?.serves(moment) !== true) this.#log = new WatchLog(moment, this.#fetch, this.#arrived);
    return !sameWatches(before, this.watches);
  }

  get watches(): readonly ViewWatch[] {
    return this.#log?.watches ?? [];
  }

  /** Fills the columns of the rows that are drawn, which follow each other. */
  fill(drawn: readonly LaneRow[]): void {
    const log = this.#log;
    const [top, bottom] = [drawn[0]?.row, drawn.at(-1)?.row];
    if (log === null || top === undefined || bottom === undefined) return;
    const last = log.watches.map(() => new LastKnown());
    const changes = (values: readonly WatchedValue[] | null): readonly (string | null)[] =>
      last.map((each, at) => each.take(values?.[at]?.value ?? null));
    changes(log.at(top - 1));
    for (const row of drawn) {
      const values = log.at(row.row);
      row.watch(log.watches, values, changes(values));
    }
    const first = Math.max(1, top - 1);
    log.want(Array.from({ length: bottom - first + 1 }, (_, at) => first + at));
  }
}

/** The head of such a column. */
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
