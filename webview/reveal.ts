import { editor } from './monaco';
import { movesLess } from './theme';

/** Rows that are kept between the revealed one and the edge of the editor. */
const MARGIN = 3;

/**
 * Brings a row into sight, to the middle where it was not in sight before. The end of the text stays at the bottom as long
 * as there is text above to show.
 */
export function reveal(target: editor.ICodeEditor, row: number, settled: boolean): void {
  const { height } = target.getLayoutInfo();
  const lineHeight = target.getBottomForLineNumber(1) - target.getTopForLineNumber(1);
  const top = target.getTopForLineNumber(row);
  const seen = top - target.getScrollTop();
  const margin = Math.min(MARGIN * lineHeight, height / 4);
  const inSight = seen >= margin && seen + lineHeight <= height - margin;
  const end = target.getBottomForLineNumber(target.getModel()?.getLineCount() ?? 1) + lineHeight;
  const wanted = Math.max(0, Math.min(top - height / 2, end - height));
  if (inSight || (seen >= 0 && seen + lineHeight <= height && wanted === target.getScrollTop())) return;
  const { ScrollType } = editor;
  target.setScrollTop(wanted, settled || movesLess() ? ScrollType.Immediate : ScrollType.Smooth);
}
