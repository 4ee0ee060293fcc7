import assert from 'node:assert/strict';
import { parsePatch } from '../../../extension/patch/parse';
import type { FileDiff } from '../../../extension/patch/patch';

/** The mail of a patch of one file, `lib/ring.c`, with these hunks. */
export const ringMail = (hunks: string): string => `Take the lock.
---
diff --git a/lib/ring.c b/lib/ring.c
index 1111111..2222222 100644
--- a/lib/ring.c
+++ b/lib/ring.c
${hunks}`;

/** The file of a patch that has one. */
export function onlyFile(mail: string): FileDiff {
  const [file, ...more] = parsePatch(mail).files;
  assert.ok(file !== undefined && more.length === 0);
  return file;
}
