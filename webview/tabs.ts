import { element } from './dom';
import type { Moment, Pane } from './moment';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly pane: Pane;
  /** Only in a narrow panel, where the pane has no place of its own. */
  readonly narrow?: boolean;
}

/** Panes of which one is seen; only that one is drawn. Keys as ARIA's tab pattern has them. */
export class Tabs implements Pane {
  readonly element: HTMLElement;
  readonly #tabs: readonly Tab[];
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #panels: readonly HTMLElement[];
  readonly #chosen: (id: string) => void;
  #selected: number;
  #moment: Moment | null = null;

  constructor(label: string, tabs: readonly Tab[], selected: string, chosen: (id: string) => void) {
    this.#tabs = tabs;
    this.#chosen = chosen;
    this.#selected = Math.max(
      0,
      tabs.findIndex(({ id }) => id === selected),
    );
    this.#buttons = tabs.map(({ id, title }, at) => {
      const button = element(
        'button',
        { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}`, class: 'tab' },
        title,
      );
      button.addEventListener('click', () => {
        this.select(at);
      });
      return button;
    });
    this.#panels = tabs.map(({ id, pane }) =>
      element('div', { role: 'tabpanel', id: `panel-${id}`, 'aria-labelledby': `tab-${id}` }, pane.element),
    );
    const list = element('div', { role: 'tablist', class: 'tab-list', 'aria-label': label }, ...this.#buttons);
    list.addEventListener('keydown', (event) => {
      const to = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      this.select(this.#beside(to));
      this.#buttons[this.#selected]?.focus();
    });
    this.element = element('section', { class: 'tabs', 'aria-label': label }, list, ...this.#panels);
    this.#mark();
  }

  /** The next tab that is there, round the end. */
  #beside(by: number): number {
    const { length } = this.#buttons;
    let at = (this.#selected + by + length) % length;
    while (this.#buttons[at]?.hidden === true) at = (at + by + length) % length;
    return at;
  }

  show(moment: Moment): void {
    this.#moment = moment;
    this.#tabs[this.#selected]?.pane.show(moment);
  }

  select(at: number): void {
    this.#selected = at;
    this.#mark();
    if (this.#moment !== null) this.#tabs[at]?.pane.show(this.#moment);
    const tab = this.#tabs[at];
    if (tab !== undefined) this.#chosen(tab.id);
  }

  /** Shows or takes away the tabs of a narrow panel; another one comes to the front where that one goes. */
  set narrow(narrow: boolean) {
    for (const [at, tab] of this.#tabs.entries()) {
      const button = this.#buttons[at];
      if (button !== undefined && tab.narrow === true) button.hidden = !narrow;
    }
    if (!narrow && this.#tabs[this.#selected]?.narrow === true) {
      this.#selected = this.#tabs.findIndex((tab) => tab.narrow !== true);
      this.#mark();
      if (this.#moment !== null) this.#tabs[this.#selected]?.pane.show(this.#moment);
    }
  }

  /** Brings a tab to the front by its id. */
  open(id: string): void {
    const at = this.#tabs.findIndex((tab) => tab.id === id);
    if (at >= 0 && this.#buttons[at]?.hidden !== true) this.select(at);
  }

  #mark(): void {
    for (const [at, button] of this.#buttons.entries()) {
      const selected = at === this.#selected;
      button.ariaSelected = String(selected);
      button.tabIndex = selected ? 0 : -1;
    }
    for (const [at, panel] of this.#panels.entries()) panel.hidden = at !== this.#selected;
  }
}
