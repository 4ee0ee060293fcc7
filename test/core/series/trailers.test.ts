import assert from 'node:assert/strict';
import { isGivenBy, messageTrailers, replyTrailers, trailerKey } from '../../../extension/series/trailers';
import { cover, diff, patch, reply, type Post } from './post';
import { sortedInAnyOrder } from './sorted';

const lines = (trailers: readonly { key: string; value: string }[]): string[] =>
  trailers.map(({ key, value }) => `${key}: ${value}`);

/** The trailers of each patch with the mails they come from, and the codes of its problems. */
async function credited(posts: readonly Post[]): Promise<{ trailers: string[][]; problems: string[][] }> {
  const { series } = await sortedInAnyOrder(posts);
  const patches = series.flatMap((each) => each.patches);
  return {
    trailers: patches.map((each) =>
      each.trailers
        .filter(({ from }) => from !== each.messageId)
        .map(({ key, value, from }) => `${key}: ${value.replace(/ <.*/, '')} (${from.replace(/@.*/, '')})`),
    ),
    problems: patches.map((each) => each.problems.map(({ code }) => code)),
  };
}

describe('trailers of a message', () => {
  it('are the lines that the kernel knows, and all of a closing paragraph that has one', () =>
    assert.deepEqual(
      lines(
        messageTrailers(
          [
            'frob: mend it',
            '',
            'Note: this is prose. See https://example.org: it is long.',
            '',
            'Fixes: 0123456789ab ("frob: break it, in a subject that',
            ' a mailer broke")',
            'Cc: stable@vger.kernel.org # v6.1+',
            'Assisted-by: a machine',
            'Frobbed: yes',
            'Signed-off-by: Ann Author',
            ' <ann@example.org>',
          ].join('\n'),
        ),
      ),
      [
        'Fixes: 0123456789ab ("frob: break it, in a subject that a mailer broke")',
        'Cc: stable@vger.kernel.org # v6.1+',
        'Assisted-by: a machine',
        'Frobbed: yes',
        'Signed-off-by: Ann Author <ann@example.org>',
      ],
    ));
});

describe('trailers of a reply', () => {
  it('stand outside quotes and above the signature', () =>
    assert.deepEqual(
      lines(
        replyTrailers(
          [
            '> Signed-off-by: Ann Author <ann@example.org>',
            'Reviewed-by: Rita Reviewer <rita@example.com> # after the fix',
            ' [rr: I read the second hunk twice]',
            'Phone: 12345',
            'Mail: rita@example.com',
            'Email: rita@example.com',
            'prerequisite-message-id: <p@example.org>',
            'Gepr\u00fcft-by: Rita Reviewer <rita@example.com>',
            'Reported-by: https://example.org/people/rita@example.com',
            'todo: nothing',
            'Tested-by: nobody',
            'Fixes: 01234 ("too short")',
            'Fixes: 012345',
            'Closes: https://example.org/bugs/1',
            'Obsoleted-by: https://lore.kernel.org/all/q@example.org/',
            'base-commit: 0123456789abcdef0123456789abcdef01234567',
            'base-commit: the tip of the tree',
            'change-id: 20260301-frob-0123456789ab',
            'change-id: me',
            'Suggested-by: Rita Reviewer',
            '<rita@example.com>',
            'Link: not a link',
            '-- ',
            'Acked-by: A Signature <sig@example.com>',
          ].join('\n'),
        ),
      ),
      [
        'Reviewed-by: Rita Reviewer <rita@example.com>',
        'Fixes: 012345',
        'Closes: https://example.org/bugs/1',
        'Obsoleted-by: https://lore.kernel.org/all/q@example.org/',
        'base-commit: 0123456789abcdef0123456789abcdef01234567',
        'change-id: 20260301-frob-0123456789ab',
        'Suggested-by: Rita Reviewer <rita@example.com>',
      ],
    ));

  it('count where the sender is the one they name', () => {
    const by = (value: string): { key: string; value: string } => ({ key: 'Acked-by', value });
    const rita = { name: 'Rita Reviewer', email: 'rita@example.com' };
    assert.ok(isGivenBy(by('Rita Reviewer <rita@example.com>'), rita));
    assert.ok(isGivenBy(by('R <RITA@Example.com>'), rita));
    assert.ok(isGivenBy(by('R <rita+kernel@example.com>'), rita));
    assert.ok(isGivenBy(by('R <rita@linux.example.com>'), rita));
    assert.ok(isGivenBy(by('Rita Reviewer <rita@other.org>'), rita));
    assert.ok(isGivenBy(by('"Reviewer, Rita" <rr@other.org>'), rita));
    assert.ok(!isGivenBy(by('R <rita@a.b.example.com>'), rita));
    assert.ok(!isGivenBy(by('Mallory <mallory@example.com>'), rita));
    assert.ok(isGivenBy({ key: 'Fixes', value: '0123456789ab ("x")' }, rita));
    assert.ok(isGivenBy({ key: 'Obsoleted-by', value: 'https://lore.kernel.org/all/q@example.org/' }, rita));
  });

  it('are the same by key and value in any case, and links by the mail they lead to', () => {
    const link = (value: string): string => trailerKey({ key: 'Link', value });
    assert.equal(trailerKey({ key: 'ACKED-BY', value: 'A <a@x>' }), trailerKey({ key: 'Acked-by', value: 'a <A@x>' }));
    assert.equal(link('https://lore.kernel.org/r/a%40x'), link('https://patch.msgid.link/a@x'));
    assert.notEqual(link('https://patch.msgid.link/a@x'), link('https://patch.msgid.link/b@x'));
  });
});

