import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { afterImage, beforeImage, imageBetween, stepsOf, type Image, type Step } from '../../../extension/patch/image';
import { parsePatch } from '../../../extension/patch/parse';
import { unifiedDiff } from './unified-diff';

const step = (patch: string, text: string): Step => {
  const [diff] = parsePatch(text).files;
  assert.ok(diff);
  return { patch, diff };
};

/** An image in lines: number, mark (`+` added by, `.` shown by a mail, `=` base), mail and its line, text. */
const inLines = ({ segments }: Image): string[] =>
  segments.flatMap(({ first, lines }) =>
    lines.map(({ text, line, patch, mailLine, added }, at) => {
      assert.equal(line, first + at);
      return `${String(line)} ${added ? '+' : patch === null ? '=' : '.'}${patch ?? ''}${mailLine === null ? '' : `:${String(mailLine)}`} ${text}`;
    }),
  );

const textOf = ({ segments }: Image): string =>
  segments.flatMap(({ lines }) => lines.map(({ text }) => `${text}\n`)).join('');

const FIRST = `--- a/x.c
+++ b/x.c
@@ -10,3 +10,4 @@
 one
-two
+TWO
+and
 three
`;

const SECOND = `--- a/x.c
+++ b/x.c
@@ -12,3 +12,3 @@
 and
 three
-four
+FOUR
@@ -30,2 +30,3 @@
 far
+away
 end
`;

/** Made for a text in which `two` was already `deux` and another line stood below it. */
const OTHER_VERSION = `--- a/x.c
+++ b/x.c
@@ -11,6 +11,5 @@
 line one
 line deux
 line more
-line three
+line THREE
 line four
-line five
`;

const ADDED = `diff --git a/n.c b/n.c
new file mode 100644
--- /dev/null
+++ b/n.c
@@ -0,0 +1,2 @@
+a
+b
`;

