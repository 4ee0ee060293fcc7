import { element, setText } from './dom';
import { icon } from './icons';
import type { Moment, Pane } from './moment';

/** The CPU0/CPU1 table as it goes into a commit message, and a button that copies it. */
export class TablePane implements Pane {
  readonly element: HTMLElement;
  readonly #text: HTMLElement;
  #table = '';

  constructor(copy: (text: string, what: string) => void) {
    this.#text = element('pre', { class: 'cpu-table', tabindex: 0, 'aria-label': 'CPU table' });
    const button = element('button', { type: 'button', class: 'text-button' }, icon('copy'), 'Copy table');
    button.addEventListener('click', () => {
      copy(this.#table, 'The CPU table');
    });
    this.element = element(
      'div',
      { class: 'table-pane' },
      element(
        'div',
        { class: 'pane-tools' },
        button,
        element('span', { class: 'hint' }, 'As it goes into a commit message'),
      ),
      this.#text,
    );
  }

  show({ replay }: Moment): void {
    this.#table = replay.model.table;
    setText(this.#text, this.#table === '' ? 'This run has no table.' : this.#table);
  }
}
