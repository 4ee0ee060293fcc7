import { element, setText } from './dom';
import { icon } from './icons';
import type { Moment, Pane } from './moment';
import type { ViewChoice } from './protocol';
import { runButton } from './run-button';

/** While a reader goes on stepping, nothing is asked. */
const REST_MS = 120;

export interface WhatIfActions {
  choices(step: number): Promise<readonly ViewChoice[]>;
  choose(step: number, choice: ViewChoice): void;
  switchRun(run: string): void;
  /** Searches for other violations too. */
  exploreAll(): void;
}

/** Who could go on after this step, and how: another actor, another outcome, a failure. And the runs that came of it. */
export class WhatIfPane implements Pane {
  readonly element: HTMLElement;
  readonly #actions: WhatIfActions;
  readonly #title: HTMLElement;
  readonly #choices: HTMLElement;
  readonly #runs: HTMLElement;
  readonly #exploreAll: HTMLButtonElement;
  #asked: { readonly replay: Moment['replay']; readonly step: number } | null = null;
  #focus = false;
  #timer: number | null = null;

  constructor(actions: WhatIfActions) {
    this.#actions = actions;
    this.#title = element('h3', {}, 'What could happen next');
    this.#choices = element('ul', { class: 'choice-list', 'aria-label': 'What could happen next' });
    this.#runs = element('ul', { class: 'choice-list', 'aria-label': 'Runs' });
    this.#exploreAll = element(
      'button',
      { type: 'button', class: 'text-button explore-all', hidden: true },
      icon('refresh'),
      'Search for other violations',
    );
    this.#exploreAll.addEventListener('click', () => {
      actions.exploreAll();
    });
    this.element = element(
      'div',
      { class: 'what-if-pane' },
      this.#title,
      this.#choices,
      element('h3', {}, 'Runs'),
      this.#runs,
      this.#exploreAll,
    );
    this.element.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
  }

  show(moment: Moment): void {
    const { replay, until } = moment;
    if (this.#asked?.replay === replay && this.#asked.step === until) return;
    if (this.#asked?.replay !== replay) this.#showRuns(moment);
    this.#asked = { replay, step: until };
    this.element.ariaBusy = 'true';
    if (replay.model.can?.includes('choose') !== true) {
      this.#say('The host of this view cannot go on from here under another choice.');
      return;
    }
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      void this.#ask(moment);
    }, REST_MS);
  }

  /** Puts the focus on the first choice, as soon as there is one. */
  focus(): void {
    const first = this.#choices.querySelector('button');
    if (first !== null && this.element.ariaBusy !== 'true') first.focus();
    else this.#focus = true;
  }

  async #ask(moment: Moment): Promise<void> {
    const { replay, until } = moment;
    const still = (): boolean => this.#asked?.replay === replay && this.#asked.step === until;
    try {
      const choices = await this.#actions.choices(until);
      if (still()) this.#showChoices(moment, choices);
    } catch (error) {
      if (still())
        this.#say(`What could happen next is not known: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #showChoices({ replay, until, current }: Moment, choices: readonly ViewChoice[]): void {
    this.element.ariaBusy = 'false';
    setText(this.#title, `What could happen after step ${until}`);
    if (choices.length === 0) {
      this.#say('Nothing: the run has ended here. Step back and choose there.');
      return;
    }
    const next = replay.steps.outline.actorAt(until + 1);
    this.#choices.replaceChildren(
      ...choices.map((choice) => {
        const actor = replay.actors.find(({ index }) => index === choice.actor);
        const taken = choice.actor === next && choice.outcome === null;
        const button = element(
          'button',
          { type: 'button', class: `choice-row${choice.assumes === null ? '' : ' fails'}` },
          element('span', { class: `actor-badge ${actor?.look ?? ''}`, 'aria-hidden': 'true' }, actor?.letter ?? '?'),
          element('span', { class: 'choice-actor' }, actor?.name ?? `actor ${choice.actor}`),
          element('code', { class: 'choice-name', title: `${choice.file}:${choice.line}` }, choice.name),
          choice.outcome === null
            ? null
            : element(
                'span',
                { class: 'choice-outcome' },
                choice.assumes === null ? '' : icon('violation'),
                choice.outcome,
              ),
          taken ? element('span', { class: 'hint' }, 'as in this run') : null,
          choice.actor === current?.actor ? element('span', { class: 'hint' }, 'goes on') : null,
        );
        button.addEventListener('click', () => {
          this.#actions.choose(until, choice);
        });
        return element('li', {}, button);
      }),
    );
    if (this.#focus) {
      this.#focus = false;
      this.#choices.querySelector('button')?.focus();
    }
  }

  #showRuns({ replay }: Moment): void {
    const { runs = [], run, can = [], violationStep } = replay.model;
    this.#exploreAll.hidden = !can.includes('explore') || violationStep === null;
    this.#runs.replaceChildren(
      ...runs.map((one) => element('li', {}, runButton(one, one.id === run, this.#actions.switchRun))),
    );
  }

  #say(text: string): void {
    this.element.ariaBusy = 'false';
    this.#choices.replaceChildren(element('li', { class: 'empty' }, text));
  }

  #onKey(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...this.element.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  }
}
