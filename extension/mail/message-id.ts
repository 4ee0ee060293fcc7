import { createHash } from 'node:crypto';
import { messageId, type MessageId } from '../ground/brand';

/**
 * The Message-IDs in a header's value: what stands in angle brackets, blanks removed; where there are none, words with
 * an `@` in them (mailers forget the brackets).
 */
export function readMessageIds(value: string): MessageId[] {
  if (!value.includes('<'))
    return value
      .split(/[\s,]+/)
      .filter((word) => word.includes('@'))
      .map(messageId);
  return [...value.matchAll(/<([^<>]+)>/g)]
    .map(([, id = '']) => messageId(id.replace(/\s+/g, '')))
    .filter((id) => id !== '');
}

/** What a mail without a Message-ID goes by: the same for the same bytes. */
export function madeUpMessageId(bytes: Uint8Array): MessageId {
  return messageId(`${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}@missing-message-id.invalid`);
}
