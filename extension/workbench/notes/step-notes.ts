import type { Event } from 'vscode';
import type { Note, StepPlace } from '../../review/note';
import type { Notes } from './notes';

/** A note on a step of a replay. */
export interface StepNote {
  readonly id: string;
  readonly at: StepPlace;
  readonly text: string;
}

/** The reader's notes on steps, for whatever shows a replay. They are kept and shared like all notes. */
export class StepNotes {
  readonly onDidChange: Event<void>;

  constructor(private readonly notes: Notes) {
    this.onDidChange = notes.onDidChange;
  }

  /** The notes on the steps of a flow, in the order of the steps. */
  async of(flow: string): Promise<readonly StepNote[]> {
    await this.notes.loaded();
    return this.notes.all
      .flatMap((note) => {
        const step = stepNote(note);
        return step?.at.flow === flow ? [step] : [];
      })
      .sort((left, right) => left.at.step - right.at.step);
  }

  /** Is kept when it is on the disk. */
  async add(at: StepPlace, text: string): Promise<StepNote> {
    const { id } = await this.notes.add({ kind: 'step', at }, text, 'note');
    return { id, at, text };
  }

  /** An empty text takes the note away. */
  async change(id: string, text: string): Promise<void> {
    const note = this.notes.note(id);
    if (note === null) return;
    if (text.trim() === '') await this.notes.remove(note);
    else await this.notes.update({ ...note, text });
  }
}

const stepNote = ({ id, subject, text }: Note): StepNote | null =>
  subject.kind === 'step' ? { id, at: subject.at, text } : null;
