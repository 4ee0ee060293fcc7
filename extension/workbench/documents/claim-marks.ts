import {
  CodeLens,
  EventEmitter,
  MarkdownString,
  OverviewRulerLane,
  Range,
  ThemeColor,
  window,
  type CodeLensProvider,
  type Event,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import type { ClaimShown } from '../../link/claims';
import { Disposables } from '../disposables';
import { verdictText } from '../flows-tree';
import type { Flows } from '../flows';
import { command } from '../ids';
import type { Library } from '../library';
import { plainLine } from '../plain-text';
import { parseAddress } from './address';
import { messageText } from './message-text';

/** A claim with where its sentence stands in the document; the first row for one about the mail as a whole. */
interface PlacedClaim {
  readonly shown: ClaimShown;
  readonly range: Range;
}

/** In a message: the sentences that flows demonstrate are marked, and above each stands what runs it. */
export class ClaimMarks implements CodeLensProvider {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChangeCodeLenses: Event<void> = this.changed.event;
  private readonly mark = this.disposables.add(
    window.createTextEditorDecorationType({
      backgroundColor: new ThemeColor('editor.wordHighlightBackground'),
      overviewRulerColor: new ThemeColor('editorOverviewRuler.infoForeground'),
      overviewRulerLane: OverviewRulerLane.Center,
    }),
  );

  constructor(
    private readonly library: Library,
    private readonly flows: Flows,
  ) {
    const redraw = (): void => {
      this.changed.fire();
      for (const editor of window.visibleTextEditors) void this.draw(editor);
    };
    this.disposables.add(flows.onDidChange(redraw));
    this.disposables.add(library.onDidChange(redraw));
    this.disposables.add(
      window.onDidChangeVisibleTextEditors((editors) => editors.forEach((one) => void this.draw(one))),
    );
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    return (await this.claims(document)).map(({ shown: { flow }, range }) => {
      const found = this.flows.searched(flow.id);
      return new CodeLens(new Range(range.start, range.start), {
        command: command.replayFlow,
        title: `$(debug-alt) Run what this mail claims: ${plainLine(flow.id, 60)}${found === null ? '' : ` (${verdictText(found)})`}`,
        tooltip: plainLine(flow.title),
        arguments: [flow.id],
      });
    });
  }

  /** Sentences of a document that flows demonstrate, and what concerns it as a whole. */
  async claims(document: TextDocument): Promise<readonly PlacedClaim[]> {
    const address = parseAddress(document.uri);
    const placed = address?.kind === 'message' ? this.library.message(address.id) : null;
    if (placed === null) return [];
    const [{ claimsShown }, known] = await Promise.all([import('../../link/claims'), this.flows.all()]);
    const { bodyRow } = messageText(placed.message);
    return claimsShown(
      placed.message,
      known.map(({ flow }) => flow),
    ).map((shown) => {
      const { sentence } = shown;
      if (sentence === null) return { shown, range: new Range(0, 0, 0, 0) };
      const [first, last] = [bodyRow + sentence.first - 1, bodyRow + sentence.last - 1];
      return { shown, range: new Range(first, sentence.start, last, sentence.end) };
    });
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async draw(editor: TextEditor): Promise<void> {
    if (parseAddress(editor.document.uri)?.kind !== 'message') return;
    const claims = await this.claims(editor.document);
    const marked = claims.filter(({ shown }) => shown.sentence !== null);
    editor.setDecorations(
      this.mark,
      marked.map(({ range, shown: { flow } }) => ({
        range,
        hoverMessage: new MarkdownString().appendText(plainLine(`${flow.id}: ${flow.title}`, 200)),
      })),
    );
  }
}
