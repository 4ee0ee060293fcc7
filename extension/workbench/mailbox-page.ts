import type { CustomDocument, CustomReadonlyEditorProvider, Uri, WebviewPanel } from 'vscode';
import { Disposables } from './disposables';
import { command } from './ids';
import type { Library } from './library';
import type { Opening } from './opening';

/**
 * What "Open With…" and opening a mailbox show: the series in it, patch by patch, with links into the views. The page
 * is markup without script: its policy allows a style sheet and nothing else, mail stands in it as escaped text, and
 * the only links are our own commands with our own arguments.
 */
export class MailboxPage implements CustomReadonlyEditorProvider {
  constructor(
    private readonly library: Library,
    private readonly opening: Opening,
  ) {}

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor(document: CustomDocument, panel: WebviewPanel): Promise<void> {
    const disposables = new Disposables();
    panel.onDidDispose(() => disposables.dispose());
    panel.webview.options = {
      enableScripts: false,
      localResourceRoots: [],
      enableCommandUris: [command.openPatch, command.openMessage, command.openFile, command.reopenAsText],
    };
    const { mailboxHtml, openingHtml } = await import('./mailbox-html');
    panel.webview.html = openingHtml();
    await this.opening.open([document.uri]);
    const draw = (): void => {
      panel.webview.html = mailboxHtml(document.uri, this.library, this.opening);
    };
    disposables.add(this.library.onDidChange(draw));
    draw();
  }
}
