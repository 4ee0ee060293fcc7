import type { DiffPane } from './diff-pane';
import { element } from './dom';
import type { Editors } from './editors';
import type { Marks } from './marks';
import type { DiffDocument, SourceDocument } from './protocol';
import type { SourcePane } from './source-pane';

/** So many documents keep their editors: a run goes to and fro between few, and Monaco takes long to open one. */
const KEPT = 6;

/** What the code of a moment is read in. */
export type CodeDocument =
  { readonly kind: 'diff'; readonly diff: DiffDocument } | { readonly kind: 'source'; readonly source: SourceDocument };

interface Open {
  readonly document: DiffDocument | SourceDocument;
  readonly host: HTMLElement;
  readonly pane: DiffPane | SourcePane;
}

/** The editors of the documents that were shown last, each in a place of its own, of which one is seen. */
export class CodeEditors {
  readonly element: HTMLElement;
  readonly #editors: Editors;
  readonly #picked: (row: number) => void;
  /** In the order in which they were last seen. */
  #open: readonly Open[] = [];
  #sideBySide: boolean;

  /** `picked` is called for a click beside a row of the document that is seen. */
  constructor(editors: Editors, sideBySide: boolean, picked: (row: number) => void) {
    this.#editors = editors;
    this.#sideBySide = sideBySide;
    this.#picked = picked;
    this.element = element('div', { class: 'code-stack' });
  }

  /**
   * `led` is for a row that the reader is to be at once led to, and not to be scrolled to.
   *
   * @returns what waits until all of the document is seen
   */
  show(document: CodeDocument, marks: Marks, row: number, led: boolean): Promise<void> {
    const { pane } = this.#see(document);
    pane.show(marks, row, led);
    return pane.drawn;
  }

  /** Runs to the next step on the line of the caret. */
  runToCaret(): void {
    this.#open.at(-1)?.pane.pickCaret();
  }

  set sideBySide(on: boolean) {
    this.#sideBySide = on;
    for (const { pane } of this.#open) if ('sideBySide' in pane) pane.sideBySide = on;
  }

  /** Nothing is seen until the next document is. */
  hide(): void {
    for (const { host } of this.#open) host.hidden = true;
  }

  /** Lets go of the documents of a replay that is no longer shown. */
  forget(): void {
    for (const open of this.#open) close(open);
    this.#open = [];
  }

  #see(wanted: CodeDocument): Open {
    const document = wanted.kind === 'diff' ? wanted.diff : wanted.source;
    const latest = this.#open.at(-1);
    if (latest?.document === document) {
      latest.host.hidden = false;
      return latest;
    }
    this.hide();
    const open = this.#open.find((one) => one.document === document) ?? this.#make(wanted);
    open.host.hidden = false;
    const others = this.#open.filter((one) => one !== open);
    const kept = others.slice(-(KEPT - 1));
    for (const one of others) if (!kept.includes(one)) close(one);
    this.#open = [...kept, open];
    return open;
  }

  #make(wanted: CodeDocument): Open {
    const pane =
      wanted.kind === 'diff'
        ? this.#editors.diff(wanted.diff, this.#sideBySide, this.#picked)
        : this.#editors.source(wanted.source, this.#picked);
    const host = element('div', { class: 'code-host' }, pane.element);
    this.element.append(host);
    pane.layout();
    return { document: wanted.kind === 'diff' ? wanted.diff : wanted.source, host, pane };
  }
}

function close({ host, pane }: Open): void {
  pane.dispose();
  host.remove();
}
