import { type Outline as SentOutline, STEP_KINDS, type ViewStep } from './protocol';
import { countUpTo } from './sorted';

const UNKNOWN = 255;

/** What a step does, as far as the outline holds it. */
export interface OutlineEntry {
  readonly actor: number;
  readonly kind: string;
  readonly depth: number;
}

/**
 * Who did what kind of thing at every step, four bytes a step: what lanes, scrubber and seeking need of steps whose
 * text has not been fetched. It is sent by the host, or grows as slices of steps arrive.
 */
export class Outline {
  readonly #actors: Uint8Array;
  readonly #kinds: Uint8Array;
  readonly #depths: Uint8Array;
  /** 1 for a step that may be folded away. */
  readonly #minors: Uint8Array;
  /** For each file, lines and the first step that runs them. */
  readonly #executed = new Map<string, Map<number, number>>();
  /** For each patch, lines of its mail and the first step that runs them. */
  readonly #executedInMail = new Map<string, Map<number, number>>();
  /** For each file, lines that run and are in no mail. */
  readonly #executedElsewhere = new Map<string, Map<number, number>>();
  #own: Map<number, Uint32Array> | null = null;
  #missing: number;

  constructor(stepCount: number, sent: SentOutline | undefined) {
    if (sent !== undefined && sent.actors.length >= stepCount) {
      this.#actors = sent.actors;
      this.#kinds = sent.kinds;
      this.#depths = sent.depths;
      this.#minors = sent.minors ?? new Uint8Array(stepCount);
      for (const { file, lines } of sent.executed) this.#executed.set(file, new Map(lines));
      this.#missing = 0;
    } else {
      this.#actors = new Uint8Array(stepCount).fill(UNKNOWN);
      this.#kinds = new Uint8Array(stepCount);
      this.#depths = new Uint8Array(stepCount);
      this.#minors = new Uint8Array(stepCount);
      this.#missing = stepCount;
    }
  }

  get whole(): boolean {
    return this.#missing === 0;
  }

  get stepCount(): number {
    return this.#actors.length;
  }

  add(steps: readonly ViewStep[]): void {
    if (this.whole) return;
    for (const step of steps) {
      const at = step.n - 1;
      if (at < 0 || at >= this.#actors.length || this.#actors[at] !== UNKNOWN) continue;
      this.#actors[at] = step.actor;
      this.#kinds[at] = Math.max(
        0,
        STEP_KINDS.findIndex((kind) => kind === step.kind),
      );
      this.#depths[at] = Math.min(step.depth, 255);
      this.#minors[at] = step.minor && step.kind !== 'wait' && step.kind !== 'violation' ? 1 : 0;
      this.#missing -= 1;
      note(this.#executed, step.file, step.line, step.n);
      if (step.patch !== null && step.patchLine !== null)
        note(this.#executedInMail, step.patch, step.patchLine, step.n);
      else note(this.#executedElsewhere, step.file, step.line, step.n);
    }
    this.#own = null;
  }

  at(n: number): OutlineEntry | null {
    const actor = this.#actors[n - 1];
    if (actor === undefined || actor === UNKNOWN) return null;
    return { actor, kind: STEP_KINDS[this.#kinds[n - 1] ?? 0] ?? 'statement', depth: this.#depths[n - 1] ?? 0 };
  }

  actorAt(n: number): number | null {
    const actor = this.#actors[n - 1];
    return actor === undefined || actor === UNKNOWN ? null : actor;
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
  find(n: number, direction: 1 | -1, accepts: (entry: OutlineEntry) => boolean): number | null {
    for (let at = n + direction; at >= 1 && at <= this.stepCount; at += direction) {
      const entry = this.at(at);
      if (entry !== null && accepts(entry)) return at;
    }
    return null;
  }

  /** Lines of the file that run at some time, with the first step at which they do. */
  executed(file: string): ReadonlyMap<number, number> {
    return this.#executed.get(file) ?? new Map<number, number>();
  }

  /**
   * The same for the lines of one patch's mail, and for the lines of a file that are in no mail; null where the host sent
   * an outline, which does not tell them apart.
   */
  executedByMail(
    patch: string,
    file: string,
  ): Readonly<Record<'mail' | 'elsewhere', ReadonlyMap<number, number>>> | null {
    if (this.#executedInMail.size === 0) return null;
    const none = new Map<number, number>();
    return {
      mail: this.#executedInMail.get(patch) ?? none,
      elsewhere: this.#executedElsewhere.get(file) ?? none,
    };
  }

  /** The steps that are not minor, in order. */
  majorSteps(): Uint32Array {
    const steps: number[] = [];
    this.#minors.forEach((minor, at) => {
      if (minor === 0) steps.push(at + 1);
    });
    return Uint32Array.from(steps);
  }

  #stepsOf(actor: number): Uint32Array {
    this.#own ??= this.#byActor();
    return this.#own.get(actor) ?? new Uint32Array();
  }

  #byActor(): Map<number, Uint32Array> {
    const counts = new Uint32Array(256);
    for (const actor of this.#actors) counts[actor] = (counts[actor] ?? 0) + 1;
    const own = new Map<number, Uint32Array>();
    const filled = new Uint32Array(256);
    this.#actors.forEach((actor, at) => {
      if (actor === UNKNOWN) return;
      let steps = own.get(actor);
      if (steps === undefined) own.set(actor, (steps = new Uint32Array(counts[actor] ?? 0)));
      steps[filled[actor] ?? 0] = at + 1;
      filled[actor] = (filled[actor] ?? 0) + 1;
    });
    return own;
  }
}

function note(executed: Map<string, Map<number, number>>, where: string, line: number, step: number): void {
  let lines = executed.get(where);
  if (lines === undefined) executed.set(where, (lines = new Map()));
  lines.set(line, Math.min(step, lines.get(line) ?? step));
}
