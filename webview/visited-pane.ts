import { element } from './dom';
import { icon, type IconName } from './icons';
import type { Moment, Pane } from './moment';
import type { VisitedMoment } from './visited';

export interface VisitActions {
  /** Goes to one of the moments, by its index. */
  goTo(index: number): void;
  /** A paragraph with a link to it on the clipboard, or one more stop of a tour that the reader chooses. */
  use(moment: VisitedMoment, use: 'copy' | 'tour'): void;
  /** Goes there and opens the box for a note. */
  note(index: number): void;
}

interface Row {
  readonly moment: VisitedMoment;
  readonly replay: Moment['replay'];
  readonly element: HTMLLIElement;
}

/** The moments that the reader jumped between: a list in which each leads there, and can be taken along. */
export class VisitedPane implements Pane {
  readonly element: HTMLElement;
  readonly #actions: VisitActions;
  readonly #list: HTMLElement;
  #rows: readonly Row[] = [];
  #at = -1;
  #focus = false;

  constructor(actions: VisitActions) {
    this.#actions = actions;
    this.#list = element('ol', { class: 'visited-list', 'aria-label': 'Moments visited' });
    this.element = element(
      'div',
      { class: 'visited-pane' },
      element(
        'p',
        { class: 'hint' },
        'Where you have been, the longest ago first. ',
        element('kbd', {}, ','),
        ' leads back, ',
        element('kbd', {}, '.'),
        ' forward.',
      ),
      this.#list,
    );
    this.element.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
  }

  show({ replay, visited }: Moment): void {
    const rows = visited.moments.map((moment, index) => {
      const known = this.#rows[index];
      return known?.moment === moment && known.replay === replay ? known : this.#row(replay, moment, index);
    });
    const isNew = rows.length !== this.#rows.length || rows.some((row, index) => row !== this.#rows[index]);
    if (!isNew && this.#at === visited.at) return;
    // What had the focus keeps it, although the row that had it may be another one now.
    const held = this.#rows.findIndex((row) => row.element.contains(document.activeElement));
    if (isNew) this.#list.replaceChildren(...rows.map((row) => row.element));
    this.#rows = rows;
    this.#at = visited.at;
    for (const [index, row] of rows.entries()) this.#mark(row.element, index === visited.at);
    const here = rows[visited.at]?.element;
    here?.scrollIntoView({ block: 'nearest' });
    if (this.#focus || (held >= 0 && !this.#list.contains(document.activeElement)))
      here?.querySelector('button')?.focus();
    this.#focus = false;
  }

  /** Puts the focus on where the reader stands. */
  focus(): void {
    const here = this.#rows[this.#at]?.element.querySelector('button');
    if (here === null || here === undefined) this.#focus = true;
    else here.focus();
  }

  #mark(row: HTMLElement, here: boolean): void {
    const button = row.querySelector('button');
    if (button === null) return;
    button.tabIndex = here ? 0 : -1;
    if (here) button.setAttribute('aria-current', 'step');
    else button.removeAttribute('aria-current');
  }

  #row(replay: Moment['replay'], moment: VisitedMoment, index: number): Row {
    const { name, line, step, file } = moment;
    const actor = replay.actors.find((each) => each.index === moment.actor);
    const { runs = [], run = '' } = replay.model;
    const other = moment.run === run ? undefined : runs.find(({ id }) => id === moment.run)?.title;
    const leads = element(
      'button',
      { type: 'button', class: 'choice-row', title: `${actor?.name ?? ''}: ${name}, ${file}:${line}` },
      element('span', { class: 'number' }, String(step)),
      element('span', { class: `actor-badge ${actor?.look ?? ''}`, 'aria-hidden': 'true' }, actor?.letter ?? '?'),
      element('code', { class: 'choice-name' }, name),
      element('span', { class: 'visited-place' }, `${moment.function}:${line}`),
      other === undefined ? null : element('span', { class: 'hint visited-run' }, other),
    );
    leads.addEventListener('click', () => {
      this.#actions.goTo(index);
    });
    const can = replay.model.can ?? [];
    const what = `step ${step}`;
    return {
      moment,
      replay,
      element: element(
        'li',
        {},
        leads,
        can.includes('note')
          ? rowButton('note', `Write a note on ${what}`, () => {
              this.#actions.note(index);
            })
          : null,
        ...(can.includes('moment')
          ? [
              rowButton('copy', `Copy link to ${what}`, () => {
                this.#actions.use(moment, 'copy');
              }),
              rowButton('tour', `Add ${what} to a tour…`, () => {
                this.#actions.use(moment, 'tour');
              }),
            ]
          : []),
      ),
    };
  }

  /** Up and down go from moment to moment, left and right to what can be done with one. */
  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const along = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const row = this.#rows.find(({ element: each }) => each.contains(document.activeElement));
    if (row === undefined || (by ?? along) === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...row.element.querySelectorAll('button')];
    const column = buttons.findIndex((button) => button === document.activeElement);
    if (along !== undefined) return buttons[column + along]?.focus();
    const next = this.#rows[this.#rows.indexOf(row) + (by ?? 0)];
    next?.element.querySelectorAll('button')[column]?.focus();
  }
}

function rowButton(name: IconName, title: string, use: () => void): HTMLButtonElement {
  const made = element(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': title, title, tabindex: -1 },
    icon(name),
  );
  made.addEventListener('click', use);
  return made;
}
