import { createHash } from 'node:crypto';
import { messageId, type MessageId } from '../ground/brand';

/**
 * The Message-IDs in a header's value: what stands in angle brackets, blanks removed; where there are none, words with
 * an `@` in them (mailers forget the brackets).
 */
export function readMessageIds(value: string): MessageId[] {
  const found: MessageId[] = [];
  for (let open = value.indexOf('<'); open >= 0;) {
    const close = value.indexOf('>', open);
    if (close < 0) break;
    // Of several opening brackets the last one counts.
    const id = value.slice(value.lastIndexOf('<', close) + 1, close).replace(/\s+/g, '');
    if (id !== '') found.push(messageId(id));
    open = value.indexOf('<', close);
  }
  if (found.length > 0 || value.includes('<')) return found;
  return value
    .split(/[\s,]+/)
    .filter((word) => word.includes('@'))
    .map(messageId);
}

/** What a mail without a Message-ID goes by: the same for the same bytes. */
export function madeUpMessageId(bytes: Uint8Array): MessageId {
  return messageId(`${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}@missing-message-id.invalid`);
}
