import type { Reference } from './references';

/** Where a node of the graph stands, by column and row. */
export interface GraphPlace {
  readonly name: string;
  readonly column: number;
  readonly row: number;
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
