import { fileLine, mailLine, type FileLine, type MailLine } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import type { DiffLine, Hunk } from './patch';

const HEADER = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)$/;

/** Whether a line opens a hunk. */
export const isHunkHeader = (line: string): boolean => line.startsWith('@@ -') && HEADER.test(line);

/** A hunk, the first line below it (counted from 0), and what was odd about it. */
export interface ReadHunk {
  readonly hunk: Hunk;
  readonly next: number;
  readonly problems: readonly Problem[];
}

/**
 * Reads the hunk whose `@@` stands in `lines[at]`. Its counts bound it, so that a signature or a list footer below the
 * last hunk never becomes a removed line; a hunk that ends early, or that a mailer has wrapped, is read as far as
 * it is plain and said so.
 * @param name what the places of problems call the text
 */
export function readHunk(lines: readonly string[], at: number, name: string): ReadHunk {
  return new HunkReader(lines, at, name).read();
}

class HunkReader {
  private readonly problems: Problem[] = [];
  private readonly shown: DiffLine[] = [];
  private readonly header: RegExpExecArray | null;
  private readonly oldStart: number;
  private readonly newStart: number;
  private readonly oldCount: number;
  private readonly newCount: number;
  private heading: string;
  private old: number;
  private new: number;
  private oldLeft: number;
  private newLeft: number;
  private oldNoNewline = false;
  private newNoNewline = false;

  constructor(
    private readonly lines: readonly string[],
    private readonly at: number,
    private readonly name: string,
  ) {
    this.header = HEADER.exec(lines[at] ?? '');
    const [, oldStart = '0', oldCount = '1', newStart = '0', newCount = '1', heading = ''] = this.header ?? [];
    this.oldStart = Number(oldStart);
    this.newStart = Number(newStart);
    this.oldCount = this.oldLeft = Number(oldCount);
    this.newCount = this.newLeft = Number(newCount);
    this.heading = heading.replace(/^ /, '');
    // An empty range names the line above it (GNU diff, "Detailed Unified"), a range with lines its first line.
    this.old = this.oldStart + (this.oldCount === 0 ? 1 : 0);
    this.new = this.newStart + (this.newCount === 0 ? 1 : 0);
  }

  read(): ReadHunk {
    let at = this.at + 1;
    while ((this.oldLeft > 0 || this.newLeft > 0) && at < this.lines.length) {
      if (this.endsEarly(at) || !this.take(at)) break;
      at++;
    }
    if (this.oldLeft > 0 || this.newLeft > 0) this.reportShort();
    if (this.lines[at]?.startsWith('\\')) {
      this.noNewline();
      at++;
    }
    if (this.oldLeft <= 0 && this.newLeft <= 0) this.reportLong(at);
    return {
      hunk: {
        oldStart: fileLine(this.oldStart),
        oldCount: this.oldCount,
        newStart: fileLine(this.newStart),
        newCount: this.newCount,
        heading: this.heading,
        lines: this.shown,
        mailLine: mailLine(this.at + 1),
        oldNoNewline: this.oldNoNewline,
        newNoNewline: this.newNoNewline,
      },
      next: at,
      problems: this.problems,
    };
  }

  /** Whether the text at `at` can't belong to a hunk, whatever the counts still promise. */
  private endsEarly(at: number): boolean {
    const line = this.lines[at] ?? '';
    if (line.startsWith('diff --git ') || isHunkHeader(line)) return true;
    if (isFileHeader(this.lines, at) && isHunkHeader(this.lines[at + 2] ?? '')) return true;
    return line === '-- ' && this.isSignature(at);
  }

  /**
   * A `-- ` line with, below it, nothing that a hunk could go on with. Where this line is just what the counts still
   * miss it is a removed line, unless the version number that git writes below its signature says otherwise.
   */
  private isSignature(at: number): boolean {
    const below = this.lines[at + 1];
    if (this.oldLeft === 1 && this.newLeft === 0) return below !== undefined && /^\d+\.\d+/.test(below);
    return below === undefined || !/^[ +\\-]/.test(below);
  }

