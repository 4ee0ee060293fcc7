import type { ActorLook } from './actors';
import { element, setAttribute, setText } from './dom';
import { TrackCell } from './lane-tracks';
import type { Replay } from './moment';
import { groupWords } from './step-groups';
import type { ReplayModel, ViewGroup, ViewTrack, ViewWatch, WatchedValue } from './protocol';
import type { Rows } from './rows';
import { WatchCell } from './watch-cell';

/** What all rows of the lanes are drawn from. */
export interface LaneContent {
  readonly replay: Replay;
  readonly rows: Rows;
  readonly lanes: readonly ActorLook[];
  readonly tracks: readonly ViewTrack[];
}

/** How a row stands to the reader's groups of steps. */
export interface Grouped {
  /** Those that begin at it, the outermost first; `folded` where the row stands for all of them. */
  readonly begin: readonly ViewGroup[];
  readonly folded: boolean;
  /** It is in one that is unfolded. */
  readonly inside: boolean;
}

export const UNGROUPED: Grouped = { begin: [], folded: false, inside: false };

/** How a row stands to the moment. */
export interface RowStanding {
  /** The row of the moment's step; `inside` where that step is folded away in it. */
  readonly here: boolean;
  readonly inside: boolean;
  readonly past: boolean;
  readonly noted: boolean;
  readonly grouped: Grouped;
  /** What the step gave, once that is known. */
  readonly result: string | null;
}

/**
 * An element that says one row: its number, and the step in its actor's lane. All that is drawn, nodes, lines and icons, is
 * in one picture under the rows (lane-picture.ts), because elements are what a jump costs, which shows other rows in these.
 */
export class LaneRow {
  readonly element: HTMLElement;
  readonly #number = element('span', { role: 'rowheader', class: 'number' });
  readonly #text = element('span', { class: 'step-text' });
  readonly #cell = element('span', { role: 'gridcell', class: 'lane' }, this.#text);
  #result: HTMLElement | null = null;
  #broken: HTMLElement | null = null;
  #round: HTMLElement | null = null;
  readonly #tracks: TrackCell[] = [];
  #watches: readonly WatchCell[] = [];
  #grouped: Grouped = UNGROUPED;
  #chips: readonly HTMLElement[] = [];
  #row = 0;
  #kind = '';
  #look = '';
  #indent = '';

