import assert from 'node:assert/strict';
import { commands, window, workspace } from 'vscode';
import type { KapiReplay } from '../../../extension/workbench/api';
import { eventually, withSample } from '../installed';

describe('comparing revisions', () => {
  let kapi: KapiReplay;
  before(async () => {
    kapi = await withSample();
  });

  it('shows what changed in each patch from one revision to the next, from the mails alone', async () => {
    const revisions = kapi.archive.series.filter(({ title }) => title.startsWith('lib: chime'));
    assert.equal(revisions.length, 2);
    const newest = [...revisions].sort((left, right) => right.revision - left.revision);
    await commands.executeCommand('kapi-replay.compareRevisions', { kind: 'topic', revisions: newest });
    const tab = await eventually('the comparison', () => {
      const label = window.tabGroups.activeTabGroup.activeTab?.label;
      return label?.includes('RFC v1 → RFC v2') === true ? label : null;
    });
    assert.match(tab, /patches differ/);
  });

  it('gives either revision of a patch as its own text', async () => {
    await eventually('both texts of the second patch', async () => {
      const texts = workspace.textDocuments
        .filter(({ uri }) => uri.scheme === 'kapi-replay' && uri.query.includes('"kind":"revision"'))
        .map((document) => ({ query: document.uri.query, text: document.getText() }));
      const ring = texts.filter(({ text }) => text.includes('chime_ring_one(struct chime'));
      const old = ring.find(({ query }) => query.includes('"side":"old"'));
      const now = ring.find(({ query }) => query.includes('"side":"new"'));
      return old !== undefined && now !== undefined && !old.text.includes('kref_get') && now.text.includes('kref_get');
    });
  });
});
