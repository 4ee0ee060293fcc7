import assert from 'node:assert/strict';
import type { Archive } from '../../../extension/series/series';
import { cover, diff, patch, readPosts, reply, type Post } from './post';
import { bare, check, homes, kinds, topics } from './sorted';

const BOB = 'Bob Builder <bob@example.net>';

const why = (archive: Archive, id: string): string =>
  archive.placed.find(({ message }) => bare(message.id) === id)?.why ?? '';

/** A cover letter and two patches. */
const two = (tag: string, id: string, more: Partial<Post> = {}): Post[] => [
  cover(`[${tag} 0/2] frob: mend it`, `${id}c`, more),
  patch(`[${tag} 1/2] frob: a`, `${id}p`, { ...more, answers: `${id}c`, at: (more.at ?? 0) + 1 }),
  patch(`[${tag} 2/2] frob: b`, `${id}q`, { ...more, answers: `${id}c`, at: (more.at ?? 0) + 2 }),
];

describe('what a mail is', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  it('a patch without a Message-ID is in its series by number and time', async () => {
    const posts = [patch('[PATCH 1/2] a', 'p'), patch('[PATCH 2/2] b', 'q', { headers: ['Message-ID:'] })];
    const madeUp = (await readPosts(posts))[1]?.id ?? '';
    const archive = await check([...posts, reply('Re: [PATCH 2/2] b', 'r', 'q')], `v1 of 2: 1=p 2=${madeUp}`);
    // What it answers has another id now; the subject says what it is.
    assert.equal(homes(archive)['r'], 'p');
  });

  it('copies that three lists sent on are one mail', async () => {
    const posted = patch('[PATCH 1/1] a', 'p');
    const through = (list: string, footer: string): Post => ({
      ...posted,
      at: 0,
      body: `${posted.body ?? ''}${footer}`,
      headers: [`List-Id: <${list}.example.org>`],
    });
    const archive = await check(
      [
        through('one', '_____\none mailing list\n'),
        through('two', ''),
        through('three', '--\nthree: write to three-leave to leave\n'),
      ],
      'v1 of 1: 1=p',
    );
    assert.equal(archive.series[0]?.patches[0]?.message.body, posted.body);
  });

  it('a mail that only gives trailers is a reply, whatever its subject', async () => {
    const archive = await check(
      [
        ...two('PATCH', 'a'),
        reply('[PATCH 1/2] frob: a', 'r', 'ap', { at: 90, body: 'Acked-by: Rita Reviewer <rita@example.com>\n' }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
    );
    assert.deepEqual([kinds(archive)['r'], homes(archive)['r']], ['reply', 'ac']);
    assert.deepEqual(
      archive.series[0]?.patches.map(({ trailers }) => trailers.map(({ key }) => key)),
      [['Signed-off-by', 'Acked-by'], ['Signed-off-by']],
    );
  });

  it('a reply that says Re: is one even with a diff; a mail with a diff that does not is a patch', async () => {
    const archive = await check(
      [
        patch('[PATCH 1/1] a', 'p'),
        { ...patch('Re: [PATCH 1/1] a', 'r', { from: BOB }), answers: 'p' },
        { ...patch('frob: how about this', 's', { from: BOB }), answers: 'p' },
      ],
      'v1 of 1: 1=p',
      'v1 of 1: 1=s',
    );
    assert.deepEqual(kinds(archive), { p: 'patch', r: 'reply', s: 'patch' });
  });

  it('a tagged mail with a diffstat and no diff is a cover letter without a number', async () => {
    const archive = await check(
      [
        cover('[PATCH v2] frob: mend it', 'c'),
        patch('[PATCH v2 1/2] a', 'p', { answers: 'c' }),
        patch('[PATCH v2 2/2] b', 'q', { answers: 'c' }),
      ],
      'v2 of 2: 0=c 1=p 2=q',
    );
    assert.equal(kinds(archive)['c'], 'cover');
  });

  it('neither patch nor answer nor cover letter: in no series', async () => {
    const archive = await check([
      { subject: 'Frobs wanted', id: 'x', body: 'Who has some?\n' },
      { subject: '[RFC] what a frob is', id: 'y', from: BOB, body: 'Let us talk.\n' },
    ]);
    assert.deepEqual(kinds(archive), { x: 'other', y: 'other' });
    assert.deepEqual(homes(archive), { x: null, y: null });
  });

  it('an RFC, and a mail that asks patchwork to overlook it, are shown as any other', async () => {
    const archive = await check(
      [patch('[RFC PATCH 1/1] a', 'p', { headers: ['X-Patchwork-Hint: ignore', 'X-Patchwork-State: rfc'] })],
      'v1 of 1: 1=p',
    );
    assert.equal(archive.series[0]?.rfc, true);
  });

  it('a patch goes by its commit subject, without tags and reply prefixes', async () => {
    const archive = await check(
      [
        patch('[frobs][PATCH v2,1/2] lib: [sic] mend frob', 'p'),
        patch('[frobs][PATCH v2,2/2]: lib: mend it more', 'q', { answers: 'p' }),
      ],
      'v2 of 2: 1=p 2=q',
    );
    assert.deepEqual(
      archive.series[0]?.patches.map(({ subject }) => subject),
      ['lib: [sic] mend frob', 'lib: mend it more'],
    );
  });

  it('a pull request that was posted in answer to something', async () => {
    const archive = await check([
      { subject: 'Frobs for the next release', id: 'x', from: BOB, body: 'Send me what you have.\n' },
      {
        subject: 'Frobs for the next release, mine',
        id: 'y',
        answers: 'x',
        body: 'The following changes since commit 0123456789ab:\n\n  are available in the Git repository at:\n\n  https://example.org/frob.git tags/frobs\n',
      },
    ]);
    assert.deepEqual(kinds(archive), { x: 'other', y: 'pull' });
  });
});

describe('which series a patch is of', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  it('a patch without a revision takes that of the first patch, which it answers', () =>
    check([patch('[PATCH v2 1/2] a', 'p'), patch('[PATCH 2/2] b', 'q', { answers: 'p' })], 'v2 of 2: 1=p 2=q'));

  it('and so it does where a queue let it overtake the first by seconds', () =>
    check(
      [patch('[PATCH 2/2] b', 'q', { answers: 'p', at: 0 }), patch('[PATCH v2 1/2] a', 'p', { at: 0.5 })],
      'v2 of 2: 1=p 2=q',
    ));

  it('the same unnumbered patch again, later: two postings of one work', async () => {
    const archive = await check(
      [patch('[PATCH] frob: a', 'p'), patch('[PATCH] frob: a', 'q', { at: 3000, body: diff('lib/frob.c', 'p') })],
      'v1 of 1: 1=p',
      'v1 of 1: 1=q',
    );
    assert.equal(topics(archive), 1);
  });

  it('a single patch again, as a RESEND', async () => {
    const archive = await check(
      [
        patch('[PATCH] frob: a', 'p'),
        patch('[PATCH RESEND] frob: a', 'q', { at: 3000, body: diff('lib/frob.c', 'p') }),
      ],
      'v1 of 1: 1=p',
      'v1 of 1: 1=q',
    );
    assert.equal(topics(archive), 1);
  });

  it('a number that is taken: the second does not push the first out', async () => {
    const archive = await check(
      [...two('PATCH', 'a'), patch('[PATCH 2/2] frob: b', 'x', { answers: 'ac', at: 600 })],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v1 of 2: 2=x missing 1',
    );
    assert.equal(topics(archive), 1);
  });

  it('the cover letter sent twice', async () => {
    const archive = await check(
      [...two('PATCH', 'a'), cover('[PATCH 0/2] frob: mend it', 'x', { answers: 'ac', at: 9 })],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v1 of 2: 0=x missing 1,2',
    );
    assert.equal(topics(archive), 1);
  });

  it('a naked cover letter inside a thread has a diffstat', async () => {
    const posts = (body: string): Post[] => [
      { subject: 'Frob is broken', id: 'x', from: BOB, body: 'It is.\n' },
      { subject: 'Mending frob', id: 'c', answers: 'x', body },
      patch('[PATCH 1/2] a', 'p', { answers: 'c', references: ['x'] }),
      patch('[PATCH 2/2] b', 'q', { answers: 'c', references: ['x'] }),
    ];
    await check(posts('Two patches.\n\n 2 files changed, 2 insertions(+)\n'), 'v1 of 2: 0=c 1=p 2=q');
    await check(posts('I will mend it.\n'), 'v1 of 2: 1=p 2=q');
  });

  it('References alone lead to the series, the nearest first', async () => {
    const archive = await check(
      [
        ...two('PATCH', 'a'),
        ...two('PATCH v2', 'b', { at: 3000 }).slice(0, 2),
        patch('[PATCH v2 2/2] frob: b', 'x', { references: ['ac', 'bc'], at: 3600 }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v2 of 2: 0=bc 1=bp 2=x',
    );
    assert.match(why(archive, 'x'), /by its references/);
  });

  for (const [what, field] of [
    ['with a comment', 'In-Reply-To: <c@example.org> (message of Ann on Sunday)'],
    ['with words before it', 'In-Reply-To: mail of Sunday <c@example.org>'],
    ['without brackets', 'In-Reply-To: c@example.org'],
    ['with a blank in it', 'In-Reply-To: <c@\n example.org>'],
  ] as const)
    it(`an In-Reply-To ${what} leads to it`, async () => {
      const archive = await check(
        [cover('[PATCH 0/1] w', 'c'), patch('[PATCH 1/1] a', 'p', { at: 600, headers: [field] })],
        'v1 of 1: 0=c 1=p',
      );
      assert.match(why(archive, 'p'), /by its references/);
    });

  it('several references to one mail, and References twice', () =>
    check(
      [
        cover('[PATCH 0/2] w', 'c'),
        patch('[PATCH 1/2] a', 'p', { answers: 'c' }),
        patch('[PATCH 2/2] b', 'q', {
          at: 600,
          headers: ['References: <c@example.org> <p@example.org> <c@example.org>', 'References: <p@example.org>'],
        }),
      ],
      'v1 of 2: 0=c 1=p 2=q',
    ));

  for (const [what, other, line] of [
    ['of another revision', '[PATCH v2 2/2] b', 'v2 of 2: 2=q missing 1'],
    ['of another total', '[PATCH 2/3] b', 'v1 of 3: 2=q missing 1,3'],
    ['for another tree', '[PATCH net 2/2] b', 'v1 of 2: 2=q missing 1'],
  ] as const)
    it(`without references, a patch ${what} is of another series`, () =>
      check(
        [patch('[PATCH 1/2] a', 'p', { at: 0 }), patch(other, 'q', { at: 1, body: diff('other.c', 'q') })],
        'v1 of 2: 1=p missing 2',
        line,
      ));

  for (const [minutes, ...lines] of [
    [20, 'v1 of 2: 1=p 2=q'],
    [31, 'v1 of 2: 1=p missing 2', 'v1 of 2: 2=q missing 1'],
  ] as const)
    it(`without references, ${String(minutes)} minutes apart`, () =>
      check([patch('[PATCH 1/2] a', 'p', { at: 0 }), patch('[PATCH 2/2] b', 'q', { at: minutes })], ...lines));

  it('a revision that answers the patches before it, number by number', () =>
    check(
      [
        ...two('PATCH', 'a'),
        patch('[PATCH v2 1/2] frob: a', 'bp', { answers: 'ap', references: ['ac'], at: 900 }),
        patch('[PATCH v2 2/2] frob: b', 'bq', { answers: 'aq', references: ['ac'], at: 901 }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v2 of 2: 1=bp 2=bq',
    ));

  it('revisions mixed under one mail that is not here', () =>
    check(
      [
        patch('[PATCH 1/2] a', 'p', { answers: 'gone' }),
        patch('[PATCH 2/2] b', 'q', { answers: 'gone' }),
        patch('[PATCH v2 1/2] a', 'r', { answers: 'gone' }),
        patch('[PATCH v2 2/2] b', 's', { answers: 'gone' }),
      ],
      'v1 of 2: 1=p 2=q',
      'v2 of 2: 1=r 2=s',
    ));

  it('two people whom a list rewrote to its own address', () =>
    check(
      (['Ann Author', 'Bob Builder'] as const).flatMap((name, n) =>
        [1, 2].map((index) =>
          patch(`[PATCH ${String(index)}/2] ${name}`, `${String(n)}${String(index)}`, {
            at: 0,
            from: `${name} via frobs <frobs@example.org>`,
            headers: [`Reply-To: ${name} <${name.slice(0, 3).toLowerCase()}@example.net>`],
          }),
        ),
      ),
      'v1 of 2: 1=01 2=02',
      'v1 of 2: 1=11 2=12',
    ));

  it('one person, of whom a list rewrote some mails', () =>
    check(
      [
        patch('[PATCH 1/2] a', 'p', { at: 0 }),
        patch('[PATCH 2/2] b', 'q', {
          at: 0,
          from: 'Ann Author via frobs <frobs@example.org>',
          headers: ['X-Original-From: Ann Author <ann@example.org>'],
        }),
      ],
      'v1 of 2: 1=p 2=q',
    ));

  it('talk about a patch is found through talk', async () => {
    const archive = await check(
      [
        ...two('PATCH', 'a'),
        reply('Re: [PATCH 2/2] frob: b', 'r', 'aq', { at: 20 }),
        reply('Frobs in general', 's', 'r', { at: 30, from: BOB }),
        reply('Re: Frobs in general', 't', 'gone', { at: 40, references: ['s'] }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
    );
    assert.deepEqual(homes(archive), { ac: 'ac', ap: 'ac', aq: 'ac', r: 'ac', s: 'ac', t: 'ac' });
    assert.deepEqual(
      archive.placed.map(({ parent }) => (parent === null ? null : bare(parent))),
      [null, 'ac', 'ac', 'aq', 'r', 's'],
    );
  });
});

describe('which revision of which work', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  const telling = (line: string, post: Post): Post => ({ ...post, body: `${post.body ?? ''}\n${line}\n` });

  it('base-commit and change-id of a later patch do not count', async () => {
    const archive = await check(
      [
        patch('[PATCH 1/2] a', 'p'),
        telling(`base-commit: ${'2'.repeat(40)}\nchange-id: frob-2`, patch('[PATCH 2/2] b', 'q', { answers: 'p' })),
      ],
      'v1 of 2: 1=p 2=q',
    );
    assert.deepEqual([archive.series[0]?.baseCommit, archive.series[0]?.changeId], [null, null]);
  });

  it('a prerequisite is another work', async () => {
    const archive = await check(
      [
        telling('change-id: 20260301-frob-0123456789ab', patch('[PATCH 1/1] frob: make it', 'p')),
        telling(
          'prerequisite-change-id: 20260301-frob-0123456789ab:v1\nprerequisite-patch-id: 0123456789012345678901234567890123456789',
          patch('[PATCH 1/1] gadget: use the thing', 'q', { at: 3000 }),
        ),
        telling(
          'Depends-on: <p@example.org>\nDepends-on: https://lore.kernel.org/all/p@example.org/',
          patch('[PATCH 1/1] widget: use a thing too', 'r', { at: 6000 }),
        ),
      ],
      'v1 of 1: 1=p',
      'v1 of 1: 1=q',
      'v1 of 1: 1=r',
    );
    assert.equal(topics(archive), 3);
    assert.equal(archive.series[1]?.changeId, null);
  });

  it('another subject and nothing that links: another work, until a reader joins them', async () => {
    const archive = await check(
      [patch('[PATCH] frob: mend it', 'p'), patch('[PATCH v2] gadget: rewrite all', 'q', { at: 3000 })],
      'v1 of 1: 1=p',
      'v2 of 1: 1=q',
    );
    assert.equal(topics(archive), 2);
  });

  it('another subject, but it says what it supersedes', async () => {
    const archive = await check(
      [
        patch('[PATCH] frob: mend it', 'p'),
        telling('Supersedes: <p@example.org>', patch('[PATCH v2] lib: mend frob', 'q', { at: 3000 })),
      ],
      'v1 of 1: 1=p',
      'v2 of 1: 1=q',
    );
    assert.equal(topics(archive), 1);
  });

  it('[PATCH v5.1] with a cover letter is a posting of its own', async () => {
    for (const answers of [undefined, 'ac']) {
      const archive = await check(
        [
          ...two('PATCH v5', 'a'),
          ...two('PATCH v5.1', 'b', { at: 3000, ...(answers === undefined ? {} : { answers }) }),
        ],
        'v5 of 2: 0=ac 1=ap 2=aq',
        'v5 of 2: 0=bc 1=bp 2=bq',
      );
      assert.equal(topics(archive), 1);
    }
  });

  it('[PATCH v5.1 2/2] and then [PATCH v5.2 2/2]: the last counts', () =>
    check(
      [
        ...two('PATCH v5', 'a'),
        patch('[PATCH v5.1 2/2] frob: b', 'x', { answers: 'aq', at: 600 }),
        patch('[PATCH v5.2 2/2] frob: b', 'y', { answers: 'x', references: ['aq'], at: 900 }),
      ],
      'v5 of 2: 0=ac 1=ap 2=y replaced',
    ));

  it('[PATCH v5.1 2/2] without the v5 that it amends', () =>
    check([patch('[PATCH v5.1 2/2] frob: b', 'x', { answers: 'gone' })], 'v5 of 2: 2=x missing 1'));

  it('a partial re-roll of a re-roll', async () => {
    const archive = await check(
      [
        ...two('PATCH', 'a'),
        ...two('PATCH v2', 'b', { at: 900 }),
        patch('[PATCH v3 2/2] frob: b', 'x', { answers: 'bq', references: ['bc'], at: 1800 }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v2 of 2: 0=bc 1=bp 2=bq',
      'v3 of 2: 1=~bp 2=x',
    );
    assert.equal(topics(archive), 1);
  });

  it('a partial re-roll that answers what a reviewer said of the patch', () =>
    check(
      [
        ...two('PATCH', 'a'),
        reply('Re: [PATCH 2/2] frob: b', 'r', 'aq', { references: ['ac'], at: 60 }),
        patch('[PATCH v2 2/2] frob: b', 'x', { answers: 'r', references: ['ac', 'aq'], at: 900 }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v2 of 2: 1=~ap 2=x',
    ));

  it('a patch that answers one of another number is no partial re-roll', () =>
    check(
      [...two('PATCH', 'a'), patch('[PATCH v2 2/2] frob: b', 'x', { answers: 'ap', references: ['ac'], at: 900 })],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v2 of 2: 2=x missing 1',
    ));

  it('a series that came without threads, then again with them', async () => {
    const archive = await check(
      [
        cover('[PATCH 0/2] frob: mend it', 'c', { at: 0 }),
        patch('[PATCH 1/2] frob: a', 'p', { at: 1 }),
        patch('[PATCH 2/2] frob: b', 'q', { at: 2 }),
        ...two('PATCH', 'b', { at: 15 }),
      ],
      'v1 of 2: 0=c 1=p 2=q',
      'v1 of 2: 0=bc 1=bp 2=bq',
    );
    assert.equal(topics(archive), 1);
  });

  it('bare patches sent within minutes, without numbers or threads, stand alone', async () => {
    const archive = await check(
      [patch('[PATCH] frob: a', 'p'), patch('[PATCH] gadget: b', 'q'), patch('[PATCH] widget: c', 'r')],
      'v1 of 1: 1=p',
      'v1 of 1: 1=q',
      'v1 of 1: 1=r',
    );
    assert.equal(topics(archive), 3);
  });

  it('new work that its author posts into the thread of his old one', async () => {
    const archive = await check(
      [
        ...two('PATCH', 'a'),
        reply('Re: [PATCH 1/2] frob: a', 'r', 'ap', { at: 60 }),
        patch('[PATCH] gadget: free it', 'x', { answers: 'r', references: ['ac', 'ap'], at: 600 }),
        patch('[PATCH 1/2] widget: one', 'y', { answers: 'r', references: ['ac', 'ap'], at: 1600 }),
        patch('[PATCH 2/2] widget: other', 'z', { answers: 'y', references: ['ac', 'ap', 'r'], at: 1601 }),
      ],
      'v1 of 2: 0=ac 1=ap 2=aq',
      'v1 of 1: 1=x',
      'v1 of 2: 1=y 2=z',
    );
    assert.equal(topics(archive), 3);
  });

  it('the same diff under other subjects and ids: the topic is not told by the diff', async () => {
    const archive = await check(
      [
        patch('[PATCH] frob: mend it', 'p', { body: diff('lib/frob.c', '1') }),
        patch('[PATCH] gadget: all new', 'q', { at: 3000, from: BOB, body: diff('lib/frob.c', '1') }),
      ],
      'v1 of 1: 1=p',
      'v1 of 1: 1=q',
    );
    assert.equal(topics(archive), 2);
  });
});
