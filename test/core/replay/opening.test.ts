import assert from 'node:assert/strict';
import { explorePrepared, prepareFlow } from '../../../extension/link/explore-flow';
import { parseFlow } from '../../../extension/link/flow';
import { readModels } from '../../../extension/link/models';
import { openFlowReplay } from '../../../extension/workbench/replay/open';

const FLOW = `/**
 * flow: two-of-one
 * title: Two visitors, one counter
 * expect: violation bug
 */
#include <linux/bug.h>
static int count;
__actor void first(void)
{
	int seen = count;

	count = seen + 1;
	BUG_ON(count != seen + 1);
}
__actor void second(void)
{
	count = 7;
}
`;

describe('opening a run that a search found', () => {
  const prepared = prepareFlow({ flow: parseFlow('two-of-one.c', FLOW), series: [], trees: [], models: readModels() });
  const { exploration } = explorePrepared(prepared);
  const mail = { archive: { placed: [], series: [], problems: [] }, message: () => null, patch: () => null };
  const { trace } = exploration;
  assert.ok(trace !== null);
  const { flow, sourceHash, choices, stateHashes, violation } = trace;
  const schedule = { flow, sourceHash, choices, stateHashes, violation };

  const opened = (run: typeof schedule) =>
    openFlowReplay({ prepared, exploration: { ...exploration, trace: run } }, mail, () => Promise.resolve(null));

  it('shows from its schedule alone what it shows from the whole run', () => {
    const [alone, whole] = [opened(schedule), opened(trace)];
    assert.equal(alone.model.verdict, 'violation');
    assert.deepEqual(alone.model, whole.model);
    assert.deepEqual(alone.steps, whole.steps);
    assert.deepEqual(alone.trace, trace);
  });

  it('says where it is another run than the search saw', () => {
    const [first = '', ...others] = stateHashes;
    const { model } = opened({
      ...schedule,
      stateHashes: [first.replace(/.$/, (last) => (last === '0' ? '1' : '0')), ...others],
    });
    assert.match(model.message, /replayed otherwise: .*step 1/);
  });
});
