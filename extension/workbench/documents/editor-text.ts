/**
 * A text as the editor will have it, so that a document can be compared with what it was given. A line ends with a line
 * feed. A carriage return alone, at which the editor would end a line and mail does not (RFC 5322 section 2.3), is shown by
 * its sign, which keeps rows and lines together. The byte order mark goes, for the editor takes it off.
 */
export const editorText = (text: string): string =>
  text.replace(/^\ufeff/, '').replace(/\r\n?/g, (found) => (found === '\r\n' ? '\n' : '\u240d'));
