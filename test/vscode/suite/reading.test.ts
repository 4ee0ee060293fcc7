import assert from 'node:assert/strict';
import {
  TabInputTextDiff,
  commands,
  window,
  workspace,
  type DocumentSymbol,
  type FoldingRange,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { KapiReplay } from '../../../extension/workbench/api';
import { eventually, inFolder, tabInFront, withSample } from '../installed';

const ring = '20260302090000.4711-3-noor@example.org';

/** The document of a diff's changed side. */
async function changedSide(patch: string, path: string): Promise<{ input: TabInputTextDiff; document: TextDocument }> {
  await commands.executeCommand('kapi-replay.openFile', patch, path);
  const input = await eventually('the diff', () => {
    const tab = tabInFront();
    return tab instanceof TabInputTextDiff && tab.modified.path.endsWith(path) ? tab : null;
  });
  return { input, document: await workspace.openTextDocument(input.modified) };
}

async function messageInFront(kapi: KapiReplay, id: string): Promise<TextDocument> {
  assert.ok(kapi.archive.placed.some(({ message }) => message.id === id));
  await commands.executeCommand('kapi-replay.openMessage', id);
  return eventually('the message', () => {
    const document = window.activeTextEditor?.document;
    return document?.uri.query.includes(id) === true ? document : null;
  });
}

const folds = (uri: Uri): Thenable<FoldingRange[]> =>
  commands.executeCommand('vscode.executeFoldingRangeProvider', uri);
const outline = (uri: Uri): Thenable<DocumentSymbol[]> =>
  commands.executeCommand('vscode.executeDocumentSymbolProvider', uri);

describe('reading a series', () => {
  let kapi: KapiReplay;
  before(async () => {
    kapi = await withSample();
  });

  it('shows a file of a patch as a diff of C, under its own name', async () => {
    const { input, document } = await changedSide(ring, 'lib/chime.c');
    assert.equal(document.languageId, 'c');
    assert.equal(document.uri.path, '/lib/chime.c');
    // A document that the editor still had from before is given its text again.
    await eventually('the text', () => document.getText().includes('chime_ring_one'));
    const before = await workspace.openTextDocument(input.original);
    assert.doesNotMatch(before.getText(), /chime_ring_one\(struct/);
    assert.match(document.getText(), /^\/\* ⋯ \d+ lines not shown/m);
  });

  it('shows it with the tabs of the kernel', async () => {
    await changedSide(ring, 'lib/chime.c');
    await eventually('tabs of eight', () =>
      window.visibleTextEditors.some(
        ({ document, options }) => document.uri.path === '/lib/chime.c' && options.tabSize === 8,
      ),
    );
  });

  it('lets nobody write into it', async () => {
    const { document } = await changedSide(ring, 'lib/chime.c');
    assert.notEqual(workspace.fs.isWritableFileSystem(document.uri.scheme), true);
  });

  it('shows all files of a patch below each other', async () => {
    await commands.executeCommand('kapi-replay.openPatch', ring);
    await eventually('the changes of the patch', () => {
      const tab = window.tabGroups.activeTabGroup.activeTab;
      return tab?.label.includes('2/3 lib: chime: ring a single listener');
    });
  });

  it('shows a message as text, its quotes and hunks foldable and in the outline', async () => {
    const document = await messageInFront(kapi, 'reply-chime-3.kjell@example.org');
    assert.equal(document.languageId, 'mbox');
    assert.match(document.lineAt(0).text, /^From: Kjell Aas/);
    const quotes = (await folds(document.uri)).filter(({ start }) => document.lineAt(start).text.startsWith('>'));
    assert.ok(quotes.length > 0);
    const patch = await messageInFront(kapi, ring);
    const files = (await outline(patch.uri)).filter(({ children }) => children.length > 0).map(({ name }) => name);
    assert.deepEqual(files, ['include/linux/chime.h', 'lib/chime.c']);
  });

  it('opens a message in the mailbox that it came from', async () => {
    await commands.executeCommand('kapi-replay.openMailText', ring);
    const editor = await eventually('the mailbox as text', () =>
      window.activeTextEditor?.document.uri.scheme === 'file' ? window.activeTextEditor : null,
    );
    const row = editor.selection.active.line;
    const headers = editor.document
      .getText()
      .split('\n')
      .slice(row, row + 12)
      .join('\n');
    assert.match(headers, /Message-ID: <20260302090000\.4711-3-noor@example\.org>/i);
  });

  it('shows what is open now, however fast mailboxes come and go', async () => {
    const { document } = await changedSide(ring, 'lib/chime.c');
    await eventually('the text', () => document.getText().includes('chime_ring_one'));
    for (let time = 0; time < 2; time++) {
      await commands.executeCommand('kapi-replay.closeAll');
      await kapi.open([inFolder('chime.mbox')]);
      await eventually('the text again', () => document.getText().includes('chime_ring_one'));
    }
    for (let time = 0; time < 2; time++) {
      const closed = commands.executeCommand('kapi-replay.closeAll');
      await Promise.all([closed, kapi.open([inFolder('chime.mbox')])]);
    }
    await kapi.open([inFolder('chime.mbox')]);
    await eventually('the text at the end', () => document.getText().includes('chime_ring_one'));
  });

  it('says what to do for a document whose mailbox is closed', async () => {
    const { document } = await changedSide(ring, 'lib/chime.c');
    await commands.executeCommand('kapi-replay.closeAll');
    await eventually('the explanation', () => document.getText().includes('Open Series…'));
    await withSample();
    await eventually('the text again', () => document.isClosed || document.getText().includes('chime_ring_one'));
  });
});

describe('review comments', () => {
  it('stand on the line that they talk about, in the diff', async () => {
    const kapi = await withSample();
    const { document } = await changedSide(ring, 'lib/chime.c');
    await eventually('the text', () => document.getText().includes('chime_ring_one'));
    const threads = (await kapi.conversations()).filter(({ uri }) => uri.toString() === document.uri.toString());
    const asked = threads.find(({ authors }) => authors[0] === 'Ines Duarte' && authors.includes('Noor Adeyemi'));
    assert.ok(asked, JSON.stringify(threads));
    const above = document
      .getText()
      .split('\n')
      .slice(asked.row - 1, asked.row + 1)
      .join('\n');
    assert.match(above, /return -ENOENT;/);
    assert.match(asked.label, /v2/);
  });
});
