import type { ActorLook } from './actors';
import { arrowLayer, type Arrows, LIFE_LINE } from './lane-arrows';
import { element, setAttribute, setText } from './dom';
import { LanePicture } from './lane-picture';
import { type Grouped, type LaneContent, LaneRow, ROW_HEIGHT, UNGROUPED } from './lane-row';
import { trackHead } from './lane-tracks';
import { LaneWatches } from './lane-watches';
import type { Moment, Pane, Replay } from './moment';
import type { ViewTrack } from './protocol';
import { groupsAround } from './step-groups';
import type { FetchValues } from './watch-log';
import type { Rows } from './rows';
import { watchHead } from './watch-cell';

/** More locks or objects than this are no picture any more; those that change most often come first. */
const TRACKS_OF_A_KIND = 8;

/** As the style sheet has it. */
const HEAD_HEIGHT = 27;
const NUMBER_WIDTH = 52;
const ROWS_BEYOND = 6;

export interface LaneActions {
  goTo(step: number): void;
  /** By the keys of a list, row by row. */
  walkTo(step: number): void;
  follow(actor: number): void;
  tracks(): Promise<readonly ViewTrack[]>;
  readonly values: FetchValues;
  arrange(tracksShown: boolean): void;
  foldGroup(id: string): void;
  /** The reader wants these steps under a name. */
  group(from: number, to: number): void;
}

/**
 * One column an actor, one row a step. Only the rows in sight exist, so a million steps cost what forty do. Life lines,
 * waits and happens-before arrows are drawn; the same is said in words by each row's label.
 */
export class Lanes implements Pane {
  readonly element: HTMLElement;
  readonly #grid: HTMLElement;
  readonly #head: HTMLElement;
  /** As high as all rows together. */
  readonly #body: HTMLElement;
  /** Holds the rows that exist, one below the other, and is moved to where they are. */
  readonly #page: HTMLElement;
  /** Consecutive rows. */
  #drawn: readonly LaneRow[] = [];
  readonly #actions: LaneActions;
  #tracksShown: boolean;
  #tracks: readonly ViewTrack[] = [];
  #watchesShown: boolean;
  /** How steps stand to groups, for as long as those are folded so. */
  readonly #grouped = new Map<number, Grouped>();
  #groupsShown: ReadonlySet<string> | null = null;
  readonly #watches: LaneWatches;
  readonly #goTo: (step: number) => void;
  readonly #walkTo: (step: number) => void;
  readonly #follow: (actor: number) => void;
  /** The actors that have a column. */
  #lanes: readonly ActorLook[] = [];
  #arrows: Arrows | null = null;
  #picture: LanePicture | null = null;
  #moment: Moment | null = null;
  #frame = false;
  /** What is in sight, kept because asking the page for it in the middle of a step would lay it out twice. */
  #scroll = 0;
  #scrolling = false;
  #height = 0;
  #width = 0;
  #columns: ReadonlyMap<number, { readonly from: number; readonly to: number }> = new Map();

