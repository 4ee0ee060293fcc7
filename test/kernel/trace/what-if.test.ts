// Standing at a step of a run and asking what else could happen, and what an expression is worth there.
import assert from 'node:assert/strict';

import { explore } from '../../../extension/kernel/explore/explore';
import type { Evaluation } from '../../../extension/kernel/trace/evaluate';
import { atOnce } from '../../../extension/ground/sliced';
import { openReplay, type Replay } from '../../../extension/kernel/trace/replay';
import type { Trace } from '../../../extension/kernel/trace/trace';
import { compiled, type Compiled } from '../compiled';

const DEVICE = `#include <linux/mutex.h>
#include <linux/slab.h>
#include <kapi/machine.h>

enum power { POWER_OFF, POWER_ON = 4 };

struct private {
	struct mutex lock;
	bool revoked;
	enum power power;
	unsigned int ready : 1, users : 3;
	u8 slots[4];
	struct private *next;
};

static struct private *priv;
static struct private fallback;
static unsigned long long total = 5000000000ULL;

__actor void mapper(void)
{
	struct private *mine = priv;
	int count = 0;

	mutex_lock(&mine->lock);
	if (!mine->revoked)
		count = -3;
	mine->slots[2] = 7;
	mutex_unlock(&mine->lock);
	total += count;
}

__actor void revoker(void)
{
	mutex_lock(&priv->lock);
	priv->revoked = true;
	priv->power = POWER_ON;
	priv->users = 5;
	mutex_unlock(&priv->lock);
}

void setup(void)
{
	priv = kzalloc(sizeof(*priv), GFP_KERNEL);
	if (!priv)
		priv = &fallback;
	mutex_init(&priv->lock);
	priv->next = &fallback;
}
`;

function replayOf(text: string): { readonly source: Compiled; readonly trace: Trace; readonly replay: Replay } {
  const source = compiled(text);
  const { trace } = explore(source.program, source.files);
  assert.ok(trace !== null);
  return { source, trace, replay: openReplay(source.program, source.files, trace) };
}

const stepNamed = (trace: Trace, name: string): number => {
  const step = trace.steps.find((one) => one.name.startsWith(name));
  assert.ok(step !== undefined, `no step is called ${name}: ${trace.steps.map((one) => one.name).join(' | ')}`);
  return step.n;
};

function valueOf(found: Evaluation): string {
  return found.kind === 'value' ? found.value : `error: ${found.message}`;
}

describe('a C expression at a step', () => {
  const { trace, replay } = replayOf(DEVICE);
  const last = trace.steps.length;
  const at = (step: number, text: string, actor = 2): string => valueOf(replay.evaluate(step, actor, text));

  it('is read with the types and names of the program', () => {
    assert.equal(at(last, 'priv->revoked'), 'true');
    assert.equal(at(last, '!priv->revoked'), '0');
    assert.equal(at(last, 'priv->power'), 'POWER_ON');
    assert.equal(at(last, 'priv->power == POWER_ON && priv->users > 4u'), '1');
    assert.equal(at(last, 'priv->users * 100 / 7'), '71');
    assert.equal(at(last, 'priv->slots[1 + 1]'), '7');
    assert.equal(at(last, '*(priv->slots + 2)'), '7');
    assert.equal(at(last, 'priv->next == &fallback'), '1');
    assert.equal(at(last, '&priv->next->users == 0 ? 1 : 2'), 'error: the address of a bit-field');
    assert.equal(at(last, 'sizeof(struct private)'), at(last, 'sizeof(*priv)'));
    assert.equal(at(last, '(u8)-1'), '255');
    assert.equal(at(last, 'priv != NULL && priv->revoked == true'), '1');
    assert.equal(at(last, '-1 < 1u'), '0');
    assert.equal(at(last, '(int)total'), String(Number(BigInt.asIntN(32, 4999999997n))));
  });

  it('tells the state of the step that it is asked at', () => {
    const set = stepNamed(trace, 'priv->revoked = true');
    assert.equal(at(set - 1, 'priv->revoked'), 'false');
    assert.equal(at(set, 'priv->revoked'), 'true');
    assert.equal(at(0, 'priv'), 'NULL');
    assert.equal(at(0, 'priv->revoked'), 'error: 1 byte at 0x20 cannot be read');
  });

  it('sees the variables of the frame, registers among them', () => {
    const store = stepNamed(trace, 'mine->slots[2] = 7');
    assert.equal(at(store, 'mine == priv', 1), '1');
    assert.match(at(store, 'count + 3', 1), /^[03]$/);
    assert.match(at(store, 'count', 2), /^error: count is not declared/);
    assert.equal(at(store, '&count', 1), 'error: this variable has no address: it lives in a register');
  });

  it('lists what is inside of a struct', () => {
    const found = replay.evaluate(last, 2, '*priv');
    assert.ok(found.kind === 'value');
    const fields = new Map(found.fields.map(({ path, value }) => [path, value]));
    assert.equal(fields.get('.revoked'), 'true');
    assert.equal(fields.get('.users'), '5');
    assert.equal(fields.get('.slots[2]'), '7');
  });

  it('changes nothing, and says what it cannot do', () => {
    assert.equal(at(last, 'priv->revoked = false'), 'error: an expression that is watched changes nothing');
    assert.equal(at(last, 'setup()'), 'error: an expression that is watched calls nothing');
    assert.match(at(last, 'nothing + 1'), /^error: nothing is not declared/);
    assert.match(at(last, 'priv->'), /^error: /);
    assert.match(at(last, 'priv->revoked )'), /^error: "\)" does not belong here/);
    assert.equal(at(last, 'priv->revoked'), 'true');
  });

  it('names the memory whose accesses can be asked for', () => {
    const accesses = replay.accesses(last, 2, 'priv->revoked') ?? [];
    const writes = accesses.filter((one) => one.write && trace.steps[one.step - 1]?.actor === 2);
    assert.deepEqual(writes, [{ step: stepNamed(trace, 'priv->revoked = true'), read: false, write: true }]);
    assert.ok(accesses.some((one) => !one.write && trace.steps[one.step - 1]?.actor === 1));
    assert.equal(replay.accesses(last, 2, 'priv->revoked + 1'), null);
    assert.equal(replay.accesses(last, 2, 'priv->'), null);
  });
});

