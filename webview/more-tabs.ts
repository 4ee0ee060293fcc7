import { element } from './dom';
import { icon } from './icons';

/** One of the tabs that have no room in their row. */
export interface MoreTab {
  readonly title: string;
  readonly select: () => void;
}

/** Pixels between the menu and what it must not touch. */
const GAP = 4;

/** The button at the end of a row of tabs, and its menu of those that have no room there. Keys as ARIA's menu button has them. */
export class MoreTabs {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #menu: HTMLElement;
  #tabs: readonly MoreTab[] = [];

  constructor() {
    this.#menu = element('div', { role: 'menu', class: 'menu', popover: 'auto', 'aria-label': 'More tabs' });
    this.#button = element(
      'button',
      { type: 'button', class: 'icon-button more-tabs', 'aria-label': 'More tabs', 'aria-haspopup': 'menu' },
      icon('more'),
    );
    this.#button.ariaExpanded = 'false';
    this.#button.popoverTargetElement = this.#menu;
    this.#button.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      this.#menu.showPopover();
      this.#focus(event.key === 'ArrowDown' ? 0 : -1);
    });
    // Before, and not after, which is told of some time later: a key that comes at once has to find the first item.
    this.#menu.addEventListener('beforetoggle', ({ newState }) => {
      this.#button.ariaExpanded = String(newState === 'open');
      if (newState === 'open') this.#fill();
    });
    this.#menu.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.element = element('div', { class: 'more-tabs-place', hidden: true }, this.#button, this.#menu);
  }

  /** Width of the button in pixels, as far as it has been laid out. */
  get width(): number {
    return this.#button.offsetWidth;
  }

  /** Whether the focus is on the button or in the menu. */
  get hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  /** Shown as long as there is a tab without room. */
  set tabs(tabs: readonly MoreTab[]) {
    if (this.#menu.matches(':popover-open')) this.#menu.hidePopover();
    this.#tabs = tabs;
    this.#button.title = `More: ${tabs.map(({ title }) => title).join(', ')}`;
    this.element.hidden = tabs.length === 0;
  }

  #fill(): void {
    const items = this.#tabs.map(({ title, select }, at) => {
      const item = element(
        'button',
        { type: 'button', role: 'menuitem', class: 'menu-item', tabindex: -1, autofocus: at === 0 },
        title,
      );
      item.addEventListener('click', () => {
        this.#menu.hidePopover();
        select();
      });
      item.addEventListener('pointermove', () => {
        item.focus();
      });
      return item;
    });
    this.#menu.replaceChildren(...items);
    const { bottom, right } = this.#button.getBoundingClientRect();
    this.#menu.style.right = `${Math.max(GAP, document.documentElement.clientWidth - right)}px`;
    this.#menu.style.top = `${bottom}px`;
    this.#menu.style.maxHeight = `${Math.max(0, window.innerHeight - bottom - GAP)}px`;
  }

  /** An item by its place, from the end where that is negative. */
  #focus(at: number): void {
    const item = [...this.#menu.children].at(at);
    if (item instanceof HTMLElement) item.focus();
  }

  #onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    const { length } = this.#menu.children;
    const here = [...this.#menu.children].indexOf(document.activeElement ?? this.#menu);
    const to = { ArrowDown: (here + 1) % length, ArrowUp: here <= 0 ? -1 : here - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.#focus(to);
    } else if (event.key === 'Tab') this.#menu.hidePopover();
  }
}
