import { Outline } from './outline';
import type { ReplayModel, StepDetail, StepHead, StepSlice } from './protocol';

/** So many steps come together: few, for a jump waits for all of those around the step that it wants. */
const SLICE = 100;
const SLICES_KEPT = 300;

/**
 * The steps of one replay: the heads of all are here, what they did is fetched in slices as it is looked at. The slice that
 * was looked at least lately goes first.
 */
export class StepLog {
  readonly outline: Outline;
  readonly count: number;
  readonly #slices = new Map<number, readonly StepDetail[]>();
  readonly #coming = new Map<number, Promise<void>>();
  #latest = -1;
  readonly #fetch: (from: number, to: number) => Promise<StepSlice>;
  readonly #arrived: () => void;

  /** `arrived` is called when details that were missing have come. */
  constructor(replay: ReplayModel, fetch: (from: number, to: number) => Promise<StepSlice>, arrived: () => void) {
    this.count = replay.stepCount;
    this.outline = new Outline(replay.columns);
    this.#fetch = fetch;
    this.#arrived = arrived;
    const { from, steps } = replay.details ?? { from: 1, steps: [] };
    for (let key = Math.ceil((from - 1) / SLICE); ; key += 1) {
      const begin = key * SLICE + 1 - from;
      const slice = steps.slice(begin, begin + SLICE);
      if (slice.length === 0 || (slice.length < SLICE && key * SLICE + slice.length < this.count)) break;
      this.#slices.set(key, slice);
    }
  }

  at(n: number): StepHead | null {
    return this.outline.at(n);
  }

  /** What the step did, if it is here; otherwise it is sent for. */
  detail(n: number): StepDetail | null {
    if (n < 1 || n > this.count) return null;
    const key = Math.floor((n - 1) / SLICE);
    const slice = this.#slices.get(key);
    if (slice === undefined) {
      void this.#load(key);
      return null;
    }
    if (this.#latest !== key) {
      this.#latest = key;
      this.#slices.delete(key);
      this.#slices.set(key, slice);
    }
    return slice[(n - 1) % SLICE] ?? null;
  }

  /** Waits for what the step did; null where the host cannot give it. */
  async wait(n: number): Promise<StepDetail | null> {
    if (n < 1 || n > this.count) return null;
    const key = Math.floor((n - 1) / SLICE);
    if (!this.#slices.has(key)) await this.#load(key);
    return this.#slices.has(key) ? this.detail(n) : null;
  }

  #load(key: number): Promise<void> {
    const coming = this.#coming.get(key);
    if (coming !== undefined) return coming;
    const from = key * SLICE + 1;
    const loading = this.#fetch(from, Math.min(from + SLICE - 1, this.count)).then(
      ({ steps }) => {
        this.#coming.delete(key);
        this.#keep(key, steps);
        this.#arrived();
      },
      () => {
        // Left in `#coming`, so that a slice which the host cannot give is not asked for at every frame.
      },
    );
    this.#coming.set(key, loading);
    return loading;
  }

  #keep(key: number, steps: readonly StepDetail[]): void {
    this.#slices.set(key, steps);
    if (this.#slices.size <= SLICES_KEPT) return;
    const oldest = this.#slices.keys().next();
    if (oldest.done !== true) this.#slices.delete(oldest.value);
  }
}
