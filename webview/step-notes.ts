import { appendVisible } from './visible-text';
import { element, setText } from './dom';
import { icon } from './icons';
import type { Moment } from './moment';
import type { ViewNote } from './protocol';

/** What is typed and not yet saved; it is kept over a reload. */
export interface NoteDraft {
  readonly step: number;
  /** The note that is changed; null for a new one. */
  readonly id: string | null;
  readonly text: string;
}

export interface NoteActions {
  /** Saves a note; one without text is taken away. */
  save(step: number, id: string | null, text: string): void;
  /** Keeps what is typed, null when nothing is. */
  keep(draft: NoteDraft | null): void;
}

/** The reader's notes on the step, and a box to write one in. What is typed stays until it is saved or given up, whatever the step. */
export class StepNotesPart {
  readonly element: HTMLElement;
  readonly #actions: NoteActions;
  readonly #list: HTMLElement;
  readonly #box: HTMLElement;
  readonly #about: HTMLElement;
  readonly #text: HTMLTextAreaElement;
  #draft: NoteDraft | null;
  #shown: { readonly notes: readonly ViewNote[]; readonly step: number } | null = null;

  constructor(actions: NoteActions, draft: NoteDraft | null) {
    this.#actions = actions;
    this.#draft = draft;
    this.#list = element('ul', { class: 'note-list', 'aria-label': 'Notes on this step' });
    this.#about = element('label', { for: 'note-text' });
    this.#text = element('textarea', { id: 'note-text', rows: 2, spellcheck: 'true' });
    this.#text.addEventListener('input', () => {
      if (this.#draft === null) return;
      this.#draft = { ...this.#draft, text: this.#text.value };
      actions.keep(this.#draft);
    });
    this.#text.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#close();
      else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#save();
    });
    const save = element('button', { type: 'button', class: 'text-button' }, 'Save note');
    save.addEventListener('click', () => {
      this.#save();
    });
    const cancel = element('button', { type: 'button', class: 'text-button' }, 'Cancel');
    cancel.addEventListener('click', () => {
      this.#close();
    });
    this.#box = element('div', { class: 'note-box', hidden: true }, this.#about, this.#text, save, cancel);
    this.element = element('div', { class: 'step-notes' }, this.#list, this.#box);
    if (draft !== null) this.#open(draft, false);
  }

  show({ notes, step }: Moment): void {
    if (this.#shown?.notes === notes && this.#shown.step === step) return;
    this.#shown = { notes, step };
    this.#list.replaceChildren(...notes.filter((note) => note.step === step).map((note) => this.#item(note)));
  }

  /** Opens the box for a new note on a step. */
  write(step: number): void {
    this.#open(this.#draft ?? { step, id: null, text: '' }, true);
  }

  #item(note: ViewNote): HTMLLIElement {
    const text = element('span', { class: 'note-text' });
    appendVisible(text, note.text);
    const edit = element(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': 'Change this note', title: 'Change' },
      icon('edit'),
    );
    edit.addEventListener('click', () => {
      if (this.#draft === null) this.#open({ step: note.step ?? 0, id: note.id, text: note.text }, true);
      else this.#text.focus();
    });
    return element('li', {}, icon('note'), text, edit);
  }

  #open(draft: NoteDraft, focus: boolean): void {
    this.#draft = draft;
    this.#box.hidden = false;
    setText(this.#about, `${draft.id === null ? 'Note' : 'Changed note'} on step ${draft.step}`);
    this.#text.value = draft.text;
    this.#actions.keep(draft);
    if (focus) {
      this.#text.focus();
      this.#box.scrollIntoView({ block: 'nearest' });
    }
  }

  #save(): void {
    if (this.#draft === null) return;
    const { step, id, text } = this.#draft;
    if (id !== null || text.trim() !== '') this.#actions.save(step, id, text);
    this.#close();
  }

  #close(): void {
    this.#draft = null;
    this.#box.hidden = true;
    this.#text.value = '';
    this.#actions.keep(null);
  }
}
