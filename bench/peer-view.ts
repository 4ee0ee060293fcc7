import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { root } from '../scripts/project.mjs';

/** The command of the extension that `packPeerView` packs, by its title. */
export const OPEN_PEER = 'Peer: Open View';

/** The mark that its view sets when it is on the screen. */
export const PEER_PAINTED = 'peer-painted';

const MANIFEST = {
  name: 'peer-view',
  displayName: 'Peer',
  description: 'Opens a webview with one line of text.',
  publisher: 'example',
  version: '0.0.1',
  engines: { vscode: '^1.90.0' },
  main: './peer.js',
  activationEvents: ['onStartupFinished'],
  contributes: { commands: [{ command: 'peer.open', title: OPEN_PEER }] },
};

/** As little as a view can be: what it takes is what VS Code takes. */
const PEER = `
const { ViewColumn, commands, window } = require('vscode');
exports.activate = () => {
  commands.registerCommand('peer.open', () => {
    const panel = window.createWebviewPanel('peer', 'Peer', ViewColumn.Beside, { enableScripts: true });
    panel.webview.html = \`<!DOCTYPE html><p>One line.</p><script>
      requestAnimationFrame(() => setTimeout(() => performance.mark('${PEER_PAINTED}'), 0));
    </script>\`;
  });
};
`;

/** Packs an extension whose view shows one line, in this directory. @returns the path of its VSIX */
export function packPeerView(directory: string): string {
  const source = join(directory, 'peer-view');
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, 'package.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(source, 'peer.js'), PEER);
  const vsix = join(directory, 'peer-view.vsix');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '-o', vsix];
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { status, stderr } = spawnSync(process.execPath, [vsce, 'package', ...flags], {
    cwd: source,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The peer's view could not be packed: ${stderr}`);
  return vsix;
}
