import type { ActorLook } from './actors';
import { arrowLayer, type Arrows, ROW_HEIGHT } from './lane-arrows';
import { element, setText } from './dom';
import { icon, kindIcon } from './icons';
import type { Moment, Pane, Replay } from './moment';
import type { ViewStep } from './protocol';

/** As the style sheet has it. */
const HEAD_HEIGHT = 27;
const ROWS_BEYOND = 6;

/**
 * One column an actor, one row a step. Only the rows in sight exist, so a million steps cost what forty do. Life lines,
 * waits and happens-before arrows are drawn; the same is said in words by each row's label.
 */
export class Lanes implements Pane {
  readonly element: HTMLElement;
  readonly #grid: HTMLElement;
  readonly #head: HTMLElement;
  readonly #body: HTMLElement;
  readonly #rows = new Map<number, Row>();
  readonly #goTo: (step: number) => void;
  readonly #follow: (actor: number) => void;
  #replay: Replay | null = null;
  #arrows: Arrows | null = null;
  #moment: Moment | null = null;
  #frame = false;
  /** What is in sight, kept because asking the page for it in the middle of a step would lay it out twice. */
  #scroll = 0;
  #height = 0;

  constructor(goTo: (step: number) => void, follow: (actor: number) => void) {
    this.#goTo = goTo;
    this.#follow = follow;
    this.#head = element('div', { class: 'lanes-head', role: 'row', 'aria-rowindex': 1 });
    this.#body = element('div', { class: 'lanes-body', role: 'rowgroup' });
    this.#grid = element(
      'div',
      {
        class: 'lanes',
        role: 'grid',
        tabindex: 0,
        'aria-label': 'Lanes: a column for each actor, a row for each step',
      },
      element('div', { role: 'rowgroup', class: 'lanes-head-group' }, this.#head),
      this.#body,
    );
    this.element = element('section', { class: 'lanes-pane', 'aria-label': 'Lanes' }, this.#grid);
    this.#grid.addEventListener('scroll', () => {
      this.#scroll = this.#grid.scrollTop;
      this.#draw();
    });
    this.#grid.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.#body.addEventListener('click', (event) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-step]') : null;
      if (row !== null) this.#goTo(Number(row.dataset['step']));
    });
    new ResizeObserver(() => {
      this.#height = this.#grid.clientHeight;
      this.#arrows?.measure(this.#head);
      this.#draw();
    }).observe(this.#grid);
  }

  show(moment: Moment): void {
    if (this.#replay !== moment.replay) this.#build(moment.replay);
    this.#moment = moment;
    this.#reveal(moment.step);
    for (const { actor, status, current } of moment.standings) {
      const cell = this.#head.querySelector(`[data-actor="${actor.index}"]`);
      cell?.classList.toggle('current', current);
      const said = cell?.querySelector('.status');
      if (said !== null && said !== undefined) setText(said, status);
    }
    this.#fill();
  }

  #build(replay: Replay): void {
    this.#replay = replay;
    for (const row of this.#rows.values()) row.element.remove();
    this.#rows.clear();
    this.#grid.style.setProperty('--lanes', String(replay.actors.length));
    this.#grid.setAttribute('aria-rowcount', String(replay.steps.count + 1));
    this.#grid.setAttribute('aria-colcount', String(replay.actors.length + 1));
    this.#body.style.height = `${replay.steps.count * ROW_HEIGHT}px`;
    this.#head.replaceChildren(
      element('span', { role: 'columnheader', class: 'number' }, 'Step'),
      ...replay.actors.map((actor) => this.#headCell(actor)),
    );
    this.#arrows?.element.remove();
    this.#arrows = arrowLayer(replay);
    this.#body.append(this.#arrows.element);
    this.#arrows.measure(this.#head);
    this.#height = this.#grid.clientHeight;
    this.#scroll = this.#grid.scrollTop;
  }

  #headCell(actor: ActorLook): HTMLElement {
    const button = element(
      'button',
      { type: 'button', tabindex: -1, title: `${actor.name}: to its next step` },
      element('span', { class: `actor-badge ${actor.look}`, 'aria-hidden': 'true' }, actor.letter),
      element('span', { class: 'actor-name' }, actor.name),
      element('span', { class: 'status' }),
    );
    button.addEventListener('click', () => {
      this.#follow(actor.index);
    });
    return element('span', { role: 'columnheader', class: actor.look, 'data-actor': actor.index }, button);
  }

  #onKey(event: KeyboardEvent): void {
    const here = this.#moment?.step ?? 0;
    const page = Math.max(1, Math.floor(this.#height / ROW_HEIGHT) - 2);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: here + 1,
      ArrowRight: here + 1,
      ArrowUp: here - 1,
      ArrowLeft: here - 1,
      PageDown: here + page,
      PageUp: here - page,
      Home: 1,
      End: this.#replay?.steps.count ?? 1,
    };
    const to = moves[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#goTo(to);
  }

  /** Keeps the current row in sight, moving no more than needed; a far jump puts it in the middle. */
  #reveal(step: number): void {
    const top = (step - 1) * ROW_HEIGHT;
    const height = this.#height - HEAD_HEIGHT;
    const margin = Math.min(ROW_HEIGHT * 2, height / 3);
    const seen = top - this.#scroll;
    if (seen >= margin && seen + ROW_HEIGHT <= height - margin) return;
    const far = seen < -height || seen > 2 * height;
    if (far) this.#scrollTo(top - height / 2);
    else if (seen < margin) this.#scrollTo(top - margin);
    else this.#scrollTo(top + ROW_HEIGHT - height + margin);
  }

  #scrollTo(wanted: number): void {
    const most = Math.max(0, (this.#replay?.steps.count ?? 0) * ROW_HEIGHT + HEAD_HEIGHT - this.#height);
    const to = Math.round(Math.min(Math.max(0, wanted), most));
    if (to === this.#scroll) return;
    this.#scroll = to;
    this.#grid.scrollTop = to;
  }

  #draw(): void {
    if (this.#frame) return;
    this.#frame = true;
    requestAnimationFrame(() => {
      this.#frame = false;
      this.#fill();
    });
  }

  #fill(): void {
    const moment = this.#moment;
    if (moment === null) return;
    const { steps } = moment.replay;
    const first = Math.max(1, Math.floor(this.#scroll / ROW_HEIGHT) + 1 - ROWS_BEYOND);
    const last = Math.min(steps.count, first + Math.ceil(this.#height / ROW_HEIGHT) + 2 * ROWS_BEYOND);
    for (const [n, row] of this.#rows) {
      if (n >= first && n <= last) continue;
      row.element.remove();
      this.#rows.delete(n);
    }
    for (let n = first; n <= last; n += 1) {
      let row = this.#rows.get(n);
      const step = steps.at(n);
      if (row === undefined || (row.step === null && step !== null)) {
        const made = makeRow(moment.replay, n, step);
        if (row === undefined) this.#insert(made);
        else row.element.replaceWith(made.element);
        this.#rows.set(n, (row = made));
      }
      row.element.classList.toggle('current', n === moment.step);
      row.element.classList.toggle('past', n < moment.step);
      row.element.ariaSelected = String(n === moment.step);
    }
    const current = this.#rows.get(moment.step)?.element.id;
    if (current !== undefined) this.#grid.setAttribute('aria-activedescendant', current);
    this.#arrows?.draw(first, last, moment.step);
  }

  /** Rows stay in the order of their steps, which is the order in which they are read out. */
  #insert(row: Row): void {
    for (let after = row.n + 1; after <= row.n + 60; after += 1) {
      const next = this.#rows.get(after);
      if (next === undefined) continue;
      next.element.before(row.element);
      return;
    }
    if (this.#arrows === null) this.#body.append(row.element);
    else this.#arrows.element.before(row.element);
  }
}

interface Row {
  readonly n: number;
  readonly step: ViewStep | null;
  readonly element: HTMLElement;
}

function makeRow(replay: Replay, n: number, step: ViewStep | null): Row {
  const { outline } = replay.steps;
  const actor = outline.actorAt(n);
  const kind = outline.at(n)?.kind ?? 'statement';
  const violation = n === replay.model.violationStep;
  const cells = replay.actors.map((lane) => {
    const cell = element('span', { role: 'gridcell', class: `lane ${lane.look} ${lifeLine(replay, lane.index, n)}` });
    if (lane.index === actor) fillCell(cell, step, kind, violation);
    return cell;
  });
  const row = element(
    'div',
    {
      role: 'row',
      id: `step-${n}`,
      class: `lane-row kind-${kind}${violation ? ' violation' : ''}${step?.minor === true ? ' minor' : ''}`,
      'aria-rowindex': n + 1,
      'data-step': n,
      style: `--row: ${n - 1}`,
    },
    element('span', { role: 'rowheader', class: 'number' }, String(n)),
    ...cells,
  );
  return { n, step, element: row };
}

function fillCell(cell: HTMLElement, step: ViewStep | null, kind: string, violation: boolean): void {
  cell.classList.add('own');
  cell.append(element('span', { class: 'node', 'aria-hidden': 'true' }));
  if (step === null) {
    cell.append(element('span', { class: 'step-text pending' }, '…'));
    return;
  }
  cell.style.setProperty('--depth', String(Math.min(step.depth, 8)));
  cell.title = `${step.name}\n${step.function}, ${step.file}:${step.line}`;
  cell.append(
    icon(violation ? 'violation' : kindIcon(kind)),
    element('span', { class: 'step-text' }, kind === 'wait' ? `waits: ${step.name}` : step.name),
  );
  if (step.result !== null) cell.append(element('span', { class: 'step-result' }, `= ${step.result}`));
  if (violation) cell.append(element('strong', { class: 'violation-word' }, 'breaks the rule'));
}

/** How the actor's line looks beside row n: nothing before it starts and after it ends, dashed while it waits. */
function lifeLine(replay: Replay, actor: number, n: number): string {
  const { outline } = replay.steps;
  const last = outline.lastOf(actor, n);
  const next = outline.nextOf(actor, n);
  if (last === null) return '';
  if (last === n) return `${outline.lastOf(actor, n - 1) === null ? 'first ' : ''}${next === null ? 'last' : 'alive'}`;
  const waits = outline.at(last)?.kind === 'wait';
  if (next === null) return waits ? 'waits' : '';
  return waits ? 'waits' : 'alive';
}
