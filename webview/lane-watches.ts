import type { LaneRow } from './lane-row';
import { LastKnown } from './last-known';
import type { Moment } from './moment';
import type { ViewWatch, WatchedValue } from './protocol';
import { WatchLog, sameWatches, type FetchValues } from './watch-log';

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
