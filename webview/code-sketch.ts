import type { CodeDocument } from './code-editors';
import { element } from './dom';
import type { Marks } from './marks';
import type { DiffDocument } from './protocol';
import { unifiedRows, type UnifiedRow } from './unified-rows';
import { appendVisible } from './visible-text';

/** So many rows are sketched: as many as a high screen holds. */
const ROWS = 60;

/**
 * The code around a row as plain text: what the reader sees while the editor, which is far larger than all the rest, is
 * still coming, and all there is where it does not come.
 */
export class CodeSketch {
  readonly #rows = element('div', { class: 'sketch-rows' });
  readonly element = element(
    'div',
    { class: 'code-sketch', role: 'group', 'aria-label': 'Code around the step' },
    this.#rows,
  );

  show(document: CodeDocument, marks: Marks, row: number): void {
    this.element.hidden = false;
    const { rows, at } = around(document, row);
    this.#rows.replaceChildren(...rows.map((one) => rowElement(one, marks)));
    // Where that is in the pane is the style sheet's, for asking how high the pane is would lay the page out before it is done.
    this.#rows.style.setProperty('--at', String(at));
    this.#rows.style.setProperty('--rows', String(rows.length));
  }

  /** Nothing is seen until the next document is. */
  hide(): void {
    this.element.hidden = true;
  }
}

const unified = new WeakMap<DiffDocument, readonly UnifiedRow[]>();

/** The rows around one, and where it is among them. */
function around(document: CodeDocument, row: number): { readonly rows: readonly UnifiedRow[]; readonly at: number } {
  const all = document.kind === 'diff' ? rowsOf(document.diff) : lineRows(document.source.text, row + ROWS);
  const at = Math.max(
    0,
    all.findIndex((one) => one.row === row),
  );
  const from = Math.max(0, Math.min(at - ROWS / 2, all.length - ROWS));
  return { rows: all.slice(from, from + ROWS), at: at - from };
}

function rowsOf(diff: DiffDocument): readonly UnifiedRow[] {
  const rows = unified.get(diff) ?? unifiedRows(diff);
  unified.set(diff, rows);
  return rows;
}

/** The lines of a text as rows, the first so many. */
function lineRows(text: string, count: number): readonly UnifiedRow[] {
  return text.split('\n', count).map((line, at) => ({ sign: ' ', row: at + 1, line: at + 1, text: line }));
}

function rowElement({ sign, row, line, text }: UnifiedRow, marks: Marks): HTMLElement {
  const here = row === null ? [] : marks.standing.filter((one) => one.row <= row && row <= one.endRow);
  const standing = here.find((one) => one.standing.current) ?? here[0];
  const broken = row !== null && marks.violation?.row === row ? marks.violation : null;
  const value = broken === null ? (marks.values.get(row ?? 0) ?? '') : `✖ ${broken.rule}: ${broken.message}`;
  const { actor, current } = standing?.standing ?? {};
  const letter = standing?.row === row ? (actor?.letter ?? '') : '';
  const look = [
    sign === '+' ? 'line-insert' : sign === '-' ? 'line-delete' : line === 0 ? 'gap-line' : '',
    actor === undefined ? '' : `standing ${actor.look} ${current === true ? 'current' : 'other'}`,
    broken === null ? '' : 'violating',
  ];
  const made = element(
    'div',
    { class: `sketch-row ${look.filter((one) => one !== '').join(' ')}` },
    element('span', { class: 'gutter' }, `${letter.padEnd(2)}${(line === 0 ? '' : String(line)).padStart(5)} ${sign} `),
  );
  appendVisible(made, text);
  if (value !== '') {
    const told = element('span', { class: broken === null ? 'inline-value' : 'inline-violation' });
    appendVisible(told, value);
    made.append(told);
  }
  return made;
}
