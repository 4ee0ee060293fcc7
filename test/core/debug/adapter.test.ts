import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Client, runOf } from './session';

const LOST_DEPOSIT = `#include <linux/mutex.h>
#include <kapi/machine.h>
struct account { struct mutex lock; int balance; struct account *next; };
static struct account account;
static int add(int left, int right)
{
	int sum = left + right;

	return sum;
}
static void deposit(struct account *to, int amount)
{
	int balance = to->balance;

	balance = add(balance, amount);
	to->balance = balance;
}
__actor void alice(void)
{
	deposit(&account, 2);
}
__actor void bob(void)
{
	mutex_lock(&account.lock);
	deposit(&account, 3);
	mutex_unlock(&account.lock);
}
void finally(void)
{
	__kapi_rule(account.balance == 5, "lost-deposit", "a deposit is lost");
}
`;

const CLEAN = `#include <kapi/machine.h>
static int count;
void setup(void)
{
	count = 1;
}
__actor void one(void)
{
	count = 2;
}
`;

describe('a debug session over a trace', () => {
  const run = runOf(LOST_DEPOSIT);

  it('begins before the first line of the first actor, and tells its threads', async () => {
    const client = new Client(run);
    assert.equal((await client.launch()).reason, 'entry');
    assert.equal(await client.where(), 'alice alice:20');
    const { threads } = await client.ask<{ threads: { name: string }[] }>('threads');
    assert.deepEqual(
      threads.map(({ name }) => name),
      ['alice', 'bob'],
    );
  });

  it('runs past setup to the first actor, and stops in setup only for a breakpoint', async () => {
    const clean = runOf(CLEAN);
    const through = new Client(clean);
    await through.launch();
    assert.equal(await through.where(), 'one one:9');
    const held = new Client(clean);
    assert.equal((await held.launch([{ line: 5 }])).reason, 'breakpoint');
    assert.equal(await held.where(), 'setup setup:5');
  });

  it('steps into calls and into the other actor, over calls, and out of them', async () => {
    const client = new Client(run);
    await client.launch();
    const seen: string[] = [];
    for (const command of ['stepIn', 'stepIn', 'next', 'stepIn', 'next', 'next', 'stepOut']) {
      await client.move(command, { threadId: client.stopped().threadId });
      seen.push(await client.where());
    }
    assert.deepEqual(seen, [
      'alice deposit:13',
      'bob bob:24',
      'bob bob:25',
      'bob deposit:13',
      'bob deposit:15',
      'bob deposit:16',
      'bob bob:26',
    ]);
  });

  it('steps back the way it came, step for step', async () => {
    const client = new Client(run);
    await client.launch();
    const way = [await client.where()];
    for (const command of ['stepIn', 'stepIn', 'next', 'next', 'stepIn']) {
      await client.move(command, { threadId: client.stopped().threadId });
      way.push(await client.where());
    }
    for (const before of way.slice(0, -1).reverse()) {
      await client.move('stepBack');
      assert.equal(await client.where(), before);
    }
  });

  it('steps back over a call where it did not come by stepping', async () => {
    const client = new Client(run);
    await client.launch([{ line: 16 }]);
    await client.move('continue');
    assert.equal(await client.where(), 'bob deposit:16');
    await client.move('stepBack', { threadId: client.stopped().threadId });
    assert.equal(await client.where(), 'bob deposit:15');
  });

  it('steps back out to the call, and from the outermost function to its start', async () => {
    const client = new Client(run);
    await client.launch([{ line: 9 }]);
    await client.move('continue');
    assert.match(await client.where(), /^bob add:9$/);
    const seen: string[] = [];
    for (let times = 0; times < 3; times++) {
      await client.move('stepBackOut', { threadId: client.stopped().threadId });
      seen.push(await client.where());
    }
    assert.deepEqual(seen, ['bob deposit:15', 'bob bob:25', 'bob bob:24']);
  });

  it('steps back into calls and into the other actor, one step of the trace at a time', async () => {
    const client = new Client(run);
    await client.launch();
    await client.move('continue');
    const end = client.moves.at(-1) ?? 0;
    for (const back of [1, 2, 3]) {
      await client.move('stepBackInto');
      assert.equal(client.moves.at(-1), end - back);
    }
  });

  it('goes to a step that is named in the debug console', async () => {
    const client = new Client(run);
    await client.launch();
    await client.ask('evaluate', { expression: 'step 10', context: 'repl' });
    assert.deepEqual([client.stopped().reason, client.moves.at(-1)], ['goto', 9]);
    await client.refusal('evaluate', { expression: 'step 10', context: 'watch' });
  });

  it('stands, in every move, at a place from which it can be continued to the violation', async () => {
    const moves = ['next', 'stepIn', 'stepOut', 'stepBack', 'reverseContinue', 'stepBackOut', 'stepBackInto'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...moves), fc.integer({ min: 0, max: 4 })), { maxLength: 20 }),
        async (way) => {
          const client = new Client(run);
          await client.launch();
          for (const [command, threadId] of way) await client.move(command, { threadId });
          assert.equal((await client.move('continue')).reason, 'exception');
          assert.equal(client.moves.at(-1), run.steps.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stops where the rule breaks, and says which and why', async () => {
    const client = new Client(run);
    await client.launch();
    const stop = await client.move('continue');
    assert.deepEqual([stop.reason, stop.description], ['exception', 'Violation of lost-deposit']);
    const info = await client.ask<{ exceptionId: string; description: string }>('exceptionInfo');
    assert.equal(info.exceptionId, 'lost-deposit');
    assert.match(info.description, /a deposit is lost/);
  });

  it('takes no exception for a rule that nobody asked for', async () => {
    const client = new Client(run);
    await client.launch([], ['deadlock']);
    assert.deepEqual((await client.move('continue')).description, 'At the end of the trace');
  });

  it('goes back to the start, and says so', async () => {
    const client = new Client(run);
    await client.launch();
    await client.move('continue');
    assert.equal((await client.move('reverseContinue')).description, 'At the start of the trace');
    assert.equal(await client.where(), 'alice alice:20');
  });

  it('shows arguments, locals, locks and objects, and unfolds structs and pointers', async () => {
    const client = new Client(run);
    await client.launch([{ line: 16 }]);
    await client.move('continue');
    assert.deepEqual(await client.scope('Arguments'), ['to = &account', 'amount = 3']);
    assert.deepEqual(await client.scope('Locals'), ['balance = 3']);
    assert.deepEqual(await client.scope('Locks Held'), ['1 = account.lock']);
    assert.deepEqual(await client.scope('Globals'), ['account = {lock: {…}, balance: 0, next: NULL}']);
    const [frame] = await client.frames();
    const { scopes } = await client.ask<{ scopes: { variablesReference: number }[] }>('scopes', { frameId: frame?.id });
    const [to] = await client.unfold(scopes[0]?.variablesReference ?? 0);
    const behind = await client.unfold(to?.variablesReference ?? 0);
    assert.deepEqual(
      behind.map(({ name, evaluateName }) => `${name} ${evaluateName}`),
      ['lock account.lock', 'balance account.balance', 'next account.next'],
    );
  });

  it('works out C, in the frame that is chosen', async () => {
    const client = new Client(run);
    await client.launch([{ line: 16 }]);
    await client.move('continue');
    assert.equal(await client.value('to->balance'), '0');
    assert.equal(await client.value('account.balance'), '0');
    assert.equal(await client.value('balance'), '3');
    assert.equal(await client.value('to->balance + amount * 2'), '6');
    assert.equal(await client.value('&to->next == 0'), '0');
    assert.match(await client.refusal('evaluate', { expression: 'nobody', context: 'repl' }), /nobody/);
  });

  it('completes the names of the frame', async () => {
    const client = new Client(run);
    await client.launch([{ line: 16 }]);
    await client.move('continue');
    const { targets } = await client.ask<{ targets: { label: string; start: number; length: number }[] }>(
      'completions',
      {
        text: '1 + ba',
        column: 7,
      },
    );
    assert.deepEqual(targets, [{ label: 'balance', type: 'variable', start: 4, length: 2 }]);
  });
});

