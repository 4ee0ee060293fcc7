import type { Address } from './message';
import { parseAddress, parseAddresses } from './address';

/**
 * Who really sent a mail. Lists rewrite `From:` to `X via List <list@…>` where the sender's domain publishes a DMARC
 * policy; the mail then names the sender elsewhere (the places and their order are patchwork's).
 * @param field the value of the first header field of that name (lower case), or null
 */
export function originalSender(from: Address, field: (name: string) => string | null): Address {
  const via = /^'?(.*?)'? via .+$/i.exec(from.name);
  if (via === null) return from;
  const name = via[1] ?? '';
  const original = field('x-original-from');
  if (original !== null) {
    const sender = parseAddress(original);
    if (sender.email !== '') return { name: sender.name === '' ? name : sender.name, email: sender.email };
  }
  const others = [...parseAddresses(field('reply-to') ?? ''), ...parseAddresses(field('cc') ?? '')];
  const same = others.find((other) => other.name === name && other.email !== from.email);
  if (same !== undefined) return same;
  const sender = field('x-original-sender');
  return sender === null ? from : { name, email: parseAddress(sender).email || from.email };
}
