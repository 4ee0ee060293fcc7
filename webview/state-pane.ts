import { element, setText } from './dom';
import type { Moment, Pane } from './moment';
import type { ViewState } from './protocol';
import type { Watches } from './watches';
import { CHANGE_MARKS, type FieldChange, type ObjectChange, objectChanges } from './state-changes';

const ROWS_AT_ONCE = 400;

/** The objects of the state. What did not change is hidden until the reader asks for it or filters. */
export class StatePane implements Pane {
  readonly element: HTMLElement;
  readonly #list: HTMLElement;
  readonly #filter: HTMLInputElement;
  readonly #unchanged: HTMLInputElement;
  readonly #summary: HTMLElement;
  readonly #watches: Watches;
  #shown: { readonly state: ViewState; readonly before: ViewState | null } | null = null;

  constructor(watches: Watches, unchangedShown: boolean, arrange: (unchangedShown: boolean) => void) {
    this.#watches = watches;
    this.#filter = element('input', {
      type: 'search',
      placeholder: 'Filter by name, type or value',
      'aria-label': 'Filter the state',
      spellcheck: 'false',
    });
    this.#unchanged = element('input', { type: 'checkbox', checked: unchangedShown });
    this.#summary = element('p', { class: 'empty', role: 'status' });
    this.#list = element('div', { class: 'objects', role: 'group', 'aria-label': 'Objects', tabindex: 0 });
    this.#filter.addEventListener('input', () => {
      this.#fill();
    });
    this.#unchanged.addEventListener('change', () => {
      arrange(this.#unchanged.checked);
      this.#fill();
    });
    this.element = element(
      'div',
      { class: 'state-pane' },
      watches.element,
      element(
        'div',
        { class: 'pane-tools' },
        this.#filter,
        element('label', { class: 'check' }, this.#unchanged, 'Unchanged'),
      ),
      this.#summary,
      this.#list,
    );
  }

  show(moment: Moment): void {
    this.#watches.show(moment);
    this.element.ariaBusy = String(moment.state === null);
    if (moment.state === null) return;
    if (this.#shown?.state === moment.state && this.#shown.before === moment.before) return;
    this.#shown = { state: moment.state, before: moment.before };
    this.#fill();
  }

  #fill(): void {
    if (this.#shown === null) return;
    const words = this.#filter.value.trim().toLowerCase();
    const all = this.#unchanged.checked || words !== '';
    const objects = objectChanges(this.#shown.before, this.#shown.state);
    const listed: HTMLElement[] = [];
    let kind = '';
    let rows = 0;
    let left = 0;
    for (const change of byKind(objects)) {
      const fields = change.fields.filter((field) => accepted(change, field, words, all));
      if (fields.length === 0 && !(change.how !== 'same' && words === '')) continue;
      if (rows > ROWS_AT_ONCE) {
        left += 1;
        continue;
      }
      rows += fields.length + 1;
      const { storage } = change.object;
      if (storage !== kind) {
        kind = storage;
        listed.push(kindHeading(storage, objects));
      }
      listed.push(objectBlock(change, fields));
    }
    this.#list.replaceChildren(...listed);
    const unlisted = left === 0 ? '' : `${left} more objects match; filter to see them.`;
    const none = words === '' ? `No object changed; ${objects.length} are hidden as unchanged.` : 'Nothing matches.';
    setText(this.#summary, listed.length === 0 ? none : unlisted);
    this.#summary.hidden = this.#summary.textContent === '';
  }
}

/** In the order in which a reader looks for them: what was allocated, what is always there, what lies on stacks. */
const KINDS: readonly string[] = ['heap', 'global', 'stack'];

function byKind(objects: readonly ObjectChange[]): readonly ObjectChange[] {
  const order = ({ object }: ObjectChange): number => (KINDS.indexOf(object.storage) + KINDS.length) % KINDS.length;
  return objects.toSorted((left, right) => order(left) - order(right));
}

function kindHeading(storage: string, objects: readonly ObjectChange[]): HTMLElement {
  const names: Readonly<Record<string, string>> = { heap: 'Allocated', global: 'Globals', stack: 'On stacks' };
  const all = objects.filter(({ object }) => object.storage === storage);
  const changed = all.filter(({ how }) => how !== 'same').length;
  const words = `${all.length} in all, ${changed} changed`;
  return element('h3', { class: 'kind' }, names[storage] ?? storage, element('span', { class: 'hint' }, words));
}

function accepted({ object, how }: ObjectChange, field: FieldChange, words: string, all: boolean): boolean {
  if (!all) return field.how !== 'same' || how === 'added';
  return (
    words === '' ||
    `${object.name} ${object.type} ${field.path} ${field.type} ${field.value}`.toLowerCase().includes(words)
  );
}

function objectBlock({ object, how }: ObjectChange, fields: readonly FieldChange[]): HTMLElement {
  const live = object.live ? '' : ' (freed)';
  return element(
    'details',
    { class: `object ${how}${object.live ? '' : ' dead'}`, open: true },
    element(
      'summary',
      {},
      element('abbr', { class: 'how', title: how }, CHANGE_MARKS[how]),
      element('span', { class: 'object-name', title: object.name }, `${object.name}${live}`),
      element('span', { class: 'object-type', title: object.type }, object.type),
      element('span', { class: 'object-storage' }, object.storage),
    ),
    element('table', {}, element('tbody', {}, ...fields.map(fieldRow))),
  );
}

function fieldRow({ path, type, value, how, was }: FieldChange): HTMLTableRowElement {
  return element(
    'tr',
    { class: how, title: was === null ? type : `${type}, was ${was}` },
    element('td', { class: 'how' }, how === 'same' ? null : element('abbr', { title: how }, CHANGE_MARKS[how])),
    element('th', { scope: 'row', class: 'field' }, path === '' ? '(value)' : path),
    element('td', { class: 'value' }, value, was === null ? null : element('span', { class: 'was' }, `was ${was}`)),
  );
}
