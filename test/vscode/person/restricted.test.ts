/** In a folder that nobody trusted: reading works, and what runs foreign code waits. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/project.mjs';
import { Editor, PATIENCE_MS } from './editor';

describe('a person in Restricted Mode', function () {
  this.timeout(4 * PATIENCE_MS);
  this.bail(true);
  let editor: Editor;

  before(async () => {
    editor = await Editor.start({
      trust: false,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
      files: {
        'series.mbox': readFileSync(join(root, 'extension/samples/chime.mbox'), 'utf8'),
        '.kapi-replay/open.json': JSON.stringify({ schema: 1, open: ['series.mbox'] }),
        '.kapi-replay/flows/mine.c': '/**\n * flow: mine\n * title: Mine\n * expect: pass\n */\nvoid setup(void) {}\n',
      },
    });
  });
  after(() => editor?.stop());
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await editor.picture(`failed ${this.currentTest.title}`);
  });

  it('reads the series that the folder names', async () => {
    await editor.page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor();
    await editor.row('RFC v2').waitFor();
  });

  it('does not get the flows of the folder, and is told so', async () => {
    await editor.row(/trust/i).waitFor();
    assert.equal(await editor.rows('mine').count(), 0);
    await editor.picture('restricted');
  });
});
