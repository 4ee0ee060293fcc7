import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withCommands } from '../../../scripts/readme-commands.mjs';
import * as ids from '../../../extension/workbench/ids';

const root = join(__dirname, '..', '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly customEditors: readonly { readonly viewType: string }[];
    readonly languages: readonly { readonly id: string; readonly configuration: string }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly { readonly description: string; readonly media: { readonly markdown: string } }[];
    }[];
  };
}

const { contributes } = manifest;
const commands = contributes.commands.map(({ command }) => command);

describe('what package.json contributes', () => {
  it('has every command of the table, and the table every command of it', () => {
    assert.deepEqual(commands.toSorted(), Object.values(ids.command).toSorted());
  });

  it('has the list of commands that the README has (node scripts/readme-commands.mjs writes it)', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    assert.equal(readme, withCommands(readme, manifest));
  });

  it("shows every command under the product's name", () => {
    for (const { command, category, title } of contributes.commands) {
      assert.equal(category, 'kAPI Replay', command);
      assert.match(title, /^[A-Z]/, command);
    }
  });

  it('names only its own commands in menus, keys, welcomes and the walkthrough', () => {
    const texts = [
      ...contributes.viewsWelcome.map(({ contents }) => contents),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
    ];
    const linked = texts
      .flatMap((text) => [...text.matchAll(/\(command:([\w.-]+)/g)].map(([, command]) => command ?? ''))
      .filter((command) => !command.startsWith('workbench.') && !command.endsWith('.focus'));
    const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(
      ({ command }) => command,
    );
    for (const command of [...named, ...linked]) assert.ok(commands.includes(command), command);
  });

  it('has the views, editors, languages and settings that the code knows', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [ids.viewContainer],
    );
    assert.deepEqual(
      (contributes.views[ids.viewContainer] ?? []).map(({ id }) => id),
      Object.values(ids.view),
    );
    assert.deepEqual(
      contributes.customEditors.map(({ viewType }) => viewType),
      Object.values(ids.customEditor),
    );
    assert.deepEqual(
      contributes.languages.map(({ id }) => id),
      Object.values(ids.language),
    );
    const { section, ...keys } = ids.setting;
    assert.deepEqual(
      Object.keys(contributes.configuration.properties).toSorted(),
      Object.values(keys)
        .map((key) => `${section}.${key}`)
        .toSorted(),
    );
    assert.equal(contributes.walkthroughs[0]?.id, ids.walkthrough);
  });

  it('uses no view item and no context key in its conditions that the code does not set', () => {
    const conditions = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...contributes.commands,
    ].flatMap((entry) =>
      Object.entries(entry).flatMap(([key, value]) => (/when|enablement/.test(key) ? [value as string] : [])),
    );
    for (const condition of conditions) {
      for (const [, item] of condition.matchAll(/viewItem == (\w+)/g)) {
        assert.ok(Object.values<string>(ids.item).includes(item ?? ''), condition);
      }
      for (const [, key] of condition.matchAll(/config\.kapiReplay\.([\w.]+)/g)) {
        assert.ok(Object.values<string>(ids.setting).includes(key ?? ''), condition);
      }
      for (const [key] of condition.matchAll(/(?<!config\.)kapiReplay\.\w+/g)) {
        assert.ok(Object.values<string>(ids.contextKey).includes(key), condition);
      }
    }
  });

  it('wakes for its documents, its debugger, its panel, links and a workspace that names series, and for nothing at start-up', () => {
    assert.deepEqual(manifest.activationEvents, [
      `onFileSystem:${ids.scheme}`,
      `onDebugResolve:${ids.debugType}`,
      `onDebugDynamicConfigurations:${ids.debugType}`,
      `onWebviewPanel:${ids.replayPanel}`,
      `workspaceContains:${ids.openFile}`,
      'onUri',
      `workspaceContains:${ids.workspaceFlows}/*.c`,
    ]);
  });

  it('names files that are there', () => {
    const files = [
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...contributes.languages.map(({ configuration }) => configuration),
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
    ];
    for (const file of files) assert.ok(existsSync(join(root, file)), file);
  });
});
