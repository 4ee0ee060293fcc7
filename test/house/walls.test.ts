/** The walls between the rooms (ARCHITECTURE.md, invariants 5 and 10) hold: what leans on one is refused. */
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';

const root = resolve(__dirname, '../..');

/** What the linter says about `code` if it stood in `file`, as "rule: message" lines. */
async function lint(file: string, code: string): Promise<string[]> {
  const eslint = new ESLint({ cwd: root });
  const results = await eslint.lintText(code, { filePath: join(root, file) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${String(ruleId)}: ${message}`));
}

/** What the compiler says about `code` if it stood in `room`, under one of our tsconfigs. */
function compile(tsconfig: string, room: string, code: string): string[] {
  const file = join(root, room, 'leaning.ts');
  const { config } = ts.readConfigFile(join(root, tsconfig), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const onDisk = { ...host };
  host.fileExists = (path) => path === file || onDisk.fileExists(path);
  host.getSourceFile = (path, target, ...rest) =>
    path === file ? ts.createSourceFile(path, code, target) : onDisk.getSourceFile(path, target, ...rest);
  const program = ts.createProgram([file, join(root, 'config/not-in-the-core.d.ts')], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the walls between the rooms', function () {
  this.timeout(60_000);

  const editor = "import { window } from 'vscode';\nexport const shown = window.activeTextEditor;\n";
  for (const room of ['mail', 'patch', 'series', 'review', 'kernel/machine', 'link']) {
    it(`${room}/ may not see the editor`, async () => {
      const said = await lint(`extension/${room}/leaning.ts`, editor);
      assert.ok(
        said.some((line) => line.startsWith('no-restricted-imports') && line.includes('workbench')),
        said.join('\n'),
      );
    });
  }

  it('the workbench may', async () => {
    assert.deepEqual(await lint('extension/workbench/leaning.ts', editor), []);
  });

  it('the compiler does not know the editor in the core', () => {
    const said = compile('tsconfig.core.json', 'extension/mail', editor);
    assert.ok(
      said.some((line) => line.includes("'window'")),
      said.join('\n'),
    );
  });

  it('the compiler does not know the DOM in the core', () => {
    const said = compile('tsconfig.core.json', 'extension/mail', 'export const title = document.title;\n');
    assert.ok(
      said.some((line) => line.includes("'document'")),
      said.join('\n'),
    );
  });

  it('the compiler does not know the editor in the webview', () => {
    const said = compile('tsconfig.webview.json', 'webview', editor);
    assert.ok(
      said.some((line) => line.includes("'window'")),
      said.join('\n'),
    );
  });

  it('accepts what leans on nothing', () => {
    assert.deepEqual(compile('tsconfig.core.json', 'extension/mail', 'export const one = 1;\n'), []);
  });

  const crossings: readonly [file: string, imported: string][] = [
    ['extension/mail/leaning.ts', '../patch/patch'],
    ['extension/patch/leaning.ts', '../mail/message'],
    ['extension/series/leaning.ts', '../review/quote'],
    ['extension/kernel/trace/leaning.ts', '../../mail/message'],
    ['extension/kernel/c/leaning.ts', '../machine/state'],
    ['extension/link/leaning.ts', '../workbench/ids'],
    ['webview/leaning.ts', '../extension/kernel/trace/trace'],
  ];
  for (const [file, imported] of crossings) {
    it(`${file.replace('leaning.ts', '')} may not import ${imported}`, async () => {
      const said = await lint(file, `import type { Leaning } from '${imported}';\nexport type Held = Leaning;\n`);
      assert.ok(
        said.some((line) => line.startsWith('no-restricted-imports')),
        said.join('\n'),
      );
    });
  }

  it('the core has no clock and no dice', async () => {
    for (const call of ['Date.now()', 'Math.random()', 'performance.now()']) {
      const said = await lint('extension/kernel/explore/leaning.ts', `export const value = ${call};\n`);
      assert.ok(
        said.some((line) => line.startsWith('no-restricted-properties')),
        `${call}: ${said.join('\n')}`,
      );
    }
  });
});
