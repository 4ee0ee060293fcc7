/** A stretch of a message that can be folded, in rows from 0, both included. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: 'quote' | 'diff' | 'hunk' | 'signature' | 'headers';
  /** Depth of the quote; 0 for what is not one. */
  readonly depth: number;
}

/** How deep a line is quoted, and what stands behind the marks. */
export function quoteDepth(line: string): number {
  const marks = /^(?:[ \t]*>)+/.exec(line)?.[0] ?? '';
  return marks.length - marks.replaceAll('>', '').length;
}

/**
 * The folds of a message document: its headers, every run of quoting at each depth (a deeper quote folds inside the
 * one it stands in), each file of a diff and its hunks, and the signature.
 * @param bodyRow rows above the body, headers and blank line
 */
export function messageFolds(text: string, bodyRow: number): Fold[] {
  const lines = text.split('\n');
  const folds: Fold[] = [];
  if (bodyRow > 2) folds.push({ start: 0, end: bodyRow - 2, kind: 'headers', depth: 0 });
  folds.push(...quoteFolds(lines, bodyRow));
  folds.push(...diffFolds(lines, bodyRow));
  const signature = lines.findLastIndex((line, row) => row >= bodyRow && line === '-- ');
  if (signature >= 0 && signature < lines.length - 2) {
    folds.push({ start: signature, end: lastTextRow(lines), kind: 'signature', depth: 0 });
  }
  return folds;
}

function quoteFolds(lines: readonly string[], from: number): Fold[] {
  const folds: Fold[] = [];
  const open: number[] = [];
  const close = (depth: number, row: number): void => {
    while (open.length > depth) {
      const start = open.pop() ?? row;
      if (row - 1 > start) folds.push({ start, end: row - 1, kind: 'quote', depth: open.length + 1 });
    }
  };
  for (let row = from; row < lines.length; row++) {
    const depth = quoteDepth(lines[row] ?? '');
    close(depth, row);
    while (open.length < depth) open.push(row);
  }
  close(0, lines.length);
  return folds.sort((left, right) => left.start - right.start || left.depth - right.depth);
}

function diffFolds(lines: readonly string[], from: number): Fold[] {
  const folds: Fold[] = [];
  let file = -1;
  let hunk = -1;
  const closeHunk = (row: number): void => {
    if (hunk >= 0 && row - 1 > hunk) folds.push({ start: hunk, end: row - 1, kind: 'hunk', depth: 0 });
    hunk = -1;
  };
  const closeFile = (row: number): void => {
    closeHunk(row);
    if (file >= 0 && row - 1 > file) folds.push({ start: file, end: row - 1, kind: 'diff', depth: 0 });
    file = -1;
  };
  for (let row = from; row < lines.length; row++) {
    const line = lines[row] ?? '';
    if (line.startsWith('diff --git ')) {
      closeFile(row);
      file = row;
    } else if (file >= 0 && line.startsWith('@@ ')) {
      closeHunk(row);
      hunk = row;
    } else if (file >= 0 && (line === '-- ' || (hunk >= 0 && !/^[ +\-\\]|^$/.test(line)))) {
      closeFile(row);
    }
  }
  closeFile(lastTextRow(lines) + 1);
  return folds;
}

function lastTextRow(lines: readonly string[]): number {
  return Math.max(
    0,
    lines.findLastIndex((line) => line !== ''),
  );
}
