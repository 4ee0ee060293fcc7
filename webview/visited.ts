import type { StepHead } from './protocol';

/** A moment at which the reader was: a step of a run, and what happens there, by which it is known again. */
export interface VisitedMoment {
  /** `ViewRun.id`; empty where the host knows of one run only. */
  readonly run: string;
  readonly step: number;
  readonly name: string;
  /** `ViewActor.index`. */
  readonly actor: number;
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

/** What is kept of the visited moments over a reload. */
export interface KeptVisits {
  readonly moments: readonly VisitedMoment[];
  /** Index of the one at which the reader stood. */
  readonly at: number;
}

/** As many as VS Code keeps of places in editors. */
const MOST = 50;

/**
 * The moments that a reader jumped between, each once, those that were left last at the end, as in Vim's list of jumps:
 * what was gone back from is still there after another jump. The moment at which the reader stands goes along with single
 * steps near to where he arrived, as VS Code's history does with the lines of an editor; whoever walks further is at a
 * moment of its own.
 */
export class Visited {
  #moments: readonly VisitedMoment[];
  #at: number;
  /** Where the reader came to before he walked on; null once he has walked so far that it stands for itself. */
  #arrived: VisitedMoment | null;

  constructor(kept: KeptVisits | null = null) {
    this.#moments = kept?.moments.slice(-MOST) ?? [];
    this.#at = Math.min(Math.max(0, kept?.at ?? 0), Math.max(0, this.#moments.length - 1));
    this.#arrived = this.here;
  }

  /** The longest ago first. */
  get moments(): readonly VisitedMoment[] {
    return this.#moments;
  }

  get at(): number {
    return this.#at;
  }

  get kept(): KeptVisits {
    return { moments: this.#moments, at: this.#at };
  }

  get here(): VisitedMoment | null {
    return this.#moments[this.#at] ?? null;
  }

  /** The reader has gone on by steps. @param isNear whether a moment is few rows away from where he is now */
  walk(to: VisitedMoment, isNear: (other: VisitedMoment) => boolean): void {
    if (this.#moments.length === 0) return this.jump(to);
    const arrived = this.#arrived;
    const far = arrived !== null && !isNear(arrived);
    const before = this.#moments.slice(0, this.#at);
    const after = this.#moments.slice(this.#at + 1);
    this.#moments = far ? [...before, arrived, to, ...after] : [...before, to, ...after];
    if (!far) return;
    this.#arrived = null;
    this.#at += 1;
    if (this.#moments.length <= MOST) return;
    this.#moments = this.#moments.slice(1);
    this.#at -= 1;
  }

  /** The reader has gone to another place at once. */
  jump(to: VisitedMoment): void {
    const { here } = this;
    if (here !== null && isSameMoment(here, to)) return;
    const others = this.#moments.filter((moment) => !isSameMoment(moment, to));
    const kept = here === null ? [] : [...others.filter((moment) => !isSameMoment(moment, here)), here];
    this.#moments = [...kept, to].slice(-MOST);
    this.#stand(this.#moments.length - 1);
  }

  /** The reader has arrived where he walked to: a moment that stays, whatever he does next. */
  arrive(): void {
    this.#stand(this.#at);
  }

  /** Goes back or forward among the moments. Null where there is none. */
  go(by: 1 | -1): VisitedMoment | null {
    return this.goTo(this.#at + by);
  }

  /** Goes to one of the moments by its index; the order of the others stays. Null where there is none. */
  goTo(index: number): VisitedMoment | null {
    const to = this.#moments[index];
    if (to === undefined) return null;
    this.#stand(index);
    return to;
  }

  /** Leaves out what is in no run any more. */
  keepOnly(isThere: (moment: VisitedMoment) => boolean): void {
    const gone = this.#moments.slice(0, this.#at).filter((moment) => !isThere(moment)).length;
    const moments = this.#moments.filter(isThere);
    if (moments.length === this.#moments.length) return;
    this.#moments = moments;
    this.#stand(Math.min(this.#at - gone, Math.max(0, moments.length - 1)));
  }

  #stand(at: number): void {
    this.#at = at;
    this.#arrived = this.here;
  }
}

export function momentAt(run: string, { n, name, actor, function: inside, file, line }: StepHead): VisitedMoment {
  return { run, step: n, name, actor, function: inside, file, line };
}

export function isSameMoment(one: VisitedMoment, other: VisitedMoment): boolean {
  return one.run === other.run && one.step === other.step;
}

/** Whether a step of a run is what a moment was; another run has something else there. */
export function isStillThere(moment: VisitedMoment, step: StepHead | null): boolean {
  return (
    step !== null &&
    step.name === moment.name &&
    step.actor === moment.actor &&
    step.function === moment.function &&
    step.file === moment.file
  );
}

/** What a view has kept, as far as it can be understood; null where it is nothing of the kind. */
export function keptVisits(kept: unknown): KeptVisits | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { moments, at } = kept as Partial<Record<keyof KeptVisits, unknown>>;
  if (!Array.isArray(moments) || !moments.every(isMoment)) return null;
  return { moments, at: typeof at === 'number' && Number.isInteger(at) ? at : moments.length - 1 };
}

function isMoment(value: unknown): value is VisitedMoment {
  if (typeof value !== 'object' || value === null) return false;
  const { run, step, name, actor, file, line, ...rest } = value as Partial<Record<keyof VisitedMoment, unknown>>;
  const texts = [run, name, file, rest.function];
  return texts.every((text) => typeof text === 'string') && [step, actor, line].every(Number.isInteger);
}
