/**
 * The text of an HTML mail or page, as a plain-text mailer would have sent it: blocks on lines of their own,
 * `<blockquote>` as `>` marks, `<pre>` as it stands. Scripts, styles and markup go; nothing is ever interpreted.
 */
export function htmlText(html: string): string {
  const writer = new TextWriter();
  let skipped: string | null = null;
  for (const [token, comment, closing, name, text] of html.matchAll(TOKEN)) {
    if (comment !== undefined) continue;
    const tag = name?.toLowerCase();
    if (skipped !== null) {
      if (closing === '/' && tag === skipped) skipped = null;
    } else if (tag === undefined) writer.text(entities(text ?? token));
    else if (SILENT.has(tag) && closing !== '/') skipped = tag;
    else writer.tag(tag, closing === '/');
  }
  return writer.end();
}

const TOKEN =
  /(<!--[^]*?(?:-->|$)|<![^>]*>|<\?[^>]*>)|<(\/?)([A-Za-z][\w:-]*)(?:"[^"]{0,4000}"|'[^']{0,4000}'|[^<>"'])*>|([^<]+|<)/g;

const SILENT = new Set(['script', 'style', 'title', 'head', 'textarea', 'template', 'noscript']);

const BLOCKS = new Set([
  'p',
  'div',
  'br',
  'tr',
  'li',
  'ul',
  'ol',
  'table',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'pre',
  'blockquote',
  'body',
  'html',
  'form',
  'address',
]);

class TextWriter {
  private readonly lines: string[] = [];
  private line = '';
  private quotes = 0;
  private preformatted = 0;

  text(text: string): void {
    if (this.preformatted === 0) {
      const joined = text.replace(/[\t\n\r ]+/g, ' ');
      this.line += this.line === '' ? joined.trimStart() : joined;
      return;
    }
    const [first = '', ...rest] = text.replace(/\r\n?/g, '\n').split('\n');
    this.line += first;
    for (const each of rest) {
      this.push();
      this.line = each;
    }
  }

  tag(name: string, closing: boolean): void {
    if (!BLOCKS.has(name)) return;
    if (name === 'br' || this.line !== '') this.push();
    if (name === 'p' && closing && this.lines.at(-1) !== this.prefix().trimEnd()) this.push();
    if (name === 'blockquote') this.quotes = Math.max(0, this.quotes + (closing ? -1 : 1));
    if (name === 'pre') this.preformatted = Math.max(0, this.preformatted + (closing ? -1 : 1));
  }

  end(): string {
    if (this.line.trim() !== '') this.push();
    const text = this.lines.join('\n').replace(/^\n+|\n+$/g, '');
    return text === '' ? '' : `${text}\n`;
  }

  private prefix(): string {
    return this.quotes === 0 ? '' : `${'>'.repeat(Math.min(this.quotes, 50))} `;
  }

  private push(): void {
    const line = this.preformatted === 0 ? this.line.trimEnd() : this.line;
    this.lines.push(line === '' ? this.prefix().trimEnd() : this.prefix() + line);
    this.line = '';
  }
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
};

/** Decodes character references; an unknown one stays as it is. */
function entities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = decimal !== undefined ? Number(decimal) : parseInt(hex ?? '', 16);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole;
    },
  );
}
