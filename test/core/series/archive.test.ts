import assert from 'node:assert/strict';
import { sortIntoSeries } from '../../../extension/series/archive';
import { readMailbox } from '../../../extension/mail/mailbox';
import { cover, diff, mailbox, patch, reply, type Post } from './post';
import { bare, check, homes, inALine, kinds, sortedInAnyOrder, topics } from './sorted';

const BOB = 'Bob Builder <bob@example.net>';

describe('series by their subjects', () => {
  /** The subjects of two patches of one series, and what they make. */
  const pairs: readonly [string, string, string][] = [
    ['[net,v2,1/2] a', '[net,v2,2/2] b', 'v2 of 2: 0=c 1=p 2=q'],
    ['[PATCHv3 1/2] a', '[PATCHv3 2/2] b', 'v3 of 2: 0=c 1=p 2=q'],
    ['[PATCH1/2] a', '[PATCH2/2] b', 'v1 of 2: 0=c 1=p 2=q'],
    ['[v2PATCH1/2] a', '[v2PATCH2/2] b', 'v2 of 2: 0=c 1=p 2=q'],
    ['[PATCH 1 of 2] a', '[PATCH 2 of 2] b', 'v1 of 2: 0=c 1=p 2=q'],
    ['[PATCH 1/2 v4] a', '[PATCH 2/2 v4] b', 'v4 of 2: 0=c 1=p 2=q'],
    ['[v3 PATCH 1/2] a', '[v3 PATCH 2/2] b', 'v3 of 2: 0=c 1=p 2=q'],
    ['[PATCH v3 1/2 RESEND] a', '[PATCH v3 2/2 RESEND] b', 'v3 of 2: 0=c 1=p 2=q'],
    ['[PATCH 6.1.y 1/2] a', '[PATCH 6.1.y 2/2] b', 'v1 of 2: 0=c 1=p 2=q'],
    ['[PATCH 5.10 001/002] a', '[PATCH 5.10 002/002] b', 'v1 of 2: 0=c 1=p 2=q'],
    ['[PATCH [net-next] v2 1/2] a', '[PATCH [net-next] v2 2/2] b', 'v2 of 2: 0=c 1=p 2=q'],
    ['[RESEND][PATCH v3 1/2] a', '[RESEND][PATCH v3 2/2] b', 'v3 of 2: 0=c 1=p 2=q'],
    ['=?utf-8?q?=5BPATCH_v2_1/2=5D_a?=', '=?utf-8?q?=5BPATCH_v2_2/2=5D_b?=', 'v2 of 2: 0=c 1=p 2=q'],
    ['[PATCH v2\n 1/2]\n a', '[PATCH v2\n 2/2]\n b', 'v2 of 2: 0=c 1=p 2=q'],
    ['[Patch 1/2]: powerpc: a', '[Patch 2/2]: powerpc: b', 'v1 of 2: 0=c 1=p 2=q'],
    ['[RFC PATCH v2 01/02] a', '[RFC PATCH v2 02/02] b', 'v2 of 2: 0=c 1=p 2=q'],
  ];
  for (const [first, second, line] of pairs) {
    const zeroth = first.replace(/0*1(?= ?(?:\/|of))/, '0').replace(/(?<=PATCH)1(?=\/)/, '0');
    it(`${first} and ${second}`.replaceAll('\n', ''), () =>
      check([cover(zeroth, 'c'), patch(first, 'p', { answers: 'c' }), patch(second, 'q', { answers: 'c' })], line),
    );
  }

  it('[PATCH 3/n]: the total is what came', () =>
    check(
      [
        patch('[PATCH 1/n] a', 'p'),
        patch('[PATCH 2/n] b', 'q', { answers: 'p' }),
        patch('[PATCH 3/n] c', 'r', { answers: 'p' }),
      ],
      'v1 of 3: 1=p 2=q 3=r',
    ));

  it('[PATCH 3/2]: an extra patch stays in its series', () =>
    check(
      [
        cover('[PATCH 0/2] w', 'c'),
        patch('[PATCH 1/2] a', 'p', { answers: 'c' }),
        patch('[PATCH 2/2] b', 'q', { answers: 'c' }),
        patch('[PATCH 3/2] x', 'r', { answers: 'c', at: 60 }),
      ],
      'v1 of 2: 0=c 1=p 2=q 3=r',
    ));

  it('[PATCH v5.1 2/3]: takes the place of one patch of v5', async () => {
    const archive = await check(
      [
        cover('[PATCH v5 0/3] w', 'c'),
        patch('[PATCH v5 1/3] a', 'p', { answers: 'c' }),
        patch('[PATCH v5 2/3] b', 'q', { answers: 'c' }),
        patch('[PATCH v5 3/3] c', 'r', { answers: 'c' }),
        patch('[PATCH v5.1 2/3] b', 's', { answers: 'q', at: 600 }),
      ],
      'v5 of 3: 0=c 1=p 2=s 3=r replaced',
    );
    assert.match(archive.placed.find(({ message }) => bare(message.id) === 'q')?.why ?? '', /v5\.1 took its place/);
  });

  it('foo (v2), [PATCH] v3: foo', () =>
    check([patch('[PATCH] foo (v2)', 'p'), patch('[PATCH] v3: foo', 'q')], 'v2 of 1: 1=p', 'v3 of 1: 1=q'));

  it('numbers outside brackets are no counter', () =>
    check([patch('[PATCH v3] Fix F81504/508/512', 'p')], 'v3 of 1: 1=p'));

  for (const prefix of ['Re: Re: ', 'Re ', 'Antw: [EXT] ', '回复: ', 'AW: ', 'Fwd: ', 'Odp: '])
    it(`${prefix}[PATCH 1/1] is an answer, even with a diff`, async () => {
      const archive = await check(
        [patch('[PATCH 1/1] a', 'p'), { ...patch(`${prefix}[PATCH 1/1] a`, 'r'), answers: 'p', from: BOB }],
        'v1 of 1: 1=p',
      );
      assert.equal(kinds(archive)['r'], 'reply');
      assert.equal(homes(archive)['r'], 'p');
    });
});

