import { problem, type Problem } from '../ground/problem';
import type { FileStatus } from './patch';
import { isFileHeader, isHunkHeader } from './hunk';

/** What stands above the hunks of one file. */
export interface FileHeader {
  readonly path: string;
  readonly oldPath: string | null;
  readonly status: FileStatus;
  readonly oldMode: string | null;
  readonly newMode: string | null;
  readonly oldBlob: string | null;
  readonly newBlob: string | null;
  readonly similarity: number | null;
  /** The first line below the header, counted from 0. */
  readonly next: number;
  readonly problems: readonly Problem[];
}

/** Whether the header of a file's diff begins at this line: git's, CVS's and SVN's (`Index:`), or a bare `---`/`+++`. */
export function isFileStart(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.startsWith('diff --git ')) return true;
  if (line.startsWith('Index: ')) return indexHeader(lines, at) !== null;
  return isFileHeader(lines, at) && isHunkHeader(lines[at + 2] ?? '');
}

/** Reads the header at a line for which `isFileStart` holds. */
export function readFileHeader(lines: readonly string[], at: number, name: string): FileHeader {
  const line = lines[at] ?? '';
  if (line.startsWith('diff --git ')) return readGitHeader(lines, at, name);
  const names = line.startsWith('Index: ') ? indexHeader(lines, at) : at;
  return readPlainHeader(lines, names ?? at, line.startsWith('Index: ') ? line.slice(7).trim() : null);
}

/** The `---` line that belongs to an `Index:` line, at most a ruler and a few lines of `diff` and `RCS file` below it. */
function indexHeader(lines: readonly string[], at: number): number | null {
  for (let below = at + 1; below < Math.min(lines.length, at + 8); below++) {
    if (isFileHeader(lines, below)) return below;
    if (lines[below]?.startsWith('Index: ')) return null;
  }
  return null;
}

function readPlainHeader(lines: readonly string[], at: number, index: string | null): FileHeader {
  const before = plainName(lines[at] ?? '');
  const after = plainName(lines[at + 1] ?? '');
  const range = /^@@ -(\S+) \+(\S+) @@/.exec(lines[at + 2] ?? '');
  const added = before === '/dev/null' || (range?.[1] === '0,0' && isEpoch(lines[at] ?? ''));
  const deleted = after === '/dev/null' || (range?.[2] === '0,0' && isEpoch(lines[at + 1] ?? ''));
  const path = index ?? stripped(before, after, deleted ? before : after);
  return {
    path: index !== null && before !== after && after !== '/dev/null' ? stripped(before, after, after) : path,
    oldPath: null,
    status: added ? 'added' : deleted ? 'deleted' : 'modified',
    oldMode: null,
    newMode: null,
    oldBlob: null,
    newBlob: null,
    similarity: null,
    next: at + 2,
    problems: [],
  };
}

