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
  private readonly diffs = new Map<MessageId, ReadonlyMap<MailLine, PostedPlace>>();

  constructor(archive: Archive) {
    for (const series of archive.series)
      for (const { messageId, patch } of series.patches) this.diffs.set(messageId, placesOf(messageId, patch));
  }

  at(message: MessageId, line: MailLine): PostedPlace {
    const place = this.diffs.get(message)?.get(line);
    if (place !== undefined) return place;
    const anchor: Anchor = { patch: message, file: null, side: 'message', line };
    return { anchor, words: `line ${String(line)} of the message`, heading: false };
  }
}

function placesOf(message: MessageId, patch: Patch): ReadonlyMap<MailLine, PostedPlace> {
  const places = new Map<MailLine, PostedPlace>();
  for (const file of patch.files) {
    const whole: Anchor = { patch: message, file: file.path, side: null, line: null };
    for (let line = file.first; line <= file.last; line = (line + 1) as MailLine)
      places.set(line, { anchor: whole, words: `the header of ${file.path}`, heading: true });
    addHunks(places, message, file);
  }
  return places;
}

function addHunks(places: Map<MailLine, PostedPlace>, patch: MessageId, file: FileDiff): void {
  for (const hunk of file.hunks) {
    const start: Anchor = { patch, file: file.path, side: 'new', line: hunk.newStart };
    places.set(hunk.mailLine, {
      anchor: start,
      words: `the head of the hunk at line ${String(hunk.newStart)} of ${file.path}`,
      heading: true,
    });
    for (const line of hunk.lines) {
      const removed = line.kind === 'removed';
      const number = removed ? line.old : line.new;
      const anchor: Anchor = {
        patch,
        file: removed ? (file.oldPath ?? file.path) : file.path,
        side: removed ? 'old' : 'new',
        line: number,
      };
      const words = `${removed ? 'removed line' : 'line'} ${String(number)} of ${anchor.file ?? file.path}`;
      places.set(line.mailLine, { anchor, words, heading: false });
    }
  }
}
