import type { TreeItem, Uri } from 'vscode';
import type { NoteSubject, Purpose } from '../review/note';
import type { Archive } from '../series/series';
import type { ShownThread } from './conversations/review-comments';
import type { StepNotes } from './notes/step-notes';

/** What activate() gives to other extensions, and to the tests: what is open, and how the views show it. */
export interface KapiReplay {
  /** Opens mailboxes, mails, patches or folders of mail. True where at least one could be read. */
  open(uris: readonly Uri[]): Promise<boolean>;
  /** What could not be opened when it was asked for last, by URI, and what the reader was told of it. */
  readonly unread: ReadonlyMap<string, string>;
  /** What is open, sorted into series. */
  readonly archive: Archive;
  /** The rows of a view, unfolded. */
  rows(view: ViewName | 'tours'): Promise<readonly Row[]>;
  /** The words above a view's rows, empty where there are none. */
  message(view: ViewName): string;
  /** Files selected in the Series view: the Message-ID of the patch, and the path. */
  selected(view: 'series'): readonly string[];
  /** What the editor hands over that was clicked elsewhere: a link to a moment. */
  handleUri(uri: Uri): Promise<void>;
  /** The conversations of what is open, as they are shown on diffs and messages. */
  conversations(): Promise<readonly ShownThread[]>;
  /** Notes on steps of replays. */
  readonly notes: StepNotes;
  /** Writes a note, or an answer that waits to be sent. Kept when it is on the disk. */
  addNote(subject: NoteSubject, text: string, purpose: Purpose): Promise<void>;
  /** Commands that ran since the extension was activated, and whether they ended well the last time. */
  readonly commands: ReadonlyMap<string, 'fine' | 'failed'>;
  /** Where the tour that is played stands, or null. */
  readonly tour: TourPosition | null;
  /** The replay that was shown last and where it stands, or null. */
  readonly replay: ShownReplay | null;
}

export type ViewName = 'series' | 'conversations' | 'thread' | 'flows';

export interface Row {
  readonly depth: number;
  readonly item: TreeItem;
}

export interface ShownReplay {
  readonly flow: string;
  /** `progress` while the search runs. */
  readonly verdict: 'progress' | 'pass' | 'violation' | 'incomplete' | 'unmodelled';
  readonly step: number;
  readonly stepCount: number;
  /** The runs beside each other, by their titles, and the one on screen; null while there is none. */
  readonly runs: readonly string[];
  readonly run: string | null;
  /** The view has drawn its page and listens. */
  readonly ready: boolean;
}

/** Where a tour that is played stands. */
export interface TourPosition {
  readonly title: string;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  readonly flow: string;
  readonly step: number;
  /** In which ways what is open is not what the moment was recorded on, a sentence each. */
  readonly drift: readonly string[];
}
