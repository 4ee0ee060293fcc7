import assert from 'node:assert/strict';
import { readMailBytes } from '../../../extension/mail/source';
import { sortIntoSeries } from '../../../extension/series/archive';
import type { Series } from '../../../extension/series/series';
import { driftWords, recordedOn, recordedWords } from '../../../extension/link/recorded-on';

const patch = (revision: number): string => `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Noor <noor@example.org>
Subject: [PATCH${revision === 1 ? '' : ` v${revision}`}] bell: ring twice
Message-ID: <bell-v${revision}@example.org>
Date: Mon, ${revision} Mar 2026 09:00:00 +0000

Ring.
---
diff --git a/lib/bell.c b/lib/bell.c
--- a/lib/bell.c
+++ b/lib/bell.c
@@ -1,1 +1,1 @@
-int rings = 1;
+int rings = ${revision + 1};

`;

async function posted(revision: number): Promise<readonly Series[]> {
  const { messages } = await readMailBytes(Buffer.from(patch(revision)), 'bell.mbox');
  return sortIntoSeries(messages).series;
}

const FILES: Readonly<Record<string, string>> = { 'lib/list.c': 'int list;\n', 'mm/slab.c': 'int slab;\n' };
const tree = (path: string): string | null => FILES[path] ?? null;

const steps = [
  { origin: 'tree', file: 'mm/slab.c', patch: null },
  { origin: 'series', file: 'lib/bell.c', patch: 'bell-v1@example.org' },
  { origin: 'tree', file: 'lib/list.c', patch: null },
];

describe('what a moment was recorded on', () => {
  it('is the posting, the patch of its line, and the files of the tree that ran until then, as git names them', async () => {
    const on = recordedOn(await posted(1), steps, 2, tree);
    assert.deepEqual(on, {
      series: [{ id: 'bell-v1@example.org', revision: 1 }],
      patch: 'bell-v1@example.org',
      // printf 'int slab;\n' | git hash-object --stdin
      blobs: { 'mm/slab.c': '7deec3eee2c8e8e8385e8990ce69dbb83add0878' },
    });
    assert.equal(
      recordedWords(on),
      'Recorded on v1 of <bell-v1@example.org>, in the patch <bell-v1@example.org>, with 1 file of the kernel tree',
    );
    assert.equal(recordedWords(recordedOn([], [], 0, tree)), 'Recorded without a series');
  });

  it('is what is open where nothing has changed', async () => {
    const on = recordedOn(await posted(1), steps, 3, tree);
    assert.deepEqual(driftWords(on, await posted(1), tree), []);
  });

  it('is told apart from another revision, and from other files of the tree', async () => {
    const on = recordedOn(await posted(1), steps, 3, tree);
    assert.deepEqual(driftWords(on, await posted(2), tree), [
      'It was recorded on v1 of <bell-v1@example.org>; here runs v2 of <bell-v2@example.org>.',
    ]);
    assert.deepEqual(driftWords(on, [], tree), [
      'It was recorded on v1 of <bell-v1@example.org>; here runs no such series.',
    ]);
    const [words = ''] = driftWords(on, await posted(1), (path) => (path === 'mm/slab.c' ? 'int slob;\n' : null));
    assert.match(
      words,
      /^lib\/list\.c is in no kernel tree here; mm\/slab\.c is another here \([0-9a-f]{12}, recorded with [0-9a-f]{12}\)\.$/,
    );
  });
});
