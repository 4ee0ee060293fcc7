import assert from 'node:assert/strict';
import { explorePrepared, isAsExpected, prepareFlow } from '../../../extension/link/explore-flow';
import { parseFlow } from '../../../extension/link/flow';
import { flowDocument } from '../../../extension/link/flow-document';
import { readModels } from '../../../extension/link/models';
import { sortIntoSeries } from '../../../extension/series/archive';
import { openFlowReplay } from '../../../extension/workbench/replay/open';

const FLOW = `/**
 * flow: try-for-ever
 * title: A caller tries again and again for what nobody gives back
 * expect: violation endless-loop
 */
#include <linux/spinlock.h>
#include <kapi/machine.h>

static DEFINE_SPINLOCK(lock);
static int busy = 1;

static bool take(void)
{
	bool got;

	spin_lock(&lock);
	got = !busy;
	spin_unlock(&lock);
	return got;
}

__actor void taker(void)
{
	while (!take())
		;
}
`;

describe('a replay of a flow that goes round for ever', function () {
  this.timeout(60_000);

  it('says to the view, and in its JSON, between which steps', () => {
    const models = readModels();
    const flow = parseFlow('try-for-ever.c', FLOW);
    const prepared = prepareFlow({ flow, series: [], trees: [], models });
    const { exploration } = explorePrepared(prepared);
    assert.equal(isAsExpected(flow, exploration), true, exploration.message);
    const open = { archive: sortIntoSeries([]), message: () => null, patch: () => null };
    const { model } = openFlowReplay({ prepared, exploration }, open, () => Promise.resolve(null));
    const { loop, columns } = model;
    assert.ok(loop !== undefined);
    const names = Array.from(columns.placeOf.slice(loop.from - 1, loop.to), (place) => columns.places[place]?.name);
    assert.deepEqual([...new Set(names)].toSorted(), [
      'got = !busy',
      'return got',
      'spin_lock(&lock)',
      'spin_unlock(&lock)',
      'take()',
      'while (!take())',
    ]);
    assert.equal(names.length, new Set(names).size, 'one round of it');
    const found = { flow, exploration, asExpected: true, problems: [] };
    const inputs = { series: [], trees: [], revision: null };
    const { trace } = flowDocument(found, { seconds: 0, searchSeconds: 0 }, inputs, models) as {
      trace: { loop: unknown };
    };
    assert.deepEqual(trace.loop, loop);
  });
});
