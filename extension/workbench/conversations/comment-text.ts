import { plainMarkdown } from '../plain-text';

/**
 * A comment's text as Markdown that shows it as it was written and does nothing else: prose escaped, and wrapped by the box
 * that shows it where a mailer had wrapped it; code, diffs and tables in fences, so that their columns stand.
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
    blocks.push(prose(lines));
  }
  close();
  return blocks.join('\n\n');
}

/** Mail is wrapped at 60 characters and more; shorter lines were ended by hand. */
const WRAPPED = 50;

/**
 * A paragraph without the breaks that only a width made: where the next word would not have fitted into the longest line.
 * All others stay, and so do those before what begins as a list, a quote or a table does.
 */
function prose(lines: readonly string[]): string {
  const longest = Math.max(...lines.map((line) => line.trimEnd().length));
  return lines
    .map((line, index) => {
      const text = plainMarkdown(line.trimEnd(), Number.POSITIVE_INFINITY);
      const next = lines[index + 1];
      if (next === undefined) return text;
      const [word = ''] = next.split(' ', 1);
      const fits = line.trimEnd().length + 1 + word.length <= longest;
      const wrapped = longest >= WRAPPED && !fits && !/^(?:\s|[-*+•>|#]|\(?\w{1,2}[.):](?:\s|$)|\[\d+\])/.test(next);
      return `${text}${wrapped ? ' ' : '\\\n'}`;
    })
    .join('');
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
