/**
 * How well comments are placed: precision and recall on the hundred replies that were read by eye, and what the b4 that is
 * installed can say about the same hundred. `node --import tsx bench/gold.ts`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { conversationsOf, placeComments } from '../extension/review/conversation';
import { corpus } from '../test/core/review/corpus';
import gold from '../test/core/review/gold.json';

const line = (text: string): void => void process.stdout.write(`${text}\n`);

/** b4's own reading of a reply, as `b4 am` and `b4 trailers` do it: the trailers that its sender gives. */
const READ = `
import sys, json, email, email.policy, b4
found = {}
for raw in json.load(sys.stdin):
    message = b4.LoreMessage(email.message_from_bytes(raw.encode()))
    given, mismatches = message.get_trailers()
    found[message.msgid] = ['%s: %s' % (each.name, each.value) for each in given if each.type == 'person']
print(json.dumps(found))
`;

async function main(): Promise<void> {
  const archive = await corpus();
  if (archive === null) return line('The thread corpus is not there: nothing was measured.');
  const drawn = new Set(gold.replies.map(({ message }) => message));
  const { comments } = placeComments(archive);
  const expected = new Set(
    gold.replies.flatMap(({ message, comments: all }) =>
      all.map((comment, index) => JSON.stringify({ id: `${message}#${String(index + 1)}`, ...comment })),
    ),
  );
  const found = comments.filter(({ messageId }) => drawn.has(messageId));
  const right = found.filter(({ id, patch, file, side, line: at, replyTo }) =>
    expected.has(JSON.stringify({ id, patch, file, side, line: at, parent: replyTo })),
  ).length;
  const share = (part: number, all: number): string =>
    `${String(part)} of ${String(all)}, ${((100 * part) / all).toFixed(1)} %`;
  line(`replies read by eye   ${String(drawn.size)}, ${String(expected.size)} comments`);
  line(`precision             ${share(right, found.length)}`);
  line(`recall                ${share(right, expected.size)}`);
  line(`conversations in all  ${String(conversationsOf(comments).length)} of ${String(comments.length)} comments`);

  const help = spawnSync('b4', ['--help'], { encoding: 'utf8' });
  if (help.error !== undefined) return line('b4 is not installed: no figure of it.');
  const verbs = /\{([\w,]+)\}/.exec(help.stdout)?.[1] ?? '';
  line(`b4 ${spawnSync('b4', ['--version'], { encoding: 'utf8' }).stdout.trim()} has ${verbs.replaceAll(',', ', ')}`);
  if (verbs.split(',').includes('review')) line('  and reads comments, with "review": compare it.');
  else line('  and nothing that reads comments out of replies ("review" came with 0.15), so it has no such figure.');

  const mails = archive.placed
    .filter(({ message }) => drawn.has(message.id))
    .map(
      ({ message }) =>
        `From: ${message.from.name.replace(/[^\w .'-]/g, '')} <${message.from.email}>\nSubject: ${message.subject}\n` +
        `Message-ID: <${message.id}>\nIn-Reply-To: <${message.inReplyTo ?? ''}>\nDate: Tue, 3 Mar 2026 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n` +
        `Content-Transfer-Encoding: 8bit\n\n${message.body}`,
    );
  const shebang = readFileSync(spawnSync('which', ['b4'], { encoding: 'utf8' }).stdout.trim(), 'utf8');
  const python = /^#!(\S+)/.exec(shebang)?.[1] ?? 'python3';
  const read = spawnSync(python, ['-c', READ], { input: JSON.stringify(mails), encoding: 'utf8' });
  if (read.status !== 0)
    return line(`  b4 could not be asked for trailers: ${read.stderr.trim().split('\n').pop() ?? ''}`);
  const theirs = new Set(
    Object.entries(JSON.parse(read.stdout) as Record<string, string[]>).flatMap(([id, all]) =>
      all.map((trailer) => `${id} ${trailer}`.toLowerCase()),
    ),
  );
  const ours = new Set(
    archive.series.flatMap(({ patches }) =>
      patches.flatMap(({ trailers }) =>
        trailers
          .filter(({ from }) => drawn.has(from))
          .map(({ from, key, value }) => `${from} ${key}: ${value}`.toLowerCase()),
      ),
    ),
  );
  const both = [...theirs].filter((each) => ours.has(each)).length;
  line(`  trailers in the hundred: b4 ${String(theirs.size)}, we ${String(ours.size)}, the same ${String(both)}`);
  for (const each of theirs) if (!ours.has(each)) line(`    only b4: ${each}`);
  for (const each of ours) if (!theirs.has(each)) line(`    only we: ${each}`);
}

void main();
