import { readFileSync } from 'node:fs';
import { readMailbox } from '../extension/mail/mailbox';
import type { Message } from '../extension/mail/message';
import { conversationsOf, placeComments } from '../extension/review/conversation';
import { reviewThreads } from '../extension/review/review-thread';
import { sortIntoSeries } from '../extension/series/archive';

export interface PlacingFigures {
  readonly replies: number;
  readonly comments: number;
  readonly conversations: number;
  /** Processor seconds to place every comment, in a process that has placed none before. */
  readonly seconds: number;
  /** Processor seconds to follow all conversations through the revisions after that. */
  readonly followSeconds: number;
  /** The same bytes only read and sorted, as the measure beside it. */
  readonly readSeconds: number;
}

/** All comments of all replies put on their lines, and carried through the revisions. */
export async function measurePlacing(mailboxes: readonly string[]): Promise<PlacingFigures> {
  let before = process.cpuUsage();
  const lap = (): number => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    return (user + system) / 1e6;
  };
  const messages = new Map<string, Message>();
  for (const path of mailboxes)
    for (const message of (await readMailbox(readFileSync(path), path)).messages)
      if (!messages.has(message.id)) messages.set(message.id, message);
  const archive = sortIntoSeries([...messages.values()]);
  const readSeconds = lap();
  const { comments } = placeComments(archive);
  const seconds = lap();
  const conversations = conversationsOf(comments);
  reviewThreads(archive, conversations, [], []);
  const followSeconds = lap();
  const replies = archive.placed.filter(({ kind }) => kind === 'reply').length;
  return {
    replies,
    comments: comments.length,
    conversations: conversations.length,
    seconds,
    followSeconds,
    readSeconds,
  };
}

/** So many comments in one series are more than any reader will want to see. */
const COMMENTS = 500;
const PER_FILE = 20;

/** A patch on which five hundred things are said, each on a line of its own, twenty in a file, as a mailbox. */
export function muchDiscussed(): string {
  const files = Array.from({ length: COMMENTS / PER_FILE }, (_, file) => ({
    path: `drivers/widget/set-${String(file)}.c`,
    hunk: `@@ -10,2 +10,${String(PER_FILE + 2)} @@ void widget_set_all(struct widget *w)`,
    added: Array.from({ length: PER_FILE }, (_line, n) => `+	widget_set(w, ${String(file)}, ${String(n * 7)});`),
  }));
  const head = (id: string, from: string, hour: number, subject: string, to: string): string =>
    `From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: ${from} <${from.toLowerCase()}@example.org>\nTo: linux-widget@lists.example.org\n` +
    `Subject: ${subject}\nDate: Tue, 3 Mar 2026 ${String(hour).padStart(2, '0')}:00:00 +0000\nMessage-ID: <${id}@example.org>\n${to}\n`;
  const diffs = files.map(
    ({ path, hunk, added }) =>
      `diff --git a/${path} b/${path}\nindex 1111111111..2222222222 100644\n--- a/${path}\n+++ b/${path}\n${hunk}\n {\n${added.join('\n')}\n }\n`,
  );
  const patch =
    `${head('much', 'Ada', 0, '[PATCH] widget: set all registers at once', '')}` +
    `Every register has a value of its own.\n\nSigned-off-by: Ada <ada@example.org>\n---\n` +
    `${diffs.join('')}-- \n2.47.0\n\n`;
  const to = 'In-Reply-To: <much@example.org>\n';
  const replies = files.map(({ path, hunk, added }, r) => {
    const said = added.map((line, n) => `> ${line}\n\nWhy ${String(n)}, and what does register ${String(n)} do?\n\n`);
    const quoted = `> diff --git a/${path} b/${path}\n> --- a/${path}\n> +++ b/${path}\n> ${hunk}\n`;
    return `${head(`r${String(r)}`, 'Rosa', 1 + (r % 22), 'Re: [PATCH] widget: set all registers at once', to)}${quoted}${said.join('')}\n`;
  });
  return patch + replies.join('');
}
