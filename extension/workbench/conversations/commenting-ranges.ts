import { Range, type CommentingRangeProvider, type TextDocument, type Uri } from 'vscode';
import type { DiffSide } from '../../../webview/protocol';
import { messageId } from '../../ground/brand';
import type { NotePlace } from '../../review/note';
import { parseAddress } from '../documents/address';
import type { DocumentContents } from '../documents/content';
import { messageText } from '../documents/message-text';
import type { Library } from '../library';

/** Where a reader may write: what a patch changes and what stands around it, and every line of a message. */
export class CommentableLines {
  constructor(
    private readonly library: Library,
    private readonly documents: DocumentContents,
  ) {}

  /** For the documents of one series; `null` stands for mails that belong to none. */
  provider(series: string | null): CommentingRangeProvider {
    return {
      provideCommentingRanges: async (document: TextDocument) => {
        if (this.seriesOf(document.uri) !== series) return undefined;
        return { enableFileComments: true, ranges: await this.ranges(document) };
      },
    };
  }

  /** Whether the editor itself offers to write on a row (from 0). */
  async allows(document: TextDocument, row: number): Promise<boolean> {
    return (await this.ranges(document)).some(({ start, end }) => start.line <= row && row <= end.line);
  }

  /** The series that a document belongs to, null for a mail of none, undefined for what is not ours. */
  seriesOf(uri: Uri): string | null | undefined {
    const address = parseAddress(uri);
    if (address?.kind === 'side') return this.library.patch(address.patch)?.series.id;
    if (address?.kind !== 'message') return undefined;
    const placed = this.library.message(address.id);
    return placed === null ? undefined : placed.series;
  }

  /** The line of a message's body that a row (from 0) of its document shows; below 1 for its headers. */
  bodyLine(uri: Uri, row: number): number {
    const address = parseAddress(uri);
    const message = address?.kind === 'message' ? this.library.message(address.id)?.message : undefined;
    return message === undefined ? 0 : row - messageText(message).bodyRow + 1;
  }

  /** What a row (from 0) of a document is; without a row, the file or the mail as a whole. Null for what is not ours. */
  async placeOf(uri: Uri, row: number | undefined): Promise<NotePlace | null> {
    const address = parseAddress(uri);
    if (address?.kind === 'message') {
      const message = this.library.message(address.id)?.message;
      if (message === undefined) return null;
      const line = row === undefined ? 0 : this.bodyLine(uri, row);
      const whole = { patch: message.id, file: null, side: null, line: null };
      return line < 1 ? whole : { ...whole, side: 'message', line };
    }
    if (address?.kind !== 'side') return null;
    const sides = await this.documents.sides(address.patch, address.path);
    const side = sides?.[address.side];
    const line = row === undefined ? 0 : (side?.lineNumbers[row] ?? 0);
    const whole = { patch: messageId(address.patch), file: address.path, side: null, line: null };
    return line < 1 ? whole : { ...whole, side: address.side, line };
  }

  private async ranges(document: TextDocument): Promise<Range[]> {
    const address = parseAddress(document.uri);
    if (address?.kind === 'message') return [new Range(0, 0, document.lineCount - 1, 0)];
    if (address?.kind !== 'side') return [];
    const sides = await this.documents.sides(address.patch, address.path);
    if (sides === null) return [];
    if (address.side === 'new') return runs(sides.new, () => true);
    // What is kept is answered on the new side; on the old one, what is taken away.
    const kept = new Set(sides.new.mailLines ?? []);
    return runs(sides.old, (mailLine) => !kept.has(mailLine));
  }
}

/** Rows that show a line of the mail and pass, as ranges. */
function runs(side: DiffSide, passes: (mailLine: number) => boolean): Range[] {
  const ranges: Range[] = [];
  let start = -1;
  const lines = side.mailLines ?? [];
  for (let row = 0; row <= lines.length; row++) {
    const line = lines[row] ?? 0;
    const inside = line > 0 && passes(line);
    if (inside && start < 0) start = row;
    if (!inside && start >= 0) {
      ranges.push(new Range(start, 0, row - 1, 0));
      start = -1;
    }
  }
  return ranges;
}
