import { element } from './dom';
import { MarkedCode } from './marked-code';
import type { Marks } from './marks';
import { codeModel, editor, readingOptions, restingPlace } from './monaco';
import type { SourceDocument } from './protocol';

/** A plain editor for code that is in no diff: one file of the tree, a model or a flow. */
export class SourcePane {
  readonly element: HTMLElement;
  /** At once: there is nothing to wait for. */
  readonly drawn = Promise.resolve();
  readonly #editor: editor.IStandaloneCodeEditor;
  readonly #model: editor.ITextModel;
  readonly #code: MarkedCode;

  /** `picked` is called for a click beside a row. */
  constructor(source: SourceDocument, picked: (row: number) => void) {
    this.element = element('div', { class: 'editor-host' });
    this.#model = codeModel(source.text, 'c');
    this.#editor = editor.create(this.element, {
      ...readingOptions(),
      model: this.#model,
      ariaLabel: `Source of ${source.file}`,
    });
    this.#editor.setPosition(restingPlace(this.#model));
    this.#code = new MarkedCode(this.#editor, picked);
  }

  show(marks: Marks, row: number, led: boolean): void {
    this.#code.show(marks, row, led);
  }

  /** As a click beside the line of the caret. */
  pickCaret(): void {
    this.#code.pickCaret();
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
