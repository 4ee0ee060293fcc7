import { element } from './dom';
import { icon, kindIcon } from './icons';
import type { Moment, Pane } from './moment';
import { CHANGE_MARKS } from './state-changes';
import type { ViewChange, ViewStep } from './protocol';

/** What the step did: who, where, what it returned, and every field it changed. */
export class StepPane implements Pane {
  readonly element: HTMLElement;
  readonly #said: HTMLElement;
  readonly #changes: HTMLElement;
  #localsShown: boolean;
  #shown: ViewStep | null = null;

  constructor(localsShown: boolean, arrange: (localsShown: boolean) => void) {
    this.#localsShown = localsShown;
    this.#said = element('div', { class: 'step-said' });
    this.#changes = element('div', { class: 'changes' });
    const locals = element('input', { type: 'checkbox', checked: localsShown });
    locals.addEventListener('change', () => {
      this.#localsShown = locals.checked;
      arrange(locals.checked);
      if (this.#shown !== null) this.#fill(this.#shown);
    });
    this.element = element(
      'section',
      { class: 'step-pane', 'aria-label': 'This step' },
      element(
        'div',
        { class: 'pane-title' },
        element('h2', {}, 'This step'),
        element('label', { class: 'check' }, locals, 'Locals'),
      ),
      element(
        'div',
        { class: 'step-scroll', tabindex: 0, role: 'group', 'aria-label': 'What changed' },
        this.#said,
        this.#changes,
      ),
    );
  }

  show(moment: Moment): void {
    const { current } = moment;
    if (current === null || current === this.#shown) return;
    this.#shown = current;
    const actor = moment.standings.find((standing) => standing.current)?.actor;
    this.#said.replaceChildren(
      element('span', { class: `actor-badge ${actor?.look ?? ''}`, 'aria-hidden': 'true' }, actor?.letter ?? ''),
      icon(current.n === moment.replay.model.violationStep ? 'violation' : kindIcon(current.kind)),
      element('code', { class: 'step-name' }, current.name),
      current.result === null ? '' : element('code', { class: 'step-result' }, `= ${current.result}`),
      element(
        'span',
        { class: 'step-place', title: `${current.file}:${current.line}` },
        `CPU${current.cpu} · ${actor?.name ?? ''} · ${current.function}:${current.line}`,
      ),
    );
    this.#fill(current);
  }

  #fill(step: ViewStep): void {
    const shown = [
      ...step.changed.filter(({ local }) => !local),
      ...step.changed.filter(({ local }) => local && this.#localsShown),
    ];
    const hidden = step.changed.length - shown.length;
    if (shown.length > 0) {
      const rows = shown.map(changeRow);
      this.#changes.replaceChildren(
        element(
          'table',
          {},
          element('caption', { class: 'visually-hidden' }, 'Fields changed by this step'),
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
          element('tbody', {}, ...rows),
        ),
      );
      return;
    }
    const nothing =
      hidden === 0 ? 'Nothing changed that can be seen.' : `Only ${hidden} of the function's locals changed.`;
    this.#changes.replaceChildren(element('p', { class: 'empty' }, nothing));
  }
}

/** Values that stand for "there was nothing": the field is then added, or deleted, and not modified. */
const NOTHING = new Set(['', 'absent', 'freed', 'uninitialised']);

function changeRow({ what, from, to, local }: ViewChange): HTMLTableRowElement {
  const how = NOTHING.has(from) ? 'added' : NOTHING.has(to) ? 'deleted' : 'modified';
  return element(
    'tr',
    { class: `${how}${local ? ' local' : ''}` },
    element('td', { class: 'how' }, element('abbr', { title: how }, CHANGE_MARKS[how])),
    element('td', { class: 'what', title: what }, what),
    element('td', { class: 'from', title: from }, from),
    element('td', { class: 'to', title: to }, element('span', { 'aria-hidden': 'true' }, '→ '), to),
  );
}
