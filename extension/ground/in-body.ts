/**
 * What may stand in a mail's text above the commit message: headers that override the mail's own (git mailinfo's
 * "in-body headers") and a scissors line. Both the reader of mail and the reader of patches have to know them.
 */
export interface InBody {
  /** Names in lower case: `from`, `subject`, `date`. Values unfolded, RFC 2047 words still encoded. */
  readonly headers: ReadonlyMap<string, string>;
  /** The first line, counted from 0, that belongs to the message proper. */
  readonly first: number;
}

const NAMES = ['from', 'subject', 'date'];

/** Reads the in-body headers from line `start` (counted from 0) on, by the rules of git mailinfo. */
export function readInBody(lines: readonly string[], start = 0): InBody {
  const headers = new Map<string, string>();
  let open: string | null = null;
  let at = start;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      if (open !== null) break;
      continue;
    }
    if (open !== null && /^[ \t]/.test(line) && !isScissors(line)) {
      headers.set(open, `${headers.get(open) ?? ''} ${line.trim()}`);
      continue;
    }
    if (/^>From [0-9a-f]{40}\s/.test(line)) continue;
    const named = /^([A-Za-z]+):\s*(.*)$/.exec(line);
    const name = named?.[1]?.toLowerCase();
    if (name === undefined || !NAMES.includes(name) || headers.has(name)) break;
    open = name;
    headers.set(name, (named?.[2] ?? '').trim());
  }
  return { headers, first: at };
}

/** Where a commit message stands in a mail's text, lines counted from 0. */
export interface CommitExtent {
  /** The in-body headers that hold for it. */
  readonly headers: InBody['headers'];
  /** The scissors line above which all is talk, or 0. */
  readonly scissors: number;
  readonly first: number;
  /** The line that ends it, or the number of lines. */
  readonly cut: number;
}

/**
 * Finds the commit message: below in-body headers, below a scissors line where one stands above the diff, with the
 * headers that follow it, and down to the line at which git mailinfo's message ends (`git mailinfo --scissors`).
 */
export function commitExtent(lines: readonly string[]): CommitExtent {
  let scissors = 0;
  let { headers, first } = readInBody(lines);
  let at = first;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isScissors(line)) {
      scissors = at;
      ({ headers, first } = readInBody(lines, at + 1));
      at = first - 1;
    } else if (endsMessage(line)) break;
  }
  return { headers, scissors, first, cut: at };
}

/**
 * Whether git mailinfo ends the commit message at this line: a diff's first line, or `---` alone. Only a text with such
 * a line is a patch to git, and only in a patch do in-body headers count.
 */
export function endsMessage(line: string): boolean {
  if (line.startsWith('---')) return /^---(?:\s*$| \S)/.test(line);
  return line.startsWith('diff -') || line.startsWith('Index: ');
}

/**
 * `-- >8 --` and its kin, as `git am --scissors` sees them: a cut mark, at least a third of the line perforation, and
 * few blanks in it.
 */
export function isScissors(line: string): boolean {
  const shown = line.trim();
  if (shown.length < 8 || !CUT_MARK.test(shown)) return false;
  let perforation = 0;
  let blanks = 0;
  for (const [run] of shown.matchAll(/(?:-|>8|8<|>%|%<)(?:-|>8|8<|>%|%<|\s)*/g)) {
    perforation += run.length;
    blanks += run.length - run.replace(/\s/g, '').length;
  }
  return shown.length < perforation * 3 && blanks * 2 < perforation;
}

const CUT_MARK = />8|8<|>%|%</;

/** The quick test before `commitExtent`: whether a text can hold in-body headers at all. */
export const mayHoldHeaders = (text: string): boolean =>
  /^\s*(?:>?From|Subject|Date)[: ]/i.test(text.slice(0, 200)) || CUT_MARK.test(text);
