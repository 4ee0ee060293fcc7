import { groundDecorations, groundKey, momentDecorations } from './decorations';
import type { Marks } from './marks';
import type { editor } from './monaco';

/** The marks on one editor. What lasts and what belongs to the moment are set apart, because most steps change only the latter. */
export class Decorated {
  readonly #ground: editor.IEditorDecorationsCollection;
  readonly #moment: editor.IEditorDecorationsCollection;
  #key: string | null = null;
  #momentKey: string | null = null;

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
    const momentKey = keyOf(marks);
    if (momentKey === this.#momentKey) return;
    this.#momentKey = momentKey;
    this.#moment.set(momentDecorations(marks));
  }

  /** To be called before another model is shown. */
  clear(): void {
    this.#key = null;
    this.#momentKey = null;
    this.#ground.clear();
    this.#moment.clear();
  }
}

/** Two moments with the same key have the same marks. */
function keyOf({ standing, values, violation }: Marks): string {
  return JSON.stringify([
    standing.map((entry) => [
      entry.row,
      entry.endRow,
      entry.standing.actor.letter,
      entry.standing.current,
      entry.standing.status,
    ]),
    [...values],
    violation,
  ]);
}
