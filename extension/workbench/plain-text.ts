/**
 * Text from mail on its way to a place that reads markup of its own: notifications and progress turn `[x](command:…)`
 * into a link that runs a command, pick lists and the status bar turn `$(x)` into an icon, and a bidi control can make
 * any line read as another one (CVE-2021-42574). The result is one line that means only itself.
 */
export function plainLine(text: string, longest = 200): string {
  const line = text
    .replace(BIDI, '')
    .replace(CONTROL, ' ')
    .replace(/\]\(/g, '] (')
    .replace(/\$\(/g, '$ (')
    .replace(/ +/g, ' ')
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/**
 * The same for Markdown: every mark is escaped (CommonMark 0.31 section 2.4 allows it for all ASCII punctuation), so that
 * the text is only text. MarkdownString.appendText would do as well, but makes all blanks unbreakable.
 */
export const plainMarkdown = (text: string, longest = 200): string =>
  plainLine(text, longest).replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** The target of a Markdown link that runs a command of ours with arguments of ours. */
export const commandLink = (id: string, args: readonly unknown[]): string =>
  `command:${id}?${encodeURIComponent(JSON.stringify(args)).replace(/[()]/g, (each) => `%${each.charCodeAt(0).toString(16)}`)}`;

/** Embeddings, overrides, isolates and marks of Unicode's bidirectional algorithm (UAX #9). */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