describe('series by their threads', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  const two = (revision: string, id: string, answers?: string, at = 0): Post[] => [
    cover(`[PATCH${revision} 0/2] frob: mend it`, `${id}c`, { at, ...(answers === undefined ? {} : { answers }) }),
    patch(`[PATCH${revision} 1/2] frob: a`, `${id}p`, { answers: `${id}c`, at: at + 1 }),
    patch(`[PATCH${revision} 2/2] frob: b`, `${id}q`, { answers: `${id}c`, at: at + 2 }),
  ];

  it('patches in a chain', () =>
    check(
      [
        cover('[PATCH 0/2] w', 'c'),
        patch('[PATCH 1/2] a', 'p', { answers: 'c' }),
        patch('[PATCH 2/2] b', 'q', { answers: 'p', references: ['c'] }),
      ],
      'v1 of 2: 0=c 1=p 2=q',
    ));

  it('no cover letter', () =>
    check([patch('[PATCH 1/2] a', 'p'), patch('[PATCH 2/2] b', 'q', { answers: 'p' })], 'v1 of 2: 1=p 2=q'));

  it('a cover letter that is not here', () =>
    check(
      [patch('[PATCH 1/2] a', 'p', { answers: 'gone' }), patch('[PATCH 2/2] b', 'q', { answers: 'gone', at: 300 })],
      'v1 of 2: 1=p 2=q',
    ));

  it('no references at all', () =>
    check(
      [cover('[PATCH 0/2] w', 'c'), patch('[PATCH 1/2] a', 'p'), patch('[PATCH 2/2] b', 'q')],
      'v1 of 2: 0=c 1=p 2=q',
    ));

  it('no references, and hours apart: two incomplete postings', () =>
    check(
      [patch('[PATCH 1/2] a', 'p'), patch('[PATCH 2/2] b', 'q', { at: 600 })],
      'v1 of 2: 1=p missing 2',
      'v1 of 2: 2=q missing 1',
    ));

  it('two people at the same minute', () =>
    check(
      [
        patch('[PATCH 1/2] a', 'p', { at: 0 }),
        patch('[PATCH 1/2] c', 'r', { at: 0, from: BOB }),
        patch('[PATCH 2/2] b', 'q', { at: 0 }),
        patch('[PATCH 2/2] d', 's', { at: 0, from: BOB }),
      ],
      'v1 of 2: 1=p 2=q',
      'v1 of 2: 1=r 2=s',
    ));

  it('a backport flood: one series for each stable branch', () =>
    check(
      ['6.1.y', '6.6.y'].flatMap((branch) => [
        patch(`[PATCH ${branch} 1/2] a`, `${branch}p`, { at: 0 }),
        patch(`[PATCH ${branch} 2/2] b`, `${branch}q`, { at: 0 }),
      ]),
      'v1 of 2: 1=6.1.yp 2=6.1.yq',
      'v1 of 2: 1=6.6.yp 2=6.6.yq',
    ));

  it('revisions of one work, each in a thread of its own', async () => {
    const archive = await check(
      [...two('', 'a'), ...two(' v2', 'b', undefined, 3000), ...two(' v3', 'd', undefined, 9000)],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v2 of 2: 0=bc 1=bp 2=bq',
      'v3 of 2: 0=dc 1=dp 2=dq',
    );
    assert.equal(topics(archive), 1);
  });

  it('a revision posted in reply to the one before', async () => {
    const archive = await check(
      [...two('', 'a'), ...two(' v2', 'b', 'ac', 3000)],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v2 of 2: 0=bc 1=bp 2=bq',
    );
    assert.equal(topics(archive), 1);
    assert.equal(kinds(archive)['bc'], 'cover');
  });

  it('a cover letter in reply to the revision before whose list of patches names people', async () => {
    const archive = await check(
      [
        ...two('', 'a'),
        cover('[PATCH v2 0/1] frob: mend it', 'bc', {
          answers: 'ac',
          at: 3000,
          body: 'From: Carl Coder <carl@example.net>\n\nAcked-by: Carl Coder <carl@example.net>\n',
        }),
        patch('[PATCH v2 1/1] frob: a', 'bp', { answers: 'bc', references: ['ac'], at: 3001 }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v2 of 1: 0=bc 1=bp',
    );
    assert.equal(kinds(archive)['bc'], 'cover');
  });

  it('base-commit and change-id are those of the cover letter or the first patch', async () => {
    const told = (n: number): string => `\nbase-commit: ${String(n).repeat(40)}\nchange-id: frob-${String(n)}\n`;
    const archive = await check(
      [1, 2].map((n) => {
        const post = patch(`[PATCH ${String(n)}/2] a`, `p${String(n)}`, n === 1 ? {} : { answers: 'p1' });
        return { ...post, body: `${post.body ?? ''}${told(n)}` };
      }),
      'v1 of 2: 1=p1 2=p2',
    );
    assert.deepEqual([archive.series[0]?.baseCommit, archive.series[0]?.changeId], ['1'.repeat(40), 'frob-1']);
  });

  it('a revision without a label, in reply to the first', () =>
    check([...two('', 'a'), ...two('', 'b', 'ac', 3000)], 'v1 of 2: 0=ac 1=ap 2=aq', 'v1 of 2: 0=bc 1=bp 2=bq'));

  it('a revision without label, cover or thread', () =>
    check(
      [
        patch('[PATCH 1/2] a', 'p'),
        patch('[PATCH 2/2] b', 'q'),
        patch('[PATCH 1/2] a', 'r', { at: 3000 }),
        patch('[PATCH 2/2] b', 's', { at: 3001 }),
      ],
      'v1 of 2: 1=p 2=q',
      'v1 of 2: 1=r 2=s',
    ));

  it('a resend', async () => {
    const archive = await check(
      [...two(' v2', 'a'), ...two(' v2 RESEND', 'b', undefined, 9000)],
      'v2 of 2: 0=ac 1=ap 2=aq',
      'v2 of 2: 0=bc 1=bp 2=bq',
    );
    assert.equal(topics(archive), 1);
  });

  it("somebody else's series in the thread", async () => {
    const archive = await check(
      [
        ...two('', 'a'),
        cover('[PATCH 0/2] frob: another way', 'bc', { answers: 'ap', references: ['ac'], from: BOB, at: 90 }),
        patch('[PATCH 1/2] frob: x', 'bp', { answers: 'bc', references: ['ac', 'ap'], from: BOB, at: 91 }),
        patch('[PATCH 2/2] frob: y', 'bq', { answers: 'bc', references: ['ac', 'ap'], from: BOB, at: 92 }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v1 of 2: 0=bc 1=bp 2=bq',
    );
    assert.equal(topics(archive), 2);
  });

  it('spam in the thread: a stray patch does not take a place', () =>
    check(
      [...two('', 'a'), patch('[PATCH] buy frobs', 's', { answers: 'ac', from: BOB, at: 90 })],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v1 of 1: 1=s',
    ));

  it('patches without numbers stand alone', () =>
    check([patch('[PATCH] a', 'p'), patch('[PATCH] b', 'q', { answers: 'p' })], 'v1 of 1: 1=p', 'v1 of 1: 1=q'));

  it('an unnumbered patch under a cover letter for one', () =>
    check([cover('[PATCH 0/1] w', 'c'), patch('[PATCH] a', 'p', { answers: 'c' })], 'v1 of 1: 0=c 1=p'));

  it('patches that leave the revision to their cover letter', () =>
    check(
      [
        cover('[PATCH v2 0/2] w', 'c'),
        patch('[PATCH 1/2] a', 'p', { answers: 'c' }),
        patch('[PATCH 2/2] b', 'q', { answers: 'c' }),
      ],
      'v2 of 2: 0=c 1=p 2=q',
    ));

  it('the cover letter that alone names the revision comes minutes later than its patches', async () => {
    await check(
      [
        patch('[PATCH 1/2] frob: a', 'p', { answers: 'c', at: 0 }),
        patch('[PATCH 2/2] frob: b', 'q', { answers: 'c', at: 1 }),
        cover('[PATCH v2 0/2] frob', 'c', { at: 6 }),
      ],
      'v2 of 2: 0=c 1=p 2=q',
    );
    await check(
      [
        patch('[PATCH v1 1/2] frob: a', 'p', { answers: 'c', at: 0 }),
        patch('[PATCH v1 2/2] frob: b', 'q', { answers: 'c', at: 1 }),
        cover('[PATCH v2 0/2] frob', 'c', { at: 6 }),
      ],
      'v1 of 2: 1=p 2=q',
      'v2 of 2: 0=c missing 1,2',
    );
  });

  it('the cover letter comes later than its patches', () =>
    check(
      [
        cover('[PATCH 0/2] w', 'c', { at: 20 }),
        patch('[PATCH 1/2] a', 'p', { answers: 'c', at: 0 }),
        patch('[PATCH 2/2] b', 'q', { answers: 'c', at: 1 }),
      ],
      'v1 of 2: 0=c 1=p 2=q',
    ));

  it('a naked cover letter', async () => {
    const archive = await check(
      [
        { subject: 'Mending frob', id: 'c', body: 'Two patches follow.\n' },
        patch('[PATCH 1/2] a', 'p', { answers: 'c' }),
        patch('[PATCH 2/2] b', 'q', { answers: 'c' }),
      ],
      'v1 of 2: 0=c 1=p 2=q',
    );
    assert.equal(kinds(archive)['c'], 'cover');
  });

  it('a question that patches answer is no cover letter', () =>
    check(
      [
        { subject: 'Who mends frob?', id: 'c', from: BOB, body: 'It is broken.\n' },
        patch('[PATCH 1/2] a', 'p', { answers: 'c' }),
        patch('[PATCH 2/2] b', 'q', { answers: 'c' }),
      ],
      'v1 of 2: 1=p 2=q',
    ));

  it('a partial re-roll is filled from the revision before', async () => {
    const archive = await check(
      [
        ...two('', 'a'),
        patch('[PATCH v2 2/2] frob: b', 'bq', { answers: 'aq', references: ['ac'], at: 900 }),
        patch('[PATCH v3 1/2] frob: a', 'dp', { answers: 'ap', references: ['ac'], at: 1900 }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v2 of 2: 1=~ap 2=bq',
      'v3 of 2: 1=dp 2=~aq',
    );
    assert.equal(topics(archive), 1);
  });

  it('several v1 of one work', async () => {
    const archive = await check(
      [...two(' v1', 'a'), ...two(' v1', 'b', undefined, 9000)],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v1 of 2: 0=bc 1=bp 2=bq',
    );
    assert.equal(topics(archive), 1);
  });

  it('the same change-id under another name and subject', async () => {
    const withId = (post: Post): Post => ({
      ...post,
      body: `${post.body ?? ''}\nchange-id: 20260301-frob-0123456789ab\n`,
    });
    const archive = await check(
      [
        withId(patch('[PATCH 1/1] old name', 'p')),
        withId(patch('[PATCH v2 1/1] new name', 'q', { from: BOB, at: 9000, body: diff('other.c', 'q') })),
      ],
      'v1 of 1: 1=p',
      'v2 of 1: 1=q',
    );
    assert.equal(topics(archive), 1);
  });

  it('a cover letter that links to the revision before', async () => {
    const archive = await check(
      [
        ...two('', 'a'),
        cover('[PATCH v2 0/1] frob: mend another way', 'bc', {
          at: 9000,
          body: 'v1: https://lore.kernel.org/all/ac@example.org/\n\n 1 file changed\n',
        }),
        patch('[PATCH v2 1/1] frob: all new', 'bp', { answers: 'bc', at: 9001 }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v2 of 1: 0=bc 1=bp',
    );
    assert.equal(topics(archive), 1);
  });

  it('a pull request with patches under it', async () => {
    const archive = await check(
      [
        { subject: '[PULL 0/2] frob queue', id: 'c', body: 'The following changes since commit 0123456789ab:\n' },
        patch('[PULL 1/2] a', 'p', { answers: 'c' }),
        patch('[PULL 2/2] b', 'q', { answers: 'c' }),
      ],
      'v1 of 2: 0=c 1=p 2=q',
    );
    assert.equal(kinds(archive)['c'], 'pull');
  });

  it('a pull request alone is in no series', async () => {
    const archive = await check([
      { subject: '[GIT PULL] frob', id: 'c', body: 'The following changes since commit 0123456789ab:\n' },
    ]);
    assert.deepEqual(kinds(archive), { c: 'pull' });
    assert.deepEqual(homes(archive), { c: null });
  });
});

describe('messages and where they belong', () => {
  it('replies belong to the series they answer, however deep', async () => {
    const archive = await check(
      [
        patch('[PATCH 1/1] a', 'p'),
        reply('Re: [PATCH 1/1] a', 'r', 'p'),
        reply('Re: [PATCH 1/1] a', 's', 'r'),
        { subject: 'A new subject', id: 't', answers: 's', body: 'No Re: here.\n' },
      ],
      'v1 of 1: 1=p',
    );
    assert.deepEqual(homes(archive), { p: 'p', r: 'p', s: 'p', t: 'p' });
    assert.deepEqual(kinds(archive), { p: 'patch', r: 'reply', s: 'reply', t: 'reply' });
  });

  it('replies whose parent is not here are placed by references, then by subject', async () => {
    const archive = await check(
      [
        patch('[PATCH 1/1] a', 'p'),
        reply('Re: [PATCH 1/1] a', 'r', 'gone', { references: ['p'] }),
        reply('Re: [PATCH 1/1] a', 's', 'lost'),
        reply('Re: [PATCH 1/1] something else', 't', 'lost'),
      ],
      'v1 of 1: 1=p',
    );
    assert.deepEqual(homes(archive), { p: 'p', r: 'p', s: 'p', t: null });
  });

  it('a circle of answers is cut', async () => {
    const archive = await check([reply('Re: x', 'r', 's'), reply('Re: x', 's', 'r'), reply('Re: x', 't', 't')]);
    assert.equal(archive.placed.filter(({ parent }) => parent !== null).length, 1);
  });

  it('a child that is older than its parent hangs under it all the same', async () => {
    const archive = await check(
      [patch('[PATCH 1/1] a', 'p', { at: 500 }), reply('Re: [PATCH 1/1] a', 'r', 'p', { at: -400_000 })],
      'v1 of 1: 1=p',
    );
    assert.equal(archive.placed.find(({ message }) => bare(message.id) === 'r')?.parent, 'p@example.org');
  });

  it('copies of one mail: the one without a list footer is used, both are explained', async () => {
    const posted = patch('[PATCH 1/1] a', 'p');
    const copy = { ...posted, body: `${posted.body ?? ''}\n_______________\nlist mailing list\n` };
    const { messages } = await readMailbox(Buffer.from(mailbox([copy, posted])), 'test.mbox');
    for (const order of [messages, messages.toReversed()]) {
      const archive = sortIntoSeries(order);
      assert.equal(archive.series.length, 1);
      assert.equal(archive.series[0]?.patches[0]?.message.body.includes('mailing list'), false);
      assert.match(archive.placed.map(({ why }) => why).join('\n'), /Another copy of this message/);
    }
  });

  it('different mails with one Message-ID are all there, and said', async () => {
    const archive = await sortedInAnyOrder([
      cover('[PATCH 0/2] frob', 'c'),
      patch('[PATCH 1/2] frob: a', 'p', { answers: 'c' }),
      { ...patch('[PATCH 2/2] frob: b', 'p', { answers: 'c' }), body: `Because.\n\n${diff('lib/b.c', 'b')}` },
      reply('Re: [PATCH 1/2] frob: a', 'r', 'p'),
    ]);
    assert.deepEqual(
      inALine(archive).map((line) => line.replace(/[0-9a-f]{32}@shared-message-id\.invalid/, 'shared')),
      ['v1 of 2: 0=c 1=p 2=shared'],
    );
    const [series] = archive.series;
    const [first, second] = series?.patches ?? [];
    assert.deepEqual([first?.subject, second?.subject], ['frob: a', 'frob: b']);
    assert.deepEqual(
      [first, second].map((each) => each?.problems.filter(({ code }) => code === 'message-id-shared').length),
      [0, 1],
    );
    assert.match(
      second?.problems.find(({ code }) => code === 'message-id-shared')?.message ?? '',
      /Another mail, "\[PATCH 1\/2\] frob: a", was sent with the Message-ID <p@example\.org>/,
    );
    const answer = archive.placed.find(({ message }) => bare(message.id) === 'r');
    assert.equal(answer?.parent, 'p@example.org');
    assert.equal(second?.message.headers.length, first?.message.headers.length, 'the rest is asked of the mail itself');
  });

  it('a patch that is posted anew with its old Message-ID is a resend of its own', async () => {
    const again = { ...patch('[PATCH v2 1/1] frob: a', 'p', { at: 9000 }), body: `Anew.\n\n${diff('lib/b.c', 'b')}` };
    const archive = await sortedInAnyOrder([patch('[PATCH 1/1] frob: a', 'p'), again]);
    assert.deepEqual(
      archive.series.map(({ revision }) => revision),
      [1, 2],
    );
    assert.equal(topics(archive), 1);
  });

  it('a patch tag without a diff is said', async () => {
    const archive = await check([{ subject: '[PATCH 1/1] forgot to attach', id: 'p', body: 'See above.\n' }]);
    assert.match(archive.placed[0]?.why ?? '', /tagged as a patch but holds no diff/);
  });

  it('the latest revision is the one posted last', async () => {
    const archive = await check(
      [patch('[RFC PATCH v2 1/1] frob: a', 'p'), patch('[PATCH 1/1] frob: a', 'q', { at: 9000 })],
      'v2 of 1: 1=p',
      'v1 of 1: 1=q',
    );
    assert.equal(topics(archive), 1);
  });

  it('nothing', () => check([]));
});
