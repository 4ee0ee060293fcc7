import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mailinfoSubject, parseSubject, type Subject } from '../../../extension/series/subject';
import { patch } from './post';
import { inALine, sortedInAnyOrder } from './sorted';

/** Subjects that b4, patchwork or both misread, and what they mean. */
const ROWS: readonly [string, Partial<Subject>][] = [
  ['[PATCH] x', { tagged: true, revision: 1, revisionInferred: true, index: null, total: null, title: 'x' }],
  ['[PATCH v3 2/5] x', { revision: 3, revisionInferred: false, index: 2, total: 5 }],
  ['[net,v2,1/2] x', { revision: 2, index: 1, total: 2, prefixes: ['net'] }],
  ['[PATCHv3 3/5] x', { revision: 3, index: 3, total: 5, tagged: true }],
  ['[net,v2,1/2] frob: a', { revisionInferred: false, tagged: true, title: 'frob: a' }],
  ['[PATCH, v2; 1/2] x', { revision: 2, index: 1, total: 2, prefixes: [] }],
  ['[PATCH1/8] x', { index: 1, total: 8 }],
  ['[v2PATCH1/4] x', { revision: 2, index: 1, total: 4 }],
  ['[PATCH 1 of 2] x', { index: 1, total: 2 }],
  ['[PATCH v5.1 10/12] x', { revision: 5, amendment: 1, index: 10, total: 12 }],
  ['[PATCH 3/n] x', { index: 3, total: null }],
  ['[PATCH 3/2] x', { index: 3, total: 2 }],
  ['[PATCH 0/7 v4] x', { revision: 4, index: 0, total: 7 }],
  ['[v3 PATCH 1/3] x', { revision: 3, index: 1, total: 3 }],
  ['[PATCH v3 1/3 RESEND] x', { revision: 3, index: 1, total: 3, resend: true }],
  ['[RESEND][PATCH v3 1/3] x', { revision: 3, index: 1, total: 3, resend: true }],
  ['[PATCH 6.1.y 1/2] x', { index: 1, total: 2, prefixes: ['6.1.y'], revision: 1 }],
  ['[PATCH 5.10 042/123] x', { index: 42, total: 123, prefixes: ['5.10'] }],
  ['[PATCH] foo (v2)', { revision: 2, title: 'foo' }],
  ['[PATCH v3] foo (v2)', { revision: 3, title: 'foo (v2)' }],
  ['[Patch 2/2]: powerpc', { index: 2, total: 2, title: 'powerpc' }],
  ['Re: Re: [PATCH 1/2] a', { reply: true, index: 1, total: 2, title: 'a' }],
  ['Antw: [EXT] [PATCH] x', { reply: true, tagged: true, title: 'x' }],
  ['回复: [PATCH] x', { reply: true, tagged: true, title: 'x' }],
  ['答复：[PATCH] x', { reply: true, tagged: true, title: 'x' }],
  ['Re [PATCH 2/3] x', { reply: true, index: 2, title: 'x' }],
  ['Re[2]: [PATCH 2/3] x', { reply: true, index: 2, title: 'x' }],
  ['Abc: [PATCH 2/3] x', { reply: true, index: 2, title: 'x' }],
  ['mm: v2 [PATCH 2/3] x', { reply: false, tagged: false, index: null }],
  ['AW: [PATCH 2/3] x', { reply: true, index: 2 }],
  ['Fwd: [PATCH 2/3] x', { reply: true, index: 2 }],
  ['RE: RE: FW: [PATCH 2/3] x', { reply: true, index: 2, title: 'x' }],
  ['[PATCH v3] Fix F81504/508/512', { index: null, total: null, revision: 3, title: 'Fix F81504/508/512' }],
  ['[PATCH] v3: subject', { revision: 3, title: 'subject' }],
  ['[RFC PATCH 01/12] x', { rfc: true, index: 1, total: 12 }],
  ['[PATCH RFCv2 1/2] x', { rfc: true, revision: 2, index: 1 }],
  ['[Linaro-mm-sig] [PATCH v2 1/2] x', { revision: 2, index: 1, prefixes: ['linaro-mm-sig'], title: 'x' }],
  ['[PATCH [net-next] v2 1/2] x', { revision: 2, index: 1, title: 'x', prefixes: ['net-next'] }],
  ['[GIT PULL] VFIO updates', { pull: true, tagged: false, title: 'VFIO updates' }],
  ['[PULL 0/3] queue', { pull: true, index: 0, total: 3 }],
  ['x86/mm: no tag [but brackets] 1/2', { tagged: false, index: null, title: 'x86/mm: no tag [but brackets] 1/2' }],
  ['mm: v3: not a patch', { tagged: false, revision: 1, title: 'mm: v3: not a patch' }],
  ['[PATCH unclosed', { tagged: false, title: '[PATCH unclosed' }],
  ['[PATCH  v2\t1/2]   folded   subject', { revision: 2, index: 1, title: 'folded subject' }],
  ['', { title: '', reply: false }],
];

describe('subjects', function () {
  // Generous: how fast the machine is must not decide.
  this.timeout(60_000);

  for (const [subject, expected] of ROWS)
    it(JSON.stringify(subject), () => {
      const found = parseSubject(subject);
      for (const [key, value] of Object.entries(expected))
        assert.deepEqual(found[key as keyof Subject], value, `${key} of ${subject}`);
    });

  it('are cleaned as git mailinfo cleans them', () => {
    assert.equal(mailinfoSubject('Re: [RFC PATCH 01/12] dma-buf: add x'), 'dma-buf: add x');
    assert.equal(mailinfoSubject('[PATCH] [media] v4l: x'), 'v4l: x');
    assert.equal(mailinfoSubject('re:re: : x'), 'x');
    assert.equal(mailinfoSubject('regmap: x'), 'regmap: x');
    assert.equal(mailinfoSubject('AW: [PATCH] x'), 'AW: [PATCH] x');
  });

  it('are all of the table, row by row', function () {
    const facts = resolve(__dirname, '../../../../shared/REVIEW-FACTS.md');
    if (!existsSync(facts)) {
      console.log('      ../shared is not here: the table of subjects is not compared');
      this.skip();
    }
    const section = /^### 2\.1 [^]*?(?=^### 2\.2 )/m.exec(readFileSync(facts, 'utf8'))?.[0] ?? '';
    const rows = section.split('\n').filter((line) => /^\| (?!subject \|)/.test(line));
    assert.equal(rows.length, 15);
    for (const row of rows)
      for (const [, subject = ''] of (row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g))
        assert.ok(
          ROWS.some(([mine]) => mine.includes(subject)),
          subject,
        );
  });

  it('make the same series in any order, all of them in one mailbox', async () => {
    const archive = await sortedInAnyOrder(
      ROWS.map(([subject], n) => patch(subject, `s${String(n)}`, { at: 100 * n })),
    );
    const postings = ROWS.filter(([subject]) => !parseSubject(subject).reply);
    assert.equal(inALine(archive).join('\n').match(/=s\d+/g)?.length, postings.length);
  });
});