describe('a breakpoint', () => {
  const run = runOf(LOST_DEPOSIT);

  it('is verified against the lines that run, and moves down to the next of them', async () => {
    const client = new Client(run);
    await client.launch();
    const [on, between, nowhere] = await client.breakpoints({ line: 16 }, { line: 14 }, { line: 200 });
    assert.deepEqual([on?.verified, on?.line], [true, 16]);
    assert.deepEqual([between?.verified, between?.line], [true, 15]);
    assert.equal(nowhere?.verified, false);
    assert.match(nowhere?.message ?? '', /Lines that run: 7, 9, 13/);
  });

  it('stops before its line runs, once an execution, forwards and back', async () => {
    const client = new Client(run);
    await client.launch([{ line: 15 }]);
    const stops: string[] = [];
    for (const command of [
      'continue',
      'continue',
      'continue',
      'reverseContinue',
      'reverseContinue',
      'reverseContinue',
    ]) {
      const { reason } = await client.move(command);
      stops.push(`${reason} ${await client.where()}`);
    }
    assert.deepEqual(stops, [
      'breakpoint bob deposit:15',
      'breakpoint alice deposit:15',
      'exception setup finally:30',
      'breakpoint alice deposit:15',
      'breakpoint bob deposit:15',
      'entry alice alice:20',
    ]);
  });

  it('holds a step over a call up', async () => {
    const client = new Client(run);
    await client.launch([{ line: 7 }]);
    await client.move('next', { threadId: 2 });
    assert.equal(await client.where(), 'bob add:7');
  });

  it('stops only where its condition holds', async () => {
    const client = new Client(run);
    await client.launch([{ line: 13, condition: 'to->balance' }]);
    await client.move('continue');
    assert.equal(client.stopped().reason, 'exception', 'the balance is 0 whenever line 13 begins');
  });

  it('counts hits from the start of the trace, whichever way one comes', async () => {
    const client = new Client(run);
    await client.launch([{ line: 15, hitCondition: '2' }]);
    await client.move('continue');
    assert.equal(await client.where(), 'alice deposit:15');
    await client.move('continue');
    await client.move('reverseContinue');
    assert.equal(await client.where(), 'alice deposit:15');
  });

  it('says that it does not understand what it is to count', async () => {
    const client = new Client(run);
    await client.launch();
    const [only] = await client.breakpoints({ line: 15, hitCondition: 'often' });
    assert.equal(only?.verified, false);
  });

  it('with a message prints instead of stopping', async () => {
    const client = new Client(run);
    await client.launch([{ line: 16, logMessage: 'to {balance}, was {to->balance}' }]);
    assert.equal((await client.move('continue')).reason, 'exception');
    assert.deepEqual(
      client.events('output').map(({ body }) => (body as { output: string }).output),
      ['step 10: to 3, was 0  test://step?10\n', 'step 17: to 2, was 3  test://step?17\n'],
    );
  });

  it('with a message says it at the line that it is about, before the client hears of the stop', async () => {
    const client = new Client(run);
    await client.launch([{ line: 16, logMessage: 'to {balance}' }]);
    await client.move('continue');
    const [said] = client.events('output');
    const { source, line } = said?.body as { source: { path: string }; line: number };
    assert.deepEqual([source.path, line], ['test.c', 16]);
    assert.ok((said?.seq ?? Infinity) < (client.events('stopped').at(-1)?.seq ?? 0));
  });

  it('on a field stops after the step that changes it, and before it on the way back', async () => {
    const client = new Client(run);
    await client.launch();
    const { dataId } = await client.ask<{ dataId: string }>('dataBreakpointInfo', { name: 'account.balance' });
    await client.ask('setDataBreakpoints', { breakpoints: [{ dataId }] });
    const stop = await client.move('continue');
    assert.deepEqual([stop.reason, stop.text], ['data breakpoint', 'account.balance: 0 → 3']);
    assert.equal(await client.value('account.balance'), '3');
    assert.equal((await client.move('continue')).text, 'account.balance: 3 → 2');
    await client.move('reverseContinue');
    assert.equal(await client.value('account.balance'), '3');
  });

  it('on a field stops where it is read, if that is asked for, and where it is read or changed', async () => {
    const client = new Client(run);
    await client.launch();
    const { dataId, accessTypes } = await client.ask<{ dataId: string; accessTypes: string[] }>('dataBreakpointInfo', {
      name: 'account.balance',
    });
    assert.deepEqual(accessTypes, ['read', 'write', 'readWrite']);
    const { breakpoints } = await client.ask<{ breakpoints: { id: number; verified: boolean }[] }>(
      'setDataBreakpoints',
      {
        breakpoints: [{ dataId, accessType: 'read' }],
      },
    );
    assert.deepEqual(breakpoints, [{ id: breakpoints[0]?.id, verified: true }]);
    const read = await client.move('continue');
    assert.deepEqual([read.reason, read.text], ['data breakpoint', 'account.balance is read']);
    assert.equal(await client.value('account.balance'), '0');
    const { reads, both } = { reads: await met(client), both: await readsAndWrites() };
    assert.ok(reads >= 1 && both > reads + 1, `${String(reads)} reads after the first, ${String(both)} of both`);

    /** How often it is met from here to the end. */
    async function met(of: Client): Promise<number> {
      let times = 0;
      while ((await of.move('continue')).reason === 'data breakpoint') times += 1;
      return times;
    }
    async function readsAndWrites(): Promise<number> {
      const other = new Client(run);
      await other.launch();
      await other.ask('setDataBreakpoints', { breakpoints: [{ dataId, accessType: 'readWrite' }] });
      return met(other);
    }
  });

  it('on reads says so where nothing reads the field', async () => {
    const client = new Client(run);
    await client.launch();
    const { breakpoints } = await client.ask<{ breakpoints: { verified: boolean; message?: string }[] }>(
      'setDataBreakpoints',
      {
        breakpoints: [
          { dataId: 'account.next', accessType: 'read' },
          { dataId: 'nobody', accessType: 'readWrite' },
        ],
      },
    );
    assert.deepEqual(
      breakpoints.map(({ verified, message }) => [verified, message]),
      [
        [false, 'Nothing in this trace reads account.next.'],
        [false, 'Where nobody lies is not known here, so its reads are not seen.'],
      ],
    );
  });

  it('cannot be set on a register', async () => {
    const client = new Client(run);
    await client.launch([{ line: 16 }]);
    await client.move('continue');
    const info = await client.ask<{ dataId: null; description: string }>('dataBreakpointInfo', { name: 'balance' });
    assert.equal(info.dataId, null);
    assert.match(info.description, /no field/);
  });
});