describe('credit', () => {
  const reviewed = (answers: string, id: string, more: Partial<Post> = {}): Post =>
    reply('Re: x', id, answers, { body: 'Fine.\n\nReviewed-by: Rita Reviewer <rita@example.com>\n', ...more });

  it('goes to the patch that is answered, through talk', async () => {
    const { trailers } = await credited([
      patch('[PATCH 1/2] a', 'p'),
      patch('[PATCH 2/2] b', 'q', { answers: 'p' }),
      reply('Re: x', 'r', 'q'),
      reviewed('r', 's'),
    ]);
    assert.deepEqual(trailers, [[], ['Reviewed-by: Rita Reviewer (s)']]);
  });

  it('given to a cover letter counts for all patches, once', async () => {
    const { trailers } = await credited([
      cover('[PATCH 0/2] w', 'c'),
      patch('[PATCH 1/2] a', 'p', { answers: 'c' }),
      patch('[PATCH 2/2] b', 'q', { answers: 'c' }),
      reviewed('c', 's'),
      reviewed('p', 't'),
    ]);
    assert.deepEqual(trailers, [['Reviewed-by: Rita Reviewer (t)'], ['Reviewed-by: Rita Reviewer (s)']]);
  });

  it('follows an unchanged patch into the next revision, a changed one not', async () => {
    const body = (word: string): string => `Why.\n\nSigned-off-by: Ann Author <ann@example.org>\n${diff('a.c', word)}`;
    const same = await credited([
      patch('[PATCH 1/1] a', 'p', { body: body('1') }),
      reviewed('p', 'r'),
      patch('[PATCH v2 1/1] a', 'q', { at: 900, body: body('1') }),
    ]);
    assert.deepEqual(same.trailers, [['Reviewed-by: Rita Reviewer (r)'], ['Reviewed-by: Rita Reviewer (r)']]);
    const changed = await credited([
      patch('[PATCH 1/1] a', 'p', { body: body('1') }),
      reviewed('p', 'r'),
      patch('[PATCH v2 1/1] a', 'q', { at: 900, body: body('2') }),
    ]);
    assert.deepEqual(changed.trailers, [['Reviewed-by: Rita Reviewer (r)'], []]);
  });

  it('follows a patch whose lines have only moved', async () => {
    const body = (line: number): string => `Signed-off-by: Ann Author <ann@example.org>\n${diff('a.c', '1', line)}`;
    const { trailers } = await credited([
      patch('[PATCH 1/1] a', 'p', { body: body(10) }),
      reviewed('p', 'r'),
      patch('[PATCH v2 1/1] a', 'q', { at: 900, body: body(400) }),
    ]);
    assert.deepEqual(trailers, [['Reviewed-by: Rita Reviewer (r)'], ['Reviewed-by: Rita Reviewer (r)']]);
  });

  it('of a reviewer whom a list rewrote is hers', async () => {
    const { trailers, problems } = await credited([
      patch('[PATCH 1/1] a', 'p'),
      reviewed('p', 'r', {
        from: 'R via frobs <frobs@example.org>',
        headers: ['X-Original-From: R <rita@example.com>'],
      }),
    ]);
    assert.deepEqual([trailers, problems], [[['Reviewed-by: Rita Reviewer (r)']], [[]]]);
  });

  it('that somebody else claims is said, not counted', async () => {
    const { trailers, problems } = await credited([
      patch('[PATCH 1/1] a', 'p'),
      reply('Re: x', 'r', 'p', { body: 'Acked-by: Mallory <mallory@example.net>\n' }),
    ]);
    assert.deepEqual([trailers, problems], [[[]], [['trailer-mismatch']]]);
  });

  it('that the patch has already may be repeated by anybody', async () => {
    const { trailers, problems } = await credited([
      patch('[PATCH 1/1] a', 'p', {
        body: `Why.\n\nAcked-by: Rita Reviewer <rita@example.com>\nSigned-off-by: Ann Author <ann@example.org>\n${diff('a.c', '1')}`,
      }),
      reply('Re: x', 'r', 'p', {
        from: 'Bob Builder <bob@example.net>',
        body: 'Rita said so:\n\nacked-by: rita reviewer <RITA@example.com>\n',
      }),
    ]);
    assert.deepEqual([trailers, problems], [[[]], [[]]]);
  });

  it('that the reviewer gave and somebody else repeats counts once, from the reviewer', async () => {
    const { trailers, problems } = await credited([
      cover('[PATCH 0/1] w', 'c'),
      patch('[PATCH 1/1] a', 'p', { answers: 'c' }),
      reviewed('c', 'r'),
      reply('Re: x', 's', 'p', {
        from: 'Ann Author <ann@example.org>',
        body: 'Thank you, I will add\n\nReviewed-by: Rita Reviewer <rita@example.com>\n',
      }),
    ]);
    assert.deepEqual([trailers, problems], [[['Reviewed-by: Rita Reviewer (r)']], [[]]]);
  });

  it('that was given under another host or name of the same person', async () => {
    const { trailers } = await credited([
      patch('[PATCH 1/1] a', 'p'),
      reviewed('p', 'r', { from: '"Reviewer, Rita" <rr@corp.example.net>' }),
      reviewed('p', 's', {
        from: 'R <rita+lists@linux.example.com>',
        body: 'Tested-by: Rita Reviewer <rita@example.com> # on two machines\n',
      }),
    ]);
    assert.deepEqual(trailers, [['Reviewed-by: Rita Reviewer (r)', 'Tested-by: Rita Reviewer (s)']]);
  });

  it('through any depth of talk goes to the patch, not to the cover letter above it', async () => {
    const { trailers } = await credited([
      cover('[PATCH 0/2] w', 'c'),
      patch('[PATCH 1/2] a', 'p', { answers: 'c' }),
      patch('[PATCH 2/2] b', 'q', { answers: 'c' }),
      reply('Re: x', 'r', 'q', { references: ['c'] }),
      reply('Re: x', 's', 'r', { references: ['c', 'q'], from: 'Ann Author <ann@example.org>' }),
      reviewed('s', 't', { references: ['c', 'q', 'r'] }),
    ]);
    assert.deepEqual(trailers, [[], ['Reviewed-by: Rita Reviewer (t)']]);
  });

  it('below the ---, in the signature and in headers of the text is no part of the commit message', async () => {
    const { series } = await sortedInAnyOrder([
      patch('[PATCH 1/1] a', 'p', {
        from: 'Bob Builder <bob@example.net>',
        body: [
          'From: Ann Author <ann@example.org>',
          'Subject: [PATCH] a',
          '',
          'Why.',
          '',
          'Link: https://example.org/why',
          'Signed-off-by: Ann Author <ann@example.org>',
          'Signed-off-by: Bob Builder <bob@example.net>',
          diff('a.c', '1').replace('---\n', '---\nAcked-by: Rita Reviewer <rita@example.com>\n\n'),
          'Tested-by: Rita Reviewer <rita@example.com>',
          '',
        ].join('\n'),
      }),
    ]);
    assert.deepEqual(
      series[0]?.patches.map((each) => lines(each.trailers)),
      [
        [
          'Link: https://example.org/why',
          'Signed-off-by: Ann Author <ann@example.org>',
          'Signed-off-by: Bob Builder <bob@example.net>',
        ],
      ],
    );
  });

  it('in a commit message that a reply shows is not given by it', async () => {
    const { trailers, problems } = await credited([
      patch('[PATCH 1/1] a', 'p'),
      reply('Re: x', 'r', 'p', {
        body: 'Like this:\n\nFixes: 0123456789ab ("x")\nReviewed-by: Rita Reviewer <rita@example.com>\nSigned-off-by: Bob <bob@example.net>\n',
      }),
    ]);
    assert.deepEqual([trailers, problems], [[[]], [[]]]);
  });

  it('a patch without the sign-off of its author, and a malformed Fixes:, are said', async () => {
    const { problems } = await credited([
      patch('[PATCH] a', 'p', {
        body: `Fixes: 01234 (no quotes)\nSigned-off-by: Bob <bob@example.net>\n${diff('a.c', '1')}`,
      }),
    ]);
    assert.deepEqual(problems, [['signoff-missing', 'fixes-malformed']]);
  });
});
