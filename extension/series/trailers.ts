import { parseAddress } from '../mail/address';
import type { Address } from '../mail/message';

/** One trailer line of a commit message or of a reply. */
export interface TrailerLine {
  readonly key: string;
  readonly value: string;
}

/**
 * The trailers of a commit message: lines whose key the kernel knows, wherever they stand, and every `Key: value` line of
 * the last paragraph where that has one of them (as git interpret-trailers takes it).
 */
export function messageTrailers(message: string): TrailerLine[] {
  const lines = rejoined(message.split('\n'));
  const lastBlank = lines.findLastIndex((line) => line.trim() === '');
  const closing = lines.slice(lastBlank + 1).some((line) => isKnownKey(trailerOf(line)?.key ?? ''));
  return lines
    .map((line, at) => {
      const trailer = trailerOf(line);
      return trailer !== null && (isKnownKey(trailer.key) || (closing && at > lastBlank)) ? trailer : null;
    })
    .filter((trailer) => trailer !== null);
}

/**
 * The trailers that a reply gives: outside quotes and above the signature, with a key that gives credit and an address, or
 * a key that names a commit, a change or a page. `Phone: 1` and the like are no trailers.
 */
export function replyTrailers(body: string): TrailerLine[] {
  return rejoined(unquoted(body))
    .map(trailerOf)
    .filter((trailer) => trailer !== null)
    .filter(({ key, value }) => (namesPerson(key) ? isAddressed(value) : isReference(key, value)));
}

/** The lines above the signature that quote nothing. Most lines of a reply do, so no text is made of them. */
function unquoted(body: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start <= body.length;) {
    const newline = body.indexOf('\n', start);
    const end = newline < 0 ? body.length : newline;
    if (body[start] !== '>') {
      const line = body.slice(start, end);
      if (line === '-- ' || line === '--') break;
      if (!/^\s*>/.test(line)) lines.push(line);
    }
    start = end + 1;
  }
  return lines;
}

/** No trailer is longer; a line that is, is data. */
const LONGEST = 1000;

/** `Key: value`; neither headers of a quoted mail nor a link's `https:`. */
function trailerOf(line: string): TrailerLine | null {
  if (line.length > LONGEST || !line.includes(':')) return null;
  const [, key, value = ''] = /^\s{0,4}([A-Za-z][\w-]*):\s+(\S.*)$/.exec(line) ?? [];
  return key === undefined || /^https?$/i.test(key) ? null : { key, value: withoutNote(key, value.trim()) };
}

/** `# v5.4+` behind a stable tag and the like is a note about the trailer; in `Fixes:` and links a `#` belongs to the value. */
const withoutNote = (key: string, value: string): string =>
  /-by$/i.test(key) ? value.replace(/\s+#\s.*$/, '').replace(/\s+\[[^\]]*\]$/, '') : value;

const isKnownKey = (key: string): boolean =>
  /-by$/i.test(key) ||
  /^(?:cc|fixes|link|closes|buglink|bug|references|change-id|depends-on|supersedes|acked|cover-letter)$/i.test(key);

/** `Obsoleted-by:` ends so too, but names a mail. */
const namesPerson = (key: string): boolean => /-by$/i.test(key) && !/^obsoleted-by$/i.test(key);

/** A link may hold an `@` too, and is nobody's address. */
const isAddressed = (value: string): boolean => /\S@\S/.test(value) && !/^https?:\/\//i.test(value);

function isReference(key: string, value: string): boolean {
  if (/^fixes$/i.test(key)) return /^[0-9a-f]{6,}/i.test(value);
  if (/^base-commit$/i.test(key)) return /^[0-9a-f]{7,64}$/i.test(value);
  if (/^change-id$/i.test(key)) return /^[^\s@:]{8,}$/.test(value);
  return /^(?:link|closes|buglink|obsoleted-by)$/i.test(key) && /^https?:\/\//.test(value);
}

/** Puts together what mailers break: a `Fixes:` whose quoted subject goes on below, a name with its address below. */
function rejoined(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (const line of lines) {
    const above = out.at(-1);
    const short = line.length <= LONGEST && above !== undefined && above.length <= LONGEST;
    const openFixes = short && /^\s*Fixes:\s+[0-9a-f]{6,}\s+\("/i.test(above) && !/"\)\s*$/.test(above);
    const openName = short && /^\s*[\w-]+-by:\s+[^<@]+$/i.test(above) && /^\s*<[^<>\s]+@[^<>\s]+>\s*$/.test(line);
    if (openFixes && line.trim() !== '') out[out.length - 1] = `${above} ${line.trim()}`;
    else if (openName) out[out.length - 1] = `${above.trimEnd()} ${line.trim()}`;
    else out.push(line);
  }
  return out;
}

/** The same trailer, whoever writes it: key and value in any case, links by the message they lead to. */
export function trailerKey({ key, value }: TrailerLine): string {
  const link =
    /^https?:\/\/(?:lore\.kernel\.org\/[^/]+|lore\.kernel\.org|patch\.msgid\.link|msgid\.link)\/([^/]+)/.exec(value);
  const shown = link?.[1] === undefined ? value : link[1].replace(/%40/g, '@');
  return `${key}: ${shown.replace(/\s+/g, ' ')}`.toLowerCase();
}

/**
 * Whether the person who sends a trailer is the one it names, by b4's rules: the same address, also with a `+tag` or
 * another host of the same domain, or the same name. Trailers without an address speak for themselves.
 */
export function isGivenBy({ key, value }: TrailerLine, sender: Address): boolean {
  if (!namesPerson(key)) return true;
  const named = parseAddress(value);
  if (sameAddress(named.email, sender.email)) return true;
  const [one, other] = [nameWords(named.name), nameWords(sender.name)];
  return one !== '' && one === other;
}

function sameAddress(a: string, b: string): boolean {
  const [one, other] = [plainAddress(a), plainAddress(b)];
  if (one.user !== other.user || one.host === '') return false;
  const [short, long] = one.host.length < other.host.length ? [one.host, other.host] : [other.host, one.host];
  // One label more: linux.example.org and example.org.
  return short === long || (long.endsWith(`.${short}`) && !long.slice(0, -short.length - 1).includes('.'));
}

function plainAddress(email: string): { user: string; host: string } {
  const at = email.lastIndexOf('@');
  return { user: email.slice(0, at).replace(/\+.*$/, '').toLowerCase(), host: email.slice(at + 1).toLowerCase() };
}

/** The words of a name in any order, so that "Doe, Jane" is Jane Doe. */
const nameWords = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .sort()
    .join(' ');
