import {
  EventEmitter,
  ViewColumn,
  commands,
  window,
  workspace,
  type Event,
  type ExtensionContext,
  type LogOutputChannel,
  type WebviewPanel,
  type WebviewPanelSerializer,
} from 'vscode';
import type { MadeRun, ViewCommand } from '../../../webview/protocol';
import { Disposables } from '../disposables';
import type { Explorer, SearchOptions } from '../exploring';
import type { Flows, KnownFlow } from '../flows';
import type { StepNotes } from '../notes/step-notes';
import { contextKey, replayPanel } from '../ids';
import { aTurn } from '../pause';
import { plainLine } from '../plain-text';
import { parseRestored } from './from-view';
import type { LinkWithEditor } from './link-with-editor';
import { assetsFolder } from './page';
import type { ReplayBooks } from './replay-books';
import { ReplayPanel, type PanelRequests } from './panel';
import type { Replay } from './replay';

/** What a replay asks of the views around it. */
export interface Surroundings {
  /** What was open before a reload is open again. */
  restored(): Promise<void>;
  openStep(replayed: ReplayPanel, step: number): void;
  openMessage(messageId: string): void;
  readonly notes: StepNotes;
  readonly link: LinkWithEditor;
  readonly books: ReplayBooks;
  /** The run that a flow's view shows as JSON, to the clipboard or to a file. */
  trace(flow: string, use: 'copy' | 'save'): Promise<void>;
  /** Links to steps of a replay, null where a schedule is too long for one. */
  links(flow: string, replay: Replay, steps: readonly number[]): Promise<readonly (string | null)[]>;
  /** Puts a text about a step into a reply that the reader chooses. */
  insert(replay: Replay, step: number, text: string): Promise<void>;
  /** Copies a link to a step of a replay, or adds it to a tour that the reader chooses. */
  moment(flow: string, replay: Replay, step: number, use: 'copy' | 'tour'): Promise<void>;
}

/** A step of a flow's replay. */
export interface Moment {
  readonly flow: string;
  readonly step: number;
}

/** The replay views, one a flow, and the searches that fill them. */
export class Replaying implements WebviewPanelSerializer {
  private readonly disposables = new Disposables();
  private readonly panels = new Map<string, ReplayPanel>();
  private readonly moved = this.disposables.add(new EventEmitter<Moment>());
  /** A replay view stands at another step. */
  readonly onDidMove: Event<Moment> = this.moved.event;
  private readonly shown = this.disposables.add(new EventEmitter<{ readonly flow: string; readonly replay: Replay }>());
  /** A view shows a replay: a first one, or another schedule of the same flow. */
  readonly onDidShow: Event<{ readonly flow: string; readonly replay: Replay }> = this.shown.event;
  private readonly searches = new Map<string, AbortController>();
  /** The text of each flow that a view shows, as it was searched. */
  private readonly searched = new Map<string, string>();
  private latest: ReplayPanel | null = null;

  constructor(
    private readonly context: ExtensionContext,
    private readonly flows: Flows,
    private readonly explorer: Explorer,
    private readonly around: Surroundings,
    private readonly log: LogOutputChannel,
  ) {
    this.disposables.add(flows.onDidChangeList(() => void this.searchSaved()));
    this.disposables.add(this.onDidMove((moment) => around.link.follow(moment)));
    this.disposables.add(
      around.link.onDidChange(() => {
        for (const panel of this.panels.values()) panel.tellLink();
      }),
    );
    this.disposables.add(
      around.books.onDidChange(() => {
        for (const panel of this.panels.values()) void panel.tellBook();
      }),
    );
    this.disposables.add(
      around.notes.onDidChange(() => {
        for (const panel of this.panels.values()) void panel.tellNotes();
      }),
    );
  }

  /** The replay that had the focus last, or null. */
  get current(): ReplayPanel | null {
    return this.latest;
  }

