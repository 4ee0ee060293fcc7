import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { command } from '../../../extension/workbench/ids';
import { installed } from '../installed';

describe('the commands', () => {
  it('are all there once the extension runs', async () => {
    await installed();
    const there = new Set(await commands.getCommands(true));
    for (const id of Object.values(command)) assert.ok(there.has(id), id);
  });
});
