import { element, setText } from './dom';
import { icon } from './icons';
import type { Moment, Pane } from './moment';
import { report } from './report';

/** The CPU0/CPU1 table as it goes into a commit message, and buttons that copy it or a whole report. */
export class TablePane implements Pane {
  readonly element: HTMLElement;
  readonly #text: HTMLElement;
  #table = '';
  #moment: Moment | null = null;

  constructor(copy: (text: string, what: string) => void) {
    this.#text = element('pre', { class: 'cpu-table', tabindex: 0, 'aria-label': 'CPU table' });
    const button = element('button', { type: 'button', class: 'text-button' }, icon('copy'), 'Copy table');
    button.addEventListener('click', () => {
      copy(this.#table, 'The CPU table');
    });
    const whole = element('button', { type: 'button', class: 'text-button' }, icon('copy'), 'Copy report');
    whole.title = 'The verdict, the table and the steps, as Markdown';
    whole.addEventListener('click', () => {
      if (this.#moment !== null) copy(report(this.#moment), 'The report');
    });
    this.element = element(
      'div',
      { class: 'table-pane' },
      element(
        'div',
        { class: 'pane-tools' },
        button,
        whole,
        element('span', { class: 'hint' }, 'As it goes into a commit message'),
      ),
      this.#text,
    );
  }

  show(moment: Moment): void {
    this.#moment = moment;
    this.#table = moment.replay.model.table;
    setText(this.#text, this.#table === '' ? 'This run has no table.' : this.#table);
  }
}
