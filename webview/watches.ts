import { element, setAttribute, setText } from './dom';
import { icon } from './icons';
import type { Moment, Replay } from './moment';
import type { WatchedValue } from './protocol';

/** While a reader goes on stepping, nothing is worked out. */
const REST_MS = 40;
const MOST = 20;

export interface WatchActions {
  evaluate(step: number, actor: number, expressions: readonly string[]): Promise<readonly WatchedValue[]>;
  arrange(watches: readonly string[]): void;
}

interface Row {
  readonly expression: string;
  readonly element: HTMLElement;
  readonly value: HTMLElement;
}

interface Asked {
  readonly replay: Replay;
  readonly step: number;
  readonly actor: number;
  readonly rows: readonly Row[];
}

/** C expressions of the reader's, worked out anew at every step as the running actor sees them. */
export class Watches {
  readonly element: HTMLElement;
  readonly #actions: WatchActions;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  #rows: readonly Row[] = [];
  #moment: Moment | null = null;
  #asked: Asked | null = null;
  #timer: number | null = null;

  constructor(actions: WatchActions, watches: readonly string[]) {
    this.#actions = actions;
    this.#input = element('input', {
      type: 'text',
      placeholder: 'Watch an expression in C, such as list->count > 1',
      'aria-label': 'Watch an expression in C',
      spellcheck: 'false',
      maxlength: 500,
    });
    this.#list = element('ul', { class: 'watch-list', 'aria-label': 'Watched expressions' });
    this.element = element('div', { class: 'watches' }, this.#input, this.#list);
    this.#input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      const expression = this.#input.value.trim();
      if (expression === '') return;
      this.#input.value = '';
      this.#set([...this.#rows.map((row) => row.expression).filter((known) => known !== expression), expression]);
    });
    this.#rows = watches.slice(-MOST).map((expression) => this.#makeRow(expression));
    this.#list.replaceChildren(...this.#rows.map((row) => row.element));
  }

  show(moment: Moment): void {
    this.#moment = moment;
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
      const expressions = wanted.rows.map(({ expression }) => expression);
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
    for (const [at, { element: row, value }] of asked.rows.entries()) {
      const found = values[at];
      const text = found?.value ?? found?.problem ?? '';
      const before = value.textContent;
      const how = found?.value === null ? 'problem' : before !== '' && before !== text ? 'modified' : '';
      setAttribute(row, 'class', `watch ${how}`);
      setText(value, text);
      setAttribute(value, 'title', how === 'modified' ? `${found?.type ?? ''}, was ${before}` : (found?.type ?? ''));
    }
  }

  #set(expressions: readonly string[]): void {
    const kept = expressions.slice(-MOST);
    this.#rows = kept.map(
      (expression) => this.#rows.find((row) => row.expression === expression) ?? this.#makeRow(expression),
    );
    this.#list.replaceChildren(...this.#rows.map((row) => row.element));
    this.#actions.arrange(kept);
    if (this.#moment !== null) this.show(this.#moment);
  }

  #makeRow(expression: string): Row {
    const value = element('span', { class: 'watch-value' });
    const remove = element(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        title: 'Watch it no longer',
        'aria-label': `Watch ${expression} no longer`,
      },
      icon('close'),
    );
    remove.addEventListener('click', () => {
      this.#set(this.#rows.map((row) => row.expression).filter((known) => known !== expression));
      this.#input.focus();
    });
    const row = element('li', { class: 'watch' }, element('code', { title: expression }, expression), value, remove);
    return { expression, element: row, value };
  }
}
