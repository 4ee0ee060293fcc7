/** One trailer line of a commit message or of a reply. */
export interface TrailerLine {
  readonly key: string;
  readonly value: string;
}

/** The trailers at the end of a commit message, as git interpret-trailers finds them: the last paragraph that has any. */
export function messageTrailers(message: string): TrailerLine[] {
  const found: { key: string; value: string }[] = [];
  for (const line of message.split('\n')) {
    const trailer = /^\s{0,1}([A-Za-z][\w-]*(?:-[\w-]+)*):\s+(\S.*)$/.exec(line);
    const key = trailer?.[1];
    if (key !== undefined && isTrailerKey(key)) {
      found.push({ key, value: (trailer?.[2] ?? '').trim() });
    } else {
      const last = found.at(-1);
      if (last !== undefined && /^[ \t]+\S/.test(line)) last.value += ` ${line.trim()}`;
    }
  }
  return found;
}

/** A word with `-by`, or one of the keys that the kernel uses without it. */
const isTrailerKey = (key: string): boolean =>
  /-(?:by|to|cc)$/i.test(key) ||
  /^(?:cc|fixes|link|closes|buglink|references|change-id|message-id|depends-on|based-on|supersedes|co-authored|suggested|bug|patchwork)$/i.test(
    key,
  );
