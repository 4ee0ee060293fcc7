import {
  OverviewRulerLane,
  Range,
  ThemeColor,
  Uri,
  window,
  type DecorationOptions,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import { Disposables } from '../disposables';
import { scheme } from '../ids';
import type { LinkWithEditor } from '../replay/link-with-editor';
import type { Replaying } from '../replay/replaying';
import type { ReplayLines, RunLines } from './replay-lines';

/**
 * Marks beside the lines of diffs, flows and models that the replay in front runs: a diamond where a step is, an arrow
 * where the replay stands. Shapes, not colours alone. The line itself is lit where the view is linked with the editor.
 */
export class StepMarks {
  private readonly disposables = new Disposables();
  private readonly step: TextEditorDecorationType;
  private readonly here: TextEditorDecorationType;
  private readonly lit: TextEditorDecorationType;

  constructor(
    private readonly replay: ReplayLines,
    extension: Uri,
    private readonly link: LinkWithEditor,
  ) {
    const icon = (name: string): Uri => Uri.joinPath(extension, 'extension', 'media', name);
    this.step = this.disposables.add(
      window.createTextEditorDecorationType({
        gutterIconPath: icon('step.svg'),
        gutterIconSize: '80%',
        overviewRulerColor: new ThemeColor('editorOverviewRuler.infoForeground'),
        overviewRulerLane: OverviewRulerLane.Left,
      }),
    );
    this.here = this.disposables.add(
      window.createTextEditorDecorationType({
        gutterIconPath: icon('step-here.svg'),
        gutterIconSize: '90%',
      }),
    );
    this.lit = this.disposables.add(
      window.createTextEditorDecorationType({
        isWholeLine: true,
        backgroundColor: new ThemeColor('editor.rangeHighlightBackground'),
      }),
    );
    this.disposables.add(link.onDidChange(() => void this.draw()));
    this.disposables.add(window.onDidChangeVisibleTextEditors(() => void this.draw()));
  }

  /** Follows the replay views. */
  follow(replaying: Replaying): void {
    this.disposables.add(replaying.onDidMove(() => void this.draw()));
    this.disposables.add(replaying.onDidShow(() => void this.draw()));
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async draw(): Promise<void> {
    const editors = window.visibleTextEditors.filter(({ document }) => [scheme, 'file'].includes(document.uri.scheme));
    const marked = editors.length === 0 ? null : await this.replay.current();
    for (const editor of editors) {
      const { steps, here } = marked === null ? { steps: [], here: [] } : await this.rowsIn(editor, marked);
      editor.setDecorations(this.step, steps);
      editor.setDecorations(this.here, here);
      editor.setDecorations(this.lit, this.link.linked ? here : []);
    }
  }

  private async rowsIn(
    editor: TextEditor,
    { timeline, lines, step }: RunLines,
  ): Promise<{ readonly steps: DecorationOptions[]; readonly here: DecorationOptions[] }> {
    const { uri } = editor.document;
    const path = uri.scheme === 'file' ? uri.fsPath : uri.toString();
    const stands = timeline.lineAt(step - 1);
    const steps: DecorationOptions[] = [];
    const here: DecorationOptions[] = [];
    for (const line of await lines.executedIn(path)) {
      const found = await lines.executedAt(path, line, 0);
      const option = { range: new Range(line - 1, 0, line - 1, 0) };
      (found?.index === stands ? here : steps).push(option);
    }
    return { steps, here };
  }
}
