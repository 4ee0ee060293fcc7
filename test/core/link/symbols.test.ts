import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { parseFlow } from '../../../extension/link/flow';
import { chooseSeries } from '../../../extension/link/series-choice';
import { readModels, sampleMail } from '../../../extension/link/models';
import { composeSources } from '../../../extension/link/sources';
import { SymbolIndex, type SymbolRequest } from '../../../extension/link/symbols';
import { PRIMITIVES } from '../../../extension/kernel/machine/primitives/primitives';
import { readMailBytes } from '../../../extension/mail/source';
import { sortIntoSeries } from '../../../extension/series/archive';

/** A patch of a flow's own that adds a function, which calls another. */
const EARLY = `diff --git a/drivers/dma-buf/early.c b/drivers/dma-buf/early.c
new file mode 100644
index 000000000000..0123456789ab
--- /dev/null
+++ b/drivers/dma-buf/early.c
@@ -0,0 +1,4 @@
+int early_answer(void)
+{
+	return early_reason();
+}
`;

const asking = (id: string, own: string): string => `/**
 * flow: ${id}
 * title: Asks
${own === '' ? '' : ` * series: ${own}\n`} * expect: pass
 */
__actor void asker(void)
{
	early_answer();
}
`;

describe('what the names of a series mean', function () {
  this.timeout(20_000);
  let index: SymbolIndex;
  let request: SymbolRequest;

  before(async () => {
    const messages = [];
    for (const path of sampleMail()) messages.push(...(await readMailBytes(readFileSync(path), path)).messages);
    const samples = sortIntoSeries(messages).series;
    const models = readModels();
    const flow = models.flows.find(({ id }) => id === 'chime-ring-vs-remove');
    assert.ok(flow);
    const { series } = chooseSeries(flow, samples, { revision: null, unnamed: 'none', samples: [] });
    request = { series, trees: [], models, flows: [flow], primitives: new Set(PRIMITIVES.keys()) };
    index = SymbolIndex.of(request);
  });

  it('is the same where it was put together in slices', async () => {
    let pauses = 0;
    const pause = (): Promise<void> => Promise.resolve(void pauses++);
    const sliced = await SymbolIndex.inSlices(request, pause);
    assert.ok(pauses > 0);
    assert.equal(sliced.flowsReady, false);
    const prepared = sliced.prepareFlows(pause);
    assert.equal(sliced.prepareFlows(pause), prepared, 'is done once');
    await prepared;
    assert.equal(sliced.flowsReady, true);
    for (const name of ['chime_ring_one', 'dma_buf_pin', 'map_dma_buf', 'mutex_lock', 'no_such_name'])
      assert.deepEqual(sliced.lookup(name), index.lookup(name));
  });

  it('is the same for flows that are put together one after the other, whatever each brings of its own', async () => {
    const { models } = request;
    const path = 'models/flows/early.patch';
    const byPath = new Map([...models.byPath, [path, { path, text: EARLY, standsFor: null }] as const]);
    const flows = ['', 'early.patch', ''].map((own, at) =>
      parseFlow(`models/flows/asks-${String(at)}.c`, asking(`asks-${String(at)}`, own)),
    );
    const several = SymbolIndex.of({ ...request, models: { ...models, byPath }, flows });
    await several.prepareFlows(() => Promise.resolve());
    const through = (name: string): string[] => several.flowsThrough(name).map(({ id }) => id);
    assert.deepEqual(through('early_answer'), ['asks-0', 'asks-1', 'asks-2']);
    assert.deepEqual(through('early_reason'), ['asks-1'], 'only its patch has what is called there');
    for (const flow of flows) {
      const alone = composeSources({ ...request, models: { ...models, byPath }, flow });
      for (const name of alone.names) assert.ok(through(name).includes(flow.id), name);
    }
  });

  it('finds a function in the mail that adds it, with its contract and its flows', () => {
    const symbol = index.lookup('chime_ring_one');
    assert.equal(symbol.kind, 'function');
    assert.equal(symbol.origin, 'series');
    assert.match(symbol.signature, /^int chime_ring_one\(struct chime \*chime, u32 id\)$/);
    assert.ok(symbol.where?.patch);
    assert.ok(symbol.where.patchLine);
    assert.deepEqual(symbol.contract?.takes, ['chime->lock']);
    assert.equal(symbol.contract.maySleep, true);
    assert.deepEqual(
      symbol.flows.map(({ id }) => id),
      ['chime-ring-vs-remove'],
    );
  });

  it('finds what a model stands in for', () => {
    const symbol = index.lookup('dma_buf_pin');
    assert.equal(symbol.origin, 'model');
    assert.equal(symbol.where?.file, 'models/dma-buf/dma-buf.c');
    assert.deepEqual(symbol.contract?.needs, ['dmabuf->resv']);
    assert.match(symbol.contract.context, /reservation lock is held/);
    assert.match(symbol.contract.returns, /^0, or an error/);
    assert.deepEqual(symbol.flows, []);
  });

  it('finds members of operations', () => {
    const symbol = index.lookup('map_dma_buf');
    assert.equal(symbol.kind, 'member');
    assert.match(symbol.signature, /^dma_buf_ops: /);
  });

  it('knows primitives and what nobody knows', () => {
    assert.equal(index.lookup('mutex_lock').origin, 'primitive');
    assert.match(index.lookup('mutex_lock').signature, /mutex_lock\(struct mutex \*lock\)/);
    assert.equal(index.lookup('no_such_name').origin, 'opaque');
  });
});
