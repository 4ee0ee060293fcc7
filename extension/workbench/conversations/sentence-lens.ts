import { CodeLens, EventEmitter, Range, type CodeLensProvider, type TextDocument } from 'vscode';
import { Disposables } from '../disposables';
import { parseAddress } from '../documents/address';
import { messageText } from '../documents/message-text';
import { command } from '../ids';
import type { Library } from '../library';
import { plainLine } from '../plain-text';
import { anchorWords } from './conversation-tree';
import type { Review } from './review';

/** Above each comment of a message, where it stands: a click goes from the sentence to the line. */
export class SentenceLenses implements CodeLensProvider {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly review: Review,
    private readonly library: Library,
  ) {
    this.disposables.add(review.onDidChange(() => this.changed.fire()));
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const address = parseAddress(document.uri);
    const message = address?.kind === 'message' ? this.library.message(address.id)?.message : undefined;
    if (message === undefined) return [];
    const { bodyRow } = messageText(message);
    return this.review.threads.flatMap((thread) =>
      (thread.conversation?.comments ?? [])
        .filter(({ messageId }) => messageId === message.id)
        .map((comment) => {
          const row = bodyRow + comment.first - 1;
          const placed = comment.placement === 'exact' ? '' : ` (${comment.placement})`;
          const where = comment.placement === 'unplaced' ? 'unplaced' : `${anchorWords(comment)}${placed}`;
          return new CodeLens(new Range(row, 0, row, 0), {
            command: command.openConversation,
            title: plainLine(`$(arrow-right) ${where}`).replace('$ (', '$('),
            tooltip: comment.why,
            arguments: [thread.id],
          });
        }),
    );
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