describe('going to a step', () => {
  const run = runOf(LOST_DEPOSIT);

  it('lists the executions of a line and goes to one of them', async () => {
    const client = new Client(run);
    await client.launch();
    const { targets } = await client.ask<{ targets: { id: number; label: string }[] }>('gotoTargets', {
      source: { path: 'test.c' },
      line: 16,
    });
    assert.deepEqual(
      targets.map(({ label }) => label),
      ['Step 10: to->balance = balance', 'Step 17: to->balance = balance'],
    );
    await client.move('goto', { threadId: 1, targetId: targets[1]?.id });
    assert.equal(await client.where(), 'alice deposit:16');
    await client.move('goToStep', { step: 3 });
    assert.equal(await client.where(), 'bob bob:24');
  });

  it('goes back to the entry of a function', async () => {
    const client = new Client(run);
    await client.launch([{ line: 16 }]);
    await client.move('continue');
    const [frame] = await client.frames();
    await client.move('restartFrame', { frameId: frame?.id });
    assert.equal(await client.where(), 'bob deposit:13');
  });

  it('follows another view of the trace, and tells it where it goes', async () => {
    const client = new Client(run);
    await client.launch();
    client.adapter.goTo(9);
    assert.deepEqual([client.stopped().reason, client.stopped().preserveFocusHint], ['goto', true]);
    assert.equal(await client.where(), 'bob deposit:16');
    await client.move('next', { threadId: client.stopped().threadId });
    assert.equal(client.moves.at(-1), 10);
  });

  it('takes another schedule in its stead', async () => {
    const client = new Client(run);
    await client.launch();
    await client.adapter.replace(runOf(CLEAN), 1);
    assert.equal(await client.where(), 'one one:9');
    assert.equal(client.events('initialized').length, 2, 'breakpoints are asked for again');
  });
});

describe('a client that asks for nonsense', () => {
  it('is refused with words, never with silence', async () => {
    const client = new Client(runOf(CLEAN));
    assert.match(await client.refusal('threads'), /launch a flow first/);
    await client.launch();
    assert.match(await client.refusal('attach'), /knows no request "attach"/);
    assert.match(await client.refusal('scopes', { frameId: 'first' }), /^scopes: frameId/);
    assert.match(await client.refusal('source', { sourceReference: 0 }), /no text of its own/);
    assert.deepEqual(await client.ask('variables', { variablesReference: 99 }), { variables: [] });
  });

  it('is answered whatever it sends', async () => {
    const commands = [
      'scopes',
      'variables',
      'evaluate',
      'setBreakpoints',
      'next',
      'goto',
      'stackTrace',
      'completions',
      'gotoTargets',
    ];
    const client = new Client(runOf(CLEAN));
    await client.launch();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...commands), fc.object(), async (command, given) => {
        client.adapter.receive({ seq: 9999, type: 'request', command, arguments: given });
        await client.adapter.settled();
      }),
      { numRuns: 200 },
    );
    assert.equal((await client.ask<{ threads: object[] }>('threads')).threads.length > 0, true);
  });
});
