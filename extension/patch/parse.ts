import { mailLine } from '../ground/brand';
import { commitExtent } from '../ground/in-body';
import { problem, type Problem } from '../ground/problem';
import { isFileStart, readFileHeader } from './file-header';
import { isFileHeader, isHunkHeader, readHunk } from './hunk';
import type { FileDiff, Hunk, Patch } from './patch';

/**
 * Takes a mail's text apart. Never throws; what is odd is a problem with its place.
 * @param body text with LF line ends; mail lines of the result count from 1 at its first line
 * @param name what the places of problems call the text, a Message-ID for instance
 */
export function parsePatch(body: string, name = 'message'): Patch {
  const lines = body.split('\n');
  const { scissors, first, cut } = commitExtent(lines);
  const { files, problems } = readFiles(lines, cut, name);
  const notesEnd = files[0] === undefined ? signatureLine(lines, cut) : files[0].first - 1;
  const above = lines.slice(0, scissors).join('\n').trim();
  const notes = lines
    .slice(isSeparator(lines[cut] ?? '') ? cut + 1 : cut, notesEnd)
    .join('\n')
    .trim();
  return {
    message: lines.slice(first, cut).join('\n').trim(),
    notes: above === '' ? notes : notes === '' ? above : `${above}\n\n${notes}`,
    files,
    baseCommit: baseCommit(lines),
    problems,
  };
}

/** `---` and blanks alone: what stands below is not for the commit message. */
const isSeparator = (line: string): boolean => /^---\s*$/.test(line);

/** Without a diff the notes end at the signature. */
function signatureLine(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at++) if (lines[at] === '-- ') return at;
  return lines.length;
}

function baseCommit(lines: readonly string[]): string | null {
  for (const line of lines) {
    if (!line.startsWith('base-commit: ')) continue;
    const id = /^base-commit: ([0-9a-f]{7,64})\s*$/.exec(line)?.[1];
    if (id !== undefined) return id;
  }
  return null;
}

/** A file's diff while it is being read. */
interface Open {
  readonly header: ReturnType<typeof readFileHeader>;
  readonly first: number;
  last: number;
  readonly hunks: Hunk[];
  readonly problems: Problem[];
}

function readFiles(lines: readonly string[], from: number, name: string): { files: FileDiff[]; problems: Problem[] } {
  const files: FileDiff[] = [];
  const problems: Problem[] = [];
  let open: Open | null = null;
  const report = (code: string, message: string, at: number): void => {
    (open?.problems ?? problems).push(problem(code, message, { file: name, line: at + 1, column: 1 }));
  };
  const close = (): void => {
    if (open !== null) files.push(closed(open, name));
    open = null;
  };
  let at = from;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.length < 5 || !/^(?:diff|Inde|--- |@@ |@@@ |GIT )/.test(line)) {
      at++;
    } else if (isFileStart(lines, at)) {
      close();
      const header = readFileHeader(lines, at, name);
      open = { header, first: at, last: header.next - 1, hunks: [], problems: [...header.problems] };
      at = header.next;
    } else if (isHunkHeader(line)) {
      const read = readHunk(lines, at, name);
      if (open === null) {
        report('hunk-without-file', 'A hunk stands here without the name of its file; it was left out.', at);
      } else {
        if (at > open.last + 1 && open.problems.at(-1)?.code !== 'hunk-long')
          report('text-between-hunks', 'Text stands between two hunks of a file; it was skipped.', open.last + 1);
        open.hunks.push(read.hunk);
        open.problems.push(...read.problems);
        open.last = read.next - 1;
      }
      at = Math.max(read.next, at + 1);
    } else if (/^@@@+ -/.test(line)) {
      report('combined-diff', 'A combined diff of a merge stands here; only diffs against one parent are read.', at);
      at++;
    } else if (isFileHeader(lines, at) && /^@@ [-\d]/.test(lines[at + 2] ?? '')) {
      report('hunk-header-unreadable', 'The @@ line below is damaged; its hunk was left out.', at + 2);
      at += 3;
    } else {
      if (/^@@ -\d/.test(line)) report('hunk-header-unreadable', 'This @@ line is damaged; its hunk was left out.', at);
      at++;
    }
  }
  close();
  return { files, problems };
}

function closed({ header, first, last, hunks, problems }: Open, name: string): FileDiff {
  let added = 0;
  let removed = 0;
  for (const hunk of hunks)
    for (const { kind } of hunk.lines) {
      if (kind === 'added') added++;
      else if (kind === 'removed') removed++;
    }
  return {
    path: header.path,
    oldPath: header.oldPath,
    status: header.status,
    oldMode: header.oldMode,
    newMode: header.newMode,
    oldBlob: header.oldBlob,
    newBlob: header.newBlob,
    similarity: header.similarity,
    added,
    removed,
    hunks,
    first: mailLine(first + 1),
    last: mailLine(last + 1),
    problems: lostItsTabs(header.path, hunks) ? [...problems, tabsLost(name, first)] : problems,
  };
}

/** Files that the kernel indents with tabs (Documentation/process/coding-style.rst). */
const TABBED = /(?:\.[chS]|(?:^|\/)(?:Kbuild|Kconfig|Makefile)[\w.-]*)$/;

/**
 * Whether a mailer has made blanks of a diff's tabs: there is no tab, and what is indented is so by eight blanks or more.
 * Which of the blanks were tabs can't be told, so nothing is repaired.
 */
function lostItsTabs(path: string, hunks: readonly Hunk[]): boolean {
  if (!TABBED.test(path)) return false;
  let indented = 0;
  for (const { lines } of hunks)
    for (const { text } of lines) {
      if (text.includes('\t')) return false;
      const blanks = text.search(/[^ ]/);
      if (blanks > 1 && blanks < 8) return false;
      if (blanks >= 8) indented++;
    }
  return indented >= 2;
}

const tabsLost = (name: string, first: number): Problem =>
  problem(
    'tabs-lost',
    'No line of this diff has a tab, though the kernel indents with tabs: a mailer made blanks of them. It is shown as posted; ask for the patch to be sent again, or apply it with --ignore-whitespace.',
    { file: name, line: first + 1, column: 1 },
  );
