import { element } from './dom';
import { MarkLayers } from './mark-layers';
import type { Marks } from './marks';
import { codeModel, editor, readingOptions, restingPlace } from './monaco';
import type { SourceDocument } from './protocol';
import { reveal } from './reveal';

/** A plain editor for code that is in no diff: one file of the tree, a model or a flow. */
export class SourcePane {
  readonly element: HTMLElement;
  readonly #editor: editor.IStandaloneCodeEditor;
  readonly #model: editor.ITextModel;
  readonly #layers: MarkLayers;
  readonly #picked: (row: number) => void;
  #revealed: { readonly row: number; readonly others: readonly number[] } | null = null;

  /** `picked` is called for a click beside a row. */
  constructor(source: SourceDocument, picked: (row: number) => void) {
    this.#picked = picked;
    this.element = element('div', { class: 'editor-host' });
    this.#model = codeModel(source.text, 'c');
    this.#editor = editor.create(this.element, {
      ...readingOptions(),
      model: this.#model,
      ariaLabel: `Source of ${source.file}`,
    });
    this.#editor.setPosition(restingPlace(this.#model));
    // In a panel of another size the marked line may be out of sight.
    this.#editor.onDidLayoutChange(() => {
      if (this.#revealed !== null) reveal(this.#editor, this.#revealed.row, this.#revealed.others, true);
    });
    this.#layers = new MarkLayers(this.#editor);
    this.#editor.onMouseDown(({ target }) => {
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

  /** As a click beside the line of the caret. */
  pickCaret(): void {
    const row = this.#editor.getPosition()?.lineNumber;
    if (row !== undefined) this.#picked(row);
  }

  /** To be called when the element has been put into the page. */
  layout(): void {
    this.#editor.layout();
  }

  dispose(): void {
    this.element.remove();
    this.#editor.dispose();
    this.#model.dispose();
  }
}
