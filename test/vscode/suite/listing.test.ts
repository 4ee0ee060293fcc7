/** How the views list what is open: files looked at, files in folders, flows in groups. */
import assert from 'node:assert/strict';
import { ConfigurationTarget, TreeItemCheckboxState, TreeItemCollapsibleState, commands, workspace } from 'vscode';
import type { KapiReplay } from '../../../extension/workbench/api';
import { closeEverything, eventually, rows, withSample } from '../installed';

const PATCH = '20260302090000.4711-3-noor@example.org';

describe('the Series view', () => {
  let kapi: KapiReplay;
  before(async () => {
    kapi = await withSample();
  });
  after(async () => {
    for (const key of ['fileListLayout', 'hideViewedFiles', 'fileAutoReveal'])
      await workspace.getConfiguration('kapiReplay').update(key, undefined, ConfigurationTarget.Global);
    await closeEverything();
  });

  /** Labels of the rows whose boxes are ticked. */
  async function ticked(): Promise<string[]> {
    return (await kapi.rows('series'))
      .filter(
        ({ item }) =>
          typeof item.checkboxState === 'object' && item.checkboxState.state === TreeItemCheckboxState.Checked,
      )
      .map(({ item }) => String(item.label));
  }

  it('has a box for what was looked at, a patch ticked as soon as its files are', async () => {
    assert.deepEqual(await ticked(), []);
    const files = (await kapi.rows('series')).filter(({ item }) => item.contextValue === 'file');
    assert.ok(files.every(({ item }) => item.checkboxState !== undefined));
    await commands.executeCommand('kapi-replay.toggleViewed', PATCH, 'lib/chime.c');
    const one = await ticked();
    assert.ok(one.includes('chime.c'), one.join());
    await commands.executeCommand('kapi-replay.toggleViewed', PATCH);
    if ((await ticked()).length === 0) await commands.executeCommand('kapi-replay.toggleViewed', PATCH);
    const all = await ticked();
    assert.ok(
      all.some((label) => label.startsWith('2/3 ')),
      all.join(),
    );
    const series = (await rows(kapi, 'series')).find((row) => row.includes('files viewed'));
    assert.match(series ?? '', /RFC v1 · .*\d of \d files viewed/);
    await commands.executeCommand('kapi-replay.toggleViewed', PATCH);
    assert.deepEqual(await ticked(), []);
  });

  it('lists files one below the other or in their folders', async () => {
    const flat = await rows(kapi, 'series');
    assert.ok(flat.some((row) => / chime\.c · lib /.test(row)));
    await commands.executeCommand('kapi-replay.filesAsTree');
    const tree = await rows(kapi, 'series');
    const folder = tree.findIndex((row) => / lib · /.test(row));
    assert.match(tree[folder + 1] ?? '', / chime\.c · \+/);
    await commands.executeCommand('kapi-replay.filesAsList');
    assert.deepEqual(await rows(kapi, 'series'), flat);
  });

  it('leaves files out that were looked at, and their folders, where the reader wants that', async () => {
    const all = await rows(kapi, 'series');
    await commands.executeCommand('kapi-replay.toggleViewed', PATCH, 'lib/chime.c');
    await commands.executeCommand('kapi-replay.hideViewed');
    const left = await rows(kapi, 'series');
    const chimes = (list: readonly string[]): number => list.filter((row) => / chime\.c · /.test(row)).length;
    assert.equal(chimes(left), chimes(all) - 1);
    assert.equal(
      left.filter((row) => row.includes('Commit message')).length,
      all.filter((row) => row.includes('Commit message')).length,
    );
    await commands.executeCommand('kapi-replay.showViewed');
    await commands.executeCommand('kapi-replay.toggleViewed', PATCH, 'lib/chime.c');
    assert.deepEqual(await rows(kapi, 'series'), all);
  });

  it('selects the file whose changes come to the front, once it is asked to', async () => {
    await commands.executeCommand('kapi-replay.series.focus');
    await workspace.getConfiguration('kapiReplay').update('fileAutoReveal', true, ConfigurationTarget.Global);
    for (const layout of ['filesAsTree', 'filesAsList']) {
      await commands.executeCommand(`kapi-replay.${layout}`);
      for (const file of ['lib/chime.c', 'include/linux/chime.h']) {
        const patch = file.endsWith('.h') ? '20260302090000.4711-2-noor@example.org' : PATCH;
        await commands.executeCommand('kapi-replay.openFile', patch, file);
        await eventually(`${file} to be selected`, () => kapi.selected('series').includes(`${patch} ${file}`));
      }
    }
  });
});

describe('the Flows view', () => {
  let kapi: KapiReplay;
  before(async () => {
    kapi = await withSample();
  });
  after(async () => {
    await commands.executeCommand('kapi-replay.filterFlows', '');
    await closeEverything();
  });

  it('folds those on models alone away, by mechanism, and those of series that are not open', async () => {
    const all = await kapi.rows('flows');
    const groups = all.filter(
      ({ depth, item }) => depth === 0 && item.collapsibleState !== TreeItemCollapsibleState.None,
    );
    assert.deepEqual(
      groups.map(({ item }) => [item.label, item.collapsibleState]),
      [
        ['On models alone', TreeItemCollapsibleState.Collapsed],
        ['Flows of series that are not open', TreeItemCollapsibleState.Collapsed],
      ],
    );
    assert.ok(all.some(({ depth, item }) => depth === 1 && /^M\d\d /.test(String(item.label))));
  });

  it('shows those alone that hold the words of a filter, unfolded', async () => {
    await commands.executeCommand('kapi-replay.filterFlows', 'chime-ring-vs-remove-v2');
    const one = (await kapi.rows('flows')).filter(({ item }) => item.contextValue === 'flow');
    assert.deepEqual(
      one.map(({ item }) => item.label),
      ['chime-ring-vs-remove-v2'],
    );
    await commands.executeCommand('kapi-replay.filterFlows', '');
    const all = (await kapi.rows('flows')).filter(({ item }) => item.contextValue === 'flow');
    assert.ok(all.length > 100, String(all.length));
  });
});
