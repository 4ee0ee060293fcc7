/** Text for a picture that leaves the editor. Nothing in it can end the text or begin an element. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(FORBIDDEN, '\u{fffd}');
}

/** Characters that XML 1.0 forbids (production 2, Char), and those of UAX 9 that turn the direction of text. */

const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** Colours that are told apart on paper and by most people who see colours otherwise (after Okabe and Ito, 2008). */
export const PAPER = ['#5f5f5f', '#0072b2', '#d55e00', '#7a3e9d', '#007a5a', '#8a6d00', '#00798c'] as const;

/** The colour of an actor's look, `actor-0` to `actor-6`. */
export function paperColour(look: string): string {
  return PAPER[Number(look.slice('actor-'.length))] ?? PAPER[0];
}

/** A whole SVG file with a title and a text that says the same, as somebody who does not see it needs. */
export function svgFile(
  width: number,
  height: number,
  title: string,
  description: string,
  body: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="monospace" font-size="12">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<desc>${escapeMarkup(description)}</desc>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

/** Cut to so many characters. */
export function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
