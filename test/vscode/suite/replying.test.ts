import assert from 'node:assert/strict';
import { Position, WorkspaceEdit, commands, window, workspace, type TextDocument } from 'vscode';
import { messageId } from '../../../extension/ground/brand';
import type { KapiReplay } from '../../../extension/workbench/api';
import { closeEverything, eventually, inFolder, problemsOf, read, withSample } from '../installed';

const ring = messageId('20260302090000.4711-3-noor@example.org');
const on = { patch: ring, file: 'lib/chime.c', side: 'new', line: 115 } as const;

async function withoutFiles(): Promise<void> {
  for (const folder of ['.kapi-replay/notes', '.kapi-replay/drafts'])
    await workspace.fs.delete(inFolder(folder), { recursive: true }).then(undefined, () => undefined);
}

describe('replying by mail', () => {
  let kapi: KapiReplay;
  beforeEach(async () => {
    await closeEverything();
    await withoutFiles();
    kapi = await withSample();
    await kapi.conversations();
  });
  after(withoutFiles);

  /** The draft that answers a mail, as it is shown. */
  async function composed(answers: string): Promise<TextDocument> {
    await commands.executeCommand('kapi-replay.composeReply', answers);
    return eventually('the draft', () =>
      workspace.textDocuments.find(
        ({ uri, getText }) =>
          uri.path.includes('/.kapi-replay/drafts/') && getText().includes(`In-Reply-To: <${answers}>`),
      ),
    );
  }

  it('writes one mail for what is said to one message', async () => {
    await kapi.addNote({ kind: 'place', on }, 'Count it first.', 'reply');
    await kapi.addNote({ kind: 'place', on: { ...on, line: 112 } }, 'Only a note.', 'note');
    await kapi.addNote({ kind: 'answer', to: 'reply-chime-1.ines@example.org#2' }, 'I wonder too.', 'reply');
    const draft = await composed(ring);
    const text = await read(draft.uri);
    assert.match(draft.uri.path, /\/\.kapi-replay\/drafts\/Re-.*\.eml$/);
    assert.match(text, /^> \+\tlistener->heard\(listener->data\);\n> \+\treturn 0;\n\nCount it first\.\n/m);
    assert.doesNotMatch(text, /Only a note/);
    const other = await composed('reply-chime-1.ines@example.org');
    assert.match(await read(other.uri), /I wonder too\.\n/);
  });

  it('saves a draft while it is typed, and looks it over', async () => {
    await kapi.addNote({ kind: 'place', on }, 'Count it first.', 'reply');
    const draft = await composed(ring);
    const edit = new WorkspaceEdit();
    edit.insert(draft.uri, new Position(draft.lineCount, 0), `\nAnd ${'so on '.repeat(20)}.\n`);
    await workspace.applyEdit(edit);
    await eventually('the save', () => !draft.isDirty);
    assert.match(await read(draft.uri), /And so on/);
    await eventually('the warning', () => problemsOf(draft.uri).some(({ code }) => code === 'draft-long-line'));
  });

  it('shows how it will be read', async () => {
    await kapi.addNote({ kind: 'place', on }, 'Count it first.', 'reply');
    await composed(ring);
    const preview = await eventually('the preview', () =>
      workspace.textDocuments.find(
        ({ uri, getText }) =>
          uri.query.includes('"preview"') && getText().includes('lib/chime.c:115 (exact): Count it'),
      ),
    );
    assert.ok(window.visibleTextEditors.some(({ document }) => document === preview));
  });

  it('takes the CPU table of a replay into a draft, before its signature', async () => {
    await kapi.addNote({ kind: 'place', on }, 'Count it first.', 'reply');
    const draft = await composed(ring);
    const edit = new WorkspaceEdit();
    edit.insert(draft.uri, new Position(draft.lineCount, 0), '\n-- \nRobin\n');
    await workspace.applyEdit(edit);
    await eventually('the save', () => !draft.isDirty);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('kapi-replay.replayFlow', 'chime-ring-vs-remove');
    await eventually('the replay', () => kapi.replay?.verdict === 'violation' && kapi.replay.ready);
    await insertedTable();
    const changed = await eventually('the table in the draft, saved', () =>
      workspace.textDocuments.find(
        ({ uri, getText, isDirty }) =>
          uri.toString() === draft.uri.toString() && getText().includes('CPU0') && !isDirty,
      ),
    );
    assert.match(changed.getText(), /Count it first\.\n[^]*CPU0 \(visitor\) +CPU1 \(unplug\)\n[^]*\n\n-- \nRobin\n/);
  });

  it('takes it as an answer on the line of the step where no draft is', async () => {
    await commands.executeCommand('kapi-replay.replayFlow', 'chime-ring-vs-remove');
    await eventually('the replay', () => kapi.replay?.verdict === 'violation' && kapi.replay.ready);
    await insertedTable();
    assert.match((await composed(ring)).getText(), /^> \+.*\n\n[^]*CPU0 \(visitor\) +CPU1 \(unplug\)$/m);
  });

  /** The command, with the first of its offers taken. */
  async function insertedTable(): Promise<void> {
    let over = false;
    const run = Promise.resolve(commands.executeCommand('kapi-replay.insertTable')).finally(() => {
      over = true;
    });
    await eventually('the choice', () => {
      void commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return over;
    });
    await run;
  }

  it('does not write over what the reader made of a draft', async () => {
    await kapi.addNote({ kind: 'place', on }, 'Count it first.', 'reply');
    const draft = await composed(ring);
    const mine = (await read(draft.uri)).replace('Count it first.', 'Count them all first.');
    await workspace.fs.writeFile(draft.uri, new TextEncoder().encode(mine));
    // The question what to do stays open here; without an answer nothing is touched.
    void commands.executeCommand('kapi-replay.composeReply', ring);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(await read(draft.uri), mine);
    await commands.executeCommand('notifications.clearAll');
  });

  it('says that nothing waits where nothing does', async () => {
    await commands.executeCommand('kapi-replay.composeReply');
    const drafts = await workspace.fs.readDirectory(inFolder('.kapi-replay/drafts')).then(
      (entries) => entries.length,
      () => 0,
    );
    assert.equal(drafts, 0);
  });
});
