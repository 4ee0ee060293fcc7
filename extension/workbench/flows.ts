import type { Uri } from 'vscode';
import { EventEmitter, RelativePattern, workspace, type Event, type LogOutputChannel } from 'vscode';
import type { Problem } from '../ground/problem';
import { inSlices } from '../ground/sliced';
import type { Exploration } from '../kernel/trace/trace';
import type { Flow } from '../link/flow';
import type { ModelFile, ModelLibrary } from '../link/models';
import { Disposables } from './disposables';
import { workspaceFlows, workspaceModels } from './ids';
import { pauseNow } from './pause';

/** A flow with where its text is: a file of the workspace, or null for one that ships with the extension. */
export interface KnownFlow {
  readonly flow: Flow;
  readonly uri: Uri | null;
}

/** What the last search of a flow came to, without the runs that it found. */
export interface Searched {
  readonly exploration: Pick<Exploration, 'verdict' | 'violation' | 'complete'>;
  /** It ended as the flow says that it will. */
  readonly asExpected: boolean;
}

/** What is wrong with a flow of the workspace. */
export interface OwnProblems {
  readonly flow: Flow;
  readonly uri: Uri;
  readonly problems: readonly Problem[];
}

/** Every flow there is, shipped and the reader's own, and what the last search of each found. */
export class Flows {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  /** The list or a verdict has changed. */
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly relisted = this.disposables.add(new EventEmitter<void>());
  /** The list has changed. */
  readonly onDidChangeList: Event<void> = this.relisted.event;

  private readonly troubled = this.disposables.add(new EventEmitter<void>());
  readonly onDidChangeProblems: Event<void> = this.troubled.event;

  private readonly problems = new Map<string, OwnProblems>();
  private readonly verdicts = new Map<string, Searched>();
  private models: Promise<ModelLibrary> | null = null;
  private own: Promise<readonly ModelFile[]> | null = null;
  private listed: Promise<readonly KnownFlow[]> | null = null;

  constructor(private readonly log: LogOutputChannel) {
    this.disposables.add(workspace.onDidGrantWorkspaceTrust(() => this.refresh()));
    this.disposables.add(workspace.onDidChangeWorkspaceFolders(() => this.refresh()));
    const own = this.disposables.add(workspace.createFileSystemWatcher(`**/${workspaceFlows}/**/*.c`));
    for (const event of [own.onDidCreate, own.onDidChange, own.onDidDelete]) {
      this.disposables.add(event(() => this.refresh()));
    }
    const models = this.disposables.add(workspace.createFileSystemWatcher(`**/${workspaceModels}/**/*.{c,h}`));
    for (const event of [models.onDidCreate, models.onDidChange, models.onDidDelete]) {
      this.disposables.add(event(() => this.refresh()));
    }
  }

  /** All flows, by id; a reader's flow stands in for a shipped one of the same id. */
  all(): Promise<readonly KnownFlow[]> {
    this.listed ??= this.list();
    return this.listed;
  }

  async find(id: string): Promise<KnownFlow | null> {
    return (await this.all()).find(({ flow }) => flow.id === id) ?? null;
  }

  /** The models: those that ship, read once, and before them the reader's own. */
  async library(): Promise<ModelLibrary> {
    const { withOwnModels } = await import('../link/models');
    return withOwnModels(await this.shipped(), await this.ownModels());
  }

  /** The models of the workspace, if it is trusted: they are code that gets run, if only by the machine. */
  ownModels(): Promise<readonly ModelFile[]> {
    this.own ??= workspace.isTrusted ? this.readOwnModels() : Promise.resolve([]);
    return this.own;
  }

  /** What the last search of a flow found since the editor started, or null. */
  searched(id: string): Searched | null {
    return this.verdicts.get(id) ?? null;
  }

  record(id: string, found: Searched): void {
    this.verdicts.set(id, found);
    this.changed.fire();
  }

  get ownProblems(): readonly OwnProblems[] {
    return [...this.problems.values()];
  }

  /** Everything that is known to be wrong with a flow; shown for those of the workspace. */
  report({ flow, uri }: KnownFlow, problems: readonly Problem[]): void {
    if (uri === null) return;
    this.problems.set(flow.id, { flow, uri, problems });
    this.troubled.fire();
  }

  /** Reads the list again; verdicts of what has changed are no longer true and go. */
  refresh(): void {
    this.listed = null;
    this.own = null;
    this.verdicts.clear();
    this.problems.clear();
    this.troubled.fire();
    this.relisted.fire();
    this.changed.fire();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private shipped(): Promise<ModelLibrary> {
    this.models ??= import('../link/models').then(({ readingModels }) => inSlices(readingModels(), pauseNow()));
    return this.models;
  }

  private async readOwnModels(): Promise<readonly ModelFile[]> {
    const { modelFile } = await import('../link/models');
    const found: ModelFile[] = [];
    for (const folder of workspace.workspaceFolders ?? []) {
      const uris = await workspace.findFiles(new RelativePattern(folder, `${workspaceModels}/**/*.{c,h}`), null);
      for (const uri of uris.sort((left, right) => (left.path < right.path ? -1 : 1))) {
        try {
          const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
          found.push(modelFile(workspace.asRelativePath(uri, false), text));
        } catch (error) {
          this.log.warn(`${uri.toString(true)}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
    return found;
  }

  private async list(): Promise<readonly KnownFlow[]> {
    const byId = new Map<string, KnownFlow>();
    for (const flow of (await this.shipped()).flows) byId.set(flow.id, { flow, uri: null });
    // A flow is code that gets run, if only by the machine; one from the workspace waits for trust.
    if (workspace.isTrusted) {
      for (const known of await this.ownFlows()) {
        byId.set(known.flow.id, known);
        this.report(known, known.flow.problems);
      }
    }
    return [...byId.values()].sort((left, right) => (left.flow.id < right.flow.id ? -1 : 1));
  }

  private async ownFlows(): Promise<KnownFlow[]> {
    const { parseFlow } = await import('../link/flow');
    const found: KnownFlow[] = [];
    for (const folder of workspace.workspaceFolders ?? []) {
      const uris = await workspace.findFiles(new RelativePattern(folder, `${workspaceFlows}/**/*.c`), null);
      for (const uri of uris.sort((left, right) => (left.path < right.path ? -1 : 1))) {
        try {
          const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
          found.push({ flow: parseFlow(workspace.asRelativePath(uri, false), text), uri });
        } catch (error) {
          this.log.warn(`${uri.toString(true)}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
    return found;
  }
}
