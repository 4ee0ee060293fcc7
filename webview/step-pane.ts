import type { Standing } from './actors';
import { ChangesTable } from './changes-table';
import { element, setAttribute, setText } from './dom';
import { icon, type IconName, kindIcon } from './icons';
import type { Moment, Pane } from './moment';
import type { StepNotesPart } from './step-notes';
import type { StepDetail, StepHead, ViewChange } from './protocol';

/** What the step did: who, where, what it returned, and every field it changed. */
export class StepPane implements Pane {
  readonly element: HTMLElement;
  readonly #said = {
    badge: element('span', { class: 'actor-badge', 'aria-hidden': 'true' }),
    icon: element('span', { class: 'step-icon' }),
    name: element('code', { class: 'step-name' }),
    result: element('code', { class: 'step-result', hidden: true }),
    place: element('span', { class: 'step-place' }),
  };
  #icon: IconName | null = null;
  readonly #table = new ChangesTable('Fields changed by this step');
  readonly #nothing = element('p', { class: 'empty', hidden: true });
  readonly #broken: HTMLElement;
  readonly #notes: StepNotesPart;
  #localsShown: boolean;
  #shown: { readonly replay: Moment['replay']; readonly step: number; readonly detail: StepDetail | null } | null =
    null;
  #changed: readonly ViewChange[] | null = null;

  constructor(notes: StepNotesPart, localsShown: boolean, arrange: (localsShown: boolean) => void) {
    this.#localsShown = localsShown;
    this.#notes = notes;
    this.#broken = element('p', { class: 'broken', hidden: true });
    const locals = element('input', { type: 'checkbox', checked: localsShown });
    locals.addEventListener('change', () => {
      this.#localsShown = locals.checked;
      arrange(locals.checked);
      if (this.#changed !== null) this.#fill();
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
        element('div', { class: 'step-said' }, ...Object.values(this.#said)),
        this.#broken,
        element('div', { class: 'changes' }, this.#table.element, this.#nothing),
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
    this.#say(current, detail?.result ?? null, moment.standings.find((standing) => standing.current)?.actor ?? null);
    // What changed is on its way: until it comes nothing is said, in the room that the step before took.
    setAttribute(this.element, 'aria-busy', String(moment.changed === null));
    if (moment.changed !== null) this.#fill();
  }

  #say(step: StepHead, result: string | null, actor: Standing['actor'] | null): void {
    const { badge, icon: kind, name, result: gave, place } = this.#said;
    setAttribute(badge, 'class', `actor-badge ${actor?.look ?? ''}`);
    setText(badge, actor?.letter ?? '');
    const wanted = this.#broken.hidden ? kindIcon(step.kind) : 'violation';
    if (wanted !== this.#icon) kind.replaceChildren(icon(wanted));
    this.#icon = wanted;
    setText(name, step.name);
    gave.hidden = result === null;
    setText(gave, result === null ? '' : `= ${result}`);
    // An actor is called as its outermost function is.
    const names = [...new Set([actor?.name ?? '', step.function])].join(' · ');
    setText(place, `CPU${step.cpu} · ${names}:${step.line}`);
    setAttribute(place, 'title', `${step.file}:${step.line}`);
  }

  #fill(): void {
    const changed = this.#changed ?? [];
    const shown = [
      ...changed.filter(({ local }) => !local),
      ...changed.filter(({ local }) => local && this.#localsShown),
    ];
    const hidden = changed.length - shown.length;
    this.#table.element.hidden = shown.length === 0;
    this.#table.show(shown);
    this.#nothing.hidden = shown.length > 0 || !this.#broken.hidden;
    setText(
      this.#nothing,
      hidden === 0 ? 'Nothing changed that can be seen.' : `Only ${hidden} of the function's locals changed.`,
    );
  }
}

/** A fresh list is made for every moment; the same steps make the same one. */
function sameChanges(left: readonly ViewChange[] | null, right: readonly ViewChange[] | null): boolean {
  if (left === null || right === null) return left === right;
  return left.length === right.length && left.every((change, at) => change === right[at] || same(change, right[at]));
}

function same(left: ViewChange, right: ViewChange | undefined): boolean {
  return left.what === right?.what && left.from === right.from && left.to === right.to;
}
