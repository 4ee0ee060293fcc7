import assert from 'node:assert/strict';
import { parsePatch } from '../../../extension/patch/parse';
import type { FileDiff, Patch } from '../../../extension/patch/patch';

const only = (patch: Patch): FileDiff => {
  assert.equal(patch.files.length, 1);
  return patch.files[0] as FileDiff;
};

/** A file's diff in a line: path, status, lines. */
const inALine = ({ path, oldPath, status, added, removed }: FileDiff): string =>
  `${oldPath === null ? '' : `${oldPath} -> `}${path} ${status} +${String(added)} -${String(removed)}`;

const codes = (patch: Patch): string[] =>
  [...patch.problems, ...patch.files.flatMap(({ problems }) => problems)].map(
    ({ code, where }) => `${code} ${String(where?.line)}`,
  );

const HUNK = '@@ -10,3 +10,4 @@ int frob(void)\n {\n-\told();\n+\tnew();\n+\tmore();\n }\n';
const FILE = `--- a/lib/frob.c\n+++ b/lib/frob.c\n${HUNK}`;
const GIT = `diff --git a/lib/frob.c b/lib/frob.c\nindex 1111111..2222222 100644\n${FILE}`;

describe('a patch mail', () => {
  it('comes apart as git am takes it', () => {
    const patch = parsePatch(
      `From: Carl <carl@example.net>\n\nfrob: mend it\n\nSigned-off-by: Carl <carl@example.net>\n---\nChanges in v2: none.\n\n lib/frob.c | 3 ++-\n\n${GIT}-- \n2.47.0\n\nbase-commit: 0123456789abcdef0123456789abcdef01234567\n`,
    );
    assert.equal(patch.message, 'frob: mend it\n\nSigned-off-by: Carl <carl@example.net>');
    assert.equal(patch.notes, 'Changes in v2: none.\n\n lib/frob.c | 3 ++-');
    assert.equal(patch.baseCommit, '0123456789abcdef0123456789abcdef01234567');
    assert.deepEqual(codes(patch), []);
    const file = only(patch);
    assert.equal(inALine(file), 'lib/frob.c modified +2 -1');
    assert.deepEqual([file.oldBlob, file.newBlob, file.newMode], ['1111111', '2222222', '100644']);
    assert.equal(file.first, 11);
    assert.equal(file.last, 20);
  });

  it('numbers every line on its side and in the mail', () => {
    const [hunk] = only(parsePatch(GIT)).hunks;
    assert.equal(hunk?.heading, 'int frob(void)');
    assert.equal(hunk?.mailLine, 5);
    assert.deepEqual(hunk?.lines, [
      { kind: 'context', text: '{', old: 10, new: 10, mailLine: 6 },
      { kind: 'removed', text: '\told();', old: 11, mailLine: 7 },
      { kind: 'added', text: '\tnew();', new: 11, mailLine: 8 },
      { kind: 'added', text: '\tmore();', new: 12, mailLine: 9 },
      { kind: 'context', text: '}', old: 12, new: 13, mailLine: 10 },
    ]);
  });

  it('keeps what stands above a scissors line apart', () => {
    const patch = parsePatch(`Hi, how about\n\n-- >8 --\nFrom: Carl <c@x.org>\nSubject: y\n\nWhy.\n---\nNote.\n${GIT}`);
    assert.equal(patch.message, 'Why.');
    assert.equal(patch.notes, 'Hi, how about\n\nNote.');
  });

  it('without a diff has notes down to the signature', () => {
    const patch = parsePatch('Why.\n---\nNote.\n-- \nAnn\n');
    assert.deepEqual([patch.message, patch.notes, patch.files.length], ['Why.', 'Note.', 0]);
  });

  it('prose that looks like a diff is none', () => {
    const patch = parsePatch(
      '--- is a ruler\n+++ is none\n@@ what @@\n\nIndex: none\n\ndiff is a program\n> diff --git a/x b/x\n',
    );
    assert.deepEqual([patch.files, codes(patch)], [[], []]);
  });
});

