import { languages, window, workspace, type ExtensionContext } from 'vscode';
import { sampleMailboxes } from './workbench/choose';
import { registerCommands } from './workbench/commands';
import { FileBadges } from './workbench/decorations';
import { Disposables } from './workbench/disposables';
import { DocumentContents } from './workbench/documents/content';
import { MessageFolding, MessageOutline } from './workbench/documents/message-reading';
import { showKernelTabs } from './workbench/documents/tab-size';
import { customEditor, language, scheme } from './workbench/ids';
import { Library } from './workbench/library';
import { MailboxPage } from './workbench/mailbox-page';
import { Opening } from './workbench/opening';
import { ReadingProblems } from './workbench/problems';
import { openNamedByWorkspace } from './workbench/start';
import { WorkspaceState } from './workbench/state';
import { createViews } from './workbench/views';

/** Builds the rooms and hands them to VS Code. Nothing is read, parsed or run before somebody asks for it. */
export function activate(context: ExtensionContext): void {
  const disposables = new Disposables();
  context.subscriptions.push(disposables);

  const log = disposables.add(window.createOutputChannel('kAPI Replay', { log: true }));
  const library = disposables.add(new Library());
  const opening = new Opening(library, new WorkspaceState(context.workspaceState), log);
  const documents = disposables.add(
    new DocumentContents(library, () => opening.restored(), { sourceText: () => Promise.resolve(null) }),
  );
  const views = createViews(library, opening, disposables);
  const rooms = { context, log, library, opening, documents, views };

  disposables.add(new ReadingProblems(library));
  disposables.add(window.registerFileDecorationProvider(disposables.add(new FileBadges(library))));
  disposables.add(workspace.registerTextDocumentContentProvider(scheme, documents));
  disposables.add(workspace.onDidCloseTextDocument((document) => documents.forget(document.uri)));
  showKernelTabs(disposables);
  const messages = { scheme, language: language.mailbox };
  disposables.add(languages.registerFoldingRangeProvider(messages, new MessageFolding()));
  disposables.add(languages.registerDocumentSymbolProvider(messages, new MessageOutline()));
  for (const viewType of Object.values(customEditor)) {
    disposables.add(window.registerCustomEditorProvider(viewType, new MailboxPage(library, opening)));
  }
  registerCommands(rooms, disposables);

  void openNamedByWorkspace(opening, () => sampleMailboxes(context), log);
}
