import { decodeWords } from './encoded-word';
import type { Address } from './message';

/**
 * Reads an address list (RFC 5322, section 3.4): names quoted or not, comments, groups, and the forms that real mail
 * has instead. The structure is read first and encoded words only then, so that a comma in a name divides nothing.
 */
export function parseAddresses(value: string): Address[] {
  return entries(value)
    .map(parseAddress)
    .filter(({ name, email }) => name !== '' || email !== '');
}

/** More characters than any person's name and address have; what goes beyond is no address (RFC 5321 allows it 254). */
const LONGEST = 1000;

/** Reads the first address, as `From:` has it. */
export function parseAddress(entry: string): Address {
  const text = entry.slice(0, LONGEST).replace(/\s+/g, ' ').trim();
  const angle = /^(.*?)<\s*([^<>]*?)\s*>(.*)$/.exec(text) ?? /^(.*?)<\s*([^<>\s]*@[^<>\s]*)(.*)$/.exec(text);
  if (angle !== null) {
    const [, before = '', email = '', behind = ''] = angle;
    return { name: displayName(before.trim() === '' ? behind : before), email };
  }
  const bare = /(\S+@\S+)/.exec(text.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => quoted.replaceAll('@', '\u0001')));
  if (bare === null) return { name: displayName(text), email: '' };
  const email = (bare[1] ?? '').replaceAll('\u0001', '@');
  const rest = text.slice(0, bare.index) + text.slice(bare.index + email.length);
  return { name: displayName(rest), email: email.replace(/^mailto:|[,;]+$/g, '') };
}

/** A name without quotes, escapes and the parentheses of a comment that stands for it; words decoded. */
function displayName(text: string): string {
  let name = text.trim();
  const comment = COMMENT.exec(name);
  if (comment !== null) name = comment[1] ?? '';
  name = name
    .replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => inner.replace(/\\(.)/g, '$1'))
    .replace(/^'(.*)'$/, '$1');
  return decodeWords(name)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^"(.*)"$/, '$1');
}

/** A comment may hold comments (RFC 5322 section 3.2.2); one level of them is what people write. */
const COMMENT = /^\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)$/;

/** Splits at the commas and semicolons that stand outside quotes, comments and angle brackets; drops group names. */
function entries(value: string): string[] {
  const found: string[] = [];
  let entry = '';
  let quoted = false;
  let comment = 0;
  let angle = false;
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? '';
    if (char === '\\' && (quoted || comment > 0)) {
      entry += char + (value[++at] ?? '');
      continue;
    }
    if (quoted) quoted = char !== '"';
    else if (char === '"' && comment === 0) quoted = true;
    else if (char === '(') comment++;
    else if (char === ')') comment = Math.max(0, comment - 1);
    else if (comment === 0 && char === '<') angle = true;
    else if (comment === 0 && char === '>') angle = false;
    else if (comment === 0 && !angle && (char === ',' || char === ';')) {
      found.push(entry);
      entry = '';
      continue;
    } else if (comment === 0 && !angle && char === ':' && !entry.includes('@')) {
      entry = '';
      continue;
    }
    entry += char;
  }
  found.push(entry);
  return found;
}
