import { element, setText } from './dom';
import { icon, kindIcon } from './icons';
import type { ActorLook } from './actors';
import type { Replay } from './moment';
import { trackCell } from './lane-tracks';
import type { StepHead, ViewTrack } from './protocol';
import type { Rows } from './rows';

/** A drawn row of the lanes. */
export interface LaneRow {
  readonly row: number;
  readonly element: HTMLElement;
  /** Says what the step gave, once that is known. */
  result(text: string | null): void;
}

/** Draws one row: the step in its actor's lane, and how the others' life lines pass by. */
export function laneRow(
  replay: Replay,
  rows: Rows,
  lanes: readonly ActorLook[],
  row: number,
  tracks: readonly ViewTrack[],
): LaneRow {
  const { steps, model } = replay;
  const n = rows.stepAt(row) ?? 0;
  const step = steps.at(n);
  const actor = steps.outline.actorAt(n);
  const kind = steps.outline.kindAt(n);
  const violation = n === model.violationStep;
  let own: HTMLElement | null = null;
  const cells = lanes.map((lane, at) => {
    const line = lifeLine(replay, rows, lane.index, n);
    const cell = element('span', { role: 'gridcell', class: `lane ${lane.look} ${line}` });
    cell.style.gridColumn = `${at + 2} / ${lane.index === actor ? String(lanes.length + 2) : 'span 1'}`;
    if (lane.index === actor && step !== null) {
      own = cell;
      fillCell(cell, step, violation);
    }
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
    },
    element('span', { role: 'rowheader', class: 'number' }, String(n)),
    ...cells,
    ...tracks.map((track, at) => trackCell(track, replay, rows, row, lanes.length + 2 + at)),
  );
  made.style.setProperty('--row', String(row - 1));
  return {
    row,
    element: made,
    result(text) {
      if (text === null || own === null) return;
      const said = own.querySelector('.step-result');
      if (said !== null) setText(said, `= ${text}`);
      else own.querySelector('.step-text')?.after(element('span', { class: 'step-result' }, `= ${text}`));
    },
  };
}

function fillCell(cell: HTMLElement, step: StepHead, violation: boolean): void {
  cell.classList.add('own');
  cell.style.setProperty('--depth', String(Math.min(step.depth, 8)));
  cell.title = `${step.name}\n${step.function}, ${step.file}:${step.line}`;
  cell.append(
    element('span', { class: 'node', 'aria-hidden': 'true' }),
    icon(violation ? 'violation' : kindIcon(step.kind)),
    element('span', { class: 'step-text' }, step.kind === 'wait' ? `waits: ${step.name}` : step.name),
  );
  if (violation) cell.append(element('strong', { class: 'violation-word' }, 'breaks the rule'));
}

/** How the actor's line looks beside step n: nothing before it starts and after it ends, dotted while it waits. */
function lifeLine({ steps }: Replay, rows: Rows, actor: number, n: number): string {
  const last = rows.lastOf(actor, n);
  const next = rows.nextOf(actor, n);
  if (last === null) return '';
  if (last === n) return `${rows.lastOf(actor, n - 1) === null ? 'first ' : ''}${next === null ? 'last' : 'alive'}`;
  const waits = steps.outline.kindAt(last) === 'wait';
  if (next === null) return waits ? 'waits' : '';
  return waits ? 'waits' : 'alive';
}
