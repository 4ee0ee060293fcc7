import type { Range } from 'vscode';
import {
  CodeAction,
  CodeActionKind,
  Uri,
  window,
  workspace,
  type CodeActionContext,
  type CodeActionProvider,
  type TextDocument,
} from 'vscode';
import { command, workspaceModels } from '../ids';
import { plainLine } from '../plain-text';
import type { Rooms } from '../rooms';

/** Where something calls a function that nobody defines: begin a model of it in the workspace. */
export class StubFix implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix] as const;

  provideCodeActions(_document: TextDocument, _range: Range, { diagnostics }: CodeActionContext): CodeAction[] {
    return diagnostics.flatMap((diagnostic) => {
      const name = diagnostic.source === 'kAPI Replay' ? missingOf(diagnostic.code) : null;
      if (name === null) return [];
      const title = `Write a model stub of ${name}() in the workspace`;
      const action = new CodeAction(title, CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.command = { command: command.writeStub, title, arguments: [name] };
      return [action];
    });
  }
}

/** Writes a stub of a function's model, of the name given or asked for, and opens it; one that is there stays as it is. */
export async function writeStub(rooms: Rooms, given: unknown): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined || !workspace.isTrusted) {
    void window.showInformationMessage(
      'Models of your own live in a trusted workspace. Open and trust a folder first.',
    );
    return;
  }
  const name =
    typeof given === 'string'
      ? given
      : await window.showInputBox({
          title: 'New Model Stub',
          prompt: 'The function that the model stands in for',
          validateInput: (text) => (isName(text) ? null : 'A C function name.'),
        });
  if (name === undefined || !isName(name)) return;
  const uri = Uri.joinPath(folder.uri, workspaceModels, `${name}.c`);
  try {
    await workspace.fs.stat(uri);
  } catch {
    const { modelStub } = await import('../../link/model-stub');
    const declared = (await rooms.symbols.ofFlow(null)).declarationOf(name);
    const stub = modelStub({ name, signature: declared?.text ?? `int ${name}(void);`, uses: [] });
    if (stub === null) {
      void window.showErrorMessage(plainLine(`${name}() is declared in a way that no model can be begun from.`));
      return;
    }
    const header = declared?.header ?? null;
    const text = header === null ? stub.text : `#include <${header}>\n\n${stub.text}`;
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    rooms.flows.refresh();
  }
  await window.showTextDocument(uri);
  window.setStatusBarMessage(plainLine(`A stub of ${name}() is in ${workspaceModels}`), 4000);
}

const missingOf = (code: unknown): string | null =>
  typeof code === 'string' ? (/^opaque: (\w+)$/.exec(code)?.[1] ?? null) : null;

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);
