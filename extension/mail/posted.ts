import type { ByteRange, MailLine, MessageId } from '../ground/brand';
import type { Problem } from '../ground/problem';
import { parseAddresses } from './address';
import type { Body } from './body';
import type { Address, Attachment, Header, Message } from './message';

/** What the headers of a message say, read. */
export type Envelope = Pick<
  Message,
  'id' | 'inReplyTo' | 'references' | 'rawSubject' | 'subject' | 'from' | 'author' | 'date'
>;

/** Where a message's headers are read from when they are asked for. */
export interface HeaderSource {
  all(): readonly Header[];
  /** All fields of that name (lower case), joined as a list. */
  values(name: string): string;
}

/** A message that goes back to its bytes for what is seldom asked for: all its headers, and the spans of lines. */
export class PostedMessage implements Message {
  readonly id: MessageId;
  readonly inReplyTo: MessageId | null;
  readonly references: readonly MessageId[];
  readonly rawSubject: string;
  readonly subject: string;
  readonly from: Address;
  readonly author: Address;
  readonly date: string | null;
  readonly body: string;
  readonly attachments: readonly Attachment[];
  readonly bodyLineSpan: (line: MailLine) => ByteRange | null;

  constructor(
    readonly span: ByteRange,
    private readonly source: HeaderSource,
    private readonly text: Pick<Body, 'text' | 'attachments' | 'lineSpan'>,
    readonly problems: readonly Problem[],
    envelope: Envelope,
  ) {
    this.id = envelope.id;
    this.inReplyTo = envelope.inReplyTo;
    this.references = envelope.references;
    this.rawSubject = envelope.rawSubject;
    this.subject = envelope.subject;
    this.from = envelope.from;
    this.author = envelope.author;
    this.date = envelope.date;
    this.body = text.text;
    this.attachments = text.attachments;
    this.bodyLineSpan = text.lineSpan;
  }

  /** The same mail where its bytes stand once more, from `start` on. */
  copyAt(start: number): PostedMessage {
    const by = start - this.span.start;
    const moved = ({ start: from, end }: ByteRange): ByteRange => ({ start: from + by, end: end + by });
    const lineSpan = (line: MailLine): ByteRange | null => {
      const span = this.text.lineSpan(line);
      return span === null ? null : moved(span);
    };
    return new PostedMessage(moved(this.span), this.source, { ...this.text, lineSpan }, this.problems, this);
  }

  /** The same mail without the way back to its bytes. */
  withoutBytes(): PostedMessage {
    const text = { text: this.body, attachments: this.attachments, lineSpan: () => null };
    return new PostedMessage(this.span, NO_HEADERS, text, this.problems, this);
  }

  get headers(): readonly Header[] {
    return this.source.all();
  }

  get to(): readonly Address[] {
    return parseAddresses(this.source.values('to'));
  }

  get cc(): readonly Address[] {
    return parseAddresses(this.source.values('cc'));
  }
}

const NO_HEADERS: HeaderSource = { all: () => [], values: () => '' };
