/** The unified diff of two texts with three lines of context, as an oracle writes it: by the longest common subsequence. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const script = editScript(old, now);
  const near = script.map((_, at) => script.slice(Math.max(0, at - 3), at + 4).some(({ sign }) => sign !== ' '));
  let text = '';
  for (let at = 0; at < script.length; at++) {
    if (near[at] !== true || (at > 0 && near[at - 1] === true)) continue;
    let end = at;
    while (near[end] === true) end++;
    const hunk = script.slice(at, end);
    text += `@@ -${range(hunk, script.slice(0, at), '+')} +${range(hunk, script.slice(0, at), '-')} @@\n`;
    text += hunk.map(({ sign, line }) => `${sign}${line}\n`).join('');
  }
  return text === '' ? '' : `--- a/${path}\n+++ b/${path}\n${text}`;
}

interface Edit {
  readonly sign: ' ' | '+' | '-';
  readonly line: string;
}

const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

/** Start and count of one side of a hunk; an empty side names the line above it. */
function range(hunk: readonly Edit[], above: readonly Edit[], other: '+' | '-'): string {
  const count = hunk.filter(({ sign }) => sign !== other).length;
  const start = above.filter(({ sign }) => sign !== other).length + (count === 0 ? 0 : 1);
  return `${String(start)},${String(count)}`;
}

function editScript(old: readonly string[], now: readonly string[]): Edit[] {
  const common: number[][] = Array.from({ length: old.length + 1 }, () =>
    Array.from({ length: now.length + 1 }, () => 0),
  );
  const length = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      (common[i] as number[])[j] =
        old[i] === now[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
  const script: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      script.push({ sign: ' ', line: old[i] ?? '' });
      i++;
      j++;
    } else if (j >= now.length || (i < old.length && length(i + 1, j) >= length(i, j + 1)))
      script.push({ sign: '-', line: old[i++] ?? '' });
    else script.push({ sign: '+', line: now[j++] ?? '' });
  }
  return script;
}
