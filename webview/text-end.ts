import { editor } from './monaco';

const PLAIN = /^[\t\x20-\x7e]*$/;

/** Where the text of a line ends, in CSS pixels from its start. Asking Monaco would lay the page out, so it is counted where it can be. */
export function textEnd(target: editor.ICodeEditor, row: number): number {
  const model = target.getModel();
  if (model === null || row > model.getLineCount()) return 0;
  const text = model.getLineContent(row);
  const font = target.getOption(editor.EditorOption.fontInfo);
  if (!font.isMonospace || !PLAIN.test(text)) return Math.ceil(target.getOffsetForColumn(row, text.length + 1));
  const { tabSize } = model.getOptions();
  let columns = 0;
  for (const character of text) columns += character === '\t' ? tabSize - (columns % tabSize) : 1;
  return Math.ceil(columns * font.typicalHalfwidthCharacterWidth);
}

/** How wide a letter of the editor's font is, in CSS pixels. */
export function characterWidth(target: editor.ICodeEditor): number {
  return target.getOption(editor.EditorOption.fontInfo).typicalHalfwidthCharacterWidth;
}
