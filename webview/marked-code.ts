import { MarkLayers } from './mark-layers';
import type { Marks } from './marks';
import { editor } from './monaco';
import { reveal } from './reveal';

/** The moment's marks in an editor, the row that they stand at in sight, and clicks beside its rows. */
export class MarkedCode {
  readonly #editor: editor.ICodeEditor;
  readonly #layers: MarkLayers;
  readonly #picked: (row: number) => void;
  #revealed: { readonly row: number; readonly others: readonly number[] } | null = null;

  /** `picked` is called for a click beside a row. */
  constructor(code: editor.ICodeEditor, picked: (row: number) => void) {
    this.#editor = code;
    this.#picked = picked;
    this.#layers = new MarkLayers(code);
    // In a panel of another size the marked line may be out of sight.
    code.onDidLayoutChange(() => {
      this.revealAgain();
    });
    code.onMouseDown(({ target }) => {
      const { MouseTargetType } = editor;
      const beside =
        target.type === MouseTargetType.GUTTER_GLYPH_MARGIN ||
        target.type === MouseTargetType.GUTTER_LINE_NUMBERS ||
        target.type === MouseTargetType.GUTTER_LINE_DECORATIONS;
      if (beside && target.position !== null) picked(target.position.lineNumber);
    });
  }

  show(marks: Marks, row: number, led: boolean): void {
    this.#layers.show(marks);
    const others = marks.standing.map((standing) => standing.row);
    this.#revealed = { row, others };
    reveal(this.#editor, row, others, led);
  }

  /** To be called when rows have come to stand elsewhere. */
  revealAgain(): void {
    if (this.#revealed !== null) reveal(this.#editor, this.#revealed.row, this.#revealed.others, true);
  }

  /** As a click beside the line of the caret. */
  pickCaret(): void {
    const row = this.#editor.getPosition()?.lineNumber;
    if (row !== undefined) this.#picked(row);
  }
}