describe('what if', () => {
  const { source, trace, replay } = replayOf(DEVICE);

  it('lists who could go on, with what they do next', () => {
    const step = stepNamed(trace, 'priv->next = &fallback');
    const choices = atOnce(replay.choicesAt(step)).map(({ actorName, name, outcome }) => ({
      actorName,
      name,
      outcome,
    }));
    assert.deepEqual(choices, [
      { actorName: 'mapper', name: 'struct private *mine = priv', outcome: null },
      { actorName: 'revoker', name: 'mutex_lock(&priv->lock)', outcome: null },
    ]);
  });

  it('lets the other one go first, and then goes on to the end', () => {
    const step = stepNamed(trace, 'priv->next = &fallback');
    const first = trace.steps[step]?.actor;
    const [other] = atOnce(replay.choicesAt(step)).filter((choice) => choice.actor !== first);
    assert.ok(other !== undefined);
    const { replay: gone, kept } = atOnce(replay.continueFrom(step, [other]));
    const left = gone.trace;
    assert.equal(kept, step);
    assert.equal(left.steps[kept]?.actor, other.actor);
    assert.equal(left.steps.filter((one) => one.name === 'priv->users = 5').length, 1);
    assert.equal(left.steps.filter((one) => one.name === 'total += count').length, 1);
    assert.equal(openReplay(source.program, source.files, left).verify(), null);
  });

  it('lets an allocation fail that the flow does not speak of', () => {
    const failing = atOnce(replay.choicesAt(0)).find((choice) => choice.assumes !== null);
    assert.equal(failing?.outcome, 'kzalloc fails');
    assert.ok(failing !== undefined);
    const left = atOnce(replay.continueFrom(0, [failing])).replay.trace;
    assert.deepEqual(left.mayFail, [failing.assumes]);
    assert.ok(left.steps.some((one) => one.name === 'priv = &fallback'));
    const again = openReplay(source.program, source.files, JSON.parse(JSON.stringify(left)) as Trace);
    assert.equal(again.verify(), null);
    assert.equal(valueOf(again.evaluate(left.steps.length, 2, 'priv == &fallback')), '1');
  });

  it('stops where it is told to', () => {
    const step = stepNamed(trace, 'priv->next = &fallback');
    const [choice] = atOnce(replay.choicesAt(step));
    assert.ok(choice !== undefined);
    const left = atOnce(replay.continueFrom(step, [choice], 'stop')).replay.trace;
    assert.equal(left.choices.length, atOnce(replay.continueFrom(step, [], 'stop')).replay.trace.choices.length + 1);
  });

  it('finds no choice behind a broken rule, and leaves out what is not possible', () => {
    const broken = replayOf(
      DEVICE.replace('priv->users = 5;', 'BUG_ON(1);').replace(
        '#include <linux/slab.h>',
        '#include <linux/slab.h>\n#include <linux/bug.h>',
      ),
    );
    assert.equal(broken.trace.violation?.rule, 'bug');
    assert.deepEqual(atOnce(broken.replay.choicesAt(broken.trace.steps.length)), []);
    const nobody = { actor: 9, way: 0, assumes: null };
    const { kept } = atOnce(broken.replay.continueFrom(broken.trace.steps.length, [nobody]));
    assert.equal(kept, broken.trace.steps.length);
  });
});
