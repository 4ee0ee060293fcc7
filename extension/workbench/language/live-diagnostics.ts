import { Diagnostic, DiagnosticSeverity, Range, languages, workspace, type TextDocument } from 'vscode';
import type { Remark } from '../../link/check';
import { Disposables } from '../disposables';
import type { Flows } from '../flows';
import type { Library } from '../library';
import { plainLine } from '../plain-text';
import type { Checker } from './checker';
import { isOwn } from './flow-documents';

/** So long after the last key a text is checked. */
const PAUSE_MS = 300;

/** What the front end makes of the reader's flows and models, in the Problems panel, while they are written. */
export class LiveDiagnostics {
  private readonly disposables = new Disposables();
  private readonly collection = this.disposables.add(languages.createDiagnosticCollection('kapi-replay-c'));
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly checker: Checker,
    library: Library,
    flows: Flows,
  ) {
    this.disposables.add(workspace.onDidOpenTextDocument((document) => this.soon(document)));
    this.disposables.add(workspace.onDidChangeTextDocument(({ document }) => this.soon(document)));
    this.disposables.add(
      workspace.onDidCloseTextDocument(({ uri }) => {
        clearTimeout(this.timers.get(uri.toString()));
        this.collection.delete(uri);
      }),
    );
    const again = (): void => workspace.textDocuments.forEach((document) => this.soon(document));
    this.disposables.add(library.onDidChange(again));
    this.disposables.add(flows.onDidChangeList(again));
    this.disposables.add(workspace.onDidGrantWorkspaceTrust(again));
    again();
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.disposables.dispose();
  }

  private soon(document: TextDocument): void {
    if (!isOwn(document) || !workspace.isTrusted) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => void this.check(document), PAUSE_MS),
    );
  }

  private async check(document: TextDocument): Promise<void> {
    const { version } = document;
    const remarks = await this.checker.check(workspace.asRelativePath(document.uri, false), document.getText());
    // An answer about an older text would mark the wrong lines; the newer text has its own question under way.
    if (document.isClosed || document.version !== version) return;
    this.collection.set(
      document.uri,
      remarks.map((remark) => diagnosticOf(remark, document)),
    );
  }
}

function diagnosticOf(remark: Remark, document: TextDocument): Diagnostic {
  const row = Math.min(Math.max(0, remark.line - 1), document.lineCount - 1);
  const line = document.lineAt(row);
  const start = remark.column > 1 ? remark.column - 1 : line.firstNonWhitespaceCharacterIndex;
  const end = remark.endColumn > 0 && remark.endLine === remark.line ? remark.endColumn - 1 : line.text.length;
  const severity = remark.kind === 'opaque' ? DiagnosticSeverity.Information : DiagnosticSeverity.Warning;
  const shown = new Diagnostic(
    new Range(row, start, row, Math.max(start, end)),
    plainLine(remark.message, 600),
    severity,
  );
  shown.source = 'kAPI Replay';
  shown.code = remark.missing === null ? remark.code : `${remark.code}: ${remark.missing}`;
  return shown;
}
