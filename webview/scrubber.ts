import { element } from './dom';
import type { Moment, Pane, Replay } from './moment';
import { onThemeChange } from './theme';

/**
 * The whole run as a band in the actors' colours, one row an actor, with the violation marked, under a slider. The
 * band is a picture of the outline; what it says is said in words by the slider's value.
 */
export class Scrubber implements Pane {
  readonly element: HTMLElement;
  readonly #range: HTMLInputElement;
  readonly #band: HTMLCanvasElement;
  readonly #flag: HTMLElement;
  #drawn: Replay | null = null;
  #drawnWhole = false;
  #drawnWidth = 0;

  constructor(goTo: (step: number) => void) {
    this.#range = element('input', { type: 'range', min: 1, max: 1, step: 1, value: 1, 'aria-label': 'Step' });
    this.#range.addEventListener('input', () => {
      goTo(Number(this.#range.value));
    });
    this.#band = element('canvas', { class: 'band', 'aria-hidden': 'true' });
    this.#flag = element('span', { class: 'violation-flag', 'aria-hidden': 'true', hidden: true });
    this.element = element('div', { class: 'scrubber' }, this.#band, this.#flag, this.#range);
    new ResizeObserver(() => {
      this.#redraw();
    }).observe(this.element);
    onThemeChange(() => {
      this.#drawnWidth = 0;
      this.#redraw();
    });
  }

  show(moment: Moment): void {
    const { steps, model } = moment.replay;
    this.#range.max = String(Math.max(1, steps.count));
    this.#range.value = String(moment.step);
    this.#range.setAttribute('aria-valuetext', words(moment));
    if (this.#drawn === moment.replay && this.#drawnWhole === steps.outline.whole) return;
    this.#drawn = moment.replay;
    this.#drawnWidth = 0;
    this.#flag.hidden = model.violationStep === null;
    if (model.violationStep !== null)
      this.#flag.style.setProperty('--at', String(share(model.violationStep, steps.count)));
    this.#redraw();
  }

  /** One pixel column stands for one step or for many; in a column, every actor that ran there has its row filled. */
  #redraw(): void {
    const width = Math.round(this.#band.clientWidth * window.devicePixelRatio);
    const height = Math.round(this.#band.clientHeight * window.devicePixelRatio);
    if (this.#drawn === null || width === 0 || width === this.#drawnWidth) return;
    this.#drawnWidth = width;
    this.#drawnWhole = this.#drawn.steps.outline.whole;
    this.#band.width = width;
    this.#band.height = height;
    const brush = this.#band.getContext('2d');
    if (brush === null) return;
    const { actors, steps } = this.#drawn;
    const rowHeight = height / actors.length;
    const style = getComputedStyle(this.#band);
    const colours = actors.map((actor) => style.getPropertyValue(`--${actor.look}`).trim());
    const rowOf = new Map(actors.map((actor, row) => [actor.index, row]));
    const columnOf = (n: number): number => (steps.count <= 1 ? 0 : ((n - 1) / steps.count) * width);
    const filled = new Int32Array(actors.length).fill(-1);
    for (let n = 1; n <= steps.count; n += 1) {
      const row = rowOf.get(steps.outline.actorAt(n) ?? -1);
      if (row === undefined) continue;
      const from = Math.floor(columnOf(n));
      if (filled[row] === from) continue;
      filled[row] = from;
      brush.fillStyle = colours[row] ?? '';
      brush.fillRect(from, row * rowHeight, Math.max(1, Math.ceil(columnOf(n + 1)) - from), Math.max(1, rowHeight - 1));
    }
  }
}

function words(moment: Moment): string {
  const { count } = moment.replay.steps;
  const actor = moment.standings.find((standing) => standing.current)?.actor.name;
  const name = moment.current?.name;
  const at = `Step ${moment.step} of ${count}`;
  const broken = moment.step === moment.replay.model.violationStep ? ', the violation' : '';
  return actor === undefined || name === undefined ? at : `${at}, ${actor}: ${name}${broken}`;
}

/** Where along the slider a step is, 0 to 1. */
function share(step: number, count: number): number {
  return count <= 1 ? 0 : (step - 1) / (count - 1);
}
