import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mailLine } from '../../../extension/ground/brand';
import { readMailbox } from '../../../extension/mail/mailbox';
import { conversationsOf, placeComments } from '../../../extension/review/conversation';
import { formatMail } from '../../../extension/review/format-mail';
import { composeReply, type ReplyMail } from '../../../extension/review/reply';
import { canSend, howToSend, sendArguments, sendCommandLine } from '../../../extension/review/send-command';
import { sortIntoSeries } from '../../../extension/series/archive';
import { archiveOf, PATCH } from './mails';
import { SmtpSink } from './smtp-sink';

const run = promisify(execFile);
const ROSA = { name: 'Rosa Prüferin', email: 'rosa@example.org' };
const CREDIT = 'Reviewed-by: Rosa Prüferin <rosa@example.org>';

/** A reply to the patch: a remark on a line with a non-ASCII word and a line that begins with a dot, and a trailer. */
async function written(): Promise<ReplyMail> {
  const patch = (await archiveOf(PATCH)).series[0]?.patches[0];
  assert.ok(patch !== undefined);
  const lines = patch.message.body.split('\n');
  const line = mailLine(lines.findIndex((each) => each.startsWith('+	mutex_unlock')) + 1);
  return composeReply(
    patch.message,
    patch.patch,
    [
      { first: null, line, text: 'Zu spät.\n\n.lock should be named here.\nFrom here on it is free.' },
      { first: null, line: null, text: CREDIT },
    ],
    ROSA,
  );
}