  constructor() {
    this.element = element('div', { role: 'row', class: 'lane-row' }, this.#number, this.#cell);
  }

  get row(): number {
    return this.#row;
  }

  fill({ replay, rows, lanes, tracks }: LaneContent, row: number): void {
    const { steps, model } = replay;
    const n = rows.stepAt(row) ?? 0;
    const step = steps.at(n);
    const violation = n === model.violationStep;
    this.#row = row;
    this.#kind = `${violation ? ' violation' : ''}${step?.minor === true ? ' minor' : ''}`;
    this.element.id = `step-${n}`;
    setAttribute(this.element, 'aria-rowindex', String(row + 1));
    setAttribute(this.element, 'data-step', String(n));
    setText(this.#number, String(n));
    const at = lanes.findIndex(({ index }) => index === step?.actor);
    const hidden = step === null || at < 0;
    if (this.#cell.hidden !== hidden) this.#cell.hidden = hidden;
    if (step !== null && at >= 0) {
      setAttribute(this.#cell, 'aria-colindex', String(at + 2));
      const indent = `calc(var(--line-${at}) + ${textIndent(step.depth)}px)`;
      if (indent !== this.#indent) this.#cell.style.left = this.#indent = indent;
      this.#cell.title = `${step.name}\n${step.function}, ${step.file}:${step.line}`;
      setText(this.#text, step.kind === 'wait' ? `waits: ${step.name}` : step.name);
    }
    if (violation && this.#broken === null)
      this.#cell.append((this.#broken = element('strong', { class: 'violation-word' }, 'breaks the rule')));
    else if (!violation) this.#broken = removed(this.#broken);
    this.#sayRound(n, model.loop);
    for (const left of this.#tracks.splice(tracks.length)) left.element.remove();
    for (const [column, track] of tracks.entries()) {
      let cell = this.#tracks[column];
      if (cell === undefined) {
        cell = new TrackCell(column, tracks.length);
        this.#tracks.push(cell);
        this.element.append(cell.element);
      }
      cell.fill(track, replay, rows, row);
    }
  }

  /** Where a run goes round for ever: that it begins to, and that it is back. */
  #sayRound(n: number, loop: ReplayModel['loop']): void {
    const begins = n === loop?.from ? 'goes round from here' : '';
    const closes = n === loop?.to ? `back to ${loop.from}` : '';
    if (begins === '' && closes === '') {
      this.#round = removed(this.#round);
      return;
    }
    if (this.#round === null) this.#cell.append((this.#round = element('strong', { class: 'round-word' })));
    setText(this.#round, [begins, closes].filter((words) => words !== '').join(', '));
    this.#round.title = closes === '' ? '' : `The state after this step is the one before step ${loop?.from ?? 0}.`;
  }

  /** To be called after it was filled, and for every moment. */
  stand({ here, inside, past, noted, grouped, result }: RowStanding): void {
    this.#group(grouped);
    const look = `lane-row${this.#kind}${here ? ' current' : ''}${inside ? ' inside' : ''}${past ? ' past' : ''}${noted ? ' noted' : ''}${groupLook(grouped)}`;
    if (look !== this.#look) {
      this.element.className = this.#look = look;
      setAttribute(this.element, 'aria-selected', String(here));
    }
    if (result === null) {
      this.#result = removed(this.#result);
      return;
    }
    if (this.#result === null) this.#text.after((this.#result = element('span', { class: 'step-result' })));
    setText(this.#result, `= ${result}`);
  }

  /** The names of groups that begin here, as buttons that fold and unfold them. */
  #group(grouped: Grouped): void {
    if (this.#grouped === grouped) return;
    this.#grouped = grouped;
    for (const chip of this.#chips) chip.remove();
    this.#chips = grouped.begin.map((group, at) => groupChip(group, grouped.folded && at === grouped.begin.length - 1));
    this.#text.before(...this.#chips);
  }

  /** Fills the columns of what is watched: with nothing while `values` is null, and marked with what they were where they changed. */
  watch(watches: readonly ViewWatch[], values: readonly WatchedValue[] | null, were: readonly (string | null)[]): void {
    if (this.#watches.length !== watches.length) {
      for (const { element: left } of this.#watches) left.remove();
      this.#watches = watches.map((_watch, column) => new WatchCell(column, watches.length));
      this.element.append(...this.#watches.map((cell) => cell.element));
    }
    for (const [at, watch] of watches.entries()) this.#watches[at]?.fill(watch, values?.[at], were[at] ?? null);
  }
}

const groupLook = ({ folded, inside }: Grouped): string =>
  `${folded ? ' group-folded' : ''}${inside ? ' group-inside' : ''}`;

function groupChip(group: ViewGroup, folded: boolean): HTMLElement {
  const does = folded ? 'unfold' : 'fold';
  return element(
    'button',
    {
      type: 'button',
      tabindex: -1,
      class: 'group-chip',
      'data-group': group.id,
      'aria-expanded': String(!folded),
      title: `${groupWords(group)}, ${group.from} to ${group.to}: click to ${does}`,
    },
    folded ? `▸ ${groupWords(group)}` : `▾ ${group.name}`,
  );
}

/** Height of a step's row, in CSS pixels; the style sheet's `--row-height` says the same. */
export const ROW_HEIGHT = 22;

const DEEPEST = 8;

/** How far right of its actor's line the icon of a step at this depth begins, in CSS pixels. */
export function iconIndent(depth: number): number {
  return 11 + Math.min(depth, DEEPEST) * 10;
}

/** The same for its text. */
function textIndent(depth: number): number {
  return iconIndent(depth) + 19;
}

function removed(part: HTMLElement | null): null {
  part?.remove();
  return null;
}
