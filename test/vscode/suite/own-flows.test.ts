import assert from 'node:assert/strict';
import { commands, languages } from 'vscode';
import type { KapiReplay } from '../../../extension/workbench/api';
import { eventually, withSample, write } from '../installed';

const quiet = `/**
 * flow: my-ring
 * title: One visitor, nobody leaves
 * series: <20260302090000.4711-1-noor@example.org>
 * expect: pass
 */
#include <linux/chime.h>
#include <linux/doorbell.h>
#include <linux/err.h>
#include <linux/bug.h>
#include <kapi/machine.h>

static struct chime front_door;
static struct doorbell *bell;

void setup(void)
{
	chime_init(&front_door);
	bell = doorbell_add(&front_door);
	BUG_ON(IS_ERR(bell));
}

__actor void visitor(void)
{
	chime_ring_one(&front_door, bell->listener->id);
}
`;

async function label(kapi: KapiReplay, id: string): Promise<string> {
  const found = (await kapi.rows('flows')).find(({ item }) => item.id === `flow ${id}`);
  return found?.item.accessibilityInformation?.label ?? '';
}

describe("a reader's own flow", () => {
  it('is listed beside the shipped ones and runs', async () => {
    const kapi = await withSample();
    await write('.kapi-replay/flows/my-ring.c', quiet);
    await commands.executeCommand('kapi-replay.refreshFlows');
    assert.match(await label(kapi, 'my-ring'), /One visitor, nobody leaves/);
    await commands.executeCommand('kapi-replay.exploreFlow', 'my-ring');
    assert.match(await label(kapi, 'my-ring'), /found pass/);
  });

  it('that calls what nobody models ends as unmodelled, and says what', async () => {
    const kapi = await withSample();
    await write(
      '.kapi-replay/flows/my-unknown.c',
      quiet.replace('my-ring', 'my-unknown').replace('chime_ring_one(', 'nobody_knows_this('),
    );
    await commands.executeCommand('kapi-replay.refreshFlows');
    await commands.executeCommand('kapi-replay.exploreFlow', 'my-unknown');
    assert.match(await label(kapi, 'my-unknown'), /found unmodelled/);
  });

  it('in which nobody acts does not pass', async () => {
    const kapi = await withSample();
    await write(
      '.kapi-replay/flows/my-nobody.c',
      quiet.replace('my-ring', 'my-nobody').replace('__actor void visitor', 'void visitor'),
    );
    await commands.executeCommand('kapi-replay.refreshFlows');
    await commands.executeCommand('kapi-replay.exploreFlow', 'my-nobody');
    assert.match(await label(kapi, 'my-nobody'), /found unmodelled/);
  });

  it('that loops for ever is stopped by the bounds of the search', async () => {
    const kapi = await withSample();
    await write(
      '.kapi-replay/flows/my-loop.c',
      quiet.replace('my-ring', 'my-loop').replace(/chime_ring_one\(.*;/, 'for (;;)\n\t\t;'),
    );
    await commands.executeCommand('kapi-replay.refreshFlows');
    await commands.executeCommand('kapi-replay.exploreFlow', 'my-loop');
    assert.match(await label(kapi, 'my-loop'), /found (?:incomplete|violation)/);
  });

  it('with a head that says something unknown has a problem at that line', async () => {
    await withSample();
    const uri = await write(
      '.kapi-replay/flows/my-head.c',
      quiet.replace('my-ring', 'my-head').replace('expect: pass', 'expect: maybe'),
    );
    await commands.executeCommand('kapi-replay.refreshFlows');
    const problem = await eventually('the problem', () =>
      languages.getDiagnostics(uri).find(({ source }) => source === 'kAPI Replay'),
    );
    assert.equal(problem.range.start.line, 4);
  });
});
