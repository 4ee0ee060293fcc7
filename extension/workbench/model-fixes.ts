import { CodeAction, CodeActionKind, type CodeActionProvider, type Diagnostic, type TextDocument } from 'vscode';
import { command } from './ids';
import { plainLine } from './plain-text';

/** On a function that a search found without a meaning: create the model that is missing, for the reader to fill in. */
export class ModelFixes implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix];

  async provideCodeActions(
    document: TextDocument,
    _range: unknown,
    { diagnostics }: { readonly diagnostics: readonly Diagnostic[] },
  ): Promise<CodeAction[]> {
    const missing = diagnostics.filter(({ code }) => code === 'unmodelled');
    if (missing.length === 0) return [];
    const { parseFlow } = await import('../link/flow');
    const { id } = parseFlow(document.uri.path, document.getText());
    return missing.flatMap((diagnostic) => {
      const symbol = /^([A-Za-z_]\w*)\(\)/.exec(diagnostic.message)?.[1];
      if (symbol === undefined) return [];
      const title = plainLine(`Create a model of ${symbol}() to fill in`);
      const action = new CodeAction(title, CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.command = { command: command.createModel, title, arguments: [symbol, id] };
      return action;
    });
  }
}
