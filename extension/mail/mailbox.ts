import { endsMessage, readInBody } from '../ground/in-body';
import { problem, type Problem } from '../ground/problem';
import { parseAddress } from './address';
import { readBody } from './body';
import { parseDate } from './date';
import { decodeWords } from './encoded-word';
import { HeaderBlock } from './header';
import type { Address, Message } from './message';
import { madeUpMessageId, readMessageIds } from './message-id';
import { PostedMessage } from './posted';
import { originalSender } from './sender';
import { splitMailbox, type Piece } from './split';

/** What was read, and what was wrong with the mailbox as a whole. */
export interface Mailbox {
  readonly messages: Message[];
  readonly problems: Problem[];
}

export interface ReadOptions {
  /** Stops reading: what was read so far is returned, with the problem `reading-stopped`. */
  readonly signal?: AbortSignal;
  /** Told now and then how many of how many bytes have been read. */
  readonly progress?: (done: number, total: number) => void;
  /**
   * Keep of each mail what sorting and placing need, and let its bytes go: `headers`, `to` and `cc` are empty then, and no
   * line has a span. Most of an archive's bytes are headers that nobody asks for.
   */
  readonly textOnly?: boolean;
}

/** A subject that is longer than any reader would read is cut; `rawSubject` keeps it. */
const LONGEST_SUBJECT = 4000;

/** So many bytes are read between two looks at the event loop: some ten milliseconds. */
const SLICE = 256 * 1024;

/**
 * Reads a mailbox of any dialect, a single mail, or a bare diff. Never throws: a mail that is broken has problems, and
 * its neighbours are read all the same.
 * @param bytes the whole file; spans count from its first byte
 * @param file the name that the places of problems carry
 */
export async function readMailbox(bytes: Uint8Array, file: string, options: ReadOptions = {}): Promise<Mailbox> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const problems: Problem[] = [];
  const messages: Message[] = [];
  const places = new Places(buffer, file);
  const copies = new Copies(buffer);
  const pieces = splitMailbox(buffer);
  let paused = 0;
  for (const piece of pieces) {
    if (piece.start - paused > SLICE) {
      paused = piece.start;
      options.progress?.(piece.start, buffer.length);
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (options.signal?.aborted === true) {
        problems.push(
          problem(
            'reading-stopped',
            `Reading was stopped after ${String(messages.length)} of ${String(pieces.length)} mails.`,
          ),
        );
        break;
      }
    }
    if (piece.end === piece.start) continue;
    const copy = copies.find(piece);
    const message = copy === null ? await readMail(buffer, piece, places) : copy.copyAt(piece.start);
    if (copy === null) copies.add(piece, message);
    messages.push(options.textOnly === true ? message.withoutBytes() : message);
  }
  if (messages.length === 0 && problems.length === 0)
    problems.push(problem('mailbox-empty', `${file} holds no mail.`, places.at(0)));
  const last = pieces.at(-1);
  if (last !== undefined && last.dialect !== 'single' && buffer.at(-1) !== 10)
    problems.push(
      problem(
        'mailbox-cut',
        `${file} ends in the middle of a line: it was cut off. The last mail is shown as far as it goes.`,
        places.at(buffer.length),
      ),
    );
  return { messages, problems };
}

