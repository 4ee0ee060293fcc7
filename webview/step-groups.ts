import { element, setText } from './dom';
import { icon } from './icons';
import type { Moment } from './moment';
import type { ViewGroup } from './protocol';

export interface GroupActions {
  /** Makes a group (`id` null) or changes one; an empty name takes it away. */
  group(id: string | null, from: number, to: number, name: string): void;
}

/** The groups that a step is in, the outermost first. */
export const groupsAround = (groups: readonly ViewGroup[], step: number): readonly ViewGroup[] =>
  groups.filter(({ from, to }) => from <= step && step <= to);

/** What a group is called where its steps are not seen. */
export const groupWords = ({ name, from, to }: ViewGroup): string =>
  `${name}: ${to - from + 1} ${to === from ? 'step' : 'steps'}`;

/** A dialog that puts steps under a name, or changes or takes away the group that the moment is in. */
export class GroupDialog {
  readonly element: HTMLDialogElement;
  readonly #actions: GroupActions;
  readonly #title = element('h2', { id: 'group-title' });
  readonly #name: HTMLInputElement;
  readonly #from: HTMLInputElement;
  readonly #to: HTMLInputElement;
  readonly #remove: HTMLButtonElement;
  #changed: string | null = null;

  constructor(actions: GroupActions) {
    this.#actions = actions;
    this.#name = element('input', { id: 'group-name', type: 'text', maxlength: 200, required: true });
    this.#from = element('input', { id: 'group-from', type: 'number', min: 1, required: true });
    this.#to = element('input', { id: 'group-to', type: 'number', min: 1, required: true });
    this.#remove = element('button', { type: 'button', class: 'text-button' }, 'Ungroup');
    const cancel = element('button', { type: 'button', class: 'text-button' }, 'Cancel');
    const form = element(
      'form',
      { method: 'dialog' },
      element('label', { for: 'group-name' }, 'Name'),
      this.#name,
      element('label', { for: 'group-from' }, 'First step'),
      this.#from,
      element('label', { for: 'group-to' }, 'Last step'),
      this.#to,
      element(
        'div',
        { class: 'group-buttons' },
        element('button', { type: 'submit', class: 'text-button' }, icon('group'), 'Group'),
        this.#remove,
        cancel,
      ),
    );
    form.addEventListener('submit', () => {
      const [one, other] = [this.#from.valueAsNumber, this.#to.valueAsNumber];
      this.#actions.group(this.#changed, Math.min(one, other), Math.max(one, other), this.#name.value.trim());
    });
    this.#remove.addEventListener('click', () => {
      this.element.close();
      this.#actions.group(this.#changed, 1, 1, '');
    });
    cancel.addEventListener('click', () => {
      this.element.close();
    });
    this.element = element(
      'dialog',
      { class: 'picker group-dialog', 'aria-labelledby': 'group-title' },
      this.#title,
      form,
    );
    this.element.addEventListener('keydown', (event) => {
      event.stopPropagation();
    });
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  /** Opens for the innermost group around the moment, else for a new one: the call that the moment is in. */
  open(moment: Moment): void {
    const { replay, groups, step, current } = moment;
    const inside = groupsAround(groups, step).at(-1);
    const made = inside ?? { ...callAround(moment), name: current?.function ?? '' };
    this.#show(
      inside === undefined ? 'Group steps under a name' : 'Change the group',
      made,
      replay.steps.count,
      inside?.id ?? null,
    );
  }

  /** Opens for a new group of these steps. */
  openFor({ replay }: Moment, from: number, to: number): void {
    const name = replay.steps.at(from)?.function ?? '';
    this.#show('Group steps under a name', { from, to, name }, replay.steps.count, null);
  }

  #show(title: string, { from, to, name }: Omit<ViewGroup, 'id'>, count: number, changed: string | null): void {
    this.#changed = changed;
    setText(this.#title, title);
    this.#remove.hidden = changed === null;
    this.#name.value = name;
    for (const [input, value] of [
      [this.#from, from],
      [this.#to, to],
    ] as const) {
      input.max = String(count);
      input.value = String(value);
    }
    if (!this.element.open) this.element.showModal();
    this.#name.select();
  }
}

/** From the step that called the function in which the moment's actor is to that actor's last step in it. */
function callAround({ replay: { steps }, step, current }: Moment): { readonly from: number; readonly to: number } {
  if (current === null || current.depth === 0) return { from: step, to: step };
  const outside = (actor: number, _kind: string, depth: number): boolean =>
    actor === current.actor && depth < current.depth;
  const { outline } = steps;
  const after = outline.find(step, 1, outside);
  const last = outline.lastOf(current.actor, (after ?? steps.count + 1) - 1);
  return { from: outline.find(step, -1, outside) ?? step, to: Math.max(step, last ?? step) };
}