describe('file headers', () => {
  const headers: readonly [string, string, string][] = [
    [
      'a new file',
      'diff --git a/x b/x\nnew file mode 100644\nindex 0000000..1111111\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n',
      'x added +1 -0',
    ],
    [
      'a deleted file',
      'diff --git a/x b/x\ndeleted file mode 100644\nindex 1111111..0000000\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n',
      'x deleted +0 -1',
    ],
    ['an empty new file', 'diff --git a/x/y b/x/y\nnew file mode 100644\nindex 0000000..e69de29\n', 'x/y added +0 -0'],
    ['a rename', 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n', 'x -> y renamed +0 -0'],
    [
      'a rename with changes',
      'diff --git a/x b/y\nsimilarity index 90%\nrename from x\nrename to y\nindex 1..2 100644\n--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n',
      'x -> y renamed +1 -1',
    ],
    ['a copy', 'diff --git a/x b/y\nsimilarity index 100%\ncopy from x\ncopy to y\n', 'x -> y copied +0 -0'],
    ['a mode', 'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n', 'x mode +0 -0'],
    [
      'a binary',
      'diff --git a/x.png b/x.png\nindex 1111111..2222222 100644\nBinary files a/x.png and b/x.png differ\n',
      'x.png binary +0 -0',
    ],
    [
      'a binary patch',
      'diff --git a/x.png b/x.png\nnew file mode 100644\nindex 0000000..2222222\nGIT binary patch\nliteral 3\nKcmZQz\n\nliteral 0\nHcmV?d00001\n\n',
      'x.png added +0 -0',
    ],
    ['blanks in the path', 'diff --git a/x y z b/x y z\nold mode 100644\nnew mode 100755\n', 'x y z mode +0 -0'],
    [
      'a quoted path',
      'diff --git "a/f\\303\\274r\\t.c" "b/f\\303\\274r\\t.c"\nold mode 100644\nnew mode 100755\n',
      'für\t.c mode +0 -0',
    ],
    [
      'mnemonic prefixes',
      'diff --git i/x w/x\nindex 1..2 100644\n--- i/x\n+++ w/x\n@@ -1 +1 @@\n-a\n+b\n',
      'x modified +1 -1',
    ],
    [
      'plain diff',
      '--- a/lib/x.c\t2026-03-01 12:00:00.0 +0000\n+++ b/lib/x.c\t2026-03-01 12:00:00.0 +0000\n@@ -1 +1 @@\n-a\n+b\n',
      'lib/x.c modified +1 -1',
    ],
    ['plain diff, new file', '--- /dev/null\n+++ b/lib/x.c\n@@ -0,0 +1 @@\n+a\n', 'lib/x.c added +1 -0'],
    [
      'quilt',
      'Index: linux/lib/x.c\n===================================================================\n--- linux.orig/lib/x.c\n+++ linux/lib/x.c\n@@ -1 +1 @@\n-a\n+b\n',
      'lib/x.c modified +1 -1',
    ],
    [
      'svn',
      'Index: lib/x.c\n===================================================================\n--- lib/x.c\t(revision 1)\n+++ lib/x.c\t(working copy)\n@@ -1 +1 @@\n-a\n+b\n',
      'lib/x.c modified +1 -1',
    ],
    [
      'cvs',
      'Index: lib/x.c\n===\nRCS file: /cvs/x.c,v\nretrieving revision 1.1\ndiff -u -r1.1 x.c\n--- lib/x.c\t1 Mar 2026\t1.1\n+++ lib/x.c\t1 Mar 2026\n@@ -1 +1 @@\n-a\n+b\n',
      'lib/x.c modified +1 -1',
    ],
    [
      'a title that a mailer broke',
      'diff --git a/a/very/long/path.c\nb/a/very/long/path.c\nindex 1..2 100644\n--- a/a/very/long/path.c\n+++ b/a/very/long/path.c\n@@ -1 +1 @@\n-a\n+b\n',
      'a/very/long/path.c modified +1 -1',
    ],
  ];
  for (const [what, text, line] of headers) it(what, () => assert.equal(inALine(only(parsePatch(text))), line));

  it('several files, with and without git headers', () =>
    assert.deepEqual(
      parsePatch(`${FILE}diff --git a/m b/m\nold mode 100644\nnew mode 100755\n${GIT}`).files.map(inALine),
      ['lib/frob.c modified +2 -1', 'm mode +0 -0', 'lib/frob.c modified +2 -1'],
    ));
});

describe('hunks', () => {
  it('are bounded by their counts: signatures and footers stay out', () => {
    for (const tail of ['-- \n2.47.0\n', '--\nAnn\n', '____\nlist\n', '\nRegards\n', '-- \n', ''])
      assert.deepEqual([codes(parsePatch(GIT + tail)), parsePatch(GIT + tail).files[0]?.removed], [[], 1], tail);
  });

  it('a removed line may be a dash and a blank, two dashes, or look like a header', () => {
    const patch = parsePatch('--- a/x\n+++ b/x\n@@ -1,3 +1,2 @@\n-- \n--- a/y\n+++ b/y\n a\n+++ c\n');
    assert.deepEqual(
      only(patch).hunks[0]?.lines.map(({ kind, text }) => `${kind} ${text}`),
      ['removed - ', 'removed -- a/y', 'added ++ b/y', 'context a'],
    );
  });

  it('no newline at the end', () => {
    const hunk = (text: string): unknown => {
      const found = only(parsePatch(`--- a/x\n+++ b/x\n@@ -1 +1 @@\n${text}`)).hunks[0];
      return [found?.oldNoNewline, found?.newNoNewline, found?.lines.length];
    };
    assert.deepEqual(hunk('-a\n\\ No newline at end of file\n+b\n'), [true, false, 2]);
    assert.deepEqual(hunk('-a\n+b\n\\ No newline at end of file\n'), [false, true, 2]);
    assert.deepEqual(hunk('-a\n\\ No newline at end of file\n+b\n\\ Kein Zeilenumbruch\n'), [true, true, 2]);
    assert.deepEqual(hunk(' a\n\\ No newline at end of file\n'), [true, true, 1]);
  });

  it('an empty line is context whose blank a mailer stripped', () => {
    const patch = parsePatch('--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n');
    assert.deepEqual(codes(patch), []);
    assert.equal(only(patch).hunks[0]?.lines[1]?.text, '');
  });

  it('that promise too much keep what they show', () => {
    for (const tail of ['-- \n2.47.0\n', '', GIT, '@@ -50 +51 @@\n-a\n+b\n']) {
      const patch = parsePatch(GIT.replace('-10,3 +10,4', '-10,9 +10,10') + tail);
      assert.deepEqual(codes(patch), ['hunk-short 5'], tail);
      assert.deepEqual(patch.files[0]?.hunks[0]?.lines.length, 5, tail);
    }
  });

  it('that promise one line too much do not take the signature for it', () => {
    const patch = parsePatch(`${GIT.replace('-10,3', '-10,4')}-- \n2.47.0\n`);
    assert.deepEqual(codes(patch), ['hunk-short 5']);
    assert.equal(only(patch).removed, 1);
  });

  it('that promise too little say what they leave out, and the next is read', () => {
    const patch = parsePatch(`${GIT.replace('-10,3 +10,4', '-10,2 +10,3')}@@ -50 +51 @@\n-a\n+b\n`);
    assert.deepEqual(codes(patch), ['hunk-long 10']);
    assert.deepEqual(
      only(patch).hunks.map(({ lines }) => lines.length),
      [4, 2],
    );
  });

  it('with numbers beyond all files are no hunks', () => {
    const patch = parsePatch('--- a/x\n+++ b/x\n@@ -99999999999,1 +1,1 @@\n-a\n+b\n');
    assert.deepEqual(codes(patch), ['hunk-header-unreadable 3']);
  });

  it('without a file are left out and said', () =>
    assert.deepEqual(codes(parsePatch(`---\n${HUNK}`)), ['hunk-without-file 2']));

  it('of a merge are said', () =>
    assert.deepEqual(
      codes(parsePatch('diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n- a\n -b\n++c\n')),
      ['combined-diff 5'],
    ));

  it('a line that a mailer broke is joined again', () => {
    const long = '\tif (frob_is_broken(device) && frob_can_be_mended(device, FROB_NOW))';
    const patch = parsePatch(
      `--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@ static int frob_mend(struct frob *frob, struct device *device,\nint flags)\n a\n+${long}\nreturn frob_mend(device);\n b\n`,
    );
    assert.deepEqual(codes(patch), ['hunk-line-rejoined 4', 'hunk-line-rejoined 7']);
    assert.equal(only(patch).hunks[0]?.lines[1]?.text, `${long} return frob_mend(device);`);
    assert.equal(only(patch).hunks[0]?.heading.endsWith('*device, int flags)'), true);
  });

  it('a short line without a sign ends them', () => {
    const patch = parsePatch('--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\nWhat is this?\n b\n');
    assert.deepEqual(codes(patch), ['hunk-short 3']);
  });

  it('a tab in place of a sign is context that lost it', () => {
    const patch = parsePatch('--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n\tb\n');
    assert.deepEqual(codes(patch), ['hunk-sign-missing 5']);
    assert.equal(only(patch).hunks[0]?.lines[1]?.text, '\tb');
  });

  it('whose tabs a mailer made blanks of are said, and shown as posted', () => {
    const made = (path: string, indent: string): string[] =>
      codes(
        parsePatch(
          `--- a/${path}\n+++ b/${path}\n@@ -1,4 +1,4 @@\n {\n-${indent}old();\n+${indent}new();\n ${indent}/* x */\n }\n`,
        ),
      );
    for (const path of ['lib/x.c', 'x.h', 'arch/x.S', 'lib/Makefile', 'Kconfig'])
      assert.deepEqual(made(path, ' '.repeat(8)), ['tabs-lost 1'], path);
    assert.deepEqual(made('lib/x.c', '\t'), []);
    assert.deepEqual(made('lib/x.c', '    '), [], 'four blanks are a style');
    assert.deepEqual(made('rust/x.rs', ' '.repeat(8)), []);
    const one = '--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-        a\n+b\n';
    assert.deepEqual(codes(parsePatch(one)), [], 'one line tells nothing');
    assert.equal(only(parsePatch(one)).hunks[0]?.lines[0]?.text, '        a');
  });
});
