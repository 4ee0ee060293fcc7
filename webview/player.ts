import type { ViewCommand } from './protocol';
import type { Replay } from './moment';
import type { StepTest } from './outline';
import type { StepPlace, ViewGroup } from './protocol';
import { Rows, type Folding } from './rows';

/** By steps, as one reads, or to another place at once. */
export type MoveKind = 'walk' | 'jump';

/** Milliseconds between two steps while playing, slowest first. */
export const PACES = [1600, 800, 400, 150, 40] as const;

/** What a player does by itself; all else is the page's. */
export type PlayerCommand = Exclude<
  ViewCommand,
  | 'help'
  | 'link'
  | 'group'
  | 'fold-group'
  | 'go-back'
  | 'go-forward'
  | 'visited'
  | 'tracks'
  | 'note'
  | 'what-if'
  | 'compare'
  | 'run-to-line'
  | 'to-lock'
  | 'next-run'
  | 'previous-run'
>;

/** Moves through one replay. It knows steps and nothing of the screen. */
export class Player {
  readonly replay: Replay;
  #rows: Rows;
  #folding: Folding;
  #step: number;
  #timer: number | null = null;
  #pace: number = PACES[1];
  readonly #moved: (how: MoveKind) => void;
  readonly #said: (text: string) => void;

  /** `moved` is called for every new step, and when the player plays or pauses; `said` where there is none to go to. */
  constructor(
    replay: Replay,
    step: number,
    folding: Folding,
    moved: (how: MoveKind) => void,
    said: (text: string) => void,
  ) {
    this.replay = replay;
    this.#folding = folding;
    this.#rows = new Rows(replay.steps.outline, folding);
    this.#step = this.#within(step);
    this.#moved = moved;
    this.#said = said;
  }

  get step(): number {
    return this.#step;
  }

  get rows(): Rows {
    return this.#rows;
  }

  get playing(): boolean {
    return this.#timer !== null;
  }

  goTo(step: number, how: MoveKind = 'jump'): void {
    const to = this.#within(step);
    if (to === this.#step) return;
    this.#step = to;
    this.#moved(how);
  }

  /** Walks to the step of a row, the first or last one for rows beyond. */
  goToRow(row: number): void {
    const to = this.#rows.stepAt(Math.min(Math.max(1, row), this.#rows.count));
    if (to !== null) this.goTo(to, 'walk');
  }

  run(command: PlayerCommand): void {
    if (command === 'faster' || command === 'slower') return this.#changePace(command === 'faster' ? 1 : -1);
    if (command !== 'play') this.pause();
    const { outline, count } = this.replay.steps;
    const here = outline.actorAt(this.#step);
    switch (command) {
      case 'next':
        return this.goTo(this.#next(), 'walk');
      case 'back':
        return this.goTo(this.#previous(), 'walk');
      case 'start':
        return this.goTo(1);
      case 'end':
        return this.goTo(count);
      case 'violation':
        return this.#goToOrSay(this.replay.model.violationStep, 'No rule was broken in this run.', 'jump');
      case 'loop':
        return this.#goRound();
      case 'next-switch':
        return this.#switch(1, here, 'No other actor runs after this step.');
      case 'previous-switch':
        return this.#switch(-1, here, 'No other actor ran before this step.');
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
      case 'fold':
        return this.#fold();
    }
  }

  /** Goes to the next step of this actor, or to its last if it has none left. */
  follow(actor: number): void {
    const { count } = this.replay.steps;
    const to = this.#rows.nextOf(actor, this.#step) ?? this.#rows.lastOf(actor, count);
    this.#goToOrSay(to, 'This actor has no step here.');
  }

  /** Runs to the next step at a place that the test accepts, round the end if need be. */
  runTo(accepts: (place: StepPlace) => boolean, missing: string): void {
    this.#goToOrSay(this.replay.steps.outline.findPlace(this.#step, accepts), missing, 'jump');
  }

  get pace(): number {
    return this.#pace;
  }

  set pace(milliseconds: number) {
    this.#pace = milliseconds;
    if (this.playing) {
      this.pause();
      this.#play();
    }
  }

  #changePace(by: 1 | -1): void {
    const at = PACES.findIndex((pace) => pace === this.#pace) + by;
    const pace = PACES[Math.min(Math.max(0, at), PACES.length - 1)];
    if (pace === undefined) return;
    this.pace = pace;
    this.#said(`A step every ${pace / 1000} seconds.`);
    this.#moved('walk');
  }

  pause(): void {
    if (this.#timer === null) return;
    window.clearInterval(this.#timer);
    this.#timer = null;
    this.#moved('walk');
  }

  #play(): void {
    if (this.#step >= this.replay.steps.count) this.goTo(1);
    this.#timer = window.setInterval(() => {
      if (this.#step >= this.replay.steps.count) this.pause();
      else this.goTo(this.#next(), 'walk');
    }, this.#pace);
    this.#moved('walk');
  }

  /** The step of the next row; beyond the last, the run's last step. */
  #next(): number {
    return this.#rows.stepAt(this.#rows.rowOf(this.#step) + 1) ?? this.replay.steps.count;
  }

  /** The step of the row before; from a step that is folded away, of the row that holds it. */
  #previous(): number {
    const row = this.#rows.rowOf(this.#step);
    const own = this.#rows.stepAt(row);
    return own !== null && own < this.#step ? own : (this.#rows.stepAt(row - 1) ?? this.#step);
  }

  /** To the beginning of the loop that the run ends in; from there to its end. */
  #goRound(): void {
    const { loop } = this.replay.model;
    const to = loop === undefined ? null : this.#step === loop.from ? loop.to : loop.from;
    this.#goToOrSay(to, 'This run does not go round for ever.', 'jump');
  }

  #switch(direction: 1 | -1, actor: number | null, missing: string): void {
    const { outline } = this.replay.steps;
    let row = this.#rows.rowOf(this.#step) + direction;
    let step = this.#rows.stepAt(row);
    while (step !== null && outline.actorAt(step) === actor) step = this.#rows.stepAt((row += direction));
    this.#goToOrSay(step, missing);
  }

  #fold(): void {
    this.#foldAs({ ...this.#folding, story: !this.#rows.folded });
    this.#said(this.#rows.folded ? `The story alone: ${this.#rows.count} steps.` : `Every step: ${this.#rows.count}.`);
    this.#moved('walk');
  }

  /** Steps of the actor that is running, at its depth or so many levels further out. */
  #own(levels: number): StepTest {
    const here = this.replay.steps.outline.at(this.#step);
    return (actor, _kind, depth) => here !== null && actor === here.actor && depth <= here.depth + levels;
  }

  /** Leaves one row of each of these groups. */
  foldGroups(groups: readonly ViewGroup[]): void {
    this.#foldAs({ ...this.#folding, groups });
  }

  #foldAs(folding: Folding): void {
    this.#folding = folding;
    this.#rows = new Rows(this.replay.steps.outline, folding);
  }

  #seek(direction: 1 | -1, accepts: StepTest, missing: string): void {
    this.#goToOrSay(this.replay.steps.outline.find(this.#step, direction, accepts), missing);
  }

  #goToOrSay(step: number | null, missing: string, how: MoveKind = 'walk'): void {
    if (step === null) this.#said(missing);
    else this.goTo(step, how);
  }

  #within(step: number): number {
    const whole = Number.isFinite(step) ? Math.round(step) : 1;
    return Math.min(Math.max(whole, Math.min(1, this.replay.steps.count)), this.replay.steps.count);
  }
}

function locks(_actor: number, kind: string): boolean {
  return kind === 'lock' || kind === 'unlock';
}
