import type { DiffSide } from '../../../webview/protocol';
import type { FileDiff, Hunk } from '../../patch/patch';

/** Both sides of a file as a patch shows them: the lines of its hunks, and a marked gap for what stands between. */
export interface FileSides {
  readonly old: DiffSide;
  readonly new: DiffSide;
}

/** The same, and how the rows of both follow each other in the mail: as `DiffDocument.signs`. */
export interface ShownSides extends FileSides {
  readonly signs: string;
}

const SIGNS = { context: ' ', added: '+', removed: '-' } as const;

/**
 * The gaps read the same on both sides, so that a diff of the two shows exactly the patch's own changes. A hunk whose
 * numbers run backwards (its header lies) is set apart by a gap of unknown length.
 */
export function fileSides(file: FileDiff): ShownSides {
  const before = new SideBuilder();
  const after = new SideBuilder();
  let signs = '';
  let expected = 1;
  for (const hunk of file.hunks) {
    const start = firstOldLine(hunk);
    if (start !== expected) {
      const text = gapText(start > expected ? start - expected : null, hunk.heading);
      before.add(text, 0, 0);
      after.add(text, 0, 0);
      signs += ' ';
    }
    for (const line of hunk.lines) {
      if (line.kind !== 'added') before.add(line.text, line.old, line.mailLine);
      if (line.kind !== 'removed') after.add(line.text, line.new, line.mailLine);
      signs += SIGNS[line.kind];
    }
    expected = hunk.oldStart + hunk.oldCount;
  }
  return { old: before.side(), new: after.side(), signs };
}

/**
 * Both sides of the whole file, where the text before the patch is at hand; null where the hunks do not fit it. Rows are
 * the file's own lines then.
 */
export function wholeSides(file: FileDiff, base: string): FileSides | null {
  const lines = base.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const before = new SideBuilder();
  const after = new SideBuilder();
  let next = 1;
  let shift = 0;
  const copy = (end: number): void => {
    for (; next < end && next <= lines.length; next++) {
      before.add(lines[next - 1] ?? '', next, 0);
      after.add(lines[next - 1] ?? '', next + shift, 0);
    }
  };
  for (const hunk of file.hunks) {
    if (firstOldLine(hunk) < next) return null;
    copy(firstOldLine(hunk));
    for (const line of hunk.lines) {
      if (line.kind !== 'added') {
        if (lines[next - 1] !== line.text) return null;
        before.add(line.text, next, line.mailLine);
        if (line.kind === 'context') after.add(line.text, next + shift, line.mailLine);
        else shift--;
        next++;
      } else {
        after.add(line.text, next + shift, line.mailLine);
        shift++;
      }
    }
  }
  copy(lines.length + 1);
  return { old: before.side(), new: after.side() };
}

/** Row (from 0) of a line of the patch's mail in a side, or null where it is not on that side. */
export function rowOfMailLine(side: DiffSide, mailLine: number): number | null {
  const row = side.mailLines?.indexOf(mailLine) ?? -1;
  return row < 0 ? null : row;
}

class SideBuilder {
  private readonly lines: string[] = [];
  private readonly lineNumbers: number[] = [];
  private readonly mailLines: number[] = [];

  add(text: string, line: number, mailLine: number): void {
    this.lines.push(text);
    this.lineNumbers.push(line);
    this.mailLines.push(mailLine);
  }

  side(): DiffSide {
    const text = this.lines.map((line) => `${line}\n`).join('');
    return { text, lineNumbers: this.lineNumbers, mailLines: this.mailLines };
  }
}

/** A hunk that adds to an empty place counts from the line above it (`@@ -12,0 +13,4 @@` stands below line 12). */
const firstOldLine = (hunk: Hunk): number => (hunk.oldCount === 0 ? hunk.oldStart + 1 : hunk.oldStart);

/** In C's own comment marks, which the languages of kernel files that matter here colour as a comment. */
function gapText(lines: number | null, heading: string): string {
  const count = lines === null ? '' : ` ${lines} ${lines === 1 ? 'line' : 'lines'} not shown`;
  const where = heading.replace(/\*\//g, '* /').trim();
  return `/* ⋯${count}${where === '' ? '' : ` · ${where}`} ⋯ */`;
}
