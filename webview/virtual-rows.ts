import { element } from './dom';

const ROWS_BEYOND = 8;

/** A list of which only the rows in sight exist. Rows are all as high as the style sheet's `--row-height`. */
export class VirtualRows {
  readonly element: HTMLElement;
  readonly #body: HTMLElement;
  readonly #height: number;
  readonly #make: (row: number) => HTMLElement;
  readonly #drawn = new Map<number, HTMLElement>();
  #count = 0;
  #current = -1;

  /** Rows count from 0. */
  constructor(label: string, rowHeight: number, make: (row: number) => HTMLElement) {
    this.#height = rowHeight;
    this.#make = make;
    this.#body = element('div', { class: 'virtual-body', role: 'rowgroup' });
    this.element = element('div', { class: 'virtual', role: 'table', tabindex: 0, 'aria-label': label }, this.#body);
    this.element.addEventListener('scroll', () => {
      this.#fill();
    });
    new ResizeObserver(() => {
      this.#fill();
    }).observe(this.element);
  }

  /** Other rows than before. */
  reset(count: number): void {
    this.#count = count;
    this.#current = -1;
    for (const row of this.#drawn.values()) row.remove();
    this.#drawn.clear();
    this.#body.style.height = `${count * this.#height}px`;
    this.element.ariaRowCount = String(count);
    this.#fill();
  }

  /** Marks a row and keeps it in sight; -1 for none. */
  show(row: number): void {
    this.#drawn.get(this.#current)?.classList.remove('current');
    this.#current = row;
    const top = row * this.#height;
    const { scrollTop, clientHeight } = this.element;
    if (row >= 0 && (top < scrollTop + this.#height || top + 2 * this.#height > scrollTop + clientHeight))
      this.element.scrollTop = Math.max(0, top - clientHeight / 2);
    this.#fill();
  }

  #fill(): void {
    const first = Math.max(0, Math.floor(this.element.scrollTop / this.#height) - ROWS_BEYOND);
    const last = Math.min(
      this.#count - 1,
      first + Math.ceil(this.element.clientHeight / this.#height) + 2 * ROWS_BEYOND,
    );
    for (const [row, made] of this.#drawn) {
      if (row >= first && row <= last) continue;
      made.remove();
      this.#drawn.delete(row);
    }
    for (let row = first; row <= last; row += 1) {
      let made = this.#drawn.get(row);
      if (made === undefined) {
        made = this.#make(row);
        made.ariaRowIndex = String(row + 1);
        made.style.setProperty('--row', String(row));
        this.#drawn.set(row, made);
        this.#body.append(made);
      }
      made.classList.toggle('current', row === this.#current);
    }
  }
}
