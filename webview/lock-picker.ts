import { element, setText } from './dom';
import { icon } from './icons';
import type { ViewTrack } from './protocol';

/** A lock, and the steps at which somebody gets it. */
interface Lock {
  readonly name: string;
  readonly taken: readonly number[];
}

/** A dialog with the locks of a run, to be filtered and chosen from by keyboard: the run goes on to where one is next taken. */
export class LockPicker {
  readonly element: HTMLDialogElement;
  readonly #tracks: () => Promise<readonly ViewTrack[]>;
  readonly #goTo: (step: number) => void;
  readonly #filter: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #none: HTMLElement;
  #locks: readonly Lock[] = [];
  #step = 0;

  constructor(tracks: () => Promise<readonly ViewTrack[]>, goTo: (step: number) => void) {
    this.#tracks = tracks;
    this.#goTo = goTo;
    this.#filter = element('input', {
      type: 'search',
      placeholder: 'Filter the locks by name',
      'aria-label': 'Filter the locks by name',
      spellcheck: 'false',
    });
    this.#filter.addEventListener('input', () => {
      this.#fill();
    });
    this.#list = element('ul', { class: 'choice-list', 'aria-label': 'Locks' });
    this.#none = element('p', { class: 'empty', hidden: true }, 'No lock of this run is called so.');
    this.element = element(
      'dialog',
      { class: 'picker', 'aria-label': 'Run to where a lock is taken' },
      element('h2', {}, 'Run to where a lock is taken'),
      this.#filter,
      this.#list,
      this.#none,
    );
    this.element.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  /** Opens at a step; false where no lock is taken in the run. */
  async open(step: number): Promise<boolean> {
    const tracks = await this.#tracks().catch(() => []);
    this.#locks = tracks
      .filter(({ kind }) => kind === 'lock')
      .map(({ name, spans }) => ({ name, taken: Array.from(spans).filter((_step, at) => at % 3 === 0) }))
      .toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
    if (this.#locks.length === 0) return false;
    this.#step = step;
    this.#filter.value = '';
    this.#fill();
    if (!this.element.open) this.element.showModal();
    return true;
  }

  #fill(): void {
    const words = this.#filter.value.trim().toLowerCase();
    const shown = this.#locks.filter(({ name }) => name.toLowerCase().includes(words));
    this.#none.hidden = shown.length > 0;
    this.#list.replaceChildren(...shown.map((lock) => element('li', {}, this.#row(lock))));
  }

  #row({ name, taken }: Lock): HTMLButtonElement {
    // Round the end, as running to a line does.
    const next = taken.find((step) => step > this.#step) ?? taken[0] ?? this.#step;
    const row = element('button', { type: 'button', class: 'choice-row' }, icon('lock'), element('code', {}, name));
    const often = taken.length === 1 ? 'once' : `${taken.length} times`;
    const hint = row.appendChild(element('span', { class: 'hint' }));
    setText(hint, `taken ${often}, ${next > this.#step ? 'next' : 'first'} at step ${next}`);
    row.addEventListener('click', () => {
      this.element.close();
      this.#goTo(next);
    });
    return row;
  }

  /** Up and down go from row to row, and from the filter into them. */
  #onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    const rows = [...this.#list.querySelectorAll('button')];
    const at = rows.findIndex((row) => row === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (event.key === 'Enter' && at < 0) rows[0]?.click();
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) this.#filter.focus();
    else rows[Math.min(to, rows.length - 1)]?.focus();
  }
}
