import type { MailLine, MessageId } from '../ground/brand';
import type { FileDiff, Patch } from '../patch/patch';
import type { Archive } from '../series/series';
import type { Anchor } from './comment';

/** What stands on a line of a posted mail, with the words for it. */
export interface PostedPlace {
  readonly anchor: Anchor;
  /** Such as "line 12 of a/b.c as the patch leaves it". */
  readonly words: string;
  /** The line names a file or a hunk; the comment is on it as a whole. */
  readonly heading: boolean;
}

/** Tells for any line of a posted mail which line of which file, or of the message, it is. */
export class PostedLines {
  private readonly patches = new Map<MessageId, Patch>();

  constructor(archive: Archive) {
    for (const series of archive.series)
      for (const { messageId, patch } of series.patches) this.patches.set(messageId, patch);
  }

  at(message: MessageId, line: MailLine): PostedPlace {
    const file = this.patches.get(message)?.files.findLast(({ first, last }) => first <= line && line <= last);
    if (file !== undefined) return placeInFile(message, file, line);
    const anchor: Anchor = { patch: message, file: null, side: 'message', line };
    return { anchor, words: `line ${String(line)} of the message`, heading: false };
  }
}

function placeInFile(patch: MessageId, file: FileDiff, at: MailLine): PostedPlace {
  const hunk = file.hunks.findLast(({ mailLine }) => mailLine <= at);
  if (hunk?.mailLine === at) {
    const anchor: Anchor = { patch, file: file.path, side: 'new', line: hunk.newStart };
    return { anchor, words: `the head of the hunk at line ${String(hunk.newStart)} of ${file.path}`, heading: true };
  }
  const line = hunk?.lines.find(({ mailLine }) => mailLine === at);
  if (line === undefined) {
    const whole: Anchor = { patch, file: file.path, side: null, line: null };
    return { anchor: whole, words: `the header of ${file.path}`, heading: true };
  }
  const removed = line.kind === 'removed';
  const number = removed ? line.old : line.new;
  const path = removed ? (file.oldPath ?? file.path) : file.path;
  const anchor: Anchor = { patch, file: path, side: removed ? 'old' : 'new', line: number };
  return { anchor, words: `${removed ? 'removed line' : 'line'} ${String(number)} of ${path}`, heading: false };
}
