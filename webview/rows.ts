import type { Outline } from './outline';
import { countUpTo } from './sorted';

/**
 * The steps that are shown as rows and stepped through: all of them, or the story alone, which is those that the host
 * did not call minor (and every wait). A step that is folded away belongs to the row before it.
 */
export class Rows {
  readonly folded: boolean;
  readonly #outline: Outline;
  readonly #steps: Uint32Array | null;
  readonly #own: ReadonlyMap<number, Uint32Array>;

  private constructor(outline: Outline, steps: Uint32Array | null) {
    this.#outline = outline;
    this.#steps = steps;
    this.folded = steps !== null;
    const own = new Map<number, number[]>();
    for (const step of steps ?? []) {
      const actor = outline.actorAt(step) ?? 0;
      const known = own.get(actor);
      if (known === undefined) own.set(actor, [step]);
      else known.push(step);
    }
    this.#own = new Map([...own].map(([actor, made]) => [actor, Uint32Array.from(made)]));
  }

  static all(outline: Outline): Rows {
    return new Rows(outline, null);
  }

  static story(outline: Outline): Rows {
    return new Rows(outline, outline.majorSteps());
  }

  get count(): number {
    return this.#steps?.length ?? this.#outline.stepCount;
  }

  /** Rows count from 1; null for a row that there is not. */
  stepAt(row: number): number | null {
    if (row < 1 || row > this.count) return null;
    return this.#steps === null ? row : (this.#steps[row - 1] ?? null);
  }

  /** The row that shows the step, or into which it is folded; 0 before the first row. */
  rowOf(step: number): number {
    return this.#steps === null ? step : countUpTo(this.#steps, step);
  }

  /** The last step that is folded into the row of this step; the step itself where it has no row of its own. */
  until(step: number): number {
    const row = this.rowOf(step);
    if (!this.folded || this.stepAt(row) !== step) return step;
    return (this.stepAt(row + 1) ?? this.#outline.stepCount + 1) - 1;
  }

  /** The actor's last step up to n that has a row, or null. */
  lastOf(actor: number, n: number): number | null {
    if (this.#steps === null) return this.#outline.lastOf(actor, n);
    const own = this.#own.get(actor);
    return own === undefined ? null : (own[countUpTo(own, n) - 1] ?? null);
  }

  /** The actor's first step after n that has a row, or null. */
  nextOf(actor: number, n: number): number | null {
    if (this.#steps === null) return this.#outline.nextOf(actor, n);
    const own = this.#own.get(actor);
    return own === undefined ? null : (own[countUpTo(own, n)] ?? null);
  }
}
