import { element, setAttribute } from './dom';
import type { Moment, Pane } from './moment';
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
  #drawn: Moment | null = null;
  #drawnWidth = 0;

  /** The slider goes by rows, so that a folded run is stepped through evenly. */
  constructor(goToRow: (row: number) => void, arrived: () => void) {
    this.#range = element('input', { type: 'range', min: 1, max: 1, step: 1, value: 1, 'aria-label': 'Step' });
    this.#range.addEventListener('input', () => {
      goToRow(Number(this.#range.value));
    });
    // A slider that is let go of has been drawn to somewhere; keys move it row by row.
    this.#range.addEventListener('pointerup', arrived);
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
    const { model } = moment.replay;
    const { rows } = moment;
    // Before the value, which is kept within it.
    setAttribute(this.#range, 'max', String(Math.max(1, rows.count)));
    const value = String(rows.rowOf(moment.step));
    if (this.#range.value !== value) this.#range.value = value;
    setAttribute(this.#range, 'aria-valuetext', words(moment));
    if (this.#drawn?.rows === rows) return;
    this.#drawn = moment;
    this.#drawnWidth = 0;
    this.#flag.hidden = model.violationStep === null;
    if (model.violationStep !== null)
      this.#flag.style.setProperty('--at', String(share(rows.rowOf(model.violationStep), rows.count)));
    this.#redraw();
  }

  /** One pixel column stands for one row or for many; in a column, every actor that ran there has its row filled. */
  #redraw(): void {
    const width = Math.round(this.#band.clientWidth * window.devicePixelRatio);
    const height = Math.round(this.#band.clientHeight * window.devicePixelRatio);
    if (this.#drawn === null || width === 0 || width === this.#drawnWidth) return;
    this.#drawnWidth = width;
    const { rows, replay } = this.#drawn;
    const { actors, steps } = replay;
    this.#band.width = width;
    this.#band.height = height;
    const brush = this.#band.getContext('2d');
    if (brush === null) return;
    const laneHeight = height / actors.length;
    const style = getComputedStyle(this.#band);
    const colours = actors.map((actor) => style.getPropertyValue(`--${actor.look}`).trim());
    const laneOf = new Map(actors.map((actor, lane) => [actor.index, lane]));
    const columnOf = (row: number): number => ((row - 1) / rows.count) * width;
    const filled = new Int32Array(actors.length).fill(-1);
    for (let row = 1; row <= rows.count; row += 1) {
      const lane = laneOf.get(steps.outline.actorAt(rows.stepAt(row) ?? 0) ?? -1);
      if (lane === undefined) continue;
      const from = Math.floor(columnOf(row));
      if (filled[lane] === from) continue;
      filled[lane] = from;
      brush.fillStyle = colours[lane] ?? '';
      brush.fillRect(
        from,
        lane * laneHeight,
        Math.max(1, Math.ceil(columnOf(row + 1)) - from),
        Math.max(1, laneHeight - 1),
      );
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

/** Where along the slider a row is, 0 to 1. */
function share(row: number, count: number): number {
  return count <= 1 ? 0 : (row - 1) / (count - 1);
}
