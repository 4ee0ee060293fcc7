import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { withSample } from '../installed';

describe('reviewing a series', () => {
  it('shows every conversation on its line, and what became of it', async () => {
    const kapi = await withSample();
    const shown = (await kapi.conversations()).map(({ uri, row, label, authors }) => [
      uri.path.slice(uri.path.lastIndexOf('/') + 1),
      row > 0,
      label,
      authors.length,
    ]);
    assert.deepEqual(
      shown.filter(([file]) => file === 'chime.c'),
      [
        ['chime.c', true, '3 comments · in v2: line unchanged', 3],
        ['chime.c', true, '2 comments · in v2: line unchanged, author agreed', 2],
        ['chime.c', true, '1 comment', 1],
      ],
    );
  });

  it('lets them go with the mail that they came in', async () => {
    const kapi = await withSample();
    assert.notEqual((await kapi.conversations()).length, 0);
    await commands.executeCommand('kapi-replay.closeAll');
    assert.deepEqual(await kapi.conversations(), []);
  });
});
