import { EventEmitter, RelativePattern, Uri, workspace, type Event, type LogOutputChannel } from 'vscode';
import type { Problem } from '../../ground/problem';
import type { Tour, TourStop } from '../../link/tour';
import { Disposables } from '../disposables';
import { workspaceTours } from '../ids';

/** A tour with where it lies. */
export interface KnownTour {
  readonly tour: Tour;
  /** What each of its moments was recorded on, in a line; empty where its file does not say. */
  readonly recorded: readonly string[];
  readonly uri: Uri;
  /** It ships with the extension, beside the sample series that it is about. */
  readonly isSample: boolean;
}

/** What a stop is called: its own title, else its step. */
export const titleOf = ({ title, at, flow }: TourStop): string => title || (at?.step ?? flow);

/** A tour's file that cannot be understood. */
export interface BrokenTour {
  readonly uri: Uri;
  readonly problem: Problem;
}

/** Every tour there is: those of the workspace, and the one that ships. Read when somebody first asks. */
export class Tours {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;
  private listed: Promise<{ readonly tours: readonly KnownTour[]; readonly broken: readonly BrokenTour[] }> | null =
    null;

  constructor(
    private readonly extension: Uri,
    private readonly log: LogOutputChannel,
  ) {
    const files = this.disposables.add(workspace.createFileSystemWatcher(`**/${workspaceTours}/*.tour.json`));
    for (const event of [files.onDidCreate, files.onDidChange, files.onDidDelete]) {
      this.disposables.add(event(() => this.refresh()));
    }
    this.disposables.add(workspace.onDidChangeWorkspaceFolders(() => this.refresh()));
  }

  async all(): Promise<readonly KnownTour[]> {
    return (await this.list()).tours;
  }

  async broken(): Promise<readonly BrokenTour[]> {
    return (await this.list()).broken;
  }

  /** A tour as its file has it now, or null. */
  async at(uri: Uri): Promise<KnownTour | null> {
    return (await this.all()).find((tour) => tour.uri.toString() === uri.toString()) ?? null;
  }

  refresh(): void {
    this.listed = null;
    this.changed.fire();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private list() {
    this.listed ??= this.read();
    return this.listed;
  }

  private async read(): Promise<{ readonly tours: readonly KnownTour[]; readonly broken: readonly BrokenTour[] }> {
    const [{ parseTour }, { recordedWords }] = await Promise.all([
      import('../../link/tour'),
      import('../../link/recorded-on'),
    ]);
    const tours: KnownTour[] = [];
    const broken: BrokenTour[] = [];
    const sample = Uri.joinPath(this.extension, 'dist', 'samples', 'chime.tour.json');
    for (const uri of [...(await this.own()), sample]) {
      try {
        const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
        const { tour, problems } = parseTour(workspace.asRelativePath(uri, false), text);
        if (tour !== null) {
          const recorded = tour.stops.map(({ on }) => (on === null ? '' : recordedWords(on)));
          tours.push({ tour, recorded, uri, isSample: uri === sample });
        }
        const [problem] = problems;
        if (problem !== undefined) broken.push({ uri, problem });
      } catch (error) {
        this.log.warn(`${uri.toString(true)}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return { tours, broken };
  }

  private async own(): Promise<readonly Uri[]> {
    const found: Uri[] = [];
    for (const folder of workspace.workspaceFolders ?? []) {
      found.push(...(await workspace.findFiles(new RelativePattern(folder, `${workspaceTours}/*.tour.json`), null)));
    }
    return found.sort((left, right) => (left.path < right.path ? -1 : 1));
  }
}
