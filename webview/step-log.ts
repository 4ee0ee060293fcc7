import { Outline } from './outline';
import type { ReplayModel, ViewStep } from './protocol';

const SLICE = 500;
const SLICES_KEPT = 120;

/**
 * The steps of one replay. Short ones are all here; of long ones a window is kept and the rest fetched in slices as it
 * is looked at, the slice that came first going first.
 */
export class StepLog {
  readonly outline: Outline;
  readonly count: number;
  readonly #slices = new Map<number, readonly ViewStep[]>();
  readonly #coming = new Map<number, Promise<void>>();
  readonly #fetch: (from: number, to: number) => Promise<readonly ViewStep[]>;
  readonly #arrived: () => void;

  /** `arrived` is called when steps that were missing have come. */
  constructor(
    replay: ReplayModel,
    fetch: (from: number, to: number) => Promise<readonly ViewStep[]>,
    arrived: () => void,
  ) {
    this.count = replay.stepCount;
    this.outline = new Outline(replay.stepCount, replay.outline);
    this.#fetch = fetch;
    this.#arrived = arrived;
    this.outline.add(replay.steps);
    for (let from = 0; from < replay.steps.length; from += SLICE) {
      const slice = replay.steps.slice(from, from + SLICE);
      if (slice.length === SLICE || from + slice.length === this.count) this.#slices.set(from / SLICE, slice);
    }
  }

  /** The step, if it is here; otherwise it is sent for. */
  at(n: number): ViewStep | null {
    if (n < 1 || n > this.count) return null;
    const key = Math.floor((n - 1) / SLICE);
    const slice = this.#slices.get(key);
    if (slice === undefined) {
      void this.#load(key);
      return null;
    }
    return slice[(n - 1) % SLICE] ?? null;
  }

  /** Waits for the step. Rejected where the host cannot give it. */
  async wait(n: number): Promise<ViewStep | null> {
    if (n < 1 || n > this.count) return null;
    const key = Math.floor((n - 1) / SLICE);
    if (!this.#slices.has(key)) await this.#load(key);
    return this.at(n);
  }

  /** Goes through steps in order from n (left out), fetching as needed, until the test accepts one. */
  async find(n: number, direction: 1 | -1, accepts: (step: ViewStep) => boolean): Promise<ViewStep | null> {
    for (let at = n + direction; at >= 1 && at <= this.count; at += direction) {
      const step = this.at(at) ?? (await this.wait(at));
      if (step !== null && accepts(step)) return step;
    }
    return null;
  }

  /** Fetches what the outline still lacks, slice by slice; ends early when told to. */
  async drawOutline(ended: () => boolean): Promise<void> {
    for (let n = 1; n <= this.count && !this.outline.whole && !ended(); n += SLICE) {
      if (this.outline.actorAt(n) === null || this.outline.actorAt(Math.min(n + SLICE - 1, this.count)) === null)
        await this.#load(Math.floor((n - 1) / SLICE));
    }
  }

  #load(key: number): Promise<void> {
    const coming = this.#coming.get(key);
    if (coming !== undefined) return coming;
    const from = key * SLICE + 1;
    const loading = this.#fetch(from, Math.min(from + SLICE - 1, this.count)).then(
      (steps) => {
        this.#coming.delete(key);
        this.#keep(key, steps);
        this.outline.add(steps);
        this.#arrived();
      },
      () => {
        // Left in `#coming`, so that a slice which the host cannot give is not asked for at every frame.
      },
    );
    this.#coming.set(key, loading);
    return loading;
  }

  #keep(key: number, steps: readonly ViewStep[]): void {
    this.#slices.set(key, steps);
    if (this.#slices.size <= SLICES_KEPT) return;
    const oldest = this.#slices.keys().next();
    if (oldest.done !== true) this.#slices.delete(oldest.value);
  }
}