  /**
   * Shows what a search of a flow finds, or found if nothing has changed since, beside the editor; a replay that is already
   * there comes to the front.
   */
  async open(known: KnownFlow): Promise<void> {
    const { id } = known.flow;
    const there = this.panels.get(id);
    if (there !== undefined) {
      there.panel.reveal(undefined, false);
      if (there.shown === null || this.explorer.isStale(known)) await this.search(known, there);
      return;
    }
    await this.search(known, this.adopt(id, this.createPanel(id)));
  }

  /** The replay that a flow's view shows, or null. */
  replayOf(flow: string): Replay | null {
    return this.panels.get(flow)?.shown ?? null;
  }

  /** The part of a flow's view that is in front, as far as a link may lead to it. */
  paneOf(flow: string): string | null {
    return this.panels.get(flow)?.pane ?? null;
  }

  /** Where a flow's view stands, or null where there is none. */
  stepOf(flow: string): number | null {
    return this.panels.get(flow)?.step ?? null;
  }

  /** Makes a flow's view, where there is one, stand at a step. */
  goTo({ flow, step }: Moment, jump = true): void {
    this.panels.get(flow)?.goTo(step, jump);
  }

  /** Shows a replay that was not searched for here: its view is opened or comes to the front, at that step. */
  async show(known: KnownFlow, replay: Replay, step: number, pane: string | null = null): Promise<void> {
    const { id } = known.flow;
    const there = this.panels.get(id);
    this.searches.get(id)?.abort();
    this.searches.delete(id);
    there?.panel.reveal(undefined, false);
    const panel = there ?? this.adopt(id, this.createPanel(id), step);
    await panel.showBeside(replay, step, pane);
  }

  /** Makes a flow's view visible beside what was opened in the first column, which keeps the focus. */
  revealBeside(flow: string): void {
    const panel = this.panels.get(flow)?.panel;
    if (panel === undefined || (panel.visible && panel.viewColumn !== ViewColumn.One)) return;
    const isFirst = panel.viewColumn === undefined || panel.viewColumn === ViewColumn.One;
    panel.reveal(isFirst ? ViewColumn.Two : panel.viewColumn, true);
  }

  /** Brings a flow's view, where there is one, to the front. */
  reveal(flow: string): void {
    this.panels.get(flow)?.panel.reveal(undefined, true);
  }

  /** Opens the line of the step at which the replay in front stands. */
  revealStep(): void {
    if (this.latest !== null) this.around.openStep(this.latest, this.latest.step);
  }

  /** Makes the replay in front do something. */
  run(command: ViewCommand): void {
    this.latest?.run(command);
  }

