import type { ActorLook } from './actors';
import { backTo, loopRows } from './lane-lasso';
import type { Moment } from './moment';
import { cut, escapeMarkup, paperColour, svgFile } from './picture-markup';

const ROWS_AT_MOST = 120;
const ROW = 22;
const HEAD = 64;
const NUMBER = 52;
const LANE = 300;
/** Characters of a monospaced 12 px font that fit into a lane. */
const NAME_LENGTH = 38;

/** The lanes as a picture: the rows of the moment's fold around its step, at most a page of them. */
export function lanesSvg({ replay, rows, step }: Moment): string {
  const { model, steps } = replay;
  const lanes = replay.actors.filter(({ index }) => rows.nextOf(index, 0) !== null);
  const columns = new Map(lanes.map((lane, at) => [lane.index, NUMBER + at * LANE + 14]));
  const first = Math.max(1, Math.min(rows.rowOf(step) - ROWS_AT_MOST / 2, rows.count - ROWS_AT_MOST + 1));
  const last = Math.min(rows.count, first + ROWS_AT_MOST - 1);
  const y = (row: number): number => HEAD + (row - first) * ROW + ROW / 2;
  const width = NUMBER + lanes.length * LANE;
  const body = [
    `<text x="12" y="22" font-size="15" font-weight="bold" fill="#1a1a1a">${escapeMarkup(cut(model.title, 110))}</text>`,
    ...lanes.map((lane) => head(lane, columns.get(lane.index) ?? 0)),
    ...lanes.map((lane) => lifeLine(lane, columns.get(lane.index) ?? 0, y(first), y(last))),
  ];
  const said: string[] = [];
  for (let row = first; row <= last; row += 1) {
    const made = steps.at(rows.stepAt(row) ?? 0);
    const lane = lanes.find(({ index }) => index === made?.actor);
    if (made === null || lane === undefined) continue;
    const x = columns.get(lane.index) ?? 0;
    const broken = made.n === model.violationStep;
    const name = made.kind === 'wait' ? `waits: ${made.name}` : made.name;
    const { from, to } = model.loop ?? { from: 0, to: 0 };
    const round = made.n === to ? `, back to ${from}: the run goes round for ever` : '';
    said.push(`${made.n} ${lane.name}: ${name}${round}`);
    if (broken)
      body.push(
        `<rect x="0" y="${y(row) - ROW / 2}" width="${width}" height="${ROW}" fill="#fbdcdc" stroke="#b00020"/>`,
      );
    body.push(
      `<text x="${NUMBER - 12}" y="${y(row) + 4}" text-anchor="end" fill="#767676">${made.n}</text>`,
      node(lane, x, y(row), made.kind === 'wait', broken),
      `<text x="${x + 14 + Math.min(made.depth, 6) * 8}" y="${y(row) + 4}" fill="#1a1a1a"><title>${escapeMarkup(`${made.function}, ${made.file}:${made.line}`)}</title>${escapeMarkup(cut(name, NAME_LENGTH))}</text>`,
    );
  }
  body.push(...lasso(replay, rows, columns, first, last, y));
  body.push(...arrows(model.order, steps.outline, rows, columns, first, last, y));
  const verdict = `${model.verdict}${model.rule === null ? '' : ` (${model.rule})`}: ${model.message}`;
  const foot = y(last) + ROW + 8;
  body.push(`<text x="12" y="${foot}" fill="#1a1a1a">${escapeMarkup(cut(verdict, 130))}</text>`);
  return svgFile(width, foot + 16, model.title, `${verdict}\n${said.join('\n')}`, body);
}

function head(lane: ActorLook, x: number): string {
  const colour = paperColour(lane.look);
  return `<circle cx="${x}" cy="46" r="9" fill="${colour}"/><text x="${x}" y="50" text-anchor="middle" fill="#ffffff" font-weight="bold">${escapeMarkup(lane.letter)}</text><text x="${x + 16}" y="50" font-weight="bold" fill="#1a1a1a">${escapeMarkup(cut(lane.name, NAME_LENGTH))}</text>`;
}

function lifeLine(lane: ActorLook, x: number, from: number, to: number): string {
  return `<path d="M${x} ${from}V${to}" stroke="${paperColour(lane.look)}" stroke-width="2" stroke-opacity="0.45" fill="none"/>`;
}

/** A full dot for what happens, a ring for a wait. */
function node(lane: ActorLook, x: number, y: number, waits: boolean, broken: boolean): string {
  const colour = broken ? '#b00020' : paperColour(lane.look);
  return `<circle cx="${x}" cy="${y}" r="5" fill="${waits ? '#ffffff' : colour}" stroke="${colour}" stroke-width="2"/>`;
}

/** The way back of a run that goes round for ever, where both ends of it are on the page. */
function lasso(
  replay: Moment['replay'],
  rows: Moment['rows'],
  columns: ReadonlyMap<number, number>,
  first: number,
  last: number,
  y: (row: number) => number,
): string[] {
  const loop = loopRows(replay, rows);
  const x = columns.get(replay.steps.outline.actorAt(replay.model.loop?.from ?? 0) ?? -1);
  if (loop === null || x === undefined || loop.from < first || loop.to > last) return [];
  const apart = loop.from === loop.to ? ROW / 4 : 0;
  return [
    `<path d="${backTo(y(loop.from) - apart, y(loop.to) + apart, x)}" fill="none" stroke="#b00020" stroke-width="1.5"/>`,
  ];
}

function arrows(
  order: Uint32Array,
  outline: Moment['replay']['steps']['outline'],
  rows: Moment['rows'],
  columns: ReadonlyMap<number, number>,
  first: number,
  last: number,
  y: (row: number) => number,
): string[] {
  const drawn = ['<g fill="none" stroke="#1a1a1a" stroke-dasharray="2 3">'];
  for (let at = 0; at + 1 < order.length; at += 2) {
    const [from, to] = [order[at] ?? 0, order[at + 1] ?? 0];
    const [actor, other] = [outline.actorAt(from) ?? -1, outline.actorAt(to) ?? -1];
    const [top, bottom] = [rows.rowOf(rows.lastOf(actor, from) ?? 0), rows.rowOf(rows.lastOf(other, to) ?? 0)];
    const [x1, x2] = [columns.get(actor), columns.get(other)];
    if (top < first || bottom > last || bottom <= top || x1 === undefined || x2 === undefined) continue;
    const side = x2 > x1 ? 1 : -1;
    const edge = y(top) + ROW / 2;
    drawn.push(`<path d="M${x1} ${y(top) + 6}V${edge}H${x2}V${y(bottom) - 7}"/>`);
    drawn.push(
      `<path d="M${x2 - 3 * side} ${y(bottom) - 11}L${x2} ${y(bottom) - 6}L${x2 + 3 * side} ${y(bottom) - 11}" stroke-dasharray="none"/>`,
    );
  }
  return drawn.length === 1 ? [] : [...drawn, '</g>'];
}
