import { groundDecorations, groundKey, momentDecorations } from './decorations';
import type { Marks } from './marks';
import type { editor } from './monaco';

/** The marks on one editor. What lasts and what belongs to the moment are set apart, because most steps change only the latter. */
export class Decorated {
  readonly #ground: editor.IEditorDecorationsCollection;
  readonly #moment: editor.IEditorDecorationsCollection;
  #key: string | null = null;

  constructor(target: editor.ICodeEditor) {
    this.#ground = target.createDecorationsCollection();
    this.#moment = target.createDecorationsCollection();
  }

  show(marks: Marks): void {
    const key = groundKey(marks);
    if (key !== this.#key) {
      this.#key = key;
      this.#ground.set(groundDecorations(marks));
    }
    this.#moment.set(momentDecorations(marks));
  }

  /** To be called before another model is shown. */
  clear(): void {
    this.#key = null;
    this.#ground.clear();
    this.#moment.clear();
  }
}
