import { Coverage } from './coverage';
import { element } from './dom';
import { MarkElements, type MarkLook } from './mark-elements';
import type { Marks } from './marks';
import { editor } from './monaco';
import { characterWidth, textEnd } from './text-end';

/** Columns between a line's end and its value; the style sheet says the same. */
const VALUE_INDENT = 3;
const VALUE_LENGTH = 120;
/** The share of the text's width that a value has at the right where its line is too long to stand behind it. */
const VALUE_SHARE = 0.3;
/** Characters below which what lies over the end of a line would hide more than it says. */
const LEAST_OVER = 12;
/** Where a document is higher than this, in pixels, Monaco moves the origin of its layers as it scrolls. */
const ORIGIN_STAYS_BELOW = 500_000;

/**
 * What a moment shows on one editor, in layers of our own between Monaco's: tints below the text, letters and coverage in
 * the margin, values behind the lines, ticks beside the scrollbar. Monaco's decorations would do the same and make it draw
 * itself at every step; here what changed is moved, and the layers scroll with the text by themselves.
 */
export class MarkLayers {
  readonly #editor: editor.ICodeEditor;
  readonly #gaps: editor.IEditorDecorationsCollection;
  readonly #layers = { lines: layer('lines'), margin: layer('margin'), values: layer('values'), ruler: layer('ruler') };
  readonly #lines = new MarkElements(this.#layers.lines);
  readonly #coverage: Coverage;
  readonly #glyphs = new MarkElements(this.#layers.margin);
  readonly #values = new MarkElements(this.#layers.values);
  readonly #ticks = new MarkElements(this.#layers.ruler);
  #marks: Marks | null = null;
  #gapRows: readonly number[] | null = null;
  #origin = 0;

  constructor(target: editor.ICodeEditor) {
    this.#editor = target;
    this.#gaps = target.createDecorationsCollection();
    this.#coverage = new Coverage(this.#layers.margin);
    target.onDidChangeModel(() => {
      this.#attach();
    });
    const place = (): void => {
      this.#place();
    };
    target.onDidLayoutChange(place);
    // Lines of the old side that come in between the others move those below.
    target.onDidContentSizeChange(place);
    target.onDidScrollChange(() => {
      if (target.getScrollHeight() > ORIGIN_STAYS_BELOW) requestAnimationFrame(place);
    });
    this.#attach();
  }

  show(marks: Marks): void {
    this.#marks = marks;
    if (marks.gaps !== this.#gapRows) {
      this.#gapRows = marks.gaps;
      this.#gaps.set(marks.gaps.map(gap));
    }
    this.#coverage.show(marks, (row) => this.#top(row));
    this.#draw(marks);
  }

