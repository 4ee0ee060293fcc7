import { plainMarkdown } from '../plain-text';

/**
 * A comment's text as Markdown that shows it as it was written and does nothing else: prose escaped, with its line
 * breaks; code, diffs and tables in fences, so that their columns stand.
 */
export function commentMarkdown(text: string): string {
  const blocks: string[] = [];
  let code: string[] = [];
  const close = (): void => {
    if (code.length > 0) blocks.push(fenced(code));
    code = [];
  };
  for (const paragraph of text.split(/\n(?:[^\S\n]*\n)+/)) {
    const lines = paragraph.split('\n');
    if (lines.filter(isCode).length * 2 > lines.length) {
      // What stands between two pieces of code was one text; it stays together.
      if (code.length > 0) code.push('');
      code.push(...lines);
      continue;
    }
    close();
    blocks.push(lines.map((line) => plainMarkdown(line, Number.POSITIVE_INFINITY)).join('\\\n'));
  }
  close();
  return blocks.join('\n\n');
}

/** Indented, a line of a diff, or ended as C ends its lines. */
const isCode = (line: string): boolean =>
  /^(?: {4}|\t|[+-](?![-\s]*\w+ \w+)|@@ |diff --git |index [0-9a-f]+\.\.)|[;{}]\s*$/.test(line);

/** A fence longer than any run of its mark inside can't be left from within (CommonMark 0.31 section 4.5). */
function fenced(lines: readonly string[]): string {
  const text = lines.map((line) => line.replace(/[^\P{C}\t]/gu, '')).join('\n');
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
