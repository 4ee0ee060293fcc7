import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { exploreFlow, type FlowResult } from '../../../extension/link/explore-flow';
import { sampleMail } from '../../../extension/link/models';
import { partings } from '../../../extension/link/parting';
import { openTree, type KernelTree } from '../../../extension/link/tree';
import type { Series } from '../../../extension/series/series';
import { corpusAtHand, corpusMail, kernelFiles, LIMITS, models, seriesOf, shippedFlow } from './corpus';
import { MAILBOXES } from './mailboxes';

/** What a pair is known to part at: the function, and the text of the mended side. */
const KNOWN: Readonly<Record<string, readonly [where: string, after: RegExp]>> = {
  'vfio-v9-two-ranges': ['dma_buf_phys_vec_to_sgt', /^dma_iova_link\(.*mapped_len/],
  'vfio-v9-map-fails': ['dma_buf_phys_vec_to_sgt', /dma_use_iova\(dma->state\)/],
  'kvm-flr-never-back': ['vfio_exp_config_write', /^vfio_pci_dma_buf_move\(vdev, false\)/],
  'vfio-revoke-v7-rdma-stub': ['vfio_pci_dma_buf_attach', /^return -EOPNOTSUPP/],
  'get-pfn-vs-revoke': ['kvm_fault', /^dma_resv_lock\(/],
};

describe('a flow and the mended form of it', function () {
  this.timeout(0);
  let series: readonly Series[] = [];
  let trees: readonly KernelTree[] = [];
  const pairs = models.flows.filter(({ mended }) => mended !== null);
  const done = new Map<string, FlowResult>();
  const run = (id: string): FlowResult => {
    const known = done.get(id) ?? exploreFlow({ flow: shippedFlow(id), series, trees, models }, LIMITS);
    done.set(id, known);
    return known;
  };

  before(async function () {
    if (!corpusAtHand) this.skip();
    const mail = [...sampleMail().map((path) => readFileSync(path, 'latin1')), ...MAILBOXES.map(corpusMail)];
    series = (await Promise.all(mail.map(seriesOf))).flat();
    trees = [openTree(kernelFiles)];
  });

  for (const { id, mended } of pairs)
    it(`${id} parts from ${mended ?? ''}`, () => {
      const [wrong, right] = [run(id), run(mended ?? '')];
      assert.equal(wrong.verdict, 'violation');
      assert.equal(right.verdict, 'pass');
      const [one, other] = [wrong.exploration.trace, right.exploration.trace];
      assert.ok(one !== null && other !== null);
      const found = partings(one, other);
      assert.notEqual(found.length, 0);
      const known = KNOWN[id];
      if (known === undefined) return;
      const [where, after] = known;
      assert.ok(
        found.some((parting) => parting.before.function === where && after.test(parting.after?.name ?? '')),
        found
          .map((parting) => `${parting.before.function}: ${parting.before.name} / ${parting.after?.name ?? ''}`)
          .join('\n'),
      );
    });
});
