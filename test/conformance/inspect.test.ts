import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { sortIntoSeries } from '../../extension/series/archive';
import { headerValue, type Message } from '../../extension/mail/message';
import { readMailbox } from '../../extension/mail/mailbox';
import type { Archive } from '../../extension/series/series';

const run = promisify(execFile);
const root = resolve(__dirname, '../..');
const shared = join(root, '../shared');
const corpus = join(shared, 'corpus');

/** What git makes of real mailboxes is the oracle; it stands beside the checkout, not in it. */
describe('inspect agrees with git on real mailboxes', function () {
  this.timeout(300_000);
  let work = '';

  before(function () {
    if (!existsSync(join(shared, 'tools/check-inspect.mjs'))) this.skip();
    work = mkdtempSync(join(tmpdir(), 'kapi-replay-conformance-'));
  });
  after(() => {
    if (work !== '') rmSync(work, { recursive: true });
  });

  it('reads senders, dates, subjects and diffs as git mailinfo and git apply do', async () => {
    const webpack = join(root, 'node_modules/webpack/bin/webpack.js');
    await run(process.execPath, [webpack, '--mode', 'production', '--config-name', 'cli', '-o', work], { cwd: root });
    const check = join(shared, 'tools/check-inspect.mjs');
    const { stdout } = await run(process.execPath, [check, '--cli', join(work, 'cli.js')], { maxBuffer: 1 << 26 });
    const [, agreeing, all, failed] = /(\d+) of (\d+) mailboxes agree; \d+ passed, (\d+) failed/.exec(stdout) ?? [];
    assert.equal(failed, '0', stdout);
    assert.equal(agreeing, all);
  });

  for (const name of ['seed-thread-with-patches', 'vfio-dmabuf-all', 'iommufd-dmabuf-all', 'interconnect'])
    it(`sorts ${name} alike in any order`, async () => {
      const { messages } = await readMailbox(readFileSync(join(corpus, `${name}.mbox`)), name);
      const inFileOrder = fingerprint(sortIntoSeries(messages));
      for (let seed = 1; seed <= 3; seed++)
        assert.deepEqual(fingerprint(sortIntoSeries(shuffled(messages, seed))), inFileOrder);
    });

  it('finds every line of every body in the bytes of its mail', async () => {
    for (const name of readdirSync(corpus).filter((file) => file.endsWith('-v1.mbox'))) {
      const bytes = readFileSync(join(corpus, name));
      const { messages } = await readMailbox(bytes, name);
      for (const message of messages) {
        if (!/^(?:7bit|8bit)?$/i.test(valueOf(message, 'content-transfer-encoding'))) continue;
        if (/flowed/.test(valueOf(message, 'content-type'))) continue;
        message.body.split('\n').forEach((line, at) => {
          const span = message.bodyLineSpan((at + 1) as Parameters<typeof message.bodyLineSpan>[0]);
          if (span === null || /[^\x20-\x7e\t]/.test(line)) return;
          const posted = bytes.toString('latin1', span.start, span.end).replace(/^>(>*From )/, '$1');
          assert.equal(posted, line, `${name} ${message.id} line ${String(at + 1)}`);
        });
      }
    }
  });
});

const valueOf = (message: Message, name: string): string => headerValue(message, name) ?? '';

/** What must not depend on the order of the mails. */
function fingerprint(archive: Archive): unknown {
  return {
    placed: archive.placed
      .map(({ message, kind, parent, series, why }) => ({ id: message.id, kind, parent, series, why }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    series: archive.series.map(({ id, topic, revision, patches, missing }) => ({
      id,
      topic,
      revision,
      missing,
      patches: patches.map(({ index, messageId, trailers }) => ({ index, messageId, trailers })),
    })),
  };
}

/** Fisher and Yates with a small generator: the same for the same seed. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const copy = [...items];
  let state = seed;
  for (let at = copy.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (at + 1);
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}
