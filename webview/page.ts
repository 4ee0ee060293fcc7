import { Announcer } from './announcer';
import { CodePane } from './code-pane';
import { ComparePane } from './compare-pane';
import { Controls } from './controls';
import { element } from './dom';
import type { Editors } from './editors';
import { GraphPane } from './graph-pane';
import { Header } from './header';
import { helpDialog } from './help';
import type { Arrangement, Host } from './host';
import { Lanes } from './lanes';
import { LockPicker } from './lock-picker';
import { MailPane } from './mail-pane';
import type { Moment, Pane } from './moment';
import type { Player, PlayerCommand } from './player';
import type { ViewCommand } from './protocol';
import { RunBar } from './run-bar';
import { Scrubber } from './scrubber';
import { SharePane } from './share-pane';
import { splitter } from './splitter';
import { StackPane } from './stack-pane';
import { StatePane } from './state-pane';
import { GroupDialog } from './step-groups';
import { StepNotesPart } from './step-notes';
import { StepPane } from './step-pane';
import { Tabs } from './tabs';
import { Watches } from './watches';
import { VisitedPane } from './visited-pane';
import { WhatIfPane } from './what-if-pane';

/** A search for other violations ends when it has so many. */
const VIOLATIONS_AT_MOST = 12;

/** As the style sheets have it. */
const NARROW = '(max-width: 760px)';

/** What the page asks of the one who drives it. */
export interface PageActions {
  run(command: ViewCommand): void;
  player(): Player | null;
  arrange(change: Partial<Arrangement>): void;
  /** Goes to a moment that was visited, by its index. */
  visit(index: number): void;
  /** The reader has let go of what he moved by. */
  arrived(): void;
  /** Folds a group of steps, or unfolds it. */
  foldGroup(id: string): void;
}

/** The page of a replay: all panes, laid out. It is drawn from a moment and keeps nothing of its own. */
export class Page {
  readonly element: HTMLElement;
  readonly announcer = new Announcer();
  readonly help = helpDialog();
  readonly #panes: readonly Pane[];
  readonly #code: CodePane;
  readonly #tabs: Tabs;
  readonly #lanes: Lanes;
  readonly #notes: StepNotesPart;
  readonly #locks: LockPicker;
  readonly #groupDialog: GroupDialog;
  readonly #whatIf: WhatIfPane;
  readonly #visited: VisitedPane;
  readonly #compare: ComparePane;
  readonly #switchRun: (run: string) => void;
  readonly #controls: Controls;
  readonly #link: (linked: boolean) => void;
  #linked = false;
  /** Where a note is to be written as soon as the reader is there. */
  #noteAt: { readonly run: string; readonly step: number } | null = null;
  #moment: Moment | null = null;

