import { messageId, type MessageId } from '../ground/brand';

/** Where a thread can be fetched from, as one mailbox. */
export interface ThreadAddress {
  readonly url: string;
  /** What to call it: the Message-ID where one is known, else the last telling part of the URL. */
  readonly name: string;
  /** The mail whose thread it is, where a public-inbox archive is asked for it. */
  readonly mail?: MailAddress;
}

/** A mail in a public-inbox archive. */
export interface MailAddress {
  /** The archive's URL. */
  readonly archive: string;
  readonly id: MessageId;
}

/** The archive that is asked where an address names none: it has the mails of all lists of kernel.org and many others. */
export const DEFAULT_ARCHIVE = 'https://lore.kernel.org/all/';

/**
 * Reads what people copy to name a thread: a Message-ID (with or without `<>`, `mid:` or `id:`), the address of a mail in
 * a public-inbox archive (lore.kernel.org is one) in any of its views, a redirector's link, or a patch or series in
 * patchwork. Null where it is none of these.
 * @param archive the public-inbox archive that is asked for a bare Message-ID, by its URL
 */
export function readThreadAddress(text: string, archive: string = DEFAULT_ARCHIVE): ThreadAddress | null {
  const shown = text.trim().replace(/^<(.*)>$/, '$1');
  if (/^https?:\/\//i.test(shown)) return readUrl(shown, archive);
  const id = shown.replace(/^(?:mid|id|message-id):\s*/i, '').replace(/^<(.*)>$/, '$1');
  return /^[^\s@<>]+@[^\s@<>]+$/.test(id) ? inArchive(id, archive) : null;
}

/** Whether a text can only be meant as an address: then it is no use to look for a file of that name. */
export const looksLikeAddress = (text: string): boolean =>
  /^https?:\/\//i.test(text) || /^<[^<>\s]+@[^<>\s]+>$/.test(text);

/** public-inbox gives a mail's whole thread as `ID/t.mbox.gz` (public-inbox-httpd(1)). */
function inArchive(id: string, archive: string): ThreadAddress {
  const escaped = encodeURIComponent(id)
    .replace(/%40/g, '@')
    .replace(/%(?:2B|3D|24|2C|3A)/g, decodeURIComponent);
  const url = `${archive.replace(/\/*$/, '/')}${escaped}/t.mbox.gz`;
  return { url, name: messageId(id), mail: { archive, id: messageId(id) } };
}

/** Hosts and paths that only lead on to an archive. */
const REDIRECTS = /^(?:patch\.msgid\.link\/|msgid\.link\/|lore\.kernel\.org\/r\/|lkml\.kernel\.org\/r\/)/;

function readUrl(text: string, archive: string): ThreadAddress | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const at = parts.findIndex((part) => /[^@]@[^@]/.test(decoded(part)));
  const id = decoded(parts[at] ?? '');
  const number = /^\d+$/.exec(url.searchParams.get('series') ?? '')?.[0];
  const numbered = parts.findIndex((part, n) => /^\d+$/.test(part) && /^(?:series|patch)$/.test(parts[n - 1] ?? ''));
  if (number !== undefined) return { url: `${url.origin}/series/${number}/mbox/`, name: `series-${number}` };
  if (numbered > 0)
    return {
      url: `${url.origin}/${parts.slice(0, numbered + 1).join('/')}/mbox/`,
      name: `${parts[numbered - 1] ?? ''}-${parts[numbered] ?? ''}`,
    };
  if (at < 0) return null;
  // Patchwork names patches by their Message-IDs; the thread is in the archive.
  if (parts[0] === 'project' || REDIRECTS.test(`${url.host}${url.pathname}`)) return inArchive(id, archive);
  return inArchive(id, `${url.origin}/${parts.slice(0, at).join('/')}`);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
