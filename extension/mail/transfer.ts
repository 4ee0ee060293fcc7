/** Content-Transfer-Encoding (RFC 2045, section 6): bytes as mailed to bytes as meant. Damage is skipped, never thrown. */

const LF = 10;
const CR = 13;
const EQUALS = 61;

/** A value for each hexadecimal digit, -1 for every other byte. */
const HEX = Int8Array.from({ length: 256 }, (_, byte) => {
  const digit = parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(digit) ? -1 : digit;
});

export function quotedPrintableBytes(bytes: Uint8Array): Uint8Array {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== EQUALS) {
      out[length++] = byte;
      continue;
    }
    const high = HEX[bytes[at + 1] ?? 0] ?? -1;
    const low = HEX[bytes[at + 2] ?? 0] ?? -1;
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      at += 2;
      continue;
    }
    const soft = softBreakEnd(bytes, at + 1);
    if (soft === null) out[length++] = byte;
    else at = soft - 1;
  }
  return out.subarray(0, length);
}

/** The first byte below a soft line break (blanks may stand behind the `=`), or null where there is none. */
export function softBreakEnd(bytes: Uint8Array, from: number): number | null {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === 9) at++;
  if (at >= bytes.length) return at;
  if (bytes[at] === CR && bytes[at + 1] === LF) return at + 2;
  return bytes[at] === LF ? at + 1 : null;
}

/** Characters outside the alphabet are skipped; padding ends a run, and another may follow (concatenated base64). */
export function base64Bytes(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!/=[^=]*[A-Za-z0-9+/]/.test(text)) return Buffer.from(text, 'base64');
  return Buffer.concat(text.split(/=+/).map((run) => Buffer.from(run, 'base64')));
}

/** Whether the base64 text stops in the middle of a group of four: it was cut off. */
export function isCutBase64(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/\s+/g, '').length % 4 !== 0;
}
