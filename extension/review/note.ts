import type { MessageId } from '../ground/brand';
import type { Side } from '../patch/patch';

/**
 * Where a note is: on a line, a file or the whole of a posted mail, a patch among them. The numbers are those of
 * comments (comment.ts).
 */
export interface NotePlace {
  readonly patch: MessageId;
  readonly file: string | null;
  readonly side: Side | null;
  readonly line: number | null;
}

/** A hunk, counted from 1 in its file of the patch. */
export interface HunkPlace {
  readonly patch: MessageId;
  readonly file: string;
  readonly hunk: number;
}

/** A step of a replay. The hash tells whether a later run of the flow still comes through the same state. */
export interface StepPlace {
  /** The id of the flow. */
  readonly flow: string;
  /** Counted from 1, as the replay view does. */
  readonly step: number;
  readonly actor: string;
  /** What the step executes, as the replay names it. */
  readonly statement: string;
  readonly stateHash: string | null;
  /** The line of a patch that the step stands on, if it stands on one. */
  readonly on: NotePlace | null;
}

export type NoteSubject =
  | { readonly kind: 'place'; readonly on: NotePlace }
  | { readonly kind: 'hunk'; readonly on: HunkPlace }
  | { readonly kind: 'step'; readonly at: StepPlace }
  /** The comment that is answered, by its id. */
  | { readonly kind: 'answer'; readonly to: string };

/** A note is the reader's own; a reply waits to be sent. */
export type Purpose = 'note' | 'reply';

/** What the reader writes for himself, or means to send: on a place of a mail, or in answer to a comment. */
export interface Note {
  readonly id: string;
  /** How often it was saved; 0 before the first time. A writer names the one that he changed. */
  readonly revision: number;
  readonly subject: NoteSubject;
  readonly purpose: Purpose;
  /** The mail that says it was sent. */
  readonly sent: boolean;
  readonly resolved: boolean;
  readonly text: string;
}

/** Whether a place was mended in a later revision of the series: the reader's word, which outweighs the guess. */
export type Verdict = 'yes' | 'no';

/** What the reader decided about a conversation. */
export interface Mark {
  /** The id of its first comment. */
  readonly conversation: string;
  readonly revision: number;
  readonly resolved: boolean;
  /** By the id of the later revision. */
  readonly addressed: Readonly<Record<string, Verdict>>;
}

/** The notes on one series, or on one flow. */
export interface Notebook {
  /** What it is about, for people who open the file. */
  readonly title: string;
  readonly notes: readonly Note[];
  readonly marks: readonly Mark[];
}

export const EMPTY_NOTEBOOK: Notebook = { title: '', notes: [], marks: [] };
