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

/** The rows of both sides in the order of the mail; the new side alone where nobody said which lines of it they are. */
export function unifiedRows(diff: DiffDocument): readonly UnifiedRow[] {
  const { new: after, old: before } = diff;
  const [oldTexts, newTexts] = [textsOf(before.text), textsOf(after.text)];
  const [oldMail, newMail] = [before.mailLines ?? [], after.mailLines ?? []];
  const isTold = oldMail.length > 0 && newMail.length > 0;
  const [inOld, inNew] = [new Set(oldMail), new Set(newMail)];
  const rows: UnifiedRow[] = [];
  let old = 0;
  const takeOld = (goesOn: (mailLine: number) => boolean): void => {
    for (; old < oldTexts.length && goesOn(oldMail[old] ?? 0); old += 1)
      if (!inNew.has(oldMail[old] ?? 0))
        rows.push({ sign: '-', row: null, line: before.lineNumbers[old] ?? 0, text: oldTexts[old] ?? '' });
  };
  for (const [at, text] of newTexts.entries()) {
    const mailLine = newMail[at] ?? 0;
    const isGap = mailLine === 0;
    if (isTold) takeOld(isGap ? (other) => other > 0 : (other) => other > 0 && other < mailLine);
    // Both sides have the same gaps, and the same context.
    if (isTold && (isGap || inOld.has(mailLine))) old += 1;
    const sign = isTold && !isGap && !inOld.has(mailLine) ? '+' : ' ';
    rows.push({ sign, row: at + 1, line: after.lineNumbers[at] ?? 0, text });
  }
  if (isTold) takeOld(() => true);
  return rows;
}

/** The lines of a text that ends in one. */
function textsOf(text: string): readonly string[] {
  const texts = text.split('\n');
  if (texts.at(-1) === '') texts.pop();
  return texts;
}
