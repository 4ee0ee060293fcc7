import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { eventually, inFolder, rows, withSample, write } from '../installed';

describe('in a folder that nobody has trusted', () => {
  it('reads mail as always', async () => {
    assert.equal(workspace.isTrusted, false);
    const kapi = await withSample();
    assert.equal(kapi.archive.series.length, 2);
    await commands.executeCommand('kapi-replay.openFile', '20260302090000.4711-3-noor@example.org', 'lib/chime.c');
    const document = await eventually('the diff', () =>
      workspace.textDocuments.find(({ uri }) => uri.scheme === 'kapi-replay' && uri.path === '/lib/chime.c'),
    );
    assert.match(document.getText(), /chime/);
  });

  it('replays the flows that ship', async () => {
    const kapi = await withSample();
    await commands.executeCommand('kapi-replay.replayFlow', 'chime-ring-vs-remove');
    await eventually('the violation', () => kapi.replay?.verdict === 'violation');
  });

  it('runs no git on an archive', async () => {
    const kapi = await withSample();
    for (const file of ['HEAD', 'config', 'objects/none', 'refs/none']) await write(`inbox.git/${file}`, '');
    assert.equal(await kapi.open([inFolder('inbox.git')]), false);
  });

  it("lists none of the folder's own flows, and says what they wait for", async () => {
    const kapi = await withSample();
    await write('.kapi-replay/flows/mine.c', '/**\n * flow: mine\n * expect: pass\n */\n__actor void one(void) {}\n');
    await commands.executeCommand('kapi-replay.refreshFlows');
    const flows = await rows(kapi, 'flows');
    assert.ok(!flows.some((row) => row.startsWith('mine ')));
    assert.match(flows.at(0) ?? '', /wait for trust/);
  });
});
