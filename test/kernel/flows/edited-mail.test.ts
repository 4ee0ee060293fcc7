import assert from 'node:assert/strict';

import type { FlowResult } from '../../../extension/link/explore-flow';
import { corpusAtHand, corpusMail, run, seriesOf } from './corpus';

const RFC = 'rfc-12-series.mbox';

/** The mail as posted, with one piece of the patch's text replaced. */
function edited(from: string, to: string): string {
  const mail = corpusMail(RFC);
  assert.equal(mail.split(from).length, 2, `the mail has this text once: ${from}`);
  return mail.replace(from, to);
}

/** The helper of the patch, which takes the lock, asks the exporter, and drops the lock. */
const UNLOCKS = `+	 */
+	dma_resv_unlock(attach->dmabuf->resv);
+
+	return ret;
`;

/** It returns with the lock held: whoever calls it decides when the answer may go out of date. */
const KEEPS_THE_LOCK = `+	 */
+
+
+	return ret;
`;

const DELETES_THE_LINE = `+	 */
+
+	return ret;
`;

function outcome({ verdict, exploration }: FlowResult): string {
  return exploration.violation ? `${verdict} ${exploration.violation.rule}` : `${verdict} (${exploration.message})`;
}

describe('the verdict follows the text of the mail', function () {
  this.timeout(60_000);

  before(function () {
    // The mailbox of the RFC lies beside the repository, not in it.
    if (!corpusAtHand) this.skip();
  });

  for (const source of ['models', 'tree'] as const) {
    describe(source === 'tree' ? 'with the kernel files that the patch was made for' : 'with models alone', () => {
      it('finds the stale entry in the text as posted', async () => {
        const result = run('get-pfn-vs-revoke', await seriesOf(corpusMail(RFC)), source);
        assert.equal(outcome(result), 'violation stale-access');
        assert.ok(result.asExpected);
        assert.ok(result.exploration.origins.series > 0);
        assert.equal(result.exploration.origins.tree > 0, source === 'tree');
      });

      it('marks the steps with the lines of the mail that they execute', async () => {
        const mail = corpusMail(RFC);
        const { exploration } = run('get-pfn-vs-revoke', await seriesOf(mail), source);
        const steps = (exploration.trace?.steps ?? []).filter((step) => step.origin === 'series');
        const lookup = steps.find((step) => step.name.includes('get_pfn(attach, pgoff'));
        assert.ok(lookup);
        assert.equal(lookup.patch, '20250107142719.179636-2-yilun.xu@linux.intel.com');
        assert.equal(lookup.file, 'drivers/dma-buf/dma-buf.c');
        assert.equal(lookup.line, 1308);
        const body = mail.slice(mail.indexOf('\n\n', mail.indexOf('179636-2-yilun.xu')) + 2).split('\n');
        assert.match(
          body[(lookup.patchLine ?? 0) - 1] ?? '',
          /ret = dmabuf->ops->get_pfn\(attach, pgoff, pfn, max_order\);/,
        );
      });

      it('passes when the helper returns with the lock held', async () => {
        const result = run('get-pfn-vs-revoke', await seriesOf(edited(UNLOCKS, KEEPS_THE_LOCK)), source);
        assert.equal(result.verdict, 'pass', outcome(result));
        assert.equal(result.exploration.complete, 'all schedules');
        assert.ok(!result.asExpected, 'the flow expects the violation of the posted text');
      });

      it('passes when the line is simply deleted, so that the hunk counts lie', async () => {
        const result = run('get-pfn-vs-revoke', await seriesOf(edited(UNLOCKS, DELETES_THE_LINE)), source);
        assert.equal(result.verdict, 'pass', outcome(result));
      });

      it('finds another rule broken when the helper never takes the lock', async () => {
        const lock = `+	dma_resv_lock(attach->dmabuf->resv, NULL);
+	ret = dmabuf->ops->get_pfn`;
        const result = run(
          'get-pfn-vs-revoke',
          await seriesOf(
            edited(
              lock,
              `+
+	ret = dmabuf->ops->get_pfn`,
            ),
          ),
          source,
        );
        assert.equal(result.verdict, 'violation');
        assert.notEqual(result.exploration.violation?.rule, 'stale-access');
      });
    });
  }
});
