import assert from 'node:assert/strict';
import { CommentThreadState, TabInputTextDiff, Uri, commands, window, workspace, type CodeLens } from 'vscode';
import { messageId } from '../../../extension/ground/brand';
import type { KapiReplay } from '../../../extension/workbench/api';
import type { ShownThread } from '../../../extension/workbench/conversations/review-comments';
import { eventually, inFolder, read, rows, tabInFront, withSample, write } from '../installed';

const ring = messageId('20260302090000.4711-3-noor@example.org');
const notesFolder = inFolder('.kapi-replay/notes');

async function notesFiles(): Promise<readonly string[]> {
  const all = await workspace.fs.readDirectory(notesFolder).then(
    (entries) => entries.map(([name]) => name),
    () => [],
  );
  return all.filter((name) => name.endsWith('.json'));
}

/** What all notes files say. */
const written = async (): Promise<string> =>
  (await Promise.all((await notesFiles()).map((name) => read(Uri.joinPath(notesFolder, name))))).join('\n');

const on = { patch: ring, file: 'lib/chime.c', side: 'new', line: 116 } as const;

/** Clean notes before each test; the extension sees the files go. */
async function withoutNotes(kapi: KapiReplay): Promise<void> {
  await workspace.fs.delete(notesFolder, { recursive: true }).then(undefined, () => undefined);
  await commands.executeCommand('kapi-replay.closeAll');
  await settled(async () => (await rows(kapi, 'conversations')).length === 0);
}