function ended(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { status: number | null; err: string } {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
  return { status, err: stderr };
}

describe('a reply that is sent', function () {
  this.timeout(120_000);
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'kapi-send-'));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  /** Nobody's configuration counts but that of the test. */
  const env = (): NodeJS.ProcessEnv => ({
    ...process.env,
    HOME: directory,
    GIT_CONFIG_GLOBAL: join(directory, 'gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: ROSA.name,
    GIT_COMMITTER_NAME: ROSA.name,
    GIT_AUTHOR_EMAIL: ROSA.email,
    GIT_COMMITTER_EMAIL: ROSA.email,
  });

  function sends(): boolean {
    // Debian's git-email only recommends the Perl module that reads addresses.
    const there = spawnSync('perl', ['-MMail::Address', '-MNet::SMTP', '-e', '1']).status === 0;
    if (there && canSend(ended('git', ['send-email', '-h'], env()))) return true;
    console.log('    git send-email is not installed (git-email, libmailtools-perl on Debian); nothing was sent');
    return false;
  }

  it('through git send-email and SMTP is read as it was written', async function () {
    if (!sends()) return this.skip();
    const sink = await SmtpSink.start();
    try {
      const mail = await written();
      const file = join(directory, 'reply.eml');
      const text = formatMail(mail);
      writeFileSync(file, text);
      // Nobody is there to be asked.
      const args = sendArguments({ file, text }).map((each) =>
        each === '--confirm=always' ? '--confirm=never' : each,
      );
      const server = ['--smtp-server=127.0.0.1', `--smtp-server-port=${String(sink.port)}`];
      const [verb = '', ...rest] = args;
      await run('git', [verb, ...server, ...rest], { cwd: directory, env: env() });
      const [delivered] = sink.delivered;
      assert.ok(delivered !== undefined && sink.delivered.length === 1);
      assert.equal(delivered.from, ROSA.email);
      assert.ok(delivered.to.includes('ada@example.org') && delivered.to.includes('linux-widget@lists.example.org'));
      const arrived = (await readMailbox(delivered.data, 'arrived.eml')).messages[0];
      assert.ok(arrived !== undefined);
      assert.deepEqual(
        [arrived.subject, arrived.inReplyTo, arrived.references, arrived.from, arrived.to, arrived.cc],
        [mail.subject, mail.inReplyTo, mail.references, mail.from, mail.to, mail.cc],
      );
      assert.equal(arrived.body.trimEnd(), mail.body.trimEnd());
      const { messages } = await readMailbox(Buffer.from(PATCH), 'patch.eml');
      const archive = sortIntoSeries([...messages, arrived]);
      assert.deepEqual(
        conversationsOf(placeComments(archive).comments).map(({ file: path, line, comments: [first] }) => [
          path,
          line,
          first?.text,
        ]),
        [['drivers/widget/core.c', 49, 'Zu spät.\n\n.lock should be named here.\nFrom here on it is free.']],
      );
      const trailers = archive.series[0]?.patches[0]?.trailers.map(({ key, value }) => `${key}: ${value}`);
      assert.ok(trailers?.includes(CREDIT), trailers?.join());
    } finally {
      await sink.stop();
    }
  });

  for (const [answer, mails] of [
    ['y', 1],
    ['n', 0],
  ] as const)
    it(`in a terminal, by the very line that is shown, asks first and takes ${answer} for an answer`, async function () {
      if (!sends()) return this.skip();
      if (spawnSync('script', ['--version']).status !== 0) {
        console.log(
          '    script of util-linux (bsdutils on Debian) is not installed; there is no terminal to send from',
        );
        return this.skip();
      }
      const sink = await SmtpSink.start();
      try {
        writeFileSync(
          join(directory, 'gitconfig'),
          `[sendemail]\n\tsmtpServer = 127.0.0.1\n\tsmtpServerPort = ${String(sink.port)}\n`,
        );
        const mail = await written();
        const file = join(directory, "it's a reply.eml");
        const text = formatMail(mail);
        writeFileSync(file, text);
        const terminal = spawn('script', ['-qec', sendCommandLine({ file, text }), join(directory, 'typescript')], {
          cwd: directory,
          env: { ...env(), SHELL: '/bin/sh' },
        });
        let seen = '';
        terminal.stdout.on('data', (bytes: Buffer) => {
          const before = seen;
          seen += bytes.toString();
          if (!/Send this email\?/.test(before) && /Send this email\?/.test(seen)) terminal.stdin.write(`${answer}\r`);
        });
        const status = await new Promise<number | null>((resolve) => terminal.on('close', resolve));
        assert.match(seen, /Send this email\?/, seen);
        // The mail was shown before it was asked for.
        assert.match(seen, /In-Reply-To: <p1@example\.org>/);
        assert.equal(status, 0, seen);
        assert.equal(sink.delivered.length, mails, seen);
        if (mails === 0) return;
        const arrived = (await readMailbox(sink.delivered[0]?.data ?? Buffer.alloc(0), 'arrived.eml')).messages[0];
        assert.equal(arrived?.inReplyTo, mail.inReplyTo);
        assert.equal(arrived.body.trimEnd(), mail.body.trimEnd());
      } finally {
        await sink.stop();
      }
    });

  it('is kept, with words for what to do, where git cannot send', () => {
    // git finds its commands in this directory: there are none.
    const without = { ...env(), GIT_EXEC_PATH: directory, PATH: `${directory}:/usr/bin:/bin` };
    const missing = ended('git', ['send-email', '-h'], without);
    assert.match(missing.err, /not a git command/);
    assert.equal(canSend(missing), false);
    assert.equal(canSend({ status: null, err: 'spawn git ENOENT' }), false);
    assert.match(howToSend('/home/rosa/re.eml'), /package git-email.*stays where it is: \/home\/rosa\/re\.eml/);
  });

  it('gives its trailers to the patch where b4 gathers them', async function () {
    if (spawnSync('b4', ['--version']).error !== undefined) {
      console.log('    b4 is not installed; what it makes of a reply was not seen');
      return this.skip();
    }
    const box = join(directory, 'thread.mbox');
    const reply = formatMail({ ...(await written()), from: { name: 'Rosa Reviewer', email: 'rosa@example.org' } })
      .replace('\nTo:', '\nDate: Tue, 3 Mar 2026 12:00:00 +0000\nMessage-ID: <r1@example.org>\nTo:')
      .replace(CREDIT, 'Reviewed-by: Rosa Reviewer <rosa@example.org>');
    const mails = [PATCH, reply].map((mail) => mail.replace(/^(>*From )/gm, '>$1'));
    writeFileSync(box, mails.map((mail) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${mail}\n`).join(''));
    spawnSync('git', ['init', '-q', directory]);
    const env = { ...process.env, HOME: directory, GIT_CONFIG_GLOBAL: join(directory, 'none') };
    for (const [key, value] of [
      ['b4.attestation-policy', 'off'],
      ['user.name', 'Ada Author'],
      ['user.email', 'ada@example.org'],
    ] as const)
      spawnSync('git', ['config', key, value], { cwd: directory });
    const args = ['am', '-C', '--no-cover', '-m', box, '-o', '-', 'p1@example.org'];
    const b4 = spawnSync('b4', args, { cwd: directory, env, encoding: 'utf8', timeout: 60_000 });
    const applied = b4.stdout;
    assert.match(applied, /^Subject: \[PATCH\] widget/m, b4.stderr);
    assert.match(applied, /^Reviewed-by: Rosa Reviewer <rosa@example\.org>$/m);
    // What was only quoted, or said, is no part of the commit.
    assert.equal(applied.match(/^Signed-off-by: Ada Author/gm)?.length, 1);
    assert.doesNotMatch(applied, /lock should be named/);
  });
});

describe('the command that sends', () => {
  it('is one that a shell takes as it is meant', () => {
    assert.equal(
      sendCommandLine({
        file: "/home/rosa/it's mine/re.eml",
        text: 'To: "Ada, at home" <ada@example.org>,\n bo@example.org\n\nTo: x\n',
      }),
      "git send-email --confirm=always --suppress-cc=body --suppress-cc=author --suppress-from --no-thread '--to=\"Ada, at home\" <ada@example.org>' --to=bo@example.org '/home/rosa/it'\\''s mine/re.eml'",
    );
  });
});
