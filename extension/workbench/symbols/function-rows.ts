import type { DiffSide } from '../../../webview/protocol';
import { scanDeclarations } from '../../link/declarations';

/** A function that a side shows, whole or in part, and the row (from 0) at which it is first seen. */
export interface FunctionRow {
  readonly name: string;
  readonly row: number;
  /** The row is the function's own first line, not the middle of its body. */
  readonly isStart: boolean;
}

/**
 * The functions of a side, in order. What stands between two gaps is scanned by itself; a piece that begins inside a
 * function has that function's name on the gap above it, as the hunk's heading gives it.
 */
export function functionRows(side: DiffSide): FunctionRow[] {
  const lines = side.text.split('\n');
  const found = new Map<string, FunctionRow>();
  const add = (row: FunctionRow): void => {
    const known = found.get(row.name);
    if (known === undefined || (row.isStart && !known.isStart)) found.set(row.name, row);
  };
  let first = 0;
  for (let row = 0; row <= side.lineNumbers.length; row++) {
    if (row < side.lineNumbers.length && side.lineNumbers[row] !== 0) continue;
    const above = first === 0 ? '' : (lines[first - 1] ?? '');
    scanPiece(lines.slice(first, row), above, first, add);
    first = row + 1;
  }
  return [...found.values()].sort((left, right) => left.row - right.row);
}

function scanPiece(piece: readonly string[], above: string, first: number, add: (row: FunctionRow) => void): void {
  const { declarations, fragments } = scanDeclarations(piece);
  for (const item of declarations) {
    if (item.kind === 'function') add({ name: item.name, row: first + item.first, isStart: true });
  }
  for (const fragment of fragments) {
    const name = fragment.name === '' && fragment.first === 0 ? nameIn(above) : fragment.name;
    if (name !== '') add({ name, row: first + fragment.first, isStart: fragment.name !== '' });
  }
}

/** The function that a hunk's heading, shown in the gap, names. */
const nameIn = (gap: string): string => /· .*?([A-Za-z_]\w*)\s*\(/.exec(gap)?.[1] ?? '';
