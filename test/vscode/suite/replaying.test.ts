import assert from 'node:assert/strict';
import { TabInputTextDiff, TabInputWebview, commands, env, window, workspace } from 'vscode';
import type { KapiReplay, ShownReplay } from '../../../extension/workbench/api';
import { eventually, inFolder, read, rows, tabInFront, withSample } from '../installed';

/** The replay, drawn and standing where the check wants it. */
const shown = (kapi: KapiReplay, what: string, check: (replay: ShownReplay) => boolean): Promise<ShownReplay> =>
  eventually(what, () => (kapi.replay?.ready === true && check(kapi.replay) ? kapi.replay : null));

describe('replaying a flow', () => {
  let kapi: KapiReplay;
  before(async () => {
    kapi = await withSample();
    await commands.executeCommand('kapi-replay.replayFlow', 'chime-ring-vs-remove');
  });

  it('finds the interleaving that breaks the rule, and stands at the violation', async () => {
    const replay = await shown(kapi, 'the violation', ({ verdict }) => verdict === 'violation');
    assert.equal(replay.flow, 'chime-ring-vs-remove');
    assert.ok(replay.stepCount > 10);
    assert.equal(replay.step, replay.stepCount);
    assert.ok(tabInFront() instanceof TabInputWebview);
  });

  it('steps back and forth by command', async () => {
    const { stepCount } = await shown(kapi, 'the violation', ({ step, stepCount: of }) => step === of && of > 0);
    await commands.executeCommand('kapi-replay.replay.start');
    const { step: first } = await shown(kapi, 'the start', ({ step }) => step < stepCount);
    await commands.executeCommand('kapi-replay.replay.next');
    const { step: second } = await shown(kapi, 'the next step', ({ step }) => step > first);
    await commands.executeCommand('kapi-replay.replay.next');
    const { step: third } = await shown(kapi, 'the step after', ({ step }) => step > second);
    await commands.executeCommand('kapi-replay.replay.back');
    await shown(kapi, 'the step before', ({ step }) => step === second);
    await commands.executeCommand('kapi-replay.replay.next');
    await shown(kapi, 'the same step again', ({ step }) => step === third);
    await commands.executeCommand('kapi-replay.replay.nextSwitch');
    const { step: other } = await shown(kapi, 'another actor', ({ step }) => step > third);
    await commands.executeCommand('kapi-replay.replay.previousSwitch');
    await shown(kapi, 'the actor before', ({ step }) => step < other);
    await commands.executeCommand('kapi-replay.replay.violation');
    await shown(kapi, 'the violation again', ({ step }) => step === stepCount);
    await commands.executeCommand('kapi-replay.replay.end');
    await shown(kapi, 'the end', ({ step }) => step === stepCount);
  });

  it('goes back and forward through the moments that were jumped to, by command', async () => {
    const { stepCount } = await shown(kapi, 'the end', ({ step, stepCount: of }) => step === of && of > 0);
    await commands.executeCommand('kapi-replay.replay.start');
    const { step: first } = await shown(kapi, 'the start', ({ step }) => step < stepCount);
    await commands.executeCommand('kapi-replay.replay.goBack');
    await shown(kapi, 'the end again', ({ step }) => step === stepCount);
    await commands.executeCommand('kapi-replay.replay.goForward');
    await shown(kapi, 'the start again', ({ step }) => step === first);
    await commands.executeCommand('kapi-replay.replay.visited');
    await commands.executeCommand('kapi-replay.replay.violation');
    await shown(kapi, 'the violation', ({ step }) => step === stepCount);
  });

  it('opens the line of the step in the diff of its patch', async () => {
    await commands.executeCommand('kapi-replay.replay.revealStep');
    await eventually('the diff at the line that broke the rule', () => {
      const tab = window.tabGroups.all.map(({ activeTab }) => activeTab?.input);
      return tab.some((input) => input instanceof TabInputTextDiff && input.modified.path === '/lib/chime.c');
    });
  });

  it('remembers the verdict in the Flows view', async () => {
    const [row] = (await kapi.rows('flows')).filter(({ item }) => item.id === 'flow chime-ring-vs-remove');
    assert.match(row?.item.accessibilityInformation?.label ?? '', /found violation of use-after-free/);
  });

  it('gives its trace as JSON, to the clipboard and to a file', async () => {
    const to = inFolder('chime.trace.json');
    await commands.executeCommand('kapi-replay.replay.saveTrace', to);
    await commands.executeCommand('kapi-replay.replay.copyTrace');
    const text = await read(to);
    await workspace.fs.delete(to);
    assert.equal(text, await env.clipboard.readText());
    const saved = JSON.parse(text) as {
      schema: number;
      flow: string;
      verdict: string;
      trace: { steps: unknown[] };
      inputs: { series: string[] };
    };
    assert.deepEqual([saved.schema, saved.flow, saved.verdict], [1, 'chime-ring-vs-remove', 'violation']);
    assert.equal(saved.trace.steps.length, kapi.replay?.stepCount);
    assert.deepEqual(saved.inputs.series, [inFolder('chime.mbox').fsPath]);
  });

  it('stands beside the replay of another flow, each in a tab of its own at its own step', async () => {
    await commands.executeCommand('kapi-replay.replayFlow', 'chime-ring-vs-remove');
    const { stepCount } = await shown(kapi, 'the first', ({ flow }) => flow === 'chime-ring-vs-remove');
    await commands.executeCommand('kapi-replay.replay.goToStep', 'chime-ring-vs-remove', 3);
    await shown(kapi, 'step 3', ({ step }) => step === 3);
    await commands.executeCommand('kapi-replay.replayFlow', 'chime-ring-vs-remove-v2');
    await shown(kapi, 'the other', ({ flow, stepCount: steps }) => flow === 'chime-ring-vs-remove-v2' && steps > 0);
    const tabs = window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof TabInputWebview);
    assert.deepEqual(tabs.map(({ label }) => label).sort(), [
      'Replay: chime-ring-vs-remove',
      'Replay: chime-ring-vs-remove-v2',
    ]);
    await commands.executeCommand('kapi-replay.replayFlow', 'chime-ring-vs-remove');
    await shown(kapi, 'the first where it stood', ({ flow, step }) => flow === 'chime-ring-vs-remove' && step === 3);
    await window.tabGroups.close(tabs.filter(({ label }) => label.endsWith('-v2')));
    assert.equal(kapi.replay?.stepCount, stepCount);
  });

  it('finds nothing in the revision that mends it', async () => {
    await commands.executeCommand('kapi-replay.exploreFlow', 'chime-ring-vs-remove-v2');
    const [row] = (await kapi.rows('flows')).filter(({ item }) => item.id === 'flow chime-ring-vs-remove-v2');
    assert.match(row?.item.accessibilityInformation?.label ?? '', /found pass/);
  });

  it('lists first what can run on what is open', async () => {
    const flows = await rows(kapi, 'flows');
    assert.match(flows[0] ?? '', /^chime-ring-vs-remove /);
  });
});
