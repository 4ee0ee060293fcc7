import type { ByteRange, MailLine, MessageId } from '../ground/brand';
import type { Problem } from '../ground/problem';

/** A person as mail names them. Either part may be empty. */
export interface Address {
  readonly name: string;
  readonly email: string;
}

/** One header field, unfolded and with RFC 2047 words decoded; `raw` keeps what was posted. */
export interface Header {
  readonly name: string;
  readonly value: string;
  readonly raw: string;
}

/** One message as it was posted, decoded for reading, with the way back to its bytes. */
export interface Message {
  /** Made up from a hash of the bytes, with the problem `message-id-missing`, where the mail has none. */
  readonly id: MessageId;
  readonly inReplyTo: MessageId | null;
  /** Oldest first, without duplicates, all References headers together. */
  readonly references: readonly MessageId[];
  readonly rawSubject: string;
  readonly subject: string;
  /** The sender that the header names, DMARC rewriting undone where the mail itself says how. */
  readonly from: Address;
  /** The in-body `From:` where there is one, as git mailinfo takes it, else the header's. */
  readonly author: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  /** ISO 8601 in UTC, or null where the Date header is missing or unreadable. */
  readonly date: string | null;
  readonly headers: readonly Header[];
  /** The text that a reader should see: decoded, LF line ends, no trailing mailbox separator. */
  readonly body: string;
  readonly attachments: readonly Attachment[];
  /** Where the whole mail stands in the file that it was read from (without its `From ` line). */
  readonly span: ByteRange;
  /** The bytes of one line of `body`; null where a transfer encoding or charset leaves no line-exact answer. */
  readonly bodyLineSpan: (line: MailLine) => ByteRange | null;
  readonly problems: readonly Problem[];
}

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** The header field of that name (any case) that stands first, or null. */
export function headerValue(message: Message, name: string): string | null {
  const wanted = name.toLowerCase();
  return message.headers.find((header) => header.name.toLowerCase() === wanted)?.value ?? null;
}
