import type { ActorLook } from './actors';
import { setAttribute, shape } from './dom';
import { iconPaths, kindIcon, movedPath } from './icons';
import { LIFE_LINE } from './lane-arrows';
import { lassoPath, loopRows } from './lane-lasso';
import { iconIndent, type LaneContent, ROW_HEIGHT } from './lane-row';
import type { Replay } from './moment';
import type { Rows } from './rows';

/** Beside their text, icons are a little smaller than drawn. */
const ICON_SCALE = 0.875;
const ICON_TOP = 4;
/** Half of a node's width. */
const NODE = 4;

/** What is drawn of an actor, from below to above. */
const LAYERS = ['life', 'waits', 'node', 'hollow', 'stroked', 'pale', 'dot'] as const;
type Layer = (typeof LAYERS)[number];

/**
 * What is drawn under the texts of the lanes: a band behind the row of the moment and the one that breaks the rule, every
 * actor's line while it lives and waits, a node on it where it makes a step, and the kind of the step as an icon. All that
 * looks the same is one path, so that a jump changes a few elements however many rows there are. What it shows, the rows say.
 */
export class LanePicture {
  readonly element = shape('svg', { class: 'lanes-picture', 'aria-hidden': 'true', role: 'presentation' });
  readonly #content: LaneContent;
  readonly #here = shape('rect', { class: 'here', x: 0, width: '100%', height: ROW_HEIGHT });
  readonly #broken = shape('rect', { class: 'broken', x: 0, width: '100%', height: ROW_HEIGHT });
  readonly #lasso = shape('path', { class: 'lasso' });
  readonly #paths = new Map<string, SVGPathElement>();
  #left: readonly number[] = [];
  #drawn = '';

