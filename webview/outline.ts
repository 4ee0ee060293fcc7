import { STEP_KINDS, type StepColumns, type StepHead, type StepPlace } from './protocol';
import { countUpTo } from './sorted';

const WAIT = STEP_KINDS.indexOf('wait');
const VIOLATION = STEP_KINDS.indexOf('violation');

/** Tests a step by who makes it, what kind it is (`STEP_KINDS`), and how deep its call is. */
export type StepTest = (actor: number, kind: string, depth: number) => boolean;

/**
 * Who made every step of a run, where and how. All of it is in columns, and what is worked out of them is worked out when it
 * is first asked for, in one pass.
 */
export class Outline {
  readonly #columns: StepColumns;
  #own: ReadonlyMap<number, Uint32Array> | null = null;
  #first: Uint32Array | null = null;

  constructor(columns: StepColumns) {
    this.#columns = columns;
  }

  get stepCount(): number {
    return this.#columns.actors.length;
  }

  /** The step's head, or null where there is no such step. */
  at(n: number): StepHead | null {
    const { actors, cpus, kinds, depths, minors } = this.#columns;
    const at = n - 1;
    const actor = actors[at];
    const place = this.#placeOf(n);
    if (actor === undefined || place === null) return null;
    return {
      ...place,
      n,
      actor,
      cpu: cpus[at] ?? 0,
      kind: STEP_KINDS[kinds[at] ?? 0] ?? 'statement',
      depth: depths[at] ?? 0,
      minor: minors[at] === 1,
    };
  }

  actorAt(n: number): number | null {
    return this.#columns.actors[n - 1] ?? null;
  }

  kindAt(n: number): string {
    return STEP_KINDS[this.#columns.kinds[n - 1] ?? 0] ?? 'statement';
  }

  depthAt(n: number): number {
    return this.#columns.depths[n - 1] ?? 0;
  }

  /** The last step up to and including n that this actor made; null where it has made none. */
  lastOf(actor: number, n: number): number | null {
    const steps = this.#stepsOf(actor);
    return steps[countUpTo(steps, n) - 1] ?? null;
  }

  /** The first step after n that this actor makes; null where it makes none. */
  nextOf(actor: number, n: number): number | null {
    const steps = this.#stepsOf(actor);
    return steps[countUpTo(steps, n)] ?? null;
  }

  /** The nearest step in this direction, n itself left out, that the test accepts. */
  find(n: number, direction: 1 | -1, accepts: StepTest): number | null {
    for (let at = n + direction; at >= 1 && at <= this.stepCount; at += direction)
      if (accepts(this.actorAt(at) ?? -1, this.kindAt(at), this.depthAt(at))) return at;
    return null;
  }

  /** The next step after n, round the end if need be, at a place that the test accepts. */
  findPlace(n: number, accepts: (place: StepPlace) => boolean): number | null {
    const wanted = this.#columns.places.map(accepts);
    if (!wanted.includes(true)) return null;
    const { placeOf } = this.#columns;
    for (let count = 1; count <= placeOf.length; count += 1) {
      const at = (n - 1 + count) % placeOf.length;
      if (wanted[placeOf[at] ?? -1] === true) return at + 1;
    }
    return null;
  }

  /** Every place that runs, with the first step at it. */
  *executed(): Iterable<readonly [StepPlace, number]> {
    this.#first ??= firstSteps(this.#columns);
    for (const [at, place] of this.#columns.places.entries()) {
      const first = this.#first[at] ?? 0;
      if (first > 0) yield [place, first];
    }
  }

  /** The steps of the story, in order: those that are not minor, every wait, and the violation. */
  majorSteps(): Uint32Array {
    const { minors, kinds } = this.#columns;
    const steps = new Uint32Array(minors.length);
    let count = 0;
    for (let at = 0; at < minors.length; at += 1) {
      const kind = kinds[at];
      if (minors[at] === 0 || kind === WAIT || kind === VIOLATION) {
        steps[count] = at + 1;
        count += 1;
      }
    }
    return steps.slice(0, count);
  }

  #placeOf(n: number): StepPlace | null {
    return this.#columns.places[this.#columns.placeOf[n - 1] ?? -1] ?? null;
  }

  #stepsOf(actor: number): Uint32Array {
    this.#own ??= byActor(this.#columns.actors);
    return this.#own.get(actor) ?? new Uint32Array();
  }
}

/** What does not fit together in columns that a host has sent, or null. */
export function columnsFault(columns: StepColumns | undefined, stepCount: number): string | null {
  if (columns === undefined) return 'its steps are in a form that this version does not know';
  const { places, placeOf, actors, cpus, kinds, depths, minors } = columns;
  if ([placeOf, actors, cpus, kinds, depths, minors].some((column) => column.length !== stepCount))
    return 'its columns do not have one entry for each step';
  return placeOf.some((place) => place >= places.length) ? 'a step is at a place that was not sent' : null;
}

function firstSteps({ places, placeOf }: StepColumns): Uint32Array {
  const first = new Uint32Array(places.length);
  for (let at = placeOf.length - 1; at >= 0; at -= 1) first[placeOf[at] ?? 0] = at + 1;
  return first;
}

function byActor(actors: Uint8Array): ReadonlyMap<number, Uint32Array> {
  const counts = new Uint32Array(256);
  for (const actor of actors) counts[actor] = (counts[actor] ?? 0) + 1;
  const own = new Map<number, Uint32Array>();
  for (const [actor, count] of counts.entries()) if (count > 0) own.set(actor, new Uint32Array(count));
  const filled = new Uint32Array(256);
  for (let at = 0; at < actors.length; at += 1) {
    const actor = actors[at] ?? 0;
    const steps = own.get(actor);
    const count = filled[actor] ?? 0;
    if (steps !== undefined) steps[count] = at + 1;
    filled[actor] = count + 1;
  }
  return own;
}
