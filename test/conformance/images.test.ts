import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readMailbox } from '../../extension/mail/mailbox';
import { afterImage, stepsOf, type Image } from '../../extension/patch/image';
import { sortIntoSeries } from '../../extension/series/archive';
import type { Series } from '../../extension/series/series';

const corpus = resolve(__dirname, '../../../shared/corpus');

/** The id that git gives to a file's content. */
const blobId = (text: string): string =>
  createHash('sha1')
    .update(`blob ${String(Buffer.byteLength(text))}\0${text}`)
    .digest('hex');

const textOf = ({ segments }: Image): string =>
  segments.flatMap(({ lines }) => lines.map(({ text }) => `${text}\n`)).join('');

/** The kernel files that stand beside the corpus, named by their blob id, by path. */
function bases(): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(join(corpus, 'kernel'))) {
    const id = /\.([0-9a-f]{12})$/.exec(name)?.[1];
    if (id !== undefined) found.set(id, readFileSync(join(corpus, 'kernel', name), 'utf8'));
  }
  return found;
}

/** How many images of the series are whole; every one of them must have the blob id that the mail says. */
function checkSeries(series: Series, known: ReadonlyMap<string, string>): number {
  let whole = 0;
  series.patches.forEach(({ patch, messageId }, at) => {
    const until = series.patches.slice(0, at + 1).map((each) => ({ id: each.messageId, patch: each.patch }));
    for (const { path, newBlob, status, hunks } of patch.files) {
      if (newBlob === null || status === 'binary' || status === 'deleted') continue;
      const steps = stepsOf(path, until);
      const image = afterImage(path, steps, known.get(steps[0]?.diff.oldBlob ?? '') ?? null);
      if (!image.complete || hunks.some(({ newNoNewline }) => newNoNewline)) continue;
      assert.deepEqual(image.problems, [], `${messageId} ${path}`);
      assert.equal(blobId(textOf(image)).slice(0, newBlob.length), newBlob, `${messageId} ${path}`);
      whole++;
    }
  });
  return whole;
}

describe('whole images are the files that git would have', function () {
  this.timeout(120_000);

  before(function () {
    if (!existsSync(corpus)) this.skip();
  });

  it('by their blob ids, in every series of the corpus', async () => {
    const known = bases();
    let whole = 0;
    for (const name of readdirSync(corpus).filter((file) => file.endsWith('.mbox') && !file.endsWith('-all.mbox'))) {
      const { messages } = await readMailbox(readFileSync(join(corpus, name)), name);
      for (const series of sortIntoSeries(messages).series) whole += checkSeries(series, known);
    }
    assert.ok(whole > 50, `only ${String(whole)} images are whole`);
  });
});
