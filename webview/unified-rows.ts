import type { DiffDocument } from './protocol';

/** A row of a diff as its mail has it: both sides in one. */
export interface UnifiedRow {
  readonly sign: ' ' | '+' | '-';
  /** 1-based row of the new side's text; null for what the patch takes away. */
  readonly row: number | null;
  /** Number of the file's line; 0 for a gap between hunks. */
  readonly line: number;
  readonly text: string;
}

/** The rows of both sides in the order of the mail; the new side alone where nobody said what that is. */
export function unifiedRows({ old: before, new: after, signs }: DiffDocument): readonly UnifiedRow[] {
  const [oldTexts, newTexts] = [textsOf(before.text), textsOf(after.text)];
  let [old, row] = [0, 0];
  const oldRow = (): UnifiedRow => {
    old += 1;
    return { sign: '-', row: null, line: before.lineNumbers[old - 1] ?? 0, text: oldTexts[old - 1] ?? '' };
  };
  const newRow = (sign: ' ' | '+'): UnifiedRow => {
    row += 1;
    return { sign, row, line: after.lineNumbers[row - 1] ?? 0, text: newTexts[row - 1] ?? '' };
  };
  return [...(signs ?? ' '.repeat(newTexts.length))].map((sign) => {
    if (sign === '-') return oldRow();
    if (sign === '+') return newRow('+');
    old += 1;
    return newRow(' ');
  });
}

/** The lines of a text that ends in one. */
function textsOf(text: string): readonly string[] {
  const texts = text.split('\n');
  if (texts.at(-1) === '') texts.pop();
  return texts;
}
