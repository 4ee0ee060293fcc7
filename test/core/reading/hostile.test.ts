import * as fc from 'fast-check';
import { Random, mutated } from './mutate';
import { SEEDS } from './seeds';
import { survive } from './hostile';

describe('reading anything', function () {
  this.timeout(120_000);

  it('mails and patches with bytes changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(SEEDS.length - 1), (seed, which) =>
        survive(mutated(Buffer.from(SEEDS[which] ?? ''), new Random(seed))),
      ),
      { numRuns: 150, seed: 1 },
    );
  });

  it('any bytes, and any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 400, unit: 'binary' })),
        (any) => survive(Buffer.from(any)),
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  for (const [what, mail] of [
    [
      'a long run of blanks',
      `Subject: x${' '.repeat(200_000)}y\nTo:${' '.repeat(200_000)}x\n\n${' '.repeat(200_000)}:\n`,
    ],
    [
      'a long list of brackets',
      `Subject: ${'[a]'.repeat(60_000)}\nFrom: ${'<'.repeat(100_000)}\nTo: ${'"a" <'.repeat(40_000)}\n\n`,
    ],
    ['one long word', `From: ${'a'.repeat(200_000)}\nSubject: ${'=?'.repeat(100_000)}\n\n${'a'.repeat(200_000)}@\n`],
    ['blank lines without end', `From: a@example.org\n\n${'\n'.repeat(200_000)}change-id:\n`],
    ['open tags', `Content-Type: text/html\n\n${'<a "'.repeat(50_000)}`],
    ['hunks without end', `From: a@example.org\n\n--- a/x\n+++ b/x\n${'@@ -1,9 +1,9 @@\n a\n'.repeat(20_000)}`],
    ['files without end', `From: a@example.org\n\n${'diff --git a/x b/x\n'.repeat(40_000)}`],
    ['references without end', `References: ${'<a@x> '.repeat(40_000)}\n\n`],
    [
      'parts in parts',
      `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: multipart/mixed; boundary=b\n\n'.repeat(2000)}`,
    ],
    ['quotes in quotes', `From: a@example.org\n\n${'>'.repeat(200_000)} x\n`],
    ['trailers without end', `From: a@example.org\nSubject: Re: x\n\nReviewed-by: ${'a '.repeat(100_000)}<a@x>\n`],
  ] as const)
    it(what, () => survive(Buffer.from(mail)));
});
