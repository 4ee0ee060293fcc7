import assert from 'node:assert/strict';
import { commands, window, type CodeLens, type TextDocument } from 'vscode';
import type { KapiReplay } from '../../../extension/workbench/api';
import { eventually, withSample } from '../installed';

const argues = 'reply-chime-1.ines@example.org';

async function inFront(what: string, matches: (document: TextDocument) => boolean): Promise<TextDocument> {
  return eventually(what, () => {
    const document = window.activeTextEditor?.document;
    return document !== undefined && matches(document) ? document : null;
  });
}

async function message(kapi: KapiReplay): Promise<TextDocument> {
  assert.ok(kapi.archive.placed.some(({ message: { id } }) => id === argues));
  await commands.executeCommand('kapi-replay.openMessage', argues);
  return inFront('the message', (document) => document.uri.query.includes(argues));
}

describe('what a mail claims', () => {
  it('stands above its sentence, and runs from there', async () => {
    const kapi = await withSample();
    const document = await message(kapi);
    // Asking for lenses waits for those who give them, so there is nothing to wait for around it.
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
    const lens = lenses.find((one) => one.command?.title.includes('Run what this mail claims') === true);
    assert.ok(lens);
    assert.match(document.lineAt(lens.range.start.line).text, /^What keeps the listener alive/);
    assert.match(lens.command?.title ?? '', /chime-ring-vs-remove/);
    assert.equal(lens.command?.command, 'kapi-replay.replayFlow');
  });

  it('runs from the message in front', async () => {
    const kapi = await withSample();
    await message(kapi);
    await commands.executeCommand('kapi-replay.runClaims');
    const shown = await eventually('the replay', () => (kapi.replay?.verdict === 'violation' ? kapi.replay : null));
    assert.equal(shown.flow, 'chime-ring-vs-remove');
  });
});

describe('pages of what is known', () => {
  it('list mechanisms with their flows', async () => {
    await withSample();
    await commands.executeCommand('kapi-replay.showCoverage');
    const document = await inFront('the coverage', ({ uri }) => uri.query.includes('"coverage"'));
    assert.match(document.getText(), /40 of 40 mechanisms are shown/);
    assert.match(document.getText(), /## M10 /);
  });

  it('list what a series adds and needs', async () => {
    const kapi = await withSample();
    const series = kapi.archive.series.find(({ revision }) => revision === 1);
    assert.ok(series);
    await commands.executeCommand('kapi-replay.showApis', { kind: 'series', series });
    const document = await inFront('the APIs', ({ uri }) => uri.query.includes('"apis"'));
    assert.match(document.getText(), /function `chime_ring_one`/);
    assert.match(document.getText(), /`mutex_lock`/);
  });
});
