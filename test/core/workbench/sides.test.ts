import assert from 'node:assert/strict';
import { fileSides, rowOfMailLine, wholeSides } from '../../../extension/workbench/documents/sides';
import { onlyFile, ringMail } from './ring';

const text = ringMail(`@@ -1,3 +1,4 @@
 #include "ring.h"
+#include "lock.h"
 
 int ring_size;
@@ -20,4 +21,4 @@ int ring_pop(struct ring *ring)
 {
-\treturn ring->head;
+\treturn locked(ring->head);
 }
 
`);

describe('the two sides of a file as its patch shows them', () => {
  const sides = fileSides(onlyFile(text));

  it('hold the lines of the hunks, and one gap that reads the same on both', () => {
    assert.equal(
      sides.old.text,
      '#include "ring.h"\n\nint ring_size;\n/* ⋯ 16 lines not shown · int ring_pop(struct ring *ring) ⋯ */\n{\n\treturn ring->head;\n}\n\n',
    );
    assert.equal(
      sides.new.text,
      '#include "ring.h"\n#include "lock.h"\n\nint ring_size;\n/* ⋯ 16 lines not shown · int ring_pop(struct ring *ring) ⋯ */\n{\n\treturn locked(ring->head);\n}\n\n',
    );
  });

  it('know the file line of every row', () => {
    assert.deepEqual(sides.old.lineNumbers, [1, 2, 3, 0, 20, 21, 22, 23]);
    assert.deepEqual(sides.new.lineNumbers, [1, 2, 3, 4, 0, 21, 22, 23, 24]);
  });

  it('know the line of the mail that a row is', () => {
    const lines = text.split('\n');
    const row = rowOfMailLine(sides.new, lines.indexOf('+\treturn locked(ring->head);') + 1);
    assert.equal(row, 6);
  });

  it('close no comment with what a hunk heading says', () => {
    const [gap] = fileSides(onlyFile(text.replace('@@ -1,3 +1,4 @@', '@@ -5,3 +5,4 @@ x */ evil();'))).new.text.split(
      '\n',
    );
    assert.equal(gap, '/* ⋯ 4 lines not shown · x * / evil(); ⋯ */');
  });
});

describe('the two sides of a file that a kernel tree has whole', () => {
  const line = (n: number): string =>
    n === 20 ? '{' : n === 21 ? '\treturn ring->head;' : n === 22 ? '}' : n === 23 ? '' : `/* ${n} */`;
  const base = ['#include "ring.h"', '', 'int ring_size;', ...Array.from({ length: 22 }, (_, at) => line(at + 4))].join(
    '\n',
  );

  it('are the file before and after, row by row', () => {
    const sides = wholeSides(onlyFile(text), `${base}\n`);
    assert.equal(sides?.old.text, `${base}\n`);
    assert.equal(sides.new.text.split('\n')[21], '\treturn locked(ring->head);');
    assert.deepEqual(
      sides.new.lineNumbers,
      Array.from({ length: 26 }, (_, at) => at + 1),
    );
    assert.equal(rowOfMailLine(sides.new, text.split('\n').indexOf('+#include "lock.h"') + 1), 1);
  });

  it('are not made of a file that the hunks do not fit', () => {
    assert.equal(wholeSides(onlyFile(text), base.replace('ring_size', 'ring_length')), null);
  });
});
