import type { Standing } from './actors';
import { CodeEditors, type CodeDocument } from './code-editors';
import { CodeSketch } from './code-sketch';
import { element, setText } from './dom';
import type { Editors } from './editors';
import { icon } from './icons';
import { inlineValues } from './inline-values';
import { standingWords, stepWords, type Marks } from './marks';
import type { Moment, Pane, Replay } from './moment';
import { type CodeLine, isGap } from './places';
import type { DiffDocument, SourceDocument, StepPlace } from './protocol';

/** What the code shows: a row of a diff, or a line of a whole file. */
type Shown =
  | { readonly kind: 'diff'; readonly diff: number; readonly row: number }
  | { readonly kind: 'source'; readonly file: string; readonly row: number };

/** A document of which the code is seen. */
interface Seen {
  readonly document: CodeDocument;
  readonly path: string;
  readonly text: readonly string[];
  readonly known: Pick<Marks, 'executed' | 'gaps' | 'statements'>;
  /** That the reader is led to. */
  readonly row: number;
  /** The row at which a place stands in it. */
  readonly rowOf: (place: CodeLine) => number | null;
}

/** What the pane asks of the page around it. */
export interface CodeActions {
  source(file: string): Promise<SourceDocument>;
  /** Runs to the next step on this line of code. */
  runTo(accepts: (place: StepPlace) => boolean, line: string): void;
  openStep(): void;
  arrange(sideBySide: boolean): void;
}

/**
 * The code of the moment: the patch's diff where the running actor stands in one, else the whole file it stands in. Chips
 * above say where each actor is, and show that place without moving in time.
 */
export class CodePane implements Pane {
  readonly element: HTMLElement;
  readonly #actions: CodeActions;
  readonly #chips: HTMLElement;
  readonly #path: HTMLElement;
  readonly #origin: HTMLElement;
  readonly #patch: HTMLElement;
  readonly #note: HTMLElement;
  readonly #split: HTMLButtonElement;
  readonly #place: HTMLElement;
  /** Of this replay; what comes for the one before is kept with that one's. */
  #sources = new Map<string, SourceDocument | 'coming' | Error>();
  #editors: CodeEditors | null = null;
  /** Seen until an editor shows its document; null from then on. */
  #sketch: CodeSketch | null;
  /** Null while there is nothing to see, or what there is cannot be shown. */
  #seen: Seen | null = null;
  /** What the sketch is to give way to. */
  #awaited: Promise<void> | null = null;
  #replay: Replay | null = null;
  #moment: Moment | null = null;
  /** Chosen by a chip; the next step goes back to the running actor. */
  #looked: { readonly actor: number; readonly step: number } | null = null;
  #sideBySide: boolean;
  /** The reader has jumped, and nothing between is to be gone past. */
  #led = true;

