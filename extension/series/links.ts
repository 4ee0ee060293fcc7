import { messageId, type MessageId } from '../ground/brand';

/** Message-IDs that a text names: in links to list archives, and after `Supersedes:` and its kin. */
export function readIds(text: string): MessageId[] {
  const found = new Set<MessageId>();
  for (const [, id = ''] of text.matchAll(ARCHIVE_LINK)) found.add(messageId(decoded(id)));
  for (const [, id = ''] of text.matchAll(
    /^(?:Supersedes|In-Reply-To|Based-on|Depends-on|Message-I[Dd]):\s*<([^<>\s]+)>/gim,
  ))
    found.add(messageId(id));
  return [...found];
}

const ARCHIVE_LINK =
  /https?:\/\/(?:lore\.kernel\.org|patch\.msgid\.link|msgid\.link|lkml\.kernel\.org|public-inbox\.org|www\.spinics\.net)\/(?:[\w.-]+\/)?([^/\s<>"')]*(?:@|%40)[^/\s<>"')]*[^/\s<>"').,;])/g;

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
