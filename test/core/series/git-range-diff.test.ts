import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMailbox } from '../../../extension/mail/mailbox';
import { sortIntoSeries } from '../../../extension/series/archive';
import { rangeDiff } from '../../../extension/series/range-diff';
import type { Series } from '../../../extension/series/series';

/** One commit: its subject, and what it makes of the file's lines. */
type Commit = readonly [subject: string, change: (lines: string[]) => void];

const BASE = Array.from({ length: 80 }, (_, at) => `int line_${String(at)};`);

const set =
  (at: number, ...texts: string[]) =>
  (lines: string[]): void =>
    void lines.splice(at, texts.length, ...texts);

const grow =
  (at: number, word: string, count = 12) =>
  (lines: string[]): void =>
    void lines.splice(at, 0, ...Array.from({ length: count }, (_, n) => `int ${word}_${String(n)};`));

/** Two revisions of one work; what git says of each pair of them is what we have to say. */
const WORKS: readonly (readonly [string, readonly Commit[], readonly Commit[]])[] = [
  [
    'the same patches',
    [
      ['frob: a', grow(5, 'a')],
      ['frob: b', grow(50, 'b')],
    ],
    [
      ['frob: a', grow(5, 'a')],
      ['frob: b', grow(50, 'b')],
    ],
  ],
  [
    'one that changed',
    [
      ['frob: a', grow(5, 'a')],
      ['frob: b', grow(50, 'b')],
    ],
    [
      ['frob: a', grow(5, 'a')],
      ['frob: b', (lines) => (grow(50, 'b')(lines), set(52, 'int changed;')(lines))],
    ],
  ],
  ['another message', [['frob: a', grow(5, 'a')]], [['frob: say a better', grow(5, 'a')]]],
  [
    'one dropped and one added',
    [
      ['frob: a', grow(5, 'a')],
      ['frob: b', grow(50, 'b')],
    ],
    [
      ['frob: a', grow(5, 'a')],
      ['grok: c', grow(30, 'entirely_other', 30)],
    ],
  ],
  [
    'another order',
    [
      ['frob: a', grow(5, 'a')],
      ['frob: b', grow(60, 'b')],
      ['frob: c', grow(30, 'c')],
    ],
    [
      ['frob: c', grow(30, 'c')],
      ['frob: a', grow(5, 'a')],
      ['frob: b', grow(72, 'b')],
    ],
  ],
  [
    'one in front',
    [['frob: a', grow(5, 'a')]],
    [
      ['frob: new', grow(70, 'fresh', 20)],
      ['frob: a', grow(5, 'a')],
    ],
  ],
];

const SIGNS = { same: '=', changed: '!', dropped: '<', added: '>' } as const;

describe('revisions compared as git range-diff compares them', function () {
  this.timeout(120_000);
  let work = '';
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', work, '-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });

  before(function () {
    if (spawnSync('git', ['--version']).status !== 0) this.skip();
  });
  beforeEach(() => {
    work = mkdtempSync(join(tmpdir(), 'kapi-replay-range-'));
    git('init', '-q', '-b', 'base');
    writeFileSync(join(work, 'frob.c'), `${BASE.join('\n')}\n`);
    git('add', '.');
    git('commit', '-q', '-m', 'base');
  });
  afterEach(() => rmSync(work, { recursive: true }));

  /** Commits a revision to a branch, and reads it back from the mails that git makes of it. */
  async function revision(branch: string, commits: readonly Commit[], number: number): Promise<Series> {
    git('checkout', '-q', '-b', branch, 'base');
    const lines = [...BASE];
    for (const [subject, change] of commits) {
      change(lines);
      writeFileSync(join(work, 'frob.c'), `${lines.join('\n')}\n`);
      git('commit', '-q', '-a', '-s', '-m', subject);
    }
    const mails = git('format-patch', '--stdout', '--thread', '-v', String(number), 'base');
    const { messages } = await readMailbox(Buffer.from(mails), branch);
    const [series] = sortIntoSeries(messages).series;
    assert.ok(series);
    assert.equal(series.patches.length, commits.length);
    return series;
  }

  for (const [what, before, after] of WORKS)
    it(what, async () => {
      const old = await revision('old', before, 1);
      const now = await revision('new', after, 2);
      // `1:  1234567 = 1:  89abcde subject`, a dash where a side has none.
      const told = [
        ...git('range-diff', '--no-color', '-s', 'base..old', 'base..new').matchAll(
          /^\s*(\d+|-):\s+\S+ ([=!<>])\s+(\d+|-):/gm,
        ),
      ].map(([, left, sign, right]) => `${left ?? ''} ${sign ?? ''} ${right ?? ''}`);
      const ours = rangeDiff(old, now).map(
        (pair) => `${pair.before?.index ?? '-'} ${SIGNS[pair.fate]} ${pair.after?.index ?? '-'}`,
      );
      assert.ok(told.length > 0);
      assert.deepEqual(ours, told);
    });
});
