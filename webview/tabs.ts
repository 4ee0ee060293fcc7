import { element } from './dom';
import type { Moment, Pane } from './moment';
import { MoreTabs, type MoreTab } from './more-tabs';
import { seenTabs } from './tab-fit';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly pane: Pane;
  /** Only in a narrow panel, where the pane has no place of its own. */
  readonly narrow?: boolean;
}

/**
 * Panes of which one is seen; only that one is drawn. Keys as ARIA's tab pattern has them. The tabs stand in one row: those
 * that have no room there are in a menu at its end, and the keys go through them as if they were seen.
 */
export class Tabs implements Pane {
  readonly element: HTMLElement;
  readonly #tabs: readonly Tab[];
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #panels: readonly HTMLElement[];
  readonly #more = new MoreTabs();
  readonly #chosen: (id: string) => void;
  #selected: number;
  /** Indices of the tabs that this panel has, which the narrow one has more of. */
  #there: readonly number[];
  /** In pixels: the row, its button to the rest, and the tabs that are there; null until they have been laid out. */
  #measured: { readonly room: number; readonly more: number; readonly widths: readonly number[] } | null = null;
  #moment: Moment | null = null;

  constructor(label: string, tabs: readonly Tab[], selected: string, chosen: (id: string) => void) {
    this.#tabs = tabs;
    this.#chosen = chosen;
    this.#selected = Math.max(
      0,
      tabs.findIndex(({ id }) => id === selected),
    );
    this.#there = [...tabs.keys()];
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
    const bar = element('div', { class: 'tab-bar' }, list, this.#more.element);
    this.element = element('section', { class: 'tabs', 'aria-label': label }, bar, ...this.#panels);
    this.#mark();
    // It looks after the layout and before the paint: no frame shows two rows, or half a tab.
    new ResizeObserver(([entry]) => {
      if (entry !== undefined) this.#measure(entry.contentRect.width);
    }).observe(bar);
  }

  /** The next tab that is there, round the end. */
  #beside(by: number): number {
    const { length } = this.#there;
    return this.#there[(this.#there.indexOf(this.#selected) + by + length) % length] ?? this.#selected;
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
    this.#there = [...this.#tabs.keys()].filter((at) => narrow || this.#tabs[at]?.narrow !== true);
    this.#measured = null;
    const isGone = !this.#there.includes(this.#selected);
    if (isGone) this.#selected = this.#there[0] ?? 0;
    this.#mark();
    if (isGone && this.#moment !== null) this.#tabs[this.#selected]?.pane.show(this.#moment);
  }

  /** Brings a tab to the front by its id. */
  open(id: string): void {
    const at = this.#tabs.findIndex((tab) => tab.id === id);
    if (this.#there.includes(at)) this.select(at);
  }

  #mark(): void {
    for (const [at, button] of this.#buttons.entries()) {
      const selected = at === this.#selected;
      button.ariaSelected = String(selected);
      button.tabIndex = selected ? 0 : -1;
    }
    for (const [at, panel] of this.#panels.entries()) panel.hidden = at !== this.#selected;
    this.#fit();
  }

  #measure(room: number): void {
    this.#measured = null;
    this.#fit();
    this.#more.tabs = this.#there.map((at) => this.#moreTab(at));
    const widths = this.#there.map((at) => this.#buttons[at]?.getBoundingClientRect().width ?? 0);
    this.#measured = { room, more: this.#more.width, widths };
    this.#fit();
  }

  /** Those that have no room go into the menu. */
  #fit(): void {
    const seen = this.#seen();
    for (const [at, button] of this.#buttons.entries()) button.hidden = !seen.includes(at);
    const hadFocus = this.#more.hasFocus;
    this.#more.tabs = this.#there.filter((at) => !seen.includes(at)).map((at) => this.#moreTab(at));
    if (hadFocus && this.#more.element.hidden) this.#buttons[this.#selected]?.focus();
  }

  /** Indices of the tabs in the row: all that are there as long as nothing has been measured. */
  #seen(): readonly number[] {
    if (this.#measured === null) return this.#there;
    const { room, more, widths } = this.#measured;
    const seen = seenTabs(widths, this.#there.indexOf(this.#selected), more, room);
    return this.#there.filter((_tab, place) => seen.has(place));
  }

  #moreTab(at: number): MoreTab {
    return {
      title: this.#tabs[at]?.title ?? '',
      select: () => {
        this.select(at);
        this.#buttons[at]?.focus();
      },
    };
  }
}
