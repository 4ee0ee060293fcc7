/**
 * Undoes format=flowed (RFC 3676): a line that ends in a blank goes on in the next one. Quoted lines are left as they
 * stand: a quoted diff may end its lines in blanks that mean something, and readers know lines by their text.
 * @param delsp the DelSp=yes parameter: the blank at the break isn't part of the text
 * @returns the text, and for each of its lines how many lines of `text` it takes up
 */
export function unflow(text: string, delsp: boolean): { text: string; taken: number[] } {
  const out: string[] = [];
  const taken: number[] = [];
  let open = '';
  let count = 0;
  const push = (line: string): void => {
    out.push(line);
    taken.push(count);
    open = '';
    count = 0;
  };
  const lines = text.split('\n');
  lines.forEach((line, at) => {
    const fixed = line === '-- ' || line.startsWith('>');
    if (fixed && count > 0) push(open);
    count++;
    if (fixed) return push(line);
    const unstuffed = line.startsWith(' ') ? line.slice(1) : line;
    if (unstuffed.endsWith(' ') && at < lines.length - 1) open += delsp ? unstuffed.slice(0, -1) : unstuffed;
    else push(open + unstuffed);
  });
  return { text: out.join('\n'), taken };
}