  constructor(host: Host, actions: PageActions, arrangement: Arrangement, hasClaims: boolean) {
    const goTo = (step: number): void => {
      actions.player()?.goTo(step);
    };
    const header = new Header(() => {
      host.tell({ type: 'explore', violations: 1 });
    });
    const controls = new Controls(actions.run, actions.player);
    this.#controls = controls;
    this.#link = (linked) => {
      host.tell({ type: 'link', linked });
    };
    const scrubber = new Scrubber((row) => {
      actions.player()?.goToRow(row);
    }, actions.arrived);
    this.#code = new CodePane(
      {
        source: (file) => host.source(file),
        runTo: (accepts, line) => {
          actions.player()?.runTo(accepts, `No step of this run is at ${line}.`);
        },
        openStep: () => {
          host.tell({ type: 'open-step', step: actions.player()?.step ?? 0 });
        },
        arrange: (sideBySide) => {
          actions.arrange({ sideBySide });
        },
      },
      arrangement.sideBySide,
    );
    const lanes = new Lanes(
      {
        goTo,
        walkTo: (step) => {
          actions.player()?.goTo(step, 'walk');
        },
        follow: (actor) => {
          actions.player()?.follow(actor);
        },
        foldGroup: (id) => {
          actions.foldGroup(id);
        },
        group: (from, to) => {
          if (this.#moment !== null && this.#canKeep()) this.#groupDialog.openFor(this.#moment, from, to);
        },
        tracks: () => host.tracks(),
        values: (at, expressions) => host.values(at, expressions),
        arrange: (tracksShown) => {
          actions.arrange({ tracksShown });
        },
      },
      arrangement.tracksShown,
      arrangement.watchColumns,
    );
    this.#lanes = lanes;
    this.#notes = new StepNotesPart(
      {
        save: (at, id, text) => {
          host.tell({ type: 'note', step: at, id, text });
        },
        keep: (draft) => {
          actions.arrange({ draft });
        },
      },
      arrangement.draft,
    );
    const step = new StepPane(this.#notes, arrangement.localsShown, (localsShown) => {
      actions.arrange({ localsShown });
    });
    this.#switchRun = (run) => {
      host.tell({ type: 'switch-run', run, step: actions.player()?.step ?? 0 });
    };
    const runs = new RunBar(this.#switchRun);
    this.#whatIf = new WhatIfPane({
      choices: (after) => host.choices(after),
      choose: (after, { actor, way, assumes }) => {
        host.tell({ type: 'choose', step: after, actor, way, assumes });
      },
      switchRun: this.#switchRun,
      exploreAll: () => {
        host.tell({ type: 'explore', violations: VIOLATIONS_AT_MOST });
      },
    });
    this.#compare = new ComparePane({
      compare: (run) => host.compare(run),
      state: (at, run) => host.state(at, run),
      goTo,
    });
    this.#visited = new VisitedPane({
      goTo: actions.visit,
      use: ({ run, step }, use) => {
        host.tell({ type: 'moment', run, step, use });
      },
      note: (index) => {
        const { run = '', step } = this.#moment?.visited.moments[index] ?? {};
        this.#noteAt = step === undefined ? null : { run, step };
        actions.visit(index);
      },
    });
    const narrow = window.matchMedia(NARROW);
    const slots = { lanes: slot(), step: slot() };
    const chosen = arrangement.tab ?? (narrow.matches ? 'lanes' : hasClaims ? 'mail' : 'state');
    this.#tabs = this.#makeTabs(host, actions, arrangement, chosen, slots);
    // The lanes first: they scroll, which is cheap only as long as nothing else has been touched.
    this.#groupDialog = new GroupDialog({
      group: (id, from, to, name) => {
        host.tell({ type: 'group', id, from, to, name });
      },
    });
    this.#locks = new LockPicker(() => host.tracks(), goTo);
    this.#panes = [lanes, header, runs, controls, scrubber, step, this.#tabs, this.#code];
    const side = element(
      'div',
      { class: 'side' },
      lanes.element,
      splitter('Height of the lanes', 'rows', arrangement.lanesShare, (lanesShare) => {
        this.#lay({ lanesShare });
        actions.arrange({ lanesShare });
      }),
      step.element,
      this.#tabs.element,
    );
    const main = element(
      'main',
      { class: 'panes' },
      this.#code.element,
      splitter('Width of the code', 'columns', arrangement.codeShare, (codeShare) => {
        this.#lay({ codeShare });
        actions.arrange({ codeShare });
      }),
      side,
    );
    this.element = element(
      'div',
      { class: 'page' },
      header.element,
      runs.element,
      controls.element,
      scrubber.element,
      main,
      this.announcer.element,
      this.help,
      this.#locks.element,
      this.#groupDialog.element,
    );
    this.#lay(arrangement);
    // In a narrow panel lanes and step go into tabs of their own, so that everything is in sight without scrolling.
    const place = (): void => {
      if (narrow.matches) {
        slots.lanes.element.append(lanes.element);
        slots.step.element.append(step.element);
      } else {
        side.prepend(lanes.element);
        this.#tabs.element.before(step.element);
      }
      this.#tabs.narrow = narrow.matches;
    };
    narrow.addEventListener('change', place);
    place();
  }

  setEditors(editors: Editors): void {
    this.#code.setEditors(editors);
  }

  /** The host says that editors follow, or that they do so no longer. */
  set linked(linked: boolean) {
    if (this.#linked !== linked)
      this.announcer.say(linked ? 'Editors follow each step.' : 'Editors stay where they are.');
    this.#linked = linked;
    this.#controls.pressed('link', linked);
  }

  /** Brings a part of the details to the front, where there is one of that name. */
  openPane(id: string): void {
    this.#tabs.open(id);
  }

  show(moment: Moment): void {
    this.#moment = moment;
    for (const pane of this.#panes) pane.show(moment);
    this.announcer.moment(moment);
    const { step, replay } = moment;
    if (this.#noteAt?.step !== step || this.#noteAt.run !== (replay.model.run ?? '')) return;
    this.#noteAt = null;
    this.#writeNote();
  }

  /** What concerns the page and not the player. */
  run(command: Exclude<ViewCommand, PlayerCommand | 'fold-group' | 'go-back' | 'go-forward'>): void {
    switch (command) {
      case 'help':
        if (this.help.open) this.help.close();
        else this.help.showModal();
        return;
      case 'link':
        if (this.#moment?.replay.model.can?.includes('link') === true) this.#link(!this.#linked);
        return;
      case 'group':
        if (this.#moment !== null && this.#canKeep()) this.#groupDialog.open(this.#moment);
        return;
      case 'note':
        return this.#writeNote();
      case 'tracks':
        this.#lanes.toggleTracks();
        return;
      case 'what-if':
        this.#tabs.open('what-if');
        return this.#whatIf.focus();
      case 'visited':
        this.#tabs.open('visited');
        return this.#visited.focus();
      case 'compare':
        this.#tabs.open('compare');
        return this.#compare.focus();
      case 'run-to-line':
        return this.#code.runToCaret();
      case 'to-lock':
        return this.#chooseLock();
      case 'next-run':
        return this.#nextRun(1);
      case 'previous-run':
        return this.#nextRun(-1);
    }
  }

  #writeNote(): void {
    const { step } = this.#moment ?? {};
    if (!this.#canKeep()) return;
    this.#tabs.open('step');
    this.#notes.write(step ?? 1);
  }

  /** Whether the host keeps what a reader writes; says so where it does not. */
  #canKeep(): boolean {
    const can = this.#moment?.replay.model.can?.includes('note') === true;
    if (!can) this.announcer.say('Notes cannot be kept for this replay.');
    return can;
  }

  #chooseLock(): void {
    const { step = 0 } = this.#moment ?? {};
    void this.#locks.open(step).then((found) => {
      if (!found) this.announcer.say('No lock is taken in this run.');
    });
  }

  #nextRun(by: 1 | -1): void {
    const { runs = [], run } = this.#moment?.replay.model ?? {};
    const at = runs.findIndex(({ id }) => id === run) + by;
    const next = runs[at];
    if (next === undefined)
      this.announcer.say(`There is no ${by > 0 ? 'next' : 'previous'} run. Make one in "What if".`);
    else this.#switchRun(next.id);
  }

  #makeTabs(
    host: Host,
    actions: PageActions,
    arrangement: Arrangement,
    chosen: string,
    slots: Readonly<Record<'lanes' | 'step', Pane>>,
  ): Tabs {
    const say = (text: string): void => {
      this.announcer.say(text);
    };
    const share = new SharePane({
      copy: (text, what) => {
        host.tell({ type: 'copy', text });
        say(`${what} is copied.`);
      },
      save: (name, text) => {
        host.tell({ type: 'save', name, text });
      },
      insert: (text) => {
        host.tell({ type: 'insert', step: actions.player()?.step ?? 0, text });
      },
      trace: (use) => {
        host.tell({ type: 'trace', use });
        if (use === 'copy') say('Trace is copied.');
      },
      linksTo: (steps) => host.links(steps),
      values: (at, expressions) => host.values(at, expressions),
      say,
    });
    const mail = new MailPane((messageId) => {
      host.tell({ type: 'open-message', messageId });
    });
    const watches = new Watches(
      {
        evaluate: (step, actor, expressions) => host.evaluate(step, actor, expressions),
        watch: (text, keep) => {
          host.tell({ type: 'watch', text, keep });
        },
        columns: (watchColumns) => {
          actions.arrange({ watchColumns });
          this.#lanes.showWatches(watchColumns);
        },
      },
      arrangement.watchColumns,
    );
    const state = new StatePane(watches, arrangement.unchangedShown, (unchangedShown) => {
      actions.arrange({ unchangedShown });
    });
    return new Tabs(
      'Details',
      [
        { id: 'lanes', title: 'Lanes', pane: slots.lanes, narrow: true },
        { id: 'step', title: 'Step', pane: slots.step, narrow: true },
        { id: 'mail', title: 'Mail', pane: mail },
        { id: 'state', title: 'State', pane: state },
        { id: 'stacks', title: 'Stacks', pane: new StackPane() },
        { id: 'graph', title: 'References', pane: new GraphPane() },
        { id: 'what-if', title: 'What if', pane: this.#whatIf },
        { id: 'visited', title: 'Visited', pane: this.#visited },
        { id: 'compare', title: 'Compare', pane: this.#compare },
        { id: 'share', title: 'Share', pane: share },
      ],
      chosen,
      (tab) => {
        actions.arrange({ tab });
        host.tell({ type: 'pane', pane: tab });
      },
    );
  }

  #lay({ codeShare, lanesShare }: Partial<Arrangement>): void {
    if (codeShare !== undefined) this.element.style.setProperty('--code-share', `${codeShare}%`);
    if (lanesShare !== undefined) this.element.style.setProperty('--lanes-share', `${lanesShare}%`);
  }
}

/** A tab's place for a pane that stands elsewhere in a wide panel and is drawn wherever it stands. */
function slot(): Pane {
  return { element: element('div', { class: 'slot' }), show: () => undefined };
}
