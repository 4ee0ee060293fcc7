import { element, setAttribute, setText } from './dom';
import type { ViewChange } from './protocol';
import { CHANGE_MARKS } from './state-changes';

/** Values that stand for "there was nothing": the field is then added, or deleted, and not modified. */
const NOTHING = new Set(['', 'absent', 'freed', 'uninitialised']);

interface Row {
  readonly element: HTMLTableRowElement;
  readonly how: HTMLElement;
  readonly what: HTMLElement;
  readonly from: HTMLElement;
  readonly to: HTMLElement;
}

/** A table of changed fields. Its rows stay from step to step, and only what they say changes. */
export class ChangesTable {
  readonly element: HTMLTableElement;
  readonly #body: HTMLTableSectionElement;
  readonly #rows: Row[] = [];

  constructor(caption: string) {
    this.#body = element('tbody');
    this.element = element(
      'table',
      {},
      element('caption', { class: 'visually-hidden' }, caption),
      element(
        'colgroup',
        {},
        ...['how', 'what', 'from', 'to'].map((name) => element('col', { class: `column-${name}` })),
      ),
      element(
        'thead',
        { class: 'visually-hidden' },
        element('tr', {}, ...['How', 'Field', 'From', 'To'].map((name) => element('th', { scope: 'col' }, name))),
      ),
      this.#body,
    );
  }

  show(changes: readonly ViewChange[]): void {
    for (const { element: left } of this.#rows.splice(changes.length)) left.remove();
    for (const [at, change] of changes.entries()) {
      let row = this.#rows[at];
      if (row === undefined) {
        row = makeRow();
        this.#rows.push(row);
        this.#body.append(row.element);
      }
      fillRow(row, change);
    }
  }
}

function makeRow(): Row {
  const [how, to] = [element('abbr'), element('span')];
  const [what, from] = [element('td', { class: 'what' }), element('td', { class: 'from' })];
  const made = element(
    'tr',
    {},
    element('td', { class: 'how' }, how),
    what,
    from,
    element('td', { class: 'to' }, element('span', { 'aria-hidden': 'true' }, '→ '), to),
  );
  return { element: made, how, what, from, to };
}

function fillRow(row: Row, { what, from, to, local }: ViewChange): void {
  const how = NOTHING.has(from) ? 'added' : NOTHING.has(to) ? 'deleted' : 'modified';
  setAttribute(row.element, 'class', `${how}${local ? ' local' : ''}`);
  setAttribute(row.how, 'title', how);
  setText(row.how, CHANGE_MARKS[how]);
  for (const [cell, text] of [
    [row.what, what],
    [row.from, from],
    [row.to, to],
  ] as const) {
    setText(cell, text);
    setAttribute(cell, 'title', text);
  }
}
