import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messageId } from '../../../extension/ground/brand';
import { explore } from '../../../extension/kernel/explore/explore';
import { openReplay } from '../../../extension/kernel/trace/replay';
import {
  deviation,
  momentOf,
  momentText,
  momentUri,
  readMoment,
  traceToExecute,
  type Moment,
} from '../../../extension/link/moment';
import { executeMoment } from '../../../extension/link/execute-moment';
import { explorePrepared, prepareFlow } from '../../../extension/link/explore-flow';
import { parseFlow } from '../../../extension/link/flow';
import { readModels } from '../../../extension/link/models';
import { compiled } from '../../kernel/compiled';
import { counted } from './counted-flow';

const RACE = `#include <kapi/machine.h>
static int count;
static void add(int amount)
{
	int was = count;

	count = was + amount;
}
__actor void one(void)
{
	add(1);
}
__actor void two(void)
{
	add(2);
}
void finally(void)
{
	__kapi_rule(count == 3, "lost", "an amount is lost");
}
`;

const series = messageId('20260302090000.4711-1-noor@example.org');

function traceOf(text: string) {
  const source = compiled(text);
  const { trace } = explore(source.program, source.files, { flow: 'race' });
  assert.ok(trace);
  return { ...source, trace };
}

const read = (text: string): Moment => {
  const found = readMoment(text);
  assert.ok(found.moment, found.problem?.message);
  return found.moment;
};

describe('a link to a moment', () => {
  const { program, files, trace } = traceOf(RACE);
  const moment = momentOf(trace, 4, series, null);
  const uri = momentUri(moment, 'vscode') ?? '';

  it('says everything that it was made of', () => {
    assert.deepEqual(read(uri), moment);
    const withText = { ...moment, text: RACE, mayFail: ['kzalloc'] };
    assert.deepEqual(read(momentUri(withText, 'vscode') ?? ''), withText);
  });

  it('is short enough for a mail', () => {
    assert.ok(uri.startsWith('vscode://kapi-replay.kapi-replay/moment?'));
    assert.ok(uri.length < 500, `${uri.length} characters`);
  });

  it('reads in a mail, also quoted, between other words', () => {
    const [step] = trace.steps.slice(3);
    assert.ok(step);
    const text = momentText(moment, step, 'two', uri);
    assert.match(text, /^Step 4 of \d+ in the flow "race":\n {2}two: .+ in add\(\) \(test\.c:\d+\)\nSeries: <2026/);
    const quoted = `Hello,\n\n${text.replace(/^/gm, '> > ')}\nI see it too: <${uri}>.\n`;
    assert.deepEqual(read(quoted), moment);
  });

  it('leads to the same state where the code is the same', () => {
    const again = openReplay(program, files, traceToExecute(moment)).trace;
    assert.equal(deviation(moment, again), null);
    assert.equal(again.steps[moment.step - 1]?.stateHash, moment.state);
  });

  it('tells the first step that goes otherwise on other code', () => {
    const other = compiled(RACE.replace('was + amount', 'was + amount + 1'));
    const again = openReplay(other.program, other.files, traceToExecute(moment)).trace;
    const found = deviation(moment, again);
    const expected = trace.steps.findIndex((step, index) => step.stateHash !== again.steps[index]?.stateHash) + 1;
    assert.equal(found?.step, expected);
    assert.match(found?.message ?? '', /goes otherwise here \(.+test\.c:\d+\); the code here is not the code/);
  });

  it('with fewer marks than steps narrows the difference down to a few', () => {
    const sparse = {
      ...moment,
      stride: 3,
      marks: trace.steps.filter(({ n }) => n % 3 === 0).map(({ stateHash }) => stateHash.slice(-4)),
    };
    assert.equal(deviation(sparse, trace), null);
    const wrong = { ...sparse, marks: sparse.marks.map((mark, index) => (index === 1 ? 'zzzz' : mark)) };
    assert.match(deviation(wrong, trace)?.message ?? '', /^a step from 4 to 6 /);
  });

  it('that is cut off, of a later version or none at all says what is wrong', () => {
    const codes = [
      '',
      'https://example.org/',
      uri.replace('v=1', 'v=7'),
      uri.replace(/&state=\w+/, ''),
      uri.replace(/step=\d+/, 'step=999'),
    ].map((text) => readMoment(text).problem?.code);
    assert.deepEqual(codes, ['moment-no-link', 'moment-no-link', 'moment-version', 'moment-hashes', 'moment-step']);
  });

  it('is read without a throw, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(uri.length), (noise, at) => {
        readMoment(noise);
        readMoment(uri.slice(0, at) + noise + uri.slice(at));
        readMoment(uri.slice(0, at));
      }),
    );
  });

  it('brings any schedule to the other side', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300_000), fc.integer({ min: 1, max: 300 })), { maxLength: 30 }), (runs) => {
        const choices = runs.flatMap(([choice, count]) => Array<number>(count).fill(choice));
        assert.deepEqual(read(momentUri({ ...moment, choices }, 'vscode') ?? '').choices, choices);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a link to a moment whose schedule does not fit the code any more', () => {
  const models = readModels();
  const prepared = (second: string) =>
    prepareFlow({ flow: parseFlow('counted.c', counted(second)), series: [], trees: [], models });
  const before = prepared('\tcount = count + 2;');
  const { trace } = explorePrepared(before).exploration;
  assert.ok(trace);
  const moment = momentOf(trace, trace.steps.length, null, null, 'stacks');

  it('is executed as a whole where it fits, and remembers which part of the view was open', () => {
    const executed = executeMoment(before, moment);
    assert.deepEqual([executed?.deviation, executed?.stop], [null, null]);
    assert.equal(executed?.exploration.violation?.rule, 'lost');
    assert.equal(executed.replay.trace, executed.exploration.trace, 'it was executed once');
    assert.equal(read(momentUri(moment, 'vscode') ?? '').pane, 'stacks');
  });

  it('stops before the step that is not possible, and says who was wanted, why not, and who could go on', () => {
    const executed = executeMoment(
      prepared('\tmutex_lock(&lock);\n\tcount = count + 2;\n\tmutex_unlock(&lock);'),
      moment,
    );
    assert.ok(executed?.stop);
    const { steps } = executed.exploration.trace ?? { steps: [] };
    assert.equal(executed.stop.step, steps.length + 1);
    assert.match(
      executed.stop.message,
      /^step \d+ is not possible here: careless would go on with mutex_lock\(&lock\) \(counted\.c:\d+\), but waits for mutex lock, which careful holds\. Who can: careful with /,
    );
    assert.equal(executed.exploration.verdict, 'incomplete');
    assert.match(executed.exploration.message, /^The schedule stops here: step/);
    assert.ok(executed.deviation);
  });
});
