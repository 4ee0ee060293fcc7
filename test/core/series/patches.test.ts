import assert from 'node:assert/strict';
import type { Archive } from '../../../extension/series/series';
import { diff, patch, reply } from './post';
import { check } from './sorted';

describe('what the patches of a series hold', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  /** The diffs of each patch in a line: paths, status, lines. */
  const told = ({ series }: Archive): string[] =>
    series.flatMap(({ patches }) =>
      patches.map(({ patch: { files } }) =>
        files
          .map(({ path, oldPath, status, added, removed }) =>
            [
              ...(oldPath === null ? [] : [oldPath, '->']),
              path,
              status,
              `+${String(added)}`,
              `-${String(removed)}`,
            ].join(' '),
          )
          .join(', '),
      ),
    );
  const MARK = '===================================================================';

  /** What stands below `---`, and what the patch is said to change. */
  const bodies: readonly [string, string, string][] = [
    [
      'hunks, bounded by their counts, above a signature and a list footer',
      '@@ -1,2 +1,2 @@\n a\n-b\n+c\n-- \n2.47.0\n\n_______________\n-not a line\n+nor this\n',
      'x modified +1 -1',
    ],
    ['a removed line that looks like a signature', '@@ -1,2 +1 @@\n a\n-- \n-- \n2.47.0\n', 'x modified +0 -1'],
    [
      'no newline at the end',
      '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n',
      'x modified +1 -1',
    ],
  ];
  const others: readonly [string, string, string][] = [
    ['a rename', 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n', 'x -> y renamed +0 -0'],
    ['a mode', 'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n', 'x mode +0 -0'],
    [
      'a binary file',
      'diff --git a/x b/x\nnew file mode 100644\nindex 0000000..2222222\nGIT binary patch\nliteral 3\nKcmZQz\n\nliteral 0\nHcmV?d00001\n\n',
      'x added +0 -0',
    ],
    [
      'a diff of Subversion',
      `Index: x\n${MARK}\n--- x\t(revision 1)\n+++ x\t(working copy)\n@@ -1 +1 @@\n-a\n+b\n`,
      'x modified +1 -1',
    ],
    [
      'a diff of CVS',
      `Index: x\n${MARK}\nRCS file: /cvs/x,v\nretrieving revision 1.1\ndiff -u -r1.1 x\n--- x\t1 Mar 2026\t1.1\n+++ x\t1 Mar 2026\n@@ -1 +1 @@\n-a\n+b\n`,
      'x modified +1 -1',
    ],
    [
      'two files',
      'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\ndiff --git a/y b/y\ndeleted file mode 100644\n--- a/y\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n',
      'x modified +1 -1, y deleted +0 -1',
    ],
  ];
  const cases = [
    ...bodies.map(([what, hunks, line]) => [what, `diff --git a/x b/x\n--- a/x\n+++ b/x\n${hunks}`, line] as const),
    ...others,
  ];
  for (const [what, text, line] of cases)
    it(what, async () => {
      const archive = await check(
        [
          patch('[PATCH 1/2] a', 'p', { body: `Why.\n---\n${text}` }),
          patch('[PATCH 2/2] b', 'q', { answers: 'p' }),
          reply('Re: [PATCH 1/2] a', 'r', 'p'),
        ],
        'v1 of 2: 1=p 2=q',
      );
      assert.deepEqual(told(archive), [line, 'lib/frob.c modified +1 -1']);
    });

  it('a patch below a scissors line has the subject and the author that stand there', async () => {
    const body = [
      'Like this:',
      '',
      '-- >8 --',
      'From: Carl Coder <carl@example.net>',
      'Subject: [PATCH] frob: the other way',
      '',
      'Why.',
      '',
      'Signed-off-by: Carl Coder <carl@example.net>',
      diff('lib/frob.c', '1'),
    ].join('\n');
    const archive = await check([patch('[PATCH] frob: mend it', 'p', { body })], 'v1 of 1: 1=p');
    const [held] = archive.series[0]?.patches ?? [];
    assert.deepEqual(
      [held?.subject, held?.author.email, held?.message.author.email, held?.problems],
      ['frob: the other way', 'carl@example.net', 'ann@example.org', []],
    );
    assert.match(held?.patch.message ?? '', /^Why\./);
    assert.match(held?.patch.notes ?? '', /^Like this:/);
  });

  it('text in base64 and quoted-printable, and in charsets that are named wrongly', async () => {
    const text = `Für wen?\n${diff('lib/frob.c', 'groß')}`;
    const archive = await check(
      [
        patch('[PATCH 1/3] a', 'p', {
          headers: ['Content-Type: text/plain; charset=utf8', 'Content-Transfer-Encoding: base64'],
          body: Buffer.from(text).toString('base64'),
        }),
        patch('[PATCH 2/3] b', 'q', {
          answers: 'p',
          headers: ['Content-Type: text/plain; charset=windows-1252', 'Content-Transfer-Encoding: quoted-printable'],
          body: text.replaceAll('=', '=3D').replaceAll('ü', '=FC').replaceAll('ß', '=DF'),
        }),
        patch('[PATCH 3/3] c', 'r', {
          answers: 'p',
          headers: ['Content-Type: text/plain; charset=y', 'Content-Transfer-Encoding: 8bit'],
          body: text,
        }),
      ],
      'v1 of 3: 1=p 2=q 3=r',
    );
    for (const { patch: held } of archive.series[0]?.patches ?? []) {
      assert.equal(held.message.trim(), 'Für wen?');
      assert.ok(held.files[0]?.hunks[0]?.lines.some((line) => line.text === '\treturn groß;'));
    }
  });
});
