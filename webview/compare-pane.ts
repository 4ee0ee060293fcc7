import { type ActorLook, look } from './actors';
import { element, setText } from './dom';
import type { Moment, Pane, Replay } from './moment';
import { Outline } from './outline';
import type { Comparison, ViewState } from './protocol';
import { differingFields } from './state-changes';
import { VirtualRows } from './virtual-rows';

const ROW_HEIGHT = 22;
const FIELDS_AT_ONCE = 60;
const REST_MS = 100;

export interface CompareActions {
  compare(run: string): Promise<Comparison>;
  state(step: number, run: string): Promise<ViewState>;
  goTo(step: number): void;
}

/** Two runs with what is needed to draw them. */
interface Pairing {
  readonly comparison: Comparison;
  readonly theirs: Outline;
  readonly actors: readonly ActorLook[];
  /** `rowOf[n]` is the row of our step n. */
  readonly rowOf: Uint32Array;
}

/** This run beside another one in lockstep: the same steps in one row, the first difference marked, and how the states differ. */
export class ComparePane implements Pane {
  readonly element: HTMLElement;
  readonly #actions: CompareActions;
  readonly #choice: HTMLSelectElement;
  readonly #jump: HTMLButtonElement;
  readonly #summary: HTMLElement;
  readonly #rows: VirtualRows;
  readonly #states: HTMLElement;
  #replay: Replay | null = null;
  #moment: Moment | null = null;
  #pairing: Pairing | null = null;
  #stateKey = '';
  #timer: number | null = null;

  constructor(actions: CompareActions) {
    this.#actions = actions;
    this.#choice = element('select', { 'aria-label': 'Compare with' });
    this.#choice.addEventListener('change', () => {
      void this.#compare(this.#choice.value);
    });
    this.#jump = element('button', { type: 'button', class: 'text-button' }, 'To the first difference');
    this.#jump.addEventListener('click', () => {
      this.#toDifference();
    });
    this.#summary = element('p', { class: 'compare-summary', role: 'status' });
    this.#rows = new VirtualRows('This run beside the other', ROW_HEIGHT, (row) => this.#row(row));
    this.#rows.element.addEventListener('click', (event) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-step]') : null;
      if (row !== null) actions.goTo(Number(row.dataset['step']));
    });
    this.#states = element('div', {
      class: 'compare-states',
      tabindex: 0,
      role: 'group',
      'aria-label': 'How the states differ',
    });
    this.element = element(
      'div',
      { class: 'compare-pane' },
      element('div', { class: 'pane-tools' }, element('label', { class: 'check' }, 'Beside', this.#choice), this.#jump),
      this.#summary,
      this.#rows.element,
      this.#states,
    );
  }

  show(moment: Moment): void {
    this.#moment = moment;
    if (this.#replay !== moment.replay) this.#offer(moment.replay);
    if (this.#pairing === null) return;
    this.#rows.show(this.#pairing.rowOf[moment.step] ?? -1);
    this.#compareStates(moment, this.#pairing);
  }

  focus(): void {
    this.#choice.focus();
  }

  #offer(replay: Replay): void {
    this.#replay = replay;
    this.#forget();
    const { comparables = [] } = replay.model;
    this.#choice.disabled = comparables.length === 0;
    this.#choice.replaceChildren(
      element('option', { value: '' }, comparables.length === 0 ? 'Nothing to compare with' : 'Choose…'),
      ...comparables.map(({ id, title }) => element('option', { value: id }, title)),
    );
    setText(
      this.#summary,
      comparables.length === 0
        ? 'There is no other run yet. Make one in "What if", or open another revision of the series.'
        : 'Choose what to lay beside this run.',
    );
  }

  #forget(): void {
    this.#pairing = null;
    this.#stateKey = '';
    this.#jump.hidden = true;
    this.#rows.reset(0);
    this.#rows.element.hidden = true;
    this.#states.replaceChildren();
  }

  async #compare(run: string): Promise<void> {
    const replay = this.#replay;
    this.#forget();
    const chosen = replay?.model.comparables?.find(({ id }) => id === run);
    if (replay === null || chosen === undefined) return;
    setText(this.#summary, chosen.slow ? 'Searching…' : '');
    this.element.ariaBusy = 'true';
    try {
      const comparison = await this.#actions.compare(run);
      if (this.#replay !== replay || this.#choice.value !== run) return;
      this.#pair(replay, comparison);
    } catch (error) {
      if (this.#replay === replay) setText(this.#summary, error instanceof Error ? error.message : String(error));
    } finally {
      this.element.ariaBusy = 'false';
    }
  }

  #pair(replay: Replay, comparison: Comparison): void {
    const { rows, difference } = comparison;
    const rowOf = new Uint32Array(replay.steps.count + 1);
    for (let row = 0; row * 2 < rows.length; row += 1) rowOf[rows[row * 2] ?? 0] = row;
    const actors = comparison.actors.map(
      (actor) => replay.actors.find(({ name }) => name === actor.name) ?? look(actor),
    );
    this.#pairing = { comparison, theirs: new Outline(comparison.columns), actors, rowOf };
    this.#jump.hidden = difference === null;
    setText(this.#summary, summary(comparison));
    this.#rows.element.hidden = false;
    this.#rows.reset(rows.length / 2);
    if (this.#moment !== null) this.show(this.#moment);
  }

  #toDifference(): void {
    const { rows, difference } = this.#pairing?.comparison ?? { rows: new Uint32Array(), difference: null };
    if (difference === null) return;
    for (let row = difference; row * 2 < rows.length; row += 1) {
      const step = rows[row * 2] ?? 0;
      if (step > 0) {
        this.#actions.goTo(step);
        return;
      }
    }
    // The other run goes on where this one has ended.
    this.#actions.goTo(this.#replay?.steps.count ?? 1);
    this.#rows.show(difference);
  }

  #row(row: number): HTMLElement {
    const { comparison, theirs, actors } = this.#pairing ?? {};
    const [ours = 0, other = 0] = [comparison?.rows[row * 2], comparison?.rows[row * 2 + 1]];
    const how = ours === 0 ? 'added' : other === 0 ? 'deleted' : 'same';
    const first = comparison?.difference === row;
    const made = element(
      'div',
      { class: `virtual-row pair ${how}${first ? ' first-difference' : ''}`, role: 'row' },
      cell(ours, this.#replay?.steps.outline ?? null, this.#replay?.actors ?? [], '−', how === 'deleted'),
      cell(other, theirs ?? null, actors ?? [], '+', how === 'added'),
    );
    if (ours > 0) made.dataset['step'] = String(ours);
    return made;
  }

  #compareStates({ step, state }: Moment, { comparison, rowOf }: Pairing): void {
    const theirs = counterpart(comparison.rows, rowOf[step] ?? 0);
    const key = `${step} ${theirs}`;
    if (key === this.#stateKey || state === null) return;
    this.#stateKey = key;
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      void this.#actions.state(theirs, comparison.id).then((other) => {
        if (this.#stateKey === key) this.#showStates(state, other, step, theirs);
      });
    }, REST_MS);
  }

  #showStates(ours: ViewState, theirs: ViewState, step: number, other: number): void {
    const fields = differingFields(ours, theirs);
    const caption = `After step ${step} here and step ${other} there, ${fields.length === 0 ? 'the states are the same' : `${fields.length} fields differ`}`;
    this.#states.replaceChildren(
      element(
        'table',
        { class: 'differing' },
        element('caption', {}, caption),
        element(
          'thead',
          { class: fields.length === 0 ? 'visually-hidden' : '' },
          element('tr', {}, ...['Field', 'Here', 'There'].map((name) => element('th', { scope: 'col' }, name))),
        ),
        element(
          'tbody',
          {},
          ...fields
            .slice(0, FIELDS_AT_ONCE)
            .map(({ what, ours: here, theirs: there }) =>
              element(
                'tr',
                {},
                element('th', { scope: 'row' }, what),
                element('td', {}, here),
                element('td', {}, there),
              ),
            ),
        ),
      ),
    );
  }
}

