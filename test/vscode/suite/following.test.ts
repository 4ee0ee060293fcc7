/** From text to a moment, and from the replay view to the editors: links to steps, and editors that follow. */
import assert from 'node:assert/strict';
import { Uri, commands, env, window, workspace, type DocumentLink } from 'vscode';
import type { KapiReplay, ShownReplay } from '../../../extension/workbench/api';
import { closeEverything, eventually, inFolder, withSample, write } from '../installed';

const FLOW = 'chime-ring-vs-remove';

const shown = (kapi: KapiReplay, what: string, check: (replay: ShownReplay) => boolean): Promise<ShownReplay> =>
  eventually(what, () => (kapi.replay?.ready === true && check(kapi.replay) ? kapi.replay : null));

describe('a step that a text names', () => {
  const report = '.kapi-replay/report.md';
  let kapi: KapiReplay;
  before(async () => {
    kapi = await withSample();
    await write(report, `# A report\n\n- flow: ${FLOW}\n\nSee step 3.\n\n| 5 | ring | \`f()\` | lib/chime.c:9 |\n`);
  });
  after(async () => {
    await closeEverything();
    await workspace.fs.delete(inFolder(report));
  });

  it('leads from a report to that moment, also where no replay is open', async () => {
    const uri = inFolder(report);
    await window.showTextDocument(await workspace.openTextDocument(uri));
    const links = (await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', uri)).filter(
      ({ target }) => target?.scheme === 'command',
    );
    assert.deepEqual(
      links.map(({ range }) => range.start.line),
      [4, 6],
    );
    const [name = '', query = ''] = [links[0]?.target?.path, links[0]?.target?.query];
    await commands.executeCommand(name, ...(JSON.parse(decodeURIComponent(query)) as unknown[]));
    await shown(kapi, 'step 3', ({ flow, step }) => flow === FLOW && step === 3);
  });

  it('is gone to by its number, and by a link of the debug console', async () => {
    await shown(kapi, 'the replay', ({ flow }) => flow === FLOW);
    await commands.executeCommand('kapi-replay.replay.goToStep', FLOW, 4);
    await shown(kapi, 'step 4', ({ step }) => step === 4);
    await kapi.handleUri(Uri.parse(`${env.uriScheme}://kapi-replay.kapi-replay/step?6`));
    await shown(kapi, 'step 6', ({ step }) => step === 6);
    await kapi.handleUri(Uri.parse(`${env.uriScheme}://kapi-replay.kapi-replay/step?999999`));
    assert.equal(kapi.replay?.step, 6, 'a step that there is not changes nothing');
  });

  it('is left by a call, and come back to', async () => {
    const { step } = await shown(kapi, 'the replay', () => true);
    await commands.executeCommand('kapi-replay.replay.over');
    const over = await shown(kapi, 'the step over', (replay) => replay.step > step);
    await commands.executeCommand('kapi-replay.replay.backOver');
    await shown(kapi, 'the step back over', (replay) => replay.step < over.step);
    await commands.executeCommand('kapi-replay.replay.out');
    await commands.executeCommand('kapi-replay.replay.backOut');
  });
});

describe('an editor that is linked with the replay view', () => {
  let linked = false;
  let kapi: KapiReplay;
  before(async () => {
    kapi = await withSample();
    await commands.executeCommand('kapi-replay.replayFlow', FLOW);
    await shown(kapi, 'the violation', ({ stepCount }) => stepCount > 0);
  });
  after(async () => {
    if (linked) await commands.executeCommand('kapi-replay.replay.toggleLink');
    await closeEverything();
  });

  /** Where the editors' cursors stand. */
  const cursors = (): string =>
    window.visibleTextEditors.map(({ document, selection }) => `${document.uri.path}:${selection.active.line}`).join();

  it('stays where it is at first, and follows each step once it is linked', async () => {
    const unlinked = cursors();
    await commands.executeCommand('kapi-replay.replay.goToStep', FLOW, 2);
    await shown(kapi, 'step 2', ({ step }) => step === 2);
    assert.ok(linked || cursors() === unlinked, 'nothing moves before it is linked');
    if (!linked) await commands.executeCommand('kapi-replay.replay.toggleLink');
    linked = true;
    await eventually('the line of step 2', () => cursors().includes('/lib/chime.c:'));
    const second = cursors();
    await commands.executeCommand('kapi-replay.replay.violation');
    await eventually('the line that broke the rule', () => cursors() !== second && cursors().includes('/lib/chime.c:'));
    await commands.executeCommand('kapi-replay.replay.goToStep', FLOW, 2);
    await eventually('the line of step 2 again', () => cursors() === second);
  });

  it('stays again once it is not', async () => {
    if (linked) await commands.executeCommand('kapi-replay.replay.toggleLink');
    linked = false;
    await shown(kapi, 'the view', () => true);
    const before = cursors();
    await commands.executeCommand('kapi-replay.replay.start');
    await shown(kapi, 'the start', ({ step, stepCount }) => step < stepCount / 2);
    assert.equal(cursors(), before);
  });
});
