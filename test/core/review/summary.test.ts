import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Terminal } from '../../../extension/cli/command';
import { summaryCommand } from '../../../extension/cli/summary';
import { conversationsOf, placeComments } from '../../../extension/review/conversation';
import { followConversations } from '../../../extension/review/follow';
import { summaryMarkdown, summaryText } from '../../../extension/review/format-summary';
import type { Mark } from '../../../extension/review/note';
import { summarise, type Summary } from '../../../extension/review/summary';
import { archiveOf, PATCH, reply } from './mails';

const LEAK = reply('> +	if (ret < 0)\n> +		return ret;\n\nThis leaks the lock.\n');
const LATE = reply('> +	mutex_unlock(&w->lock);\n\nToo late.\n', 'p1@example.org', 'r2@example.org', 13);

/** The same patch some weeks later. */
const revision = (n: number, change: (patch: string) => string = (patch) => patch): string =>
  change(
    PATCH.replace('[PATCH]', `[PATCH v${String(n)}]`)
      .replace('<p1@', `<p${String(n)}@`)
      .replace('Tue, 3 Mar', `Tue, ${String(3 + 7 * (n - 1))} Mar`),
  );

const mended = (patch: string): string =>
  patch.replace('+		return ret;\n+	mutex_unlock', '+		goto out_unlock;\n+	mutex_unlock');

async function summaryOf(marks: readonly Mark[], ...mails: readonly string[]): Promise<Summary> {
  const archive = await archiveOf(...mails);
  const last = archive.series.toSorted((left, right) => right.revision - left.revision)[0];
  assert.ok(last !== undefined);
  return summarise(archive, conversationsOf(placeComments(archive).comments), marks, [], last);
}

const words = (summary: Summary): unknown =>
  [summary.open, summary.carried].map((groups) =>
    groups.flatMap(({ conversations }) => conversations.map((each) => each.words)),
  );

const mark = (conversation: string, change: Partial<Mark>): Mark => ({
  conversation,
  revision: 1,
  resolved: false,
  addressed: {},
  ...change,
});

describe('what is still open in a series', () => {
  it('is every conversation that nobody resolved', async () => {
    assert.deepEqual(words(await summaryOf([], PATCH, LEAK, LATE)), [['This leaks the lock.', 'Too late.'], []]);
    const resolved = [mark('r1@example.org#1', { resolved: true })];
    assert.deepEqual(words(await summaryOf(resolved, PATCH, LEAK, LATE)), [['Too late.'], []]);
  });

  it('is what no later revision addressed', async () => {
    assert.deepEqual(words(await summaryOf([], PATCH, LEAK, LATE, revision(2, mended))), [[], ['Too late.']]);
  });

  it('is followed through revisions that left it as it was', async () => {
    const mails = [PATCH, LEAK, LATE, revision(2), revision(3, mended)];
    assert.deepEqual(words(await summaryOf([], ...mails)), [[], ['Too late.']]);
    const archive = await archiveOf(...mails);
    const conversations = conversationsOf(placeComments(archive).comments);
    const followed = followConversations(archive, conversations, new Map());
    assert.deepEqual(
      conversations.map(({ id }) => [followed.get(id)?.state, followed.get(id)?.series]),
      [
        ['line-changed', 'p3@example.org'],
        ['line-unchanged', 'p3@example.org'],
      ],
    );
  });

  it('is what the reader says it is, rather than what the lines say', async () => {
    const mails = [PATCH, LEAK, LATE, revision(2, mended)];
    const overruled = [
      mark('r1@example.org#1', { addressed: { 'p2@example.org': 'no' } }),
      mark('r2@example.org#1', { addressed: { 'p2@example.org': 'yes' } }),
    ];
    assert.deepEqual(words(await summaryOf(overruled, ...mails)), [[], ['This leaks the lock.']]);
  });

  it('fits into a mail, and names people, trailers and revisions', async () => {
    const credit = reply(
      '> Signed-off-by: Ada Author <ada@example.org>\n\nReviewed-by: Rosa Reviewer <rosa@example.org>\n',
      'p2@example.org',
      'r3@example.org',
    );
    const text = summaryText(await summaryOf([], PATCH, LEAK, LATE, revision(2, mended), credit));
    assert.ok(text.split('\n').every((line) => line.length <= 75));
    assert.match(text, /^\* drivers\/widget\/core\.c:49, Rosa Reviewer; in v2 the line is unchanged\n {2}Too late\.$/m);
    assert.match(text, /^ {2}Rosa Reviewer: 1$/m);
    assert.match(text, /^ {2}1\/1 Reviewed-by: Rosa Reviewer <rosa@example\.org>$/m);
    assert.match(text, /^ {2}v1, 2026-03-03: 1 patch, 2 conversations, 1 open$/m);
  });

  it('is only text as Markdown, whatever a mail says', async () => {
    const evil = reply('> +	mutex_unlock(&w->lock);\n\n[x](command:evil) <img src=x> | `a`\n');
    const markdown = summaryMarkdown(await summaryOf([], PATCH, evil));
    assert.match(markdown, /\\\[x\\\]\\\(command\\:evil\\\) \\<img src\\=x\\> \\\| \\`a\\`/);
  });
});

describe('kapi-replay summary', () => {
  async function run(...args: readonly string[]): Promise<{ out: string; status: number }> {
    let out = '';
    const terminal: Terminal = {
      out: (text) => void (out += text),
      err: () => undefined,
      interactive: false,
      stdin: async () =>
        Buffer.from([PATCH, LEAK, LATE].map((mail) => `From x Thu Jan  1 00:00:00 1970\n${mail}\n`).join('')),
      signal: new AbortController().signal,
      now: () => 0,
    };
    return { status: await summaryCommand.run(args, terminal), out };
  }

  it('prints text, Markdown or JSON', async () => {
    assert.match((await run('-')).out, /^Still open in/);
    assert.match((await run('-', '--markdown')).out, /^# Still open in/);
    const { schema, summaries } = JSON.parse((await run('-', '--json')).out) as {
      schema: number;
      summaries: Summary[];
    };
    assert.deepEqual([schema, summaries.length, summaries[0]?.open.length], [1, 1, 1]);
  });

  it('takes what the reader decided from a notes file', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'kapi-summary-'));
    try {
      const file = join(directory, 'notes.json');
      writeFileSync(
        file,
        JSON.stringify({ schema: 1, notes: [], marks: [{ conversation: 'r1@example.org#1', resolved: true }] }),
      );
      const { out } = await run('-', '--notes', file);
      assert.doesNotMatch(out, /leaks/);
      assert.match(out, /Too late/);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it('says what is wrong with what it was given', async () => {
    await assert.rejects(run(), /needs an input/);
    await assert.rejects(run('-', '--notes', '/nowhere/notes.json'), /could not be read/);
    await assert.rejects(run('-', '--colour'), /no option --colour/);
  });
});
