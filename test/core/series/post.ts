import { readMailbox } from '../../../extension/mail/mailbox';
import type { Message } from '../../../extension/mail/message';

/** One mail of a test, said shortly; `mailbox` writes it out. */
export interface Post {
  readonly subject: string;
  readonly id: string;
  /** Ids without their host: In-Reply-To, and before it in References what is older. */
  readonly answers?: string;
  readonly references?: readonly string[];
  readonly from?: string;
  /** Minutes after the first of March 2026. */
  readonly at?: number;
  readonly body?: string;
  /** Header fields as they stand in the mail; each takes the place of what would be written by that name. */
  readonly headers?: readonly string[];
}

/** A diff that changes one line of a file; no two `word`s give the same one. */
export const diff = (path: string, word: string, line = 10): string =>
  [
    '---',
    ` ${path} | 2 +-`,
    ' 1 file changed, 1 insertion(+), 1 deletion(-)',
    '',
    `diff --git a/${path} b/${path}`,
    'index 1111111..2222222 100644',
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -${String(line)},3 +${String(line)},3 @@ int frob(void)`,
    ' {',
    '-\treturn 0;',
    `+\treturn ${word};`,
    ' }',
    '-- ',
    '2.47.0',
    '',
  ].join('\n');

/** A patch mail; its text is signed off and holds a diff of its own. */
export const patch = (subject: string, id: string, more: Partial<Post> = {}): Post => ({
  subject,
  id,
  body: `Why.\n\nSigned-off-by: Ann Author <ann@example.org>\n${diff('lib/frob.c', id)}`,
  ...more,
});

export const cover = (subject: string, id: string, more: Partial<Post> = {}): Post => ({
  subject,
  id,
  body: 'What this is about.\n\n 2 files changed, 2 insertions(+)\n',
  ...more,
});

export const reply = (subject: string, id: string, answers: string, more: Partial<Post> = {}): Post => ({
  subject,
  id,
  answers,
  from: 'Rita Reviewer <rita@example.com>',
  body: '> quoted\n\nWhat if it fails?\n',
  ...more,
});

/** The mails as a mailbox holds them. */
export function mailbox(posts: readonly Post[]): string {
  return posts.map((post, n) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${written(post, n)}\n`).join('');
}

function written({ subject, id, answers, references, from, at, body, headers }: Post, n: number): string {
  const date = new Date(Date.UTC(2026, 2, 1, 12, 0) + (at ?? n) * 60_000).toUTCString().replace('GMT', '+0000');
  const older = [...(references ?? []), ...(answers === undefined ? [] : [answers])];
  const fields = [
    `From: ${from ?? 'Ann Author <ann@example.org>'}`,
    'To: list@example.org',
    `Subject: ${subject}`,
    `Date: ${date}`,
    `Message-ID: <${id}@example.org>`,
    ...(answers === undefined ? [] : [`In-Reply-To: <${answers}@example.org>`]),
    ...(older.length === 0 ? [] : [`References: ${older.map((each) => `<${each}@example.org>`).join('\n ')}`]),
  ];
  const named = new Set((headers ?? []).map(fieldName));
  return [...fields.filter((field) => !named.has(fieldName(field))), ...(headers ?? []), '', body ?? ''].join('\n');
}

const fieldName = (field: string): string => field.replace(/:[^]*/, '').toLowerCase();

export const readPosts = async (posts: readonly Post[]): Promise<Message[]> =>
  (await readMailbox(Buffer.from(mailbox(posts)), 'test.mbox')).messages;

/** Fisher and Yates with a small generator: the same order for the same seed. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const left = [...items];
  const order: T[] = [];
  let state = seed;
  while (left.length > 0) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    order.push(...left.splice(state % left.length, 1));
  }
  return order;
}
