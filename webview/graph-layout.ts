import type { Reference } from './references';

/** Where a node of the graph stands, by column and row. */
export interface GraphPlace {
  readonly name: string;
  readonly column: number;
  readonly row: number;
}

/** The box of a node, and the gaps between boxes, in CSS pixels. */
export const NODE = { width: 168, height: 38 } as const;
const GAP = { x: 76, y: 14 } as const;
const EDGE = 12;

export function placeOf({ column, row }: GraphPlace): { readonly x: number; readonly y: number } {
  return { x: EDGE + column * (NODE.width + GAP.x), y: EDGE + row * (NODE.height + GAP.y) };
}

export function sizeOf(places: readonly GraphPlace[]): { readonly width: number; readonly height: number } {
  const columns = Math.max(0, ...places.map(({ column }) => column + 1));
  const rows = Math.max(0, ...places.map(({ row }) => row + 1));
  return {
    width: 2 * EDGE + columns * (NODE.width + GAP.x) - GAP.x,
    height: 2 * EDGE + rows * (NODE.height + GAP.y) - GAP.y,
  };
}

/** From the right edge to the left one; back to an earlier column, from the left edge to the right one. */
export function arrowPath(from: GraphPlace, to: GraphPlace): string {
  const forwards = to.column > from.column;
  const [start, end] = [placeOf(from), placeOf(to)];
  const x1 = start.x + (forwards || to.column === from.column ? NODE.width : 0);
  const x2 = end.x + (forwards ? 0 : NODE.width);
  const y1 = start.y + NODE.height / 2 + (forwards ? -4 : 4);
  const y2 = end.y + NODE.height / 2 + (forwards ? -4 : 4);
  const bend = forwards ? GAP.x / 2 : to.column === from.column ? -GAP.x / 2 : GAP.x / 2;
  return forwards
    ? `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
    : `M${x1} ${y1} C${x1 - bend} ${y1} ${x2 + GAP.x / 2} ${y2} ${x2} ${y2}`;
}

/** The address spaces that references map into, in alphabetical order; each has a colour by its place here. */
export function spacesOf(references: readonly Reference[]): readonly string[] {
  return [...new Set(references.flatMap(({ space }) => (space === null ? [] : [space])))].sort();
}

/**
 * Puts those that nobody points at on the left and every other object one column right of the first that points at it, in
 * the order in which they were met; so the same references always look the same.
 */
export function layOut(references: readonly Reference[]): readonly GraphPlace[] {
  const targets = new Set(references.map(({ to }) => to));
  const sources = [...new Set(references.map(({ from }) => from))];
  const roots = sources.filter((name) => !targets.has(name));
  const columns = new Map<string, number>();
  const visit = (starts: readonly string[]): void => {
    let edge = starts.filter((name) => !columns.has(name));
    for (const name of edge) columns.set(name, 0);
    for (let column = 1; edge.length > 0; column += 1) {
      const reached = references.filter(({ from }) => edge.includes(from)).map(({ to }) => to);
      edge = [...new Set(reached)].filter((name) => !columns.has(name));
      for (const name of edge) columns.set(name, column);
    }
  };
  visit(roots);
  // What is left points at itself in a ring: it is entered where it was met first.
  for (const name of sources) if (!columns.has(name)) visit([name]);
  const filled: number[] = [];
  return [...columns].map(([name, column]) => {
    const row = filled[column] ?? 0;
    filled[column] = row + 1;
    return { name, column, row };
  });
}