async function settled(ask: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (await ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('it did not settle');
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const inDiff = async (kapi: KapiReplay) =>
  (await kapi.conversations()).filter(({ uri }) => uri.path.endsWith('/chime.c'));

describe('reviewing a series', () => {
  let kapi: KapiReplay;
  beforeEach(async () => {
    kapi = await withSample();
    await withoutNotes(kapi);
    kapi = await withSample();
  });

  it('shows every conversation on its line, and what became of it', async () => {
    const shown = (await inDiff(kapi)).map(({ row, label, authors, expanded }) => [
      row > 0,
      label,
      authors.length,
      expanded,
    ]);
    assert.deepEqual(shown, [
      // What became of the line is one more entry below the comments.
      [true, '3 comments · in RFC v2: line unchanged', 4, true],
      [true, '2 comments · in RFC v2: line unchanged, author agreed', 3, true],
      [true, '1 comment', 1, true],
    ]);
  });

  it('folds them where so many would hide the code', async () => {
    const box = await write('crowded.mbox', crowded(31));
    assert.equal(await kapi.open([box]), true);
    const shown = (await kapi.conversations()).filter(({ uri }) => uri.path.endsWith('/set.c'));
    assert.deepEqual(
      shown.map(({ expanded }) => expanded),
      Array<boolean>(31).fill(false),
    );
    await commands.executeCommand('kapi-replay.closeAll');
    await workspace.fs.delete(box);
  });

  it('lets them go with the mail that they came in', async () => {
    assert.notEqual((await kapi.conversations()).length, 0);
    await commands.executeCommand('kapi-replay.closeAll');
    assert.deepEqual(await kapi.conversations(), []);
  });

  it('lists them by patch, with what is still open', async () => {
    await kapi.conversations();
    const listed = await rows(kapi, 'conversations');
    assert.ok(listed.includes('RFC v1 2/3 lib: chime: ring a single listener · 2 open of 3'), listed.join('\n'));
    assert.ok(listed.some((row) => /^ {2}What keeps the listener alive .* · lib\/chime\.c:113 · Ines/.test(row)));
    assert.ok(listed.some((row) => /^ {4}Addressed in RFC v2\? · no, it seems: line unchanged/.test(row)));
    assert.ok(listed.some((row) => /^ {6}.* · after, line \d+/.test(row)));
  });

  it('keeps a note on the disk, and shows it on its line', async () => {
    await kapi.addNote({ kind: 'place', on }, 'Count it,\nthen.', 'note');
    assert.match(await written(), /"Count it,",\n\s*"then\."/);
    const [name] = await notesFiles();
    assert.match(name ?? '', /^lib-chime-.*-v1-[0-9a-f]{8}\.json$/);
    const notes = (await inDiff(kapi)).filter(({ id }) => id.startsWith('note '));
    assert.deepEqual(
      notes.map(({ authors, label }) => [authors[0], label]),
      [['You', '1 note · in RFC v2: line unchanged']],
    );
  });

  it('takes what is written into a thread of a diff, on either side, and of a message', async () => {
    const { sides, message } = await openDocuments();
    // The editor hands a thread like this to the command behind the button of its box.
    for (const uri of [sides.original, sides.modified, message]) {
      const row = uri === message ? 20 : 3;
      const thread = { uri, range: { start: { line: row }, end: { line: row } }, dispose: () => undefined };
      await commands.executeCommand('kapi-replay.note.save', { thread, text: `A note on ${uri.path}` });
    }
    const notes = (await kapi.conversations()).filter(({ id }) => id.startsWith('note '));
    assert.deepEqual(
      notes.map(({ uri, row }) => [uri.toString(), row]).sort(),
      [
        [sides.original.toString(), 3],
        [sides.modified.toString(), 3],
        [message.toString(), 20],
      ].sort(),
    );
  });

  it('joins an answer to its conversation, waiting to be sent', async () => {
    const [first] = await inDiff(kapi);
    const id = first?.id ?? '';
    await kapi.addNote({ kind: 'answer', to: id }, 'It is the lock.', 'reply');
    const answered = (await inDiff(kapi)).find((thread) => thread.id === id);
    assert.ok(answered?.authors.includes('You'));
    assert.match(answered?.label ?? '', /1 answer of mine/);
    assert.ok((await rows(kapi, 'conversations')).some((row) => row.includes('It is the lock. · you, to be sent')));
  });

  it('remembers what was resolved, over a restart', async () => {
    const [first] = await inDiff(kapi);
    await commands.executeCommand('kapi-replay.conversation.resolve', first?.id);
    const shown = (await inDiff(kapi)).find(({ resolved }) => resolved);
    assert.deepEqual([shown?.expanded, shown?.label.startsWith('resolved · ')], [false, true]);
    assert.match(await written(), /"resolved": true/);
    await commands.executeCommand('kapi-replay.closeAll');
    kapi = await withSample();
    assert.equal((await inDiff(kapi)).filter(({ resolved }) => resolved).length, 1);
    await commands.executeCommand('kapi-replay.conversation.unresolve', first?.id);
    await settled(async () => (await inDiff(kapi)).every(({ resolved }) => !resolved));
    assert.equal(CommentThreadState.Resolved, 1);
  });

  it('keeps folded what was resolved while the editor confirmed that it was unfolded', async () => {
    const [first] = await inDiff(kapi);
    const here = async (): Promise<ShownThread | undefined> => (await inDiff(kapi)).find(({ id }) => id === first?.id);
    // The editor hears of a fold after a tenth of a second and confirms it a little later: somewhere among these moments.
    for (const moment of [60, 80, 100, 120]) {
      await pause(moment);
      await commands.executeCommand('kapi-replay.conversation.resolve', first?.id);
      // Nothing tells that nothing more comes.
      await pause(500);
      assert.equal((await here())?.expanded, false);
      await commands.executeCommand('kapi-replay.conversation.unresolve', first?.id);
      assert.equal((await here())?.expanded, true);
    }
  });

  it('remembers whether the reader finds it addressed', async () => {
    const [first] = await inDiff(kapi);
    await commands.executeCommand('kapi-replay.conversation.confirmAddressed', first?.id);
    await settled(async () =>
      (await rows(kapi, 'conversations')).some((row) => row.includes('Addressed in RFC v2? · yes, you say')),
    );
    assert.match(await written(), /"20260309083000\.815-1-noor@example\.org": "yes"/);
    await commands.executeCommand('kapi-replay.conversation.overruleAddressed', first?.id);
    await settled(async () =>
      (await rows(kapi, 'conversations')).some((row) => row.includes('Addressed in RFC v2? · no, you say')),
    );
  });

  it('reads what another window writes', async () => {
    await kapi.addNote({ kind: 'place', on }, 'Count it.', 'note');
    const [name] = await notesFiles();
    const file = Uri.joinPath(notesFolder, name ?? '');
    const changed = (await read(file)).replace('Count it.', 'Count them.').replace('"revision": 1', '"revision": 2');
    await workspace.fs.writeFile(file, new TextEncoder().encode(changed));
    await settled(async () => (await rows(kapi, 'conversations')).some((row) => row.includes('Count them.')));
  });

  it('goes from conversation to conversation, over files and patches', async () => {
    await kapi.conversations();
    const seen: string[] = [];
    for (let step = 0; step < 6; step++) {
      await commands.executeCommand('kapi-replay.conversation.next');
      const editor = await eventually('an editor', () => window.activeTextEditor);
      seen.push(`${editor.document.uri.path.split('/').pop() ?? ''}:${editor.selection.active.line}`);
    }
    assert.equal(new Set(seen).size, 6, seen.join(' '));
    await commands.executeCommand('kapi-replay.conversation.previous');
    const editor = await eventually('an editor', () => window.activeTextEditor);
    assert.equal(`${editor.document.uri.path.split('/').pop() ?? ''}:${editor.selection.active.line}`, seen[4]);
  });

  it('stands on the line at once, in a document that just said that its mail is closed', async () => {
    const { sides } = await openDocuments();
    const document = await workspace.openTextDocument(sides.modified);
    await commands.executeCommand('kapi-replay.closeAll');
    await eventually('the explanation', () => document.getText().includes('is not open'));
    assert.equal(await kapi.open([inFolder('chime.mbox')]), true);
    const here = (await inDiff(kapi)).filter(({ uri }) => uri.toString() === document.uri.toString());
    const asked = here.at(-1);
    assert.ok(asked !== undefined && asked.row > 4, 'a line that the explanation does not have');
    await commands.executeCommand('kapi-replay.conversation.open', asked.id);
    assert.equal(window.activeTextEditor?.document.uri.toString(), asked.uri.toString());
    assert.equal(window.activeTextEditor.selection.active.line, asked.row);
  });

  it('goes from a sentence to its line and back', async () => {
    await kapi.conversations();
    await commands.executeCommand('kapi-replay.openMessage', 'reply-chime-3.kjell@example.org');
    const editor = await eventually('the message', () =>
      window.activeTextEditor?.document.languageId === 'mbox' ? window.activeTextEditor : null,
    );
    const lenses = await commands.executeCommand<CodeLens[]>(
      'vscode.executeCodeLensProvider',
      editor.document.uri,
      100,
    );
    const lens = lenses.find(({ command }) => command?.title.includes('lib/chime.c:113'));
    assert.ok(lens, lenses.map(({ command }) => command?.title).join(' | '));
    await commands.executeCommand(lens.command?.command ?? '', ...(lens.command?.arguments ?? []));
    const tab = await eventually('the diff', () => {
      const input = tabInFront();
      return input instanceof TabInputTextDiff ? input : null;
    });
    assert.match(tab.modified.path, /chime\.c$/);
    await commands.executeCommand('kapi-replay.conversation.openSentence', 'reply-chime-3.kjell@example.org', 12);
    await eventually('the message again', () => window.activeTextEditor?.document.languageId === 'mbox');
  });

  it('shows what is still open as a page', async () => {
    await kapi.conversations();
    await commands.executeCommand('kapi-replay.openSummary', '20260309083000.815-1-noor@example.org');
    await eventually('the page', () => window.tabGroups.activeTabGroup.activeTab?.label.includes('chime'));
    await eventually('its text', () =>
      workspace.textDocuments.some(
        (document) => document.uri.query.includes('"summary"') && /^# Still open in lib/.test(document.getText()),
      ),
    );
  });
});

async function openDocuments(): Promise<{ sides: TabInputTextDiff; message: Uri }> {
  await commands.executeCommand('kapi-replay.openMessage', ring);
  const message = await eventually('the message', () =>
    window.activeTextEditor?.document.languageId === 'mbox' ? window.activeTextEditor.document.uri : null,
  );
  await commands.executeCommand('kapi-replay.openFile', ring, 'lib/chime.c');
  const sides = await eventually('the diff', () => {
    const tab = tabInFront();
    return tab instanceof TabInputTextDiff ? tab : null;
  });
  return { sides, message };
}

/** A patch that adds so many lines, and a reply with something to say about each. */
function crowded(count: number): string {
  const added = Array.from({ length: count }, (_, n) => `+	widget_set(w, ${String(n)});`);
  const hunk = `@@ -10,2 +10,${String(count + 2)} @@ void widget_set_all(struct widget *w)`;
  return `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Ada <ada@example.org>
Subject: [PATCH] widget: set all registers at once
Date: Tue, 3 Mar 2026 09:00:00 +0000
Message-ID: <crowded@example.org>

Every register has a value of its own.
---
diff --git a/drivers/widget/set.c b/drivers/widget/set.c
--- a/drivers/widget/set.c
+++ b/drivers/widget/set.c
${hunk}
 {
${added.join('\n')}
 }
--
2.47.0

From mboxrd@z Thu Jan  1 00:00:00 1970
From: Rosa <rosa@example.org>
Subject: Re: [PATCH] widget: set all registers at once
Date: Tue, 3 Mar 2026 10:00:00 +0000
Message-ID: <crowd@example.org>
In-Reply-To: <crowded@example.org>

> ${hunk}
${added.map((line, n) => `> ${line}\n\nWhat does register ${String(n)} do?\n`).join('\n')}
`;
}
