import { LastKnown } from './last-known';
import type { Moment, Replay } from './moment';
import type { Rows } from './rows';
import type { ViewWatch, WatchedValue } from './protocol';

/** While a reader goes on, nothing is worked out. */
const REST_MS = 60;
/** What a host works out in one go. */
const MOST_WATCHES = 20;
const MOST_STEPS = 200;
/** Values of so many rows are kept; all are let go beyond. */
const MOST_KEPT = 5_000;

export type FetchValues = (
  at: readonly { readonly step: number; readonly actor: number }[],
  expressions: readonly string[],
) => Promise<readonly (readonly WatchedValue[])[]>;

/** What the watched expressions came to, row by row, as far as anybody has looked. A row's values are those at its end. */
export class WatchLog {
  readonly watches: readonly ViewWatch[];
  readonly #rows: Rows;
  readonly #replay: Replay;
  readonly #fetch: FetchValues;
  readonly #arrived: () => void;
  readonly #values = new Map<number, readonly WatchedValue[]>();
  #timer: number | null = null;
  #asking = false;
  #wanted: readonly number[] = [];

  constructor({ replay, rows, watches }: Moment, fetch: FetchValues, arrived: () => void) {
    this.#replay = replay;
    this.#rows = rows;
    this.watches = watches.slice(-MOST_WATCHES);
    this.#fetch = fetch;
    this.#arrived = arrived;
  }

  /** Whether it is still what a moment shows. */
  serves({ replay, rows, watches }: Moment): boolean {
    return this.#replay === replay && this.#rows === rows && sameWatches(this.watches, watches.slice(-MOST_WATCHES));
  }

  at(row: number): readonly WatchedValue[] | null {
    return this.#values.get(row) ?? null;
  }

  /** Sends for the rows that are missing, once the reader rests. */
  want(rows: readonly number[]): void {
    const missing = rows.filter((row) => !this.#values.has(row)).slice(0, MOST_STEPS);
    if (missing.length === 0) return;
    this.#wanted = missing;
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#timer = null;
      void this.#ask();
    }, REST_MS);
  }

  /** Waits for the values of a row range, for what is taken out of the editor. */
  async wait(from: number, to: number): Promise<void> {
    for (let row = from; row <= to; row += MOST_STEPS)
      await this.#load(Array.from({ length: Math.min(MOST_STEPS, to - row + 1) }, (_, at) => row + at));
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      await this.#load(this.#wanted);
      this.#arrived();
    } catch {
      // The host has said what is wrong with it where single values are shown; columns then stay empty.
    } finally {
      this.#asking = false;
    }
  }

  async #load(rows: readonly number[]): Promise<void> {
    const at = rows.map((row) => {
      const step = this.#rows.stepAt(row) ?? 0;
      return { step: this.#rows.until(step), actor: this.#replay.steps.outline.actorAt(step) ?? 0 };
    });
    const values = await this.#fetch(
      at,
      this.watches.map(({ text }) => text),
    );
    if (this.#values.size > MOST_KEPT) this.#values.clear();
    for (const [index, row] of rows.entries()) this.#values.set(row, values[index] ?? []);
  }
}

/** The watched expressions at the first rows, for what is taken out of the editor. */
export interface WatchedRows {
  readonly watches: readonly ViewWatch[];
  /** In the order of the watches; an empty text where one is not known there, `changed` where it was something else before. */
  at(row: number): readonly { readonly text: string; readonly changed: boolean }[];
}

/** Waits for them. Where the host cannot work them out there are none. */
export async function watchedRows(moment: Moment, fetch: FetchValues, count: number): Promise<WatchedRows> {
  const log = new WatchLog(moment, fetch, () => undefined);
  const nothing = { watches: [], at: () => [] };
  if (log.watches.length === 0) return nothing;
  try {
    await log.wait(1, count);
  } catch {
    return nothing;
  }
  const last = log.watches.map(() => new LastKnown());
  const rows: { readonly text: string; readonly changed: boolean }[][] = [];
  for (let row = 1; row <= count; row += 1) {
    const values = log.at(row);
    rows.push(
      last.map((each, at) => {
        const value = values?.[at]?.value ?? null;
        return { text: value ?? '', changed: each.take(value) !== null };
      }),
    );
  }
  return { watches: log.watches, at: (row) => rows[row - 1] ?? [] };
}

/** Whether the same expressions are watched, in the same order; names come of the expressions' texts. */
export const sameWatches = (left: readonly ViewWatch[], right: readonly ViewWatch[]): boolean =>
  left.length === right.length && left.every(({ text }, at) => text === right[at]?.text);