async function readMail(bytes: Buffer, piece: Piece, places: Places): Promise<PostedMessage> {
  const block = new HeaderBlock(bytes, piece.start, piece.end);
  const problems: Problem[] = [];
  const report = (code: string, message: string, at: number): void => {
    problems.push(problem(code, message, places.at(at)));
  };
  if (!block.ended) report('headers-cut', 'The headers of this mail do not end in a blank line.', block.bodyStart);
  const body = await readBody(bytes, {
    mail: { start: piece.start, end: piece.end },
    body: { start: block.bodyStart, end: piece.end },
    dialect: piece.dialect,
    type: block.value('content-type'),
    encoding: block.value('content-transfer-encoding'),
  });
  for (const { code, message } of body.faults) report(code, message, block.bodyStart);

  let [id] = readMessageIds(block.value('message-id') ?? '');
  if (id === undefined) {
    id = madeUpMessageId(bytes.subarray(piece.start, piece.end));
    if (!block.empty)
      report('message-id-missing', 'This mail has no Message-ID: replies to it cannot be found.', piece.start);
  }
  const rawDate = block.value('date');
  const date = rawDate === null ? null : parseDate(rawDate);
  if (date === null && !block.empty)
    report(
      'date-unreadable',
      rawDate === null ? 'This mail has no date.' : `The date can't be read: ${rawDate}`,
      piece.start,
    );
  const rawSubject = block.value('subject') ?? '';
  const from = originalSender(parseAddress(block.value('from') ?? ''), (name) => block.value(name));
  return new PostedMessage({ start: piece.start, end: piece.end }, block, body, problems, {
    id,
    inReplyTo: readMessageIds(block.value('in-reply-to') ?? '')[0] ?? null,
    references: [...new Set(readMessageIds(block.values('references')))],
    rawSubject,
    subject: decodeWords(rawSubject.slice(0, LONGEST_SUBJECT)).replace(/\s+/g, ' ').trim(),
    from,
    author: inBodyAuthor(body.text) ?? from,
    date,
  });
}

/** The in-body `From:`, where a patch or its cover letter begins with one. */
function inBodyAuthor(text: string): Address | null {
  if (!/^\s*(?:>?From|Subject|Date)[: ]/i.test(text.slice(0, 200))) return null;
  const lines = text.split('\n');
  const value = readInBody(lines).headers.get('from');
  if (value === undefined || !lines.some(endsMessage)) return null;
  const author = parseAddress(value);
  return author.email.includes('@') ? author : null;
}

/**
 * Mails that were read, to be found again where the same bytes stand once more: a thread saved beside its revisions, or an
 * archive beside parts of it, holds most mails twice. A mail with problems is read again, for they name its place.
 */
class Copies {
  private readonly read = new Map<number, { readonly piece: Piece; readonly message: PostedMessage }>();

  constructor(private readonly bytes: Buffer) {}

  find(piece: Piece): PostedMessage | null {
    const found = this.read.get(this.mark(piece));
    if (found?.piece.dialect !== piece.dialect) return null;
    const { start, end } = found.piece;
    return this.bytes.compare(this.bytes, start, end, piece.start, piece.end) === 0 ? found.message : null;
  }

  add(piece: Piece, message: PostedMessage): void {
    if (message.problems.length === 0) this.read.set(this.mark(piece), { piece, message });
  }

  /** A number that equal mails have in common and few others: of their length, and of some bytes from within. */
  private mark({ start, end }: Piece): number {
    const length = end - start;
    let mark = length;
    for (const part of [0.2, 0.5, 0.8, 1]) {
      const from = Math.max(start, Math.floor(start + part * length) - SAMPLE);
      for (let at = from; at < from + SAMPLE && at < end; at++)
        mark = Math.imul(mark ^ (this.bytes[at] ?? 0), 0x01000193);
    }
    return mark;
  }
}

/** So many bytes are looked at in each place. */
const SAMPLE = 12;

/** Turns byte offsets into lines of the file; offsets that come in order cost one pass over the file. */
class Places {
  private line = 1;
  private offset = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly file: string,
  ) {}

  at(offset: number): { file: string; line: number; column: number } {
    if (offset < this.offset) {
      this.line = 1;
      this.offset = 0;
    }
    for (;;) {
      const newline = this.bytes.indexOf(10, this.offset);
      if (newline < 0 || newline >= offset) break;
      this.line++;
      this.offset = newline + 1;
    }
    return { file: this.file, line: this.line, column: offset - this.offset + 1 };
  }
}
