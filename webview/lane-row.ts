import { element } from './dom';
import { icon, kindIcon } from './icons';
import type { ActorLook } from './actors';
import type { Replay } from './moment';
import type { ViewStep } from './protocol';
import type { Rows } from './rows';

/** A drawn row of the lanes. */
export interface LaneRow {
  readonly row: number;
  /** Null while its text is being fetched. */
  readonly step: ViewStep | null;
  readonly element: HTMLElement;
}

/** Draws one row: the step in its actor's lane, and how the others' life lines pass by. */
export function laneRow(replay: Replay, rows: Rows, lanes: readonly ActorLook[], row: number): LaneRow {
  const { steps, model } = replay;
  const n = rows.stepAt(row) ?? 0;
  const step = steps.at(n);
  const actor = steps.outline.actorAt(n);
  const kind = steps.outline.at(n)?.kind ?? 'statement';
  const violation = n === model.violationStep;
  const cells = lanes.map((lane, at) => {
    const line = lifeLine(replay, rows, lane.index, n);
    const own = lane.index === actor;
    const cell = element('span', {
      role: 'gridcell',
      class: `lane ${lane.look} ${line}`,
      style: `grid-column: ${at + 2} / ${own ? -1 : 'span 1'}`,
    });
    if (own) fillCell(cell, step, kind, violation);
    return cell;
  });
  const made = element(
    'div',
    {
      role: 'row',
      id: `step-${n}`,
      class: `lane-row kind-${kind}${violation ? ' violation' : ''}${step?.minor === true ? ' minor' : ''}`,
      'aria-rowindex': row + 1,
      'data-step': n,
      style: `--row: ${row - 1}`,
    },
    element('span', { role: 'rowheader', class: 'number' }, String(n)),
    ...cells,
  );
  return { row, step, element: made };
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

/** How the actor's line looks beside step n: nothing before it starts and after it ends, dotted while it waits. */
function lifeLine({ steps }: Replay, rows: Rows, actor: number, n: number): string {
  const last = rows.lastOf(actor, n);
  const next = rows.nextOf(actor, n);
  if (last === null) return '';
  if (last === n) return `${rows.lastOf(actor, n - 1) === null ? 'first ' : ''}${next === null ? 'last' : 'alive'}`;
  const waits = steps.outline.at(last)?.kind === 'wait';
  if (next === null) return waits ? 'waits' : '';
  return waits ? 'waits' : 'alive';
}