  constructor(actions: LaneActions, tracksShown: boolean, watchesShown: boolean) {
    this.#goTo = actions.goTo;
    this.#walkTo = actions.walkTo;
    this.#follow = actions.follow;
    this.#actions = actions;
    this.#tracksShown = tracksShown;
    this.#watchesShown = watchesShown;
    this.#watches = new LaneWatches(actions.values, () => {
      this.#draw();
    });
    this.#head = element('div', { class: 'lanes-head', role: 'row', 'aria-rowindex': 1 });
    this.#page = element('div', { class: 'lanes-page', role: 'rowgroup' });
    this.#body = element('div', { class: 'lanes-body', role: 'presentation' }, this.#page);
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
      // Where we scrolled to ourselves is known and drawn; asking the page would lay it out in the middle of a step.
      if (this.#scrolling) return;
      this.#scroll = this.#grid.scrollTop;
      this.#draw();
    });
    this.#grid.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.#body.addEventListener('click', (event) => {
      if (!(event.target instanceof Element)) return;
      const group = event.target.closest<HTMLElement>('[data-group]')?.dataset['group'];
      const row = event.target.closest<HTMLElement>('[data-step]');
      if (group !== undefined) this.#actions.foldGroup(group);
      else if (row !== null) this.#onClick(Number(row.dataset['step']), event.shiftKey);
    });
    new ResizeObserver(() => {
      this.#resized();
    }).observe(this.#grid);
  }

  /** With Shift the steps from where the reader stands to the row are to be grouped, as one selects from here to there. */
  #onClick(step: number, shift: boolean): void {
    const here = this.#moment?.step ?? step;
    const until = this.#moment?.rows.until(Math.max(here, step)) ?? step;
    if (shift && here !== step) this.#actions.group(Math.min(here, step), until);
    else this.#goTo(step);
  }

  /** Shows or takes away a column for each lock and each object that lives for a time. */
  toggleTracks(): void {
    this.#tracksShown = !this.#tracksShown;
    this.#actions.arrange(this.#tracksShown);
    this.#tracks = [];
    if (this.#tracksShown) void this.#fetchTracks();
    else this.#rebuild();
  }

  /** Shows what is watched as columns, or takes them away. */
  showWatches(shown: boolean): void {
    this.#watchesShown = shown;
    if (this.#moment !== null) this.show(this.#moment);
  }

  async #fetchTracks(): Promise<void> {
    const replay = this.#moment?.replay;
    const tracks = await this.#actions.tracks().catch(() => []);
    if (replay === undefined || this.#moment?.replay !== replay || !this.#tracksShown) return;
    this.#tracks = columnsOf(tracks);
    this.#rebuild();
  }

  #rebuild(): void {
    const moment = this.#moment;
    if (moment === null) return;
    this.#build(moment);
    this.show(moment);
  }

  show(moment: Moment): void {
    const shown = this.#moment;
    this.#moment = moment;
    const others = this.#watches.take(moment, this.#watchesShown);
    if (shown?.replay !== moment.replay) {
      this.#tracks = [];
      this.#build(moment);
      if (this.#tracksShown) void this.#fetchTracks();
    } else if (shown.rows !== moment.rows || others) this.#build(moment);
    // What comes later of the same step takes nobody back who has scrolled away from it.
    if (shown?.replay !== moment.replay || shown.rows !== moment.rows || shown.step !== moment.step || others) {
      this.#reveal(moment.rows.rowOf(moment.step));
      this.#revealLane(moment);
    }
    for (const { actor, status, current } of moment.standings) {
      const cell = this.#head.querySelector(`[data-actor="${actor.index}"]`);
      cell?.classList.toggle('current', current);
      const said = cell?.querySelector('.status');
      if (said !== null && said !== undefined) setText(said, status);
    }
    this.#fill();
  }

  #build({ replay, rows }: Moment): void {
    for (const row of this.#drawn) row.element.remove();
    this.#drawn = [];
    this.#lanes = replay.actors.filter(({ index }) => !rows.folded || rows.nextOf(index, 0) !== null);
    this.#grid.style.setProperty('--lanes', String(this.#lanes.length));
    // A digit is about eight pixels wide; a million steps need more room than forty.
    this.#grid.style.setProperty('--number', `${Math.max(NUMBER_WIDTH, String(replay.steps.count).length * 8 + 20)}px`);
    this.#grid.setAttribute('aria-rowcount', String(rows.count + 1));
    const { watches } = this.#watches;
    this.#grid.style.setProperty('--tracks', String(this.#tracks.length));
    this.#grid.style.setProperty('--watches', String(watches.length));
    this.#grid.classList.toggle('tracked', this.#tracks.length > 0);
    this.#grid.classList.toggle('watched', watches.length > 0);
    this.#grid.setAttribute('aria-colcount', String(this.#lanes.length + this.#tracks.length + watches.length + 1));
    this.#body.style.height = `${rows.count * ROW_HEIGHT}px`;
    this.#head.replaceChildren(
      element('span', { role: 'columnheader', class: 'number' }, 'Step'),
      ...this.#lanes.map((actor) => this.#headCell(actor)),
      ...this.#tracks.map(trackHead),
      ...watches.map(watchHead),
    );
    this.#arrows?.element.remove();
    this.#arrows = arrowLayer(replay, rows);
    this.#picture?.element.remove();
    this.#picture = new LanePicture(this.#content(replay, rows));
    this.#page.prepend(this.#picture.element);
    this.#body.append(this.#arrows.element);
    this.#scroll = this.#grid.scrollTop;
    this.#measure();
  }

  /** The row of the moment stays in sight where it was, also when the lanes were taken elsewhere, where they scroll to their top. */
  #resized(): void {
    // What is in a tab that is not seen is looked at when it is.
    if (this.#moment === null || this.#grid.clientHeight === 0) return;
    const { rows, step } = this.#moment;
    const here = rows.rowOf(step);
    const scrolled = this.#scroll;
    const top = (here - 1) * ROW_HEIGHT - scrolled;
    const seen = this.#height === 0 || (top > -ROW_HEIGHT && top < this.#height - HEAD_HEIGHT);
    this.#measure();
    this.#scroll = this.#grid.scrollTop;
    if (seen) this.#reveal(here);
    else this.#scrollTo(scrolled);
    this.#draw();
  }

  #measure(): void {
    this.#height = this.#grid.clientHeight;
    this.#width = this.#grid.clientWidth;
    this.#columns = new Map(
      [...this.#head.querySelectorAll<HTMLElement>('[data-actor]')].map((cell) => [
        Number(cell.dataset['actor']),
        { from: cell.offsetLeft, to: cell.offsetLeft + cell.offsetWidth },
      ]),
    );
    this.#arrows?.place(this.#columns);
    const left = this.#lanes.map(({ index }) => this.#columns.get(index)?.from ?? 0);
    this.#picture?.place(left);
    for (const [at, from] of left.entries()) this.#grid.style.setProperty(`--line-${at}`, `${from + LIFE_LINE}px`);
  }

  /** Where the lanes are wider than the panel, the running actor's is brought into sight. */
  #revealLane({ replay, step }: Moment): void {
    const column = this.#columns.get(replay.steps.outline.actorAt(step) ?? -1);
    const widest = Math.max(0, ...[...this.#columns.values()].map(({ to }) => to));
    if (column === undefined || widest <= this.#width) return;
    const { scrollLeft } = this.#grid;
    if (column.from - scrollLeft < NUMBER_WIDTH) this.#grid.scrollLeft = column.from - NUMBER_WIDTH;
    else if (column.to - scrollLeft > this.#width)
      this.#grid.scrollLeft = Math.min(column.to - this.#width, column.from - NUMBER_WIDTH);
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
    if (this.#moment === null) return;
    const { rows, step } = this.#moment;
    const here = rows.rowOf(step);
    const page = Math.max(1, Math.floor(this.#height / ROW_HEIGHT) - 2);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: here + 1,
      ArrowRight: here + 1,
      ArrowUp: here - 1,
      ArrowLeft: here - 1,
      PageDown: here + page,
      PageUp: here - page,
      Home: 1,
      End: rows.count,
    };
    const to = moves[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#walkTo(rows.stepAt(Math.min(Math.max(1, to), rows.count)) ?? step);
  }

  /**
   * Keeps the current row in sight. As a page is turned: rows stay where they are until the last one is reached, then most of
   * them move on; a step that moved them all a little would have them all drawn again, and the eye follow two things.
   */
  #reveal(row: number): void {
    const top = (row - 1) * ROW_HEIGHT;
    const height = this.#height - HEAD_HEIGHT;
    const margin = Math.min(ROW_HEIGHT * 2, height / 3);
    const seen = top - this.#scroll;
    if (seen >= margin && seen + ROW_HEIGHT <= height - margin) return;
    const far = seen < -height || seen > 2 * height;
    this.#scrollTo(top - height * (far ? 1 / 2 : seen < margin ? 3 / 4 : 1 / 4));
  }

  #scrollTo(wanted: number): void {
    const most = Math.max(0, (this.#moment?.rows.count ?? 0) * ROW_HEIGHT + HEAD_HEIGHT - this.#height);
    const to = Math.round(Math.min(Math.max(0, wanted), most));
    if (to === this.#scroll) return;
    this.#scroll = to;
    this.#scrolling = true;
    this.#grid.scrollTop = to;
    // A frame tells of scrolling first, and calls back then.
    requestAnimationFrame(() => {
      this.#scrolling = false;
    });
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
    const { replay, rows, step } = moment;
    const first = Math.max(1, Math.floor(this.#scroll / ROW_HEIGHT) + 1 - ROWS_BEYOND);
    const last = Math.min(rows.count, first + Math.ceil(this.#height / ROW_HEIGHT) + 2 * ROWS_BEYOND);
    this.#show(first, last, this.#content(replay, rows));
    const here = rows.rowOf(step);
    const noted = new Set(moment.notes.map((note) => rows.rowOf(note.step ?? 0)));
    for (const drawn of this.#drawn) {
      const { row } = drawn;
      const n = rows.stepAt(row) ?? 0;
      drawn.stand({
        here: row === here,
        inside: row === here && n !== step,
        past: row < here,
        noted: noted.has(row),
        grouped: this.#groupedAt(n, moment),
        result: replay.steps.detail(n)?.result ?? null,
      });
    }
    this.#watches.fill(this.#drawn);
    const current = this.#drawn[here - first]?.element.id;
    if (current !== undefined) setAttribute(this.#grid, 'aria-activedescendant', current);
    this.#picture?.draw(first, last, step);
    this.#arrows?.draw(first, last, step);
  }

  #groupedAt(n: number, { groups, foldedGroups }: Moment): Grouped {
    if (groups.length === 0) return UNGROUPED;
    const known = this.#grouped.get(n);
    if (known !== undefined && this.#groupsShown === foldedGroups) return known;
    if (this.#groupsShown !== foldedGroups) this.#grouped.clear();
    this.#groupsShown = foldedGroups;
    const around = groupsAround(groups, n);
    const folded = around.findIndex(({ id, from }) => from === n && foldedGroups.has(id));
    // What is inside of a folded group is not named.
    const seen = folded < 0 ? around : around.slice(0, folded + 1);
    const grouped = {
      begin: seen.filter(({ from }) => from === n),
      folded: folded >= 0,
      inside: seen.some(({ id }) => !foldedGroups.has(id)),
    };
    this.#grouped.set(n, grouped);
    return grouped;
  }

  #content(replay: Replay, rows: Rows): LaneContent {
    return { replay, rows, lanes: this.#lanes, tracks: this.#tracks };
  }

  /** Draws these rows, those that are drawn no more in the elements of those that are out of sight. */
  #show(first: number, last: number, content: LaneContent): void {
    const [top, bottom] = [this.#drawn[0]?.row ?? 0, this.#drawn.at(-1)?.row ?? -1];
    if (top === first && bottom === last) return;
    const kept = this.#drawn.filter(({ row }) => row >= first && row <= last);
    const free = this.#drawn.filter(({ row }) => row < first || row > last);
    const rows: LaneRow[] = [];
    for (let row = first; row <= last; row += 1) {
      const here = kept[0]?.row === row ? kept.shift() : undefined;
      const drawn = here ?? free.shift() ?? new LaneRow();
      if (here === undefined) drawn.fill(content, row);
      rows.push(drawn);
    }
    for (const { element: left } of free) left.remove();
    this.#drawn = rows;
    this.#order(first > top);
    this.#page.style.top = `${(first - 1) * ROW_HEIGHT}px`;
  }

  /**
   * Puts the rows into their order, which is that in which they are read out. After a jump they are in it. Where they move on
   * by some, the few that stay are moved before those that are filled anew, or behind them.
   */
  #order(forward: boolean): void {
    const picture = this.#picture?.element ?? null;
    if (forward) {
      let last: Element | null = picture;
      for (const { element: row } of this.#drawn) {
        if (row.previousElementSibling !== last || row.parentNode === null)
          if (last === null) this.#page.prepend(row);
          else last.after(row);
        last = row;
      }
      return;
    }
    let next: Element | null = null;
    for (const { element: row } of this.#drawn.toReversed()) {
      if (row.nextElementSibling !== next || row.parentNode === null) this.#page.insertBefore(row, next);
      next = row;
    }
  }
}

/** Locks and objects that get a column. */
function columnsOf(tracks: readonly ViewTrack[]): readonly ViewTrack[] {
  return (['lock', 'object'] as const).flatMap((kind) =>
    tracks.filter((track) => track.kind === kind).slice(0, TRACKS_OF_A_KIND),
  );
}
