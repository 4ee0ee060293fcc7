import type { Outline } from './outline';
import type { ViewGroup } from './protocol';
import { countUpTo } from './sorted';

/** Which steps are folded away. */
export interface Folding {
  /** All but the story: those that the host did not call minor, and every wait. */
  readonly story: boolean;
  /** Groups of which one row is left. */
  readonly groups: readonly ViewGroup[];
}

export const NOTHING_FOLDED: Folding = { story: false, groups: [] };

/**
 * The steps that are shown as rows and stepped through: all of them, or what folding leaves. A step that is folded away
 * belongs to the row before it; of a group that is folded the row of its first step is left.
 */
export class Rows {
  /** Only the story is shown. */
  readonly folded: boolean;
  readonly #outline: Outline;
  readonly #steps: Uint32Array | null;
  readonly #own: ReadonlyMap<number, Uint32Array>;

  constructor(outline: Outline, { story, groups }: Folding) {
    this.#outline = outline;
    this.folded = story;
    const steps = story ? outline.majorSteps() : null;
    this.#steps = groups.length === 0 ? steps : withoutInside(steps, outline.stepCount, groups);
    const own = new Map<number, number[]>();
    for (const step of this.#steps ?? []) {
      const actor = outline.actorAt(step) ?? 0;
      const known = own.get(actor);
      if (known === undefined) own.set(actor, [step]);
      else known.push(step);
    }
    this.#own = new Map([...own].map(([actor, made]) => [actor, Uint32Array.from(made)]));
  }

  get count(): number {
    return this.#steps?.length ?? this.#outline.stepCount;
  }

  /** Every step has a row. */
  get whole(): boolean {
    return this.#steps === null;
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
    if (this.#steps === null || this.stepAt(row) !== step) return step;
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

/** Steps (all of them where null) without those inside of folded groups; a group that begins inside of another is hidden with it. */
function withoutInside(steps: Uint32Array | null, count: number, groups: readonly ViewGroup[]): Uint32Array {
  const left = new Uint32Array((steps?.length ?? count) + groups.length);
  let length = 0;
  let at = 0;
  const stepAt = (index: number): number => (steps === null ? index + 1 : (steps[index] ?? count + 1));
  const total = steps?.length ?? count;
  const keepUpTo = (end: number): void => {
    for (; at < total && stepAt(at) < end; at += 1) left[length++] = stepAt(at);
  };
  let covered = 0;
  for (const { from, to } of groups.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    if (from <= covered) continue;
    keepUpTo(from);
    left[length++] = from;
    for (; at < total && stepAt(at) <= to; at += 1);
    covered = to;
  }
  keepUpTo(count + 1);
  return left.slice(0, length);
}
