import { Diagnostic, DiagnosticSeverity, Range, languages, workspace, type Uri } from 'vscode';
import { mailLine } from '../ground/brand';
import type { Problem } from '../ground/problem';
import type { Message } from '../mail/message';
import type { SeriesPatch } from '../series/series';
import { Disposables } from './disposables';
import type { Flows } from './flows';
import type { Library, Source } from './library';

/** What reading found odd, in the Problems panel, at the line of the mailbox that it is about. */
export class ReadingProblems {
  private readonly disposables = new Disposables();
  private readonly collection = this.disposables.add(languages.createDiagnosticCollection('kapi-replay'));

  constructor(private readonly library: Library) {
    this.disposables.add(library.onDidChange(() => this.show()));
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private show(): void {
    const byFile = new Map<string, [Uri, Diagnostic[]]>();
    for (const { uri, row, problem } of locatedProblems(this.library)) {
      const entry = byFile.get(uri.toString()) ?? [uri, []];
      byFile.set(uri.toString(), entry);
      entry[1].push(diagnostic(problem, row));
    }
    this.collection.clear();
    this.collection.set([...byFile.values()]);
  }
}

/** What is odd in the reader's own flows: in their heads, and in what the front end makes of their C. */
export class FlowProblems {
  private readonly disposables = new Disposables();
  private readonly collection = this.disposables.add(languages.createDiagnosticCollection('kapi-replay-flows'));

  constructor(private readonly flows: Flows) {
    this.disposables.add(flows.onDidChangeProblems(() => this.show()));
    this.disposables.add(workspace.onDidOpenTextDocument(({ uri }) => this.showUnlessOwn(uri)));
    this.disposables.add(workspace.onDidCloseTextDocument(({ uri }) => this.showUnlessOwn(uri)));
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private showUnlessOwn(uri: Uri): void {
    if (this.flows.ownProblems.some((own) => own.uri.toString() === uri.toString())) this.show();
  }

  /** Of a file that is open its text is checked while it is written (language/); here it would be told twice. */
  private show(): void {
    this.collection.clear();
    const open = new Set(workspace.textDocuments.map((document) => document.uri.toString()));
    for (const { flow, uri, problems } of this.flows.ownProblems) {
      if (open.has(uri.toString())) continue;
      const here = problems.filter(({ where }) => where === null || where.file === flow.path);
      this.collection.set(
        uri,
        here.map((problem) => diagnostic(problem, (problem.where?.line ?? 1) - 1)),
      );
    }
  }
}

/** A problem with the file and the row (from 0) that it is shown at. */
export interface LocatedProblem {
  readonly uri: Uri;
  readonly row: number;
  readonly problem: Problem;
}

/** What was odd in everything that is open: in mailboxes, in mails, and in the patches that mails hold. */
export function locatedProblems(library: Library): LocatedProblem[] {
  const found: LocatedProblem[] = [];
  for (const source of library.sources) {
    for (const problem of source.problems) {
      const uri = problem.where === null ? source.uri : source.fileOf(problem.where.file);
      found.push({ uri, row: (problem.where?.line ?? 1) - 1, problem });
    }
  }
  for (const { patch } of library.allPatches) {
    const source = library.sourceOf(patch.messageId);
    if (source === null) continue;
    for (const problem of patchProblems(patch)) {
      found.push({ uri: source.uri, row: rowInSource(source, patch.message, problem), problem });
    }
  }
  return found;
}

/** A problem of a patch says its line of the mail's body; where no byte answers for that line, the mail's first does. */
function rowInSource(source: Source, message: Message, problem: Problem): number {
  const span = problem.where === null ? null : message.bodyLineSpan(mailLine(problem.where.line));
  return source.rowOfByte(span?.start ?? message.span.start) ?? 0;
}

const patchProblems = (patch: SeriesPatch): Problem[] => [
  ...new Set([...patch.problems, ...patch.patch.problems, ...patch.patch.files.flatMap((file) => file.problems)]),
];

function diagnostic(problem: Problem, row: number): Diagnostic {
  const shown = new Diagnostic(new Range(row, 0, row, 0), problem.message, DiagnosticSeverity.Warning);
  shown.source = 'kAPI Replay';
  shown.code = problem.code;
  return shown;
}
