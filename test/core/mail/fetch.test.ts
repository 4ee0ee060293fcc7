import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectCommand } from '../../../extension/cli/inspect';
import { fetchThread, fileName, type Fetched } from '../../../extension/mail/fetch';
import { readMailBytes } from '../../../extension/mail/source';
import { readThreadAddress } from '../../../extension/mail/thread-address';
import { cover, mailbox, patch, reply, type Post } from '../series/post';
import { hasPublicInbox, serveArchive, type ArchiveServer } from './archive-server';

const mailOf = (post: Post): string => mailbox([post]).replace(/^From .*\n/, '');

const THREAD = [
  cover('[PATCH 0/2] frob: mend it', 'cover/1'),
  patch('[PATCH 1/2] frob: a', 'p', { answers: 'cover/1' }),
  patch('[PATCH 2/2] frob: b', 'q', { answers: 'cover/1' }),
  reply('Re: [PATCH 1/2] frob: a', 'r', 'p'),
];

const url = (text: string): string | null => readThreadAddress(text, 'https://archive.example/all')?.url ?? null;

describe('the address of a thread', () => {
  const IN_ARCHIVE = 'https://archive.example/all/20260301.1-a@example.org/t.mbox.gz';
  const ON_LORE = 'https://lore.kernel.org/kvm/20260301.1-a@example.org/t.mbox.gz';
  for (const [text, expected] of [
    ['20260301.1-a@example.org', IN_ARCHIVE],
    ['<20260301.1-a@example.org>', IN_ARCHIVE],
    [' mid:20260301.1-a@example.org ', IN_ARCHIVE],
    ['Message-ID: <20260301.1-a@example.org>', IN_ARCHIVE],
    ['a/b+c=d@example.org', 'https://archive.example/all/a%2Fb+c=d@example.org/t.mbox.gz'],
    ['https://lore.kernel.org/kvm/20260301.1-a@example.org/', ON_LORE],
    ['https://lore.kernel.org/kvm/20260301.1-a@example.org/T/#u', ON_LORE],
    ['https://lore.kernel.org/kvm/20260301.1-a@example.org/t.mbox.gz', ON_LORE],
    ['https://lore.kernel.org/kvm/20260301.1-a%40example.org/raw', ON_LORE],
    ['https://lore.kernel.org/r/20260301.1-a@example.org', IN_ARCHIVE],
    ['https://patch.msgid.link/20260301.1-a@example.org', IN_ARCHIVE],
    ['https://patchwork.kernel.org/project/kvm/patch/20260301.1-a@example.org/', IN_ARCHIVE],
    ['https://patchwork.example/project/kvm/list/?series=77&state=*', 'https://patchwork.example/series/77/mbox/'],
    ['https://patchwork.example/series/77/mbox/', 'https://patchwork.example/series/77/mbox/'],
    ['https://patchwork.example/patch/1234/', 'https://patchwork.example/patch/1234/mbox/'],
    ['https://example.org/', null],
    ['https://', null],
    ['series.mbox', null],
    ['two@words here', null],
    ['', null],
  ] as const)
    it(`"${text}"`, () => assert.equal(url(text), expected));

  it('gives a file a name that stays in its directory', () => {
    const name = fileName({ url: 'https://archive.example/x', name: '../../etc/passwd@\u0000host' });
    assert.match(name, /^[A-Za-z0-9@._+-]+\.mbox\.gz$/);
    assert.doesNotMatch(name, /^\./);
  });
});

