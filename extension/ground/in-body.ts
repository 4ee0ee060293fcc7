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
  if (shown.length < 8 || !/>8|8<|>%|%</.test(shown)) return false;
  let perforation = 0;
  let blanks = 0;
  for (const [run] of shown.matchAll(/(?:-|>8|8<|>%|%<)(?:-|>8|8<|>%|%<|\s)*/g)) {
    perforation += run.length;
    blanks += run.length - run.replace(/\s/g, '').length;
  }
  return shown.length < perforation * 3 && blanks * 2 < perforation;
}