  /** Takes one line into the hunk; false where it can't be part of it. */
  private take(at: number): boolean {
    const line = this.lines[at] ?? '';
    const place = mailLine(at + 1);
    switch (line[0]) {
      case '+':
        if (this.newLeft <= 0) return false;
        this.shown.push({ kind: 'added', text: line.slice(1), new: this.nextNew(), mailLine: place });
        return true;
      case '-':
        if (this.oldLeft <= 0) return false;
        this.shown.push({ kind: 'removed', text: line.slice(1), old: this.nextOld(), mailLine: place });
        return true;
      case '\\':
        this.noNewline();
        return true;
      case ' ':
        return this.context(line.slice(1), place);
      case undefined:
        // Mailers strip the blank that an empty context line consists of; git apply takes it so too. At the end of
        // the text it is the end of the text.
        return at + 1 < this.lines.length && this.context('', place);
      case '\t':
        if (!this.context(line, place)) return false;
        this.report('hunk-sign-missing', 'A line of the hunk has lost its sign; it was read as context.', at);
        return true;
      default:
        return this.rejoin(line, at);
    }
  }

  private context(text: string, place: MailLine): boolean {
    if (this.oldLeft <= 0 || this.newLeft <= 0) return false;
    this.shown.push({ kind: 'context', text, old: this.nextOld(), new: this.nextNew(), mailLine: place });
    return true;
  }

  /**
   * A line without a sign is what a mailer broke off the line above. It is joined again only where that is
   * unambiguous: the line above was long enough to be broken.
   */
  private rejoin(line: string, at: number): boolean {
    const above = this.lines[at - 1] ?? '';
    if (above.length + (line.split(' ', 1)[0] ?? '').length < 64) return false;
    const joined = (text: string): string => (text.endsWith(' ') ? text + line : `${text} ${line}`);
    const last = this.shown.pop();
    if (last === undefined) this.heading = joined(this.heading);
    else this.shown.push({ ...last, text: joined(last.text) });
    this.report('hunk-line-rejoined', 'A line of the diff was broken in two by a mailer; it was joined again.', at);
    return true;
  }

  private nextOld(): FileLine {
    this.oldLeft--;
    return fileLine(this.old++);
  }

  private nextNew(): FileLine {
    this.newLeft--;
    return fileLine(this.new++);
  }

  private noNewline(): void {
    const last = this.shown.at(-1)?.kind;
    if (last !== 'added') this.oldNoNewline = true;
    if (last !== 'removed') this.newNoNewline = true;
  }

  private reportShort(): void {
    const old = this.oldCount - this.oldLeft;
    const added = this.newCount - this.newLeft;
    this.report(
      'hunk-short',
      `The hunk promises ${String(this.oldCount)} old and ${String(this.newCount)} new lines but shows ${String(old)} and ` +
        `${String(added)}. The lines shown are kept; ask for the patch to be sent again.`,
      this.at,
    );
  }

  /** Lines with signs right below the counted ones: the counts are too small (git apply would call it corrupt). */
  private reportLong(at: number): void {
    const line = this.lines[at] ?? '';
    if (!/^[ +-]/.test(line) || line.trim() === '--' || line.startsWith('--- ') || line.trim() === '') return;
    this.report(
      'hunk-long',
      `The hunk goes on below the ${String(this.oldCount)} old and ${String(this.newCount)} new lines that its header ` +
        'promises. The lines beyond are left out.',
      at,
    );
  }

  private report(code: string, message: string, at: number): void {
    this.problems.push(problem(code, message, { file: this.name, line: at + 1, column: 1 }));
  }
}

/** `--- old` directly above `+++ new`. */
export function isFileHeader(lines: readonly string[], at: number): boolean {
  return (lines[at]?.startsWith('--- ') ?? false) && (lines[at + 1]?.startsWith('+++ ') ?? false);
}
