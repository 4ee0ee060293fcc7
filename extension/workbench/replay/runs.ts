import type { Sliced } from '../../ground/sliced';
import type { MadeRun, ViewRun } from '../../../webview/protocol';
import type { TraceStep } from '../../kernel/trace/trace';
import type { Choice, Replay } from './replay';

/** A run, and how the view speaks of it. */
export interface Held {
  readonly about: ViewRun;
  readonly replay: Replay;
}

/** Identity of what the search found. */
export const FOUND = 'found';

/** What of it is not of the search or the reader, but came out of a link. */
const LINK = 'link-';

/**
 * What the search found, the runs that links brought, and the what-ifs that the reader went off into from there; all are kept
 * beside each other.
 */
export class Runs {
  private readonly held: Held[];
  private at = 0;
  private gone = 0;

  /** @param linked runs of the same program that came out of links before */
  constructor(found: Replay, linked: readonly Held[] = []) {
    this.held = [
      { about: about(FOUND, 'As found', found, 0), replay: found },
      ...found.others.map((other, at) => ({
        about: about(`${FOUND}-${at + 2}`, where(other), other, 0),
        replay: other,
      })),
      ...linked,
    ];
  }

  get list(): readonly ViewRun[] {
    return this.held.map((one) => one.about);
  }

  /** How the reader's what-ifs were made, in order. */
  get made(): readonly MadeRun[] {
    return this.list.flatMap(({ made }) => (made === undefined ? [] : [made]));
  }

  /** The runs that came out of links. */
  get linked(): readonly Held[] {
    return this.held.filter(({ about: { id } }) => id.startsWith(LINK));
  }

  get current(): Held {
    return this.held[this.at] as Held;
  }

  replayOf(id: string): Replay | null {
    return this.held.find((one) => one.about.id === id)?.replay ?? null;
  }

  /** Makes another run the current one; false where there is none of this name. */
  switchTo(id: string): boolean {
    const at = this.held.findIndex((one) => one.about.id === id);
    if (at >= 0) this.at = at;
    return at >= 0;
  }

  /** Whether a run is of the program that these are runs of. */
  areOf(replay: Replay): boolean {
    return this.held[0]?.replay.found.prepared === replay.found.prepared;
  }

  /** Makes a run out of a link the current one: beside the others, unless one of them is the same. */
  putBeside(replay: Replay): void {
    const same = this.held.findIndex((one) => isSame(one.replay, replay));
    if (same >= 0) {
      this.at = same;
      return;
    }
    const number = this.linked.length + 1;
    const title = number === 1 ? 'Out of a link' : `Out of a link (${number})`;
    const found = this.held[0]?.replay.steps ?? [];
    const parts = replay.steps.findIndex((step, at) => !isSameStep(step, found[at]));
    const first = parts < 0 ? replay.steps.length : parts + 1;
    this.held.push({ about: about(`${LINK}${number}`, title, replay, first), replay });
    this.at = this.held.length - 1;
  }

  /**
   * Makes again what a reader had made before a reload, and shows the run that was on screen. Says how many could not be made
   * because what the search finds is another run now.
   */
  *restoring(made: readonly MadeRun[], run: string | null): Sliced<number> {
    let lost = 0;
    for (const one of made) {
      try {
        if (!this.switchTo(one.from)) lost += 1;
        else if ((yield* this.goingOn(one.step, one)) === null) lost += 1;
      } catch {
        lost += 1;
      }
    }
    if (run === null || !this.switchTo(run)) this.switchTo(FOUND);
    return lost;
  }

  /**
   * Goes on from a step of the current run under another choice, as a run of its own, which becomes the current one. Null
   * where that is what a run here does already, which then becomes the current one.
   */
  *goingOn(step: number, choice: Choice): Sliced<Held | null> {
    const from = this.current;
    const { replay, kept } = yield* from.replay.goOn(step, choice);
    const same = this.held.findIndex((one) => isSame(one.replay, replay));
    if (same >= 0) {
      this.at = same;
      return null;
    }
    const who = replay.model.actors.find(({ index }) => index === choice.actor)?.name ?? 'another actor';
    const what = choice.assumes === null ? `${who} goes` : `${who}: ${choice.assumes} fails`;
    this.gone += 1;
    const id = `what-if-${this.gone}`;
    const made: MadeRun = { from: from.about.id, step, actor: choice.actor, way: choice.way, assumes: choice.assumes };
    const title = `What if ${what} after step ${step}`;
    this.held.push({ about: { ...about(id, title, replay, kept + 1), made }, replay });
    this.at = this.held.length - 1;
    return this.current;
  }
}

const about = (id: string, title: string, { model }: Replay, parts: number): ViewRun => ({
  id,
  title,
  verdict: model.verdict,
  rule: model.rule,
  stepCount: model.stepCount,
  parts,
});

/** What breaks, and in which function. */
function where({ model, steps }: Replay): string {
  const step = steps[(model.violationStep ?? 0) - 1];
  return `Also found${step === undefined ? '' : `, in ${step.function}:${step.line}`}`;
}

const isSame = (one: Replay, other: Replay): boolean =>
  one.steps.length === other.steps.length && one.steps.every((step, at) => isSameStep(step, other.steps[at]));

const isSameStep = (one: TraceStep, other: TraceStep | undefined): boolean =>
  one.actor === other?.actor && one.name === other.name && one.stateHash === other.stateHash;
