import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError, type Terminal } from '../../../extension/cli/command';
import { inspectCommand } from '../../../extension/cli/inspect';
import { cover, mailbox, patch, reply } from '../series/post';

interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function inspect(args: readonly string[], stdin = ''): Promise<Run> {
  let [out, err] = ['', ''];
  const terminal: Terminal = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    interactive: false,
    stdin: () => Promise.resolve(Buffer.from(stdin)),
    signal: new AbortController().signal,
    now: () => 0,
  };
  const status = await inspectCommand.run(args, terminal);
  return { status, out, err };
}

const BOX = mailbox([
  cover('[PATCH 0/2] frob: mend it', 'c'),
  patch('[PATCH 1/2] frob: a', 'p', { answers: 'c' }),
  patch('[PATCH 2/2] frob: \u001b[31mb', 'q', { answers: 'c' }),
  reply('Re: [PATCH 1/2] frob: a', 'r', 'p', { body: '> +\treturn p;\n\nWhy?\n' }),
]);

describe('inspect', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  let work = '';
  before(() => {
    work = mkdtempSync(join(tmpdir(), 'kapi-replay-inspect-'));
    writeFileSync(join(work, 'box.mbox'), BOX);
  });
  after(() => rmSync(work, { recursive: true }));

  it('prints the document of schema 1', async () => {
    const { status, out } = await inspect([join(work, 'box.mbox'), '--json']);
    assert.equal(status, 0);
    const report = JSON.parse(out) as Record<string, unknown[]> & {
      messages: object[];
      series: { patches: object[] }[];
    };
    assert.deepEqual(Object.keys(report), ['schema', 'messages', 'series', 'comments', 'problems']);
    assert.equal(report['schema'], 1);
    assert.deepEqual(Object.keys(report.messages[0] ?? {}), [
      'messageId',
      'inReplyTo',
      'references',
      'parent',
      'subject',
      'cleanSubject',
      'from',
      'author',
      'date',
      'kind',
      'series',
      'why',
      'problems',
    ]);
    assert.deepEqual(report.series[0]?.patches[0], {
      index: 1,
      messageId: 'p@example.org',
      subject: 'frob: a',
      author: { name: 'Ann Author', email: 'ann@example.org' },
      files: [
        {
          path: 'lib/frob.c',
          oldPath: null,
          status: 'modified',
          added: 1,
          deleted: 1,
          hunks: 1,
          oldBlob: '1111111',
          newBlob: '2222222',
        },
      ],
      trailers: [{ key: 'Signed-off-by', value: 'Ann Author <ann@example.org>', from: 'p@example.org' }],
      problems: [],
    });
    assert.equal(report['comments']?.length, 1);
  });

  it('prints text for people, without what a terminal would obey', async () => {
    const { out } = await inspect(['-'], BOX);
    assert.match(
      out,
      /^frob: mend it {2}\(v1, 2 patches, 1 reply, 2026-03-01\)\n {4}1 {2}frob: a {2}\+1 -1 {2}Ann Author\n/,
    );
    assert.match(out, /4 messages, 1 series, 0 messages in no series, 1 comment \(/);
    assert.ok(!out.includes('\u001b'));
  });

  it('says where a mailbox is cut, and shows the rest', async () => {
    const { status, out } = await inspect(['-'], BOX.slice(0, -40));
    assert.equal(status, 0);
    assert.match(out, /! stdin:\d+: stdin ends in the middle of a line/);
  });

  it('says where the counts of a hunk lie', async () => {
    const { out } = await inspect(['-'], BOX.replace('@@ -10,3 +10,3 @@', '@@ -10,7 +10,7 @@'));
    assert.match(out, /! p@example\.org:\d+: The hunk promises 7 old and 7 new lines but shows 3 and 3/);
  });

  it('reads what it can of several inputs, and fails with the reason for the others', async () => {
    const missing = join(work, 'missing');
    const { status, out, err } = await inspect([missing, join(work, 'box.mbox')]);
    assert.equal(status, 2);
    assert.match(out, /4 messages/);
    assert.match(err, /missing can't be read: it does not exist/);
    await assert.rejects(inspect([missing]), UsageError);
  });

  it('refuses wrong usage', async () => {
    await assert.rejects(inspect([]), UsageError);
    await assert.rejects(inspect(['--xml', 'x']), UsageError);
  });
});