describe('fetching a thread', function () {
  this.timeout(120_000);
  let work = '';
  beforeEach(() => (work = mkdtempSync(join(tmpdir(), 'kapi-replay-fetch-'))));
  afterEach(() => rmSync(work, { recursive: true }));

  describe('from public-inbox', () => {
    let archive: ArchiveServer | null = null;
    before(async function () {
      if (!hasPublicInbox()) {
        console.log('      public-inbox is not installed: fetching from it is skipped');
        this.skip();
      }
      archive = await serveArchive(THREAD.map(mailOf));
    });
    after(() => archive?.stop());

    it('gives all its mails, and the next time those that were kept', async () => {
      const address = readThreadAddress('q@example.org', archive?.url);
      assert.ok(address);
      const options = { cache: join(work, 'kept'), signal: new AbortController().signal };
      const first = await fetchThread(address, options);
      assert.ok(first.ok && !first.cached);
      const { messages } = await readMailBytes(first.bytes, 'fetched');
      assert.deepEqual(
        messages.map(({ id }) => id).sort(),
        ['cover/1', 'p', 'q', 'r'].map((id) => `${id}@example.org`),
      );
      assert.equal(readdirSync(options.cache).length, 1);
      const second = await fetchThread(address, options);
      assert.ok(second.ok && second.cached);
      assert.deepEqual(Buffer.from(second.bytes), Buffer.from(first.bytes));
      const third = await fetchThread(address, { ...options, again: true });
      assert.ok(third.ok && !third.cached);
    });

    it('by a Message-ID with a slash, from the command line', async () => {
      const { status, out } = await inspect([
        'cover/1@example.org',
        '--fetch',
        '--archive',
        archive?.url ?? '',
        '--json',
      ]);
      assert.equal(status, 0);
      const report = JSON.parse(out) as { series: { patches: unknown[]; missing: number[] }[] };
      assert.equal(report.series[0]?.patches.length, 2);
      assert.deepEqual(report.series[0]?.missing, []);
    });

    it('says that a mail is not there', async () => {
      const address = readThreadAddress('nobody@example.org', archive?.url);
      assert.ok(address);
      assert.match(
        reason(await fetchThread(address, { cache: null, signal: new AbortController().signal })),
        /^fetch-not-found: .*404/,
      );
    });
  });

  describe('through b4', () => {
    const signal = new AbortController().signal;

    it('gives the thread, keeps it, and says which mail the archive has not', async function () {
      const lacking = ['b4', ...(hasPublicInbox() ? [] : ['public-inbox'])].filter(
        (program) => program !== 'b4' || spawnSync('b4', ['--version']).status !== 0,
      );
      if (lacking.length > 0) {
        console.log(`      ${lacking.join(' and ')} not installed: fetching through b4 is skipped`);
        return this.skip();
      }
      const archive = await serveArchive(THREAD.map(mailOf));
      try {
        const address = readThreadAddress('cover/1@example.org', archive.url);
        assert.ok(address);
        const options = { cache: join(work, 'kept'), signal, through: 'b4' } as const;
        const first = await fetchThread(address, options);
        assert.equal(reason(first), 'fetched');
        assert.ok(first.ok && !first.cached);
        const { messages } = await readMailBytes(first.bytes, 'fetched');
        assert.deepEqual(
          messages.map(({ id }) => id).sort(),
          ['cover/1', 'p', 'q', 'r'].map((id) => `${id}@example.org`),
        );
        const second = await fetchThread(address, options);
        assert.ok(second.ok && second.cached);
        const nobody = readThreadAddress('nobody@example.org', archive.url);
        assert.ok(nobody);
        assert.match(
          reason(await fetchThread(nobody, { ...options, cache: null })),
          /^fetch-not-found: b4 finds no mail nobody@example\.org in http:/,
        );
        const { status, out } = await inspect(['p@example.org', '--fetch', '--b4', '--archive', archive.url]);
        assert.equal(status, 0);
        assert.match(out, /frob: a/);
      } finally {
        archive.stop();
      }
    });

    it('says what to do where there is no b4', async () => {
      const { PATH } = process.env;
      const address = readThreadAddress('a@example.org', 'http://127.0.0.1:1/');
      assert.ok(address);
      process.env['PATH'] = work;
      try {
        assert.match(
          reason(await fetchThread(address, { cache: null, signal, through: 'b4' })),
          /^b4-missing: a@example\.org .* not installed .* Install it/,
        );
      } finally {
        process.env['PATH'] = PATH;
      }
    });

    it('has nothing to ask it where no Message-ID is given', async () => {
      const series = readThreadAddress('https://patchwork.example/series/77/mbox/');
      assert.ok(series);
      assert.match(reason(await fetchThread(series, { cache: null, signal, through: 'b4' })), /^b4-needs-id: /);
    });
  });

  /** Fetches from a server that answers as given. */
  async function fetchFrom(answer: RequestListener, signal = new AbortController().signal): Promise<Fetched> {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      return await fetchThread({ url: `http://127.0.0.1:${String(port)}/`, name: 'x' }, { cache: work, signal });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  for (const [what, answer, expected] of [
    [
      'a page, by its type',
      (_, to) => to.setHeader('Content-Type', 'text/html').end('hello'),
      /^fetch-html: .*browser/,
    ],
    ['a page, by its text', (_, to) => to.end('<!DOCTYPE html><p>Prove that you are no robot'), /^fetch-html: /],
    ['a refusal', (_, to) => to.writeHead(503, 'Busy').end(), /^fetch-refused: .*503 Busy/],
    ['nothing', (_, to) => to.end(), /^fetch-empty: /],
    ['too much', (_, to) => to.setHeader('Content-Length', String(2 ** 40)).write('x'), /^fetch-too-large: /],
  ] as readonly (readonly [string, RequestListener, RegExp])[])
    it(`tells ${what} from a mailbox, and keeps it not`, async () => {
      assert.match(reason(await fetchFrom(answer)), expected);
      assert.deepEqual(readdirSync(work), []);
    });

  it('gives up on a server that does not answer', async () => {
    assert.match(reason(await fetchFrom(() => undefined, AbortSignal.timeout(50))), /^fetch-timeout: /);
  });

  it('says that nobody listens', async () => {
    const nowhere = { url: 'http://127.0.0.1:1/x', name: 'x' };
    assert.match(
      reason(await fetchThread(nowhere, { cache: null, signal: new AbortController().signal })),
      /^fetch-failed: .*127\.0\.0\.1:1/,
    );
  });

  it('is never done unasked', async () => {
    await assert.rejects(inspect(['a@example.org']), /a@example\.org is no file\. To fetch it .* --fetch/);
    await assert.rejects(inspect(['a@example.org', '--cache', 'x']), /--cache needs --fetch/);
    await assert.rejects(inspect(['a@example.org', '--b4']), /--b4 needs --fetch/);
  });
});

const reason = (fetched: Fetched): string =>
  fetched.ok ? 'fetched' : `${fetched.problem.code}: ${fetched.problem.message}`;

async function inspect(args: readonly string[]): Promise<{ status: number; out: string }> {
  let out = '';
  const status = await inspectCommand.run(args, {
    out: (text) => void (out += text),
    err: () => undefined,
    interactive: false,
    stdin: () => Promise.resolve(Buffer.alloc(0)),
    signal: new AbortController().signal,
    now: () => 0,
  });
  return { status, out };
}
