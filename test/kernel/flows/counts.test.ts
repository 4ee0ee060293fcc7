import assert from 'node:assert/strict';

import { exploreFlow } from '../../../extension/link/explore-flow';
import { flowText } from '../../../extension/cli/flow-report';
import { LIMITS, models, shippedFlow } from './corpus';

/** What the run that is shown counted. */
function counted(id: string): ReadonlyMap<string, number> {
  const { exploration, asExpected } = exploreFlow({ flow: shippedFlow(id), series: [], trees: [], models }, LIMITS);
  assert.ok(asExpected, `${id}: ${exploration.message}`);
  return new Map(exploration.trace?.counts.map(({ what, total }) => [what, total]));
}

describe('what positions cost', function () {
  this.timeout(120_000);

  it('a cursor costs a call an extent, or a call a page, and one to begin with', () => {
    const counts = counted('three-carriers');
    const extents = 6;
    const pages = (4 + 16 + 64 + 256 + 2048 + 4) / 4;
    assert.equal(counts.get('sg_table: callbacks'), 1);
    assert.equal(counts.get('phyr: callbacks'), 1);
    assert.equal(counts.get('cursor: callbacks'), 1 + extents);
    assert.equal(counts.get('cursor, a page at a time: callbacks'), 1 + pages);
    assert.equal(counts.get('cursor: ranges that RDMA copies before it can begin'), extents);
  });

  it('representations in every exporter are a product, with converters a sum', () => {
    const each = counted('representations-each');
    const converted = counted('representations-converted');
    assert.equal(each.get('code paths in exporters'), 3 * 3);
    assert.equal(converted.get('code paths in exporters'), 3);
    assert.equal(converted.get('converters in the core'), 2);
    assert.equal(converted.get('conversions'), 3 * 2);
  });

  it('chunks cost a decision a provider, not a decision a range', () => {
    const counts = counted('chunks-by-provider');
    assert.equal(counts.get('decisions'), 1);
    assert.equal(counts.get('ranges'), 5);
  });

  it('a device that knows the provider takes the near way', () => {
    assert.equal(counted('rdma-path-by-provider').get('transfers below the switch'), 1);
    assert.equal(counted('rdma-path-unknown').get('transfers by the far way'), 2);
  });

  it('one handle stands for the memory, or two', () => {
    assert.equal(counted('handle-dma-buf').get('objects that stand for the memory'), 1);
    assert.equal(counted('handle-memfd').get('objects that stand for the memory'), 2);
  });

  it('is printed with the verdict, and so is what the verdict rests on', () => {
    const result = exploreFlow({ flow: shippedFlow('chunks-by-provider'), series: [], trees: [], models }, LIMITS);
    const text = flowText(result, 0, models);
    assert.match(text, /counted: decisions 1\n/);
    assert.match(text, /rests on model: [^]*iommu\/iommu\.c \d+/);
    assert.match(text, /left out by iommu\/iommu\.c: page sizes/);
  });
});
