import assert from 'node:assert/strict';
import type { Position } from 'vscode';
import {
  MarkdownString,
  TabInputTextDiff,
  commands,
  workspace,
  type CodeLens,
  type Hover,
  type TextDocument,
} from 'vscode';
import { eventually, tabInFront, withSample } from '../installed';

const ring = '20260302090000.4711-3-noor@example.org';

async function changedSide(path: string): Promise<TextDocument> {
  await commands.executeCommand('kapi-replay.openFile', ring, path);
  const input = await eventually('the diff', () => {
    const tab = tabInFront();
    return tab instanceof TabInputTextDiff && tab.modified.path.endsWith(path) ? tab : null;
  });
  return workspace.openTextDocument(input.modified);
}

/** Where a text stands first, with the position some characters into it. */
function at(document: TextDocument, text: string, into = 1): Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `${text} is not in ${document.uri.path}`);
  return document.positionAt(offset + into);
}

async function hoverAt(document: TextDocument, position: Position): Promise<MarkdownString> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
  const ours = hovers.flatMap(({ contents }) => contents).filter((content) => content instanceof MarkdownString);
  const [text] = ours;
  assert.ok(text, 'no hover');
  return text;
}

describe('asking what a name in a diff means', () => {
  let document: TextDocument;
  before(async () => {
    await withSample();
    document = await changedSide('lib/chime.c');
  });

  it('says what it is, that the series itself defines it and where, and who runs it', async () => {
    const where = at(document, 'int chime_ring_one(', 6);
    let value = '';
    // Their programs are put together meanwhile; the hover does not wait for them.
    while (!value.includes('Flows that come through')) ({ value } = await hoverAt(document, where));
    assert.match(value, /int chime_ring_one\(struct chime \*/);
    assert.match(value, /Function `chime_ring_one`/);
    assert.match(value, /\*\*series\*\*/);
    assert.match(value, /2\/3, line \d+ of its mail/);
    assert.match(value, /chime\\-ring\\-vs\\-remove/);
  });

  it('says which locks a function takes', async () => {
    const { value } = await hoverAt(document, at(document, 'int chime_ring_one(', 6));
    assert.match(value, /Takes: .*lock/);
  });

  it('says where the kernel around it comes from', async () => {
    const { value } = await hoverAt(document, at(document, 'mutex_lock('));
    assert.match(value, /\*\*(?:model|primitive)\*\*/);
  });

  it('trusts no command but its own, and no markup of the mail', async () => {
    const hover = await hoverAt(document, at(document, 'int chime_ring_one(', 6));
    assert.notEqual(hover.supportHtml, true);
    const used = [...hover.value.matchAll(/\(command:([\w.-]+)\?/g)].map(([, id]) => id);
    assert.ok(used.length > 0);
    for (const id of used) assert.match(id ?? '', /^kapi-replay\.(?:replayFlow|openMessage|openFile)$/);
  });

  it('knows a name in a comment for a name, and prose for prose', async () => {
    const named = await hoverAt(document, at(document, 'chime_ring_one'));
    assert.match(named.value, /Function `chime_ring_one`/);
    const prose = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at(document, 'lines not shown'),
    );
    assert.deepEqual(prose, []);
  });

  it('says nothing of keywords', async () => {
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at(document, 'return'),
    );
    assert.deepEqual(hovers, []);
  });

  it('offers the flows of a function above it', async () => {
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
    const row = at(document, 'chime_ring_one(struct').line;
    const titles = lenses.filter(({ range }) => range.start.line === row).map(({ command }) => command?.title ?? '');
    assert.ok(
      titles.some((title) => title.includes('Replay chime-ring-vs-remove')),
      titles.join(' | '),
    );
    assert.ok(titles.some((title) => title.includes('Explore')));
  });
});
