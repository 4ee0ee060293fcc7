import type { ViewCommand } from './protocol';
import type { Replay } from './moment';
import type { OutlineEntry } from './outline';

/** Milliseconds between two steps while playing, slowest first. */
export const PACES = [1600, 800, 400, 150, 40] as const;

/** Moves through one replay. It knows steps and nothing of the screen. */
export class Player {
  readonly replay: Replay;
  #step: number;
  #timer: number | null = null;
  #pace: number = PACES[1];
  readonly #moved: (step: number) => void;
  readonly #said: (text: string) => void;

  /** `moved` is called for every new step, `said` where there is none to go to. */
  constructor(replay: Replay, step: number, moved: (step: number) => void, said: (text: string) => void) {
    this.replay = replay;
    this.#step = this.#within(step);
    this.#moved = moved;
    this.#said = said;
  }

  get step(): number {
    return this.#step;
  }

  get playing(): boolean {
    return this.#timer !== null;
  }

  goTo(step: number): void {
    const to = this.#within(step);
    if (to === this.#step) return;
    this.#step = to;
    this.#moved(to);
  }

  run(command: Exclude<ViewCommand, 'help'>): void {
    if (command !== 'play') this.pause();
    const { outline, count } = this.replay.steps;
    const here = outline.at(this.#step);
    switch (command) {
      case 'next':
        return this.goTo(this.#step + 1);
      case 'back':
        return this.goTo(this.#step - 1);
      case 'start':
        return this.goTo(1);
      case 'end':
        return this.goTo(count);
      case 'violation':
        return this.#goToOrSay(this.replay.model.violationStep, 'No rule was broken in this run.');
      case 'next-switch':
        return this.#seek(1, (step) => step.actor !== here?.actor, 'No other actor runs after this step.');
      case 'previous-switch':
        return this.#seek(-1, (step) => step.actor !== here?.actor, 'No other actor ran before this step.');
      case 'next-lock':
        return this.#seek(1, locks, 'No lock is taken or released after this step.');
      case 'previous-lock':
        return this.#seek(-1, locks, 'No lock was taken or released before this step.');
      case 'over':
        return this.#seek(1, this.#own(0), 'This actor makes no further step at this depth.');
      case 'back-over':
        return this.#seek(-1, this.#own(0), 'This actor made no earlier step at this depth.');
      case 'out':
        return this.#seek(1, this.#own(-1), 'This actor does not return from here in this run.');
      case 'back-out':
        return this.#seek(-1, this.#own(-1), 'This is the outermost function of the actor.');
      case 'play':
        return this.playing ? this.pause() : this.#play();
    }
  }

  /** Goes to the next step of this actor, or to its last if it has none left. */
  follow(actor: number): void {
    const { outline, count } = this.replay.steps;
    this.#goToOrSay(outline.nextOf(actor, this.#step) ?? outline.lastOf(actor, count), 'This actor never runs.');
  }

  /** Runs to the next step that the test accepts, round the end if need be. */
  async runTo(accepts: Parameters<Replay['steps']['find']>[2], missing: string): Promise<void> {
    const found =
      (await this.replay.steps.find(this.#step, 1, accepts)) ?? (await this.replay.steps.find(0, 1, accepts));
    this.#goToOrSay(found?.n ?? null, missing);
  }

  set pace(milliseconds: number) {
    this.#pace = milliseconds;
    if (this.playing) {
      this.pause();
      this.#play();
    }
  }

  pause(): void {
    if (this.#timer === null) return;
    window.clearInterval(this.#timer);
    this.#timer = null;
    this.#moved(this.#step);
  }

  #play(): void {
    if (this.#step >= this.replay.steps.count) this.goTo(1);
    this.#timer = window.setInterval(() => {
      if (this.#step >= this.replay.steps.count) this.pause();
      else this.goTo(this.#step + 1);
    }, this.#pace);
    this.#moved(this.#step);
  }

  /** Steps of the actor that is running, at its depth or so many levels further out. */
  #own(levels: number): (entry: OutlineEntry) => boolean {
    const here = this.replay.steps.outline.at(this.#step);
    return (entry) => here !== null && entry.actor === here.actor && entry.depth <= here.depth + levels;
  }

  #seek(direction: 1 | -1, accepts: (entry: OutlineEntry) => boolean, missing: string): void {
    this.#goToOrSay(this.replay.steps.outline.find(this.#step, direction, accepts), missing);
  }

  #goToOrSay(step: number | null, missing: string): void {
    if (step === null) this.#said(missing);
    else this.goTo(step);
  }

  #within(step: number): number {
    const whole = Number.isFinite(step) ? Math.round(step) : 1;
    return Math.min(Math.max(whole, Math.min(1, this.replay.steps.count)), this.replay.steps.count);
  }
}

function locks(entry: OutlineEntry): boolean {
  return entry.kind === 'lock' || entry.kind === 'unlock';
}
