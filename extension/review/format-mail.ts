import type { Address } from '../mail/message';
import type { ReplyMail } from './reply';

/**
 * A reply as the text of a mail that `git send-email` takes: headers as RFC 5322 and RFC 2047 have them, the body in
 * UTF-8 and untouched, unless a line is longer than mail allows (RFC 5322 section 2.1.1).
 */
export function formatMail(mail: ReplyMail): string {
  const long = mail.body.split('\n').some((line) => Buffer.byteLength(line) > LONGEST_LINE);
  const plain = isPlain(mail.body);
  const headers = [
    ...(mail.from === null ? [] : [`From: ${formatAddress(mail.from)}`]),
    folded('To', mail.to.map(formatAddress), ','),
    ...(mail.cc.length === 0 ? [] : [folded('Cc', mail.cc.map(formatAddress), ',')]),
    folded('Subject', isPlain(mail.subject) ? mail.subject.split(' ') : encodedWords(mail.subject), ''),
    `In-Reply-To: <${mail.inReplyTo}>`,
    folded(
      'References',
      mail.references.map((id) => `<${id}>`),
      '',
    ),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${long ? 'quoted-printable' : plain ? '7bit' : '8bit'}`,
  ];
  return `${headers.join('\n')}\n\n${long ? quotedPrintable(mail.body) : mail.body}`;
}

const LONGEST_LINE = 998;
const HEADER_WIDTH = 76;
/** An encoded word may have 75 characters; 45 bytes make 60 of base64, and 12 more go around them. */
const WORD_BYTES = 45;
const LONGEST_WORD = 75;

const isPlain = (text: string): boolean => /^[\x09\x0a\x20-\x7e]*$/.test(text);

/** Pieces joined by blanks, a new line wherever the next piece would go beyond the width. */
function folded(name: string, pieces: readonly string[], separator: string): string {
  let text = `${name}:`;
  let width = text.length;
  pieces.forEach((piece, index) => {
    const next = index < pieces.length - 1 ? piece + separator : piece;
    const fold = index > 0 && width + next.length + 1 > HEADER_WIDTH;
    text += fold ? `\n ${next}` : ` ${next}`;
    width = fold ? next.length + 1 : width + next.length + 1;
  });
  return text;
}

/** A name that is more than words and blanks stands in quotes, one that is not ASCII in encoded words. */
export function formatAddress({ name, email }: Address): string {
  const clean = name.replace(/[\r\n]/g, ' ');
  if (clean === '') return email;
  if (!isPlain(clean)) return `${encodedName(clean)} <${email}>`;
  const phrase = /^[\w!#$%&'*+/=?^`{|}~ -]*$/.test(clean) ? clean : `"${clean.replace(/["\\]/g, '\\$&')}"`;
  return `${phrase} <${email}>`;
}

/**
 * As `git send-email` encodes names (its quote_rfc2047), where that makes one word: it takes a sender that is written in
 * another way than its own for another person, and begins the mail with a From line.
 */
function encodedName(name: string): string {
  const bytes = [...Buffer.from(name)].map((byte) => {
    const character = String.fromCharCode(byte);
    return /[-a-zA-Z0-9!*+/]/.test(character) ? character : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  const word = `=?UTF-8?q?${bytes.join('')}?=`;
  return word.length <= LONGEST_WORD ? word : encodedWords(name).join(' ');
}

/** RFC 2047 section 2, base64; no character is cut in two. */
function encodedWords(text: string): readonly string[] {
  const words: string[] = [];
  let piece = '';
  for (const character of text) {
    if (Buffer.byteLength(piece + character) > WORD_BYTES) {
      words.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...words, piece].map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`);
}

/** RFC 2045 section 6.7: lines of at most 76 characters, blanks at their ends encoded. */
function quotedPrintable(text: string): string {
  const encoded = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return text
    .split('\n')
    .map((line) => {
      let out = '';
      let width = 0;
      const bytes = Buffer.from(line);
      bytes.forEach((byte, index) => {
        const blank = byte === 0x20 || byte === 0x09;
        const plain = blank ? index < bytes.length - 1 : byte > 0x20 && byte < 0x7f && byte !== 0x3d;
        const next = plain ? String.fromCharCode(byte) : encoded(byte);
        if (width + next.length > 75) {
          out += '=\n';
          width = 0;
        }
        out += next;
        width += next.length;
      });
      return out;
    })
    .join('\n');
}
