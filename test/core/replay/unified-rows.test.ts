import assert from 'node:assert/strict';
import { fileSides } from '../../../extension/workbench/documents/sides';
import type { DiffDocument } from '../../../webview/protocol';
import { unifiedRows } from '../../../webview/unified-rows';
import { onlyFile, ringMail } from '../workbench/ring';

const mail = ringMail(`@@ -1,4 +1,4 @@
 #include "ring.h"
-#include "old.h"
-#include "older.h"
+#include "lock.h"
+
 int ring_size;
@@ -20,3 +20,3 @@ int ring_pop(struct ring *ring)
 {
-\treturn ring->head;
+\treturn locked(ring->head);
 }
@@ -40,2 +40,1 @@ int ring_push(struct ring *ring)
 }
-int ring_left;
`);

function diff(): DiffDocument {
  const sides = fileSides(onlyFile(mail));
  return { path: 'lib/ring.c', patch: 'a@example.org', patchSubject: 'ring', language: 'c', ...sides };
}

describe('the rows of a diff as one text', () => {
  it('are those of the mail, in its order, with the numbers of the file', () => {
    const rows = unifiedRows(diff()).map(({ sign, line, text }) => `${String(line).padStart(2)} ${sign}${text}`);
    assert.deepEqual(rows, [
      ' 1  #include "ring.h"',
      ' 2 -#include "old.h"',
      ' 3 -#include "older.h"',
      ' 2 +#include "lock.h"',
      ' 3 +',
      ' 4  int ring_size;',
      ' 0  /* ⋯ 15 lines not shown · int ring_pop(struct ring *ring) ⋯ */',
      '20  {',
      '21 -\treturn ring->head;',
      '21 +\treturn locked(ring->head);',
      '22  }',
      ' 0  /* ⋯ 17 lines not shown · int ring_push(struct ring *ring) ⋯ */',
      '40  }',
      '41 -int ring_left;',
    ]);
  });

  it('know their rows of the new side, every one of them once', () => {
    const { new: after } = diff();
    const rows = unifiedRows(diff()).flatMap(({ row }) => (row === null ? [] : [row]));
    assert.deepEqual(
      rows,
      after.lineNumbers.map((_line, at) => at + 1),
    );
  });

  it('are the new side alone where nobody told their order', () => {
    const { signs, ...untold } = diff();
    assert.equal(signs, ' --++   -+   -');
    const rows = unifiedRows(untold);
    assert.deepEqual(rows.map(({ text }) => text).join('\n') + '\n', untold.new.text);
    assert.ok(rows.every(({ sign }) => sign === ' '));
  });
});
