import assert from 'node:assert/strict';
import { messageFolds, quoteDepth } from '../../../extension/workbench/documents/quotes';

/** What folds, as "first-last kind" with rows counted from 1, the depth behind a quote. */
const folds = (text: string, bodyRow = 0): string[] =>
  messageFolds(text, bodyRow).map(
    ({ start, end, kind, depth }) => `${start + 1}-${end + 1} ${kind}${depth > 0 ? ` ${depth}` : ''}`,
  );

describe('folding a message', () => {
  it('counts the marks in front of a line, however they are spaced', () => {
    assert.equal(quoteDepth('> > >> text > not this'), 4);
    assert.equal(quoteDepth('text'), 0);
  });

  it('folds quotes by depth, a deeper one inside the one it stands in', () => {
    assert.deepEqual(folds('On Monday A wrote:\n> On Sunday B wrote:\n> > first\n> > second\n> answer\nMine.\n'), [
      '2-5 quote 1',
      '3-4 quote 2',
    ]);
  });

  it('folds the files of a diff and their hunks, and stops at the signature', () => {
    const mail = `Words.
---
diff --git a/x.c b/x.c
--- a/x.c
+++ b/x.c
@@ -1 +1 @@
-a
+b
diff --git a/y.c b/y.c
--- a/y.c
+++ b/y.c
@@ -1 +1 @@
-a
+b
-- 
2.43.0
`;
    assert.deepEqual(folds(mail), ['6-8 hunk', '3-8 diff', '12-14 hunk', '9-14 diff', '15-16 signature']);
  });

  it('folds the headers of a message document', () => {
    assert.deepEqual(folds('From: a\nTo: b\nSubject: c\n\nText\n', 4), ['1-3 headers']);
  });
});