  constructor(actions: CodeActions, sideBySide: boolean) {
    this.#actions = actions;
    this.#sideBySide = sideBySide;
    this.#chips = element('div', { class: 'chips', role: 'group', 'aria-label': 'Where each actor stands' });
    this.#path = element('span', { class: 'path' });
    this.#origin = element('span', { class: 'origin' });
    this.#patch = element('span', { class: 'patch' });
    this.#note = element('p', { class: 'pane-note', role: 'status', hidden: true });
    this.#split = element(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        title: 'Old and new side by side',
        'aria-label': 'Old and new side by side',
        'aria-pressed': String(sideBySide),
      },
      icon('columns'),
    );
    this.#split.addEventListener('click', () => {
      this.#toggleSplit();
    });
    const open = element(
      'button',
      { type: 'button', class: 'icon-button', title: 'Open this place in the editor', 'aria-label': 'Open in editor' },
      icon('open'),
    );
    open.addEventListener('click', () => {
      actions.openStep();
    });
    const sketch = new CodeSketch();
    this.#sketch = sketch;
    this.#place = element('div', { class: 'code-stack' }, sketch.element);
    this.element = element(
      'section',
      { class: 'code-pane', 'aria-label': 'Code' },
      this.#chips,
      element('div', { class: 'code-title' }, this.#origin, this.#path, this.#patch, this.#split, open),
      this.#note,
      this.#place,
    );
  }

  setEditors(editors: Editors): void {
    this.#editors = new CodeEditors(editors, this.#sideBySide, (row) => {
      this.#picked(row);
    });
    this.#place.prepend(this.#editors.element);
  }

  /** Runs to the next step on the line of the caret, in the editor that is seen. */
  runToCaret(): void {
    this.#editors?.runToCaret();
  }

  show(moment: Moment): void {
    if (this.#replay !== moment.replay) this.#forget(moment.replay);
    this.#led =
      this.#moment === null ||
      Math.abs(moment.rows.rowOf(moment.step) - this.#moment.rows.rowOf(this.#moment.step)) > 1;
    this.#moment = moment;
    if (this.#looked !== null && this.#looked.step !== moment.step) this.#looked = null;
    this.#showChips(moment);
    const shown = this.#wanted(moment);
    if (shown === null) return;
    if (shown.kind === 'diff') this.#showDiff(moment, shown.diff, shown.row);
    else this.#showSource(moment, shown.file, shown.row);
  }

  #wanted({ replay, standings, current }: Moment): Shown | null {
    const step = standings.find(({ actor }) => actor.index === this.#looked?.actor)?.step ?? current;
    if (step === null) return firstHunk(replay);
    const place = replay.places.of(step);
    if (place !== null) return { kind: 'diff', ...place };
    return step.file === '' ? null : { kind: 'source', file: step.file, row: step.line };
  }

  #showDiff(moment: Moment, at: number, row: number): void {
    const { places, model, steps } = moment.replay;
    const diff = model.diffs[at];
    if (diff === undefined) return;
    this.#title(diff.path, 'series', diff.patchSubject);
    this.#split.hidden = false;
    this.#draw(moment, {
      document: { kind: 'diff', diff },
      path: diff.path,
      text: linesOf(diff.new),
      known: { executed: places.executed(at, steps.outline), ...groundOf(diff) },
      rowOf: (line) => {
        const place = places.of(line);
        return place?.diff === at ? place.row : null;
      },
      row,
    });
  }

  #showSource(moment: Moment, file: string, row: number): void {
    const source = this.#sources.get(file);
    if (source === undefined) {
      this.#sources.set(file, 'coming');
      void this.#fetch(file);
    }
    if (source === undefined || source === 'coming') {
      this.#wait(moment, file);
      return;
    }
    this.#split.hidden = true;
    if (source instanceof Error) {
      this.#title(file, moment.current?.origin ?? '', '');
      this.#say(`${file} cannot be shown: ${source.message}`);
      this.#hide();
      return;
    }
    this.#title(file, source.origin, '');
    this.#draw(moment, {
      document: { kind: 'source', source },
      path: file,
      text: linesOf(source),
      known: { executed: moment.replay.places.executedIn(file, moment.replay.steps.outline), ...NO_GROUND },
      rowOf: (at) => (at.file === file && at.line > 0 ? at.line : null),
      row,
    });
  }

  /** What is seen stays until the source comes, with what this moment has to say of it. */
  #wait(moment: Moment, file: string): void {
    this.#place.ariaBusy = 'true';
    if (this.#seen === null) this.#title(file, '', '');
    else this.#paint(this.#seen, marksOn(this.#seen, moment));
  }

  #draw(moment: Moment, seen: Seen): void {
    this.#place.ariaBusy = 'false';
    this.#seen = seen;
    this.#paint(seen, marksOn(seen, moment));
  }

  #paint({ document, row }: Seen, marks: Marks): void {
    this.#sketch?.show(document, marks, row);
    const drawn = this.#editors?.show(document, marks, row, this.#led);
    if (drawn !== undefined && this.#sketch !== null && drawn !== this.#awaited) void this.#giveWay(drawn);
  }

  /** Takes the sketch away once the editor of what is to be seen shows it. */
  async #giveWay(drawn: Promise<void>): Promise<void> {
    this.#awaited = drawn;
    await drawn;
    if (this.#awaited !== drawn) return;
    this.#awaited = null;
    this.#sketch?.element.remove();
    this.#sketch = null;
    performance.mark('editor-painted');
  }

  /** Nothing is seen until something can be shown again. */
  #hide(): void {
    this.#place.ariaBusy = 'false';
    this.#seen = null;
    this.#awaited = null;
    this.#sketch?.hide();
    this.#editors?.hide();
  }

  async #fetch(file: string): Promise<void> {
    const sources = this.#sources;
    try {
      sources.set(file, await this.#actions.source(file));
    } catch (error) {
      sources.set(file, error instanceof Error ? error : new Error(String(error)));
    }
    if (this.#moment !== null) this.show(this.#moment);
  }

  #picked(row: number): void {
    if (this.#seen === null) return;
    const { path, rowOf } = this.#seen;
    this.#actions.runTo((place) => place.file === path && rowOf(place) === row, `${path}, row ${row}`);
  }

  #showChips(moment: Moment): void {
    // Whoever has steps in this run keeps a place, so that the code below never moves.
    const chips = moment.standings.filter(({ actor }) => moment.rows.nextOf(actor.index, 0) !== null);
    while (this.#chips.childElementCount > chips.length) this.#chips.lastElementChild?.remove();
    for (const [at, standing] of chips.entries()) {
      const chip = this.#chips.children[at] ?? this.#chips.appendChild(this.#makeChip());
      fillChip(chip, standing, this.#looked?.actor === standing.actor.index);
    }
  }

  #makeChip(): HTMLElement {
    const chip = element(
      'button',
      { type: 'button', class: 'chip' },
      element('span', { class: 'actor-badge', 'aria-hidden': 'true' }),
      element('span', { class: 'chip-name' }),
      element('span', { class: 'chip-place' }),
    );
    chip.addEventListener('click', () => {
      if (this.#moment === null || chip.ariaDisabled === 'true') return;
      this.#looked = { actor: Number(chip.dataset['actor']), step: this.#moment.step };
      this.show(this.#moment);
    });
    return chip;
  }

  #title(path: string, origin: string, patch: string): void {
    setText(this.#path, path);
    this.#path.title = path;
    setText(this.#origin, origin);
    this.#origin.className = `origin origin-${origin}`;
    setText(this.#patch, patch);
    this.#patch.title = patch;
    this.#say('');
  }

  #say(text: string): void {
    setText(this.#note, text);
    this.#note.hidden = text === '';
  }

  #toggleSplit(): void {
    this.#sideBySide = !this.#sideBySide;
    this.#split.setAttribute('aria-pressed', String(this.#sideBySide));
    if (this.#editors !== null) this.#editors.sideBySide = this.#sideBySide;
    this.#actions.arrange(this.#sideBySide);
  }

  #forget(replay: Replay): void {
    this.#replay = replay;
    this.#looked = null;
    this.#sources = new Map();
    this.#hide();
    this.#editors?.forget();
  }
}

/** What the moment has to say of a document. */
function marksOn({ text, known, rowOf }: Seen, moment: Moment): Marks {
  const values = new Map(inlineValues(moment, rowOf, text));
  const standing: { row: number; endRow: number; standing: Standing }[] = [];
  for (const entry of moment.standings) {
    if (entry.step === null || entry.status === 'ended') continue;
    const own = rowOf(entry.step);
    const row = own ?? callerRow(moment, entry, rowOf);
    if (row === null || row > text.length) continue;
    const height = own === null ? 0 : Math.max(0, entry.step.endLine - entry.step.line);
    standing.push({ row, endRow: Math.min(row + height, text.length), standing: entry });
    const words =
      entry.current && own !== null
        ? stepWords(moment.detail?.result ?? null, moment.changed ?? [])
        : standingWords(entry, own === null);
    if (words !== '') values.set(row, [words, values.get(row) ?? ''].filter((part) => part !== '').join('   '));
  }
  const { model } = moment.replay;
  const broken = moment.step === model.violationStep && moment.current !== null ? rowOf(moment.current) : null;
  // The message has the line to itself.
  if (broken !== null) values.delete(broken);
  return {
    ...known,
    standing: standing.sort((left, right) => Number(right.standing.current) - Number(left.standing.current)),
    values,
    violation: broken === null ? null : { row: broken, rule: model.rule ?? 'violation', message: model.message },
    step: moment.step,
  };
}

/** The innermost call of the actor that was made in this document, where the actor itself has gone on into another. */
function callerRow({ state }: Moment, { actor }: Standing, rowOf: (line: CodeLine) => number | null): number | null {
  const frames = state?.stacks.find((stack) => stack.actor === actor.index)?.frames ?? [];
  for (const frame of frames) {
    const row = rowOf(frame);
    if (row !== null) return row;
  }
  return null;
}

function fillChip(chip: Element, { actor, step, status, current }: Standing, looked: boolean): void {
  if (!(chip instanceof HTMLElement)) return;
  const [badge, name, place] = chip.children;
  if (badge === undefined || name === undefined || place === undefined) return;
  const stands = step !== null && status !== 'ended';
  chip.dataset['actor'] = String(actor.index);
  chip.className = `chip ${actor.look}${current ? ' current' : ''}${looked ? ' looked' : ''}${stands ? '' : ' absent'}`;
  chip.ariaDisabled = String(!stands);
  badge.className = `actor-badge ${actor.look}`;
  setText(badge, actor.letter);
  setText(name, actor.name);
  setText(place, stands ? `${step.function}:${step.line}${status === 'waiting' ? ' waits' : ''}` : status);
  chip.title = stands
    ? `${actor.name} is in ${step.function}, ${step.file}:${step.line}. Show that place.`
    : `${actor.name}: ${status}`;
}

const NO_GROUND: Pick<Marks, 'gaps' | 'statements'> = { gaps: [], statements: [] };
const lines = new WeakMap<{ readonly text: string }, readonly string[]>();
const grounds = new WeakMap<DiffDocument, Pick<Marks, 'gaps' | 'statements'>>();

/** The lines of a text, which is split once. */
function linesOf(document: { readonly text: string }): readonly string[] {
  let known = lines.get(document);
  if (known === undefined) lines.set(document, (known = document.text.split('\n')));
  return known;
}

/** What a diff shows at every moment, worked out once. */
function groundOf(diff: DiffDocument): Pick<Marks, 'gaps' | 'statements'> {
  let known = grounds.get(diff);
  if (known === undefined) {
    const gaps = diff.new.lineNumbers.flatMap((_line, at) => (isGap(diff.new, at + 1) ? [at + 1] : []));
    grounds.set(diff, (known = { gaps, statements: diff.new.statements ?? [] }));
  }
  return known;
}

function firstHunk(replay: Replay): Shown | null {
  const row = replay.model.diffs[0]?.new.lineNumbers.findIndex((line) => line > 0) ?? -1;
  return row < 0 ? null : { kind: 'diff', diff: 0, row: row + 1 };
}