describe('sparse images', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  it('know the new side of the hunks, and which mail shows each line', () => {
    const image = afterImage('x.c', [step('p1', FIRST)]);
    assert.equal(image.complete, false);
    assert.deepEqual(inLines(image), ['10 .p1:4 one', '11 +p1:6 TWO', '12 +p1:7 and', '13 .p1:8 three']);
  });

  it('lay later patches over earlier ones; who adds a line keeps it', () => {
    const image = afterImage('x.c', [step('p1', FIRST), step('p2', SECOND)]);
    assert.deepEqual(image.problems, []);
    assert.deepEqual(inLines(image), [
      '10 .p1:4 one',
      '11 +p1:6 TWO',
      '12 +p1:7 and',
      '13 .p1:8 three',
      '14 +p2:7 FOUR',
      '30 .p2:9 far',
      '31 +p2:10 away',
      '32 .p2:11 end',
    ]);
  });

  it('shift what is known below an earlier hunk', () => {
    const below = step('p1', '--- a/x.c\n+++ b/x.c\n@@ -50,1 +50,2 @@\n below\n+more\n');
    const above = step('p2', '--- a/x.c\n+++ b/x.c\n@@ -1,1 +1,3 @@\n top\n+a\n+b\n');
    assert.deepEqual(inLines(afterImage('x.c', [below, above])).slice(-2), ['52 .p1:4 below', '53 +p1:5 more']);
  });

  it('know before a patch what later ones show unchanged', () => {
    const steps = [step('p1', FIRST), step('p2', SECOND)];
    assert.deepEqual(inLines(beforeImage('x.c', steps)), [
      '10 .p1:4 one',
      '11 .p1:5 two',
      '12 .p2:5 three',
      '13 .p2:6 four',
      '29 .p2:9 far',
      '30 .p2:11 end',
    ]);
    assert.deepEqual(inLines(imageBetween('x.c', steps.slice(0, 1), steps.slice(1))).slice(0, 6), [
      '10 .p1:4 one',
      '11 +p1:6 TWO',
      '12 +p1:7 and',
      '13 .p1:8 three',
      '14 .p2:6 four',
      '30 .p2:9 far',
    ]);
  });

  it('are whole for a file that the series adds, and for one that it deletes', () => {
    const change = step('p2', '--- a/n.c\n+++ b/n.c\n@@ -1,2 +1,3 @@\n a\n+x\n b\n');
    const image = afterImage('n.c', [step('p1', ADDED), change]);
    assert.equal(image.complete, true);
    assert.deepEqual(inLines(image), ['1 +p1:6 a', '2 +p2:5 x', '3 +p1:7 b']);
    const gone = step(
      'p3',
      'diff --git a/n.c b/n.c\ndeleted file mode 100644\n--- a/n.c\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n',
    );
    assert.deepEqual(
      [afterImage('n.c', [step('p1', ADDED), gone]).complete, textOf(afterImage('n.c', [gone]))],
      [true, ''],
    );
    assert.deepEqual([beforeImage('n.c', [gone]).complete, textOf(beforeImage('n.c', [gone]))], [true, 'a\nb\n']);
  });

  it("are whole over a base, whose lines are nobody's", () => {
    const base = Array.from(
      { length: 20 },
      (_, n) => ({ 9: 'one', 10: 'two', 11: 'three' })[n] ?? `line ${String(n + 1)}`,
    );
    const image = afterImage('x.c', [step('p1', FIRST)], `${base.join('\n')}\n`);
    assert.equal(image.complete, true);
    assert.deepEqual(inLines(image).slice(8, 14), [
      '9 = line 9',
      '10 .p1:4 one',
      '11 +p1:6 TWO',
      '12 +p1:7 and',
      '13 .p1:8 three',
      '14 = line 13',
    ]);
    assert.equal(textOf(beforeImage('x.c', [step('p1', FIRST)], `${base.join('\n')}\n`)), `${base.join('\n')}\n`);
  });

  it('find a hunk that has drifted in a base', () => {
    const image = afterImage('x.c', [step('p1', FIRST)], 'zero\none\ntwo\nthree\n');
    assert.deepEqual([image.complete, textOf(image)], [true, 'zero\none\nTWO\nand\nthree\n']);
  });

  it('leave aside a base that the patches were not made for', () => {
    const image = afterImage('x.c', [step('p1', FIRST)], 'something\nelse\n');
    assert.deepEqual(
      image.problems.map(({ code }) => code),
      ['base-does-not-fit'],
    );
    assert.deepEqual([image.complete, inLines(image).length], [false, 4]);
  });

  it('say where patches contradict each other, and believe the later', () => {
    const other = step('p2', '--- a/x.c\n+++ b/x.c\n@@ -11,2 +11,2 @@\n ZWEI\n-und\n+et\n');
    const image = afterImage('x.c', [step('p1', FIRST), other]);
    assert.deepEqual(
      image.problems.map(({ code, where }) => [code, where?.file, where?.line]),
      [['hunk-does-not-fit', 'p2', 3]],
    );
    assert.deepEqual(inLines(image), ['10 .p1:4 one', '11 .p2:4 ZWEI', '12 +p2:6 et', '13 .p1:8 three']);
  });

  it('an addition that is cut short is not whole', () =>
    assert.equal(afterImage('n.c', [step('p1', ADDED.replace('+1,2', '+1,9'))]).complete, false));

  it('follow renames', () => {
    const rename = parsePatch(
      'diff --git a/n.c b/m.c\nsimilarity index 50%\nrename from n.c\nrename to m.c\n--- a/n.c\n+++ b/m.c\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n',
    );
    const steps = stepsOf('m.c', [
      { id: 'p1', patch: parsePatch(ADDED) },
      { id: 'p2', patch: rename },
    ]);
    assert.equal(textOf(afterImage('m.c', steps)), 'a\nc\n');
  });

  it('give back both texts of any diff', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '', '\td'), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, text, (one, two, three) => {
        const texts = [one, two, three].map((lines) => lines.map((line) => `${line}\n`).join(''));
        const [first = '', second = '', third = ''] = texts;
        const steps = [
          [first, second],
          [second, third],
        ].flatMap(([before = '', after = ''], at) => {
          const diff = unifiedDiff('x.c', before, after);
          return diff === '' ? [] : [step(`p${String(at)}`, diff)];
        });
        const after = afterImage('x.c', steps, first);
        assert.deepEqual([after.complete, textOf(after), after.problems], [true, third, []]);
        assert.equal(textOf(beforeImage('x.c', steps, first)), first);
        // Without the base every line that is known is the right one.
        for (const [image, whole] of [
          [afterImage('x.c', steps), third],
          [beforeImage('x.c', steps), first],
        ] as const)
          for (const { lines } of image.segments)
            for (const { line, text: known } of lines) assert.equal(known, whole.split('\n')[line - 1]);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('a hunk that was made for another version', () => {
  const base = ['zero', 'line one', 'line two', 'line three', 'line four', 'line five', 'line six', ''].join('\n');

  it('is laid over the lines that it resembles most where that is asked for', () => {
    const image = afterImage('x.c', [step('p', OTHER_VERSION)], base, 'nearest');
    assert.equal(textOf(image), 'zero\nline one\nline deux\nline more\nline THREE\nline four\nline six\n');
    assert.ok(image.complete);
    assert.deepEqual(
      image.problems.map(({ code }) => code),
      ['hunk-laid-over'],
    );
  });

  it('is refused otherwise', () => {
    const codes = afterImage('x.c', [step('p', OTHER_VERSION)], base).problems.map(({ code }) => code);
    assert.deepEqual(codes, ['base-does-not-fit']);
  });

  it('is left out of a known file that has less than half of it', () => {
    const image = afterImage('x.c', [step('p', OTHER_VERSION)], 'something\nelse\nline four\n', 'nearest');
    assert.deepEqual(
      image.problems.map(({ code }) => code),
      ['hunk-left-out'],
    );
    assert.equal(textOf(image), 'something\nelse\nline four\n');
  });

  it('is taken as posted where the file is known in part only', () => {
    const image = afterImage('x.c', [step('o', FIRST), step('p', OTHER_VERSION)], null, 'nearest');
    assert.ok(image.problems.some(({ code }) => code === 'hunk-taken-as-posted'));
    assert.ok(!image.complete);
  });
});
