import assert from 'node:assert/strict';
import { TabInputTextDiff, Uri, commands, window, workspace, type Location } from 'vscode';
import type { KapiReplay } from '../../../extension/workbench/api';
import { eventually, inFolder, read, tabInFront, withSample } from '../installed';

const cover = (kapi: KapiReplay) =>
  kapi.archive.series.find(({ revision }) => revision === 2) ?? kapi.archive.series[0];

describe('sorting by hand', () => {
  const pins = inFolder('.kapi-replay/pins.json');
  afterEach(async () => {
    await workspace.fs.delete(pins).then(
      () => undefined,
      () => undefined,
    );
  });

  it('splits a patch off, remembers it, and forgets it when the text goes', async () => {
    let kapi = await withSample();
    const series = cover(kapi);
    const patch = series?.patches.at(-1);
    assert.ok(series && patch);
    const before = kapi.archive.series.length;
    await commands.executeCommand('kapi-replay.splitSeries', { kind: 'patch', patch, series });
    assert.equal(kapi.archive.series.length, before + 1);
    assert.match(await read(pins), new RegExp(`"split":\\["${patch.messageId}"\\]`));
    kapi = await withSample();
    assert.equal(kapi.archive.series.length, before + 1, 'remembered');
    await workspace.fs.delete(pins);
    kapi = await withSample();
    assert.equal(kapi.archive.series.length, before, 'forgotten');
  });

  it('sets revisions of one work apart', async () => {
    const kapi = await withSample();
    const [first, second] = kapi.archive.series;
    assert.ok(first && second && first.topic === second.topic);
    await commands.executeCommand('kapi-replay.splitSeries', { kind: 'series', series: second, place: 'latest' });
    assert.notEqual(kapi.archive.series[0]?.topic, kapi.archive.series[1]?.topic);
  });

  it('does not write over what it cannot read', async () => {
    await workspace.fs.createDirectory(inFolder('.kapi-replay'));
    await workspace.fs.writeFile(pins, new TextEncoder().encode('{ "schema": 1, "pins": [7] }'));
    const kapi = await withSample();
    const series = cover(kapi);
    await commands.executeCommand('kapi-replay.pinSeries', { kind: 'series', series, place: 'only' }).then(
      () => undefined,
      () => undefined,
    );
    assert.equal(await read(pins), '{ "schema": 1, "pins": [7] }');
  });
});

describe('from a name to what defines it', () => {
  it('in the patch of the series that adds it', async () => {
    await withSample();
    await commands.executeCommand('kapi-replay.openFile', '20260302090000.4711-3-noor@example.org', 'lib/chime.c');
    const input = await eventually('the diff', () => {
      const tab = tabInFront();
      return tab instanceof TabInputTextDiff ? tab : null;
    });
    const document = await workspace.openTextDocument(input.modified);
    await eventually('the text', () => document.getText().includes('chime_ring_one('));
    const use = document.getText().indexOf('chime_ring_one(');
    const found = await commands.executeCommand<Location[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      document.positionAt(use + 2),
    );
    const [location] = found;
    assert.ok(location, 'a definition');
    const target = await workspace.openTextDocument(location.uri);
    assert.match(target.lineAt(location.range.start.line).text, /chime_ring_one\(/);
  });
});

describe('from a diff to the file in the reader’s own tree', () => {
  it('at the line of the cursor, where the file has moved on', async () => {
    const tree = inFolder('linux');
    const settings = workspace.getConfiguration('kapiReplay');
    await workspace.fs.createDirectory(Uri.joinPath(tree, 'kernel'));
    await withSample();
    await commands.executeCommand('kapi-replay.openFile', '20260302090000.4711-3-noor@example.org', 'lib/chime.c');
    const editor = await eventually('the diff with its text', () => {
      const tab = tabInFront();
      const active = window.activeTextEditor;
      if (!(tab instanceof TabInputTextDiff) || active?.document.uri.toString() !== tab.modified.toString())
        return null;
      return active.document.getText().includes('chime_ring_one(') ? active : null;
    });
    const shown = editor.document.getText().split('\n');
    const row = shown.findIndex((line) => line.includes('chime_ring_one('));
    const file = Uri.joinPath(tree, 'lib/chime.c');
    const text = ['/* one */', '/* two */', ...shown.filter((line) => !line.includes('⋯'))].join('\n');
    await workspace.fs.writeFile(file, new TextEncoder().encode(text));
    await settings.update('kernelTree', tree.fsPath);
    try {
      editor.selection = new (await import('vscode')).Selection(row, 0, row, 0);
      await commands.executeCommand('kapi-replay.openInTree');
      const opened = await eventually('the file', () =>
        window.activeTextEditor?.document.uri.fsPath === file.fsPath ? window.activeTextEditor : null,
      );
      assert.match(opened.document.lineAt(opened.selection.active.line).text, /chime_ring_one\(/);
    } finally {
      await settings.update('kernelTree', undefined);
      await workspace.fs.delete(tree, { recursive: true });
    }
  });
});