  /** A replay that the editor kept over a restart: the same flow is searched again and stands at the same step. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const kept = parseRestored(state);
    if (kept === null) {
      panel.dispose();
      return;
    }
    const runs = { made: kept.made ?? [], run: kept.run ?? null };
    const adopted = this.adopt(kept.flow, panel, kept.step, runs);
    adopted.progress('Opening what was open…', 0, []);
    await this.around.restored();
    const known = await this.flows.find(kept.flow);
    if (known === null) {
      adopted.fail(
        `The flow ${kept.flow} is not here any more.${workspace.isTrusted ? '' : ' Flows of this workspace wait until you trust it.'}`,
      );
      return;
    }
    await this.search(known, adopted);
  }

  dispose(): void {
    for (const search of this.searches.values()) search.abort();
    this.disposables.dispose();
  }

  private createPanel(flow: string): WebviewPanel {
    return window.createWebviewPanel(
      replayPanel,
      plainLine(`Replay: ${flow}`, 60),
      {
        viewColumn: window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside,
        preserveFocus: false,
      },
      { enableScripts: true, localResourceRoots: [assetsFolder(this.context.extensionUri)] },
    );
  }

  private adopt(
    flow: string,
    panel: WebviewPanel,
    step = 0,
    kept: { readonly made: readonly MadeRun[]; readonly run: string | null } | null = null,
  ): ReplayPanel {
    const adopted = new ReplayPanel(flow, panel, this.context.extensionUri, this.requests(), this.log, step, kept);
    this.panels.set(flow, adopted);
    this.latest = adopted;
    const active = (): void => {
      if (panel.active) this.latest = adopted;
      void commands.executeCommand('setContext', contextKey.replayActive, this.panels.size > 0);
    };
    this.disposables.add(panel.onDidChangeViewState(active));
    adopted.onDidMove((step) => this.moved.fire({ flow, step }));
    adopted.onDidShow((replay) => this.shown.fire({ flow, replay }));
    adopted.onDidClose(() => {
      this.panels.delete(flow);
      this.searched.delete(flow);
      this.searches.get(flow)?.abort();
      if (this.latest === adopted) this.latest = [...this.panels.values()].at(-1) ?? null;
      active();
    });
    active();
    return adopted;
  }

  private requests(): PanelRequests {
    const { link } = this.around;
    return {
      openStep: (flow, step) => {
        const panel = this.panels.get(flow);
        if (panel !== undefined) this.around.openStep(panel, step);
      },
      openMessage: (messageId) => this.around.openMessage(messageId),
      get linked() {
        return link.linked;
      },
      setLink: (linked) => void link.set(linked),
      notes: (flow) => this.around.notes.of(flow),
      keepNote: async (place, id, text) => {
        const { notes } = this.around;
        if (id !== null) await notes.change(id, text);
        else if (text.trim() !== '') await notes.add(place, text);
      },
      book: (flow) => this.around.books.of(flow),
      changeBook: (flow, change) => this.around.books.change(flow, change),
      links: (flow, replay, steps) => this.around.links(flow, replay, steps),
      trace: (flow, use) => this.around.trace(flow, use),
      insert: (replay, step, text) => this.around.insert(replay, step, text),
      moment: (flow, replay, step, use) => this.around.moment(flow, replay, step, use),
      stop: (flow) => this.searches.get(flow)?.abort(),
      explore: (flow, violations) => {
        void this.again(flow, violations);
      },
      revisions: (flow) => this.explorer.otherRevisions(flow),
      onRevision: async (flow, revision) => {
        const known = await this.flows.find(flow);
        if (known === null) throw new Error(`The flow ${flow} is not here any more.`);
        const options = { signal: new AbortController().signal, progress: () => undefined };
        return this.explorer.replay(known, options, { revision });
      },
    };
  }

  /** Flows of the reader's own that were saved with another text are searched again where a view shows them. */
  private async searchSaved(): Promise<void> {
    for (const [flow, panel] of this.panels) {
      const known = await this.flows.find(flow);
      const before = this.searched.get(flow);
      if (known === null || known.uri === null || before === undefined || known.flow.text === before) continue;
      void this.search(known, panel);
    }
  }

  private async again(flow: string, violations: number): Promise<void> {
    const panel = this.panels.get(flow);
    const known = await this.flows.find(flow);
    if (panel !== undefined && known !== null) await this.search(known, panel, { violations, anew: true });
  }

  private async search(
    known: KnownFlow,
    panel: ReplayPanel,
    how: Pick<SearchOptions, 'violations' | 'anew'> = {},
  ): Promise<void> {
    const { id } = known.flow;
    this.searches.get(id)?.abort();
    const search = new AbortController();
    this.searches.set(id, search);
    this.searched.set(id, known.flow.text);
    panel.progress('Putting the program together…', 0, ['stop']);
    try {
      // The editor makes the view meanwhile, as soon as it has heard of it.
      await aTurn();
      const replay = await this.explorer.replay(known, {
        signal: search.signal,
        progress: (text) => panel.progress(text, 0, ['stop']),
        ...how,
      });
      if (this.searches.get(id) === search) await panel.show(replay);
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      if (!search.signal.aborted) this.log.error(`${id}: ${reason.stack ?? reason.message}`);
      // Where another search or a link came instead, its own words stand in the view.
      if (this.searches.get(id) === search)
        panel.fail(search.signal.aborted ? 'The search was stopped. Explore again to go on.' : reason.message);
    } finally {
      if (this.searches.get(id) === search) this.searches.delete(id);
    }
  }
}
