/**
 * Drives every command of the table once: those that the suites before this one did not see end well are run here from the
 * palette, so to speak, with nothing named, and whatever they ask is dismissed. None may fail. The name makes it the last.
 */
import assert from 'node:assert/strict';
import { ConfigurationTarget, commands, workspace } from 'vscode';
import { command } from '../../../extension/workbench/ids';
import { closeEverything, withSample } from '../installed';

/** A command that waits for an answer is asked again and again to take none. */
const DISMISSALS = 40;
const PAUSE_MS = 100;

describe('every command', () => {
  before(async () => {
    // The dialogs of an operating system cannot be dismissed from here; the editor's own can.
    await workspace.getConfiguration('files').update('simpleDialog.enable', true, ConfigurationTarget.Global);
  });
  after(async () => {
    await workspace.getConfiguration('files').update('simpleDialog.enable', undefined, ConfigurationTarget.Global);
    await closeEverything();
  });

  for (const id of Object.values(command)) {
    it(`${id} runs`, async function () {
      // Exploring all flows takes as long as they take.
      this.timeout(600_000);
      const kapi = await withSample();
      // The suites before this one also see to it that commands refuse what they can't do.
      if (kapi.commands.get(id) === 'fine') return;
      let over = false;
      const run = Promise.resolve(commands.executeCommand(id)).finally(() => {
        over = true;
      });
      for (let dismissal = 0; dismissal < DISMISSALS && !over; dismissal++) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        await commands.executeCommand('workbench.action.closeQuickOpen');
      }
      await run;
      assert.equal(kapi.commands.get(id), 'fine');
    });
  }
});
