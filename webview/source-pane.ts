import { element } from './dom';
import { Decorated } from './decorated';
import type { Marks } from './marks';
import { editor, readingOptions } from './monaco';
import type { SourceDocument } from './protocol';
import { reveal } from './reveal';

const MODELS_KEPT = 12;

/** A plain editor for code that is in no diff: the tree, models, flows. */
export class SourcePane {
  readonly element: HTMLElement;
  readonly #editor: editor.IStandaloneCodeEditor;
  readonly #models = new Map<string, editor.ITextModel>();
  readonly #decorated: Decorated;
  readonly #picked: (row: number) => void;

  constructor(picked: (row: number) => void) {
    this.#picked = picked;
    this.element = element('div', { class: 'editor-host' });
    this.#editor = editor.create(this.element, { ...readingOptions(), model: null, ariaLabel: 'Source' });
    this.#decorated = new Decorated(this.#editor);
    this.#editor.onMouseDown(({ target }) => {
      const { MouseTargetType } = editor;
      const beside =
        target.type === MouseTargetType.GUTTER_GLYPH_MARGIN || target.type === MouseTargetType.GUTTER_LINE_NUMBERS;
      if (beside && target.position !== null) picked(target.position.lineNumber);
    });
  }

  show(source: SourceDocument, marks: Marks, row: number | null): void {
    const model = this.#model(source);
    if (this.#editor.getModel() !== model) {
      this.#decorated.clear();
      this.#editor.setModel(model);
    }
    this.#decorated.show(marks);
    const others = marks.standing.map((standing) => standing.row);
    if (row !== null) reveal(this.#editor, row, others, false);
  }

  /** As a click beside the line of the caret. */
  pickCaret(): void {
    const row = this.#editor.getPosition()?.lineNumber;
    if (row !== undefined) this.#picked(row);
  }

  /** To be called when the element has been put into the page or shown again. */
  layout(): void {
    this.#editor.layout();
  }

  forget(): void {
    this.#decorated.clear();
    this.#editor.setModel(null);
    for (const model of this.#models.values()) model.dispose();
    this.#models.clear();
  }

  #model(source: SourceDocument): editor.ITextModel {
    const known = this.#models.get(source.file);
    if (known !== undefined) return known;
    const made = editor.createModel(source.text, 'c');
    this.#models.set(source.file, made);
    const [oldest] = this.#models;
    if (this.#models.size > MODELS_KEPT && oldest !== undefined && oldest[1] !== this.#editor.getModel()) {
      oldest[1].dispose();
      this.#models.delete(oldest[0]);
    }
    return made;
  }
}
