import { EventEmitter, type TextDocumentContentProvider, type Uri } from 'vscode';
import { Disposables } from '../disposables';
import type { Library } from '../library';
import { parseAddress, type DocumentAddress } from './address';
import { messageText } from './message-text';
import { fileSides, type FileSides } from './sides';

/** Sources of programs (models, headers, files of a kernel tree), by the flow that runs them. */
export interface SourceTexts {
  /** The text of a file of a flow's program, or null where that program has no such file. */
  sourceText(flow: string, file: string): Promise<string | null>;
}

/**
 * Gives our read-only documents their text. Nothing is opened here: a document that the editor kept over a restart
 * first waits for the sources that were open to be read again.
 */
export class DocumentContents implements TextDocumentContentProvider {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<Uri>());
  readonly onDidChange = this.changed.event;
  private readonly shown = new Map<string, Uri>();

  constructor(
    private readonly library: Library,
    private readonly restored: () => Promise<void>,
    private readonly sources: SourceTexts,
  ) {
    this.disposables.add(
      library.onDidChange(() => {
        for (const uri of this.shown.values()) this.changed.fire(uri);
      }),
    );
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const address = parseAddress(uri);
    if (address === null) return 'This is no address of a kAPI Replay document.\n';
    await this.restored();
    this.shown.set(uri.toString(), uri);
    return this.textOf(address);
  }

  /** Called when the editor closes a document, so that it is no longer redrawn. */
  forget(uri: Uri): void {
    this.shown.delete(uri.toString());
  }

  /** Both sides of a file of a patch, or null where the patch is not open. */
  sides(patch: string, path: string): FileSides | null {
    const file = this.library.file(patch, path);
    return file === null ? null : fileSides(file);
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async textOf(address: DocumentAddress): Promise<string> {
    switch (address.kind) {
      case 'side':
        return this.sides(address.patch, address.path)?.[address.side].text ?? notOpen('patch', address.patch);
      case 'message': {
        const placed = this.library.message(address.id);
        return placed === null ? notOpen('message', address.id) : messageText(placed.message).text;
      }
      case 'source':
        return (
          (await this.sources.sourceText(address.flow, address.file)) ??
          `No file ${address.file} belongs to the flow ${address.flow} any more.\n`
        );
    }
  }
}

const notOpen = (what: string, id: string): string =>
  `The ${what} <${id}> is not open.\n\n` +
  'Run "kAPI Replay: Open Series…" and choose the mailbox that holds it; this document then shows it.\n';
