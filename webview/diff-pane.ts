import { element } from './dom';
import { MarkedCode } from './marked-code';
import type { Marks } from './marks';
import { codeModel, editor, readingOptions, restingPlace } from './monaco';
import type { DiffDocument, DiffSide } from './protocol';

/** Monaco's diff editor on one file of a patch, with the moment's marks on the new side. */
export class DiffPane {
  readonly element: HTMLElement;
  /** What the patch changes is marked, as far as Monaco's worker finds it. */
  readonly drawn: Promise<void>;
  readonly #editor: editor.IStandaloneDiffEditor;
  readonly #model: editor.IDiffEditorModel;
  readonly #code: MarkedCode;

  /** `picked` is called for a click beside a row of the new side. */
  constructor(diff: DiffDocument, sideBySide: boolean, picked: (row: number) => void) {
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
      originalAriaLabel: `${diff.path} before the patch`,
      modifiedAriaLabel: `${diff.path} after the patch`,
    });
    const modified = this.#editor.getModifiedEditor();
    this.#model = {
      original: codeModel(diff.old.text, diff.language),
      modified: codeModel(diff.new.text, diff.language),
    };
    this.#editor.setModel(this.#model);
    this.#editor.getOriginalEditor().setPosition(restingPlace(this.#model.original));
    modified.setPosition(restingPlace(this.#model.modified));
    this.#editor.getOriginalEditor().updateOptions(numbering(diff.old));
    modified.updateOptions(numbering(diff.new));
    this.#code = new MarkedCode(modified, picked);
    this.drawn = new Promise((resolve) => {
      this.#editor.onDidUpdateDiff(() => {
        this.#code.revealAgain();
        // The rows that the difference colours are drawn in the frame after this.
        requestAnimationFrame(() => {
          resolve();
        });
      });
    });
  }

  show(marks: Marks, row: number, led: boolean): void {
    this.#code.show(marks, row, led);
  }

  /** As a click beside the line of the caret. */
  pickCaret(): void {
    this.#code.pickCaret();
  }

  set sideBySide(on: boolean) {
    this.#editor.updateOptions({ renderSideBySide: on });
  }

  /** To be called when the element has been put into the page. */
  layout(): void {
    this.#editor.layout();
  }

  dispose(): void {
    this.element.remove();
    this.#editor.dispose();
    this.#model.original.dispose();
    this.#model.modified.dispose();
  }
}

/** Rows show the numbers of the file, as the hunks give them. */
function numbering(side: DiffSide): editor.IEditorOptions {
  const widest = side.lineNumbers.reduce((most, line) => Math.max(most, line), 0);
  return {
    lineNumbers: (row) => {
      const line = side.lineNumbers[row - 1] ?? 0;
      return line === 0 ? '' : String(line);
    },
    lineNumbersMinChars: Math.max(3, String(widest).length + 1),
  };
}
