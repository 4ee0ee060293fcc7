import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled, medianRun, run, runCli } from './measure';

export interface ReadingFigures {
  readonly corpus: string;
  readonly bytes: number;
  readonly messages: number;
  readonly seconds: number;
  /** Seconds without the time that an empty input takes: start-up left out. */
  readonly secondsBeyondStart: number;
  readonly megabytesPerSecond: number;
  readonly peakMegabytes: number;
  /** Peak beyond that of an empty input, as a multiple of the input's size. */
  readonly peakTimesInput: number;
  readonly sizes: readonly { readonly megabytes: number; readonly seconds: number }[];
  readonly peers: readonly { readonly name: string; readonly seconds: number }[];
  readonly left: readonly string[];
}

const PYTHON = `
import mailbox, email, email.policy, sys
n = 0
for m in mailbox.mbox(sys.argv[1], factory=lambda f: email.message_from_binary_file(f, policy=email.policy.default)):
    n += 1
    str(m['subject']); str(m['from']); str(m['date'])
    for part in m.walk():
        if part.get_content_maintype() == 'text':
            try: part.get_content()
            except Exception: pass
print(n)
`;

/** `inspect` on all mailboxes at once, beside git's and Python's reading of the same bytes. */
export function measureReading(cli: string, mailboxes: readonly string[], corpus: string): ReadingFigures {
  const work = mkdtempSync(join(tmpdir(), 'kapi-replay-bench-'));
  try {
    const whole = Buffer.concat(mailboxes.map((path) => readFileSync(path)));
    const box = join(work, 'all.mbox');
    writeFileSync(box, whole);
    const empty = join(work, 'one.mbox');
    writeFileSync(
      empty,
      'From x@example.org Thu Jan  1 00:00:00 1970\nFrom: x@example.org\nSubject: x\nMessage-ID: <x@example.org>\n\nx\n',
    );
    const inspect = (path: string) => runCli(cli, ['inspect', '--json', path]);
    const start = medianRun(3, () => inspect(empty));
    const mine = medianRun(3, () => inspect(box));
    if (mine.status !== 0) throw new Error(`inspect ended with ${mine.status}: ${mine.err}`);
    const { messages } = JSON.parse(mine.out) as { messages: readonly unknown[] };
    const beyond = Math.max(mine.seconds - start.seconds, 1e-3);
    const peak = mine.peakMegabytes ?? 0;

    const sizes = [1, 10, 50, 200].map((megabytes) => {
      const path = join(work, `${megabytes}.mbox`);
      const copies: Buffer[] = [];
      for (let bytes = 0; bytes < megabytes * 1e6; bytes += whole.length) copies.push(whole);
      writeFileSync(path, cutAtMessage(Buffer.concat(copies), megabytes * 1e6));
      const seconds = Math.max(inspect(path).seconds - start.seconds, 0);
      rmSync(path);
      return { megabytes, seconds };
    });

    const peers: { name: string; seconds: number }[] = [];
    const left: string[] = [];
    if (isInstalled('git', '--version'))
      peers.push({ name: 'git mailsplit + mailinfo + apply --numstat', seconds: gitSeconds(work, box) });
    else left.push('git');
    if (isInstalled('python3', '--version')) {
      peers.push({ name: 'python mailbox + email', seconds: run('python3', ['-c', PYTHON, box]).seconds });
    } else left.push('python3');
    if (isInstalled('notmuch', '--version') && isInstalled('git', '--version'))
      peers.push({ name: 'notmuch new', seconds: notmuchSeconds(work) });
    else left.push('notmuch');
    return {
      corpus,
      bytes: statSync(box).size,
      messages: messages.length,
      seconds: mine.seconds,
      secondsBeyondStart: beyond,
      megabytesPerSecond: whole.length / 1e6 / beyond,
      peakMegabytes: peak,
      peakTimesInput: (peak - (start.peakMegabytes ?? 0)) / (whole.length / 1e6),
      sizes,
      peers,
      left,
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** As `git am` reads a mailbox: split it, take every mail apart, and count what the diff in it does. */
function gitSeconds(work: string, box: string): number {
  const split = join(work, 'split');
  mkdirSync(split);
  run('git', ['init', '-q', work]);
  let seconds = run('git', ['mailsplit', '--mboxrd', `-o${split}`, box]).seconds;
  for (const name of readdirSync(split)) {
    const input = readFileSync(join(split, name));
    const patch = join(work, 'patch');
    seconds += run('git', ['mailinfo', join(work, 'msg'), patch], { cwd: work, input }).seconds;
    if (statSync(patch).size > 0) seconds += run('git', ['apply', '--numstat', patch], { cwd: work }).seconds;
  }
  return seconds;
}

/** As notmuch takes the same mails into its index, from a Maildir of what git has split. */
function notmuchSeconds(work: string): number {
  const maildir = join(work, 'maildir');
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(maildir, name), { recursive: true });
  const split = join(work, 'split');
  for (const name of readdirSync(split)) copyFileSync(join(split, name), join(maildir, 'cur', `${name}:2,`));
  const config = join(work, 'notmuch-config');
  writeFileSync(config, `[database]\npath=${maildir}\n[user]\nname=Bench\nprimary_email=bench@example.org\n`);
  const { status, seconds, err } = run('notmuch', [`--config=${config}`, 'new', '--quiet', '--no-hooks']);
  if (status !== 0) throw new Error(`notmuch ended with ${status}: ${err}`);
  return seconds;
}

/** The first mails of a mailbox that together have at least that many bytes (or all of them). */
function cutAtMessage(box: Buffer, bytes: number): Buffer {
  const next = box.indexOf('\nFrom mboxrd@z ', bytes);
  return next < 0 ? box : box.subarray(0, next + 1);
}
