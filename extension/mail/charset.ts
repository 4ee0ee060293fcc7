import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** Decoded text, and what to say where the charset named was unknown or wrong. */
export interface Decoded {
  readonly text: string;
  readonly fault: 'unknown' | 'damaged' | null;
}

/**
 * Decodes text by the charset that mail names for it. Wrong names that real mail uses are understood, and text that no
 * name covers is taken for UTF-8 where it is valid UTF-8 and for windows-1252 where it isn't, as patchwork does.
 */
export function decodeCharset(bytes: Uint8Array, charset: string | null): Decoded {
  if (isAscii(bytes) && !STATEFUL.test(charset ?? '')) return { text: latin1(bytes), fault: null };
  const label = charsetLabel(charset);
  if (label === null) return { text: guess(bytes), fault: null };
  const decoder = decoderOf(label);
  if (decoder === null) return { text: guess(bytes), fault: 'unknown' };
  if (decoder.encoding === 'utf-8') {
    return isUtf8(bytes)
      ? { text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'), fault: null }
      : { text: decoder.decode(bytes), fault: 'damaged' };
  }
  const text = decoder.decode(bytes);
  return { text, fault: text.includes('\ufffd') ? 'damaged' : null };
}

/** ASCII bytes that aren't ASCII text. */
const STATEFUL = /iso-2022|utf-16|utf-7|hz-gb/i;

export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

function guess(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

/** What `TextDecoder` calls the charset; null where the name says nothing. */
function charsetLabel(charset: string | null): string | null {
  const name = (charset ?? '')
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase();
  if (MEANINGLESS.has(name)) return null;
  return ALIASES.get(name) ?? name.replace(/^(?:x-)?cp-?(\d{4})$/, 'windows-$1').replace(/^iso_?(8859)/, 'iso-$1');
}

/** `y` answers git send-email's question "Which 8bit encoding should I declare?"; the others come from broken mailers. */
const MEANINGLESS = new Set([
  '',
  'y',
  'yes',
  'n',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown',
  'unknown-8bit',
  'x-unknown',
  'default',
  'default_charset',
  'binary',
  '8bit',
  '7bit',
  '_autodetect',
  'none',
]);

/** GB2312 in mail is nearly always one of its supersets; the last of them reads all three. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['gb2312', 'gb18030'],
  ['gbk', 'gb18030'],
  ['cp936', 'gb18030'],
  ['utf8', 'utf-8'],
  ['utf-8-strict', 'utf-8'],
  ['unicode-1-1-utf-8', 'utf-8'],
  ['ks_c_5601-1987', 'euc-kr'],
  ['cp949', 'euc-kr'],
  ['cp932', 'shift_jis'],
  ['iso-2022-jp-1', 'iso-2022-jp'],
  ['iso-8859-8-e', 'iso-8859-8'],
  ['latin-1', 'latin1'],
]);

const decoders = new Map<string, TextDecoder | null>();

function decoderOf(label: string): TextDecoder | null {
  let decoder = decoders.get(label);
  if (decoder === undefined) {
    try {
      decoder = new TextDecoder(label, { ignoreBOM: true });
    } catch {
      decoder = null;
    }
    // Labels come from mail: what the table remembers stays bounded.
    if (decoders.size < 100) decoders.set(label, decoder);
  }
  return decoder;
}