  constructor(content: LaneContent) {
    this.#content = content;
    this.element.append(this.#broken, this.#here);
    const small = shape('g', { transform: `scale(${ICON_SCALE})` });
    for (const layer of LAYERS) {
      const looks = [...new Set(content.lanes.map(({ look }) => look)), 'current', 'violation'];
      for (const look of looks) {
        const path = shape('path', { class: `${layer} ${look}` });
        this.#paths.set(`${layer} ${look}`, path);
        if (isIcon(layer)) small.append(path);
        else this.element.append(path);
      }
    }
    this.element.append(this.#lasso, small);
  }

  /** Learns where each lane begins, in CSS pixels; to be called when that may have changed. */
  place(left: readonly number[]): void {
    this.#left = left;
    this.#drawn = '';
  }

  /** Draws rows first to last; `step` is the moment's. */
  draw(first: number, last: number, step: number): void {
    const { replay, rows } = this.#content;
    const here = rows.rowOf(step);
    const drawn = `${first} ${last} ${step}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    setAttribute(this.element, 'height', String(Math.max(0, last - first + 1) * ROW_HEIGHT));
    const { violationStep } = replay.model;
    const inside = rows.stepAt(here) === step ? '' : ' inside';
    this.#band(this.#here, `here${step === violationStep ? ' violation' : inside}`, here, first, last);
    this.#band(this.#broken, 'broken', violationStep === null ? 0 : rows.rowOf(violationStep), first, last);
    const said = new Map<string, string>();
    const add = (layer: Layer, look: string, path: string): void => {
      const key = `${layer} ${look}`;
      said.set(key, (said.get(key) ?? '') + path);
    };
    this.#drawLines(first, last, add);
    setAttribute(this.#lasso, 'd', this.#lassoFrom(first, last));
    for (let row = first; row <= last; row += 1) this.#drawStep(row, row - first, here, add);
    for (const [key, path] of this.#paths) setAttribute(path, 'd', said.get(key) ?? '');
  }

  #band(band: SVGRectElement, look: string, row: number, first: number, last: number): void {
    const seen = row >= first && row <= last;
    setAttribute(band, 'class', look);
    setAttribute(band, 'y', String(seen ? (row - first) * ROW_HEIGHT : -2 * ROW_HEIGHT));
  }

  /** The way back of a run that goes round for ever. */
  #lassoFrom(first: number, last: number): string {
    const { replay, rows, lanes } = this.#content;
    const loop = loopRows(replay, rows);
    const actor = replay.steps.outline.actorAt(replay.model.loop?.from ?? 0);
    const lane = lanes.findIndex(({ index }) => index === actor);
    return loop === null || lane < 0 ? '' : lassoPath(loop, first, last, (this.#left[lane] ?? 0) + LIFE_LINE);
  }

  #drawLines(first: number, last: number, add: (layer: Layer, look: string, path: string) => void): void {
    const { replay, rows, lanes } = this.#content;
    for (const [at, lane] of lanes.entries()) {
      const x = (this.#left[at] ?? 0) + LIFE_LINE;
      // A line goes on as long as it looks the same.
      let begun: { readonly waits: boolean; readonly from: number; to: number } | null = null;
      const end = (): void => {
        if (begun !== null) add(begun.waits ? 'waits' : 'life', lane.look, `M${x} ${begun.from}V${begun.to}`);
        begun = null;
      };
      for (let row = first; row <= last; row += 1) {
        const line = lineAt(replay, rows, lane, rows.stepAt(row) ?? 0);
        const top = (row - first) * ROW_HEIGHT;
        if (line === null || begun?.waits !== (line === 'waits') || line === 'from here') end();
        if (line === null) continue;
        const from = line === 'from here' ? top + ROW_HEIGHT / 2 : top;
        const to = line === 'until here' ? top + ROW_HEIGHT / 2 : top + ROW_HEIGHT;
        begun ??= { waits: line === 'waits', from, to };
        begun.to = to;
      }
      end();
    }
  }

  #drawStep(row: number, at: number, here: number, add: (layer: Layer, look: string, path: string) => void): void {
    const { replay, rows, lanes } = this.#content;
    const n = rows.stepAt(row) ?? 0;
    const step = replay.steps.at(n);
    const column = lanes.findIndex(({ index }) => index === step?.actor);
    const lane = lanes[column];
    if (step === null || lane === undefined) return;
    const broken = n === replay.model.violationStep;
    const left = this.#left[column] ?? 0;
    const y = at * ROW_HEIGHT + ROW_HEIGHT / 2;
    const waits = step.kind === 'wait' && !broken;
    add(waits ? 'hollow' : 'node', broken ? 'violation' : lane.look, nodePath(lane.look, left + LIFE_LINE, y, waits));
    const pale = step.kind === 'statement' || step.kind === 'access';
    const look = broken ? 'violation' : row === here ? 'current' : lane.look;
    const x = (left + LIFE_LINE + iconIndent(step.depth)) / ICON_SCALE;
    const top = (at * ROW_HEIGHT + ICON_TOP) / ICON_SCALE;
    for (const { path, filled } of iconPaths(broken ? 'violation' : kindIcon(step.kind)))
      add(filled ? 'dot' : pale ? 'pale' : 'stroked', look, movedPath(path, x, top));
  }
}

function isIcon(layer: Layer): boolean {
  return layer === 'stroked' || layer === 'pale' || layer === 'dot';
}

type Line = 'whole' | 'from here' | 'until here' | 'waits';

/** How an actor's line passes by step n: whole while it lives, from or until its middle where it starts or ends, apart while it waits. */
function lineAt({ steps }: Replay, rows: Rows, { index }: ActorLook, n: number): Line | null {
  const last = rows.lastOf(index, n);
  if (last === null) return null;
  const next = rows.nextOf(index, n);
  if (last === n) {
    const first = rows.lastOf(index, n - 1) === null;
    if (next !== null) return first ? 'from here' : 'whole';
    return first ? null : 'until here';
  }
  if (steps.outline.kindAt(last) === 'wait') return 'waits';
  return next === null ? null : 'whole';
}

/** A square, a disc or a diamond, as the actor's badge has it; smaller where its edge is drawn and its middle is not. */
function nodePath(look: string, x: number, y: number, hollow: boolean): string {
  const r = hollow ? NODE - 1 : NODE;
  if (look === 'actor-1' || look === 'actor-4')
    return `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
  if (look === 'actor-3' || look === 'actor-6') {
    const d = r * Math.SQRT2;
    return `M${x - d} ${y}l${d} ${-d}l${d} ${d}l${-d} ${d}z`;
  }
  return `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`;
}