function cell(
  n: number,
  outline: Outline | null,
  actors: readonly ActorLook[],
  sign: string,
  alone: boolean,
): HTMLElement {
  const step = outline?.at(n) ?? null;
  if (step === null) return element('span', { role: 'cell', class: 'pair-cell none' });
  const actor = actors.find(({ index }) => index === step.actor);
  return element(
    'span',
    { role: 'cell', class: 'pair-cell', title: `${step.name}, ${step.function}, ${step.file}:${step.line}` },
    element('span', { class: 'number' }, String(n)),
    element('span', { class: 'pair-sign' }, alone ? sign : ''),
    element('span', { class: `actor-badge ${actor?.look ?? ''}` }, actor?.letter ?? '?'),
    element('code', {}, step.kind === 'wait' ? `waits: ${step.name}` : step.name),
  );
}

/** The other run's step of a row, or its last one before where it has none there. */
function counterpart(rows: Uint32Array, row: number): number {
  for (let at = row; at >= 0; at -= 1) {
    const step = rows[at * 2 + 1] ?? 0;
    if (step > 0) return step;
  }
  return 0;
}

function summary({ verdict, message, rows, difference, title }: Comparison): string {
  if (difference === null) return `${title}: the same, step by step.`;
  let [left, right] = [0, 0];
  for (let at = difference * 2; at < rows.length; at += 2) {
    if (rows[at] === 0) right += 1;
    else if (rows[at + 1] === 0) left += 1;
  }
  const before = rows[(difference - 1) * 2] ?? 0;
  const end = verdict === 'violation' ? `there: ${message}` : 'there, no rule is broken';
  return `The same up to step ${before}; then ${left} steps are only here and ${right} only there; ${end}`;
}
