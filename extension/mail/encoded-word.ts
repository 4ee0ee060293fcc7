import { decodeCharset } from './charset';
import { base64Bytes, quotedPrintableBytes } from './transfer';

const WORD = /=\?([^?\s*]+)(?:\*[^?]*)?\?([bBqQ])\?([^?]*)\?=/g;

/** Neighbouring encoded words of one charset, whose bytes are joined before they are read. */
interface Run {
  readonly charset: string;
  readonly bytes: Uint8Array[];
}

/**
 * Decodes the encoded words of a header value (RFC 2047), misuse included: inside quotes, glued to other text, with
 * raw blanks, and with characters cut in two between neighbouring words.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  let text = '';
  let at = 0;
  let run: Run | null = null;
  for (const { index, 0: whole, 1: charset = '', 2: encoding = '', 3: payload = '' } of value.matchAll(WORD)) {
    const between = value.slice(at, index);
    // Blanks between encoded words belong to their folding (RFC 2047, section 6.2).
    const apart = run === null || between.trim() !== '';
    if (run !== null && (apart || run.charset !== charset.toLowerCase())) {
      text += textOf(run);
      run = null;
    }
    if (apart) text += between;
    run ??= { charset: charset.toLowerCase(), bytes: [] };
    run.bytes.push(wordBytes(encoding, payload));
    at = index + whole.length;
  }
  if (run !== null) text += textOf(run);
  // A word may hold line ends and other controls; none may reach a header's text.
  return (text + value.slice(at)).replace(/[\r\n]+[ \t]*/g, ' ').replace(/\x00/g, '');
}

const textOf = ({ charset, bytes }: Run): string => decodeCharset(Buffer.concat(bytes), charset).text;

const wordBytes = (encoding: string, payload: string): Uint8Array =>
  /^b$/i.test(encoding)
    ? base64Bytes(Buffer.from(payload, 'latin1'))
    : quotedPrintableBytes(Buffer.from(payload.replaceAll('_', ' '), 'utf8'));