  /** To be called before another model is shown. */
  clear(): void {
    this.#marks = null;
    this.#gapRows = null;
    this.#gaps.clear();
    this.#coverage.clear();
    for (const elements of [this.#lines, this.#glyphs, this.#values, this.#ticks]) elements.fill([]);
  }

  /** Monaco makes its elements anew for every model. */
  #attach(): void {
    const dom = this.#editor.getContainerDomNode();
    const [text, margin, guard] = ['.lines-content', '.margin', '.overflow-guard'].map((name) =>
      dom.querySelector(name),
    );
    if (!text || !margin || !guard) return;
    const { lines, values, ruler } = this.#layers;
    const overlays = text.querySelector('.view-overlays');
    if (overlays === null) text.prepend(lines);
    else overlays.after(lines);
    text.append(values);
    margin.append(this.#layers.margin);
    guard.append(ruler);
    this.#place();
  }

  #place(): void {
    const { contentWidth, glyphMarginLeft, glyphMarginWidth, decorationsLeft, verticalScrollbarWidth } =
      this.#editor.getLayoutInfo();
    const { lines, margin, values, ruler } = this.#layers;
    lines.style.setProperty('--width', `${Math.max(contentWidth, this.#editor.getScrollWidth())}px`);
    margin.style.setProperty('--glyph-left', `${glyphMarginLeft}px`);
    margin.style.setProperty('--glyph-width', `${glyphMarginWidth}px`);
    margin.style.setProperty('--coverage-left', `${decorationsLeft}px`);
    const lineHeight = `${this.#editor.getOption(editor.EditorOption.lineHeight)}px`;
    for (const one of [lines, margin, values]) one.style.setProperty('--line-height', lineHeight);
    ruler.style.setProperty('--width', `${verticalScrollbarWidth}px`);
    this.#origin = this.#readOrigin();
    if (this.#marks === null) return;
    this.#coverage.place((row) => this.#top(row));
    this.#draw(this.#marks);
  }

  #draw({ standing, values, violation }: Marks): void {
    const rows = this.#editor.getModel()?.getLineCount() ?? 0;
    const here = standing.filter(({ row }) => row <= rows);
    const strength = ({ current, status }: (typeof here)[number]['standing']): string =>
      `${current ? 'current' : 'other'}${status === 'waiting' ? ' waits' : ''}`;
    this.#lines.fill([
      // The one that runs comes last, over the others.
      ...here.toReversed().map(({ row, endRow, standing: one }): MarkLook => ({
        look: `actor-line ${one.actor.look} ${strength(one)}`,
        top: this.#top(row),
        height: this.#editor.getBottomForLineNumber(Math.max(row, endRow)) - this.#editor.getTopForLineNumber(row),
      })),
      ...(violation === null ? [] : [{ look: 'violation-line', top: this.#top(violation.row) }]),
    ]);
    const lettered = new Set<number>();
    this.#glyphs.fill(
      // One letter a row, so that the margin keeps its width; who else is there is said at the line's end.
      here.flatMap(({ row, standing: one }) => {
        if (lettered.has(row)) return [];
        lettered.add(row);
        const { letter, look } = one.actor;
        return [{ look: `actor-glyph ${look} letter-${letter} ${strength(one)}`, top: this.#top(row), text: letter }];
      }),
    );
    const told = [...values].map(([row, text]) => ({
      look: `inline-value${lettered.has(row) ? ' here' : ''}`,
      row,
      text,
    }));
    if (violation !== null)
      told.push({
        look: 'inline-violation',
        row: violation.row,
        text: `✖ ${violation.rule}: ${violation.message}`,
      });
    this.#values.fill(
      told.filter(({ row }) => row <= rows).flatMap(({ look, row, text }) => this.#value(look, row, text) ?? []),
    );
    const { height } = this.#editor.getLayoutInfo();
    const scale = Math.min(1, height / Math.max(1, this.#editor.getScrollHeight()));
    this.#ticks.fill(
      here.map(({ row, standing: one }) => ({
        look: `actor-tick ${one.actor.look} ${strength(one)}`,
        top: Math.round(this.#editor.getTopForLineNumber(row) * scale),
      })),
    );
  }

  /** Behind the text of its line, or over its end where that is nearly out of sight; null where there is no room for either. */
  #value(look: string, row: number, text: string): MarkLook | null {
    const { contentWidth, verticalScrollbarWidth } = this.#editor.getLayoutInfo();
    const room = contentWidth - verticalScrollbarWidth;
    const end = textEnd(this.#editor, row);
    const latest = Math.round(room * (1 - VALUE_SHARE));
    const left = Math.min(end, latest);
    const length = Math.floor((room - left) / characterWidth(this.#editor)) - VALUE_INDENT;
    if (end > latest && length < Math.min(LEAST_OVER, text.length)) return null;
    return {
      look: end > latest ? `${look} over` : look,
      top: this.#top(row),
      left,
      text: shorten(text, length),
    };
  }

  #top(row: number): number {
    return this.#editor.getTopForLineNumber(row) - this.#origin;
  }

  /** How far Monaco has moved the origin of its layers, which it does in documents of enormous height alone. */
  #readOrigin(): number {
    const { parentElement } = this.#layers.lines;
    if (parentElement === null || this.#editor.getScrollHeight() <= ORIGIN_STAYS_BELOW) return 0;
    return Math.round(this.#editor.getScrollTop() + Number.parseFloat(parentElement.style.top || '0'));
  }
}

function layer(name: string): HTMLElement {
  return element('div', { class: `marks marks-${name}`, 'aria-hidden': 'true' });
}

function gap(row: number): editor.IModelDeltaDecoration {
  return {
    range: { startLineNumber: row, startColumn: 1, endLineNumber: row, endColumn: 1 },
    options: { isWholeLine: true, className: 'gap-line' },
  };
}

/** To what there is room for: a box that clips its text would be one more clip for every frame to sort out. */
function shorten(text: string, room: number): string {
  const length = Math.max(1, Math.min(room, VALUE_LENGTH));
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
