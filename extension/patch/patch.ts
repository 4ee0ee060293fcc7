import type { FileLine, MailLine } from '../ground/brand';
import type { Problem } from '../ground/problem';

/** What a diff does to a file, from git's extended headers and the hunks. */
export type FileStatus = 'modified' | 'added' | 'deleted' | 'renamed' | 'copied' | 'mode' | 'binary';

/** The old file, the new file, or the text of the message itself (commit message, cover letter, notes). */
export type Side = 'old' | 'new' | 'message';

/**
 * One line of a hunk. `text` has neither its sign nor its line end. `mailLine` is where it stands in the text that
 * was parsed, counted from 1; a context line has a number on both sides.
 */
export type DiffLine =
  | {
      readonly kind: 'context';
      readonly text: string;
      readonly old: FileLine;
      readonly new: FileLine;
      readonly mailLine: MailLine;
    }
  | { readonly kind: 'added'; readonly text: string; readonly new: FileLine; readonly mailLine: MailLine }
  | { readonly kind: 'removed'; readonly text: string; readonly old: FileLine; readonly mailLine: MailLine };

export interface Hunk {
  readonly oldStart: FileLine;
  readonly oldCount: number;
  readonly newStart: FileLine;
  readonly newCount: number;
  /** What follows the second `@@`: the enclosing function as diff saw it. */
  readonly heading: string;
  readonly lines: readonly DiffLine[];
  /** The line of the `@@` itself. */
  readonly mailLine: MailLine;
  readonly oldNoNewline: boolean;
  readonly newNoNewline: boolean;
}

export interface FileDiff {
  /** The new path, or the old one of a deleted file; no `a/` or `b/`. */
  readonly path: string;
  readonly oldPath: string | null;
  readonly status: FileStatus;
  readonly oldMode: string | null;
  readonly newMode: string | null;
  readonly oldBlob: string | null;
  readonly newBlob: string | null;
  readonly similarity: number | null;
  readonly added: number;
  readonly removed: number;
  readonly hunks: readonly Hunk[];
  /** From the first header line of this file to its last hunk line, both included. */
  readonly first: MailLine;
  readonly last: MailLine;
  readonly problems: readonly Problem[];
}

/** A mail's text taken apart as `git am` would: message, notes under `---`, diffs, and what follows them. */
export interface Patch {
  /** The commit message (in-body headers removed), trailers included. */
  readonly message: string;
  /** Below the first `---` line and above the diff, diffstat included. */
  readonly notes: string;
  readonly files: readonly FileDiff[];
  readonly baseCommit: string | null;
  readonly problems: readonly Problem[];
}
