import { element } from './dom';
import { Decorated } from './decorated';
import type { Marks } from './marks';
import { editor, readingOptions } from './monaco';
import type { DiffDocument, DiffSide } from './protocol';
import { reveal } from './reveal';

/** Monaco's diff editor on the files of a patch, one at a time, with the moment's marks on the new side. */
export class DiffPane {
  readonly element: HTMLElement;
  readonly #editor: editor.IStandaloneDiffEditor;
  readonly #models = new Map<DiffDocument, editor.IDiffEditorModel>();
  readonly #decorated: Decorated;
  readonly #picked: (row: number) => void;
  #shown: DiffDocument | null = null;
  #revealed: { readonly row: number; readonly others: readonly number[] } | null = null;

  /** `picked` is called for a click beside a row of the new side. */
  constructor(sideBySide: boolean, picked: (row: number) => void) {
    this.#picked = picked;
    this.element = element('div', { class: 'editor-host' });
    this.#editor = editor.createDiffEditor(this.element, {
      ...readingOptions(),
      originalEditable: false,
      renderSideBySide: sideBySide,
      useInlineViewWhenSpaceIsLimited: true,
      renderSideBySideInlineBreakpoint: 640,
      renderMarginRevertIcon: false,
      renderGutterMenu: false,
      renderOverviewRuler: false,
      ignoreTrimWhitespace: false,
      hideUnchangedRegions: { enabled: false },
      diffAlgorithm: 'advanced',
      originalAriaLabel: 'Before the patch',
      modifiedAriaLabel: 'After the patch',
    });
    this.#editor.onDidUpdateDiff(() => {
      if (this.#revealed !== null)
        reveal(this.#editor.getModifiedEditor(), this.#revealed.row, this.#revealed.others, true);
    });
    const modified = this.#editor.getModifiedEditor();
    // In a panel of another size the marked line may be out of sight.
    modified.onDidLayoutChange(() => {
      if (this.#revealed !== null) reveal(modified, this.#revealed.row, this.#revealed.others, true);
    });
    this.#decorated = new Decorated(modified);
    modified.onMouseDown(({ target }) => {
      const { MouseTargetType } = editor;
      const beside =
        target.type === MouseTargetType.GUTTER_GLYPH_MARGIN ||
        target.type === MouseTargetType.GUTTER_LINE_NUMBERS ||
        target.type === MouseTargetType.GUTTER_LINE_DECORATIONS;
      if (beside && target.position !== null) picked(target.position.lineNumber);
    });
  }

  show(diff: DiffDocument, marks: Marks, row: number | null): void {
    if (this.#shown !== diff) this.#open(diff);
    this.#decorated.show(marks);
    if (row === null) return;
    const others = marks.standing.map((standing) => standing.row);
    this.#revealed = { row, others };
    reveal(this.#editor.getModifiedEditor(), row, others, false);
  }

  /** As a click beside the line of the caret. */
  pickCaret(): void {
    const row = this.#editor.getModifiedEditor().getPosition()?.lineNumber;
    if (row !== undefined) this.#picked(row);
  }

  set sideBySide(on: boolean) {
    this.#editor.updateOptions({ renderSideBySide: on });
  }

  /** To be called when the element has been put into the page or shown again. */
  layout(): void {
    this.#editor.layout();
  }

  /** Lets go of the models of a replay that is no longer shown. */
  forget(): void {
    this.#decorated.clear();
    this.#editor.setModel(null);
    for (const { original, modified } of this.#models.values()) {
      original.dispose();
      modified.dispose();
    }
    this.#models.clear();
    this.#shown = null;
  }

  #open(diff: DiffDocument): void {
    let model = this.#models.get(diff);
    if (model === undefined) {
      model = {
        original: editor.createModel(diff.old.text, diff.language),
        modified: editor.createModel(diff.new.text, diff.language),
      };
      this.#models.set(diff, model);
    }
    this.#decorated.clear();
    this.#editor.setModel(model);
    this.#editor.getOriginalEditor().updateOptions(numbering(diff.old));
    this.#editor.getModifiedEditor().updateOptions(numbering(diff.new));
    this.#shown = diff;
  }
}

/** Rows show the numbers of the file, as the hunks give them. */
function numbering(side: DiffSide): editor.IEditorOptions {
  const widest = Math.max(0, ...side.lineNumbers);
  return {
    lineNumbers: (row) => {
      const line = side.lineNumbers[row - 1] ?? 0;
      return line === 0 ? '' : String(line);
    },
    lineNumbersMinChars: Math.max(3, String(widest).length + 1),
  };
}
