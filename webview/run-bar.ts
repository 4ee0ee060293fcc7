import { element } from './dom';
import type { Moment, Pane, Replay } from './moment';
import { runButton } from './run-button';

/** The runs beside each other, as soon as there is more than what the search found. */
export class RunBar implements Pane {
  readonly element: HTMLElement;
  readonly #switchRun: (run: string) => void;
  #replay: Replay | null = null;

  constructor(switchRun: (run: string) => void) {
    this.#switchRun = switchRun;
    this.element = element('div', { class: 'run-bar', role: 'group', 'aria-label': 'Runs', hidden: true });
  }

  show({ replay }: Moment): void {
    if (this.#replay === replay) return;
    this.#replay = replay;
    const { runs = [], run } = replay.model;
    this.element.hidden = runs.length < 2;
    this.element.replaceChildren(...runs.map((one) => runButton(one, one.id === run, this.#switchRun)));
    this.element.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}
