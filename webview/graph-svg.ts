import { arrowPath, type GraphPlace, layOut, NODE, placeOf, sizeOf, spacesOf } from './graph-layout';
import type { Moment } from './moment';
import { cut, escapeMarkup, PAPER, svgFile } from './picture-markup';
import { references } from './references';

const HEAD = 34;
const NAME_LENGTH = 21;

/** Who references and maps whom at the moment, as a picture; null where nobody does, or the state is not here yet. */
export function graphSvg({ replay, state, until }: Moment): string | null {
  if (state === null) return null;
  const edges = references(state.objects);
  const places = layOut(edges);
  if (places.length === 0) return null;
  const at = new Map(places.map((place) => [place.name, place]));
  const spaces = spacesOf(edges);
  const spaceOf = new Map(edges.flatMap(({ to, space }) => (space === null ? [] : [[to, space] as const])));
  const colourOf = (space: string): string => PAPER[(spaces.indexOf(space) % (PAPER.length - 1)) + 1] ?? PAPER[0];
  const { width, height } = sizeOf(places);
  const title = `${replay.model.title}, after step ${until}`;
  const arrows = edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    const colour = edge.stale ? '#b00020' : edge.space === null ? '#5f5f5f' : colourOf(edge.space);
    const dash = edge.stale ? ' stroke-dasharray="3 3"' : '';
    return [
      `<path d="${arrowPath(from, to)}" fill="none" stroke="${colour}" stroke-width="1.5"${dash} marker-end="url(#head)"><title>${escapeMarkup(`${edge.from}.${edge.field}`)}</title></path>`,
    ];
  });
  const boxes = places.map((place) => {
    const space = spaceOf.get(place.name);
    if (space !== undefined) return box(place, place.name, `in ${space}`, colourOf(space), NODE.height / 2);
    const object = state.objects.find(({ name }) => name === place.name);
    const dead = object?.live === false;
    return box(place, place.name, dead ? 'freed' : (object?.type ?? ''), dead ? '#b00020' : '#5f5f5f', 3);
  });
  const words = edges.map(
    ({ from, field, to, space, stale }) =>
      `${from}.${field} ${space === null ? 'points at' : 'maps'} ${to}${stale ? ', which is gone' : ''}`,
  );
  return svgFile(Math.max(width, 480), height + HEAD, title, words.join('\n'), [
    '<defs><marker id="head" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 6 3 0 6z" fill="#5f5f5f"/></marker></defs>',
    `<text x="12" y="22" font-size="14" font-weight="bold" fill="#1a1a1a">${escapeMarkup(cut(title, 90))}</text>`,
    `<g transform="translate(0 ${HEAD})">`,
    ...arrows,
    ...boxes,
    '</g>',
  ]);
}

function box(place: GraphPlace, name: string, type: string, colour: string, round: number): string {
  const { x, y } = placeOf(place);
  const inset = round > 10 ? 18 : 8;
  return [
    `<rect x="${x}" y="${y}" width="${NODE.width}" height="${NODE.height}" rx="${round}" fill="#ffffff" stroke="${colour}" stroke-width="1.5"/>`,
    `<text x="${x + inset}" y="${y + 16}" fill="#1a1a1a">${escapeMarkup(cut(name, NAME_LENGTH))}</text>`,
    `<text x="${x + inset}" y="${y + 31}" fill="#5f5f5f" font-size="11">${escapeMarkup(cut(type, NAME_LENGTH))}</text>`,
  ].join('');
}
