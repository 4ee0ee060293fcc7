import { element, setAttribute, setText } from './dom';
import { icon } from './icons';
import { LastKnown } from './last-known';
import type { Moment, Replay } from './moment';
import type { ViewWatch, WatchedValue } from './protocol';

/** While a reader goes on stepping, nothing is worked out. */
const REST_MS = 40;
/** What a host works out in one go. */
const MOST = 20;

export interface WatchActions {
  evaluate(step: number, actor: number, expressions: readonly string[]): Promise<readonly WatchedValue[]>;
  /** Watches an expression, or does so no longer; the host keeps them. */
  watch(text: string, keep: boolean): void;
  /** Shows what is watched as columns beside the lanes. */
  columns(shown: boolean): void;
}

interface Row {
  readonly watch: ViewWatch;
  readonly element: HTMLElement;
  readonly value: HTMLElement;
  readonly last: LastKnown;
}

interface Asked {
  readonly replay: Replay;
  readonly step: number;
  readonly actor: number;
  readonly rows: readonly Row[];
}

/** C expressions of the reader's, under names where they have some, worked out anew at every step as the running actor sees them. */
export class Watches {
  readonly element: HTMLElement;
  readonly #actions: WatchActions;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #columns: HTMLElement;
  #watches: readonly ViewWatch[] = [];
  #rows: readonly Row[] = [];
  #asked: Asked | null = null;
  #timer: number | null = null;

  constructor(actions: WatchActions, columnsShown: boolean) {
    this.#actions = actions;
    this.#input = element('input', {
      type: 'text',
      placeholder: 'Watch C, as in: many = list->count > 1',
      'aria-label': 'Watch an expression in C, alone or after a name and =',
      spellcheck: 'false',
      maxlength: 500,
    });
    const columns = element('input', { type: 'checkbox', checked: columnsShown });
    columns.addEventListener('change', () => {
      actions.columns(columns.checked);
    });
    this.#columns = element('label', { class: 'check', hidden: true }, columns, 'Columns in the lanes');
    this.#list = element('ul', { class: 'watch-list', 'aria-label': 'Watched expressions' });
    this.element = element(
      'div',
      { class: 'watches' },
      element('div', { class: 'watch-tools' }, this.#input, this.#columns),
      this.#list,
    );
    this.#input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      const text = this.#input.value.trim();
      if (text === '') return;
      this.#input.value = '';
      actions.watch(text, true);
    });
  }

  show(moment: Moment): void {
    this.#take(moment.watches);
    const { replay, until: step, current } = moment;
    const actor = current?.actor ?? 0;
    const asked = this.#asked;
    if (asked?.replay === replay && asked.step === step && asked.actor === actor && asked.rows === this.#rows) return;
    this.#asked = { replay, step, actor, rows: this.#rows };
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#rows.length === 0) return;
    this.element.ariaBusy = 'true';
    const wanted = this.#asked;
    this.#timer = window.setTimeout(() => {
      const expressions = wanted.rows.map(({ watch }) => watch.text);
      void this.#actions.evaluate(step, actor, expressions).then(
        (values) => {
          this.#fill(wanted, values);
        },
        (error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          this.#fill(
            wanted,
            expressions.map(() => ({ value: null, type: '', problem: message })),
          );
        },
      );
    }, REST_MS);
  }

  #fill(asked: Asked, values: readonly WatchedValue[]): void {
    if (this.#asked !== asked) return;
    this.element.ariaBusy = 'false';
    for (const [at, { element: row, value, last }] of asked.rows.entries()) {
      const found = values[at];
      const was = last.take(found?.value ?? null);
      const how = found?.value === null ? 'problem' : was !== null ? 'modified' : '';
      setAttribute(row, 'class', `watch ${how}`);
      setText(value, found?.value ?? found?.problem ?? '');
      setAttribute(value, 'title', was === null ? (found?.type ?? '') : `${found?.type ?? ''}, was ${was}`);
    }
  }

  #take(watches: readonly ViewWatch[]): void {
    if (this.#watches === watches) return;
    this.#watches = watches;
    this.#rows = watches
      .slice(-MOST)
      .map((watch) => this.#rows.find((row) => row.watch.text === watch.text) ?? this.#makeRow(watch));
    this.#list.replaceChildren(...this.#rows.map((row) => row.element));
    this.#columns.hidden = watches.length === 0;
  }

  #makeRow(watch: ViewWatch): Row {
    const value = element('span', { class: 'watch-value' });
    const remove = element(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        title: 'Watch it no longer',
        'aria-label': `Watch ${watch.name} no longer`,
      },
      icon('close'),
    );
    remove.addEventListener('click', () => {
      this.#actions.watch(watch.text, false);
      this.#input.focus();
    });
    const row = element('li', { class: 'watch' }, element('code', { title: watch.text }, watch.name), value, remove);
    return { watch, element: row, value, last: new LastKnown() };
  }
}
