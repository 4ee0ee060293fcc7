import type { Address, Message } from '../../mail/message';
import { headerValue } from '../../mail/message';

/** A message as a plain text document, and where its body begins in it. */
export interface MessageText {
  readonly text: string;
  /** Rows (from 0) above the body: the row of body line n is `bodyRow + n - 1`. */
  readonly bodyRow: number;
}

/** The headers that a reader wants, the blank line, the decoded body. */
export function messageText(message: Message): MessageText {
  const headers = [
    `From: ${person(message.from)}`,
    `Date: ${headerValue(message, 'Date') ?? message.date ?? ''}`,
    `Subject: ${oneLine(message.subject)}`,
    `Message-ID: <${message.id}>`,
    ...(message.inReplyTo === null ? [] : [`In-Reply-To: <${message.inReplyTo}>`]),
    ...people('To', message.to),
    ...people('Cc', message.cc),
    ...message.attachments.map(
      (file) => `X-Attachment: ${oneLine(file.name)} (${file.mediaType}, ${file.bytes} bytes)`,
    ),
    '',
  ];
  return { text: `${headers.join('\n')}\n${message.body}`, bodyRow: headers.length };
}

/** `Name <address>`, or what there is of it. */
export const person = (address: Address): string =>
  oneLine(address.name === '' ? address.email : `${address.name} <${address.email}>`);

/** Folded as RFC 5322 section 2.2.3 allows: as many people on a line as it holds. */
function people(name: string, addresses: readonly Address[]): string[] {
  const lines: string[] = [];
  let line = `${name}:`;
  for (const [at, address] of addresses.entries()) {
    const word = ` ${person(address)}${at < addresses.length - 1 ? ',' : ''}`;
    if (line.length + word.length > WIDTH && line.trim() !== `${name}:`) {
      lines.push(line);
      line = '   ';
    }
    line += word;
  }
  return addresses.length === 0 ? [] : [...lines, line];
}

/** Columns of a folded header. */
const WIDTH = 110;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
