import type { ActorLook } from './actors';
import { element, setAttribute, setText } from './dom';
import { icon, type IconName, kindIcon } from './icons';
import { lifeLines } from './life-lines';
import { trackCell } from './lane-tracks';
import type { Replay } from './moment';
import type { ViewTrack } from './protocol';
import type { Rows } from './rows';

/** What all rows of the lanes are drawn from. */
export interface LaneContent {
  readonly replay: Replay;
  readonly rows: Rows;
  readonly lanes: readonly ActorLook[];
  readonly tracks: readonly ViewTrack[];
}

/**
 * An element that shows one row: the step in its actor's lane, and how the others' life lines pass by. A jump shows other
 * rows in the same elements, because making them is what costs.
 */
export class LaneRow {
  readonly element: HTMLElement;
  readonly #number = element('span', { role: 'rowheader', class: 'number' });
  readonly #cell = element('span', { role: 'gridcell' });
  readonly #text = element('span', { class: 'step-text' });
  readonly #result = element('span', { class: 'step-result', hidden: true });
  readonly #broken = element('strong', { class: 'violation-word', hidden: true });
  #icon: SVGSVGElement | null = null;
  #iconName: IconName | null = null;
  #tracks: readonly HTMLElement[] = [];
  #row = 0;

  constructor() {
    this.#cell.append(
      element('span', { class: 'node', 'aria-hidden': 'true' }),
      this.#text,
      this.#result,
      this.#broken,
    );
    this.element = element('div', { role: 'row', class: 'lane-row' }, this.#number, this.#cell);
  }

  get row(): number {
    return this.#row;
  }

  fill(content: LaneContent, row: number): void {
    const { replay, rows, lanes, tracks } = content;
    const { steps, model } = replay;
    const n = rows.stepAt(row) ?? 0;
    const step = steps.at(n);
    const kind = steps.outline.kindAt(n);
    const violation = n === model.violationStep;
    this.#row = row;
    this.element.id = `step-${n}`;
    this.element.className = `lane-row kind-${kind}${violation ? ' violation' : ''}${step?.minor === true ? ' minor' : ''}`;
    setAttribute(this.element, 'aria-rowindex', String(row + 1));
    setAttribute(this.element, 'data-step', String(n));
    const { style } = this.element;
    style.top = `${(row - 1) * ROW_HEIGHT}px`;
    const { image, size, position } = lifeLines(replay, rows, lanes, n);
    style.backgroundImage = image;
    style.backgroundSize = size;
    style.backgroundPosition = position;
    setText(this.#number, String(n));
    const at = lanes.findIndex(({ index }) => index === step?.actor);
    const lane = lanes[at];
    this.#cell.hidden = step === null || lane === undefined;
    if (step !== null && lane !== undefined) {
      this.#cell.className = `lane own ${lane.look}`;
      setAttribute(this.#cell, 'aria-colindex', String(at + 2));
      this.#cell.style.gridColumn = `${at + 2} / ${lanes.length + 2}`;
      this.#cell.style.setProperty('--depth', String(Math.min(step.depth, 8)));
      this.#cell.title = `${step.name}\n${step.function}, ${step.file}:${step.line}`;
      this.#draw(violation ? 'violation' : kindIcon(step.kind));
      setText(this.#text, step.kind === 'wait' ? `waits: ${step.name}` : step.name);
      this.#broken.hidden = !violation;
      setText(this.#broken, violation ? 'breaks the rule' : '');
    }
    this.result(null);
    for (const track of this.#tracks) track.remove();
    this.#tracks = tracks.map((track, column) => trackCell(track, replay, rows, row, lanes.length + 2 + column));
    this.element.append(...this.#tracks);
  }

  /** Says what the step gave, once that is known. */
  result(text: string | null): void {
    this.#result.hidden = text === null;
    setText(this.#result, text === null ? '' : `= ${text}`);
  }

  #draw(name: IconName): void {
    if (name === this.#iconName) return;
    const drawn = icon(name);
    if (this.#icon === null) this.#text.before(drawn);
    else this.#icon.replaceWith(drawn);
    this.#icon = drawn;
    this.#iconName = name;
  }
}

/** Height of a step's row, in CSS pixels; the style sheet's `--row-height` says the same. */
export const ROW_HEIGHT = 22;
