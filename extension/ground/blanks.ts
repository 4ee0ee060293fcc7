/** Blanks as a regular expression's `\s` has them, among the first 256 characters. */
const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 160;

const LF = 10;
const LATIN1 = 255;

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
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > LATIN1) return text.replace(keepLines ? /[^\S\n]+/g : /\s+/g, '');
    if (!isBlank(code) || (keepLines && code === LF)) room[length++] = code;
  }
  return length === text.length ? text : room.toString('latin1', 0, length);
}