function readGitHeader(lines: readonly string[], start: number, name: string): FileHeader {
  const problems: Problem[] = [];
  let title = (lines[start] ?? '').slice('diff --git '.length);
  let at = start + 1;
  // Mailers break the title where it has its only blank.
  if (/^b\/\S+$/.test((lines[at] ?? '').trim()) && !/ b\//.test(title)) {
    title = `${title.trimEnd()} ${(lines[at] ?? '').trim()}`;
    problems.push(
      problem('diff-header-rejoined', 'The diff --git line was broken in two by a mailer; it was joined again.', {
        file: name,
        line: at + 1,
        column: 1,
      }),
    );
    at++;
  }
  const said = new Map<string, string>();
  let status: FileStatus = 'modified';
  let binary = false;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const extended =
      /^(old mode|new mode|deleted file mode|new file mode|copy from|copy to|rename from|rename to|similarity index|dissimilarity index|index) (.*)$/.exec(
        line,
      );
    if (extended?.[1] !== undefined) said.set(extended[1], (extended[2] ?? '').trimEnd());
    else if (line.startsWith('Binary files ') || line === 'GIT binary patch') binary = true;
    else if (isFileHeader(lines, at)) {
      said.set('---', plainName(line)).set('+++', plainName(lines[at + 1] ?? ''));
      at += 2;
      break;
    } else break;
  }
  const [titleOld, titleNew] = titlePaths(title);
  const oldName = said.get('rename from') ?? said.get('copy from');
  const newName = said.get('rename to') ?? said.get('copy to');
  if (said.has('rename from') || said.has('rename to')) status = 'renamed';
  else if (said.has('copy from') || said.has('copy to')) status = 'copied';
  else if (said.has('new file mode') || said.get('---') === '/dev/null') status = 'added';
  else if (said.has('deleted file mode') || said.get('+++') === '/dev/null') status = 'deleted';
  else if (binary) status = 'binary';
  else if (said.has('new mode') && !said.has('---')) status = 'mode';
  const [oldBlob = null, newBlob = null, mode = null] = /^([0-9a-f]+)\.\.([0-9a-f]+)(?: (\d+))?$/
    .exec(said.get('index') ?? '')
    ?.slice(1) ?? [null, null, null];
  const similarity = /^(\d+)%/.exec(said.get('similarity index') ?? '');
  const before = said.get('---') ?? '/dev/null';
  const after = said.get('+++') ?? '/dev/null';
  const shownPath = after !== '/dev/null' ? after : before !== '/dev/null' ? before : null;
  const path = newName !== undefined ? unquoted(newName) : shownPath !== null ? withoutPrefix(shownPath) : titleNew;
  return {
    path,
    oldPath:
      status === 'renamed' || status === 'copied' ? (oldName !== undefined ? unquoted(oldName) : titleOld) : null,
    status,
    oldMode: said.get('old mode') ?? said.get('deleted file mode') ?? mode,
    newMode: said.get('new mode') ?? said.get('new file mode') ?? mode,
    oldBlob: blob(oldBlob),
    newBlob: blob(newBlob),
    similarity: similarity === null ? null : Number(similarity[1]),
    next: at,
    problems,
  };
}

/** Git writes zeros for the blob of a file that isn't there. */
const blob = (id: string | null): string | null => (id === null || /^0+$/.test(id) ? null : id);

/** Git's prefixes: a/ and b/, and i/ w/ c/ o/ with `diff.mnemonicPrefix`. */
const withoutPrefix = (path: string): string => path.replace(/^[abciow]\//, '');

/** Both paths of a `diff --git` title. Paths with blanks are told apart by being equal but for their prefix. */
function titlePaths(title: string): [string, string] {
  const text = title.trimEnd();
  const quoted = /^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+)$/.exec(text);
  if (quoted?.[1] !== undefined && quoted[2] !== undefined)
    return [withoutPrefix(unquoted(quoted[1])), withoutPrefix(unquoted(quoted[2]))];
  const half = (text.length - 1) / 2;
  const [before, after] = [text.slice(0, half), text.slice(half + 1)];
  return [withoutPrefix(before), withoutPrefix(after)];
}

/** The name on a `---` or `+++` line, without the time stamp that diff writes behind a tab. */
function plainName(line: string): string {
  // No path is longer (PATH_MAX), and what follows it need not be read.
  const rest = line.slice(4, 4 + 4096);
  if (rest.startsWith('"')) return unquoted(rest.slice(0, rest.lastIndexOf('"') + 1));
  const [name = ''] = rest.split('\t', 1);
  return name.replace(/\s+\(.*\)$|\s+\d{4}-\d\d-\d\d .*$/, '').trimEnd();
}

const isEpoch = (line: string): boolean => /\t(1970-01-01|Thu Jan +1 .* 1970)/.test(line);

/**
 * The path of a diff without git's title. The first directory goes where it is no part of the tree: `a/` and `b/`, or
 * names that differ in it alone (quilt's `linux.orig/` and `linux/`). SVN and CVS name the file itself twice.
 */
function stripped(before: string, after: string, path: string): string {
  const cut = path.indexOf('/');
  if (cut < 0) return path;
  const rest = path.slice(cut + 1);
  if (/^[ab]\//.test(path)) return rest;
  const other = path === before ? after : before;
  return other !== path && other.endsWith(`/${rest}`) && other.indexOf('/') === other.length - rest.length - 1
    ? rest
    : path;
}

/** Undoes git's C-style quoting of odd paths: `"a/\303\244"`. */
function unquoted(path: string): string {
  if (!path.startsWith('"')) return path;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [, octal, escaped, plain] of path.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/g)) {
    if (octal !== undefined) bytes.push(parseInt(octal, 8));
    else bytes.push(...encoder.encode(plain ?? ESCAPES[escaped ?? ''] ?? escaped ?? ''));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
