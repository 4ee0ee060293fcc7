import { element } from './dom';
import { icon, kindIcon } from './icons';
import type { Moment, Pane } from './moment';
import type { StepNotesPart } from './step-notes';
import { CHANGE_MARKS } from './state-changes';
import type { StepDetail, ViewChange } from './protocol';

/** What the step did: who, where, what it returned, and every field it changed. */
export class StepPane implements Pane {
  readonly element: HTMLElement;
  readonly #said: HTMLElement;
  readonly #broken: HTMLElement;
  readonly #changes: HTMLElement;
  readonly #notes: StepNotesPart;
  #localsShown: boolean;
  #shown: { readonly replay: Moment['replay']; readonly step: number; readonly detail: StepDetail | null } | null =
    null;
  #changed: readonly ViewChange[] | null = null;

  constructor(notes: StepNotesPart, localsShown: boolean, arrange: (localsShown: boolean) => void) {
    this.#localsShown = localsShown;
    this.#notes = notes;
    this.#said = element('div', { class: 'step-said' });
    this.#broken = element('p', { class: 'broken', hidden: true });
    this.#changes = element('div', { class: 'changes' });
    const locals = element('input', { type: 'checkbox', checked: localsShown });
    locals.addEventListener('change', () => {
      this.#localsShown = locals.checked;
      arrange(locals.checked);
      this.#fill();
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
        this.#broken,
        this.#changes,
        notes.element,
      ),
    );
  }

  show(moment: Moment): void {
    const { current, detail, replay } = moment;
    this.#notes.show(moment);
    const shown = this.#shown;
    if (current === null) return;
    if (shown?.replay === replay && shown.step === current.n && shown.detail === detail)
      if (sameChanges(moment.changed, this.#changed)) return;
    this.#shown = { replay, step: current.n, detail };
    this.#changed = moment.changed;
    const { model } = moment.replay;
    const broken = current.n === model.violationStep;
    this.#broken.hidden = !broken;
    if (broken)
      this.#broken.replaceChildren(icon('violation'), element('code', {}, model.rule ?? 'violation'), model.message);
    const actor = moment.standings.find((standing) => standing.current)?.actor;
    this.#said.replaceChildren(
      element('span', { class: `actor-badge ${actor?.look ?? ''}`, 'aria-hidden': 'true' }, actor?.letter ?? ''),
      icon(broken ? 'violation' : kindIcon(current.kind)),
      element('code', { class: 'step-name' }, current.name),
      typeof detail?.result === 'string' ? element('code', { class: 'step-result' }, `= ${detail.result}`) : '',
      element(
        'span',
        { class: 'step-place', title: `${current.file}:${current.line}` },
        `CPU${current.cpu} · ${actor?.name ?? ''} · ${current.function}:${current.line}`,
      ),
    );
    this.#fill();
  }

  #fill(): void {
    const changed = this.#changed ?? [];
    const shown = [
      ...changed.filter(({ local }) => !local),
      ...changed.filter(({ local }) => local && this.#localsShown),
    ];
    const hidden = changed.length - shown.length;
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
    if (!this.#broken.hidden) {
      this.#changes.replaceChildren();
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

/** A fresh list is made for every moment; the same steps make the same one. */
function sameChanges(left: readonly ViewChange[] | null, right: readonly ViewChange[] | null): boolean {
  if (left === null || right === null) return left === right;
  return left.length === right.length && left.every((change, at) => change === right[at] || same(change, right[at]));
}

function same(left: ViewChange, right: ViewChange | undefined): boolean {
  return left.what === right?.what && left.from === right.from && left.to === right.to;
}
