import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMailbox } from '../../../extension/mail/mailbox';
import { sortIntoSeries } from '../../../extension/series/archive';
import { rangeDiff, rangeLines, type RangePair } from '../../../extension/series/range-diff';
import type { Series } from '../../../extension/series/series';

const MARK = { same: '=', changed: '!', dropped: '<', added: '>' } as const;

const inALine = ({ fate, before, after }: RangePair): string =>
  `${String(before?.index ?? '-')} ${MARK[fate]} ${String(after?.index ?? '-')}`;

/** A file of numbered lines; two changes far apart do not touch each other's context. */
const lines = (changes: Readonly<Record<number, string>>): string =>
  Array.from({ length: 120 }, (_, n) => `${changes[n + 1] ?? `line ${String(n + 1)}`}\n`).join('');

interface Commit {
  readonly subject: string;
  readonly changes: Readonly<Record<number, string>>;
}

const A = { subject: 'frob: a', changes: { 10: 'a1', 11: 'a2', 12: 'a3', 13: 'a4', 14: 'a5', 15: 'a6' } };
const A2 = { subject: 'frob: a', changes: { ...A.changes, 12: 'a3, mended' } };
const B = { subject: 'frob: b', changes: { 50: 'b1', 51: 'b2', 52: 'b3' } };
const B_TOLD = { subject: 'frob: b, told otherwise', changes: B.changes };
const C = { subject: 'frob: c', changes: { 90: 'c1', 91: 'c2', 92: 'c3' } };
const D = { subject: 'frob: d', changes: { 70: 'd1', 71: 'd2', 72: 'd3', 73: 'd4' } };

/** `git range-diff` over real commits is the oracle; ours sees only the mails that format-patch makes of them. */
describe('range-diff', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  let work = '';
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', ...args], {
      cwd: work,
      env: { ...process.env, GIT_AUTHOR_DATE: '2026-03-01T12:00:00Z', GIT_COMMITTER_DATE: '2026-03-01T12:00:00Z' },
    }).toString();

  before(() => {
    work = mkdtempSync(join(tmpdir(), 'kapi-replay-range-'));
    git('init', '-q', '-b', 'base');
    writeFileSync(join(work, 'frob.c'), lines({}));
    git('add', '.');
    git('commit', '-q', '-m', 'base');
  });
  after(() => rmSync(work, { recursive: true }));

  const revision = async (name: string, commits: readonly Commit[], version: number): Promise<Series> => {
    git('checkout', '-q', '-B', name, 'base');
    let changes = {};
    for (const commit of commits) {
      changes = { ...changes, ...commit.changes };
      writeFileSync(join(work, 'frob.c'), lines(changes));
      git('commit', '-q', '-a', '-s', '-m', `${commit.subject}\n\nWhy.`);
    }
    const mail = git('format-patch', '--stdout', '--thread', '-v', String(version), 'base');
    const { messages } = await readMailbox(Buffer.from(mail), name);
    const [series] = sortIntoSeries(messages).series;
    assert.ok(series);
    return series;
  };

  const check = async (
    before: readonly Commit[],
    after: readonly Commit[],
    expected: string[],
  ): Promise<RangePair[]> => {
    const [old, now] = [await revision('old', before, 1), await revision('new', after, 2)];
    const pairs = rangeDiff(old, now);
    assert.deepEqual(pairs.map(inALine), expected);
    const oracle = git('range-diff', '--no-color', '-s', 'base..old', 'base..new')
      .trim()
      .split('\n')
      .map((line) => line.replace(/^\s*(\d+|-):\s+\S+ ([=!<>])\s+(\d+|-):.*$/, '$1 $2 $3'));
    assert.deepEqual(pairs.map(inALine), oracle);
    return pairs;
  };

  it('the same again', () => check([A, B], [A, B], ['1 = 1', '2 = 2']));
  it('one changed', () => check([A, B], [A2, B], ['1 ! 1', '2 = 2']));
  it('another order', () => check([A, B, C], [C, A, B], ['3 = 1', '1 = 2', '2 = 3']));
  it('one dropped, one added', () => check([A, B], [A, D], ['1 = 1', '2 < -', '- > 2']));
  it('another message', () => check([A, B], [A, B_TOLD], ['1 = 1', '2 ! 2']));
  it('everything at once', () => check([A, B, C], [D, A2, C], ['- > 1', '1 ! 2', '2 < -', '3 = 3']));
  it('nothing in common', () => check([A], [D], ['1 < -', '- > 1']));

  it('shows what changed in a patch, and where both mails show it', async () => {
    const [pair] = await check([A], [A2], ['1 ! 1']);
    assert.ok(pair);
    const changed = rangeLines(pair).filter(({ kind }) => kind !== 'same');
    assert.deepEqual(
      changed.map(({ kind, text }) => `${kind} ${text}`),
      ['removed +a3', 'added +a3, mended'],
    );
    const [removed, added] = changed;
    assert.equal(pair.before?.message.body.split('\n')[(removed?.before ?? 0) - 1], '+a3');
    assert.equal(pair.after?.message.body.split('\n')[(added?.after ?? 0) - 1], '+a3, mended');
  });
});
