import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readSource, type Reading } from '../../../extension/mail/source';
import { hasPublicInbox, serveArchive } from './archive-server';

const mail = (id: string, body = 'Text.\n'): string =>
  `From: Ann Author <ann@example.org>\nSubject: Mail ${id}\nMessage-ID: <${id}@example.org>\nDate: Sun, 1 Mar 2026 12:00:00 +0000\n\n${body}`;
const boxed = (...ids: string[]): string =>
  ids.map((id) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${mail(id)}\n`).join('');

const ids = ({ messages }: Reading): string[] => messages.map(({ id }) => id.replace('@example.org', ''));
const codes = ({ problems }: Reading): string[] => problems.map(({ code }) => code);

/** The user who owns nothing. */
const NOBODY = 65534;

describe('sources', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  let work = '';
  const at = (...names: string[]): string => join(work, ...names);
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(at(name), content);
    return at(name);
  };
  beforeEach(() => (work = mkdtempSync(join(tmpdir(), 'kapi-replay-source-'))));
  afterEach(() => rmSync(work, { recursive: true }));

  it('a file, and a gzipped one', async () => {
    assert.deepEqual(ids(await readSource(write('a.mbox', boxed('a', 'b')))), ['a', 'b']);
    assert.deepEqual(ids(await readSource(write('a.mbox.gz', gzipSync(boxed('a', 'b'))))), ['a', 'b']);
    const twice = Buffer.concat([gzipSync(boxed('a')), gzipSync(boxed('b'))]);
    assert.deepEqual(ids(await readSource(write('b.mbox.gz', twice))), ['a', 'b']);
  });

  it('a gzipped file that is cut off shows what comes before the cut', async () => {
    const zipped = gzipSync(boxed(...Array.from({ length: 2000 }, (_, n) => `m${String(n)}`)));
    const reading = await readSource(write('cut.gz', zipped.subarray(0, zipped.length >> 1)));
    assert.ok(reading.messages.length > 500);
    assert.equal(codes(reading)[0], 'gzip-damaged');
    assert.match(reading.problems[0]?.message ?? '', /cut\.gz is damaged/);
  });

  it('standard input', async () => {
    const stdin = (): Promise<Uint8Array> => Promise.resolve(Buffer.from(boxed('a')));
    assert.deepEqual(ids(await readSource('-', { stdin })), ['a']);
  });

  it('a Maildir', async () => {
    for (const folder of ['cur', 'new', 'tmp']) mkdirSync(at(folder));
    write('cur/1.host:2,S', mail('a'));
    write('new/2.host', mail('b'));
    write('tmp/3.host', mail('c'));
    assert.deepEqual(ids(await readSource(work)), ['a', 'b']);
  });

  it('a directory of patches; one that is broken hides no other', async () => {
    write('0001-a.patch', mail('a'));
    write('0002-b.patch', Buffer.from([0, 1, 2]));
    write('0003-c.patch', mail('c'));
    write('notes.md', 'no mail');
    const reading = await readSource(work);
    assert.deepEqual([ids(reading), codes(reading)], [['a', 'c'], ['source-binary']]);
  });

  it('what is no mail is said with its path and reason', async () => {
    mkdirSync(at('empty'));
    symlinkSync(at('loop'), at('loop'));
    const huge = write('huge.mbox', '');
    truncateSync(huge, 2 * 1024 ** 3);
    const notFound = '<!DOCTYPE html><html><head><title>404 Not Found</title></head><body>nothing</body></html>';
    const cases: [string, string, RegExp][] = [
      [at('missing'), 'source-unreadable', /missing can't be read: it does not exist/],
      [at('loop'), 'source-unreadable', /links go in a circle/],
      [at('empty'), 'source-without-mail', /empty holds no mail: no \.mbox/],
      [write('core', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0])), 'source-binary', /core is binary/],
      [huge, 'source-too-large', /huge\.mbox is 2\.0 GiB/],
      [write('404.html', notFound), 'page-without-mail', /404\.html is a web page .* "404 Not Found"/],
    ];
    for (const [path, code, message] of cases) {
      const reading = await readSource(path);
      assert.deepEqual([codes(reading), reading.failed], [[code], true], path);
      assert.match(reading.problems[0]?.message ?? '', message);
    }
  });

  it('a file that may not be read, among others that may', async function () {
    const { getuid, seteuid } = process;
    if (getuid === undefined || seteuid === undefined) return this.skip();
    chmodSync(work, 0o755);
    write('a.mbox', boxed('a'));
    chmodSync(write('secret.mbox', boxed('b')), 0);
    symlinkSync(at('nowhere'), at('lost.mbox'));
    // The administrator may read everything, so nobody asks.
    if (getuid() === 0) seteuid(NOBODY);
    try {
      const [alone, folder] = [await readSource(at('secret.mbox')), await readSource(work)];
      assert.match(alone.problems[0]?.message ?? '', /secret\.mbox can't be read: permission denied/);
      assert.ok(alone.failed && !folder.failed);
      assert.deepEqual([ids(folder), codes(folder)], [['a'], ['source-unreadable', 'source-unreadable']]);
      assert.match(folder.problems[0]?.message ?? '', /lost\.mbox can't be read: it does not exist/);
    } finally {
      if (getuid() === 0) seteuid(0);
    }
  });

  it('what is neither file nor directory is not waited for', async function () {
    if (spawnSync('mkfifo', [at('pipe.mbox')]).status !== 0) return this.skip();
    write('a.mbox', boxed('a'));
    const reading = await readSource(work);
    assert.deepEqual([ids(reading), codes(reading)], [['a'], ['source-unreadable']]);
    assert.match(reading.problems[0]?.message ?? '', /pipe\.mbox is neither a file nor a directory/);
  });

  it('a mailbox that is cut in the middle of base64 shows what came, and its neighbours', async () => {
    const text = Buffer.from('Every line of it.\n'.repeat(20)).toString('base64');
    const coded = mail('b', `${text.slice(0, 101)}`).replace('\n\n', '\nContent-Transfer-Encoding: base64\n\n');
    const path = write('cut.mbox', `${boxed('a')}From mboxrd@z Thu Jan  1 00:00:00 1970\n${coded}`);
    const reading = await readSource(path);
    assert.deepEqual([ids(reading), codes(reading), reading.failed], [['a', 'b'], ['mailbox-cut'], false]);
    assert.match(reading.problems[0]?.message ?? '', /cut\.mbox ends in the middle of a line: it was cut off/);
    const [, cut] = reading.messages;
    assert.match(cut?.body ?? '', /^(?:Every line of it\.\n){4}Eve/);
    assert.deepEqual(
      cut?.problems.map(({ code, where }) => [code, where?.file, where?.line]),
      [['base64-cut', path, 16]],
    );
  });

  describe('public-inbox archives', () => {
    const git = (cwd: string, args: readonly string[], input?: string): string =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
        cwd,
        ...(input === undefined ? {} : { input }),
        stdio: ['pipe', 'pipe', 'ignore'],
      })
        .toString()
        .trim();
    /** A commit for each mail, which brings it or takes it away. */
    const extend = (
      path: string,
      mails: readonly string[],
      file: 'm' | 'd' = 'm',
      above: string[] = ['HEAD'],
    ): void => {
      let parent = above;
      for (const content of mails) {
        const blob = git(path, ['hash-object', '-w', '--stdin'], content);
        const tree = git(path, ['mktree'], `100644 blob ${blob}\t${file}\n`);
        parent = [git(path, ['commit-tree', tree, ...parent.flatMap((id) => ['-p', id]), '-m', 'x'])];
      }
      git(path, ['update-ref', 'HEAD', parent[0] ?? '']);
    };
    const epoch = (path: string, mails: readonly string[]): void => {
      mkdirSync(path, { recursive: true });
      git(path, ['init', '-q', '--bare']);
      extend(path, mails, 'm', []);
    };

    it('v2: all epochs, oldest first, without what was taken away', async () => {
      epoch(at('inbox', 'git', '0.git'), [mail('a'), mail('x')]);
      extend(at('inbox', 'git', '0.git'), [mail('x')], 'd');
      extend(at('inbox', 'git', '0.git'), [mail('b')]);
      epoch(at('inbox', 'git', '1.git'), [mail('c')]);
      assert.deepEqual(ids(await readSource(at('inbox'), { git: true })), ['a', 'b', 'c']);
      assert.deepEqual(ids(await readSource(at('inbox', 'git', '1.git'), { git: true })), ['c']);
    });

    it('v1: mails are files of the tree', async () => {
      git(work, ['init', '-q', 'inbox']);
      for (const [n, id] of ['a', 'b'].entries()) {
        mkdirSync(at('inbox', `0${String(n)}`), { recursive: true });
        write(join('inbox', `0${String(n)}`, '0123456789abcdef0123456789abcdef012345'), mail(id));
      }
      git(at('inbox'), ['add', '.']);
      git(at('inbox'), ['commit', '-q', '-m', 'x']);
      assert.deepEqual(ids(await readSource(at('inbox'), { git: true })), ['a', 'b']);
    });

    it('v2, read again: what has come since, what was taken away, and all of it where history was written anew', async () => {
      const repository = at('inbox', 'git', '0.git');
      const options = { git: true, memory: new Map() };
      epoch(repository, [mail('a'), mail('b')]);
      const first = await readSource(at('inbox'), options);
      assert.deepEqual([ids(first), first.bytes], [['a', 'b'], mail('a').length + mail('b').length]);
      assert.equal((await readSource(at('inbox'), options)).bytes, 0);

      extend(repository, [mail('c')]);
      const second = await readSource(at('inbox'), options);
      assert.deepEqual([ids(second), second.bytes], [['a', 'b', 'c'], mail('c').length]);
      assert.equal(second.messages[0], first.messages[0], 'known mails are not read again');

      extend(repository, [mail('a')], 'd');
      const third = await readSource(at('inbox'), options);
      assert.deepEqual([ids(third), third.bytes], [['b', 'c'], 0]);

      epoch(at('inbox', 'git', '1.git'), [mail('d')]);
      assert.deepEqual(ids(await readSource(at('inbox'), options)), ['b', 'c', 'd']);

      rmSync(repository, { recursive: true });
      epoch(repository, [mail('c'), mail('e')]);
      assert.deepEqual(ids(await readSource(at('inbox'), options)), ['c', 'e', 'd']);
    });

    it('v1, read again: new files of the tree alone', async () => {
      git(work, ['init', '-q', 'inbox']);
      const add = (id: string, folder: string): void => {
        mkdirSync(at('inbox', folder), { recursive: true });
        write(join('inbox', folder, '0123456789abcdef0123456789abcdef012345'), mail(id));
        git(at('inbox'), ['add', '.']);
        git(at('inbox'), ['commit', '-q', '-m', 'x']);
      };
      const options = { git: true, memory: new Map() };
      add('a', '00');
      await readSource(at('inbox'), options);
      add('b', '01');
      const second = await readSource(at('inbox'), options);
      assert.deepEqual([ids(second), second.bytes], [['a', 'b'], mail('b').length]);
      git(at('inbox'), ['rm', '-q', '-r', '00']);
      git(at('inbox'), ['commit', '-q', '-m', 'x']);
      const third = await readSource(at('inbox'), options);
      assert.deepEqual([ids(third), third.bytes], [['b'], 0]);
    });

    for (const version of ['-V1', '-V2'] as const)
      it(`as public-inbox-init ${version} makes them, with a mail that is delivered later`, async function () {
        if (!hasPublicInbox()) {
          console.log('      public-inbox is not installed: its own archives are skipped');
          return this.skip();
        }
        const delivered = (id: string): string => `To: list@example.org\n${mail(id)}`;
        const archive = await serveArchive(['a', 'b'].map(delivered), version);
        try {
          const options = { git: true, memory: new Map() };
          assert.deepEqual(ids(await readSource(archive.path, options)).sort(), ['a', 'b']);
          assert.equal((await readSource(archive.path, options)).bytes, 0);
          archive.deliver(delivered('c'));
          const again = await readSource(archive.path, options);
          assert.deepEqual(ids(again).sort(), ['a', 'b', 'c']);
          assert.ok(again.bytes > 0 && again.bytes < 2 * delivered('c').length, String(again.bytes));
        } finally {
          archive.stop();
        }
      });

    it('git is not run where the owner is not trusted, and other repositories are told apart', async () => {
      git(work, ['init', '-q', 'code']);
      write('code/x.c', 'int x;\n');
      git(at('code'), ['add', '.']);
      git(at('code'), ['commit', '-q', '-m', 'x']);
      assert.deepEqual(codes(await readSource(at('code'))), ['archive-needs-git']);
      const reading = await readSource(at('code'), { git: true });
      assert.deepEqual([codes(reading), reading.failed], [['archive-without-mail'], true]);
    });
  });

  describe('pages saved from a web archive', () => {
    const page = `[<prev] [next>] [thread] [list]
Message-ID: <a@example.org>
Date: Sun, 1 Mar 2026 12:00:00 +0100
From: Ann Author <ann@...mple.org>
To: Rita Reviewer <rita@...mple.com>
Cc: list@...mple.org, one@...mple.org,
two@...mple.org
Subject: Re: [PATCH 01/12] frob: introduce frob_get_unlocked() and more of the
kAPI
On Sun, Mar 01, 2026 at 02:29:09PM +0100, Rita Reviewer wrote:
> What if it fails?
It can't.
Ann
Powered by lists of lists
`;

    it('as text: headers without folding, text without blank lines', async () => {
      const reading = await readSource(write('page.txt', page));
      const [message] = reading.messages;
      assert.ok(message);
      assert.equal(message.id, 'a@example.org');
      assert.equal(message.subject, 'Re: [PATCH 01/12] frob: introduce frob_get_unlocked() and more of the kAPI');
      assert.equal(message.date, '2026-03-01T11:00:00Z');
      assert.deepEqual(message.from, { name: 'Ann Author', email: 'ann@...mple.org' });
      assert.equal(message.cc.length, 3);
      assert.match(message.body, /^On Sun.*\n> What if it fails\?\nIt can't\.\nAnn\n$/);
      assert.deepEqual(
        message.problems.map(({ code }) => code),
        ['saved-page', 'addresses-redacted'],
      );
      const span = message.bodyLineSpan(3 as Parameters<typeof message.bodyLineSpan>[0]);
      assert.equal(span === null ? '' : page.slice(span.start, span.end), "It can't.");
    });

    it('of a whole thread: what to save instead is said', async () => {
      const html = `<html><head><title>[PATCH] frob</title></head><body><pre>* [PATCH] frob
@ 2026-03-01 12:00 Ann Author
  0 siblings, 1 reply; 2+ messages in thread
From: Ann Author @ 2026-03-01 12:00 UTC (permalink / raw)
  To: list

Text.
</pre></body></html>`;
      const reading = await readSource(write('thread.html', html));
      assert.deepEqual([codes(reading), reading.failed], [['page-without-mail'], true]);
      assert.match(reading.problems[0]?.message ?? '', /page of a whole thread.*mbox\.gz/);
    });

    it('as HTML', async () => {
      const html = `<html><head><title>x</title></head><body><a href="../">list</a><pre>From: Ann Author &lt;ann@example.org&gt;
To: list@example.org
Subject: [PATCH] frob: a &amp; b
Date: Sun, 1 Mar 2026 12:00:00 +0000\t<a>[thread overview]</a>
Message-ID: &lt;a@example.org&gt; (<a>raw</a>)
In-Reply-To: &lt;b@example.org&gt;

Text.

  indented
</pre><hr><pre>     parent reply\tother threads:[~2026-03-01 12:00 UTC|newest]</pre></body></html>`;
      const [message] = (await readSource(write('page.html', html))).messages;
      assert.ok(message);
      assert.deepEqual(
        [message.id, message.inReplyTo, message.subject, message.body, message.date],
        ['a@example.org', 'b@example.org', '[PATCH] frob: a & b', 'Text.\n\n  indented\n', '2026-03-01T12:00:00Z'],
      );
    });
  });
});
