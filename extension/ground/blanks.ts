const LATIN1 = 255;

/** For each of the first 256 characters, 1 where a regular expression's `\s` takes it. */
const BLANKS = Uint8Array.from({ length: LATIN1 + 1 }, (_, code) => (/\s/.test(String.fromCharCode(code)) ? 1 : 0));
const BLANKS_IN_LINE = BLANKS.with('\n'.charCodeAt(0), 0);

/** Whether a character beyond these is a blank. */
const isWideBlank = (code: number): boolean =>
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000 ||
  code === 0xfeff;

let room = Buffer.allocUnsafe(1024);

/**
 * A text without its blanks, as `replace(/\s+/g, '')` leaves it: mailers turn tabs into spaces and strip line ends, so
 * lines are compared like this. Every line of an archive comes through here, hence no regular expression.
 */
export const withoutBlanks = (text: string): string => squeezed(text, false);

/** The lines of a text, each without its blanks. */
export const linesWithoutBlanks = (text: string): string[] => squeezed(text, true).split('\n');

function squeezed(text: string, keepLines: boolean): string {
  if (room.length < text.length) room = Buffer.allocUnsafe(2 * text.length);
  const out = room;
  const blank = keepLines ? BLANKS_IN_LINE : BLANKS;
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > LATIN1) return squeezedWide(text, blank);
    out[length] = code;
    // Without a branch: what is written over a blank is the next character.
    length += 1 - (blank[code] ?? 0);
  }
  return length === text.length ? text : out.toString('latin1', 0, length);
}

/** The same for a text with characters beyond Latin-1, of two bytes each. */
function squeezedWide(text: string, blank: Uint8Array): string {
  if (room.length < 2 * text.length) room = Buffer.allocUnsafe(4 * text.length);
  const out = room;
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= LATIN1 ? blank[code] === 1 : isWideBlank(code)) continue;
    out[length] = code & LATIN1;
    out[length + 1] = code >> 8;
    length += 2;
  }
  return length === 2 * text.length ? text : out.toString('utf16le', 0, length);
}
