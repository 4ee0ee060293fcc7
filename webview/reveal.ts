import { editor } from './monaco';
import { movesLess } from './theme';

/** Rows that are kept between what is revealed and the edge of the editor. */
const MARGIN = 3;

/**
 * Brings a row into sight, together with the other actors' rows where they fit, and moves nothing where they are in sight
 * already. The end of the text stays at the bottom as long as there is text above to show.
 */
export function reveal(target: editor.ICodeEditor, row: number, others: readonly number[], settled: boolean): void {
  const { height } = target.getLayoutInfo();
  const lineHeight = target.getBottomForLineNumber(1) - target.getTopForLineNumber(1);
  const margin = Math.min(MARGIN * lineHeight, height / 4);
  const { from, to } = rangeOf(target, row, others, height - 2 * margin);
  const end = target.getBottomForLineNumber(target.getModel()?.getLineCount() ?? 1) + lineHeight;
  const seen = target.getScrollTop();
  const above = Math.min(margin, from);
  const below = Math.min(margin, Math.max(0, end - to));
  // An editor that has become higher may show nothing below the text while there is some above.
  const isIdle = settled && seen > Math.max(0, end - height);
  if (from - above >= seen && to + below <= seen + height && !isIdle) return;
  const wanted = Math.max(0, Math.min((from + to - height) / 2, end - height));
  // The eye can follow a row that it sees; to one that is out of sight it is led at once.
  const inSight = to > seen && from < seen + height;
  const { ScrollType } = editor;
  const how = settled || !inSight || movesLess() ? ScrollType.Immediate : ScrollType.Smooth;
  target.setScrollTop(Math.round(wanted), how);
}

/** From the top of the first to the bottom of the last row, those left out that would make it too high. */
function rangeOf(
  target: editor.ICodeEditor,
  row: number,
  others: readonly number[],
  room: number,
): { readonly from: number; readonly to: number } {
  let from = target.getTopForLineNumber(row);
  let to = target.getBottomForLineNumber(row);
  for (const other of others) {
    const wider = Math.min(from, target.getTopForLineNumber(other));
    const lower = Math.max(to, target.getBottomForLineNumber(other));
    if (lower - wider <= room) [from, to] = [wider, lower];
  }
  return { from, to };
}
